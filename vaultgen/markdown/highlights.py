"""`==highlight==`, whose delimiters are paired like those of emphasis."""

from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.state_inline import Delimiter

_MARKER = ord("=")


def highlights(parser: MarkdownIt) -> None:
    """Adds the rules to a parser."""
    parser.inline.ruler.before("emphasis", "highlight", _marks)
    parser.inline.ruler2.before("emphasis", "highlight", _pair)


def _marks(state: StateInline, silent: bool) -> bool:
    """Two equals signs are a delimiter that may open or close; three and more are text."""
    if silent or state.src[state.pos] != "=":
        return False
    run = state.scanDelims(state.pos, True)
    token = state.push("text", "", 0)
    token.content = "=" * run.length
    if run.length == 2:
        here = len(state.tokens) - 1
        state.delimiters.append(Delimiter(_MARKER, 0, here, -1, run.can_open, run.can_close))
    state.pos += run.length
    return True


def _pair(state: StateInline) -> None:
    _turn(state, state.delimiters)
    for meta in state.tokens_meta:
        if meta and "delimiters" in meta:
            _turn(state, meta["delimiters"])


def _turn(state: StateInline, delimiters: list[Any]) -> None:
    """Turns paired delimiters into tags."""
    for opening in delimiters:
        if opening.marker == _MARKER and opening.end != -1:
            for place, kind, nesting in (
                (opening.token, "mark_open", 1),
                (delimiters[opening.end].token, "mark_close", -1),
            ):
                token = state.tokens[place]
                token.type, token.tag, token.nesting, token.content = kind, "mark", nesting, ""
