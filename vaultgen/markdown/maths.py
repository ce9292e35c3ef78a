"""Formulas, `$a_1$` and `$$…$$`, are shown as typed: they contain no emphasis or links.

As in Obsidian, the opening `$` is not followed by a space, and the closing one is neither preceded by a space nor
followed by a digit, so that `$5 and $10` are prices.
"""

import re

from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from markdown_it.renderer import RendererHTML
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

from vaultgen.regex import late

_FORMULA = late(r"\$\$(?:[^$\\]|\\.)+\$\$|\$(?![\s$])(?:[^$\\]|\\.)+(?<!\s)\$(?![\d$])", re.DOTALL)


def maths(parser: MarkdownIt) -> None:
    """Adds the rules to a parser."""
    parser.inline.ruler.after("escape", "maths", _inline)
    parser.block.ruler.before("fence", "maths", _block, {"alt": ["paragraph", "reference", "blockquote", "list"]})
    parser.add_render_rule("maths", _render)
    parser.add_render_rule("maths_block", _render_block)


def _inline(state: StateInline, silent: bool) -> bool:
    if state.src[state.pos] != "$":
        return False
    match = _FORMULA.match(state.src, state.pos, state.posMax)
    if match is None:
        return False
    if not silent:
        state.push("maths", "span", 0).content = match.group()
    state.pos = match.end()
    return True


def _block(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """From `$$` at the start of a line to the next line that ends with `$$`."""
    if not state.src.startswith("$$", state.bMarks[start] + state.tShift[start]) or state.is_code_block(start):
        return False
    if "$$" in _line(state, start)[2:]:
        return False
    for last in range(start + 1, end):
        if state.sCount[last] < state.blkIndent and not state.isEmpty(last):
            return False
        if "$$" not in _line(state, last):
            continue
        if not _line(state, last).endswith("$$"):
            return False
        if not silent:
            token = state.push("maths_block", "div", 0)
            token.content = state.getLines(start, last + 1, state.blkIndent, False).strip()
            token.map = [start, last + 1]
            state.line = last + 1
        return True
    return False


def _line(state: StateBlock, line: int) -> str:
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]].rstrip()


def _render(renderer: RendererHTML, tokens: list[Token], index: int, options: OptionsDict, env: EnvType) -> str:
    return f'<span class="math">{escapeHtml(tokens[index].content)}</span>'


def _render_block(renderer: RendererHTML, tokens: list[Token], index: int, options: OptionsDict, env: EnvType) -> str:
    return f'<div class="math"{renderer.renderAttrs(tokens[index])}>{escapeHtml(tokens[index].content)}</div>\n'
