"""What an editor is told while a note is typed: completions, hovers, and where a link leads.

Each takes a snapshot of the vault (which may be a few keystrokes old) and the path, the text and the place
(an offset in characters) of what is being typed, and gives plain values. Nothing here knows of any editor
or protocol.
"""

from vaultgen.lsp.completion import Completion, completions
from vaultgen.lsp.navigation import Place, definition, hover

__all__ = ["Completion", "Place", "completions", "definition", "hover"]
