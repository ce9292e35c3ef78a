"""Completions, hovers and link targets for a note that is being edited.

Each function takes a snapshot of the vault, which may be a few keystrokes old, and the path and text of the note with
the offset of the cursor in characters, and returns plain values. They know nothing of editors or the protocol;
`server` does.
"""

from vaultgen.lsp.completion import Completion, completions
from vaultgen.lsp.navigation import Location, definition, hover

__all__ = ["Completion", "Location", "completions", "definition", "hover"]
