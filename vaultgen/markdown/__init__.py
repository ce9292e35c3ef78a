"""Obsidian's Markdown → HTML, on markdown-it-py with plugins and rules of our own.

`render(text, resolve)` is a pure function. Raw HTML is shown as text. External images become links, so that opening a
page makes no request. `resolve` turns the target of a link into an `Anchor`. Each rule is one file; `render.RULES` and
`render.INLINE` list them in order.
"""

from vaultgen.markdown.context import Anchor, Resolve
from vaultgen.markdown.render import render, render_inline

__all__ = ["Anchor", "Resolve", "render", "render_inline"]
