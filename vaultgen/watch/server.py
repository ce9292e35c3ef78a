"""The site on 127.0.0.1 for `vaultgen watch --serve`: the files on the disk, with pages that load themselves again.

The notes are private, and any page on the web may send a browser to this address. So only requests that name
this very host and port are answered (whatever name an attacker's server makes of the address), other sites may
neither frame nor embed anything, and nothing outside the site's folder can be named. A page is the same as on
the disk but for one script, and for its policy, which is widened to let that script in.
"""

import asyncio
import errno
import html
import posixpath
import re
import socket
import sys
import threading
from collections.abc import AsyncIterator
from hashlib import blake2b
from pathlib import Path

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from vaultgen.disk.shipped import packaged
from vaultgen.disk.watched import site_page
from vaultgen.errors import UsageProblem
from vaultgen.watch.overlay import Overlay

_HOST = "127.0.0.1"
_TRIES = 100  # ports to try, beginning with the one that was asked for
_ENDING = 1.0  # seconds that open connections are waited for at the end
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
_HEADERS = {
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Content-Security-Policy": "frame-ancestors 'none'",
}
# An image of a note that is opened by itself runs no script of its own.
_SVG = {"Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; sandbox"}
_GONE = (
    '<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>No such page · vaultgen</title></head>\n'
    '<body><h1>No such page</h1><p>There is none of this name, or no longer. <a href="/">To the dashboard</a></p>'
    "</body></html>\n"
).encode()
_META = re.compile(rb"<meta\b[^>]*\bhttp-equiv\s*=\s*[\"']?Content-Security-Policy\b[^>]*>", re.IGNORECASE)
_CONTENT = re.compile(rb"(\bcontent\s*=\s*)(?:\"([^\"]*)\"|'([^']*)')", re.IGNORECASE)
# What a page loads, but for the time of the build, which alone is no reason to load it again.
_LOADED = re.compile(rb"\b(?:src|href)=\"([^\":?#]+\.(?:css|js))\"")
_BUILT = "data/built.js"


class Server:
    """Serves a folder in a thread of its own; `url` is where. Ends with `stop`."""

    def __init__(self, folder: Path, port: int) -> None:
        """Takes the port, or the next one that is free. Raises `UsageProblem` where none is."""
        self._folder = folder
        self._shown = Overlay()
        self._ears: set[asyncio.Event] = set()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._ended = False
        self._socket = listen(port)
        self.port: int = self._socket.getsockname()[1]
        self.url = f"http://{_HOST}:{self.port}/"
        live = packaged("watch/live")
        self._own = {name: (live / name).read_bytes() for name in ("reload.js", "overlay.css")}
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
        """Begins to answer."""
        self._thread.start()

    def show(self, folder: Path, shown: Overlay) -> None:
        """Shows the site as it is now; open pages that are other than they were load again."""
        self._folder, self._shown = folder, shown
        self._wake()

    def stop(self) -> None:
        """Ends, without waiting for browsers that are still connected."""
        self._ended = True
        self._wake()
        self._server.should_exit = self._server.force_exit = True
        if self._thread.is_alive():
            self._thread.join(_ENDING)
        self._socket.close()

    def _wake(self) -> None:
        loop = self._loop
        if loop is not None and not loop.is_closed():
            loop.call_soon_threadsafe(self._tell)

    def _tell(self) -> None:
        for ear in self._ears:
            ear.set()

    def _app(self) -> Starlette:
        return Starlette(
            routes=[
                Route("/-/changes", self._changes, methods=["GET"]),
                Route("/-/{name}", self._live, methods=["GET"]),
                Route("/{path:path}", self._file, methods=["GET"]),
            ]
        )

    async def _live(self, request: Request) -> Response:
        name = request.path_params["name"]
        if name not in self._own:
            return PlainTextResponse("There is no such file.\n", 404, _HEADERS)
        return _answer(name, self._own[name])

    async def _file(self, request: Request) -> Response:
        name = request.path_params["path"] or "index.html"
        data, tag = self._page(name)
        if data is None:
            return _answer("gone.html", live(_GONE, name, tag, self._folder), 404)
        return _answer(name, live(data, name, tag, self._folder) if name.endswith(".html") else data)

    def _page(self, name: str) -> tuple[bytes | None, str]:
        """A file of the site as it is to be shown, and a tag that tells it and what it loads from another version."""
        held = self._shown.held.get(name)
        data = held if held is not None else site_page(self._folder, name)
        if data is None:
            return None, "none"
        told = blake2b(data, digest_size=12)
        if name.endswith(".html"):
            for url in _LOADED.findall(data):
                part = posixpath.normpath(posixpath.join(posixpath.dirname(name), url.decode("utf-8", "replace")))
                told.update((site_page(self._folder, part) or b"") if part != _BUILT else b"")
        return data, told.hexdigest()

    async def _changes(self, request: Request) -> Response:
        """The stream of events for one open page."""
        page, tag = request.query_params.get("page", ""), request.query_params.get("tag", "")
        return StreamingResponse(self._events(page, tag), headers=_HEADERS, media_type="text/event-stream")

    async def _events(self, page: str, tag: str) -> AsyncIterator[str]:
        self._loop = asyncio.get_running_loop()
        ear = asyncio.Event()
        self._ears.add(ear)
        told = ""
        try:
            yield "retry: 1000\n\n"
            while not self._ended:
                if self._page(page)[1] != tag:
                    yield "event: reload\ndata: now\n\n"
                if self._shown.overlay != told:
                    told = self._shown.overlay
                    yield f"event: problems\ndata: {told}\n\n"
                await ear.wait()
                ear.clear()
        finally:
            self._ears.discard(ear)


def listen(port: int) -> socket.socket:
    """A socket that listens on a port of this computer alone, or on the next that is free; 0 takes any."""
    for candidate in range(port, min(port + _TRIES, 65536)) if port else (0,):
        taken = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        if sys.platform == "win32":  # there, another program could share the port
            taken.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
        else:
            taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            taken.bind((_HOST, candidate))
            taken.listen(128)
        except OSError as error:
            taken.close()
            if error.errno not in (errno.EADDRINUSE, errno.EACCES):
                why = f"Port {candidate} cannot be used: {error.strerror}."
                raise UsageProblem(why, "Try another --port.") from None
        else:
            return taken
    raise UsageProblem(f"No port from {port} on is free.", "Name another with --port; --port 0 takes any.")


def guarded(app: ASGIApp, hosts: tuple[str, ...]) -> ASGIApp:
    """An application that answers only what `refusal` lets through."""

    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        reason = refusal(scope["headers"], hosts) if scope["type"] == "http" else None
        if reason:
            await PlainTextResponse(reason + "\n", 403, _HEADERS)(scope, receive, send)
        else:
            await app(scope, receive, send)

    return answer


def refusal(headers: list[tuple[bytes, bytes]], hosts: tuple[str, ...]) -> str | None:
    """Why a request is not answered, or None.

    A name that leads here by a trick (DNS rebinding) stands in `Host`; what another site embeds says so in
    `Sec-Fetch-Site`. Following a link from there to a page of ours is fine.
    """
    given: dict[str, list[str]] = {}
    for name, value in headers:
        given.setdefault(name.decode("latin-1").lower(), []).append(value.decode("latin-1").lower())
    if given.get("host") not in [[host] for host in hosts]:
        return f"Only http://{hosts[0]}/ is answered here."
    if any(origin not in [f"http://{host}" for host in hosts] for origin in given.get("origin", [])):
        return "Other sites are not answered here."
    from_elsewhere = given.get("sec-fetch-site", ["none"])[0] not in ("none", "same-origin")
    if from_elsewhere and given.get("sec-fetch-dest") != ["document"]:
        return "Other sites are not answered here."
    return None


def live(page: bytes, name: str, tag: str, folder: Path) -> bytes:
    """A page with the script that loads it again; its policy lets that script in, and nothing else that it did not.

    From `folder`, which lies in the vault, the page knows where its notes are for Obsidian to open.
    """
    about = (
        f'data-page="{html.escape(name)}" data-tag="{tag}" data-folder="{html.escape(folder.absolute().as_posix())}/"'
    )
    script = f'<script defer src="/-/reload.js" {about}></script>'.encode("utf-8", "replace")
    page = _META.sub(lambda meta: _CONTENT.sub(_permitted, meta[0], count=1), page)
    place = page.find(b"</head>")
    return page[:place] + script + page[place:] if place >= 0 else page + script


def permit(policy: str) -> str:
    """A content security policy under which a page may also load and ask what comes from its own server."""
    rules = {words[0].lower(): words[1:] for part in policy.split(";") if (words := part.split())}
    for name in ("script-src", "style-src", "connect-src"):
        allowed = rules.get(name, rules.get("default-src"))
        if allowed is not None and "'self'" not in allowed:
            rules[name] = [*(source for source in allowed if source != "'none'"), "'self'"]
    return "; ".join(" ".join([name, *sources]) for name, sources in rules.items())


def _permitted(content: re.Match[bytes]) -> bytes:
    policy = html.unescape((content[2] if content[2] is not None else content[3]).decode("utf-8", "replace"))
    return content[1] + b'"' + html.escape(permit(policy), quote=False).replace('"', "&quot;").encode() + b'"'


def _answer(name: str, data: bytes, status: int = 200) -> Response:
    suffix = posixpath.splitext(name)[1].lower()
    headers = _HEADERS | (_SVG if suffix == ".svg" else {})
    return Response(data, status, headers | {"Content-Type": _TYPES.get(suffix, "application/octet-stream")})
