"""A note has the properties that its kind cannot do without (VG102), or front matter at all (VG003).

An empty file is most often one that was begun a moment ago: a hint (VG014).
"""

from collections.abc import Iterator

from vaultgen.diagnostics import Diagnostic, problem
from vaultgen.model import KINDS
from vaultgen.schema import specs
from vaultgen.snapshot import Snapshot
from vaultgen.source import Span

_EXAMPLES = {
    "company": 'company: "[[Acme]]"',
    "role": "role: Data Engineer",
    "date": "date: 2026-03-05T14:30",
    "result": 'result: "Cut the nightly load from six hours to forty minutes"',
    "kind": "kind: thank-you",
}


def check(snapshot: Snapshot) -> Iterator[Diagnostic]:
    """One diagnostic per missing property; one alone where there is no front matter."""
    vault = snapshot.vault
    for note in (*vault.notes, *(draft.note for draft in vault.drafts)):
        kind = vault.kinds.get(note.path)
        if kind is None or note.broken:
            continue
        required = [name for name, spec in specs(KINDS[kind]).items() if spec.required]
        needed = [name for name in required if name not in note.lost]
        if needed and not note.properties and not note.body.strip() and note.body_line == 1:
            yield problem(
                "VG014",
                note.path,
                Span(),
                f"This {kind} is empty so far.",
                hint="Fill it from the template in Obsidian, or delete the file.",
            )
            continue
        if needed and not note.properties:
            example = " and ".join(_EXAMPLES[name] for name in needed)
            yield problem(
                "VG003",
                note.path,
                Span(),
                f"This {kind} has no properties; {_listed(needed)} {'is' if len(needed) == 1 else 'are'} needed.",
                hint=f"Begin the file with a line ---, then {example} on lines of their own, then another line ---.",
            )
            continue
        for name in needed:
            prop = note.properties.get(name)
            if prop is None or not prop.values:
                yield problem(
                    "VG102",
                    note.path,
                    prop.span if prop else Span(1, 1, 1, 4),
                    f"“{name}” is {'empty' if prop else 'missing'}; "
                    f"without it, this {kind} is only shown as a plain note.",
                    hint=f"Write for example {_EXAMPLES[name]}",
                )


def _listed(names: list[str]) -> str:
    return " and ".join(f"“{name}”" for name in names)
