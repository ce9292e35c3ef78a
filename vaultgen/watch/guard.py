"""Refuses requests that other websites cause: any site can send a browser to this address, and notes are private."""

import secrets

from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

HEADERS = {
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Content-Security-Policy": "frame-ancestors 'none'",
}


def guarded(app: ASGIApp, hosts: tuple[str, ...]) -> ASGIApp:
    """Wraps an application so that requests with a `refusal` get status 403."""

    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        reason = refusal(scope["headers"], hosts) if scope["type"] == "http" else None
        if reason:
            await PlainTextResponse(reason + "\n", 403, HEADERS)(scope, receive, send)
        else:
            await app(scope, receive, send)

    return answer


def refusal(headers: list[tuple[bytes, bytes]], hosts: tuple[str, ...]) -> str | None:
    """Why a request is refused, or None.

    DNS rebinding shows in `Host`, embedding by another site in `Sec-Fetch-Site`. Links from other sites are allowed.
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


def is_from_own_page(request: Request, token: str) -> bool:
    """Whether a request comes from a page of this server: it names its origin, and has the server's token."""
    given = request.headers.get("x-vaultgen-token", "")
    return "origin" in request.headers and secrets.compare_digest(given.encode(), token.encode())
