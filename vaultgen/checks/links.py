"""A link in a property leads to a note (VG201), and to one only (VG202)."""

import re
from collections.abc import Iterator
from difflib import get_close_matches

from vaultgen.diagnostics import Diagnostic, problem
from vaultgen.frontmatter import Value
from vaultgen.snapshot import Snapshot
from vaultgen.vault import Vault

_LINK = re.compile(r"\[\[([^\[\]|#]+)")


def check(snapshot: Snapshot) -> Iterator[Diagnostic]:
    """Looks at the links of every property of every note and draft."""
    vault = snapshot.vault
    for note in (*vault.notes, *(draft.note for draft in vault.drafts)):
        for prop in note.properties.values():
            for value in prop.values:
                for link in filter(lambda found: found[1].strip(), _LINK.finditer(value.text)):
                    yield from _one(vault, note.path, value, link[1].strip())


def _one(vault: Vault, path: str, value: Value, target: str) -> Iterator[Diagnostic]:
    found = vault.links.find(target)
    if not found:
        near = get_close_matches(target, vault.links.names(), n=1, cutoff=0.7)
        hint = f"Did you mean [[{near[0]}]]?" if near else f"Make a note “{target}.md”, or take the brackets away."
        yield problem("VG201", path, value.span, f"There is no note “{target}”.", hint=hint)
    elif len(found) > 1:
        where = " and ".join(note.path for note in found)
        yield problem(
            "VG202",
            path,
            value.span,
            f"“{target}” can mean {where}; the first is taken, as in Obsidian.",
            hint=f"Write the folder too, like [[{found[0].path.removesuffix('.md')}]].",
        )
