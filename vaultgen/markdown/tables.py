"""Tables: scrollable on a narrow screen, with columns aligned by class."""

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict


def tables(parser: MarkdownIt) -> None:
    """Adds the rules to a parser."""
    parser.enable("table")
    parser.add_render_rule("table_open", _open)
    parser.add_render_rule("table_close", _close)
    parser.add_render_rule("th_open", _cell)
    parser.add_render_rule("td_open", _cell)


def _open(renderer: RendererHTML, tokens: list[Token], index: int, options: OptionsDict, env: EnvType) -> str:
    attributes = renderer.renderAttrs(tokens[index])
    return f'<div class="table" tabindex="0" role="region" aria-label="Table"{attributes}><table>\n'


def _close(renderer: RendererHTML, tokens: list[Token], index: int, options: OptionsDict, env: EnvType) -> str:
    return "</table></div>\n"


def _cell(renderer: RendererHTML, tokens: list[Token], index: int, options: OptionsDict, env: EnvType) -> str:
    """Aligns a column by class: the pages' content security policy forbids `style` attributes."""
    token = tokens[index]
    side = str(token.attrs.pop("style", "")).removeprefix("text-align:")
    if side in ("center", "right"):
        token.attrSet("class", f"align-{side}")
    return renderer.renderToken(tokens, index, options, env)
