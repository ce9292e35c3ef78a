"""Images of the vault: `![[sketch.png|300]]` and `![sketch|300x200](sketch.png)`.

An external image becomes a link: a page makes no requests. A file that is not an image becomes a link to its copy in
the site, or only its name if there is none.
Source: Obsidian's help on embedding files.
"""

from urllib.parse import unquote

from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

from vaultgen.markdown.context import Anchor, RenderContext
from vaultgen.markdown.files import SIZE, file, image


def images(parser: MarkdownIt) -> None:
    """Adds the rule to a parser."""
    parser.add_render_rule("image", _image)


def _image(renderer: RendererHTML, tokens: list[Token], index: int, options: OptionsDict, env: EnvType) -> str:
    token = tokens[index]
    url = str(token.attrs.get("src", ""))
    context: RenderContext = env["context"]
    outside = ":" in url.partition("/")[0]
    anchor = Anchor(None) if outside else context.resolve(unquote(url.partition("#")[0]))
    name = unquote(url.partition("#")[0].rpartition("/")[2])
    words = renderer.renderInlineAsText(token.children or [], options, env)
    if anchor.kind == "image":
        return image(anchor, words, name, title=str(token.attrs.get("title", "")))
    label = escapeHtml(SIZE.sub("", words).strip() or name or "image")
    if token.meta.get("inside"):
        return f'<span class="file">{label}</span>'
    if outside:
        return f'<a class="file" rel="noreferrer" href="{escapeHtml(url)}">{label}</a>'
    return file(label, anchor.url if anchor.kind == "file" else None)
