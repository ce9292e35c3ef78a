"""The values for a draft text: raw values from the notes, and finished sentences.

`wording/README.md` lists them for users who write their own texts.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, replace
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from jinja2 import TemplateRuntimeError

from vaultgen.drafts.gate import held_back, normalised
from vaultgen.drafts.lazy import LazySequence
from vaultgen.drafts.met_people import MetPeople
from vaultgen.drafts.private import private_remark
from vaultgen.drafts.sentence_writer import MEETINGS, Days, SentenceWriter
from vaultgen.drafts.talking_points import needs, tidied
from vaultgen.english import phrases
from vaultgen.english.names import (
    first_name,
    formal_name,
    has_rank,
    in_a_sentence,
    is_namesake,
    noted_name,
    proper_name,
)
from vaultgen.english.phrases import Phrase, may_contain, phrase
from vaultgen.english.position_names import at_employer, employer_in_role, position, role_name
from vaultgen.english.promises import PromiseWords, is_deed, promise_words
from vaultgen.english.second_person import has_he_or_she, has_unresolved_pronoun, to_you, to_you_all
from vaultgen.followups.rules import FollowUp
from vaultgen.learning.attribution import called, names_met
from vaultgen.vault.model import Interview, Person
from vaultgen.vault.notes.properties import key
from vaultgen.vault.property_values import Item, Promise
from vaultgen.vault.vault import Vault, company_key


class Values:
    """Collects the values for the draft text of one follow-up."""

    def __init__(
        self,
        vault: Vault,
        follow_up: FollowUp,
        language: Mapping[str, Any],
        met_people: MetPeople,
        sentence_writer: SentenceWriter | None = None,
    ) -> None:
        self._vault = vault
        self._met_people = met_people
        self._sentence_writer = sentence_writer
        self._follow_up = follow_up
        self._interview = follow_up.interview
        self._language = language
        self._met = vault.interviewers(follow_up.interview)
        self._people = vault.met_in_rounds(follow_up.application)
        self._is_met = vault.turn(follow_up.interview, follow_up.whom) is not None
        self._is_only_one_met = len(self._met) == 1 and self._is_met
        # The recruiter reads what they are to pass on; a thank-you in their hands speaks to the person.
        self._reader = follow_up.whom if follow_up.kind == "thank-you" else follow_up.to
        self._names = met_people.spellings(follow_up)
        self._proper = met_people.proper_words(follow_up)
        self._things = {word for item in follow_up.interview.skills or () for word in re.findall(r"\w+", item.text)}

    def all(self, now: datetime, *, lateness: int) -> dict[str, Any]:
        """All values by name. `lateness` is 0 for in time, 1 for late, 2 for so late that the message says so."""
        given = self._raw_values(now, late=lateness > 0)
        return self._finished_sentences(given, lateness) | given

    def _finished_sentences(self, given: dict[str, Any], lateness: int) -> dict[str, Any]:
        """The finished sentences; empty if the wording has no `sentences.toml`."""
        names = ("thanks", "moment", "bridge", "interest", "forward")
        sentences: dict[str, Any] = dict.fromkeys(names, "") | {"paragraphs": (), "cover": ""}
        follow_up = self._follow_up
        if self._sentence_writer is None or follow_up.kind not in ("thank-you", "letter"):
            return sentences
        days = self._days(given, late=lateness > 0)
        ask = [name for name in ("decision_date", "next_steps") if name in given["unlearned"]]
        if follow_up.passed_on:
            sentences["cover"] = self._sentence_writer.cover(follow_up, days)
        if follow_up.kind == "letter":
            return sentences | {"paragraphs": self._sentence_writer.letter(follow_up, days, late=lateness > 1, ask=ask)}
        message = self._sentence_writer.thank_you(follow_up, days, lateness=lateness, ask=ask)
        return sentences | message.parts | {"paragraphs": message.paragraphs}

    def _days(self, given: Mapping[str, Any], *, late: bool) -> Days:
        return Days(
            f"on {given['interview_day'] if late else given['weekday']}",
            "our" if late else f"{given['weekday']}'s",
            f"on {given['interview_date']}",
            given["decision_day"] if given["decision_day"] and given["decision_ahead"] else "",
        )

    def _person(self, person: Person | None) -> dict[str, Any] | None:
        """A person as the draft texts see them."""
        if person is None:
            return None
        return {
            "name": in_a_sentence(person.name),
            "first_name": first_name(person.name),
            "formal_name": self._noted_name(person) or formal_name(person.name),
            "salutation": person.salutation,
            "has_rank": has_rank(person.name),
        }

    def _noted_name(self, person: Person) -> str:
        """The title and last name that the interview's note uses for a person; empty if two people share that name."""
        if self._met_people.has_namesake(self._follow_up.application, person):
            return ""
        return noted_name(person.name, _texts(self._interview))

    def _sibling(self) -> str:
        """Another position at the same employer that the user has accepted; empty if there is none."""
        own = self._follow_up.application
        accepted = self._met_people.accepted.get(company_key(self._vault, own.company), ())
        other = next((one for one in accepted if one != own), None)
        return "" if other is None else position(other.role.label if other.role else None)

    def _raw_values(self, now: datetime, *, late: bool) -> dict[str, Any]:
        vault, follow_up, interview, whom = self._vault, self._follow_up, self._interview, self._follow_up.whom
        role = interview.role or follow_up.application.role
        label = role.label if role else None
        company = proper_name(employer_in_role(label) or vault.company(interview.company).name)
        start = vault.start(interview)
        decision = interview.decision_date
        return {
            "me": asdict(vault.settings.me),
            "tone": vault.settings.tone,
            "person": self._person(whom),
            "recruiter": self._person(follow_up.to) if follow_up.passed_on else None,
            "company": company,
            "at_company": at_employer(company),
            "role": role_name(label),
            "position": position(label),
            "meeting": MEETINGS.get(interview.format or "", "conversation"),
            "sibling": self._sibling(),
            "outcome": vault.outcome(follow_up.application),
            "weekday": self._language["weekdays"][start.weekday()],
            "interview_day": self._day(start.date(), now.year),
            "interview_date": self._weekday(start.date(), now.year),
            "met": whom is None or self._is_met,
            "others": LazySequence(lambda: self._met_people.first_names(interview, but=whom)),
            "everybody": LazySequence(lambda: self._met_people.in_sentences(interview)),
            "turn": _turn(vault, follow_up),
            "format": interview.format,
            "late": late,
            "number": follow_up.number,
            "moments": LazySequence(self._moments),
            "interests": LazySequence(self._interests),
            "next_steps": LazySequence(self._steps),
            "decision_day": self._weekday(decision, now.year) if decision else None,
            "decision_ahead": decision is not None and decision > now.astimezone(vault.zone(interview)).date(),
            "unlearned": self._unlearned(),
            "needs": LazySequence(lambda: needs(vault, follow_up, self._proper, self._names)),
            "promise": self._promise(),
            "pick": self._pick,
        }

    def _pick(self, part: str, options: Sequence[str] | Mapping[str, Sequence[str]]) -> str:
        """One of several phrasings, of the user's tone if they are given by tone.

        The choice is stable for an interview, kind and person, and differs between the people of a panel.
        """
        if isinstance(options, Mapping):
            options = options.get(self._vault.settings.tone) or next(iter(options.values()), ())
        if not options:
            raise TemplateRuntimeError(f"“{part}” has no phrasing to take")
        follow_up = self._follow_up
        seed = f"{self._interview.note.path}:{follow_up.kind}:{follow_up.number}:{part}"
        return phrases.pick(options, seed, turn=_turn(self._vault, follow_up))

    def _share_of_list(
        self, items: tuple[Item, ...] | None, *, article: bool = False, gerund: str = ""
    ) -> list[Phrase]:
        """The items of a list for the recipient: their own first, then their share of nobody's.

        Their own are put in the second person. What somebody else did is never attributed to them.
        """
        if self._sentence_writer is None:
            return [Phrase(phrases.clean(item.text), "other") for item in items or ()]
        attributed = [self._vault.speaker(self._interview, item) for item in items or ()]
        attributed = [
            (who, text) for who, text in attributed if private_remark(normalised(phrases.clean(text))) is None
        ]
        whom = self._follow_up.whom
        own = [text for who, text in attributed if who is not None and who == whom]
        shared = [text for who, text in attributed if who is None or self._vault.turn(self._interview, who) is None]
        if (turn := self._vault.turn(self._interview, whom)) is not None:
            shared = shared[turn :: len(self._met)]
        told = [self._in_second_person(text, theirs=True, named=True, article=article, gerund=gerund) for text in own]
        told += [self._in_second_person(text, theirs=self._is_only_one_met, article=article) for text in shared]
        return sorted(told, key=lambda phrase: has_unresolved_pronoun(phrase.text))

    def _in_second_person(
        self, text: str, *, theirs: bool, named: bool = False, article: bool = False, gerund: str = ""
    ) -> Phrase:
        """A text in the second person. With `gerund`, `asking me …` becomes `your asking me …`."""
        names = called(self._vault, self._interview, self._follow_up.whom)
        noted, is_about_them = _of_employer(tidied(text, self._proper)), theirs and not self._mentions_another(text)
        rewritten = to_you(noted, names, theirs=is_about_them, named=named and is_about_them, things=self._things)
        result = phrase(rewritten, names=self._names, article=article)
        if held_back(normalised(phrases.clean(text), self._names), raw=text) is not None:
            return replace(result, form="word")  # what the gate holds back is the user's to put into words
        if result.form == "speech":
            return replace(result, is_theirs=theirs)
        if result.form == "gerund" and gerund and not re.search(r"\b(together|we|our|us)\b", result.text):
            return Phrase(gerund + result.text, "noun")
        return result

    def _mentions_another(self, text: str) -> bool:
        """Whether a text names somebody but the recipient: by the full name, or by a part of it if they were there."""
        met = names_met(self._vault, self._interview)
        others = (p for p in self._people if p != self._follow_up.whom)
        names = (name for p in others for name in (called(self._vault, self._interview, p) if p in met else (p.name,)))
        return any(may_contain(name, text) and _whole_word(name).search(text) for name in names)

    def _moments(self) -> list[Phrase]:
        return [_explained(m) for m in self._share_of_list(self._interview.moments, article=True, gerund="your ")]

    def _interests(self) -> list[Phrase]:
        return [i for i in self._share_of_list(self._interview.interested_in) if not has_unresolved_pronoun(i.text)]

    def _steps(self) -> list[Phrase]:
        """The next steps as said to the reader, without those that speak of somebody else as he or she."""
        if self._sentence_writer is None:
            return [Phrase(phrases.clean(item.text), "other") for item in self._interview.next_steps or ()]
        steps = [self._step(tidied(item.text, self._proper)) for item in self._interview.next_steps or ()]
        return [step for step in steps if not has_he_or_she(step.text) and step.form != "word"]

    def _unlearned(self) -> tuple[str, ...]:
        """The properties that the user does not know. Only the decision maker, or the only person met, is asked."""
        whom = self._follow_up.whom
        if self._follow_up.passed_on or not (
            self._is_only_one_met or whom == self._met_people.decider(self._interview)
        ):
            return ()
        return tuple(key(name) for name in self._interview.unknown or ())

    def _step(self, text: str) -> Phrase:
        names = called(self._vault, self._interview, self._reader)
        is_direct = self._reader == self._follow_up.whom
        subjects = (*names, "he ", "she ") if self._is_only_one_met and is_direct else names
        is_subject = any(text.casefold().startswith(name.casefold()) for name in subjects)
        rewritten = phrases.with_article(to_you(text, names, theirs=is_subject))
        rewritten = to_you_all(rewritten) if is_direct else rewritten
        return phrase(_in_future(f"I {rewritten}" if is_deed(rewritten) else rewritten), names=self._names)

    def _promise(self) -> dict[str, Any] | None:
        """What follows `I promised`, such as `to send you the list`, and whether a day was promised."""
        promise = self._follow_up.promise
        if promise is None:
            return None
        return self._promise_words(promise)._asdict() | {"has_day": promise.day is not None}

    def _promise_words(self, promise: Promise) -> PromiseWords:
        _, text = self._vault.speaker(self._interview, Item(phrases.plain(promise.words or promise.text), promise.span))
        if self._sentence_writer is None:
            return PromiseWords(phrases.clean(text), False, False)
        is_direct = self._reader == self._follow_up.whom
        why = held_back(normalised(phrases.clean(text), self._names), raw=text)
        if why is not None and why.reason in ("private", "language"):
            return PromiseWords(why.excerpt, False, False)
        is_another = self._reader is not None and is_namesake(self._reader.name, text)
        names = () if is_another else called(self._vault, self._interview, self._reader)
        words = promise_words(normalised(text, self._names), "you" if is_direct else "them", names, theirs=is_direct)
        # What the user has to say better is shown as they typed it.
        return words if words.is_deed else words._replace(words=phrases.clean(text))

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


def _texts(interview: Interview) -> Iterator[str]:
    """All texts in which the user describes an interview."""
    lists = (
        interview.problems,
        interview.skills,
        interview.hard_questions,
        interview.concerns_answered,
        interview.concerns_open,
        interview.interested_in,
        interview.culture,
        interview.next_steps,
        interview.moments,
    )
    yield from (item.text for items in lists for item in items or ())
    yield from (promise.text for promise in interview.promises or ())
    yield interview.closing or ""


def _turn(vault: Vault, follow_up: FollowUp) -> int:
    return vault.turn(follow_up.interview, follow_up.whom) or 0


def _in_future(step: str) -> str:
    """A step in the future tense: `I call you` → `I will call you`."""
    who, _, rest = step.partition(" ")
    return f"{who} will {rest}" if who in ("I", "you", "You") and is_deed(rest) else step


def _explained(moment: Phrase) -> Phrase:
    """A moment about somebody whom the reader cannot identify, marked as one that the user must put into words."""
    return replace(moment, form="word") if has_unresolved_pronoun(moment.text) else moment


def _of_employer(text: str) -> str:
    """A note about the employer as said to one of them: `their cat` becomes `your cat`."""
    return to_you_all(text) if re.match(r"(?i)(?:they|their)\b", text) else text


@lru_cache(maxsize=4096)
def _whole_word(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?i)(?<!\w){re.escape(name)}(?!\w)")
