"""From a follow-up to its words: what the draft texts may use, and the message that they make.

`wording/<language>/` holds the texts (Jinja, one per kind) and `language.toml`, the words for days;
the user may shadow each in `overrides/drafts/`. The texts are run in a sandbox. They see plain values
and `Phrase`s only; `wording/README.md` lists them for whoever writes texts of their own.
"""

import re
import sys
import traceback
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import asdict, replace
from datetime import date, datetime
from functools import lru_cache, partial
from typing import Any, NamedTuple

from jinja2 import (
    BytecodeCache,
    FunctionLoader,
    StrictUndefined,
    TemplateError,
    TemplateRuntimeError,
    TemplateSyntaxError,
)
from jinja2.sandbox import SandboxedEnvironment

from vaultgen.drafts.language import LANGUAGE, read_language
from vaultgen.drafts.talking_points import Point, needs, proper_words, spellings, typed
from vaultgen.english import phrases
from vaultgen.english.names import first_name, formal_name, in_a_sentence, is_group, proper_name, untitled
from vaultgen.english.phrases import Phrase, may_stand_in, phrase
from vaultgen.english.promises import is_deed, promise_words, without_promise
from vaultgen.english.second_person import speaks_of_nobody_named, speaks_of_somebody, to_you, to_you_all
from vaultgen.english.shorthand import unshouted
from vaultgen.followups import is_late
from vaultgen.followups.rules import FollowUp, decider
from vaultgen.vault.model import Person
from vaultgen.vault.notes.properties import key
from vaultgen.vault.schema import Item
from vaultgen.vault.vault import Vault

LONGEST = {"thank-you": 150, "check-in": 100}  # words: beyond that nobody reads an e-mail to its end


class Message(NamedTuple):
    """A subject of one line, and a body in paragraphs; `needs` are those that it could speak of."""

    subject: str
    body: str
    needs: tuple[Point, ...] = ()


class Wording(NamedTuple):
    """The draft texts by name; `compiled` keeps what compiling them gave, for other runs."""

    texts: Mapping[str, str]
    compiled: BytecodeCache | None = None


class Composer:
    """Writes messages with one wording; raises `jinja2.TemplateError` where a text is at fault."""

    def __init__(self, wording: Wording, vault: Vault) -> None:
        self._vault = vault
        self._fault: TemplateError | None = None
        try:
            self._language = read_language(wording.texts.get(LANGUAGE, ""))
        except TemplateError as error:
            self._language, self._fault = {}, error
        texts = {name: text for name, text in wording.texts.items() if name != LANGUAGE}
        self._names = frozenset(texts)
        last = self._language.get("and", "and")
        self._texts = _sandbox(tuple(sorted(texts.items())), last, wording.compiled)

    def message(self, follow_up: FollowUp, now: datetime) -> Message:
        """The message for a follow-up as it would be written at `now` (aware)."""
        return self.written(follow_up, now, late=is_late(follow_up, now))

    def written(self, follow_up: FollowUp, now: datetime, *, late: bool) -> Message:
        """The same, in time or late as one says."""
        if self._fault is not None:
            raise self._fault
        given = self.values(follow_up, now, late=late)
        for shorter in _shorter(given):
            head, _, body = self._rendered(follow_up.kind, shorter).partition("\n")
            body = _tidied(body)
            if len(body.split()) <= LONGEST.get(follow_up.kind, sys.maxsize):
                break
        if not head.startswith("Subject:"):
            raise TemplateSyntaxError("its first line is not “Subject: …”", 1, name=follow_up.kind)
        subject = phrases.capital(phrases.clean(head.removeprefix("Subject:")))
        return Message(subject, body, given["needs"])

    def _rendered(self, kind: str, given: Mapping[str, Any]) -> str:
        """The text of a kind, filled; whatever goes wrong in it is the text's mistake."""
        try:
            return self._texts.get_template(kind).render(given).strip()
        except TemplateError:
            raise
        except Exception as error:
            if self.place(error) is None:
                raise
            raise TemplateRuntimeError(str(error)).with_traceback(error.__traceback__) from error

    def values(self, follow_up: FollowUp, now: datetime, *, late: bool) -> dict[str, Any]:
        """All that a text is given, by name; `wording/README.md` says what each is."""
        return _Values(self._vault, follow_up, self._language).all(now, late=late)

    def place(self, error: Exception) -> tuple[str, int] | None:
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
        self._names = spellings(vault, follow_up)
        self._proper = proper_words(vault, follow_up, self._around)
        self._things = {word for item in follow_up.interview.skills or () for word in re.findall(r"\w+", item.text)}

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
            "company": proper_name(vault.company(interview.company).name),
            "role": _position(role.label, self._proper) if role else None,
            "outcome": vault.outcome(follow_up.application),
            "weekday": self._language["weekdays"][start.weekday()],
            "interview_day": self._day(start.date(), now.year),
            "interview_date": self._weekday(start.date(), now.year),
            "met": whom is None or whom in self._met,
            "others": [first_name(p.name) for p in self._met if p != whom],
            "everybody": [in_a_sentence(p.name) for p in self._met],
            "turn": _turn(vault, follow_up),
            "format": interview.format,
            "late": late,
            "number": follow_up.number,
            "moments": [_explained(m) for m in self._share(interview.moments, article=True, gerund="your ")],
            "interests": [i for i in self._share(interview.interested_in) if not speaks_of_nobody_named(i.text)],
            "next_steps": self._steps(),
            "decision_day": self._weekday(decision, now.year) if decision else None,
            "decision_ahead": decision is not None and decision > now.astimezone(vault.zone(interview)).date(),
            "unlearned": self._unlearned(),
            "needs": needs(vault, follow_up, self._proper),
            "promise": self._promise(),
            "pick": self._pick,
        }

    def _pick(self, part: str, options: Sequence[str] | Mapping[str, Sequence[str]]) -> str:
        """One of several phrasings, of those of the user's tone where they are given by tone.

        Always the same for an interview, kind and person, and another one for each of a panel.
        """
        if isinstance(options, Mapping):
            options = options.get(self._vault.settings.tone) or next(iter(options.values()), ())
        if not options:
            raise TemplateRuntimeError(f"“{part}” has no phrasing to take")
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
        said = [self._said(text, theirs=True, named=True, article=article, gerund=gerund) for text in own]
        said += [self._said(text, theirs=self._alone, article=article) for text in shared]
        return sorted(said, key=lambda made: speaks_of_nobody_named(made.text))

    def _said(self, text: str, *, theirs: bool, named: bool = False, article: bool = False, gerund: str = "") -> Phrase:
        """A text in the second person; what somebody did (`asking me …`) becomes theirs (`your asking me …`)."""
        others = [p for p in self._around if p != self._follow_up.whom and _mentions(text, p, self._met)]
        names = _called(self._follow_up.whom, self._met)
        noted, is_about_them = _of_them(typed(text, self._proper)), theirs and not others
        told = to_you(noted, names, theirs=is_about_them, named=named and is_about_them, things=self._things)
        made = phrase(told, names=self._names, article=article)
        if made.form == "speech":
            return replace(made, is_theirs=theirs)
        if made.form == "gerund" and gerund and not re.search(r"\b(together|we|our|us)\b", made.text):
            return Phrase(gerund + made.text, "noun")
        return made

    def _steps(self) -> list[Phrase]:
        """The next steps as said to the reader, without those that speak of somebody else as he or she."""
        steps = [self._step(typed(item.text, self._proper)) for item in self._interview.next_steps or ()]
        return [step for step in steps if not speaks_of_somebody(step.text) and step.form != "word"]

    def _unlearned(self) -> tuple[str, ...]:
        """What the user has asked or forgotten to ask, and does not know: for whoever decides, or the only one met."""
        whom = self._follow_up.whom
        if self._follow_up.passed_on or not (self._alone or whom == decider(self._vault, self._interview)):
            return ()
        return tuple(key(name) for name in self._interview.unknown or ())

    def _step(self, text: str) -> Phrase:
        names = _called(self._reader, self._met)
        is_direct = self._reader == self._follow_up.whom
        subjects = (*names, "he ", "she ") if self._alone and is_direct else names
        is_subject = any(text.casefold().startswith(name.casefold()) for name in subjects)
        told = phrases.with_article(to_you(text, names, theirs=is_subject))
        told = to_you_all(told) if is_direct else told
        return phrase(_ahead(f"I {told}" if is_deed(told) else told), names=self._names)

    def _promise(self) -> dict[str, Any] | None:
        """The words of a promise after `I promised`: `to send you the list`, and whether it is a thing to send."""
        promise = self._follow_up.promise
        if promise is None:
            return None
        _, text = self._vault.speaker(self._interview, Item(phrases.plain(promise.words or promise.text), promise.span))
        is_direct = self._reader == self._follow_up.whom
        told = to_you(without_promise(typed(text, self._proper)), _called(self._reader, self._met), theirs=is_direct)
        return promise_words(told, "you" if is_direct else "them", self._names)._asdict()

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


def _person(person: Person | None) -> dict[str, str | None] | None:
    """A person as the texts see them."""
    if person is None:
        return None
    return {
        "name": in_a_sentence(person.name),
        "first_name": first_name(person.name),
        "formal_name": formal_name(person.name),
        "salutation": person.salutation,
    }


def _turn(vault: Vault, follow_up: FollowUp) -> int:
    met = vault.interviewers(follow_up.interview)
    return met.index(follow_up.whom) if follow_up.whom in met else 0


def _ahead(step: str) -> str:
    """`I call you`, `you write`: what comes next is still to be done."""
    who, _, rest = step.partition(" ")
    return f"{who} will {rest}" if who in ("I", "you", "You") and is_deed(rest) else step


def _explained(moment: Phrase) -> Phrase:
    """A moment that speaks of somebody whom the reader cannot know is the user's to put into words."""
    return replace(moment, form="word") if speaks_of_nobody_named(moment.text) else moment


def _of_them(said: str) -> str:
    """What one noted about the employer as said to one of them: `their cat` becomes `your cat`."""
    return to_you_all(said) if re.match(r"(?i)(?:they|their)\b", said) else said


def _position(role: str, proper: Collection[str]) -> str:
    """A position with its capitals, where it was typed all in large letters."""
    said = unshouted(role, proper)
    return role if said == role else re.sub(r"(?<![\w’'])[a-z]", lambda first: first[0].upper(), said)


def _called(person: Person | None, met: Sequence[Person]) -> tuple[str, ...]:
    """All that a person is called in the notes of an interview: a first name only where it is theirs alone."""
    if person is None:
        return ()
    words = untitled(proper_name(person.name)).split() or person.name.split()
    parts = [words[0], words[-1]] if len(words) > 1 else words
    own = [part for part in parts if sum(part in p.name.split() for p in met) < 2 and len(part.rstrip(".")) > 2]
    if is_group(person.name):
        own = []
    return (person.name, *filter(None, [person.salutation]), *(person.aliases or ()), *own)


def _mentions(text: str, person: Person, met: Sequence[Person]) -> bool:
    """Whether a text names somebody: by the whole name, or by the first name of one who was there."""
    names = _called(person, met) if person in met else (person.name,)
    return any(may_stand_in(name, text) and _as_a_word(name).search(text) for name in names)


@lru_cache(maxsize=4096)
def _as_a_word(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?i)(?<!\w){re.escape(name)}(?!\w)")
