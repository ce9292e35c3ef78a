"""Questions that are likely in an interview: asked here, asked for this role at this stage elsewhere, or still hard.

Each line says which of these it is, and of how many other employers it comes.

`known` lists what a vault or partition knows of questions; `likely` chooses from what all of them know, for one
interview. Which wordings are the same question is told by `learning.questions`.
"""

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import NamedTuple

from vaultgen.briefing.history import History
from vaultgen.briefing.sections import BriefingLine, BriefingSection, Source, section, shown
from vaultgen.dates.instants import utc
from vaultgen.dates.words import day_words
from vaultgen.followups.visits import is_held, over_from
from vaultgen.followups.words import stage_words
from vaultgen.learning import questions
from vaultgen.learning.questions import Asking, Prepared, QuestionTheme
from vaultgen.vault.links import fold
from vaultgen.vault.model import Interview
from vaultgen.vault.property_values import Ref
from vaultgen.vault.vault import Vault, company_key

_QUESTIONS = 6
_HARD = 2  # of 5: at most so much, and it is still to be practised
_LEVELS = frozenset("senior junior sr jr lead principal staff mid entry level i ii iii iv the of a".split())


class Place(NamedTuple):
    """An interview in which questions were asked: its path, words for it, and the keys by which it is compared.

    `company` and `role` are keys; `day` is an ISO date.
    """

    path: str
    words: str
    company: str
    role: str
    stage: str
    day: str


class KnownQuestions(NamedTuple):
    """What is known of questions: where each was asked, the notes of questions, and the interviews that are over."""

    asked: tuple[Asking, ...]
    notes: tuple[Prepared, ...]
    places: tuple[Place, ...]


class About(NamedTuple):
    """What decides which questions are likely in an interview; stored as a plain tuple.

    Days in `year` are shown without the year.
    """

    company: str
    role: str
    stage: str
    year: int


def about(history: History) -> About:
    """What decides which questions are likely in the interview of a briefing."""
    interview = history.interview
    company = company_key(history.vault, interview.company)
    return About(company, _role(interview.role), interview.stage or "", history.now.year)


def known(vault: Vault, now: datetime) -> KnownQuestions:
    """What a vault or partition knows of questions."""
    behind = {i.note.path: i for i in vault.interviews if is_held(i) and utc(over_from(vault, i)) <= utc(now)}
    return KnownQuestions(
        tuple(asking for asking in questions.askings(vault) if asking.interview in behind),
        tuple(questions.prepared(vault)),
        tuple(_place(vault, interview) for interview in behind.values()),
    )


def likely(of_all: KnownQuestions, about: About) -> BriefingSection:
    """The likeliest questions first: asked by this employer, by others for this role and stage, those still hard."""
    places = {place.path: place for place in of_all.places}
    notes = {note.path: note for note in of_all.notes}
    ranked = []
    for theme in questions.themes(of_all.asked, of_all.notes):
        at = sorted((places[one.asking.interview] for one in theme.asked), key=lambda place: place.day)
        note = _note(theme, notes)
        comfort = _comfort(theme, note)
        rank = _rank(at, comfort, about)
        if rank < _UNLIKELY:
            ranked.append(((rank, comfort or _HARD + 1), _line(theme, note, at, comfort, about)))
    lines = [line for _, line in sorted(ranked, key=lambda row: row[0])]
    return section("questions", "Questions to expect", lines, most=_QUESTIONS)


def _place(vault: Vault, interview: Interview) -> Place:
    return Place(
        interview.note.path,
        f"{vault.company(interview.company).name} {stage_words(interview)}",
        company_key(vault, interview.company),
        _role(interview.role),
        interview.stage or "",
        vault.start(interview).date().isoformat(),
    )


def _role(role: Ref | None) -> str:
    """A key of a position's name, without how senior it is."""
    words = re.findall(r"[\w+#]+", fold(role.label)) if role else []
    return " ".join(sorted(word for word in words if word not in _LEVELS))


_HERE, _ELSEWHERE, _STILL_HARD, _UNLIKELY = range(4)


def _rank(at: Iterable[Place], comfort: int, about: About) -> int:
    """The rank of the reason why a question is likely; the lowest comes first."""
    at = list(at)
    if any(place.company == about.company for place in at):
        return _HERE
    if any(_is_alike(place, about) for place in at):
        return _ELSEWHERE
    return _STILL_HARD if 0 < comfort <= _HARD else _UNLIKELY


def _is_alike(place: Place, about: About) -> bool:
    return bool(place.role and place.stage) and (place.role, place.stage) == (about.role, about.stage)


def _note(theme: QuestionTheme, notes: Mapping[str, Prepared]) -> Prepared | None:
    """The note of a question: of several for one theme, the one with the lowest comfort."""
    own = [notes[path] for path in theme.notes if path in notes]
    return min(own, key=lambda note: note.comfort or _HARD + 1, default=None)


def _comfort(theme: QuestionTheme, note: Prepared | None) -> int:
    """The comfort with a question, from its note or else the last mark; 0 if unknown."""
    marks = [one.mark for one in theme.asked if one.mark]
    return (note.comfort if note else None) or (marks[-1] if marks else 0)


def _line(theme: QuestionTheme, note: Prepared | None, at: list[Place], comfort: int, about: About) -> BriefingLine:
    here = [place for place in at if place.company == about.company]
    alike = [place for place in at if _is_alike(place, about)]
    return BriefingLine(
        shown(note.title if note else _wording(theme, here or alike or at)),
        more=_why(here, alike, at),
        mark=f"{comfort}/5" if comfort else "",
        sources=(
            *(_source(place, about) for place in reversed((here or alike or at)[-2:])),
            *((Source("your answer", note.path),) if note else ()),
        ),
    )


def _wording(theme: QuestionTheme, at: list[Place]) -> str:
    """The words of the last asking in one of some interviews: a theme's title may be another employer's words."""
    paths = {place.path for place in at}
    return next((one.asking.text for one in reversed(theme.asked) if one.asking.interview in paths), theme.title)


def _why(here: list[Place], alike: list[Place], at: list[Place]) -> str:
    """Why a question is likely, and who asked it: never as if this employer had, where only others did."""
    if here:
        return "asked here before"
    if alike:
        return f"asked by {_employers(alike)} for this role at this stage"
    return f"asked by {_employers(at)}, still hard" if at else "never asked, still hard"


def _employers(places: list[Place]) -> str:
    number = len({place.company for place in places})
    return "another employer" if number == 1 else f"{number} other employers"


def _source(place: Place, about: About) -> Source:
    day = day_words(date.fromisoformat(place.day), weekday=False).removesuffix(f" {about.year}")
    return Source(f"{place.words}, {day}", place.path)
