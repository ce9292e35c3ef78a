"""Obsidian's Markdown → HTML, on markdown-it-py with plugins and rules of our own.

`render(text, resolve)` is a pure function. Raw HTML stays text; images from elsewhere become links,
so that opening a page asks nobody for anything. `resolve` turns a link's target into an `Anchor`.
Each rule is one file, and `render.RULES` is their order.
"""

from vaultgen.markdown.context import Anchor, Resolve
from vaultgen.markdown.render import render, render_inline

__all__ = ["Anchor", "Resolve", "render", "render_inline"]
