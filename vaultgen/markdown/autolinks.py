"""Bare web addresses become links: `https://acme.example`."""

import re

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline

from vaultgen.regex import late

_SCHEME = late(r"(?<![A-Za-z0-9])https?$", re.IGNORECASE)
_REST = late(r"://[^\s<>\[\]`\"“”|\\]+")
_AFTER = "?!.,:;*_~'’…"


def autolinks(parser: MarkdownIt) -> None:
    """Adds the rule to a parser."""
    parser.inline.ruler.before("link", "bare_url", _bare_url)


def _bare_url(state: StateInline, silent: bool) -> bool:
    """Matches at the `://` of an address. In `silent` mode it matches nothing: a link's label holds no link."""
    if silent or state.linkLevel or not state.src.startswith("://", state.pos):
        return False
    scheme = _SCHEME.search(state.pending[-6:])
    rest = _REST.match(state.src, state.pos, state.posMax) if scheme else None
    if scheme is None or rest is None:
        return False
    start = state.pos - len(scheme.group())
    url = _trimmed(state.src[start : rest.end()], marked=state.src[max(0, start - 2) : start] == "==")
    address = state.md.normalizeLink(url)
    if len(url) <= len(scheme.group()) + 3 or not state.md.validateLink(address):
        return False
    state.pending = state.pending[: -len(scheme.group())]
    state.push("link_open", "a", 1).attrSet("href", address)
    state.push("text", "", 0).content = url
    state.push("link_close", "a", -1)
    state.pos = start + len(url)
    return True


def _trimmed(url: str, *, marked: bool) -> str:
    """The address without what belongs to the sentence: punctuation, an unmatched bracket, the end of a highlight."""
    if marked and "==" in url:
        url = url[: url.index("==")]
    spare = url.count(")") - url.count("(")
    while url and (url[-1] in _AFTER or (url[-1] == ")" and spare > 0)):
        spare -= url[-1] == ")"
        url = url[:-1]
    return url
