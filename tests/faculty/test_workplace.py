"""A week made in one place and published in another: whole, once, and never over a person's work."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path
from uuid import uuid4

import pytest

from lecturegen.errors import FolderError, UsageError
from lecturegen.events import FileWritten
from lecturegen.faculty.shelf import Shelf, shelf_at
from lecturegen.llm.journal import Journal
from lecturegen.run_dir import MANIFEST, WeekFolder, digest
from lecturegen.schema import Manifest

pytest.importorskip("fsspec", reason="lecturegen[remote] is not installed")
pytest.importorskip("filelock", reason="lecturegen[dask] is not installed")

from lecturegen.faculty.workplace import NOTE, Workplace

NAMES = ("plan.yaml", "script.md", "week.json")


@pytest.fixture(params=["folder", "memory"])
def shelf(request: pytest.FixtureRequest, tmp_path: Path) -> Shelf:
    return shelf_at(str(tmp_path / "shelf") if request.param == "folder" else f"memory://{uuid4()}/out")


class Killed(BaseException):
    """What nobody catches."""


class Mortal:
    """A shelf whose user is killed at its nth change."""

    def __init__(self, shelf: Shelf, last: int) -> None:
        self._shelf, self._left = shelf, last

    def _step(self) -> None:
        self._left -= 1
        if self._left == 0:
            raise Killed

    def names(self) -> list[str]:
        return self._shelf.names()

    def read(self, name: str) -> bytes | None:
        return self._shelf.read(name)

    def write(self, name: str, content: bytes) -> None:
        self._step()
        self._shelf.write(name, content)

    def remove(self, name: str) -> None:
        self._step()
        self._shelf.remove(name)


def make(machine: Path, shelf: Shelf, text: str, *, meanwhile: Callable[[], None] = lambda: None) -> list[FileWritten]:
    """Make a week of ``text`` on a machine and publish it; ``meanwhile``: what happens before it is published."""

    async def story() -> list[FileWritten]:
        place = Workplace(machine / "week-01", shelf)
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


def lies(shelf: Shelf) -> dict[str, str]:
    return {name: (shelf.read(name) or b"").decode() for name in shelf.names() if name != MANIFEST}


def of(text: str) -> dict[str, str]:
    return {name: f"{text} {name}" for name in NAMES}


def test_a_week_is_published_and_published_anew_from_any_machine(tmp_path: Path, shelf: Shelf) -> None:
    make(tmp_path / "a", shelf, "one")
    assert lies(shelf) == of("one")
    make(tmp_path / "b", shelf, "two")
    make(tmp_path / "a", shelf, "three")
    assert lies(shelf) == of("three")
    manifest = Manifest.model_validate_json(shelf.read(MANIFEST) or b"")
    assert manifest.outputs == {name: digest(text.encode()) for name, text in of("three").items()}
    assert shelf.read(NOTE) is None


def test_what_a_person_changed_is_kept_and_the_new_text_lies_beside_it(tmp_path: Path, shelf: Shelf) -> None:
    make(tmp_path / "a", shelf, "one")
    shelf.write("script.md", b"mine")
    for machine in "ab":
        make(tmp_path / machine, shelf, "two")
        assert lies(shelf) == of("two") | {"script.md": "mine", "script.new.md": "two script.md"}


def test_what_a_person_changes_while_the_week_is_made_is_kept_too(tmp_path: Path, shelf: Shelf) -> None:
    make(tmp_path / "a", shelf, "one")
    told = make(tmp_path / "a", shelf, "two", meanwhile=lambda: shelf.write("script.md", b"mine"))
    assert lies(shelf) == of("two") | {"script.md": "mine", "script.new.md": "two script.md"}
    assert told == [FileWritten("script.new.md", kept="script.md")]


@pytest.mark.parametrize("step", range(1, 7))
@pytest.mark.parametrize("edited", [False, True])
def test_a_machine_that_is_lost_while_it_publishes_is_not_taken_for_a_person(
    tmp_path: Path, shelf: Shelf, step: int, edited: bool
) -> None:
    make(tmp_path / "a", shelf, "one")
    mine = {"script.md": "mine", "script.new.md": "three script.md"} if edited else {}
    if edited:
        shelf.write("script.md", b"mine")
    with pytest.raises(Killed):
        make(tmp_path / "a", Mortal(shelf, step), "two")
    make(tmp_path / "b", shelf, "three")
    assert lies(shelf) == of("three") | mine
    assert shelf.read(NOTE) is None


def test_two_processes_of_a_machine_do_a_week_one_after_the_other(tmp_path: Path, shelf: Shelf) -> None:
    async def story() -> list[str]:
        order = []
        first, second = (Workplace(tmp_path / "week-01", shelf) for _ in range(2))

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
        shelf_at("nowhere://x")


def test_a_manifest_that_cannot_be_read_is_named(tmp_path: Path, shelf: Shelf) -> None:
    shelf.write(MANIFEST, b"{")
    with pytest.raises(FolderError, match=r"manifest\.json: cannot be read"):
        make(tmp_path / "a", shelf, "one")


def test_a_file_address_is_a_folder(tmp_path: Path) -> None:
    shelf_at(f"file://{tmp_path}", "course/week-01").write("script.md", b"text")
    assert (tmp_path / "course" / "week-01" / "script.md").read_bytes() == b"text"
