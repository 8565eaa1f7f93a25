"""Passages are found by what is asked, whatever is typed."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lecturegen.reading.search import PassageIndex, estimate_tokens, tokens_in_prompt
from lecturegen.schema import Passage


def passage(number: int, text: str, *headings: str) -> Passage:
    return Passage(id=f"p{number}", file="n.md", headings=headings, first_line=number, last_line=number, text=text)


RIVER = passage(1, "Water runs downhill and carries sand.", "Geography", "Rivers")
LAKE = passage(2, "A lake holds water that a river brings, and more of it in spring.", "Geography", "Lakes")
BAKING = passage(3, "Yeast makes dough rise; modelling the rise needs a curve.", "Kitchen", "Bread")
CHINESE = passage(4, "机器学习是人工智能的一个分支。", "导论")
ALL = (RIVER, LAKE, BAKING, CHINESE)
INDEX = PassageIndex(ALL)


def found(query: str, limit_tokens: int = 1000) -> list[str]:
    return [p.id for p in INDEX.best(query, limit_tokens)]


def test_any_of_the_words_is_enough() -> None:
    assert found("yeast sand") == ["p1", "p3"]


def test_stems_of_english_words_match() -> None:
    assert found("models risen risings") == ["p3"]


def test_other_languages_are_not_stemmed() -> None:
    assert PassageIndex(ALL, language="de").best("models", 1000) == ()


def test_accents_and_case_do_not_matter() -> None:
    assert found("YÉAST") == ["p3"]


def test_passage_without_a_common_word_is_not_returned() -> None:
    assert found("volcano") == []


@pytest.mark.parametrize("query", ["", "   ", "what is the of and", "?!"])
def test_question_of_stop_words_finds_nothing(query: str) -> None:
    assert found(query) == []


def test_heading_weighs_more_than_text() -> None:
    by_the_way = passage(1, "The river, the river and the river.", "Lakes")
    about_it = passage(2, "It carries the sand down to the sea.", "River")
    assert PassageIndex([by_the_way, about_it]).best("river", 25) == (about_it,)


def test_best_are_taken_first_and_returned_in_the_order_of_the_notes() -> None:
    notes = [passage(n, "filler " * 40 + "tide " * times) for n, times in enumerate((2, 1, 0, 3), 1)]
    best = PassageIndex(notes).best("tide", 180)
    assert [p.id for p in best] == ["p1", "p4"]
    assert [p.id for p in PassageIndex(notes).best("tide", 90)] == ["p4"]


def test_passage_too_long_for_what_is_left_is_passed_over() -> None:
    long, short = passage(1, "coral " * 400), passage(2, "one coral among many other words of the sea")
    assert PassageIndex([long, short]).best("coral", 100) == (short,)


def test_what_is_returned_fits() -> None:
    for limit in range(0, 120, 7):
        assert sum(map(tokens_in_prompt, INDEX.best("water river yeast 学习", limit))) <= limit


def test_scripts_without_spaces_are_searched_by_neighbours() -> None:
    assert found("什么是机器学习？") == ["p4"]
    assert found("学器") == []


@pytest.mark.parametrize(
    "hostile",
    [
        '"',
        '" OR "',
        "text: sand",
        "NEAR(water sand)",
        "sand*",
        "^sand",
        "-sand",
        "sand AND NOT (",
        "'; DROP TABLE passage; --",
        "{a b}:c",
    ],
)
def test_nothing_in_a_query_is_syntax(hostile: str) -> None:
    assert set(found(hostile)) <= {"p1", "p2"}
    assert found("sand") == ["p1"]


@settings(deadline=None)
@given(st.text(st.characters(), max_size=300), st.integers(-5, 10**6))
def test_no_query_raises(query: str, limit_tokens: int) -> None:
    best = INDEX.best(query, limit_tokens)
    assert list(best) == [p for p in ALL if p in best]


@settings(deadline=None)
@given(st.lists(st.text(st.characters(), max_size=60), max_size=5))
def test_no_text_breaks_the_index(texts: list[str]) -> None:
    notes = [passage(n, text, text) for n, text in enumerate(texts, 1)]
    index = PassageIndex(notes)
    for text in texts:
        assert set(index.best(text, 10**6)) <= set(notes)


def test_question_of_a_thousand_words_is_answered() -> None:
    assert found(" ".join(f"word{n}" for n in range(3000)) + " yeast") == ["p3"]


def test_half_a_character_breaks_nothing() -> None:
    broken = passage(1, "yeast \ud800 dough")
    assert PassageIndex([broken]).best("dough \udfff", 100) == (broken,)


def test_index_without_passages_finds_nothing() -> None:
    assert PassageIndex([]).best("anything", 1000) == ()


def test_index_may_be_asked_from_many_threads() -> None:
    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(lambda _: tuple(found("sand yeast")), range(200))) == {("p1", "p3")}


def test_tokens_are_estimated_by_script() -> None:
    assert estimate_tokens("") == 0
    assert estimate_tokens("abcd" * 25) == 25
    assert estimate_tokens("a") == 1
    assert estimate_tokens("机器学习") == 4


def test_notes_that_fit_are_given_whole_and_others_are_searched() -> None:
    assert INDEX.on("river", 200) == tuple(ALL)
    assert INDEX.on("river", 50) == INDEX.best("river", 50) != ()
    assert PassageIndex([]).on("river", 0) == ()
