"""Obsidian's additions to Markdown, each one rule of markdown-it.

Sources: Obsidian's help pages on internal links, embeds, highlights and callouts.
"""

import re

from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline

_LINK = re.compile(r"(!?)\[\[([^\[\]\n|]*?)\\?(?:\|([^\[\]\n]*))?\]\]")
_FILE = re.compile(r"\.(?!md$)[A-Za-z0-9]{2,5}$")
_CALLOUT = re.compile(r"\[!([^\]\n]+)\][+-]?[ \t]*([^\n]*)\n?")


def wikilink_rule(state: StateInline, silent: bool) -> bool:
    """`[[Note]]`, `[[folder/Note#Heading|text]]`, and embeds `![[Note]]`, which become links."""
    match = _LINK.match(state.src, state.pos)
    if match is None:
        return False
    inner = match[2].strip()
    target, _, heading = inner.partition("#")
    label = (match[3] or "").strip()
    if not (target or heading):
        return False
    if not silent:
        token = state.push("wikilink", "a", 0)
        is_file = bool(_FILE.search(target))
        if match[1] and is_file:
            label = target.rpartition("/")[2]  # what follows the bar is a size
        token.content = label or inner.lstrip("#").replace("#", " > ")
        token.meta = {"target": target.strip(), "embed": bool(match[1]), "note": not is_file}
    state.pos = match.end()
    return True


def highlight_rule(state: StateInline, silent: bool) -> bool:
    """`==highlight==`."""
    if not state.src.startswith("==", state.pos):
        return False
    end = state.src.find("==", state.pos + 2, state.posMax)
    inner = state.src[state.pos + 2 : end] if end > 0 else ""
    if not inner.strip() or inner != inner.strip() or "\n\n" in inner:
        return False
    if not silent:
        state.push("mark_open", "mark", 1)
        old_max = state.posMax
        state.pos, state.posMax = state.pos + 2, end
        state.md.inline.tokenize(state)
        state.posMax = old_max
        state.push("mark_close", "mark", -1)
    state.pos = end + 2
    return True


def callout_rule(state: StateCore) -> None:
    """`> [!kind] Title`: a block quote whose first line names a kind; unknown kinds are notes."""
    open_quotes: list[bool] = []
    for index, token in enumerate(state.tokens):
        if token.type == "blockquote_open":
            open_quotes.append(_make_callout(state, index))
        elif token.type == "blockquote_close" and open_quotes.pop():
            token.type = "callout_close"


def _make_callout(state: StateCore, index: int) -> bool:
    if index + 2 >= len(state.tokens) or state.tokens[index + 1].type != "paragraph_open":
        return False
    text = state.tokens[index + 2]
    match = _CALLOUT.match(text.content)
    if match is None:
        return False
    kind = match[1].split("|")[0].strip().lower()
    quote = state.tokens[index]
    quote.type = "callout_open"
    quote.meta = {"kind": kind, "title": match[2].strip() or kind.capitalize()}
    text.content = text.content[match.end() :]
    if not text.content:
        for token in state.tokens[index + 1 : index + 4]:
            token.hidden = True
    return True
