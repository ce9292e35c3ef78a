"""The briefing for one interview. One function makes it for the terminal and for the page.

`brief` reads a vault or the partition of the interview. What other employers have asked lies in other partitions:
`Briefing.with_questions` adds it.
"""

from dataclasses import dataclass, replace

from vaultgen.briefing import contradictions, messages, needs, pay, people, preparation, questions
from vaultgen.briefing.history import History
from vaultgen.briefing.questions import About, KnownQuestions
from vaultgen.briefing.sections import BriefingSection
from vaultgen.dates.words import both_clocks, day_words
from vaultgen.followups.queue import course, interview_state
from vaultgen.followups.words import stage_words
from vaultgen.snapshot import Snapshot
from vaultgen.vault.model import Interview

# The sections of the sheet by name; those without a line are left out.
ORDER = (
    *("who", "bring-up", "to-prepare", "needs", "concerns", "questions", "ask"),
    *("differently", "sent", "salary"),
)


@dataclass(frozen=True, slots=True)
class Briefing:
    """One sheet: what the interview is, in `facts` of a label and words, and its sections in order, none of them empty.

    `about` decides which questions are likely.
    """

    interview: Interview
    title: str
    facts: tuple[tuple[str, str], ...]
    sections: tuple[BriefingSection, ...]
    about: About

    def with_questions(self, of_all: KnownQuestions) -> "Briefing":
        """The briefing with the questions to expect in their place, of all that is known of questions."""
        expected = questions.likely(of_all, self.about)
        sections = (*self.sections, expected) if expected.lines else self.sections
        return replace(self, sections=tuple(sorted(sections, key=lambda section: ORDER.index(section.name))))


def brief(snapshot: Snapshot, interview: Interview) -> Briefing:
    """The briefing for an interview, without the questions to expect."""
    vault = snapshot.vault
    history = History(vault, interview, snapshot.follow_ups, snapshot.now)
    made = (
        people.who(history),
        people.bring_up(history),
        preparation.to_prepare(history),
        needs.needs(history),
        needs.concerns(history),
        preparation.ask_them(history),
        contradictions.differences(history),
        messages.promises(history),
        pay.salary(history),
    )
    return Briefing(
        interview,
        f"Prepare: {vault.company(interview.company).name}, {stage_words(interview)}",
        _facts(history),
        tuple(section for section in made if section.lines),
        questions.about(history),
    )


def is_ahead(snapshot: Snapshot, interview: Interview) -> bool:
    """Whether an interview is still to come or taking place, and its position is open."""
    return interview_state(course(snapshot.vault, interview), (), snapshot.now) == "scheduled"


def next_ahead(snapshot: Snapshot) -> Interview | None:
    """The interview that is next, or that is taking place."""
    return next((one for one in snapshot.vault.interviews if is_ahead(snapshot, one)), None)


def _facts(history: History) -> tuple[tuple[str, str], ...]:
    vault, interview = history.vault, history.interview
    here, there, start = vault.settings.timezone, vault.zone(interview), vault.start(interview)
    length = f"{interview.duration} minutes" if interview.duration else ""
    known = (
        ("When", both_clocks(start, here, there) if interview.date.clock else day_words(start.date())),
        ("Where", interview.place or ""),
        ("How", ", ".join(filter(None, [interview.format, length]))),
        ("Position", interview.role.label if interview.role else ""),
    )
    return tuple((label, words) for label, words in known if words)
