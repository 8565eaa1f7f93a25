"""Course files: every way to write one wrong is answered with its line, the fault and the remedy."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lecturegen.errors import CourseError
from lecturegen.reading.text_file import LARGEST
from lecturegen.stages.load import load_course

HEAD = "title: Data Mining\nweeks:\n  - number: 10\n    title: Generative Models\n    topics:\n"
RIGHT = HEAD + "      - GANs\n      - Diffusion\n"


class Mistake(NamedTuple):
    """A course file that is wrong in one way, and the whole error that it must give."""

    name: str
    text: str
    error: str


MISTAKES = (
    Mistake("empty file", "", "1: the file is empty; a course needs `title:` and `weeks:`"),
    Mistake("only comments", "# to do\n", "1: the file is empty; a course needs `title:` and `weeks:`"),
    Mistake(
        "a list instead of keys",
        "- GANs\n- Diffusion\n",
        "1: this is no course; write lines such as `title: …` (a course needs `title:` and `weeks:`)",
    ),
    Mistake(
        "unquoted colon in a title",
        "title: Week 10: GANs\n",
        '1: the text has a colon of its own; put it in quotes: title: "Week 10: GANs"',
    ),
    Mistake(
        "unquoted colon in a topic",
        HEAD + "      - GANs: theory\n",
        '6: topic 1 is read as a key and its value; put it in quotes: "GANs: theory"',
    ),
    Mistake(
        "two unquoted colons in a topic",
        HEAD + "      - GANs: theory: part 1\n",
        '6: the text has a colon of its own; put it in quotes: - "GANs: theory: part 1"',
    ),
    Mistake(
        "title that YAML takes for no",
        RIGHT.replace("Data Mining", "No"),
        '1: title must be text, but No is read as yes or no; put it in quotes: "No"',
    ),
    Mistake(
        "title that YAML takes for a number",
        RIGHT.replace("Data Mining", "2024"),
        '1: title must be text, but 2024 is read as a number; put it in quotes: "2024"',
    ),
    Mistake(
        "topic that YAML takes for a date",
        HEAD + "      - 2024-05-01\n",
        '6: topic 1 must be text, but 2024-05-01 is read as a date; put it in quotes: "2024-05-01"',
    ),
    Mistake(
        "Norwegian",
        RIGHT + "language: no\n",
        '8: language must be text, but no is read as yes or no; put it in quotes: "no"',
    ),
    Mistake(
        "language in words",
        RIGHT + "language: English\n",
        "8: language must not be 'English'; write a BCP 47 tag: en, de …",
    ),
    Mistake(
        "topics in one text",
        HEAD.rstrip() + " GANs, Diffusion\n",
        "5: topics must be a list, not one text; write each topic in a line of its own that begins with `- `",
    ),
    Mistake(
        "weeks without a dash",
        "title: C\nweeks:\n  number: 1\n  title: W\n",
        "2: weeks must be a list; begin each week with `- `",
    ),
    Mistake(
        "week that is a word",
        RIGHT + "  - Generative Models\n",
        "8: this week must be made of keys and values, not 'Generative Models'; write `number:`, `title:`, `topics:`",
    ),
    Mistake("minutes in words", RIGHT + "minutes: an hour\n", "8: minutes must be a whole number, not 'an hour'"),
    Mistake(
        "minutes in quotes",
        RIGHT + 'minutes: "60"\n',
        "8: minutes must be a whole number, not text; remove the quotes around 60",
    ),
    Mistake("yes for a number", RIGHT.replace("10", "yes"), "3: number must be a whole number, not yes"),
    Mistake("list for a number", RIGHT.replace("10", "[10]"), "3: number must be a whole number, not a list"),
    Mistake("too few minutes", RIGHT + "minutes: 3\n", "8: minutes must be at least 5, not 3"),
    Mistake(
        "too many questions",
        RIGHT + "questions_per_section: 9\n",
        "8: questions_per_section must be at most 5, not 9",
    ),
    Mistake(
        "type that there is not",
        RIGHT + "blueprint:\n  every_section:\n    single_choise: 4\n",
        "10: every_section has no key `single_choise:`; did you mean `single_choice:`?",
    ),
    Mistake(
        "type outside of its place",
        RIGHT + "blueprint: {numeric: 4}\n",
        "8: `numeric:` does not belong in blueprint; move it under `every_section:`",
    ),
    Mistake(
        "shares that do not add up",
        RIGHT + "blueprint:\n  shares:\n    numeric: 50\n    essay: 40\n",
        "9: the shares make 90%; they have to make 100",
    ),
    Mistake(
        "share above all",
        RIGHT + "blueprint:\n  shares: {numeric: 130}\n",
        "9: numeric must be at most 100, not 130",
    ),
    Mistake(
        "more of every section than it has",
        RIGHT + "blueprint:\n  shares: {numeric: 100}\n  every_section:\n    single_choice: 5\n",
        "10: every_section makes 5 questions, and a section has 4",
    ),
    Mistake(
        "two numbers of questions",
        RIGHT + "questions_per_section: 5\nblueprint:\n  every_section: {essay: 1, numeric: 2}\n",
        "10: every_section makes 3 questions, and a section has 5; make them agree, or give `shares:` for the rest",
    ),
    Mistake(
        "too few of every section",
        RIGHT + "blueprint:\n  every_section: {essay: 1}\n",
        "9: every_section makes 1 question, and a section has 3 to 5",
    ),
    Mistake(
        "fewer points than questions",
        RIGHT + "blueprint:\n  points_per_section: 3\n",
        "9: 3 points are too few for the questions of a section; give 5 or more (an essay has 2 at least, others 1)",
    ),
    Mistake(
        "blueprint of a week that does not go with its course",
        RIGHT + "    overrides:\n      blueprint:\n        every_section: {essay: 4}\nquestions_per_section: 3\n",
        "10: every_section makes 4 questions, and a section has 3; make them agree, or give `shares:` for the rest",
    ),
    Mistake(
        "misspelt key",
        RIGHT.replace("title: D", "titel: D"),
        "1: the course has no key `titel:`; did you mean `title:`?",
    ),
    Mistake(
        "key of a course in a week",
        RIGHT + "    minutes: 90\n",
        "8: `minutes:` does not belong in this week; move it under `overrides:`",
    ),
    Mistake(
        "key of a week in a course",
        RIGHT + "number: 3\n",
        "8: `number:` does not belong in the course; move it under `weeks:`",
    ),
    Mistake(
        "unknown key",
        RIGHT + "    overrides:\n      colour: red\n",
        "9: overrides has no key `colour:`; remove it (the keys are audience, level, language, minutes, "
        "words_per_minute, questions_per_section, blueprint, notes, exports, template)",
    ),
    Mistake(
        "overrides in one text",
        RIGHT + "    overrides: shorter\n",
        "8: overrides must be made of keys and values, not 'shorter'; write `audience:`, `level:`, `language:`, "
        "`minutes:`, `words_per_minute:`, `questions_per_section:`, `blueprint:`, `notes:`, `exports:`, `template:`",
    ),
    Mistake(
        "list for a key",
        RIGHT + "? [a, b]\n: c\n",
        "8: a key must be a word, not a list; put text with [ or { in quotes",
    ),
    Mistake(
        "long text for a number",
        RIGHT + "minutes: as long as it takes to explain all of it properly\n",
        "8: minutes must be a whole number, not 'as long as it takes to explain all of i…'",
    ),
    Mistake(
        "topic in braces",
        HEAD + "      - {x}\n",
        '6: topic 1 is read as a key and its value; put it in quotes: "x"',
    ),
    Mistake(
        "keys in a topic",
        HEAD + "      - {name: GANs, minutes: 3}\n",
        "6: topic 1 must be one text, not keys with values; write each as an entry of its own",
    ),
    Mistake(
        "more values than any course", "a:\n" * 10_001, "10000: the file holds too many values; is it the right one?"
    ),
    Mistake("missing title", RIGHT.replace("title: Data Mining\n", ""), "1: the course has no title; add `title: …`"),
    Mistake(
        "missing topics",
        "title: C\nweeks:\n  - number: 1\n    title: W\n",
        "3: this week has no topics; add `topics:` and below it a line `- …` for each",
    ),
    Mistake("title left empty", RIGHT.replace("Data Mining", ""), "1: title is empty; write it after the colon"),
    Mistake("title of nothing", RIGHT.replace("Data Mining", '" "'), "1: title is empty; fill it in"),
    Mistake("blank topic", RIGHT + "      -\n", "8: topic 3 is empty; fill it in or remove it"),
    Mistake("topic of spaces", RIGHT + '      - " "\n', "8: topic 3 is empty; fill it in or remove it"),
    Mistake("no week", "title: C\nweeks: []\n", "2: weeks is empty; add at least 1"),
    Mistake(
        "too many topics",
        HEAD + "".join(f"      - topic {n}\n" for n in range(41)),
        "5: topics has 41 entries and may have 40; remove some",
    ),
    Mistake(
        "topic twice",
        RIGHT + '      - "gans  "\n',
        "8: topic 'gans' appears twice; remove one (the other is in line 6)",
    ),
    Mistake(
        "week twice",
        RIGHT + "  - {number: 10, title: W, topics: [T]}\n",
        "8: week 10 appears twice; remove or renumber one (the other is in line 3)",
    ),
    Mistake(
        "key twice",
        RIGHT + "title: Machine Learning\n",
        "8: `title:` appears twice; remove one (the other is in line 1)",
    ),
    Mistake(
        "list in a topic",
        HEAD + "      - [a, b]\n",
        "6: topic 1 must be one text, not a list; write each as an entry of its own",
    ),
    Mistake(
        "title on two lines",
        RIGHT + 'level: x\nnotes: ["a\\nb"]\n',
        "9: note 1 must stay on one line; remove the line break",
    ),
    Mistake("tab", HEAD + "\t\t- GANs\n", "6: a tab stands where only spaces may; indent with spaces"),
    Mistake("topic in backticks", HEAD + "      - `fit`\n", "6: text cannot begin with `; put the text in quotes"),
    Mistake("topic with a star", HEAD + "      - *args\n", "6: text cannot begin with *; put the text in quotes"),
    Mistake(
        "topic with an ampersand", HEAD + "      - & more\n", "6: text cannot begin with &; put the text in quotes"
    ),
    Mistake(
        "topic with an exclamation mark",
        HEAD + "      - !important\n",
        "6: `!important` is read as a tag because it begins with `!`; put the text in quotes",
    ),
    Mistake("topic with a bar", HEAD + "      - | pipes\n", "6: text cannot begin with | or >; put the text in quotes"),
    Mistake(
        "words after a quotation",
        HEAD + '      - "Attention" and more\n',
        "6: the text goes on after its closing sign; put the text in quotes as a whole",
    ),
    Mistake(
        "open quotation",
        RIGHT + "level: 'tis\n",
        "8: a quotation mark opens and never closes; close it, or use the other kind around the text",
    ),
    Mistake(
        "open bracket",
        RIGHT + "notes: [a, b\n",
        "8: a [ opens a list that never closes; close it with ], or put the text in quotes",
    ),
    Mistake(
        "backslash",
        RIGHT + 'level: "\\q"\n',
        "8: a backslash in double quotes must be doubled; write \\\\, or use single quotes",
    ),
    Mistake(
        "escape beyond Unicode",
        'title: "\\UFFFFFFFF"\n',
        "1: an escape or a number in this line is no character; write the character itself",
    ),
    Mistake(
        "crooked list",
        HEAD + "      - a\n     - b\n",
        "7: the indentation fits no line above; begin what belongs together in one column",
    ),
    Mistake(
        "key under a text",
        HEAD + "      - a\n        b: c\n",
        "7: this line stands deeper than the one above, which has a text already; move it to the left",
    ),
    Mistake(
        "line without a colon",
        "title: C\nweeks\nminutes: 3\n",
        "2: this line is neither `key: text` nor `- text`; add a colon, or indent it",
    ),
    Mistake(
        "two documents",
        RIGHT + "---\ntitle: D\n",
        "8: a second document begins here; keep one, and delete the line of dashes",
    ),
    Mistake(
        "control character", RIGHT + "level: a\x07b\n", "8: this line holds a control character; type the line again"
    ),
    Mistake(
        "escaped control character",
        RIGHT + 'level: "a\\ab"\n',
        "8: the text holds a control character; write it without",
    ),
    Mistake("deep nesting", "title: " + "[" * 1000, "1: the file is nested too deeply; a course has five levels"),
    Mistake("alias of itself", "title: &a [*a]\n", "1: the file holds too many values; write aliases (`*name`) out"),
    Mistake(
        "alias bomb",
        "a: &a [x,x,x,x,x,x,x,x,x]\n"
        + "".join(f"{b}: &{b} [{','.join([f'*{a}'] * 9)}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True)),
        "1: the file holds too many values; write aliases (`*name`) out",
    ),
)


def error_of(path: Path) -> str:
    with pytest.raises(CourseError) as caught:
        load_course(path)
    assert caught.value.exit_code == 2
    return str(caught.value)


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """``week10.yaml`` in a folder of its own."""
    monkeypatch.chdir(tmp_path)
    return Path("week10.yaml")


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda mistake: mistake.name)
def test_each_mistake_gives_one_line_with_place_fault_and_remedy(mistake: Mistake, file: Path) -> None:
    file.write_text(mistake.text, "utf-8")
    assert error_of(file) == f"week10.yaml:{mistake.error}"


def test_all_mistakes_are_named_at_once_in_the_order_of_the_file(file: Path) -> None:
    file.write_text(
        "title: 2024\nminutes: 3\nweeks:\n  - number: 1\n    titel: W\n    topics: [a, b, A, '']\n"
        "  - number: 1\n    title: W\nlevl: x\nminutes: 4\n",
        "utf-8",
    )
    assert error_of(file).splitlines() == [
        'week10.yaml:1: title must be text, but 2024 is read as a number; put it in quotes: "2024"',
        "week10.yaml:2: minutes must be at least 5, not 3",
        "week10.yaml:5: this week has no key `titel:`; did you mean `title:`?",
        "week10.yaml:6: topic 4 is empty; fill it in or remove it",
        "week10.yaml:7: week 1 appears twice; remove or renumber one (the other is in line 4)",
        "week10.yaml:7: this week has no topics; add `topics:` and below it a line `- …` for each",
        "week10.yaml:9: the course has no key `levl:`; did you mean `level:`?",
        "week10.yaml:10: `minutes:` appears twice; remove one (the other is in line 2)",
    ]


def test_topics_repeated_on_separate_lines_name_both(file: Path) -> None:
    file.write_text(HEAD + "      - GANs\n      - VAEs\n      - ＧＡＮｓ\n", "utf-8")
    assert error_of(file) == "week10.yaml:8: topic 'ＧＡＮｓ' appears twice; remove one (the other is in line 6)"


def test_the_right_file_is_read(file: Path) -> None:
    file.write_text(RIGHT, "utf-8")
    course = load_course(file)
    assert (course.title, course.weeks[0].number, course.weeks[0].topics) == ("Data Mining", 10, ("GANs", "Diffusion"))


def test_keys_left_empty_count_as_absent(file: Path) -> None:
    file.write_text(RIGHT + "    overrides:\naudience:\nnotes:\n", "utf-8")
    assert load_course(file).audience == ""


def test_aliases_save_typing(file: Path) -> None:
    file.write_text(RIGHT.replace("topics:", "topics: &t") + "  - {number: 11, title: W, topics: *t}\n", "utf-8")
    first, second = load_course(file).weeks
    assert first.topics == second.topics


@pytest.mark.parametrize("text", ["\ufeff" + RIGHT, RIGHT.replace("\n", "\r\n"), RIGHT.replace("\n", "\r")])
def test_byte_order_marks_and_line_ends_of_any_system_are_fine(text: str, file: Path) -> None:
    file.write_bytes(text.encode())
    assert len(load_course(file).weeks[0].topics) == 2


def test_missing_file_names_the_one_that_was_meant(file: Path) -> None:
    file.with_name("week-10.yaml").touch()
    assert error_of(file) == "week10.yaml: there is no such file; did you mean 'week-10.yaml'?"


def test_missing_folder_is_named(file: Path) -> None:
    assert error_of(Path("lectures/week10.yaml")) == (
        "lectures/week10.yaml: there is no such file; there is no folder 'lectures' either"
    )


def test_folder_is_not_a_course(file: Path) -> None:
    file.mkdir()
    assert error_of(file) == "week10.yaml: this is a folder; name a file in it"


def test_other_encodings_are_named_with_their_line(file: Path) -> None:
    file.write_bytes("title: C\naudience: Anfänger\n".encode("latin-1"))
    assert error_of(file) == "week10.yaml:2: byte 0xe4 is not UTF-8; save the file as UTF-8"
    file.write_text(RIGHT, "utf-16")
    assert error_of(file) == "week10.yaml: the file is saved as UTF-16; save it as UTF-8"


def test_binary_and_huge_files_are_refused(file: Path) -> None:
    file.write_bytes(b"PK\x03\x04\x00\x00")
    assert error_of(file) == "week10.yaml: this is no text file; export it as plain text first"
    file.write_bytes(b"#" * (LARGEST + 1))
    assert error_of(file) == "week10.yaml: the file is larger than 5 MB; is it the right one? Divide it if it is"


def test_unreadable_file_says_why(file: Path) -> None:
    name = "w" * 300 + ".yaml"
    assert error_of(Path(name)) == f"{name}: the file cannot be read (File name too long); check who may read it"


def test_list_of_topics_is_not_a_course_file(file: Path) -> None:
    Path("topics.txt").write_text("GANs\n", "utf-8")
    assert error_of(Path("topics.txt")).startswith("topics.txt: a list of topics needs a title; add --title")


SCRAPS = st.sampled_from(
    [
        *("title: ", "weeks:", "number: ", "topics: ", "overrides:", "minutes: ", "  - ", "- ", "    ", "\n", "\n  "),
        *(
            "'",
            '"',
            "&a ",
            "*a",
            "*b",
            "{",
            "}",
            "[",
            "]",
            ", ",
            "!!",
            "!x ",
            "!!int ",
            "> ",
            "| ",
            "%",
            "\t",
            "#",
            "@",
        ),
        *("? ", ": ", "<<: ", "---\n", "...\n", "%YAML 1.1\n", "No", "12", "1:30", "2024-01-01", ".inf", "~", "1e999"),
        *("\\U", "\\x", "\x00", "\ufeff", "\u2028", "\x85", "0x_", "0b_", "é", HEAD, RIGHT),
    ]
)


@settings(deadline=None)  # other tests run beside this one
@given(st.one_of(st.text(), st.lists(SCRAPS, max_size=25).map("".join)))
def test_any_text_is_a_course_or_a_course_error(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    path = tmp_path_factory.getbasetemp() / "any.yaml"
    path.write_text(text, "utf-8", newline="")
    try:
        load_course(path)
    except CourseError:
        return


@settings(deadline=None)  # other tests run beside this one
@given(st.binary(max_size=50))
def test_any_bytes_are_a_course_or_a_course_error(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    path = tmp_path_factory.getbasetemp() / "bytes.yaml"
    path.write_bytes(data)
    with pytest.raises(CourseError):
        load_course(path)
