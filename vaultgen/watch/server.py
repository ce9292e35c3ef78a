"""The server of `vaultgen watch --serve`: the site on 127.0.0.1, with live reload.

The notes are private, and any website can send a browser to this address. So only requests for this very host and port
are answered (against DNS rebinding), other sites cannot frame or embed anything, and no path leads out of the site's
folder. A page is served as it is on the disk, plus one script, and with a content security policy that allows it.

One request writes: `/-/mark` sets a property of a note that may be set so (see `builder.marks`). It must come from a
page of this server, which has the server's secret token.
"""

import asyncio
import errno
import json
import posixpath
import re
import secrets
import socket
import sys
import threading
from collections.abc import AsyncIterator, Callable, Mapping
from hashlib import blake2b
from pathlib import Path

import uvicorn
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route

from vaultgen.disk.shipped import read_live
from vaultgen.disk.watched import site_page
from vaultgen.errors import UsageProblem, VaultgenError
from vaultgen.watch.guard import HEADERS, guarded, is_from_own_page
from vaultgen.watch.live_page import live
from vaultgen.watch.overlay import Overlay

_HOST = "127.0.0.1"
_TRIES = 100  # ports to try, beginning with the requested one
_LONGEST_MARK = 10_000  # bytes of a request to mark something
_ENDING = 1.0  # seconds to wait for the server's thread at the end
_TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".txt": "text/plain; charset=utf-8",
    ".eml": "message/rfc822",
    ".ics": "text/calendar; charset=utf-8",
    ".vcf": "text/vcard; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".pdf": "application/pdf",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".gif": "image/gif",
    ".webp": "image/webp",
    ".avif": "image/avif",
    ".bmp": "image/bmp",
    ".woff2": "font/woff2",
}
# An SVG image that is opened directly must not run scripts.
_SVG = {"Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; sandbox"}
_GONE = (
    '<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>No such page · vaultgen</title></head>\n'
    '<body><h1>No such page</h1><p>There is none of this name, or no longer. <a href="/">To the dashboard</a></p>'
    "</body></html>\n"
).encode()
# The styles and scripts that a page loads. `_BUILT` is left out: a new build time alone is no reason to reload.
_LOADED = re.compile(rb"\b(?:src|href)=\"([^\":?#]+\.(?:css|js))\"")
_BUILT = "data/built.js"


# Sets properties of the note at a path, and gives what they held before; raises `VaultgenError`.
Mark = Callable[[str, dict[str, list[str]]], dict[str, list[str]]]


class Server:
    """Serves a folder at `url`, in a thread of its own. `mark` is what the one request that writes calls."""

    def __init__(self, folder: Path, port: int, mark: Mark | None = None) -> None:
        """Binds the port, or the next free one. Raises `UsageProblem` if there is none."""
        self._folder = folder
        self._mark = mark
        self.token = secrets.token_urlsafe()
        self._shown = Overlay()
        self._wakeups: set[asyncio.Event] = set()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._ended = False
        self._socket = listen(port)
        self.port: int = self._socket.getsockname()[1]
        self.url = f"http://{_HOST}:{self.port}/"
        self._own = read_live()
        config = uvicorn.Config(
            guarded(self._app(), (f"{_HOST}:{self.port}", f"localhost:{self.port}")),
            loop="asyncio",
            http="h11",
            ws="none",
            lifespan="off",
            log_config=None,
            log_level="critical",
            access_log=False,
            server_header=False,
            proxy_headers=False,
        )
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(
            target=self._server.run, kwargs={"sockets": [self._socket]}, name="serve", daemon=True
        )

    def start(self) -> None:
        """Starts the server."""
        self._thread.start()

    def show(self, folder: Path, shown: Overlay) -> None:
        """Shows the current site; open pages that have changed reload."""
        self._folder, self._shown = folder, shown
        self._wake()

    def stop(self) -> None:
        """Stops the server without waiting for connected browsers."""
        self._ended = True
        self._wake()
        self._server.should_exit = self._server.force_exit = True
        if self._thread.is_alive():
            self._thread.join(_ENDING)
        self._socket.close()

    def _wake(self) -> None:
        loop = self._loop
        if loop is not None and not loop.is_closed():
            loop.call_soon_threadsafe(self._set_wakeups)

    def _set_wakeups(self) -> None:
        for wakeup in self._wakeups:
            wakeup.set()

    def _app(self) -> Starlette:
        return Starlette(
            routes=[
                Route("/-/changes", self._changes, methods=["GET"]),
                Route("/-/mark", self._marked, methods=["POST"]),
                Route("/-/{name}", self._live, methods=["GET"]),
                Route("/{path:path}", self._file, methods=["GET"]),
            ]
        )

    async def _live(self, request: Request) -> Response:
        name = request.path_params["name"]
        if name not in self._own:
            return PlainTextResponse("There is no such file.\n", 404, HEADERS)
        return _answer(name, self._own[name])

    async def _file(self, request: Request) -> Response:
        name = request.path_params["path"] or "index.html"
        data, tag = self._page(name)
        if data is None:
            return _answer("gone.html", live(_GONE, name, tag, self._folder, self.token), 404)
        if name.endswith(".ics"):
            return _calendar(name, data, f'"{tag}"', request.headers.get("if-none-match", ""))
        return _answer(name, live(data, name, tag, self._folder, self.token) if name.endswith(".html") else data)

    async def _marked(self, request: Request) -> Response:
        """Marks something, and answers what it was before: `{"path": …, "values": {property: [texts]}}`."""
        if not is_from_own_page(request, self.token):
            return PlainTextResponse("Only pages of this server may mark something.\n", 403, HEADERS)
        asked = read_mark(await _limited_body(request))
        if asked is None or self._mark is None:
            return PlainTextResponse("That is nothing that can be marked.\n", 400, HEADERS)
        try:
            before = await run_in_threadpool(self._mark, *asked)
        except VaultgenError as error:
            return PlainTextResponse(f"{error.message} {error.hint}".strip() + "\n", 409, HEADERS)
        return JSONResponse({"path": asked[0], "values": before}, headers=HEADERS)

    def _page(self, name: str) -> tuple[bytes | None, str]:
        """A file of the site, or the page held for it, and a tag that changes when the file or what it loads does."""
        held = self._shown.held.get(name)
        data = held if held is not None else site_page(self._folder, name)
        if data is None:
            return None, "none"
        digest = blake2b(data, digest_size=12)
        if name.endswith(".html"):
            for url in _LOADED.findall(data):
                part = posixpath.normpath(posixpath.join(posixpath.dirname(name), url.decode("utf-8", "replace")))
                digest.update((site_page(self._folder, part) or b"") if part != _BUILT else b"")
        return data, digest.hexdigest()

    async def _changes(self, request: Request) -> Response:
        """The event stream for an open page."""
        page, tag = request.query_params.get("page", ""), request.query_params.get("tag", "")
        return StreamingResponse(self._events(page, tag), headers=HEADERS, media_type="text/event-stream")

    async def _events(self, page: str, tag: str) -> AsyncIterator[str]:
        self._loop = asyncio.get_running_loop()
        wakeup = asyncio.Event()
        self._wakeups.add(wakeup)
        sent = ""
        try:
            yield "retry: 1000\n\n"
            while not self._ended:
                if self._page(page)[1] != tag:
                    yield "event: reload\ndata: now\n\n"
                if self._shown.overlay != sent:
                    sent = self._shown.overlay
                    yield f"event: problems\ndata: {sent}\n\n"
                await wakeup.wait()
                wakeup.clear()
        finally:
            self._wakeups.discard(wakeup)


def listen(port: int) -> socket.socket:
    """A socket that listens on a port of the loopback interface, or on the next free one; 0 takes any port."""
    for candidate in range(port, min(port + _TRIES, 65536)) if port else (0,):
        # With the protocol named, asyncio sends each answer at once (TCP_NODELAY); else a part of it waits 40 ms.
        listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
        if sys.platform == "win32":  # where another program could share the port
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
        else:
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((_HOST, candidate))
            listener.listen(128)
        except OSError as error:
            listener.close()
            if error.errno not in (errno.EADDRINUSE, errno.EACCES):
                why = f"Port {candidate} cannot be used: {error.strerror}."
                raise UsageProblem(why, "Try another --port.") from None
        else:
            return listener
    raise UsageProblem(f"No port from {port} on is free.", "Name another with --port; --port 0 takes any.")


async def _limited_body(request: Request) -> bytes:
    """The body of a request, at most a little more than `_LONGEST_MARK` bytes of it."""
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > _LONGEST_MARK:
            break
    return body


def read_mark(body: bytes) -> tuple[str, dict[str, list[str]]] | None:
    """The path and the properties of a request to mark something; None if it is none."""
    if len(body) > _LONGEST_MARK:
        return None
    try:
        asked = json.loads(body)
    except (ValueError, RecursionError):
        return None
    if not isinstance(asked, dict) or not isinstance(asked.get("path"), str):
        return None
    values = asked.get("values")
    if not isinstance(values, dict) or not all(_is_texts(texts) for texts in values.values()):
        return None
    return asked["path"], values


def _is_texts(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(text, str) and "\n" not in text for text in value)


def _answer(name: str, data: bytes, status: int = 200, headers: Mapping[str, str] = HEADERS) -> Response:
    suffix = posixpath.splitext(name)[1].lower()
    headers = {**headers, **(_SVG if suffix == ".svg" else {})}
    return Response(data, status, headers | {"Content-Type": _TYPES.get(suffix, "application/octet-stream")})


def _calendar(name: str, data: bytes, tag: str, known: str) -> Response:
    """A calendar, for a program that subscribes to it: status 304 without the events where it has these already.

    `known` are the tags of what the program has, as `If-None-Match` gives them.
    """
    headers = HEADERS | {"Cache-Control": "private, no-cache", "ETag": tag}
    if tag in (one.strip().removeprefix("W/") for one in known.split(",")) or known.strip() == "*":
        return Response(status_code=304, headers=headers)
    return _answer(name, data, headers=headers)
