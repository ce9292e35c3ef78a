"""The site on 127.0.0.1: the files as they are, for browsers of this computer only."""

import asyncio
import http.client
import json
import socket
from collections.abc import Iterator
from pathlib import Path

import icalendar
import pytest

from vaultgen.errors import UsageProblem
from vaultgen.watch.live_page import permit
from vaultgen.watch.overlay import Overlay
from vaultgen.watch.server import Server, listen

POLICY = "default-src 'none'; script-src 'self' file:; style-src 'self' file:"
PAGE = (
    '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
    f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">\n<title>Acme</title>\n'
    '<link rel="stylesheet" href="../assets/style.css">\n<script src="../data/built.js"></script>\n</head>\n'
    "<body><h1>Acme</h1></body>\n</html>\n"
)
CALENDAR = (
    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//vaultgen//EN\r\nBEGIN:VEVENT\r\nUID:a\r\n"
    "DTSTAMP:20260312T090000Z\r\nDTSTART:20260312T100000Z\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
)


def made(folder: Path) -> Path:
    """A small site, beside files that must not be served."""
    files = {
        "index.html": PAGE.replace("../", ""),
        "interviews/ünïcode name.html": PAGE,
        "interviews/acme.html": PAGE,
        "interviews/beta.html": PAGE,
        "assets/style.css": "body { margin: 0 }",
        "data/built.js": "window.vaultgen = {};",
        "files/board.svg": "<svg xmlns='http://www.w3.org/2000/svg'/>",
        "drafts/a.eml": "X-Unsent: 1\r\n",
        "calendar.ics": CALENDAR,
        ".vaultgen.json": "{}",
    }
    root = folder / "site"
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, "utf-8", newline="")
    (folder / "secret.html").write_text("a secret", "utf-8")
    (root / "link.html").symlink_to(folder / "secret.html")
    (root / "out").symlink_to(folder)
    return root


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site that no test changes."""
    return made(tmp_path_factory.mktemp("served"))


@pytest.fixture(scope="module")
def server(site: Path) -> Iterator[Server]:
    server = Server(site, 0)
    server.start()
    yield server
    server.stop()


@pytest.fixture
def changing(tmp_path: Path) -> Iterator[tuple[Server, Path]]:
    """A site that a test rebuilds, and its server."""
    site = made(tmp_path)
    server = Server(site, 0)
    server.start()
    yield server, site
    server.stop()


def ask(server: Server, path: str, method: str = "GET", **headers: str) -> tuple[int, http.client.HTTPMessage, bytes]:
    """Sends a raw request; returns status, headers and body."""
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=30)
    connection.putrequest(method, path, skip_host="host" in headers)
    for name, value in headers.items():
        connection.putheader(name.replace("_", "-"), value)
    connection.endheaders()
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    return answer.status, answer.headers, body


class Events:
    """The event stream of an open page."""

    def __init__(self, server: Server, page: str, tag: str) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=30)
        self._connection.request("GET", f"/-/changes?page={page}&tag={tag}")
        self._answer = self._connection.getresponse()

    def next(self) -> tuple[str, str]:
        """The name and data of the next event."""
        name = ""
        while line := self._answer.readline():
            key, _, value = line.decode().strip().partition(": ")
            name = value if key == "event" else name
            if key == "data":
                return name, value
        raise AssertionError("the stream ended")

    def close(self) -> None:
        self._answer.close()
        self._connection.close()


def tag_of(server: Server, page: str) -> str:
    return ask(server, f"/{page}")[2].decode().partition('data-tag="')[2].partition('"')[0]


# Which requests are answered.


@pytest.mark.parametrize("host", ["127.0.0.1:{}", "localhost:{}", "LOCALHOST:{}"])
def test_requests_for_the_own_host_are_answered(server: Server, host: str) -> None:
    assert ask(server, "/", host=host.format(server.port))[0] == 200


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "evil.example:{}",
        "127.0.0.1",
        "127.0.0.1:1",
        "localhost.evil.example:{}",
        "[::1]:{}",
        "0:{}",
        "",
    ],
)
@pytest.mark.parametrize("path", ["/", "/-/changes?page=index.html&tag=x", "/-/reload.js", "/data/built.js"])
def test_requests_after_dns_rebinding_are_refused(server: Server, host: str, path: str) -> None:
    """DNS rebinding: the browser sends evil.example as `Host`."""
    status, _, body = ask(server, path, host=host.format(server.port))
    assert status in (400, 403)
    assert b"Acme" not in body


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Sec_Fetch_Site": "cross-site", "Sec_Fetch_Dest": "script", "Sec_Fetch_Mode": "no-cors"}, 403),
        ({"Sec_Fetch_Site": "same-site", "Sec_Fetch_Dest": "iframe", "Sec_Fetch_Mode": "navigate"}, 403),
        ({"Sec_Fetch_Site": "cross-site", "Sec_Fetch_Dest": "document", "Sec_Fetch_Mode": "navigate"}, 200),
        ({"Sec_Fetch_Site": "same-origin", "Sec_Fetch_Dest": "script"}, 200),
        ({"Origin": "https://evil.example"}, 403),
        ({"Origin": "null"}, 403),
    ],
)
def test_other_sites_may_link_here_but_not_embed(server: Server, headers: dict[str, str], status: int) -> None:
    assert ask(server, "/data/built.js", **headers)[0] == status


def test_it_listens_on_this_computer_alone_and_takes_the_next_free_port(server: Server, site: Path) -> None:
    second = Server(site, server.port)
    assert second.port > server.port
    assert second.url == f"http://127.0.0.1:{second.port}/"
    second.stop()
    with socket.socket() as other, pytest.raises(OSError, match="refused"):
        other.connect(("127.0.0.2", server.port))


def test_an_answer_is_sent_without_waiting_for_more() -> None:
    async def accepted() -> object:
        undelayed = asyncio.get_running_loop().create_future()

        def serve(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            connection = writer.get_extra_info("socket")
            undelayed.set_result(connection.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY))
            writer.close()

        listener = listen(0)
        async with await asyncio.start_server(serve, sock=listener):
            _, writer = await asyncio.open_connection(*listener.getsockname())
            writer.close()
            return await undelayed

    assert asyncio.run(accepted()) != 0


def test_without_a_free_port_there_is_a_usage_error(site: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 65535))
        taken.listen()
        with pytest.raises(UsageProblem, match="No port from 65535 on is free"):
            Server(site, 65535)


# Responses.


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/", "text/html; charset=utf-8"),
        ("/interviews/%C3%BCn%C3%AFcode%20name.html", "text/html; charset=utf-8"),
        ("/assets/style.css", "text/css; charset=utf-8"),
        ("/data/built.js", "text/javascript; charset=utf-8"),
        ("/files/board.svg", "image/svg+xml"),
        ("/drafts/a.eml", "message/rfc822"),
        ("/-/reload.js", "text/javascript; charset=utf-8"),
        ("/-/overlay.css", "text/css; charset=utf-8"),
    ],
)
def test_each_file_has_its_content_type(server: Server, path: str, kind: str) -> None:
    status, headers, _ = ask(server, path)
    assert status == 200
    assert headers["content-type"] == kind
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["cross-origin-resource-policy"] == "same-origin"
    assert "frame-ancestors 'none'" in headers["content-security-policy"]


def test_files_are_the_bytes_on_the_disk_and_pages_too_but_for_the_script(server: Server, site: Path) -> None:
    for path in ("assets/style.css", "data/built.js", "files/board.svg", "drafts/a.eml"):
        assert ask(server, f"/{path}")[2] == (site / path).read_bytes()
    served = ask(server, "/interviews/acme.html")[2].decode()
    before, script, after = served.partition('<script defer src="/-/reload.js"')
    plain = before + after.partition("</script>")[2]
    assert script
    assert plain.replace("; connect-src 'self'", "") == (site / "interviews/acme.html").read_bytes().decode()


@pytest.mark.parametrize(
    "path",
    [
        "/../secret.html",
        "/interviews/../../secret.html",
        "/%2e%2e/secret.html",
        "/%2e%2e%2fsecret.html",
        "/..%5csecret.html",
        "/interviews/..%2f..%2fsecret.html",
        "//secret.html",
        "/%2f..%2fsecret.html",
        "/link.html",
        "/out/secret.html",
        "/.vaultgen.json",
        "/interviews",
        "/interviews/",
        "/nothing.html",
        "/index.html%00",
        "/index.html%00.css",
        "/c:%5cwindows%5cwin.ini",
        "/-/nothing",
        "/%ff.html",
        "/" + "a" * 5000,
    ],
)
def test_only_files_of_the_site_can_be_requested(server: Server, path: str) -> None:
    status, _, body = ask(server, path)
    assert status == 404
    assert b"secret" not in body.replace(b"secret.html", b"")


def test_only_get_requests_are_answered(server: Server) -> None:
    for method in ("POST", "PUT", "DELETE", "OPTIONS"):
        assert ask(server, "/", method)[0] == 405


@pytest.mark.parametrize(
    ("policy", "permitted"),
    [
        (POLICY, POLICY + "; connect-src 'self'"),
        ("script-src 'sha256-x'; default-src 'self'", "script-src 'sha256-x' 'self'; default-src 'self'"),
        (
            "default-src 'none'",
            "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'",
        ),
        ("img-src data:", "img-src data:"),
        ("", ""),
    ],
)
def test_the_policy_allows_only_the_server_itself_in_addition(policy: str, permitted: str) -> None:
    assert permit(policy) == permitted


# Events.


def test_a_page_reloads_only_when_it_changes(changing: tuple[Server, Path]) -> None:
    server, site = changing
    events = Events(server, "interviews/acme.html", tag_of(server, "interviews/acme.html"))
    assert events.next()[0] == "problems"
    (site / "interviews/beta.html").write_text(PAGE + "other", "utf-8")
    (site / "data/built.js").write_text("window.vaultgen = { built: 1 };", "utf-8")
    server.show(site, Overlay(overlay='{"lead": "", "problems": [], "n": 1}'))
    assert events.next()[0] == "problems", "another page and a later build are no reason"
    (site / "assets/style.css").write_text("body { margin: 1px }", "utf-8")
    server.show(site, Overlay())
    assert events.next() == ("reload", "now")
    events.close()


def test_changes_during_a_disconnection_are_sent_on_reconnect(changing: tuple[Server, Path]) -> None:
    server, site = changing
    tag = tag_of(server, "interviews/acme.html")
    (site / "interviews/acme.html").write_text(PAGE + "later", "utf-8")
    events = Events(server, "interviews/acme.html", tag)
    assert events.next() == ("reload", "now")
    events.close()


def test_a_page_that_is_held_stays_as_it_was_and_the_overlay_says_why(changing: tuple[Server, Path]) -> None:
    server, site = changing
    held = (site / "interviews/acme.html").read_bytes()
    tag = tag_of(server, "interviews/acme.html")
    events = Events(server, "interviews/acme.html", tag)
    events.next()
    (site / "interviews/acme.html").unlink()
    server.show(site, Overlay({"interviews/acme.html": held}, json.dumps({"lead": "An error", "problems": [{}]})))
    assert json.loads(events.next()[1])["lead"] == "An error"
    assert tag_of(server, "interviews/acme.html") == tag
    server.show(site, Overlay())
    assert events.next() == ("reload", "now")
    events.close()


def test_the_server_stops_while_pages_are_open(changing: tuple[Server, Path]) -> None:
    server, _ = changing
    events = [Events(server, "index.html", "") for _ in range(3)]
    for one in events:
        one.next()
    server.stop()
    with pytest.raises(OSError, match=r"refused|reset"):
        ask(server, "/")
    for one in events:
        one.close()


def marking(server: Server, body: str, **headers: str) -> tuple[int, str]:
    """The answer to a request to mark something, from a page of the server unless `headers` say otherwise."""
    own = {"Origin": server.url.rstrip("/"), "X-Vaultgen-Token": server.token, "Sec-Fetch-Site": "same-origin"}
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=10)
    connection.request("POST", "/-/mark", body, {k: v for k, v in (own | headers).items() if v})
    answer = connection.getresponse()
    said = answer.read().decode()
    connection.close()
    return answer.status, said


ASKED = json.dumps({"path": "drafts/a.md", "values": {"sent": ["now"]}})


def test_one_request_writes_and_only_from_a_page_of_the_server(site: Path) -> None:
    marked: list[tuple[str, dict[str, list[str]]]] = []

    def mark(path: str, values: dict[str, list[str]]) -> dict[str, list[str]]:
        marked.append((path, values))
        if path == "no.md":
            raise UsageProblem("There is no note no.md.", "Load the page again.")
        return {"sent": []}

    server = Server(site, 0, mark)
    server.start()
    try:
        assert marking(server, ASKED, **{"X-Vaultgen-Token": "guessed"})[0] == 403
        assert marking(server, ASKED, **{"X-Vaultgen-Token": ""})[0] == 403
        assert marking(server, ASKED, Origin="")[0] == 403
        assert marking(server, ASKED, Origin="http://evil.example")[0] == 403
        assert marking(server, ASKED, **{"Sec-Fetch-Site": "cross-site"})[0] == 403
        assert marking(server, ASKED, Host="evil.example")[0] == 403
        for wrong in (
            "",
            "[]",
            "{",
            '{"path": 1}',
            '{"path": "a", "values": {"sent": "now"}}',
            "[" * 9_000,
            " " * 20_000,
        ):
            assert marking(server, wrong)[0] == 400, wrong[:40]
        assert marked == []
        status, said = marking(server, ASKED)
        assert (status, json.loads(said)) == (200, {"path": "drafts/a.md", "values": {"sent": []}})
        assert marking(server, ASKED.replace("drafts/a.md", "no.md")) == (
            409,
            "There is no note no.md. Load the page again.\n",
        )
        assert marked == [("drafts/a.md", {"sent": ["now"]}), ("no.md", {"sent": ["now"]})]
    finally:
        server.stop()


def test_a_calendar_is_subscribed_to_at_its_address(changing: tuple[Server, Path]) -> None:
    """As calendar programs do: no cookie and no token, and the tag of what they have already."""
    server, site = changing
    status, headers, body = ask(server, "/calendar.ics", Accept="text/calendar, */*")
    assert (status, headers["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    assert body == (site / "calendar.ics").read_bytes()
    assert [event["UID"] for event in icalendar.Calendar.from_ical(body).walk("VEVENT")] == ["a"]
    assert server.token.encode() not in body
    tag = headers["ETag"]
    for known in (tag, f"W/{tag}", f'"other", {tag}', "*"):
        status, headers, body = ask(server, "/calendar.ics", If_None_Match=known)
        assert (status, headers["ETag"], body) == (304, tag, b"")
    assert ask(server, "/calendar.ics", If_None_Match='"other"')[0] == 200
    assert ask(server, "/calendar.ics", "HEAD")[0] == 200

    (site / "calendar.ics").write_bytes((site / "calendar.ics").read_bytes().replace(b"UID:a", b"UID:b"))
    server.show(site, Overlay())
    status, headers, body = ask(server, "/calendar.ics", If_None_Match=tag)
    assert (status, b"UID:b" in body) == (200, True)
    assert headers["ETag"] != tag


def test_the_token_is_in_served_pages_alone(server: Server, site: Path) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=10)
    connection.request("GET", "/interviews/acme.html")
    shown = connection.getresponse().read().decode()
    connection.close()
    assert server.token in shown
    assert server.token not in (site / "interviews/acme.html").read_text("utf-8")
