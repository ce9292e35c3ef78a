"""Completions, hovers and link targets for a note that is being edited.

Each function takes what the vault is evaluated from, and the path and text of the note with the offset of the cursor in
characters, and returns plain values. They know nothing of editors or the protocol; `server` does.
"""

from vaultgen.lsp.completion import Completion, completions
from vaultgen.lsp.navigation import Location, definition, hover

__all__ = ["Completion", "Location", "completions", "definition", "hover"]
