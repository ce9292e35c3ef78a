"""A name that fits several people, without a clue which one is meant (VG607)."""

from collections.abc import Iterable, Iterator

from vaultgen.diagnostics.diagnostic import Diagnostic, Rule, problem
from vaultgen.english.names import is_called
from vaultgen.english.phrases import plain
from vaultgen.followups.kinds.promise import people_named
from vaultgen.snapshot import Snapshot
from vaultgen.vault.links import fold
from vaultgen.vault.model import CHECKLIST, Interview, Person
from vaultgen.vault.property_values import Item, Promise
from vaultgen.vault.vault import Vault

FITS_SEVERAL = Rule("VG607", "warning", "name that fits several people")
RULES = (FITS_SEVERAL,)


def check(snapshot: Snapshot) -> Iterator[Diagnostic]:
    """Looks at the names in properties, at the start of list items, and in promises."""
    vault = snapshot.vault
    for doubt in vault.doubts:
        yield problem(
            FITS_SEVERAL, doubt.path, doubt.span, f"Who is meant is not certain: {doubt.message}", hint=doubt.hint
        )
    for interview in vault.interviews:
        yield from _items(vault, interview)
        yield from _promises(vault, interview)


def _items(vault: Vault, interview: Interview) -> Iterator[Diagnostic]:
    """Items such as `Jane: …` if two interviewers have that name."""
    met = vault.interviewers(interview)
    lists = (getattr(interview, name) for name in CHECKLIST)
    for item in (one for some in lists if isinstance(some, tuple) for one in some if isinstance(one, Item)):
        said = item.who.label if item.who and not item.who.target else item.text.partition(":")[0]
        named = said if ":" in item.text or item.who else ""
        fits = [p for p in met if is_called(fold(p.name), fold(named))] if 0 < len(named.split()) < 4 else []
        if len(fits) > 1 and vault.named(interview, named) is None:
            yield _asked(interview, item, named, fits)


def _promises(vault: Vault, interview: Interview) -> Iterator[Diagnostic]:
    """Promises such as `send Jane the list` if two interviewers have that name."""
    for promise in interview.promises or ():
        text = plain(promise.text)
        fits = people_named(vault, interview, text)
        if len(fits) < 2 or vault.speaker(interview, Item(text, promise.span))[0] is not None:
            continue
        words = {word.strip(".,:;") for word in text.split()}
        shared = [word for word in words if all(is_called(fold(person.name), fold(word)) for person in fits[:2])]
        if shared:
            yield _asked(interview, promise, shared[0], fits)


def _asked(interview: Interview, item: Item | Promise, named: str, fits: Iterable[Person]) -> Diagnostic:
    called = " and ".join(f"“{person.name}”" for person in list(fits)[:2])
    return problem(
        FITS_SEVERAL,
        interview.note.path,
        interview.note.place(item.span, named),
        f"Who is meant is not certain: “{named}” fits {called}.",
        hint="Write the whole name.",
    )
