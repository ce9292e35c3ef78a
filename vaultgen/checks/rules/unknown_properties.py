"""A property that no kind of note has is most often a misspelt one (VG101)."""

from collections.abc import Iterator, Mapping

from vaultgen.diagnostics.diagnostic import Diagnostic, Fix, Rule, problem
from vaultgen.snapshot import Snapshot
from vaultgen.spelling import certain, suggestion
from vaultgen.vault.model import COMMON, KINDS, Interview
from vaultgen.vault.notes.note import Note
from vaultgen.vault.notes.properties import Property, Value, key
from vaultgen.vault.schema import Spec, specs

UNKNOWN_PROPERTY = Rule("VG101", "warning", "unknown property")
RULES = (UNKNOWN_PROPERTY,)

_OWN = 'If it is your own, leave it. To hide this, write ignore = ["VG101"] under [check] in vaultgen.toml.'


def check(snapshot: Snapshot) -> Iterator[Diagnostic]:
    """A warning where a known name is near; a hint where the property may be the user's own."""
    vault = snapshot.vault
    for note in (*vault.notes, *(draft.note for draft in vault.drafts)):
        kind = vault.kinds.get(note.path)
        if kind is None:
            continue
        table = specs(KINDS[kind])
        known = [*table, *COMMON]
        for name, prop in note.properties.items():
            if name == "unknown" and kind == "interview":
                yield from _no_questions(note, prop)
            if name in known:
                continue
            near = suggestion(name, known, cutoff=0.75)
            yield problem(
                UNKNOWN_PROPERTY,
                note.path,
                prop.span,
                f"“{prop.name}” is no property of this {kind}; vaultgen does not read it.",
                hint=f"Did you mean “{near}”?" if near else _OWN,
                severity="warning" if near else "hint",
                fix=_fix(note, name, prop, table),
            )


def _no_questions(note: Note, unknown: Property) -> Iterator[Diagnostic]:
    """What `unknown` names, and no interview has: it counts for nothing."""
    table = specs(Interview)
    for value in unknown.values:
        if key(value.text) in table or value.text.strip().casefold() == "none":
            continue
        near, meant = suggestion(key(value.text), table, cutoff=0.75), certain(key(value.text), table)
        yield problem(
            UNKNOWN_PROPERTY,
            note.path,
            value.span,
            f"“{value.text.strip()}” is no property of an interview; under “unknown” it says nothing.",
            hint=f"Did you mean “{near}”?" if near else "Write the name of the property, like decision_maker.",
            fix=value.fix(meant) if meant else None,
        )


def _fix(note: Note, name: str, prop: Property, table: Mapping[str, Spec]) -> Fix | None:
    """The name that was meant: one alone is near, it is not taken, and the value makes sense under it."""
    meant = certain(name, [*table, *COMMON])
    if meant is None or meant not in table or meant in note.properties:
        return None
    if certain(meant, [other for other in note.properties if other not in (*table, *COMMON)]) != name:
        return None  # two slips of the same name: only the user knows which one to keep
    _, faults = table[meant].read(prop._replace(name=meant))
    return None if faults else Value(prop.name, prop.span).fix(meant)
