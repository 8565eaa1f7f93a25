"""/v1/files and /v1/batches over HTTP: the endpoints, and the faults on the way to them."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from aiohttp import web

from tests.openai_server.asked import Asked
from tests.openai_server.batch_faults import ON_THE_WAY, BatchSchedule
from tests.openai_server.batches import Batch, Batches, File
from tests.openai_server.delivery import cut_short, reset
from tests.openai_server.faults import FAULTS
from tests.openai_server.reply import Reply, error

Made = dict[str, Any] | bytes


class BatchDoors:
    """``slow_files``: an uploaded file has to be looked at before it can be used, as at Azure."""

    def __init__(self, batches: Batches, faults: Sequence[str], slow_files: bool) -> None:
        self._all, self._schedule, self._slow = batches, BatchSchedule(faults), slow_files
        self.asked: list[str] = []

    async def answer(self, request: web.Request, path: str) -> web.StreamResponse | None:
        """``path`` without what is common to all; None if it is not one of ours."""
        found = self._door(request.method, path.strip("/").split("/"))
        if found is None:
            return None
        action, work = found
        self.asked.append(action)
        fault = self._schedule.due(action) if action else ""
        if fault and fault not in ON_THE_WAY:
            said = FAULTS[fault].effect(Reply(), Asked(0, {}))
            return web.json_response({"error": said.error}, status=said.status, headers=said.headers)
        form = await _form(request)
        if fault == "reset":
            reset(request)
            return web.Response(status=500)
        try:
            made = work(form)
        except _Wrong as wrong:
            return web.json_response({"error": error(str(wrong), "invalid_request_error")}, status=wrong.status)
        if fault == "lost":
            reset(request)
            return web.Response(status=500)
        body = made if isinstance(made, bytes) else json.dumps(made).encode()
        if fault == "cut":
            return await cut_short(request, body)
        return web.Response(body=body, content_type="application/octet-stream" if body is made else "application/json")

    def _door(self, method: str, parts: list[str]) -> tuple[str, Callable[[dict[str, Any]], Made]] | None:
        match (method, *parts):
            case ("POST", "files"):
                return "upload", self._upload
            case ("GET", "files"):
                return "", lambda form: _page([file.described() for file in self._all.files.values()], form)
            case ("GET", "files", name):
                return "", lambda form: self._file(name, seen=True).described()
            case ("GET", "files", name, "content"):
                return "content", lambda form: self._file(name).content
            case ("DELETE", "files", name):
                return "", lambda form: {"id": name, "object": "file", "deleted": self._forget(name)}
            case ("POST", "batches"):
                return "create", self._create
            case ("GET", "batches"):
                return "list", lambda form: _page([one.described() for one in self._all.batches.values()], form)
            case ("GET", "batches", name):
                return "retrieve", lambda form: self._all.look(self._batch(name)).described()
            case ("POST", "batches", name, "cancel"):
                return "", lambda form: self._all.cancel(self._batch(name)).described()
            case _:
                return None

    def _upload(self, form: dict[str, Any]) -> Made:
        if form.get("purpose") != "batch" or "file" not in form:
            raise _Wrong("a file and the purpose 'batch' are needed")
        name, content = form["file"]
        status = "pending" if self._slow else "processed"
        return self._all.upload(name, "batch", content, status).described()

    def _create(self, form: dict[str, Any]) -> Made:
        file = self._file(str(form.get("input_file_id")))
        if file.status != "processed":
            raise _Wrong(f"the file {file.id} is not ready: {file.status}")
        if form.get("completion_window") != "24h":
            raise _Wrong("completion_window must be 24h")
        ends = self._schedule.due("batch")
        return self._all.create(file, str(form.get("endpoint")), form.get("metadata") or {}, ends).described()

    def _file(self, name: str, *, seen: bool = False) -> File:
        if name not in self._all.files:
            raise _Wrong(f"No such File object: {name}", 404)
        file = self._all.files[name]
        if seen:
            file.status = "processed"
        return file

    def _forget(self, name: str) -> bool:
        return self._all.files.pop(self._file(name).id) is not None

    def _batch(self, name: str) -> Batch:
        if name not in self._all.batches:
            raise _Wrong(f"No batch found with id '{name}'.", 404)
        return self._all.batches[name]


class _Wrong(Exception):
    def __init__(self, message: str, status: int = 400) -> None:
        super().__init__(message)
        self.status = status


def _page(things: list[dict[str, Any]], form: dict[str, Any]) -> dict[str, Any]:
    """The newest first, so many at a time."""
    things = things[::-1]
    names = [thing["id"] for thing in things]
    start = names.index(form["after"]) + 1 if form.get("after") in names else 0
    page = things[start : start + int(form.get("limit", 20))]
    ends = {"first_id": page[0]["id"], "last_id": page[-1]["id"]} if page else {"first_id": None, "last_id": None}
    return {"object": "list", "data": page, "has_more": start + len(page) < len(things)} | ends


async def _form(request: web.Request) -> dict[str, Any]:
    if request.method != "POST":
        return dict(request.query)
    if request.content_type == "application/json":
        given: dict[str, Any] = json.loads(await request.read() or "{}")
        return given
    return dict(_fields(await request.read(), request.headers["Content-Type"].partition("boundary=")[2].strip('"')))


def _fields(body: bytes, boundary: str) -> Iterator[tuple[str, Any]]:
    """The parts of a form: texts, and files as (name, content)."""
    # aiohttp's own reader now and then fails over large files ("Reading after EOF")
    for part in body.split(f"--{boundary}".encode())[1:-1]:
        head, _, content = part.removeprefix(b"\r\n").partition(b"\r\n\r\n")
        named = dict(re.findall(r'(\w+)="([^"]*)"', head.decode()))
        content = content.removesuffix(b"\r\n")
        yield named["name"], (named["filename"], content) if "filename" in named else content.decode()
