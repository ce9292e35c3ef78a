"""Adds the live-reload script to a page, and allows it in the content security policy of the page."""

import html
import re
from pathlib import Path

_META = re.compile(rb"<meta\b[^>]*\bhttp-equiv\s*=\s*[\"']?Content-Security-Policy\b[^>]*>", re.IGNORECASE)
_CONTENT = re.compile(rb"(\bcontent\s*=\s*)(?:\"([^\"]*)\"|'([^']*)')", re.IGNORECASE)


def live(page: bytes, name: str, tag: str, folder: Path, token: str = "") -> bytes:
    """A page with the live-reload script, and a content security policy that also allows that script.

    The page is told the site's `folder`, which is in the vault, so that it can open notes in Obsidian, and the `token`
    with which it may mark something.
    """
    where = html.escape(folder.absolute().as_posix())
    about = f'data-page="{html.escape(name)}" data-tag="{tag}" data-folder="{where}/" data-token="{token}"'
    script = f'<script defer src="/-/reload.js" {about}></script>'.encode("utf-8", "replace")
    page = _META.sub(lambda meta: _CONTENT.sub(_permitted, meta[0], count=1), page)
    place = page.find(b"</head>")
    return page[:place] + script + page[place:] if place >= 0 else page + script


def permit(policy: str) -> str:
    """A content security policy that also allows scripts, styles and requests of the page's own server."""
    rules = {words[0].lower(): words[1:] for part in policy.split(";") if (words := part.split())}
    for name in ("script-src", "style-src", "connect-src"):
        allowed = rules.get(name, rules.get("default-src"))
        if allowed is not None and "'self'" not in allowed:
            rules[name] = [*(source for source in allowed if source != "'none'"), "'self'"]
    return "; ".join(" ".join([name, *sources]) for name, sources in rules.items())


def _permitted(content: re.Match[bytes]) -> bytes:
    policy = html.unescape((content[2] if content[2] is not None else content[3]).decode("utf-8", "replace"))
    return content[1] + b'"' + html.escape(permit(policy), quote=False).replace('"', "&quot;").encode() + b'"'
