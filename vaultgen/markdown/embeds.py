"""Embedded notes: `![[Note]]`, `![[Note#Heading]]`, `![[Note#^block]]`, each in a box with a link to its source.

A note that would contain itself, is nested too deep or exceeds the page's limits is replaced by a sentence that says
why. In a table, a heading or a link an embed becomes a link.
Source: Obsidian's help on embedding files.
"""

from dataclasses import replace
from itertools import groupby

from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from markdown_it.renderer import RendererHTML
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

from vaultgen.markdown.comments import without_comments
from vaultgen.markdown.context import DEEPEST, MOST_CHARACTERS, MOST_EMBEDS, Anchor, RenderContext
from vaultgen.markdown.links import anchor_of, label_of, url_of


def embeds(parser: MarkdownIt) -> None:
    """Adds the rules to a parser."""
    parser.core.ruler.after("inline", "embeds", _place)
    parser.add_render_rule("embed", _render)


def _place(state: StateCore) -> None:
    """Splits paragraphs at the notes embedded in them."""
    if not state.env.get("embeds") or state.inlineMode:
        return
    tokens: list[Token] = []
    above = state.env["context"].shift
    skipped = 0
    for index, token in enumerate(state.tokens):
        if skipped:
            skipped -= 1
            continue
        if token.type == "heading_open":
            above = int(token.tag[1])
        if token.type == "paragraph_open" and any(map(_is_note, state.tokens[index + 1].children or ())):
            parts = _divided(state, state.tokens[index : index + 3], above)
            if parts is not None:
                tokens += parts
                skipped = 2
                continue
        tokens.append(token)
    state.tokens = tokens


def _is_note(token: Token) -> bool:
    return token.type == "wikilink" and token.meta["embed"]


def _divided(state: StateCore, paragraph: list[Token], above: int) -> list[Token] | None:
    """A paragraph's text and embedded notes as blocks in order; None if nothing is embedded in it."""
    opened, text, closed = paragraph
    boxes: dict[int, Token] = {}
    depth = 0
    for child in text.children or ():
        depth += child.nesting
        if depth == 0 and _is_note(child):
            anchor = anchor_of(child, state.env)
            if anchor.kind == "note" and anchor.url is not None and anchor.body is not None:
                boxes[id(child)] = _embedded(state, child, anchor, above)
    if not boxes:
        return None
    tokens: list[Token] = []
    for is_box, run in groupby(text.children or (), key=lambda child: id(child) in boxes):
        if is_box:
            tokens += [boxes[id(child)] for child in run]
        elif words := _trimmed(list(run)):
            tokens += [replace(opened, attrs={}), replace(text, children=words), replace(closed)]
    tokens[0].attrs.update(opened.attrs)
    return tokens


def _trimmed(children: list[Token]) -> list[Token]:
    """The tokens without leading and trailing whitespace."""
    while children and _is_space(children[0]):
        children = children[1:]
    while children and _is_space(children[-1]):
        children = children[:-1]
    return children


def _is_space(token: Token) -> bool:
    return token.type in ("softbreak", "hardbreak") or (token.type == "text" and not token.content.strip())


def _embedded(state: StateCore, link: Token, anchor: Anchor, above: int) -> Token:
    """One embedded note as a block token that holds its HTML."""
    context: RenderContext = state.env["context"]
    part = link.meta["part"]
    token = Token("embed", "div", 0, block=True)
    token.meta = {
        "label": link.content or (label_of(link) if part else anchor.title or label_of(link)),
        "url": url_of(anchor, part, state.env) or anchor.url,
    }
    reason = _too_much(context, anchor, part)
    if reason is None:
        token.content, reason = _html(state, anchor, part, above)
    token.meta["reason"] = reason
    return token


def _too_much(context: RenderContext, anchor: Anchor, part: str) -> str | None:
    """Why a note cannot be embedded here, as a sentence; None if it can."""
    spent = context.spent
    if (anchor.path, part) in context.trail:
        return "Not shown again: here the note would stand within itself."
    if len(context.trail) > DEEPEST:
        return "Not shown here: too many notes stand within one another."
    if spent.embeds >= MOST_EMBEDS or spent.characters + len(anchor.body or "") > MOST_CHARACTERS:
        return "Not shown here: this page embeds very many notes already."
    return None


def _html(state: StateCore, anchor: Anchor, part: str, above: int) -> tuple[str, str | None]:
    """The HTML of a note or of its part, and a sentence if there is nothing to show."""
    context: RenderContext = state.env["context"]
    body = anchor.body or ""
    context.spent.embeds += 1
    context.spent.characters += len(body)
    inner = replace(
        context, own=anchor, shift=above, part=part, embedded=True, trail=(*context.trail, (anchor.path, part))
    )
    env: dict[str, object] = {"context": inner, "docId": f"e{context.spent.embeds}"}
    tokens = state.md.parse(without_comments(body), env)
    if part and not env["found"]:
        missing = "block" if part.startswith("^") else "heading"
        return "", f"There is no such {missing} in the note."
    html = str(state.md.renderer.render(tokens, state.md.options, env))
    return html, None if html.strip() else "The note is empty."


def _render(renderer: RendererHTML, tokens: list[Token], index: int, options: OptionsDict, env: EnvType) -> str:
    token = tokens[index]
    source = f'<a class="note" href="{escapeHtml(token.meta["url"])}">{escapeHtml(token.meta["label"])}</a>'
    reason = f'<p class="soft">{token.meta["reason"]}</p>\n' if token.meta["reason"] else ""
    return (
        f'<div class="embed"{renderer.renderAttrs(token)}>\n'
        f'<p class="embed-from">{source}</p>\n{token.content}{reason}</div>\n'
    )
