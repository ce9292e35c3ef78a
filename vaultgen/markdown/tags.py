"""Tags: `#search/harbor`. As in Obsidian, a tag starts a text or follows whitespace, and is not just a number."""

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline

from vaultgen.regex import late

_TAG = late(r"#[^\s'!\"#$%&()*+,.:;<=>?@^`{|}~\[\]\\\u2000-\u200c\u200e-\u206f\u2e00-\u2e7f]+")
_NUMBER = late(r"#[\d/]+")


def tags(parser: MarkdownIt) -> None:
    """Adds the rule to a parser."""
    parser.inline.ruler.after("escape", "tag", _tag)


def _tag(state: StateInline, silent: bool) -> bool:
    if state.src[state.pos] != "#" or (state.pos and not state.src[state.pos - 1].isspace()):
        return False
    match = _TAG.match(state.src, state.pos, state.posMax)
    if match is None or _NUMBER.fullmatch(match.group()):
        return False
    if not silent:
        state.push("tag_open", "span", 1).attrSet("class", "tag")
        state.push("text", "", 0).content = match.group()
        state.push("tag_close", "span", -1)
    state.pos = match.end()
    return True
