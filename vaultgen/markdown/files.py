"""Attachments on a page: images are shown, other files are links, or only names if the site has no copy.

After the bar, a link to an image may give a description, a size, or both, as in Obsidian: `Our sketch|300x200`.
"""

import re

from markdown_it.common.utils import escapeHtml
from markdown_it.token import Token

from vaultgen.markdown.context import Anchor
from vaultgen.regex import late

SIZE = late(r"(?:^|\|)\s*([1-9]\d{0,3})(?:x([1-9]\d{0,3}))?\s*$")
_FILE = late(
    r"\.(?:png|jpe?g|gif|webp|avif|bmp|svg|pdf|mp3|m4a|wav|ogg|oga|opus|flac|3gp|mp4|mov|mkv|webm|ogv|canvas|base)$",
    re.IGNORECASE,
)


def shown_file(token: Token, anchor: Anchor) -> str | None:
    """The HTML of a wikilink to an attachment; None if it leads to a note."""
    target, inside = token.meta["target"], token.meta.get("inside", False)
    name = target.rpartition("/")[2]
    if anchor.kind == "image" and token.meta["embed"]:
        return image(anchor, token.content, name)
    if anchor.kind != "note" or (anchor.url is None and _FILE.search(target)):
        label = name if token.meta["embed"] else token.content or name
        return file(escapeHtml(label), None if inside else anchor.url)
    return None


def image(anchor: Anchor, words: str, name: str, *, title: str = "") -> str:
    """The HTML of an image; `words` is what follows the bar: its description, its size, or both."""
    size = SIZE.search(words)
    described = words[: size.start()].strip() if size else words.strip()
    width = f' width="{size[1]}"' if size else ""
    height = f' height="{size[2]}"' if size and size[2] else ""
    alt = escapeHtml(described or name.rpartition(".")[0])
    said = f' title="{escapeHtml(title)}"' if title else ""
    return f'<img src="{escapeHtml(anchor.url or "")}" alt="{alt}"{said}{width}{height}>'


def file(label: str, url: str | None) -> str:
    """The HTML of a link to a file, or only its name without a `url`; `label` is HTML.

    SVG files are never linked to: opened directly, they may run scripts.
    """
    if url is None or url.lower().endswith(".svg"):
        return f'<span class="file">{label}</span>'
    return f'<a class="file" href="{escapeHtml(url)}">{label}</a>'
