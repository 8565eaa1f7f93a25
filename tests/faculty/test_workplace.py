"""A week made in one place and published in another: whole, once, and never over a person's work."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from uuid import uuid4

import pytest

from lecturegen.errors import FolderError, UsageError
from lecturegen.events import FileWritten
from lecturegen.faculty.outlet import Outlet, outlet_at
from lecturegen.llm.journal import Journal
from lecturegen.run_dir import MANIFEST, WeekFolder, digest
from lecturegen.schema import Manifest

pytest.importorskip("fsspec", reason="lecturegen[remote] is not installed")
pytest.importorskip("filelock", reason="lecturegen[dask] is not installed")

from lecturegen.faculty.workplace import NOTE, Workplace

NAMES = ("plan.yaml", "script.md", "week.json")


@pytest.fixture(params=["folder", "memory"])
def outlet(request: pytest.FixtureRequest, tmp_path: Path) -> Outlet:
    return outlet_at(str(tmp_path / "outlet") if request.param == "folder" else f"memory://{uuid4()}/out")


class Killed(BaseException):
    """What nobody catches."""


class Mortal:
    """A outlet whose user is killed at its nth change."""

    def __init__(self, outlet: Outlet, last: int) -> None:
        self._outlet, self._left = outlet, last

    def _step(self) -> None:
        self._left -= 1
        if self._left == 0:
            raise Killed

    def names(self) -> list[str]:
        return self._outlet.names()

    def read(self, name: str) -> bytes | None:
        return self._outlet.read(name)

    def write(self, name: str, content: bytes) -> None:
        self._step()
        self._outlet.write(name, content)

    def remove(self, name: str) -> None:
        self._step()
        self._outlet.remove(name)


def make(
    machine: Path, outlet: Outlet, text: str, *, meanwhile: Callable[[], None] = lambda: None
) -> list[FileWritten]:
    """Make a week of ``text`` on a machine and publish it; ``meanwhile``: what happens before it is published."""

    async def story() -> list[FileWritten]:
        place = Workplace(machine / "week-01", outlet)
        async with place.mine():
            journal = Journal(place.folder)
            try:
                folder = WeekFolder(place.folder, journal)
                for name in NAMES:
                    folder.write(name, f"{text} {name}")
                folder.write_manifest(Manifest(lecturegen="0", model="m", inputs={}, outputs=folder.outputs))
            finally:
                journal.close()
            meanwhile()
            return place.publish()

    return asyncio.run(story())


def _make(machine: Path, outlet: Outlet, text: str) -> None:
    """The same while another is made, which has this thread's loop."""
    with ThreadPoolExecutor() as pool:
        pool.submit(make, machine, outlet, text).result()


def lies(outlet: Outlet) -> dict[str, str]:
    return {name: (outlet.read(name) or b"").decode() for name in outlet.names() if name != MANIFEST}


def of(text: str) -> dict[str, str]:
    return {name: f"{text} {name}" for name in NAMES}


def test_a_week_is_published_and_published_anew_from_any_machine(tmp_path: Path, outlet: Outlet) -> None:
    make(tmp_path / "a", outlet, "one")
    assert lies(outlet) == of("one")
    make(tmp_path / "b", outlet, "two")
    make(tmp_path / "a", outlet, "three")
    assert lies(outlet) == of("three")
    manifest = Manifest.model_validate_json(outlet.read(MANIFEST) or b"")
    assert manifest.outputs == {name: digest(text.encode()) for name, text in of("three").items()}
    assert outlet.read(NOTE) is None


def test_what_a_person_changed_is_kept_and_the_new_text_lies_beside_it(tmp_path: Path, outlet: Outlet) -> None:
    make(tmp_path / "a", outlet, "one")
    outlet.write("script.md", b"mine")
    for machine in "ab":
        make(tmp_path / machine, outlet, "two")
        assert lies(outlet) == of("two") | {"script.md": "mine", "script.new.md": "two script.md"}


def test_what_a_person_changes_while_the_week_is_made_is_kept_too(tmp_path: Path, outlet: Outlet) -> None:
    make(tmp_path / "a", outlet, "one")
    told = make(tmp_path / "a", outlet, "two", meanwhile=lambda: outlet.write("script.md", b"mine"))
    assert lies(outlet) == of("two") | {"script.md": "mine", "script.new.md": "two script.md"}
    assert told == [FileWritten("script.new.md", kept="script.md")]


def test_what_a_machine_half_published_meanwhile_is_not_taken_for_a_persons(tmp_path: Path, outlet: Outlet) -> None:
    def half() -> None:
        with pytest.raises(Killed):
            _make(tmp_path / "b", Mortal(outlet, 4), "two")

    make(tmp_path / "a", outlet, "one")
    assert make(tmp_path / "a", outlet, "three", meanwhile=half) == []
    assert lies(outlet) == of("three")


@pytest.mark.parametrize("step", range(1, 7))
@pytest.mark.parametrize("edited", [False, True])
def test_a_machine_that_is_lost_while_it_publishes_is_not_taken_for_a_person(
    tmp_path: Path, outlet: Outlet, step: int, edited: bool
) -> None:
    make(tmp_path / "a", outlet, "one")
    mine = {"script.md": "mine", "script.new.md": "three script.md"} if edited else {}
    if edited:
        outlet.write("script.md", b"mine")
    with pytest.raises(Killed):
        make(tmp_path / "a", Mortal(outlet, step), "two")
    make(tmp_path / "b", outlet, "three")
    assert lies(outlet) == of("three") | mine
    assert outlet.read(NOTE) is None


def test_two_processes_of_a_machine_do_a_week_one_after_the_other(tmp_path: Path, outlet: Outlet) -> None:
    async def story() -> list[str]:
        order = []
        first, second = (Workplace(tmp_path / "week-01", outlet) for _ in range(2))

        async def wait() -> None:
            async with second.mine(lambda event: order.append(type(event).__name__)):
                order.append("second")

        async with first.mine():
            waiting = asyncio.create_task(wait())
            await asyncio.sleep(0.1)
            order.append("first")
        await waiting
        return order

    assert asyncio.run(story()) == ["Waiting", "first", "second"]


def test_an_address_that_nothing_here_understands_is_the_users_mistake() -> None:
    with pytest.raises(UsageError, match="--out nowhere://x"):
        outlet_at("nowhere://x")


def test_a_manifest_that_cannot_be_read_is_named(tmp_path: Path, outlet: Outlet) -> None:
    outlet.write(MANIFEST, b"{")
    with pytest.raises(FolderError, match=r"manifest\.json: cannot be read"):
        make(tmp_path / "a", outlet, "one")


def test_a_file_address_is_a_folder(tmp_path: Path) -> None:
    outlet_at(f"file://{tmp_path}", "course/week-01").write("script.md", b"text")
    assert (tmp_path / "course" / "week-01" / "script.md").read_bytes() == b"text"
