"""Writes the finished sentences for a follow-up: gathers what may be told, holds back the rest, and orders it.

The thank-yous for one interview are written in the order of the note, and each avoids what those before it tell; the
letter avoids what its reader was thanked for. Of other interviews only what was sent before a message opened counts, so
that sending one message never changes another. Moments are an exception, since colleagues compare: a moment in an
edited draft, or in a thank-you of an earlier round that may still be sent, is left to that message.
"""

from bisect import bisect_left
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Any

from vaultgen.dates.instants import utc
from vaultgen.drafts import letter, thank_you
from vaultgen.drafts.bridges import Bridge, bridges
from vaultgen.drafts.correspondence import Correspondence, is_told, may_be_sent_after
from vaultgen.drafts.facts import Fact, Facts
from vaultgen.drafts.frames import Frames, OpeningCounts
from vaultgen.drafts.letter import LetterContent
from vaultgen.drafts.lint import fault, without_quotations
from vaultgen.drafts.met_people import MetPeople
from vaultgen.drafts.panel import Panel
from vaultgen.drafts.thank_you import ThankYou, ThankYouContent
from vaultgen.english import phrases
from vaultgen.english.names import bare_name, in_a_sentence, proper_name
from vaultgen.english.position_names import at_employer, employer_in_role, position
from vaultgen.followups.kinds.thank_you import LENGTH, thank_yous_of
from vaultgen.followups.rules import FollowUp
from vaultgen.vault.links import words_of
from vaultgen.vault.model import Interview
from vaultgen.vault.vault import Vault

_COUNTS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_GREETINGS = 3  # words: two greetings, and one to spare
MEETINGS = {"phone": "call", "video": "video call", "in-person": "meeting"}


@dataclass(frozen=True, slots=True)
class Days:
    """The days that a message names: `when` “on Tuesday”, `whens` “Tuesday's”, `date` “on Tuesday 3 March”.

    `decision` is the decision date in words, empty unless it lies ahead.
    """

    when: str
    whens: str
    date: str
    decision: str


class SentenceWriter:
    """Writes sentences for the follow-ups of one vault, with the frames of one wording."""

    def __init__(self, vault: Vault, sentences: Mapping[str, Any], met_people: MetPeople) -> None:
        self._vault = vault
        self._met_people = met_people
        self._sentences = sentences
        self._correspondence = Correspondence(vault)
        self._thank_you_by_id: dict[tuple[str, int], ThankYou] = {}
        self._tellable_by_id: dict[str, tuple[list[Fact], list[Fact]]] = {}
        self._chosen_by_id: dict[str, Fact | None] = {}
        self._bridges_by_notes: dict[tuple[str, ...], list[Bridge]] = {}
        self._panels: dict[str, Panel] = {}

    def thank_you(self, follow_up: FollowUp, days: Days, *, lateness: int, ask: Sequence[str] = ()) -> ThankYou:
        """A thank-you; `lateness` is 0 for in time, 1 for late, 2 for so late that it says so.

        `ask` are properties that the user has not learned.
        """
        key = (follow_up.id, lateness)
        if key not in self._thank_you_by_id:
            self._thank_you_by_id[key] = self._thank_you(follow_up, days, lateness, ask)
        return self._thank_you_by_id[key]

    def letter(self, follow_up: FollowUp, days: Days, *, late: bool, ask: Sequence[str] = ()) -> tuple[str, ...]:
        """The paragraphs of a letter; with `late` it mentions its lateness."""
        vault, interview, reader = self._vault, follow_up.interview, follow_up.whom
        before = self._panel(interview).thank_yous
        earlier = [self.thank_you(thanked, days, lateness=0) for thanked in before]
        own = [message for thanked, message in zip(before, earlier, strict=True) if thanked.whom == reader]
        sent = self._correspondence.sent_before(follow_up)
        openings = OpeningCounts([*sent, *(" ".join(message.paragraphs) for message in own)])
        rounds = [i for i in vault.rounds(follow_up.application) if vault.start(i) <= vault.start(interview)]
        told_facts = {
            (f.interview.note.path, f.text) for message in earlier for f in message.told if isinstance(f, Fact)
        }
        # What was said in a round without the reader was not said to them.
        attended = [i for i in reversed(rounds) if reader is None or reader in vault.interviewers(i)]
        facts, elsewhere = self._facts(follow_up), self._texts_elsewhere(follow_up)
        moments = [
            fact
            for i in attended
            for fact in facts.of(i, i.moments, reader)
            if (fact.interview.note.path, fact.text) not in told_facts and not is_told(fact.text, elsewhere)
        ]
        interests = [
            fact
            for i in attended
            for fact in facts.of(i, i.interested_in, reader)
            if (fact.interview.note.path, fact.text) not in told_facts
        ]
        words = self._words(follow_up, days) | {
            f"name of {person.name}": in_a_sentence(bare_name(person.name))
            for i in rounds
            for person in vault.interviewers(i)
        }
        if len(vault.interviewers(interview)) > 1:
            words["panel"] = "yes"
        content = LetterContent(
            words,
            reader.name if reader else "",
            bool(attended),
            moments,
            interests,
            self._bridges(rounds, follow_up),
            late,
            days.decision,
            ask,
        )
        return letter.paragraphs(self._frames(follow_up, openings, turn=1), content)

    def cover(self, follow_up: FollowUp, days: Days) -> str:
        """What a recruiter reads before a message to pass on; for several messages only the first has it."""
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
        """The facts and bridges that are held back from the reader of a thank-you or letter."""
        if follow_up.kind not in ("thank-you", "letter"):
            return ()
        interview, facts = follow_up.interview, self._facts(follow_up)
        lists = (interview.moments, interview.interested_in)
        found: list[Fact | Bridge] = [
            fact for items in lists for fact in facts.of(interview, items, follow_up.whom) if fact.held_back
        ]
        return (*found, *(b for b in self._bridges([interview], follow_up) if b.held_back))

    def _thank_you(self, follow_up: FollowUp, days: Days, lateness: int, ask: Sequence[str]) -> ThankYou:
        panel = self._panel(follow_up.interview)
        before = panel.place(follow_up)
        panel.gather_messages(before, partial(self.thank_you, days=days, lateness=0))
        sent = self._correspondence.sent_before(follow_up)
        openings = OpeningCounts(sent, partial(panel.openings, before=before))
        moments, interests = self._tellable(follow_up)
        content = ThankYouContent(
            self._words(follow_up, days),
            moments,
            interests,
            self._bridges_for_reader(follow_up, self._correspondence.sent_to(follow_up.whom, follow_up)),
            lateness,
            days.decision,
            ask,
            self._word_limit(follow_up, days),
            has_cover=follow_up.passed_on,
        )
        return thank_you.thank_you(self._frames(follow_up, openings, turn=before), content, panel.plans(before))

    def _tellable(self, follow_up: FollowUp) -> tuple[list[Fact], list[Fact]]:
        """The moments and interests that a thank-you may tell: those that no colleague is told."""
        if follow_up.id not in self._tellable_by_id:
            interview, reader, facts = follow_up.interview, follow_up.whom, self._facts(follow_up)
            panel = self._panel(interview)
            before = panel.place(follow_up)
            panel.gather_moments(before, self._chosen_moment)
            elsewhere = self._texts_elsewhere(follow_up)
            moments = [
                fact
                for fact in facts.of(interview, interview.moments, reader)
                if not panel.tells(fact.text, before) and not is_told(fact.text, elsewhere)
            ]
            interests = [
                fact
                for fact in facts.of(interview, interview.interested_in, reader)
                if not panel.tells(fact.text, before)
            ]
            self._tellable_by_id[follow_up.id] = moments, interests
        return self._tellable_by_id[follow_up.id]

    def _chosen_moment(self, follow_up: FollowUp) -> Fact | None:
        """The moment that a thank-you tells, if any."""
        if follow_up.id not in self._chosen_by_id:
            self._chosen_by_id[follow_up.id] = thank_you.chosen_moment(*self._tellable(follow_up))
        return self._chosen_by_id[follow_up.id]

    def _texts_elsewhere(self, follow_up: FollowUp) -> list[str]:
        """Texts to the reader or to others at the employer: a moment that they tell is not told again."""
        correspondence = self._correspondence
        return [
            *correspondence.sent_to(follow_up.whom, follow_up),
            *correspondence.sent_to_employer(follow_up),
            *correspondence.edited_for_employer(follow_up),
            *self._moments_of_earlier_rounds(follow_up),
        ]

    def _moments_of_earlier_rounds(self, follow_up: FollowUp) -> list[str]:
        """The moments of thank-yous of earlier rounds that might still be sent when a message opens."""
        vault, every = self._vault, self._vault.rounds(follow_up.application)
        rounds = every[: bisect_left(every, utc(vault.start(follow_up.interview)), key=lambda i: utc(vault.start(i)))]
        waiting = (
            other for i in rounds for other in self._panel(i).thank_yous if may_be_sent_after(other, follow_up.opens)
        )
        return [moment.text for other in waiting if (moment := self._chosen_moment(other))]

    def _word_limit(self, follow_up: FollowUp, days: Days) -> int:
        """The number of words left between greeting and signature."""
        me = self._vault.settings.me
        around = " ".join(filter(None, (me.sign_off, me.name, me.phone, me.email)))
        cover = self.cover(follow_up, days) if follow_up.passed_on else ""
        greeted = " ".join(person.name for person in {follow_up.whom, follow_up.to} if person is not None)
        return (LENGTH.most or 150) - len(f"{around} {cover} {greeted}".split()) - _GREETINGS

    def _bridges_for_reader(self, follow_up: FollowUp, known: Sequence[str]) -> list[Bridge]:
        """The met needs for one reader: those that they named, then their share of those that nobody named.

        A result that others of the panel read, or that is in one of the texts `known`, is left out.
        """
        interview, reader = follow_up.interview, follow_up.whom
        met = [
            bridge
            for bridge in self._bridges([interview], follow_up)
            if bridge.is_met and not is_told(bridge.result or bridge.text, known)
        ]
        own = [bridge for bridge in met if bridge.teller is not None and bridge.teller == reader]
        rest = [bridge for bridge in met if bridge.teller is None]
        people = self._vault.interviewers(interview)
        if self._vault.turn(interview, reader) is not None:
            # Whoever told of nothing that is met comes first.
            served = frozenset(bridge.teller for bridge in met if bridge.teller is not None)
            rest = rest[self._vault.turn(interview, reader, served) :: len(people)]
        panel = self._panel(interview)
        before = panel.place(follow_up)
        return [*own, *(bridge for bridge in rest if not panel.proves(bridge.told_by, before))]

    def _frames(self, follow_up: FollowUp, openings: OpeningCounts, *, turn: int) -> Frames:
        seed = self._vault.start(follow_up.interview).toordinal() + turn
        own = self._employer_names(follow_up)
        return Frames(
            self._sentences,
            self._vault.settings.tone,
            turn=seed,
            openings=openings,
            refused=lambda sentence: bool(fault(sentence, others=self._other_employers(sentence, own))),
        )

    def _employer_names(self, follow_up: FollowUp) -> frozenset[str]:
        """The names of the employer to whom a message goes, in lower case."""
        refs = (follow_up.interview.company, follow_up.application.company)
        own = self._vault.company(refs[0])
        return frozenset(name.casefold() for name in (own.name, *(own.aliases or ()), *(ref.label for ref in refs)))

    def _other_employers(self, sentence: str, own: Collection[str]) -> list[str]:
        """The other employers that a sentence names, without those in the results: one may say where one worked."""
        names = self._vault.links.employers(words_of(without_quotations(sentence)))
        return [n for n in names if len(n) > 3 and n.casefold() not in own and n not in self._all_results]

    @cached_property
    def _all_results(self) -> str:
        return " ".join(accomplishment.result for accomplishment in self._vault.accomplishments)

    def _words(self, follow_up: FollowUp, days: Days) -> dict[str, str]:
        interview = follow_up.interview
        role = interview.role or follow_up.application.role
        company = employer_in_role(role.label if role else None) or self._vault.company(interview.company).name
        others = self._met_people.in_sentences(interview, but=follow_up.whom)
        return {
            "position": position(role.label if role else None),
            "company": at_employer(proper_name(company)),
            "meeting": MEETINGS.get(interview.format or "", "conversation"),
            "when": days.when,
            "whens": days.whens,
            "date": days.date,
            "day": days.date.removeprefix("on "),
            "others": phrases.listed(others) if others else "your colleagues",
            "reader": follow_up.whom.name if follow_up.whom else "",
        }

    def _facts(self, follow_up: FollowUp) -> Facts:
        spelt = self._met_people.spellings_for_position(follow_up)
        return Facts(self._vault, spelt, frozenset(spelt))

    def _bridges(self, interviews: Sequence[Interview], follow_up: FollowUp) -> list[Bridge]:
        key = tuple(interview.note.path for interview in interviews)
        if key not in self._bridges_by_notes:
            self._bridges_by_notes[key] = bridges(
                self._vault, interviews, self._met_people.spellings_for_position(follow_up)
            )
        return self._bridges_by_notes[key]

    def _panel(self, interview: Interview) -> Panel:
        """The thank-yous for an interview; they are cached, since each of them needs the others."""
        path = interview.note.path
        if path not in self._panels:
            self._panels[path] = Panel([*thank_yous_of(self._vault, interview)])
        return self._panels[path]
