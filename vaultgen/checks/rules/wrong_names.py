"""A person or company in a draft that does not belong there, as after copy and paste (VG412)."""

from collections.abc import Iterator

from vaultgen.checks.name_index import Belonging, Mention, Names, bare
from vaultgen.checks.unsent_drafts import UnsentDraft, edited, words_of
from vaultgen.diagnostics.diagnostic import Diagnostic, Rule, problem
from vaultgen.english import segments
from vaultgen.snapshot import Snapshot
from vaultgen.spelling import without_accents
from vaultgen.vault.model import Company, Person

WRONG = Rule("VG412", "error", "wrong person or company")
RULES = (WRONG,)

_NICKNAME = 3  # with so many letters in common, Tom may be Tomasz


def check(snapshot: Snapshot) -> Iterator[Diagnostic]:
    """Looks at the greetings of drafts that the user has edited, and at the rest of those about an interview.

    What vaultgen writes is made from the notes about the interview alone, and `drafts.lint` refuses other employers in
    it. Looking for names in it, too, would read the whole vault for each draft, and make all partitions depend on it.
    """
    names = Names(snapshot)
    for message in edited(snapshot):
        belonging = Belonging(names, message)
        yield from _greeting(snapshot, message, names, belonging)
        if message.interview is not None:
            yield from _subject_and_body(snapshot, message, names, belonging)


def _greeting(snapshot: Snapshot, message: UnsentDraft, names: Names, belonging: Belonging) -> Iterator[Diagnostic]:
    start, end = message.parts.greeting
    greeted = message.body[start:end]
    named = any(_names_them(greeted, person) for person in message.people)
    for mention in names.mentions(message.body, start, end, first_names=True):
        owners = [name.of for name in mention.names]
        if any(person in owners or _may_be_nickname(mention, person) for person in message.people):
            continue
        strange = message.interview is not None and not belonging.has(mention)
        mistaken = message.to is not None and not named and isinstance(owners[0], Person)
        if strange or mistaken:
            yield problem(
                WRONG,
                message.path,
                message.span(mention.start, mention.end),
                _greeting_words(snapshot, message, mention),
                hint=_greeting_hint(message, mention),
            )


def _names_them(greeted: str, person: Person) -> bool:
    """Whether a greeting has a word of the person's name, ignoring accents and case."""
    spelt = {without_accents(word.text) for word in segments.words(greeted)}
    known = {without_accents(word.text) for name in words_of(person) for word in segments.words(bare(name))}
    return bool(spelt & known)


def _may_be_nickname(mention: Mention, person: Person) -> bool:
    start = without_accents(mention.text)[:_NICKNAME]
    return mention.names[0].part == "first" and any(
        without_accents(bare(name)).startswith(start) for name in words_of(person)
    )


def _greeting_words(snapshot: Snapshot, message: UnsentDraft, mention: Mention) -> str:
    whom = f"goes to {message.to.name}" if message.to else f"is about the interview at {_employer(snapshot, message)}"
    owner = mention.names[0].of
    if owner.name == mention.text:
        return f"The greeting says “{mention.text}”, and this draft {whom}."
    return f"The greeting says “{mention.text}”, like {owner.name}, and this draft {whom}."


def _greeting_hint(message: UnsentDraft, mention: Mention) -> str:
    if message.to is None:
        return "Correct the greeting, or write into “to” whom it goes to."
    return (
        f"Correct the greeting, or “to”. If {message.to.name} goes by “{mention.text}”, "
        "write that under “aliases” in the person's note."
    )


def _subject_and_body(
    snapshot: Snapshot, message: UnsentDraft, names: Names, belonging: Belonging
) -> Iterator[Diagnostic]:
    employer = _employer(snapshot, message)
    subject = segments.without_addresses(message.subject)
    for mention in names.mentions(subject, 0, len(subject)):
        if not belonging.has(mention):
            span = message.subject_span(mention.start, mention.end)
            yield problem(
                WRONG, message.path, span, _message(mention, message, employer), hint=_hint(mention, employer)
            )
    body = segments.without_addresses(message.body)
    for mention in names.mentions(body, *message.parts.text):
        if not belonging.has(mention):
            yield problem(
                WRONG,
                message.path,
                message.span(mention.start, mention.end),
                _message(mention, message, employer),
                hint=_hint(mention, employer),
                severity="warning",
            )


def _employer(snapshot: Snapshot, message: UnsentDraft) -> str:
    return snapshot.vault.company(message.interview.company).name if message.interview else ""


def _message(mention: Mention, message: UnsentDraft, employer: str) -> str:
    about = f"this {message.draft.kind} is about the interview at {employer}"
    if isinstance(mention.names[0].of, Company):
        return f"“{mention.text}” is another employer; {about}."
    return f"“{mention.text}” has nothing to do with it, as far as your notes say: {about}."


def _hint(mention: Mention, employer: str) -> str:
    instead = f"Write “{employer}”, or take it out." if isinstance(mention.names[0].of, Company) else "Take it out."
    return f"{instead} If it belongs here, name it in the interview's note too."
