"""The file of a draft: its properties, the text, and the mark that shows whether it has been edited."""

from vaultgen.drafts.compose import Message
from vaultgen.followups.rules import FollowUp
from vaultgen.vault.model import Person
from vaultgen.vault.notes.authorship import marked
from vaultgen.vault.notes.note import Note
from vaultgen.vault.notes.yaml_messages import quoted
from vaultgen.vault.vault import Vault


def draft_file(vault: Vault, follow_up: FollowUp, message: Message) -> str:
    """The file of a draft as vaultgen writes it; times are in the user's zone."""
    due = follow_up.due.astimezone(vault.settings.timezone)
    about = _about(vault, follow_up)
    front = [
        "---",
        "type: draft",
        f"kind: {follow_up.kind}",
        f"interview: {quoted(f'[[{link_name(vault, follow_up.interview.note)}]]')}",
        f"to: {quoted(_recipient(vault, follow_up.to))}" if follow_up.to else "to:",
        *([f"about: {quoted(about)}"] if about else []),
        f"subject: {quoted(message.subject)}",
        f"due: {due:%Y-%m-%dT%H:%M}",
        "sent:",
        "generated:",
        "---",
    ]
    return marked("\n".join(front) + "\n" + message.body + "\n")


def link_name(vault: Vault, note: Note) -> str:
    """The target of a wikilink to a note: its name, or its path if other notes have that name."""
    found = vault.links.find(note.name)
    return note.name if len(found) == 1 else note.path.removesuffix(".md")


def _about(vault: Vault, follow_up: FollowUp) -> str:
    """The promise that a draft keeps, or the person to whom a recruiter should pass it on; else empty."""
    if follow_up.promise is not None:
        return follow_up.promise.text
    return _recipient(vault, follow_up.whom) if follow_up.passed_on and follow_up.whom else ""


def _recipient(vault: Vault, person: Person) -> str:
    """A person in the draft's properties: a link if they have a note, else name, title, email and phone."""
    if person.note is not None:
        return f"[[{link_name(vault, person.note)}]]"
    return ", ".join(part for part in (person.name, person.title, person.email, person.phone) if part)
