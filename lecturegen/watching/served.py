"""Pages over HTTP on the loopback address, which show themselves anew when they change.

A page is served as it is on the disk, with a script below it that listens to server-sent events: what the page is now,
and what is wrong at the moment. Nothing but pages is served, whatever path is asked for, and only to those who name
this machine as the host: a page of somebody else's that has its name point here gets nothing.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from hashlib import sha256
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.resources import files
from socketserver import TCPServer
from threading import Condition, Thread
from typing import ClassVar

from lecturegen.errors import UsageError

HOST = "127.0.0.1"
HEARTBEAT = 15.0
"""Seconds after which a listener is written to, to see whether it is still there."""
_EVENTS = "events/"
_NOT_YET = "<p>There is no page yet. It appears here as soon as it is made.</p>"


class Pages:
    """What is served: a page for each name, and what is wrong at the moment. Any thread may change it."""

    def __init__(self) -> None:
        self._pages: dict[str, bytes | None] = {}
        self._problem = ""
        self._open = True
        self._changed = Condition()

    @property
    def names(self) -> tuple[str, ...]:
        with self._changed:
            return tuple(self._pages)

    def only(self, names: Iterable[str]) -> None:
        """These are the pages that there are, or will be."""
        with self._changed:
            self._pages = {name: self._pages.get(name) for name in names}
            self._changed.notify_all()

    def show(self, name: str, page: bytes) -> None:
        with self._changed:
            self._pages[name] = page
            self._changed.notify_all()

    def tell(self, problem: str) -> None:
        """What is wrong, in lines; empty: nothing is."""
        with self._changed:
            self._problem = problem
            self._changed.notify_all()

    def close(self) -> None:
        """Let all listeners go."""
        with self._changed:
            self._open = False
            self._changed.notify_all()

    def page(self, name: str) -> bytes | None:
        """The page, with the script that listens; None if there is no page of this name. Without one: their list."""
        with self._changed:
            if name and name not in self._pages:
                return None
            page, version = self._pages[name] if name else self._list(), self._version(name)
        live = files("lecturegen.watching").joinpath("live.html").read_text("utf-8")
        script = live.replace("NAME", name).replace("VERSION", version).encode()
        before, end, after = (page or _document(name, _NOT_YET)).rpartition(b"</body>")
        return before + script + end + after

    def states(self, name: str) -> Iterator[str | None]:
        """What a listener has to know, now and after each change; None: nothing changed for a while."""
        told = ""
        while True:
            with self._changed:
                self._changed.wait_for(partial(self._news, name, told), HEARTBEAT)
                if not self._open:
                    return
                state = self._state(name)
            yield None if state == told else state
            told = state

    def _news(self, name: str, told: str) -> bool:
        return not self._open or self._state(name) != told

    def _state(self, name: str) -> str:
        return json.dumps({"page": self._version(name), "problem": self._problem})

    def _version(self, name: str) -> str:
        return sha256((self._pages.get(name) if name else self._list()) or b"").hexdigest()[:16]

    def _list(self) -> bytes:
        links = "".join(f'<li><a href="/{escape(name)}">{escape(name)}</a></li>' for name in self._pages)
        return _document("Weeks", f"<h1>Weeks</h1><ul>{links}</ul>" if links else _NOT_YET)


@contextmanager
def serving(pages: Pages, port: int) -> Iterator[str]:
    """Serve until the block ends; the address. ``port`` 0 takes a free one. Raises UsageError if it is taken."""

    class Ours(_Handler):
        served = pages

    try:
        server = _Server((HOST, port), Ours)
        Ours.hosts = (f"{HOST}:{server.server_port}", f"localhost:{server.server_port}")
    except (OSError, OverflowError) as error:
        raise UsageError(f"--port {port}: cannot be listened to ({error}); choose another, or none") from None
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, name="pages", daemon=True)
    thread.start()
    try:
        yield f"http://{HOST}:{server.server_port}/"
    finally:
        pages.close()
        server.shutdown()
        server.server_close()
        thread.join()


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def server_bind(self) -> None:
        """Without the look-up of the machine's full name, which nobody asks for and which may take seconds."""
        TCPServer.server_bind(self)
        self.server_name, self.server_port = HOST, self.server_address[1]


class _Handler(BaseHTTPRequestHandler):
    served: ClassVar[Pages]
    hosts: ClassVar[tuple[str, ...]]
    timeout = 10
    """Seconds for a client to say what it wants."""

    def do_GET(self) -> None:
        if self.headers.get("Host") not in self.hosts:
            self.send_error(403)
            return
        name, names = self.path.removeprefix("/"), self.served.names
        try:
            if name.startswith(_EVENTS) and name.removeprefix(_EVENTS) in ("", *names):
                self._listen(name.removeprefix(_EVENTS))
            elif not name and len(names) == 1:
                self.send_response(302)
                self.send_header("Location", f"/{names[0]}")
                self.end_headers()
            elif page := self.served.page(name):
                self._send(page)
            else:
                self.send_error(404)
        except (ConnectionError, TimeoutError):
            self.close_connection = True  # the browser has left

    def log_message(self, format: str, *args: object) -> None:
        """Requests of the browser are no news."""

    def _send(self, page: bytes) -> None:
        self._head("text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(page)))
        self.end_headers()
        self.wfile.write(page)

    def _listen(self, name: str) -> None:
        self._head("text/event-stream")
        self.end_headers()
        for state in self.served.states(name):
            self.wfile.write(f"data: {state}\n\n".encode() if state is not None else b": still here\n\n")

    def _head(self, kind: str) -> None:
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")


def _document(title: str, body: str) -> bytes:
    head = f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{escape(title)}</title></head>'
    return f"{head}<body>{body}</body></html>".encode()
