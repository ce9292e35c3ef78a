"""Callouts: `> [!kind] Title`, a block quote whose first line names a kind; `[!kind]-` and `[!kind]+` can be folded.

The title of an untitled callout is its kind. Source of the kinds and their aliases: Obsidian's help on callouts.
"""

from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from markdown_it.renderer import RendererHTML
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

from vaultgen.regex import late

_FIRST_LINE = late(r"\[!([^\]\n]+)\]([+-]?)(?:[ \t]+([^\n]*)|(?=\n)|$)\n?")
_SAME = {
    "summary": "abstract", "tldr": "abstract",
    "hint": "tip", "important": "tip",
    "check": "success", "done": "success",
    "help": "question", "faq": "question",
    "caution": "warning", "attention": "warning",
    "fail": "failure", "missing": "failure",
    "error": "danger",
    "cite": "quote",
}  # fmt: skip


def callouts(parser: MarkdownIt) -> None:
    """Adds the rules to a parser."""
    parser.core.ruler.after("block", "callouts", _find)
    parser.add_render_rule("callout_open", _open)
    parser.add_render_rule("callout_title_open", _title_open)
    parser.add_render_rule("callout_title_close", _title_close)
    parser.add_render_rule("callout_close", _close)


def _find(state: StateCore) -> None:
    if "[!" not in state.src:
        return
    tokens: list[Token] = []
    open_quotes: list[Token] = []
    skipped = 0
    for index, token in enumerate(state.tokens):
        if skipped:
            skipped -= 1
            continue
        tokens.append(token)
        if token.type == "blockquote_open":
            head, skipped = _head(state, index)
            tokens += head
            open_quotes.append(token)
        elif token.type == "blockquote_close":
            opened = open_quotes.pop()
            if opened.type == "callout_open":
                token.type, token.meta = "callout_close", opened.meta
    state.tokens = tokens


def _head(state: StateCore, index: int) -> tuple[list[Token], int]:
    """The tokens of a callout's title, and how many of the quote's tokens they replace."""
    paragraph = state.tokens[index + 1 : index + 4]
    match = _FIRST_LINE.match(paragraph[1].content) if paragraph[0].type == "paragraph_open" else None
    if match is None:
        return [], 0
    kind = match[1].partition("|")[0].strip().lower()
    quote, text = state.tokens[index], paragraph[1]
    quote.type = "callout_open"
    quote.meta = {"kind": _SAME.get(kind, kind), "fold": match[2]}
    title = Token("inline", "", 0, content=(match[3] or "").strip() or kind.capitalize(), map=text.map, children=[])
    opened = Token("callout_title_open", "", 1, meta=quote.meta, block=True)
    closed = Token("callout_title_close", "", -1, meta=quote.meta, block=True)
    title.level = quote.level + 1
    text.content = text.content[match.end() :]
    return [opened, title, closed], 0 if text.content else 3


def _open(renderer: RendererHTML, tokens: list[Token], index: int, options: OptionsDict, env: EnvType) -> str:
    token = tokens[index]
    tag = "details" if token.meta["fold"] else "div"
    shown = " open" if token.meta["fold"] == "+" else ""
    kind = escapeHtml(token.meta["kind"])
    return f'<{tag} class="callout" data-kind="{kind}"{renderer.renderAttrs(token)}{shown}>\n'


def _title_open(renderer: RendererHTML, tokens: list[Token], index: int, options: OptionsDict, env: EnvType) -> str:
    return f'<{"summary" if tokens[index].meta["fold"] else "p"} class="callout-title">'


def _title_close(renderer: RendererHTML, tokens: list[Token], index: int, options: OptionsDict, env: EnvType) -> str:
    return f"</{'summary' if tokens[index].meta['fold'] else 'p'}>\n"


def _close(renderer: RendererHTML, tokens: list[Token], index: int, options: OptionsDict, env: EnvType) -> str:
    return "</details>\n" if tokens[index].meta["fold"] else "</div>\n"
