"""Which questions were asked, when, by whom, and which of them one answer serves.

Three layers decide, and the first that applies wins: the user (a link, `aliases`, `apart`), the same question in other
words, and a theme of the catalogue. `askings` and `prepared` make plain records of a vault or partition; `themes`
groups those of all partitions.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from vaultgen import fingerprint
from vaultgen.english.phrases import clean
from vaultgen.learning.catalogue import catalogue
from vaultgen.learning.question_words import key, said
from vaultgen.learning.theme_matching import theme_of
from vaultgen.regex import late
from vaultgen.vault.links import fold
from vaultgen.vault.model import Interview, Question
from vaultgen.vault.property_values import Item
from vaultgen.vault.vault import Vault

_MARKED = late(r"(?P<text>.*\S)\s*\(\s*(?P<mark>[1-5])\s*/\s*5\s*\)\s*[.?!]?\s*")
_ONE_LINK = late(r"\s*\[\[([^\[\]|#]+)(?:#[^\[\]|]*)?(?:\|[^\[\]]*)?\]\]\s*\??\s*")
_ASKED = late(
    r"(?P<name>[^\W\d_][^,:;]{1,40}?) (?:asked|wanted to know|wondered|wants to know)\b",
)
# The marks that count where nobody gave one: of a hard question, and of one that was no trouble.
_UNMARKED, _EASY = 3, 5


class Asking(NamedTuple):
    """One question in one interview, as it was noted.

    `start` is when the interview began (a timestamp), `date` the same in RFC 3339, `interview` the path of its note.
    `person` is who asked it, if that is known, `mark` (1 to 5) how the answer went, if the item says so. `note` is the
    path of the question's note that the item links to. `key` are the words by which it is the same question as another,
    `theme` is the id of its theme, and `by` says by what it is known.
    """

    start: float
    interview: str
    place: int
    date: str
    text: str
    person: str | None
    mark: int | None
    is_hard: bool
    note: str | None
    key: str
    theme: str | None
    by: str


class Prepared(NamedTuple):
    """A question with a note. `names` are the keys of its name and its aliases, `apart` those of others.

    `practised` is the last day on which it was practised (ISO 8601). `apart_notes` are the paths of notes that it is
    apart from. `theme` is the id of its theme, `by` says by what it is known.
    """

    path: str
    title: str
    comfort: int | None
    practised: str | None
    names: tuple[str, ...]
    apart: tuple[str, ...]
    apart_notes: tuple[str, ...]
    theme: str | None
    by: str


class Asked(NamedTuple):
    """An asking in its theme: the path of the note whose question it is, how it went, and why it belongs here."""

    asking: Asking
    note: str | None
    mark: int | None
    why: str


class QuestionTheme(NamedTuple):
    """Questions that one answer serves, or one alone: with its askings by time, and its notes.

    `answer` is the path of the note that holds the answer: of several the one asked most.
    """

    id: str
    title: str
    why: str
    asked: tuple[Asked, ...]
    notes: tuple[str, ...]
    answer: str | None

    @property
    def hardness(self) -> float:
        """Hardness × frequency: the sum over all askings of how far the answer fell short of the highest mark."""
        return sum(6 - _weight(asked) for asked in self.asked)


def askings(vault: Vault) -> Iterator[Asking]:
    """The questions of each interview, those that were hard first; what one person asked in the same words once."""
    for interview in vault.interviews:
        seen: dict[str, list[Asking]] = {}
        items = [(item, True) for item in interview.hard_questions or ()]
        items += [(item, False) for item in interview.questions or ()]
        for place, (item, is_hard) in enumerate(items):
            asking = _asking(vault, interview, item, place, is_hard=is_hard)
            _add(asking, seen.setdefault(said(asking.text), []))
        yield from (asking for asked in seen.values() for asking in asked)


def prepared(vault: Vault) -> Iterator[Prepared]:
    """The questions with a note of their own, by path."""
    for question in own_questions(vault):
        wordings = (question.note.name, *(question.aliases or ()))
        fits = [fit for wording in wordings if (fit := theme_of(wording))]
        own = theme_of(question.note.name)
        # The name decides; without it the aliases, if they agree.
        fit = own or (fits[0] if len({fit.theme.id for fit in fits}) == 1 else None)
        apart = [(wording, _linked(vault, wording)) for wording in question.apart or ()]
        yield Prepared(
            question.note.path,
            clean(question.note.name),
            question.comfort,
            max(question.practised).isoformat() if question.practised else None,
            tuple(dict.fromkeys(key(wording) for wording in wordings)),
            tuple(key(wording) for wording, linked in apart if linked is None),
            tuple(linked.note.path for _, linked in apart if linked is not None),
            fit.theme.id if fit else None,
            fit.by if fit else "",
        )


def own_questions(vault: Vault) -> list[Question]:
    """The questions with a note in this partition, by path; `vault.questions` holds those of all partitions."""
    found = (question for question in vault.questions if vault.note(question.note) is not None)
    return sorted(found, key=lambda question: question.note.path)


def without_mark(text: str) -> tuple[str, int | None]:
    """The text of an item without the mark at its end, and that mark: `Why leave? (2/5)` is `Why leave?` and 2."""
    marked = _MARKED.fullmatch(text)
    return (marked["text"], int(marked["mark"])) if marked else (text, None)


def themes(asked: Iterable[Asking], notes: Iterable[Prepared]) -> tuple[QuestionTheme, ...]:
    """All questions in themes, the hardest × most frequent first; each asking is in exactly one.

    The records may come from any number of partitions, in any order.
    """
    known = {note.path: note for note in sorted(notes)}
    questions = _questions(sorted(set(asked), key=_by_time), known)
    groups: dict[str, list[_Question]] = {}
    for question in questions:
        groups.setdefault(question.theme or question.id, []).append(question)
    together: list[list[_Question]] = []
    for group in groups.values():
        joined, alone = _parted(group)
        together += [joined, *([question] for question in alone)] if joined else [[question] for question in alone]
    found = [_theme(group) for group in together]
    return tuple(sorted(found, key=lambda theme: (-theme.hardness, -len(theme.asked), fold(theme.title), theme.id)))


def as_json(found: Iterable[QuestionTheme]) -> list[dict[str, Any]]:
    """Themes as the plain values that `vaultgen export json` tells."""
    return [
        {
            "id": theme.id,
            "title": theme.title,
            "why": theme.why,
            "asked": [
                {
                    "text": asked.asking.text,
                    "interview": asked.asking.interview,
                    "date": asked.asking.date,
                    "person": asked.asking.person,
                    "mark": asked.mark,
                }
                for asked in theme.asked
            ],
            "answer": theme.answer,
        }
        for theme in found
    ]


def _add(asking: Asking, before: list[Asking]) -> None:
    """Adds an asking to those in the same words, unless it is a duplicate."""
    same = [
        at for at, other in enumerate(before) if None in (asking.person, other.person) or asking.person == other.person
    ]
    if not same:
        before.append(asking)
        return
    kept = before[same[0]]
    before[same[0]] = kept._replace(person=kept.person or asking.person, mark=kept.mark or asking.mark)


def _asking(vault: Vault, interview: Interview, item: Item, place: int, *, is_hard: bool) -> Asking:
    person, text = vault.speaker(interview, item)
    text, mark = without_mark(text)
    if person is None and (told := _ASKED.match(text)):
        person = vault.named(interview, told["name"])
    met = vault.interviewers(interview)
    if person is None and len(met) == 1:
        person = met[0]
    linked = vault.find(item.link, Question) if item.link else _linked(vault, text)
    text = clean(text)
    fit = theme_of(text)
    start = vault.start(interview)
    return Asking(
        start.timestamp(),
        interview.note.path,
        place,
        start.isoformat(timespec="seconds"),
        text,
        person.name if person else None,
        mark,
        is_hard,
        linked.note.path if linked else None,
        key(text),
        fit.theme.id if fit else None,
        fit.by if fit else "",
    )


def _linked(vault: Vault, text: str) -> Question | None:
    """The question that a text links to, if it is nothing but a link."""
    link = _ONE_LINK.fullmatch(text)
    values = (vault.of(note) for note in vault.links.find(link[1].strip())) if link else ()
    return next((value for value in values if isinstance(value, Question)), None)


class _Question(NamedTuple):
    """One question: its askings, in whichever words, and its note, if it has one."""

    id: str
    note: Prepared | None
    askings: tuple[Asked, ...]
    keys: frozenset[str]
    theme: str | None
    by: str

    @property
    def title(self) -> str:
        return self.note.title if self.note else self.askings[0].asking.text


def _questions(asked: Sequence[Asking], known: Mapping[str, Prepared]) -> list[_Question]:
    """The questions, of which each has one note or one key."""
    named: dict[str, set[str]] = {}
    for note in known.values():
        for name in note.names:
            named.setdefault(name, set()).add(note.path)
    of_notes: dict[str, list[Asked]] = {path: [] for path in known}
    of_keys: dict[str, list[Asked]] = {}
    for asking in asked:
        path, why = _note_of(asking, known, named)
        if path:
            comfort = known[path].comfort
            of_notes[path].append(Asked(asking, path, asking.mark or comfort, why))
        else:
            of_keys.setdefault(asking.key, []).append(Asked(asking, None, asking.mark, "The same words"))
    found = [
        _Question(path, note, tuple(of_notes[path]), frozenset(note.names), note.theme, note.by)
        for path, note in known.items()
    ]
    for words, group in of_keys.items():
        fits = {asked.asking.theme for asked in group}
        theme = fits.pop() if len(fits) == 1 else None
        identity = f"asked-{fingerprint.key(words)[:10]}"
        found.append(_Question(identity, None, tuple(group), frozenset([words]), theme, group[0].asking.by))
    return found


def _note_of(asking: Asking, known: Mapping[str, Prepared], named: Mapping[str, set[str]]) -> tuple[str | None, str]:
    """The path of the note that an asking belongs to, and why; None if it has none, or its words fit several."""
    if asking.note in known:
        return asking.note, "You linked it"
    paths = [path for path in named.get(asking.key, ()) if asking.key not in known[path].apart]
    if len(paths) != 1:
        return None, ""
    is_name = known[paths[0]].names[0] == asking.key
    return paths[0], "The same words" if is_name else "One of its aliases"


def _parted(group: list[_Question]) -> tuple[list[_Question], list[_Question]]:
    """The questions of a theme in two lists: those that stay together, and those that a note sets apart."""
    alone: list[_Question] = []
    for question in group:
        others = [other.note for other in group if other.note and other is not question and other not in alone]
        if any(_is_apart(question, note) for note in others):
            alone.append(question)
    return [question for question in group if question not in alone], alone


def _is_apart(question: _Question, note: Prepared) -> bool:
    path = question.note.path if question.note else None
    return path in note.apart_notes or not question.keys.isdisjoint(note.apart)


def _theme(group: Sequence[_Question]) -> QuestionTheme:
    asked = tuple(sorted((asked for question in group for asked in question.askings), key=lambda a: _by_time(a.asking)))
    notes = [question for question in group if question.note]
    answer = max(notes, key=lambda question: len(question.askings), default=None)
    path = answer.note.path if answer and answer.note else None
    if len(group) == 1:
        only = group[0]
        return QuestionTheme(only.id, only.title, _why_one(only), asked, (path,) if path else (), path)
    theme = catalogue().themes[group[0].theme or ""]
    paths = tuple(question.note.path for question in notes if question.note)
    shown = tuple(a if a.note else a._replace(why=f"By {a.asking.by}") for a in asked)
    by = ", ".join(dict.fromkeys(question.by for question in group))
    why = f"One answer serves {len(group)} questions: “{theme.title}”, known by {by}."
    # One's own words for it, where there is one note; the catalogue's only where nothing else stands for all.
    title = notes[0].title if len(notes) == 1 else theme.title
    return QuestionTheme(theme.id, title, why, shown, paths, path)


def _why_one(question: _Question) -> str:
    if len(question.askings) < 2:
        return "It stands alone."
    reasons = dict.fromkeys(asked.why.lower() for asked in question.askings)
    return f"One question: {', '.join(reasons)}."


def _by_time(asking: Asking) -> tuple[float, str, int]:
    return asking.start, asking.interview, asking.place


def _weight(asked: Asked) -> int:
    return asked.mark or (_UNMARKED if asked.asking.is_hard else _EASY)
