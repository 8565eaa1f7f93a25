"""Files and batches, in memory: what was uploaded, what became of it, and when it is done."""

from __future__ import annotations

import json
import random
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from tests.openai_server.reply import error

MOST_REQUESTS, MOST_BYTES = 50_000, 200 * 10**6
_DONE = frozenset({"completed", "failed", "expired", "cancelled"})

Answer = Callable[[dict[str, Any], str], tuple[int, Any]]
"""The body of a request, and the batch's id -> status and body of its answer."""


@dataclass
class File:
    """``status`` is ``pending`` until somebody has looked, at services that need their time."""

    id: str
    name: str
    purpose: str
    content: bytes
    status: str = "processed"
    created: int = field(default_factory=lambda: int(time.time()))

    def described(self) -> dict[str, Any]:
        return {
            "id": self.id, "object": "file", "bytes": len(self.content), "created_at": self.created,
            "filename": self.name, "purpose": self.purpose, "status": self.status,
        }  # fmt: skip


@dataclass
class Batch:
    """``ends`` as; ``polls``: times that somebody has asked how it goes."""

    id: str
    input: File
    endpoint: str
    metadata: dict[str, str]
    ends: str
    made: float = field(default_factory=time.time)
    polls: int = 0
    status: str = "validating"
    total: int = 0
    done: int = 0
    bad: int = 0
    errors: list[dict[str, Any]] = field(default_factory=list)
    output: File | None = None
    faulty: File | None = None
    ended: int | None = None

    def described(self) -> dict[str, Any]:
        stamp = {f"{self.status}_at": self.ended} if self.ended else {}
        return {
            "id": self.id, "object": "batch", "endpoint": self.endpoint, "input_file_id": self.input.id,
            "completion_window": "24h", "status": self.status, "created_at": int(self.made), "metadata": self.metadata,
            "errors": {"object": "list", "data": self.errors} if self.errors else None,
            "output_file_id": self.output and self.output.id, "error_file_id": self.faulty and self.faulty.id,
            "request_counts": {"total": self.total, "completed": self.done, "failed": self.bad},
        } | stamp  # fmt: skip


@dataclass
class Batches:
    """``seconds`` and ``polls``: what has to pass until a batch is done; ``failing``: the share of lines that fail.

    ``deployed``: the only model that lines may name, where there is only one.
    """

    answer: Answer
    seconds: float = 0.0
    polls: int = 0
    failing: float = 0.0
    deployed: str | None = None
    files: dict[str, File] = field(default_factory=dict)
    batches: dict[str, Batch] = field(default_factory=dict)

    def upload(self, name: str, purpose: str, content: bytes, status: str = "processed") -> File:
        made = File(f"file-{len(self.files) + 1:04}", name, purpose, content, status)
        self.files[made.id] = made
        return made

    def create(self, file: File, endpoint: str, metadata: dict[str, str], ends: str) -> Batch:
        made = Batch(f"batch_{len(self.batches) + 1:04}", file, endpoint, metadata, ends)
        self.batches[made.id] = made
        return made

    def look(self, batch: Batch) -> Batch:
        """How it goes with ``batch``: done, if its time has come."""
        if batch.status in _DONE:
            return batch
        batch.polls += 1
        if batch.status == "validating" and (batch.ends == "failed" or self._wrong(batch)):
            batch.errors = batch.errors or [_wrong("server_error", "The file could not be validated.", None)]
            batch.status, batch.ended = "failed", int(time.time())
            return batch
        batch.status, batch.total = "in_progress", len(_lines(batch))
        age, looks = time.time() - batch.made, batch.polls - 1
        if age >= self.seconds and looks >= self.polls:
            self._finish(batch, batch.ends if batch.ends in _DONE else "completed")
        else:
            batch.done = int(batch.total * min(age / (self.seconds or age), looks / (self.polls or looks or 1)))
        return batch

    def cancel(self, batch: Batch) -> Batch:
        if batch.status not in _DONE:
            self._finish(batch, "cancelled")
        return batch

    def _finish(self, batch: Batch, status: str) -> None:
        lines = [json.loads(line) for line in _lines(batch)]
        dice = random.Random(batch.id)
        dice.shuffle(lines)  # the order is not kept
        left = lines[len(lines) // 2 :] if status != "completed" else []
        run = lines[: len(lines) - len(left)]
        failing = dice.sample(range(len(run)), round(self.failing * len(run)))
        good: list[dict[str, Any]] = []
        bad = [_unanswered(line, status) for line in left]
        for place, line in enumerate(run):
            if batch.ends == "missing" and place % 5 == 0:
                continue
            code, body = (500, {"error": _BUSY}) if place in failing else self.answer(line["body"], batch.id)
            (good if code == 200 else bad).append(_answered(line, code, body))
        batch.status, batch.ended = status, int(time.time())
        batch.total, batch.done, batch.bad = len(lines), len(good), len(lines) - len(good)
        if batch.ends == "no-files":
            return
        output = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in good)
        if batch.ends == "duplicates":
            output *= 2
        if batch.ends == "garbled":
            stranger = json.dumps(_answered({"custom_id": "a stranger"}, 200, {}))
            output = f"<html>not JSON\n\n{stranger}\n{output}".rstrip("\n")[:-9]
        batch.output = self.upload(f"{batch.id}_output.jsonl", "batch_output", output.encode()) if good else None
        errors = "".join(json.dumps(line) + "\n" for line in bad)
        batch.faulty = self.upload(f"{batch.id}_error.jsonl", "batch_output", errors.encode()) if bad else None

    def _wrong(self, batch: Batch) -> bool:
        """Notes what is wrong with the file, line by line."""
        lines = _lines(batch)
        if not lines:
            batch.errors.append(_wrong("empty_file", "The file is empty.", None))
        if len(lines) > MOST_REQUESTS or len(batch.input.content) > MOST_BYTES:
            batch.errors.append(_wrong("too_many_tasks", "The file is too large.", None))
        seen: set[str] = set()
        models: set[str] = set()
        for number, text in enumerate(lines, 1):
            batch.errors += [_wrong(code, said, number) for code, said in self._faults(text, batch, seen, models)]
        return bool(batch.errors)

    def _faults(self, text: bytes, batch: Batch, seen: set[str], models: set[str]) -> Iterable[tuple[str, str]]:
        try:
            line = json.loads(text)
            name, model = line["custom_id"], line["body"]["model"]
        except (ValueError, KeyError, TypeError):
            yield "invalid_json_line", "This line is not parseable as valid JSON."
            return
        if name in seen or len(name) > 64:
            yield "duplicate_custom_id", f"The custom_id {name} was used before, or is too long."
        if line.get("url") != batch.endpoint or line.get("method") != "POST":
            yield "mismatched_endpoint", "All requests must use the endpoint of the batch."
        if models and model not in models:
            yield "mismatched_model", "All requests of a batch must use the same model."
        if self.deployed is not None and model != self.deployed:
            yield "model_not_found", f"There is no deployment {model}."
        seen.add(name)
        models.add(model)


_BUSY = error("The server had an error while processing your request.", "server_error")


def _lines(batch: Batch) -> list[bytes]:
    return [line for line in batch.input.content.split(b"\n") if line.strip()]


def _wrong(code: str, message: str, line: int | None) -> dict[str, Any]:
    return {"code": code, "message": message, "param": None, "line": line}


def _answered(line: dict[str, Any], status: int, body: Any) -> dict[str, Any]:
    name = sha256(line["custom_id"].encode()).hexdigest()[:12]
    response = {"status_code": status, "request_id": f"req_{name}", "body": body}
    return {"id": f"batch_req_{name}", "custom_id": line["custom_id"], "response": response, "error": None}


def _unanswered(line: dict[str, Any], status: str) -> dict[str, Any]:
    said = {"code": f"batch_{status}", "message": "This request could not be executed before the batch ended."}
    return {"id": "batch_req_none", "custom_id": line["custom_id"], "response": None, "error": said}
