"""Finished sentences for a follow-up: what is known is gathered, gated, planned and said, one message after the other.

The thank-yous of one interview are made in the order of the note, and each knows what those before it said; the letter
knows what its reader was thanked with. Of other interviews only what was sent before a message opened counts, so that
nothing that is sent ever changes another text. Moments are an exception: colleagues compare, so one that an edited
draft tells, or a thank-you of an earlier round that may still be sent, is left to that message.
"""

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from typing import Any

from vaultgen.dates.instants import utc
from vaultgen.drafts import letter, thank_you
from vaultgen.drafts.bridges import Bridge, bridges
from vaultgen.drafts.facts import Fact, Facts
from vaultgen.drafts.frames import Frames, OpeningCounts
from vaultgen.drafts.letter import LetterContent
from vaultgen.drafts.lint import fault
from vaultgen.drafts.name_spellings import spellings_in_results, spellings_of_names
from vaultgen.drafts.thank_you import ThankYou, ThankYouContent
from vaultgen.english import phrases
from vaultgen.english.names import bare_name, in_a_sentence, proper_name
from vaultgen.english.position_names import at, position
from vaultgen.followups import state
from vaultgen.followups.kinds.thank_you import LENGTH, thank_yous_of
from vaultgen.followups.rules import FollowUp
from vaultgen.vault.model import DraftNote, Interview, Person
from vaultgen.vault.schema import read_person
from vaultgen.vault.vault import Vault

_COUNTS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_GREETINGS = 3  # words of two greetings, and one to spare
_SAME = 0.7  # of the words of a fact, where a text tells it already
_MEETINGS = {"phone": "call", "video": "video call", "in-person": "meeting"}


@dataclass(frozen=True, slots=True)
class Days:
    """The days that a message names: `when` “on Tuesday”, `whens` “Tuesday's”, `date` “on Tuesday 3 March”.

    `decision` is the day of the decision, empty where it is not ahead.
    """

    when: str
    whens: str
    date: str
    decision: str


class SentenceWriter:
    """Says things for the follow-ups of one vault with one set of sentences."""

    def __init__(self, vault: Vault, sentences: Mapping[str, Any]) -> None:
        self._vault = vault
        self._sentences = sentences
        self._made: dict[tuple[str, int], ThankYou] = {}
        self._to_tell: dict[str, tuple[list[Fact], list[Fact]]] = {}
        self._met: dict[tuple[str, ...], list[Bridge]] = {}
        self._spellings: dict[str, dict[str, str]] = {}
        self._thanked: dict[str, list[FollowUp]] = {}

    def thank_you(self, follow_up: FollowUp, days: Days, *, lateness: int, ask: Sequence[str] = ()) -> ThankYou:
        """The sentences of a thank-you; `lateness` is 0 in time, 1 late, 2 so late that one says so."""
        key = (follow_up.id, lateness)
        if key not in self._made:
            self._made[key] = self._thank_you(follow_up, days, lateness, ask)
        return self._made[key]

    def letter(self, follow_up: FollowUp, days: Days, *, late: bool, ask: Sequence[str] = ()) -> tuple[str, ...]:
        """The paragraphs of a letter."""
        vault, interview, reader = self._vault, follow_up.interview, follow_up.whom
        before = self._thank_yous(interview)
        earlier = [self.thank_you(one, days, lateness=0) for one in before]
        own = [made for one, made in zip(before, earlier, strict=True) if one.whom == reader]
        said = OpeningCounts([*self._sent_before(follow_up), *(" ".join(made.paragraphs) for made in own)])
        rounds = [i for i in vault.rounds(follow_up.application) if vault.start(i) <= vault.start(interview)]
        told = {(f.interview.note.path, f.text) for made in earlier for f in made.told if isinstance(f, Fact)}
        met = reader is None or any(reader in vault.interviewers(i) for i in rounds)
        facts, spent = self._facts(follow_up), self._told_elsewhere(follow_up)
        moments = [
            fact
            for i in reversed(rounds)
            for fact in facts.of(i, i.moments, reader)
            if (fact.interview.note.path, fact.text) not in told and not _is_told(fact.text, spent)
        ]
        interests = [
            fact
            for i in reversed(rounds)
            for fact in facts.of(i, i.interested_in, reader)
            if (fact.interview.note.path, fact.text) not in told
        ]
        words = self._words(follow_up, days) | {
            f"name of {person.name}": in_a_sentence(bare_name(person.name))
            for i in rounds
            for person in vault.interviewers(i)
        }
        if len(vault.interviewers(interview)) > 1:
            words["panel"] = "yes"
        case = LetterContent(
            words,
            reader.name if reader else "",
            met,
            moments,
            interests,
            self._bridges(rounds, follow_up),
            late,
            days.decision,
            ask,
        )
        return letter.paragraphs(self._frames(follow_up, said, turn=1), case)

    def cover(self, follow_up: FollowUp, days: Days) -> str:
        """What the recruiter reads first: with the first note of several what is to be done with all of them."""
        interview = follow_up.interview
        met = self._vault.interviewers(interview)
        frames = self._frames(follow_up, OpeningCounts(), turn=0)
        words = self._words(follow_up, days) | {
            "whom": in_a_sentence(follow_up.whom.name) if follow_up.whom else "the person whom I met",
            "count": _COUNTS[len(met)] if len(met) < len(_COUNTS) else str(len(met)),
        }
        if follow_up.kind == "letter":
            return frames.sentence("letter.passing", words)
        if len(met) < 2:
            return frames.sentence("cover.one", words)
        return frames.sentence("cover.first", words) if follow_up.whom == met[0] else ""

    def held_back(self, follow_up: FollowUp) -> tuple[Fact | Bridge, ...]:
        """What of the notes was held back from this reader, with the reason."""
        if follow_up.kind not in ("thank-you", "letter"):
            return ()
        interview, facts = follow_up.interview, self._facts(follow_up)
        lists = (interview.moments, interview.interested_in)
        found: list[Fact | Bridge] = [
            fact for items in lists for fact in facts.of(interview, items, follow_up.whom) if fact.held_back
        ]
        return (*found, *(b for b in self._bridges([interview], follow_up) if b.held_back))

    def _thank_you(self, follow_up: FollowUp, days: Days, lateness: int, ask: Sequence[str]) -> ThankYou:
        before = self._before(follow_up)
        earlier = [self.thank_you(one, days, lateness=0) for one in before]
        said = OpeningCounts([*self._sent_before(follow_up), *(" ".join(made.paragraphs) for made in earlier)])
        moments, interests = self._may_tell(follow_up)
        used = {b.told_by for made in earlier for b in made.told if isinstance(b, Bridge)}
        matter = ThankYouContent(
            self._words(follow_up, days),
            moments,
            interests,
            self._dealt(follow_up, used, self._texts_to(follow_up.whom, follow_up)),
            lateness,
            days.decision,
            ask,
            self._room(follow_up, days),
            has_cover=follow_up.passed_on,
        )
        plans = Counter(made.plan for made in earlier)
        return thank_you.thank_you(self._frames(follow_up, said, turn=len(before)), matter, plans)

    def _may_tell(self, follow_up: FollowUp) -> tuple[list[Fact], list[Fact]]:
        """The moments and interests that a thank-you may tell: what no colleague of its reader's is told of."""
        if follow_up.id not in self._to_tell:
            interview, reader, facts = follow_up.interview, follow_up.whom, self._facts(follow_up)
            taken = {moment.text for one in self._before(follow_up) if (moment := self._moment_of(one))}
            spent = self._told_elsewhere(follow_up)
            moments = [
                fact
                for fact in facts.of(interview, interview.moments, reader)
                if fact.text not in taken and not _is_told(fact.text, spent)
            ]
            interests = [f for f in facts.of(interview, interview.interested_in, reader) if f.text not in taken]
            self._to_tell[follow_up.id] = moments, interests
        return self._to_tell[follow_up.id]

    def _moment_of(self, follow_up: FollowUp) -> Fact | None:
        """The moment that a thank-you tells."""
        return thank_you.chosen_moment(*self._may_tell(follow_up))

    def _told_elsewhere(self, follow_up: FollowUp) -> list[str]:
        """The texts that tell moments to the reader or to others at the employer: what they tell is not told again."""
        sent = [*self._texts_to(follow_up.whom, follow_up), *self._texts_to_employer(follow_up)]
        return [*sent, *self._edited_for_employer(follow_up), *self._kept_for_earlier_rounds(follow_up)]

    def _edited_for_employer(self, follow_up: FollowUp) -> list[str]:
        """The bodies of the other drafts to anybody at an employer that the user has edited."""
        employer = self._vault.company(follow_up.interview.company)
        edited = [d for d in self._vault.drafts if d.kind in ("thank-you", "letter") and not d.note.as_written]
        placed = ((draft, self._vault.interview_of(draft)) for draft in edited)
        return [
            draft.note.body
            for draft, at in placed
            if at and self._vault.company(at.company) == employer and not self._is_draft_of(draft, at, follow_up)
        ]

    def _is_draft_of(self, draft: DraftNote, interview: Interview, follow_up: FollowUp) -> bool:
        """Whether a draft is the follow-up's own, or a copy of it."""
        if follow_up.draft is not None and draft.note.path == follow_up.draft.note.path:
            return True
        is_same = draft.kind == follow_up.kind and interview == follow_up.interview
        return is_same and (follow_up.whom is None or self._is_for(draft, follow_up.whom))

    def _kept_for_earlier_rounds(self, follow_up: FollowUp) -> list[str]:
        """The moments of earlier rounds' thank-yous that might still be sent when this message opened."""
        start = self._vault.start(follow_up.interview)
        rounds = (i for i in self._vault.rounds(follow_up.application) if utc(self._vault.start(i)) < utc(start))
        waiting = (one for i in rounds for one in self._thank_yous(i) if _may_be_sent_after(one, follow_up.opens))
        return [moment.text for one in waiting if (moment := self._moment_of(one))]

    def _room(self, follow_up: FollowUp, days: Days) -> int:
        """How many words are left between greeting and signature, so that the whole stays under the most."""
        me = self._vault.settings.me
        around = " ".join(filter(None, (me.sign_off, me.name, me.phone, me.email)))
        cover = self.cover(follow_up, days) if follow_up.passed_on else ""
        greeted = " ".join(person.name for person in {follow_up.whom, follow_up.to} if person is not None)
        return (LENGTH.most or 150) - len(f"{around} {cover} {greeted}".split()) - _GREETINGS

    def _dealt(self, follow_up: FollowUp, used: set[str], known: Sequence[str]) -> list[Bridge]:
        """The met needs for one reader: what they told of, then what nobody else of the panel told of or was given."""
        interview, reader = follow_up.interview, follow_up.whom
        met = [
            bridge
            for bridge in self._bridges([interview], follow_up)
            if bridge.is_met and not _is_told(bridge.result or bridge.text, known)
        ]
        own = [bridge for bridge in met if bridge.teller is not None and bridge.teller == reader]
        rest = [bridge for bridge in met if bridge.teller is None]
        people = self._vault.interviewers(interview)
        if reader in people:
            # Whoever told of nothing that is met comes first.
            served = {bridge.teller for bridge in met if bridge.teller is not None}
            turn = sorted(people, key=lambda person: person in served).index(reader)
            rest = rest[turn :: len(people)]
        return [*own, *(bridge for bridge in rest if bridge.told_by not in used)]

    def _frames(self, follow_up: FollowUp, said: OpeningCounts, *, turn: int) -> Frames:
        seed = self._vault.start(follow_up.interview).toordinal() + turn
        own = self._own_names(follow_up)
        return Frames(
            self._sentences,
            self._vault.settings.tone,
            turn=seed,
            said=said,
            refused=lambda sentence: bool(fault(sentence, others=self._other_employers(sentence, own))),
        )

    def _own_names(self, follow_up: FollowUp) -> frozenset[str]:
        """The names of the employer whom a message goes to, in small letters."""
        refs = (follow_up.interview.company, follow_up.application.company)
        own = self._vault.company(refs[0])
        return frozenset(name.casefold() for name in (own.name, *(own.aliases or ()), *(ref.label for ref in refs)))

    def _other_employers(self, sentence: str, own: Collection[str]) -> list[str]:
        """The employers of the vault that a sentence may name; without those that the results name.

        Where the user worked before is told with what they did there.
        """
        names = (name for word in re.findall(r"\w+", sentence) for name in self._vault.links.employers(word))
        return [n for n in names if len(n) > 3 and n.casefold() not in own and n not in self._results]

    @cached_property
    def _results(self) -> str:
        return " ".join(accomplishment.result for accomplishment in self._vault.accomplishments)

    def _words(self, follow_up: FollowUp, days: Days) -> dict[str, str]:
        interview = follow_up.interview
        role = interview.role or follow_up.application.role
        company = proper_name(self._vault.company(interview.company).name)
        met = self._vault.interviewers(interview)
        others = [in_a_sentence(person.name) for person in met if person != follow_up.whom]
        return {
            "position": position(role.label if role else None),
            "company": at(company),
            "meeting": _MEETINGS.get(interview.format or "", "conversation"),
            "when": days.when,
            "whens": days.whens,
            "date": days.date,
            "day": days.date.removeprefix("on "),
            "others": phrases.listed(others) if others else "your colleagues",
            "reader": follow_up.whom.name if follow_up.whom else "",
        }

    def _facts(self, follow_up: FollowUp) -> Facts:
        spelt = self._spelt(follow_up)
        return Facts(self._vault, spelt, frozenset(spelt))

    def _bridges(self, interviews: Sequence[Interview], follow_up: FollowUp) -> list[Bridge]:
        key = tuple(interview.note.path for interview in interviews)
        if key not in self._met:
            self._met[key] = bridges(self._vault, interviews, self._spelt(follow_up))
        return self._met[key]

    def _spelt(self, follow_up: FollowUp) -> dict[str, str]:
        """Names of people, employers, things and skills, by the word in small letters, with their spelling."""
        key = follow_up.interview.note.path
        if key not in self._spellings:
            self._spellings[key] = self._of_results | spellings_of_names(self._vault, follow_up)
        return self._spellings[key]

    @cached_property
    def _of_results(self) -> dict[str, str]:
        return spellings_in_results(self._vault)

    def _before(self, follow_up: FollowUp) -> list[FollowUp]:
        """The thank-yous of the same interview that come before one, in the order of the note."""
        every = self._thank_yous(follow_up.interview)
        place = next((n for n, one in enumerate(every) if one.id == follow_up.id), 0)
        return every[:place]

    def _thank_yous(self, interview: Interview) -> list[FollowUp]:
        """The thank-yous of an interview, which the message to each interviewer looks at."""
        path = interview.note.path
        if path not in self._thanked:
            self._thanked[path] = list(thank_yous_of(self._vault, interview))
        return self._thanked[path]

    def _sent_before(self, follow_up: FollowUp) -> list[str]:
        """The bodies of what was sent before a message opened, for other interviews."""
        return [draft.note.body for draft in self._earlier(follow_up)]

    def _texts_to(self, reader: Person | None, follow_up: FollowUp) -> list[str]:
        """What one reader was sent before a message opened, for other interviews."""
        return [
            draft.note.body for draft in self._earlier(follow_up) if reader is not None and self._is_for(draft, reader)
        ]

    def _texts_to_employer(self, follow_up: FollowUp) -> list[str]:
        """What anybody at an employer was sent before a message opened, for other interviews: colleagues compare."""
        employer = self._vault.company(follow_up.interview.company)
        placed = ((draft, self._vault.interview_of(draft)) for draft in self._earlier(follow_up))
        return [draft.note.body for draft, at in placed if at and self._vault.company(at.company) == employer]

    def _earlier(self, follow_up: FollowUp) -> list[DraftNote]:
        found = []
        for draft in self._vault.drafts:
            sent = self._vault.sent_at(draft) if draft.kind in ("thank-you", "letter") else None
            if sent is None or utc(sent) >= utc(follow_up.opens):
                continue
            if self._vault.interview_of(draft) != follow_up.interview:
                found.append(draft)
        return found

    def _is_for(self, draft: DraftNote, reader: Person) -> bool:
        """Whether a draft is meant for somebody: it goes to them, or is to be passed on to them."""
        interview = self._vault.interview_of(draft)
        named = [read_person(draft.about)] if draft.about else [draft.to] if draft.to else []
        return any(self._vault.meant(ref, interview) == reader for ref in named if ref.name)


def _may_be_sent_after(follow_up: FollowUp, at: datetime) -> bool:
    """Whether a message that was not sent by an instant may be sent after it.

    Whether it was sent since makes no difference: that must not change another text.
    """
    if follow_up.sent is not None and utc(follow_up.sent) < utc(at):
        return False
    was = state(replace(follow_up, sent=None), at)
    if was in ("upcoming", "due", "overdue"):
        return True
    draft = follow_up.draft  # one that lapsed stays on the disk, and may still be sent
    return draft is not None and (was == "lapsed" or not draft.note.untouched)


def _is_told(text: str, known: Sequence[str]) -> bool:
    """Whether a text that this reader had tells a fact already."""
    words = {word for word in re.findall(r"\w+", text.casefold()) if len(word) > 3}
    if not words:
        return False
    return any(len(words & set(re.findall(r"\w+", body.casefold()))) >= _SAME * len(words) for body in known)
