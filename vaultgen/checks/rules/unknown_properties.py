"""An unknown property: a misspelling, a synonym, or the user's own (VG101)."""

from collections.abc import Iterator, Mapping

from vaultgen.diagnostics.diagnostic import Diagnostic, Fix, Rule, problem
from vaultgen.english.lexicon import is_word
from vaultgen.snapshot import Snapshot
from vaultgen.spelling import slip
from vaultgen.vault import synonyms
from vaultgen.vault.model import COMMON, KINDS, Interview
from vaultgen.vault.notes.note import Note
from vaultgen.vault.notes.properties import Property, Value, key
from vaultgen.vault.schema import Spec, specs

UNKNOWN_PROPERTY = Rule("VG101", "warning", "unknown property")
RULES = (UNKNOWN_PROPERTY,)

_OWN = 'If it is your own, leave it. To hide this, write ignore = ["VG101"] under [check] in vaultgen.toml.'


def check(snapshot: Snapshot) -> Iterator[Diagnostic]:
    """A warning if it is certain which property was meant and the note does not have it; else a hint."""
    vault = snapshot.vault
    for note in (*vault.notes, *(draft.note for draft in vault.drafts)):
        kind = vault.kinds.get(note.path)
        if kind is None:
            continue
        table = specs(KINDS[kind])
        for name, prop in note.properties.items():
            if name == "unknown" and kind == "interview":
                yield from _no_questions(note, prop)
            if name not in table and name not in COMMON:
                yield _unknown(note, kind, name, prop, table)


def _unknown(note: Note, kind: str, name: str, prop: Property, table: Mapping[str, Spec]) -> Diagnostic:
    slipped = slip(name, [*table, *COMMON], is_word=is_word)
    called = synonyms.property_called(kind, name)
    meant = slipped or (called if called in table else None)
    is_free = meant is not None and meant not in note.properties and meant not in note.lost
    hint = f"Did you mean “{meant}”?" if slipped else f"vaultgen calls this “{meant}”."
    taken = slipped and not is_free
    return problem(
        UNKNOWN_PROPERTY,
        note.path,
        prop.span,
        f"“{prop.name}” is no property of this {kind}; vaultgen does not read it.",
        hint=hint if meant and is_free else f"{hint} It stands there already: keep one of the two." if taken else _OWN,
        severity="warning" if meant and (is_free or taken) else "hint",
        fix=_fix(note, kind, prop, table, meant, is_slip=bool(slipped)) if meant and is_free else None,
    )


def _fix(note: Note, kind: str, prop: Property, table: Mapping[str, Spec], meant: str, *, is_slip: bool) -> Fix | None:
    """The fix that renames the property, if only one name can be meant and the value is valid for it."""
    if meant not in table or not (is_slip or synonyms.may_be_renamed(kind, meant)):
        return None
    others = [other for other in note.properties if other not in table and other not in COMMON]
    if sum(meant in (slip(o, table, is_word=is_word), synonyms.property_called(kind, o)) for o in others) != 1:
        return None  # two names for one property: only the user knows which one to keep
    _, faults = table[meant].read(prop._replace(name=meant))
    return None if faults else Value(prop.name, prop.span).fix(meant)


def _no_questions(note: Note, unknown: Property) -> Iterator[Diagnostic]:
    """Names in `unknown` that are not properties of an interview, and have no effect."""
    table = specs(Interview)
    for value in unknown.values:
        name = key(value.text)
        if name in table or value.text.strip().casefold() == "none":
            continue
        meant = slip(name, table, is_word=is_word) or synonyms.property_called("interview", name)
        meant = meant if meant in table else None
        yield problem(
            UNKNOWN_PROPERTY,
            note.path,
            value.span,
            f"“{value.text.strip()}” is no property of an interview; under “unknown” it says nothing.",
            hint=f"Did you mean “{meant}”?" if meant else "Write the name of the property, like decision_maker.",
            fix=value.fix(meant) if meant else None,
        )
