"""The drafts: text for each open follow-up, and whose text it is.

`write` takes the vault, the follow-ups, the wording (Jinja texts by kind) and now, and returns a
`Draft` for each follow-up that is open or already has a draft. A draft that the user has edited or
sent is theirs: it is taken as it lies on the disk and `text` is None.

Ownership hangs on one mark, `generated`: a hash of the file as vaultgen wrote it (the mark's own
line apart). While the hash fits, nobody has edited the file, and a newer text may replace it.
"""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from jinja2 import DictLoader, StrictUndefined, TemplateError, TemplateSyntaxError
from jinja2.sandbox import SandboxedEnvironment

from vaultgen import phrases
from vaultgen.dates import MONTHS, WEEKDAYS
from vaultgen.diagnostics import Diagnostic, problem
from vaultgen.followups import state
from vaultgen.followups.rules import FollowUp
from vaultgen.frontmatter import quoted
from vaultgen.learning import evidence
from vaultgen.links import fold
from vaultgen.model import DraftNote, Interview, Person
from vaultgen.notes import Note
from vaultgen.schema import Item
from vaultgen.source import SourceFile, Span
from vaultgen.vault import Vault

PLACEHOLDER = "[…"
FOLDER = "drafts"
_MARK = re.compile(r"^generated:.*\n?", re.MULTILINE)
_NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|#^\[\]\x00-\x1f\x7f]+')


@dataclass(frozen=True, slots=True)
class Draft:
    """A message to one person. `text` is the file that vaultgen would write; None where it is the user's.

    `path` is relative to the vault; `ready` means that no placeholder is left in it.
    """

    follow_up: FollowUp
    path: str
    subject: str
    body: str
    text: str | None

    @property
    def ready(self) -> bool:
        """Whether it could be sent as it stands."""
        return PLACEHOLDER not in self.body and PLACEHOLDER not in self.subject and bool(self.body.strip())


def write(
    vault: Vault,
    follow_ups: tuple[FollowUp, ...],
    *,
    wording: Mapping[str, str],
    sources: Mapping[str, SourceFile],
    now: datetime,
) -> tuple[tuple[Draft, ...], tuple[Diagnostic, ...]]:
    """A draft for each follow-up that is open or has one already, and what could not be written."""
    texts = _environment(wording)
    taken = {fold(path) for path in sources if path.startswith(f"{FOLDER}/")}
    drafts: list[Draft] = []
    found: list[Diagnostic] = []
    for follow_up in follow_ups:
        mine = follow_up.draft
        if mine and (mine.sent or not is_untouched(sources[mine.note.path])):
            drafts.append(_as_it_lies(follow_up, mine))
        elif state(follow_up, now) in ("due", "overdue"):
            path = mine.note.path if mine else _free_path(vault, follow_up, {fold(d.path) for d in drafts})
            if mine is None and fold(path) in taken:
                found.append(_occupied(path, follow_up))
                continue
            try:
                drafts.append(_draft(vault, follow_up, path, texts, now))
            except TemplateError as error:
                found.append(_wording_fault(follow_up, error))
                drafts += [_as_it_lies(follow_up, mine)] if mine else []
    return tuple(drafts), tuple(found)


def fingerprint(text: str) -> str:
    """The mark of a draft's text: a hash of everything but the mark's own line and line ends."""
    plain = _MARK.sub("", text.removeprefix("\ufeff").replace("\r\n", "\n"), count=1)
    return hashlib.sha256(plain.encode()).hexdigest()[:16]


def is_untouched(source: SourceFile) -> bool:
    """Whether a file in `drafts/` is byte for byte what vaultgen wrote, line ends apart."""
    try:
        text = source.data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    mark = _MARK.search(text.replace("\r\n", "\n"))
    return mark is not None and mark.group().removeprefix("generated:").strip() == fingerprint(text)


def _as_it_lies(follow_up: FollowUp, mine: DraftNote) -> Draft:
    """A draft that is kept as the user has it on the disk."""
    return Draft(follow_up, mine.note.path, mine.subject or "", mine.note.body.strip(), None)


def _draft(vault: Vault, follow_up: FollowUp, path: str, texts: SandboxedEnvironment, now: datetime) -> Draft:
    filled = texts.get_template(follow_up.kind).render(_context(vault, follow_up, now))
    head, _, body = filled.strip().partition("\n")
    subject = phrases.clean(head.removeprefix("Subject:"))
    body = re.sub(r"[ \t]+\n", "\n", re.sub(r"[ \t]{2,}", " ", body))
    body = re.sub(r"\n{3,}", "\n\n", body).strip() + "\n"
    due = follow_up.due.astimezone(vault.settings.timezone)
    front = [
        "---",
        "type: draft",
        f"kind: {follow_up.kind}",
        f"interview: {quoted(f'[[{link_name(vault, follow_up.interview.note)}]]')}",
        f"to: {quoted(_address(vault, follow_up.to))}" if follow_up.to else "to:",
        f"subject: {quoted(subject)}",
        f"due: {due:%Y-%m-%dT%H:%M}",
        "sent:",
        "generated:",
        "---",
    ]
    text = "\n".join(front) + "\n" + body
    return Draft(
        follow_up, path, subject, body.strip(), text.replace("generated:", f"generated: {fingerprint(text)}", 1)
    )


def _address(vault: Vault, person: Person) -> str:
    """How a draft names its recipient: a link where there is a note, else the whole line."""
    if person.note is not None:
        return f"[[{link_name(vault, person.note)}]]"
    return ", ".join(part for part in (person.name, person.title, person.email, person.phone) if part)


def link_name(vault: Vault, note: Note) -> str:
    """What a wikilink to a note says: its name, or its path where the name is not the note's alone."""
    found = vault.links.find(note.name)
    return note.name if len(found) == 1 else note.path.removesuffix(".md")


def _free_path(vault: Vault, follow_up: FollowUp, used: set[str]) -> str:
    """`drafts/2026-03-11 Harbor Analytics thank-you to Priya Raman.md`, numbered where taken."""
    employer = vault.company(follow_up.interview.company).name
    whom = follow_up.to.name if follow_up.to else "the interviewer"
    kind = follow_up.kind if follow_up.number == 1 else f"{follow_up.kind} {follow_up.number}"
    name = f"{follow_up.interview.date.day} {employer} {kind} to {whom}"
    name = re.sub(r"\s+", " ", _NOT_IN_NAMES.sub(" ", name)).strip(" .")
    name = name.encode()[:180].decode(errors="ignore").strip(" .")
    count, path = 1, f"{FOLDER}/{name}.md"
    while fold(path) in used:
        count += 1
        path = f"{FOLDER}/{name} {count}.md"
    return path


def _occupied(path: str, follow_up: FollowUp) -> Diagnostic:
    whom = follow_up.to.name if follow_up.to else "the interviewer"
    return problem(
        "VG401",
        path,
        Span(),
        f"This file stands where the {follow_up.kind} to {whom} would be written, and is not that draft.",
        hint="It is left as it is. Rename it, or mend its properties if it once was the draft.",
    )


def _wording_fault(follow_up: FollowUp, error: TemplateError) -> Diagnostic:
    """A mistake in a text of the user's own; those that ship with vaultgen are tested."""
    line = error.lineno if isinstance(error, TemplateSyntaxError) else 1
    return problem(
        "VG402",
        f"overrides/drafts/{follow_up.kind}.jinja",
        Span(line, 1, line, 1),
        f"No {follow_up.kind} can be written with this text: {error.message or type(error).__name__}.",
        hint="Mend the text, or take the file away to have vaultgen's own again.",
    )


# The words: what a text may use.


def _environment(wording: Mapping[str, str]) -> SandboxedEnvironment:
    texts = SandboxedEnvironment(
        loader=DictLoader(dict(wording)),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        autoescape=False,
    )
    texts.filters.update(inside=phrases.inside, quote=phrases.quote, listed=phrases.listed, as_claim=phrases.as_claim)
    return texts


def _context(vault: Vault, follow_up: FollowUp, now: datetime) -> dict[str, Any]:
    """What the texts see. Everything is plain text, a list of texts, or None."""
    interview, person = follow_up.interview, follow_up.to
    met = vault.interviewers(interview)
    turn = met.index(person) if person in met else 0
    start = vault.start(interview)
    seed = f"{follow_up.interview.note.path}:{follow_up.kind}:{follow_up.number}"
    return {
        "me": vault.settings.me,
        "tone": vault.settings.tone,
        "name": person.name if person else None,
        "first_name": phrases.first_name(person.name) if person else None,
        "salutation": person.salutation if person else None,
        "company": vault.company(interview.company).name,
        "role": interview.role.label if interview.role else None,
        "weekday": WEEKDAYS[start.weekday()],
        "interview_day": f"{start.day} {MONTHS[start.month - 1]}",
        "met_them": person in met,
        "others": [phrases.first_name(p.name) for p in met if p != person],
        "format": interview.format,
        "late": state(follow_up, now) == "overdue",
        "number": follow_up.number,
        "moments": _share(vault, interview, interview.moments, person),
        "interested_in": _share(vault, interview, interview.interested_in, person),
        "concerns_open": _share(vault, interview, interview.concerns_open, person),
        "next_steps": [item.text for item in interview.next_steps or ()],
        "decision_date": _near_day(interview.decision_date, start.year) if interview.decision_date else None,
        "needs": _needs(vault, interview, turn, follow_up.kind),
        "pick": lambda part, options: phrases.pick(options, f"{seed}:{part}", turn=turn),
    }


def _near_day(day: Any, year: int) -> str:
    text = f"{WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]}"
    return text if day.year == year else f"{text} {day.year}"


def _share(vault: Vault, interview: Interview, items: tuple[Item, ...] | None, person: Person | None) -> list[str]:
    """What of a list goes to one person: their own items first, then their part of the shared ones."""
    met = vault.interviewers(interview)
    spoken = [vault.speaker(interview, item) for item in items or ()]
    own = [text for who, text in spoken if who is not None and who == person]
    shared = [text for who, text in spoken if who is None or who not in met]
    if person not in met:
        return own + shared
    return own + shared[met.index(person) :: len(met)]


def _needs(vault: Vault, interview: Interview, turn: int, kind: str) -> list[dict[str, Any]]:
    """The employer's problems, then skills, each with the result that meets it, if one does.

    No result is told twice in one draft. A thank-you has one need at most, and each person of a
    panel another one.
    """
    named = [("problem", item) for item in interview.problems or ()] + [
        ("skill", item) for item in interview.skills or ()
    ]
    texts = [vault.speaker(interview, item)[1] for _, item in named]
    met = evidence.matches(texts, vault.accomplishments)
    needs = [
        {"sort": sort, "text": text, "result": match.accomplishment.result if match else None}
        for (sort, _), text, match in zip(named, texts, met, strict=True)
    ]
    if kind == "thank-you":
        backed = [need for need in needs if need["result"]]
        return backed[turn : turn + 1]
    return needs


def draft_of(drafts: tuple[Draft, ...], follow_up: FollowUp) -> Draft | None:
    """The draft of a follow-up, or None."""
    return next((draft for draft in drafts if draft.follow_up.id == follow_up.id), None)


def orphans(vault: Vault, drafts: tuple[Draft, ...], sources: Mapping[str, SourceFile]) -> tuple[str, ...]:
    """Paths of drafts that nobody has edited and nothing calls for any longer: they may go."""
    wanted = {draft.path for draft in drafts}
    return tuple(
        draft.note.path
        for draft in vault.drafts
        if draft.note.path not in wanted and not draft.sent and is_untouched(sources[draft.note.path])
    )
