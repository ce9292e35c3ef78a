"""The Today page as a note, `Today.md`, for Obsidian on a phone, which cannot open the site.

It is written if the settings have `today_note = true`. It names days and hours, never how far off they are, because
it is only as new as the last build.
"""

from collections.abc import Iterator
from datetime import date, datetime
from functools import partial

from vaultgen import fingerprint
from vaultgen.briefing.briefing import is_ahead
from vaultgen.dates.instants import utc
from vaultgen.dates.words import both_clocks, day_words
from vaultgen.followups.kinds import KINDS
from vaultgen.followups.queue import Course, course, to_do, urgency
from vaultgen.followups.rules import FollowUp
from vaultgen.followups.words import stage_words
from vaultgen.vault.model import Interview, missing
from vaultgen.vault.settings import Settings
from vaultgen.website.navigation import Section
from vaultgen.website.records import Records, in_order, interview_order
from vaultgen.website.theme import DataFile, Page
from vaultgen.website.views import Views

SECTION: Section | None = None  # no page

_SECTIONS = (("ahead", "Interviews", 8), ("due", "To send", 20), ("gaps", "To write down", 8))


def records(views: Views) -> Records:
    """The lines of the note by section; none if the settings do not ask for it."""
    if not views.snapshot.settings.today_note:
        return {name: [] for name, *_ in _SECTIONS}
    snapshot, vault = views.snapshot, views.vault
    ahead = [one for one in vault.interviews if is_ahead(snapshot, one)]
    fresh = [one for one in vault.interviews if _has_fresh_gaps(course(vault, one), utc(snapshot.now))]
    return {
        "ahead": [(interview_order(vault, one), _coming(views, one)) for one in ahead],
        "due": [(urgency(f, snapshot.now), _due(views, f)) for f in to_do(snapshot.follow_ups, snapshot.now)],
        "gaps": [(interview_order(vault, one), _gaps(views, one)) for one in fresh],
    }


def _has_fresh_gaps(where: Course, now: datetime) -> bool:
    return where.gaps > 0 and utc(where.end) <= now < where.fresh_until


def pages(records: Records, settings: Settings, today: date) -> Iterator[Page]:
    """None: it is a file."""
    yield from ()


def files(records: Records, settings: Settings, today: date) -> Iterator[DataFile]:
    """`Today.md`, if the settings ask for it."""
    if settings.today_note:
        text = "\n".join(_lines(records, today)) + "\n"
        yield DataFile("Today.md", partial(text.encode), fingerprint.key(text))


def _lines(records: Records, today: date) -> Iterator[str]:
    yield f"As of {day_words(today)}. vaultgen writes this note anew at each build: what you add here is lost."
    for name, title, most in _SECTIONS:
        lines = in_order(records[name])
        if lines:
            yield from ("", f"## {title}", *lines[:most])
        if len(lines) > most:
            yield f"- and {len(lines) - most} more"
    if not any(records[name] for name, *_ in _SECTIONS):
        yield from ("", "Nothing is due.")


def _coming(views: Views, interview: Interview) -> str:
    vault = views.vault
    start, here, there = vault.start(interview), vault.settings.timezone, vault.zone(interview)
    when = both_clocks(start, here, there) if interview.date.clock else day_words(start.date())
    place = f", {_plain(interview.place)}" if interview.place else ""
    return f"- {when}: {_link(interview.note.path, _title(views, interview))}{place}"


def _due(views: Views, follow_up: FollowUp) -> str:
    view = views.follow_up(follow_up)
    whom = f" to {view['to']['name']}" if view["to"] else ""
    name = f"{KINDS[follow_up.kind].TITLE}{whom}, {view['company']}"
    shown = _link(view["path"], name) if view["path"] else _plain(name)
    return f"- by {view['due']['words']}: {shown}{'' if view['ready'] else ' (needs you)'}"


def _gaps(views: Views, interview: Interview) -> str:
    names = [name.replace("_", " ") for name in missing(interview)]
    more = f" and {len(names) - 6} more" if len(names) > 6 else ""
    return f"- {_link(interview.note.path, _title(views, interview))}: {', '.join(names[:6])}{more}"


def _title(views: Views, interview: Interview) -> str:
    return f"{views.vault.company(interview.company).name}, {stage_words(interview)}"


def _link(path: str, words: str) -> str:
    """A link that Obsidian resolves even if the vault is a folder of a larger one."""
    return f"[[{path.removesuffix('.md')}|{_plain(words)}]]"


def _plain(text: str) -> str:
    """A text on one line, without characters that would end a link or begin a tag."""
    return " ".join(text.translate(str.maketrans("[]|#`<>", "()/ '()")).split())
