"""Images: those of the vault are shown, `![[sketch.png|300]]` and `![sketch|300x200](sketch.png)`.

An image from elsewhere is a link and never loaded: a page asks nobody for anything. A file that is
no image is linked to where the site has a copy of it, else named.
Source: Obsidian's help on embedding files.
"""

import re
from urllib.parse import unquote

from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

from vaultgen.markdown.context import Anchor, Context
from vaultgen.markdown.links import file
from vaultgen.regex import late

_SIZE = late(r"(?:^|\|)\s*([1-9]\d{0,3})(?:x([1-9]\d{0,3}))?\s*$")
_FILE = late(
    r"\.(?:png|jpe?g|gif|webp|avif|bmp|svg|pdf|mp3|m4a|wav|ogg|oga|opus|flac|3gp|mp4|mov|mkv|webm|ogv|canvas|base)$",
    re.IGNORECASE,
)


def images(parser: MarkdownIt) -> None:
    """Adds the rule to a parser."""
    parser.add_render_rule("image", _image)


def shown_file(token: Token, anchor: Anchor) -> str | None:
    """A wikilink to a file of the vault as HTML; None where it is one to a note."""
    target, inside = token.meta["target"], token.meta.get("inside", False)
    name = target.rpartition("/")[2]
    if anchor.kind == "image" and token.meta["embed"]:
        return _shown(anchor, token.content, name)
    if anchor.kind != "note" or (anchor.url is None and _FILE.search(target)):
        label = name if token.meta["embed"] else token.content or name
        return file(escapeHtml(label), None if inside else anchor.url)
    return None


def _image(renderer: RendererHTML, tokens: list[Token], index: int, options: OptionsDict, env: EnvType) -> str:
    token = tokens[index]
    url = str(token.attrs.get("src", ""))
    context: Context = env["context"]
    outside = ":" in url.partition("/")[0]
    anchor = Anchor(None) if outside else context.resolve(unquote(url.partition("#")[0]))
    name = unquote(url.partition("#")[0].rpartition("/")[2])
    words = renderer.renderInlineAsText(token.children or [], options, env)
    if anchor.kind == "image":
        return _shown(anchor, words, name, title=str(token.attrs.get("title", "")))
    label = escapeHtml(_SIZE.sub("", words).strip() or name or "image")
    if token.meta.get("inside"):
        return f'<span class="file">{label}</span>'
    if outside:
        return f'<a class="file" rel="noreferrer" href="{escapeHtml(url)}">{label}</a>'
    return file(label, anchor.url if anchor.kind == "file" else None)


def _shown(anchor: Anchor, words: str, name: str, *, title: str = "") -> str:
    """`words` are its description, its size, or both, as they stand behind the bar."""
    size = _SIZE.search(words)
    described = words[: size.start()].strip() if size else words.strip()
    width = f' width="{size[1]}"' if size else ""
    height = f' height="{size[2]}"' if size and size[2] else ""
    alt = escapeHtml(described or name.rpartition(".")[0])
    said = f' title="{escapeHtml(title)}"' if title else ""
    return f'<img src="{escapeHtml(anchor.url or "")}" alt="{alt}"{said}{width}{height}>'
