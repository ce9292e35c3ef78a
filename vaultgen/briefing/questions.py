"""Questions that are likely in an interview: asked here, asked for this role at this stage elsewhere, or still hard.

`asked` lists what a vault or partition knows; `likely` chooses from the lists of all of them for one interview.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import NamedTuple

from vaultgen.briefing.history import History
from vaultgen.briefing.sections import BriefingLine, BriefingSection, Source, section, shown
from vaultgen.dates.instants import utc
from vaultgen.dates.words import day_words
from vaultgen.english.phrases import clean
from vaultgen.followups.visits import is_held, over
from vaultgen.followups.words import stage_words
from vaultgen.regex import late
from vaultgen.vault.links import fold, loose_key
from vaultgen.vault.model import Interview, Question
from vaultgen.vault.schema import Item, Ref
from vaultgen.vault.vault import Vault, company_key

_QUESTIONS = 6
_HARD = 2  # of 5: at most so much, and it is still to be practised
_MARK = late(r"\s*\((?P<mark>[1-5]) ?/ ?5\)\s*$")
_LEVELS = frozenset("senior junior sr jr lead principal staff mid entry level i ii iii iv the of a".split())


class AskedQuestion(NamedTuple):
    """A question, and where it was asked; stored as a plain tuple.

    `key` is the same for the same question. `comfort` is 1 to 5, 0 where it is not known: the question's note says it,
    else the mark in an interview. `interview` is the path of the note in which it was asked, `note` that of the
    question's own; either may be empty. `words` name the interview. `day` is an ISO date, `role` a key of the position.
    """

    key: str
    text: str
    comfort: int
    interview: str
    words: str
    company: str
    role: str
    stage: str
    day: str
    note: str


class About(NamedTuple):
    """What decides which questions are likely in an interview; stored as a plain tuple.

    Of days in `year`, the year is not said.
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


def asked(vault: Vault, now: datetime) -> Iterator[AskedQuestion]:
    """The questions of all interviews of a vault or partition that are over, and its notes of hard questions."""
    for question in vault.questions:
        path = question.note.path
        if path in vault.typed and question.comfort and question.comfort <= _HARD:
            yield AskedQuestion(path, question.note.name, question.comfort, "", "", "", "", "", "", path)
    notes = {loose_key(name): q for q in vault.questions for name in (q.note.name, *(q.aliases or ()))}
    for interview in vault.interviews:
        if is_held(interview) and utc(over(vault, interview)) <= utc(now):
            for item in (*(interview.hard_questions or ()), *(interview.questions or ())):
                yield _asked(vault, interview, item, notes)


def likely(questions: Iterable[AskedQuestion], about: About) -> BriefingSection:
    """The likeliest questions first: asked by this employer, by others for this role and stage, those still hard."""
    by_key: dict[str, list[AskedQuestion]] = {}
    for question in questions:
        by_key.setdefault(question.key, []).append(question)
    ranked = [(*_rank(same, about), _line(same, about)) for same in by_key.values()]
    lines = [line for rank, *_, line in sorted(ranked, key=lambda row: row[:-1]) if rank < _UNLIKELY]
    return section("questions", "Questions to expect", lines, most=_QUESTIONS)


def _asked(vault: Vault, interview: Interview, item: Item, notes: dict[str, Question]) -> AskedQuestion:
    text = vault.speaker(interview, item)[1]
    mark = _MARK.search(text)
    plain = clean(_MARK.sub("", text))
    note = vault.find(item.link, Question) or notes.get(loose_key(plain))
    start = vault.start(interview)
    return AskedQuestion(
        note.note.path if note else loose_key(plain),
        note.note.name if note else shown(plain),
        (note.comfort if note else None) or (int(mark["mark"]) if mark else 0),
        interview.note.path,
        f"{vault.company(interview.company).name} {stage_words(interview)}",
        company_key(vault, interview.company),
        _role(interview.role),
        interview.stage or "",
        start.date().isoformat(),
        note.note.path if note else "",
    )


def _role(role: Ref | None) -> str:
    """A key of a position's name, without how senior it is."""
    words = re.findall(r"[\w+#]+", fold(role.label)) if role else []
    return " ".join(sorted(word for word in words if word not in _LEVELS))


_HERE, _ELSEWHERE, _STILL_HARD, _UNLIKELY = range(4)


def _rank(same: list[AskedQuestion], about: About) -> tuple[int, int, str]:
    """Why a question is likely, then how hard it is, then its key: the least comes first."""
    comfort = _comfort(same)
    if any(one.company == about.company for one in same if one.interview):
        rank = _HERE
    elif any(_is_alike(one, about) for one in same):
        rank = _ELSEWHERE
    else:
        rank = _STILL_HARD if 0 < comfort <= _HARD else _UNLIKELY
    return rank, comfort or _HARD + 1, same[0].key


def _is_alike(one: AskedQuestion, about: About) -> bool:
    return bool(one.role and one.stage) and (one.role, one.stage) == (about.role, about.stage)


def _comfort(same: list[AskedQuestion]) -> int:
    """How comfortable one is with a question, as known last; 0 if it is not known."""
    return max(((one.day, one.comfort) for one in same if one.comfort), default=("", 0))[1]


def _line(same: list[AskedQuestion], about: About) -> BriefingLine:
    here = [one for one in same if one.interview and one.company == about.company]
    alike = [one for one in same if one.interview and _is_alike(one, about)]
    shown_here = sorted(here or alike or [one for one in same if one.interview], key=lambda one: one.day)[-2:]
    own = next((one.note for one in same if one.note), "")
    answer = (Source("your answer", own),) if own else ()
    comfort = _comfort(same)
    return BriefingLine(
        min(one.text for one in same),
        more="asked here before" if here else "asked for this role at this stage" if alike else "",
        mark=f"{comfort}/5" if comfort else "",
        sources=(*(_source(one, about) for one in reversed(shown_here)), *answer),
    )


def _source(one: AskedQuestion, about: About) -> Source:
    day = day_words(date.fromisoformat(one.day), weekday=False).removesuffix(f" {about.year}")
    return Source(f"{one.words}, {day}", one.interview)
