"""`lecturegen watch` as people run it: a process of its own, files that are saved, a listener in place of a browser."""

from __future__ import annotations

import json
import signal
import socket
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import active_count
from typing import Any, cast
from unittest.mock import patch
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest

from lecturegen.errors import UsageError
from lecturegen.watching import served
from lecturegen.watching.served import Pages, serving
from tests.apart import Apart
from tests.command import made, run
from tests.openai_server import Behaviour, Server, running

TOPICS = ("Random variables", "Expectation", "Variance", "Covariance")
PATIENCE = 30.0
"""Seconds until a test gives up; a change takes a tenth of a second to be noticed and one to be made."""


def eventually(what: Callable[[], Any], *, within: float = PATIENCE) -> Any:
    """The first true value of ``what``."""
    end = time.monotonic() + within
    while time.monotonic() < end:
        if found := what():
            return found
        time.sleep(0.02)
    raise AssertionError("it never came to pass")


class Page:
    """A browser in small: what it was told last."""

    def __init__(self, address: str, name: str) -> None:
        self.address, self.name = address, name

    @property
    def state(self) -> dict[str, str]:
        with urlopen(f"{self.address}events/{self.name}", timeout=PATIENCE) as events:
            return cast(dict[str, str], json.loads(events.readline().removeprefix(b"data: ")))

    @property
    def problem(self) -> str:
        return self.state["problem"]

    @property
    def text(self) -> str:
        return get(self.address + self.name)[1]


def get(address: str, host: str = "") -> tuple[int, str]:
    """Status and body."""
    try:
        with urlopen(Request(address, headers={"Host": host} if host else {}), timeout=PATIENCE) as reply:
            return reply.status, reply.read().decode()
    except HTTPError as error:
        return error.code, ""


class Watching:
    """A course that is watched, and the service that it asks."""

    def __init__(self, server: Server, folder: Path, process: Apart, weeks: int) -> None:
        self.server, self.folder, self.process = server, folder, process
        self.address = process.stdout.readline().strip()
        self.page = Page(self.address, "week-02")
        self.settled(weeks)

    def settled(self, weeks: int = 1) -> None:
        """The weeks have been made, and their exports."""
        eventually(lambda: len(list((self.folder / "out").glob("*/*/exports/manifest.json"))) == weeks)
        eventually(lambda: "There is no page yet" not in self.page.text)

    def save(self, *topics: str, notes: str = "[]") -> None:
        write(self.folder, *topics, notes=notes)

    @contextmanager
    def asking(self) -> Iterator[Counter[tuple[str, int | None]]]:
        """What is asked from here until the page is another one."""
        before, page = len(self.server.log), self.page.state["page"]
        asked: Counter[tuple[str, int | None]] = Counter()
        yield asked
        eventually(lambda: self.page.state["page"] != page)
        asked.update((entry.kind, entry.section) for entry in self.server.log[before:])

    def stop(self) -> int:
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(PATIENCE)

    @property
    def said(self) -> str:
        return self.process.said


def write(folder: Path, *topics: str, notes: str = "[]", first: int = 2) -> Path:
    path = folder / "course.yaml"
    listed = "".join(f"  - {topic}\n" for topic in topics or TOPICS)
    path.write_text(f"title: Chance\nminutes: 20\nweeks:\n- number: {first}\n  title: Chance\n  topics:\n{listed}"
                    f"  overrides: {{notes: {notes}}}\n")  # fmt: skip
    return path


@contextmanager
def watched(folder: Path, weeks: int = 1, behaviour: Behaviour | None = None) -> Iterator[Watching]:
    with running(behaviour) as server, start(server, folder) as process:
        try:
            yield Watching(server, folder, process, weeks)
        finally:
            process.kill()


def start(server: Server, folder: Path) -> Apart:
    hosted = {"OPENAI_BASE_URL": server.base_url, "OPENAI_API_KEY": "sk-test"}
    return Apart(["watch", folder / "course.yaml", "--no-open", "--out", folder / "out"], **hosted)


@pytest.fixture
def watching(tmp_path: Path) -> Iterator[Watching]:
    write(tmp_path)
    with watched(tmp_path) as one:
        yield one


def test_editing_one_topic_asks_exactly_that_section_again(watching: Watching) -> None:
    with watching.asking() as asked:
        watching.save("Random variables", "Entropy", "Variance", "Covariance")
    assert asked == {("plan", None): 1, ("draft", 2): 1, ("assess", 2): 1, ("answer", 2): 1}
    assert "Entropy" in watching.page.text


def test_the_page_on_the_disk_is_the_one_that_export_makes_and_only_the_served_one_listens(watching: Watching) -> None:
    page = made(watching.folder) / "exports" / "week.html"
    run("export", made(watching.folder), "--to", "html", "--out", watching.folder / "other")
    assert page.read_bytes() == (watching.folder / "other" / "week.html").read_bytes()
    served_page = watching.page.text
    assert "EventSource" not in page.read_text()
    start, end = served_page.index("<script>\n(() => {\n  let banner"), served_page.rindex("</body>")
    assert served_page[:start] + served_page[end:] == page.read_text()


def test_a_save_by_renaming_is_noticed(watching: Watching) -> None:
    with watching.asking() as asked:
        text = (watching.folder / "course.yaml").read_text()
        beside = watching.folder / ".course.yaml.swp"
        beside.write_text(text.replace("Variance", "Entropy"))
        beside.rename(watching.folder / "course.yaml")
    assert asked[("draft", 3)] == 1
    assert asked.total() == 4


def test_a_wrong_course_file_is_told_in_both_places_and_the_next_save_mends_it(watching: Watching) -> None:
    page = watching.page.text
    (watching.folder / "course.yaml").write_text("title: Chance\nweeks: [")
    problem = eventually(lambda: watching.page.problem)
    assert "course.yaml:" in problem
    assert problem.splitlines()[0] in watching.said
    assert watching.page.text == page
    watching.save("Random variables", "Entropy", "Variance", "Covariance")
    eventually(lambda: "Entropy" in watching.page.text)
    eventually(lambda: not watching.page.problem)


def test_a_save_that_changes_nothing_asks_nothing_and_makes_nothing(watching: Watching) -> None:
    asked, week = len(watching.server.log), made(watching.folder) / "exports" / "week.html"
    before = week.stat().st_mtime_ns
    watching.save()
    (watching.folder / "course.yaml").write_text("# a remark\n" + (watching.folder / "course.yaml").read_text())
    time.sleep(2.5)
    assert len(watching.server.log) == asked
    assert week.stat().st_mtime_ns == before
    assert watching.said.count("plan:") == 1


def test_a_plan_that_a_person_edits_is_followed(watching: Watching) -> None:
    path = made(watching.folder) / "plan.yaml"
    title = "Every later number rests on this one"
    lines = path.read_text().splitlines(keepends=True)
    at = next(n for n, line in enumerate(lines) if line.lstrip().startswith("- title:") and n > len(lines) // 2)
    lines[at] = f"{lines[at].split('title:')[0]}title: {title}\n"
    with watching.asking() as asked:
        path.write_text("".join(lines))
    assert ("plan", None) not in asked
    assert len({section for _, section in asked}) == 1
    assert title in watching.page.text


def test_a_plan_that_cannot_be_followed_is_told_and_the_page_stays(watching: Watching) -> None:
    path, page = made(watching.folder) / "plan.yaml", watching.page.text
    path.write_text(path.read_text().replace("minutes:", "minuts:", 1))
    assert "plan.yaml:" in eventually(lambda: watching.page.problem)
    assert watching.page.text == page


def test_of_two_weeks_only_the_one_whose_notes_changed_is_made_again(tmp_path: Path) -> None:
    path = write(tmp_path, notes="[notes/two.md]")
    path.write_text(
        path.read_text()
        + "- number: 3\n  title: Sampling\n  topics: [Strata, Clusters]\n  overrides: {notes: [notes/three.md]}\n"
    )
    (tmp_path / "notes").mkdir()
    for name in ("two", "three"):
        (tmp_path / "notes" / f"{name}.md").write_text(
            f"# Week {name}\n\nAn urn holds 40 red balls and 60 blue ones.\n"
        )
    with watched(tmp_path, weeks=2) as watching:
        third = Page(watching.address, "week-03")
        eventually(lambda: "There is no page yet" not in third.text)
        assert "week-02" in get(watching.address)[1]
        before, second, page = len(watching.server.log), watching.page.state, third.state
        notes = tmp_path / "notes" / "three.md"
        notes.write_text(notes.read_text().replace("40 red", "35 red"))
        eventually(lambda: third.state != page)
        assert watching.page.state == second
        asked = [json.dumps(body) for body in watching.server.requests[before:]]
        assert len(asked) >= 3  # what comes out as before is not asked about again
        assert all("week: 3, Sampling" in one for one in asked if "<taught" not in one)


def test_control_c_while_nothing_is_made_ends_with_0_and_frees_the_port(watching: Watching) -> None:
    port = int(watching.address.rstrip("/").rsplit(":", 1)[1])
    with socket.create_connection(("127.0.0.1", port)) as listener:
        listener.sendall(f"GET /events/week-02 HTTP/1.0\r\nHost: localhost:{port}\r\n\r\n".encode())
        listener.recv(100)
        assert watching.stop() == 0
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", port))
    assert "Traceback" not in watching.said


def test_control_c_while_a_week_is_made_waits_for_what_is_in_flight_and_ends_with_130(tmp_path: Path) -> None:
    write(tmp_path)
    with running(Behaviour(first_token=1.0)) as server:
        process = start(server, tmp_path)
        with process:
            eventually(lambda: server.in_flight)
            process.send_signal(signal.SIGINT)
            assert process.wait(PATIENCE) == 130
    assert [entry.kind for entry in server.log] == ["plan"]
    assert server.log[0].status == 200


def test_a_section_that_is_missing_is_told_and_the_next_save_asks_for_it_again(tmp_path: Path) -> None:
    write(tmp_path)
    with watched(tmp_path, behaviour=Behaviour(faults=["draft:2:refusal"])) as watching:
        assert "is missing" in eventually(lambda: watching.page.problem)
        with watching.asking() as asked:
            (tmp_path / "course.yaml").touch()
        assert asked.total() == 3
        eventually(lambda: not watching.page.problem)


def test_a_port_that_is_taken_is_told(watching: Watching) -> None:
    port = watching.address.rstrip("/").rsplit(":", 1)[1]
    ran = run("watch", watching.folder / "course.yaml", "--offline", "--no-open", "--port", port)
    assert ran.code == 2
    assert f"--port {port}: cannot be listened to" in ran.err


def test_it_listens_on_the_loopback_address_alone_and_serves_nothing_but_pages(watching: Watching) -> None:
    assert watching.address.startswith("http://127.0.0.1:")
    for path in ("course.yaml", "../course.yaml", "week-02/../../course.yaml", "%2e%2e/course.yaml", "week-99",
                 "events/week-99", "events/../course.yaml", "week-02?x", "/etc/passwd"):  # fmt: skip
        assert get(watching.address + path)[0] == 404, path
    assert get(watching.address + "week-02", "evil.example")[0] == 403
    assert get(watching.address + "events/week-02", "evil.example:80")[0] == 403
    port = watching.address.rstrip("/").rsplit(":", 1)[1]
    assert get(watching.address + "week-02", f"localhost:{port}")[0] == 200


def test_without_the_watcher_it_says_what_to_install(tmp_path: Path) -> None:
    write(tmp_path)
    with patch.dict(sys.modules, {"watchfiles": None}):
        ran = run("watch", tmp_path / "course.yaml", "--offline", "--no-open")
    assert ran.code == 3
    assert "watchfiles is missing; install it: pip install 'lecturegen[watch]'" in ran.err


def test_a_list_of_topics_is_not_watched(tmp_path: Path) -> None:
    (tmp_path / "topics.txt").write_text("A\n")
    ran = run("watch", tmp_path / "topics.txt")
    assert ran.code == 2
    assert "this is no course file" in ran.err


def test_a_course_file_that_is_wrong_from_the_start_is_shown_until_it_is_right(tmp_path: Path) -> None:
    (tmp_path / "course.yaml").write_text("title: [")
    with running() as server, start(server, tmp_path) as process:
        address = process.stdout.readline().strip()
        index = Page(address, "")
        assert "course.yaml:" in eventually(lambda: index.problem)
        assert "There is no page yet" in index.text
        write(tmp_path)
        eventually(lambda: "Expectation" in Page(address, "week-02").text)
        process.kill()


def test_pages_that_are_closed_let_their_listeners_and_threads_go() -> None:
    threads = active_count()
    pages = Pages()
    pages.only(["week-01"])
    with serving(pages, 0) as address:
        listener = urlopen(address + "events/week-01", timeout=PATIENCE)
        assert listener.readline().startswith(b"data: ")
        assert active_count() > threads
    assert listener.read() == b"\n"
    eventually(lambda: active_count() == threads)


def test_a_listener_that_has_left_is_noticed() -> None:
    threads = active_count()
    pages = Pages()
    pages.only(["week-01"])
    with patch.object(served, "HEARTBEAT", 0.05), serving(pages, 0) as address:
        listener = urlopen(address + "events/week-01", timeout=PATIENCE)
        listener.readline()
        listener.close()
        eventually(lambda: active_count() == threads + 1)  # the server's own


def test_a_port_beyond_all_ports_is_told() -> None:
    with pytest.raises(UsageError, match="--port 99999"), serving(Pages(), 99_999):
        pass
