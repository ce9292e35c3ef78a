"""Contact details of people: an invalid e-mail address (VG110) or telephone number (VG111)."""

from collections.abc import Iterator

from vaultgen.diagnostics.diagnostic import Diagnostic, Rule, problem
from vaultgen.diagnostics.source import Span
from vaultgen.regex import late
from vaultgen.snapshot import Snapshot
from vaultgen.vault.model import Application, DraftNote, Interview, Person
from vaultgen.vault.notes.note import Note
from vaultgen.vault.property_values import PersonRef

NO_EMAIL_ADDRESS = Rule("VG110", "warning", "not an e-mail address")
NO_PHONE_NUMBER = Rule("VG111", "warning", "not a telephone number")
RULES = (NO_EMAIL_ADDRESS, NO_PHONE_NUMBER)

_ADDRESS = late(r"(?:mailto:)?[^\s@<>,;:\"()]+@[^\s@<>,;:\"().]+(?:\.[^\s@<>,;:\"().]+)+")
_FEWEST_DIGITS = 3  # of a number within a company


def check(snapshot: Snapshot) -> Iterator[Diagnostic]:
    """The properties of people's notes, and the lines in which other notes name people."""
    for path, value in snapshot.vault.typed.items():
        if isinstance(value, Person) and value.note:
            email, phone = (value.note.properties.get(name) for name in ("email", "phone"))
            if email and len(email.values) == 1 and not _ADDRESS.fullmatch(email.values[0].text.strip()):
                yield _no_address(path, email.value_span, email.values[0].text)
            if phone and len(phone.values) == 1 and sum(map(str.isdigit, phone.values[0].text)) < _FEWEST_DIGITS:
                text = phone.values[0].text.strip()
                message = f"“{text}” is no telephone number."
                yield problem(NO_PHONE_NUMBER, path, phone.value_span, message, hint="Write it with its digits.")
        elif isinstance(value, Interview):
            for ref in (*(value.interviewers or ()), *filter(None, [value.decision_maker])):
                yield from _line(value.note, ref)
        elif isinstance(value, Application) and value.note:
            for ref in filter(None, [value.via, value.contact]):
                yield from _line(value.note, ref)
        elif isinstance(value, DraftNote) and value.to:
            yield from _line(value.note, value.to)


def _line(note: Note, ref: PersonRef) -> Iterator[Diagnostic]:
    """Somebody's details in one line."""
    written = ref.email or next((part for part in ref.title.split(", ") if "@" in part), "")
    if written and not _ADDRESS.fullmatch(written):
        yield _no_address(note.path, note.place(ref.span, written), written)


def _no_address(path: str, span: Span, written: str) -> Diagnostic:
    return problem(
        NO_EMAIL_ADDRESS,
        path,
        span,
        f"“{written.strip()}” is no e-mail address; a draft to it could not be sent.",
        hint="Write it like jane@acme.example.",
    )
