"""From a follow-up to its words: what the draft texts may use, and the message that they make.

`wording/<language>/` holds the texts (Jinja, one per kind) and `language.toml`, the words for days;
the user may shadow each in `overrides/drafts/`. The texts are run in a sandbox. They see plain values
and `Phrase`s only; `wording/README.md` lists them for whoever writes texts of their own.
"""

import re
import sys
import tomllib
import traceback
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from functools import lru_cache, partial
from typing import Any

from jinja2 import BytecodeCache, FunctionLoader, StrictUndefined, TemplateError, TemplateSyntaxError
from jinja2.sandbox import SandboxedEnvironment

from vaultgen import phrases
from vaultgen.followups import state
from vaultgen.followups.rules import FollowUp
from vaultgen.learning import evidence
from vaultgen.learning.evidence import Sort
from vaultgen.model import Person
from vaultgen.phrases import Phrase, may_stand_in, phrase
from vaultgen.schema import Item
from vaultgen.vault import Vault
from vaultgen.voice import of_oneself, speaks_of_somebody, to_you, to_you_all

LANGUAGE = "language"  # the wording's own file that is no text
LONGEST = {"thank-you": 150, "check-in": 100}  # words: beyond that nobody reads an e-mail to its end


@dataclass(frozen=True, slots=True)
class Point:
    """A point that a message can make: a need of the employer's, and the result that meets it, with the reason.

    `result` is None where nothing of the user's meets it.
    """

    sort: Sort
    words: Phrase
    result: str | None = None
    because: str = ""

    @property
    def claim(self) -> str:
        """The result as a sentence in the first person, or nothing."""
        return phrases.as_claim(self.result) if self.result else ""


@dataclass(frozen=True, slots=True)
class Message:
    """A subject of one line, and a body in paragraphs; `needs` are those that it could speak of."""

    subject: str
    body: str
    needs: tuple[Point, ...] = ()


@dataclass(frozen=True, slots=True)
class Wording:
    """The draft texts by name; `compiled` keeps what compiling them gave, for other runs."""

    texts: Mapping[str, str]
    compiled: BytecodeCache | None = None


class Composer:
    """Writes messages with one wording; raises `jinja2.TemplateError` where a text is at fault."""

    def __init__(self, wording: Wording, vault: Vault) -> None:
        self._vault = vault
        self._language = tomllib.loads(wording.texts.get(LANGUAGE, ""))
        texts = {name: text for name, text in wording.texts.items() if name != LANGUAGE}
        self._names = frozenset(texts)
        last = self._language.get("and", "and")
        self._texts = _sandbox(tuple(sorted(texts.items())), last, wording.compiled)

    def message(self, follow_up: FollowUp, now: datetime) -> Message:
        """The message for a follow-up as it would be written at `now` (aware)."""
        return self.written(follow_up, now, late=state(follow_up, now) == "overdue")

    def written(self, follow_up: FollowUp, now: datetime, *, late: bool) -> Message:
        """The same, in time or late as one says."""
        given = self.values(follow_up, now, late=late)
        text = self._texts.get_template(follow_up.kind)
        for shorter in _shorter(given):
            head, _, body = text.render(shorter).strip().partition("\n")
            body = _tidied(body)
            if len(body.split()) <= LONGEST.get(follow_up.kind, sys.maxsize):
                break
        subject = phrases.capital(phrases.clean(head.removeprefix("Subject:")))
        return Message(subject, body, given["needs"])

    def values(self, follow_up: FollowUp, now: datetime, *, late: bool) -> dict[str, Any]:
        """All that a text is given, by name; `wording/README.md` says what each is."""
        return _Values(self._vault, follow_up, self._language).all(now, late=late)

    def place(self, error: TemplateError) -> tuple[str, int] | None:
        """The text that an error of this wording is in, and the line."""
        if isinstance(error, TemplateSyntaxError):
            return (error.name, error.lineno) if error.name else None
        frames = traceback.extract_tb(error.__traceback__)
        return next(((f.filename, f.lineno or 1) for f in reversed(frames) if f.filename in self._names), None)


def _shorter(given: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """All that a text is given, then less and less of it: first without what an e-mail misses least."""
    for kept in _SHORTER:
        yield given | {name: given[name][:count] for name, count in kept.items()}


# How much of a list a text is given. Without a need to speak of there is room again for the talk itself.
_SHORTER: tuple[dict[str, int], ...] = (
    {},
    {"moments": 1},
    {"moments": 1, "next_steps": 0},
    {"needs": 0},
    {"needs": 0, "moments": 1},
    {"needs": 0, "moments": 1, "next_steps": 0},
)


@lru_cache(maxsize=4)
def _sandbox(wording: tuple[tuple[str, str], ...], last: str, compiled: BytecodeCache | None) -> SandboxedEnvironment:
    """Where the texts run. Compiling them takes longer than all else: a watch does it once for each wording."""
    texts = dict(wording)
    sandbox = SandboxedEnvironment(
        # The text's name stands for a file's: by it a mistake is traced to its line.
        loader=FunctionLoader(lambda name: (texts[name], name, None) if name in texts else None),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        autoescape=False,
        bytecode_cache=compiled,
    )
    sandbox.filters.update(quote=phrases.quote, listed=partial(phrases.listed, last=last))
    return sandbox


def _tidied(body: str) -> str:
    """Paragraphs with one empty line between them, words with one space, sentences with one stop (`Acme Inc..`)."""
    body = re.sub(r"[ \t]+\n", "\n", re.sub(r"[ \t]{2,}", " ", body))
    body = re.sub(r"(?<!\.)\.\.(?!\.)", ".", body)
    return re.sub(r"\n{3,}", "\n\n", body).strip()


class _Values:
    """What a text is given for one follow-up."""

    def __init__(self, vault: Vault, follow_up: FollowUp, language: Mapping[str, Any]) -> None:
        self._vault = vault
        self._follow_up = follow_up
        self._interview = follow_up.interview
        self._language = language
        self._met = vault.interviewers(follow_up.interview)
        rounds = vault.rounds(follow_up.application)
        self._around = dict.fromkeys(person for i in rounds for person in vault.interviewers(i))
        self._alone = len(self._met) == 1 and follow_up.whom in self._met
        # The recruiter reads what they are to pass on; a thank-you in their hands speaks to the person.
        self._reader = follow_up.whom if follow_up.kind == "thank-you" else follow_up.to
        self._names = _spellings(vault, follow_up)

    def all(self, now: datetime, *, late: bool) -> dict[str, Any]:
        """Every value by its name."""
        vault, follow_up, interview, whom = self._vault, self._follow_up, self._interview, self._follow_up.whom
        role = interview.role or follow_up.application.role
        start = vault.start(interview)
        decision = interview.decision_date
        return {
            "me": asdict(vault.settings.me),
            "tone": vault.settings.tone,
            "person": _person(whom),
            "recruiter": _person(follow_up.to) if follow_up.passed_on else None,
            "company": phrases.proper_name(vault.company(interview.company).name),
            "role": role.label if role else None,
            "outcome": vault.outcome(follow_up.application),
            "weekday": self._language["weekdays"][start.weekday()],
            "interview_day": self._day(start.date(), now.year),
            "interview_date": self._weekday(start.date(), now.year),
            "met": whom is None or whom in self._met,
            "others": [phrases.first_name(p.name) for p in self._met if p != whom],
            "everybody": [phrases.proper_name(p.name) for p in self._met],
            "turn": _turn(vault, follow_up),
            "format": interview.format,
            "late": late,
            "number": follow_up.number,
            "moments": self._share(interview.moments, article=True, gerund="your "),
            "interests": self._share(interview.interested_in),
            "next_steps": self._steps(),
            "decision_day": self._weekday(decision, now.year) if decision else None,
            "decision_ahead": decision is not None and decision > now.astimezone(vault.zone(interview)).date(),
            "needs": _needs(vault, follow_up),
            "promise": self._promise(),
            "pick": self._pick,
        }

    def _pick(self, part: str, options: Sequence[str] | Mapping[str, Sequence[str]]) -> str:
        """One of several phrasings, of those of the user's tone where they are given by tone.

        Always the same for an interview, kind and person, and another one for each of a panel.
        """
        if isinstance(options, Mapping):
            options = options.get(self._vault.settings.tone) or next(iter(options.values()))
        follow_up = self._follow_up
        seed = f"{self._interview.note.path}:{follow_up.kind}:{follow_up.number}:{part}"
        return phrases.pick(options, seed, turn=_turn(self._vault, follow_up))

    def _share(self, items: tuple[Item, ...] | None, *, article: bool = False, gerund: str = "") -> list[Phrase]:
        """What of a list goes to one person: their own items first, then their part of the shared ones.

        Their own are said to them. What somebody else did is never said to have been theirs.
        """
        spoken = [self._vault.speaker(self._interview, item) for item in items or ()]
        whom = self._follow_up.whom
        own = [text for who, text in spoken if who is not None and who == whom]
        shared = [text for who, text in spoken if who is None or who not in self._met]
        if whom in self._met:
            shared = shared[self._met.index(whom) :: len(self._met)]
        said = [self._said(text, theirs=True, article=article, gerund=gerund) for text in own]
        said += [self._said(text, theirs=self._alone, article=article) for text in shared]
        return sorted(said, key=lambda made: speaks_of_somebody(made.text))

    def _said(self, text: str, *, theirs: bool, article: bool = False, gerund: str = "") -> Phrase:
        """A text in the second person; what somebody did (`asking me …`) becomes theirs (`your asking me …`)."""
        others = [p for p in self._around if p != self._follow_up.whom and _mentions(text, p, self._met)]
        told = to_you(phrases.clean(text), _called(self._follow_up.whom, self._met), theirs=theirs and not others)
        made = phrase(told, names=self._names, article=article)
        if made.form == "gerund" and gerund and not re.search(r"\b(together|we|our|us)\b", made.text):
            return Phrase(gerund + made.text, "noun")
        return made

    def _steps(self) -> list[Phrase]:
        """The next steps as said to the reader, without those that speak of somebody else as he or she."""
        steps = [self._step(phrases.clean(item.text)) for item in self._interview.next_steps or ()]
        return [step for step in steps if not speaks_of_somebody(step.text) and step.form != "word"]

    def _step(self, text: str) -> Phrase:
        names = _called(self._reader, self._met)
        is_direct = self._reader == self._follow_up.whom
        subjects = (*names, "he ", "she ") if self._alone and is_direct else names
        is_subject = any(text.casefold().startswith(name.casefold()) for name in subjects)
        told = phrases.with_article(to_you(text, names, theirs=is_subject))
        told = to_you_all(told) if is_direct else told
        return phrase(f"I {told}" if _first_word(told) in _DEEDS else told, names=self._names)

    def _promise(self) -> dict[str, Any] | None:
        """The words of a promise after `I promised`: `to send you the list`, and whether it is a thing to send."""
        promise = self._follow_up.promise
        if promise is None:
            return None
        text = _VOW.sub("", phrases.clean(promise.text))
        is_direct = self._reader == self._follow_up.whom
        told = to_you(text, _called(self._reader, self._met), theirs=is_direct)
        made = phrase(phrases.the_thing(told), names=self._names)
        is_thing = phrases.is_thing(made.text) and _first_word(made.text) not in _DEEDS
        words = f"send {'you' if is_direct else 'them'} {made}" if is_thing else made.text
        verb = _first_word(words)
        return {"words": words, "is_deed": verb in _DEEDS, "is_sent": verb in _SENDING}

    def _day(self, day: date, year: int) -> str:
        ways = self._language["days"]
        way = ways | ways.get(self._vault.settings.country, {})
        return str(way["near" if day.year == year else "far"]).format(
            day=day.day, month=self._language["months"][day.month - 1], year=day.year
        )

    def _weekday(self, day: date, year: int) -> str:
        ways = self._language["days"]
        way = ways | ways.get(self._vault.settings.country, {})
        return str(way["weekday"]).format(weekday=self._language["weekdays"][day.weekday()], date=self._day(day, year))


# `I said I would send …`: the draft says itself that it was promised.
_VOW = re.compile(
    r"(?i)^(?:(?:i )?(?:said|promised|told (?:him|her|them)) (?:that )?(?=i (?:will|would)\b|i[’'](?:ll|d)\b))?"
    r"(?:(?:i (?:will|would|promised)|i[’'](?:ll|d)|promised(?= to ))\s+)?(?:to )?"
)
_SENDING = frozenset("send share forward mail email e-mail show give bring pass".split())
_DEEDS = _SENDING | frozenset(
    "write call phone ring check look find ask read think get come let make prepare update introduce connect put talk "
    "answer confirm tell follow schedule sketch draw review try return provide sign fill submit upload link explain "
    "propose report reply respond keep set draft speak sleep decide choose meet visit test measure count".split()
)


def _first_word(text: str) -> str:
    return text.split(" ", 1)[0].casefold()


def _person(person: Person | None) -> dict[str, str | None] | None:
    """A person as the texts see them."""
    if person is None:
        return None
    return {
        "name": phrases.proper_name(person.name),
        "first_name": phrases.first_name(person.name),
        "formal_name": phrases.formal_name(person.name),
        "salutation": person.salutation,
    }


def _turn(vault: Vault, follow_up: FollowUp) -> int:
    met = vault.interviewers(follow_up.interview)
    return met.index(follow_up.whom) if follow_up.whom in met else 0


def _called(person: Person | None, met: Sequence[Person]) -> tuple[str, ...]:
    """All that a person is called in the notes of an interview: a first name only where it is theirs alone."""
    if person is None:
        return ()
    words = person.name.split()
    parts = [words[0], words[-1]] if len(words) > 1 else words
    own = [part for part in parts if sum(part in p.name.split() for p in met) < 2 and len(part.rstrip(".")) > 2]
    return (person.name, *filter(None, [person.salutation]), *(person.aliases or ()), *own)


def _mentions(text: str, person: Person, met: Sequence[Person]) -> bool:
    """Whether a text names somebody: by the whole name, or by the first name of one who was there."""
    names = _called(person, met) if person in met else (person.name,)
    return any(may_stand_in(name, text) and _as_a_word(name).search(text) for name in names)


@lru_cache(maxsize=4096)
def _as_a_word(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?i)(?<!\w){re.escape(name)}(?!\w)")


def _spellings(vault: Vault, follow_up: FollowUp) -> dict[str, str]:
    """Words in small letters that the vault spells with a capital: skills, and who was there."""
    skills = [item.text for a in vault.accomplishments for item in a.skills or ()]
    around = (*vault.interviewers(follow_up.interview), *filter(None, [follow_up.to]))
    people = [word for person in around for word in phrases.proper_name(person.name).split()]
    single = [text for text in (*skills, *people) if re.fullmatch(r"[^\W\d_][\w+#]{2,}", text) and not text.islower()]
    return {word.lower(): word for word in single if not phrases.is_ordinary(word)}


def _needs(vault: Vault, follow_up: FollowUp) -> tuple[Point, ...]:
    """The employer's problems, skills and open concerns, each with the result that meets it, if one does.

    No result is told twice in one draft. A thank-you gets its person's own, and their share of the others.
    """
    interview = follow_up.interview
    lists = (interview.problems, interview.skills, interview.concerns_open)
    tellers = [vault.speaker(interview, item)[0] for items in lists for item in items or ()]
    asked = evidence.needs_of(vault, interview)
    met = evidence.matches(asked, vault.accomplishments, links=vault.links)
    names = _spellings(vault, follow_up)
    is_direct = not follow_up.passed_on or follow_up.kind == "thank-you"
    points = [
        (
            who,
            Point(
                need.sort,
                phrase(_said(need, is_direct=is_direct), names=names),
                match.accomplishment.result if match else None,
                evidence.because(match) if match else "",
            ),
        )
        for who, need, match in zip(tellers, asked, met, strict=True)
        # A concern is answered to whoever raised it, or to anybody where nobody in particular did.
        if need.sort != "concern" or who in (None, follow_up.whom)
    ]
    return _dealt(vault, follow_up, points) if follow_up.kind == "thank-you" else tuple(point for _, point in points)


def _dealt(vault: Vault, follow_up: FollowUp, points: Sequence[tuple[Person | None, Point]]) -> tuple[Point, ...]:
    """What one of a panel is written about: what they told, then every so manyth of the rest, met needs first."""
    met, whom = vault.interviewers(follow_up.interview), follow_up.whom
    own = [point for who, point in points if who is not None and who == whom]
    shared = sorted((p for who, p in points if who is None or who not in met), key=lambda p: p.result is None)
    if whom in met:
        # Whoever told of nothing that is met comes first.
        served = {who for who, point in points if point.result and point.sort != "concern"}
        turn = sorted(met, key=lambda person: person in served).index(whom)
        of_concern = [point for point in shared if point.sort == "concern"]
        others = [point for point in shared if point.sort != "concern"]
        shared = [*others[turn :: len(met)], *of_concern[turn :: len(met)]]
    return (*own, *shared)


def _said(need: evidence.Need, *, is_direct: bool) -> str:
    said = _asked(need.text) if is_direct else need.text
    return of_oneself(said) if need.sort == "concern" else said


def _asked(need: str) -> str:
    """A need as said to the employer: `whether they can …` becomes `whether you can …`, and `we lose` `you lose`."""
    begins = re.match(r"(?i)(?:(?:whether|if|that|how|why) )?(they|their|we|our)\b", need)
    if begins is None:
        return need
    return to_you_all(need, quoted=begins[1].casefold() in ("we", "our"))
