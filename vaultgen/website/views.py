"""Views: interviews, follow-ups, applications … as plain values for templates.

A view holds absolute times, in words and as RFC 3339. The page script works out what depends on the current time, such
as the state of a follow-up that is neither sent nor skipped. `Views` makes the views of one snapshot.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime, time
from functools import cached_property, partial
from itertools import chain
from typing import Any

from vaultgen.briefing.briefing import is_ahead
from vaultgen.dates.instants import iso, utc
from vaultgen.dates.words import both_clocks
from vaultgen.drafts.write import Draft
from vaultgen.english import phrases
from vaultgen.followups.kinds import KINDS
from vaultgen.followups.queue import announced, by_deadline, by_interview, course, may_be_next
from vaultgen.followups.rules import FollowUp
from vaultgen.followups.skips import SkipItems, follow_up_name
from vaultgen.followups.stages import of_round, stage
from vaultgen.followups.visits import is_held
from vaultgen.followups.words import OUTCOME_WORDS, stage_words
from vaultgen.learning.concerns import Raised, raised
from vaultgen.learning.proof import Wanted, wanted_in
from vaultgen.learning.questions import Asking, askings
from vaultgen.markdown import render_inline
from vaultgen.snapshot import Snapshot
from vaultgen.vault.backlinks import Backlink
from vaultgen.vault.model import CHECKLIST, Application, Company, Interview, Person, answered, missing
from vaultgen.vault.notes.note import Note
from vaultgen.vault.vault import CLOSING_OUTCOMES
from vaultgen.website.draft_views import draft_view, mailto_view, own_sentences
from vaultgen.website.html_cache import HtmlCache, LinkRecorder
from vaultgen.website.problem_views import ProblemViews
from vaultgen.website.theme import trusted
from vaultgen.website.time_views import day_view, iso_day, moment_view
from vaultgen.website.urls import Urls, prep_page, thing_of

View = dict[str, Any]

_LONGEST_COPY = 3000  # characters of a draft that can be copied from the dashboard


class Views:
    """Turns the objects of one snapshot into views.

    `urls` are the pages of notes, `virtual_urls` those of things without a note, `backlinks` the links to each note,
    and `titles` those of interviews of other partitions, all by path. `html_cache` makes HTML of notes, and `links_on`
    resolves the links on a page. `problems` makes the views of problems.
    """

    def __init__(
        self,
        snapshot: Snapshot,
        urls: Urls,
        virtual_urls: Mapping[str, str],
        backlinks: Mapping[str, tuple[Backlink, ...]],
        titles: Mapping[str, str],
        html_cache: HtmlCache,
        links_on: Callable[[str], LinkRecorder],
    ) -> None:
        self.snapshot = snapshot
        self.html_cache = html_cache
        self.vault = snapshot.vault
        self._links_on = links_on
        self._urls = urls
        self._virtual_urls = virtual_urls
        self._titles = titles
        self._drafts = {draft.follow_up.id: draft for draft in snapshot.drafts}
        planned = by_interview(snapshot.follow_ups)
        self._planned = {path: sorted(found, key=by_deadline) for path, found in planned.items()}
        self._messages: dict[str, list[FollowUp]] = {}
        for follow_up in snapshot.follow_ups:
            for page in {self.page_of(person) for person in (follow_up.whom, follow_up.to) if person}:
                self._messages.setdefault(page, []).append(follow_up)
        # Views by path, page or id, since many pages show the same one.
        self._interviews: dict[str, View] = {}
        self._follow_ups: dict[str, View] = {}
        self._applications: dict[str, View] = {}
        # By the path of each interview, since each of a panel's messages needs them.
        self._panels: dict[str, dict[str, int]] = {}
        self._skips: dict[str, SkipItems] = {}
        self._backlinks = backlinks
        # Not a method of this object: it would hold itself, and the whole snapshot, until the collector comes by.
        self.problems = ProblemViews(snapshot, partial(_page_if_any, virtual_urls, urls.pages))

    @cached_property
    def wanted(self) -> Mapping[str, tuple[Wanted, ...]]:
        """What each interview wants, with what proves it, by the interview's path."""
        return {i.note.path: tuple(wanted_in(self.vault, i)) for i in self.vault.interviews}

    @cached_property
    def raised(self) -> tuple[Raised, ...]:
        """The concerns of each interview."""
        return tuple(raised(self.vault))

    @cached_property
    def asked(self) -> tuple[Asking, ...]:
        """The questions that were asked in each interview."""
        return tuple(askings(self.vault))

    def page_of(self, thing: Note | Person | Company | Application | str) -> str:
        """The page of a note or draft (or of its path), a person, a company or an application."""
        name = thing_of(self.vault, thing)
        return self._virtual_urls.get(name) or self._urls.pages[name]

    def html(self, note: Note, page: str, *, shift: int = 1) -> str:
        """A note's body as HTML for its page, its headings moved down by `shift` levels."""
        return self.html_cache.html(note, page, self._links_on(page), shift=shift)

    def inline(self, text: str, page: str) -> str:
        """One line of a note as HTML for its page."""
        return trusted(render_inline(text, self._links_on(page)))

    def interview(self, interview: Interview) -> View:
        """An interview with the instants that decide its state."""
        path = interview.note.path
        if path not in self._interviews:
            self._interviews[path] = self._interview(interview, path)
        return self._interviews[path]

    def _interview(self, interview: Interview, path: str) -> View:
        vault = self.vault
        where = course(vault, interview)
        return {
            "title": f"{vault.company(interview.company).name}: {stage_words(interview)}",
            "page": self.page_of(interview.note),
            "prep": prep_page(self.page_of(interview.note)) if is_ahead(self.snapshot, interview) else None,
            "path": path,
            "company": vault.company(interview.company).name,
            "company_page": self.page_of(vault.company(interview.company)),
            "role": interview.role.label if interview.role else None,
            "stage": stage_words(interview),
            "format": interview.format,
            "start": self._start(interview),
            "duration": interview.duration,
            "outcome": OUTCOME_WORDS.get(interview.outcome or ""),
            "answered": len(answered(interview)),
            "total": len(CHECKLIST),
            "missing": [name.replace("_", " ") for name in missing(interview)],
            "people": [self.person(person) for person in vault.interviewers(interview)],
            "course": {
                "end": iso(where.end),
                "closes": iso(where.closes),
                "silent": iso(where.silent_from),
                "decides": iso_day(announced(vault, interview)),
                "since": iso_day(max(filter(None, (where.end.date(), interview.heard_back)))),
                "gaps": where.gaps,
                "follow_ups": [
                    {"opens": iso(opens), "due": iso(due), "closes": iso(closes)}
                    for opens, due, closes in self._open_times(interview)
                ],
            },
        }

    def _open_times(self, interview: Interview) -> Iterable[tuple[datetime, datetime, datetime | None]]:
        """When the follow-ups of an interview open, are due and close, each once: those of a panel are alike."""
        unsettled = (f for f in self.planned([interview]) if settled(f) is None)
        return dict.fromkeys((f.opens, f.due, f.closed.at if f.closed else None) for f in unsettled)

    def _start(self, interview: Interview) -> View:
        """The start of an interview in its own time zone, which is named if it is not the user's."""
        start, zone = self.vault.start(interview), self.vault.zone(interview)
        view = moment_view(start) if interview.date.clock else day_view(start.date(), start)
        if zone != self.snapshot.settings.timezone:
            view["words"] += f" ({zone})"
        return view

    def _local(self, moment: datetime) -> View:
        """An instant in the user's time zone; midnight is shown as the day alone."""
        local = moment.astimezone(self.snapshot.settings.timezone)
        return moment_view(local) if local.time() != time(0) else day_view(local.date(), local)

    def _suggested(self, follow_up: FollowUp) -> View:
        """The best time to send, in the user's time zone and in the interview's: the reader has working hours, too."""
        here, there = self.snapshot.settings.timezone, self.vault.zone(follow_up.interview)
        return self._local(follow_up.suggested) | {"words": both_clocks(follow_up.suggested, here, there)}

    def follow_up(self, follow_up: FollowUp) -> View:
        """A follow-up with its instants, their reason and its draft."""
        if follow_up.id not in self._follow_ups:
            self._follow_ups[follow_up.id] = self._follow_up(follow_up)
        return self._follow_ups[follow_up.id]

    def _follow_up(self, follow_up: FollowUp) -> View:
        interview = follow_up.interview
        draft = self._drafts.get(follow_up.id)
        follow_up = draft.follow_up if draft else follow_up  # as the draft is addressed
        closed = follow_up.closed
        item, number = self._skip_items(interview).item(follow_up)
        return {
            "id": follow_up.id,
            "kind": follow_up.kind,
            "label": KINDS[follow_up.kind].TITLE,
            "number": follow_up.number,
            "to": self.person(follow_up.whom) if follow_up.whom else None,
            "through": self.person(follow_up.to) if follow_up.to and follow_up.passed_on else None,
            "promise": phrases.clean(follow_up.promise.text) if follow_up.promise else None,
            "company": self.vault.company(interview.company).name,
            "role": interview.role.label if interview.role else None,
            "interview": stage_words(interview),
            "interview_page": self.page_of(interview.note),
            "interview_path": interview.note.path,
            "interview_name": interview.note.name,
            "skip": {
                "all": [*(interview.skip or ()), item],
                "number": number,
                "called": draft.path.rpartition("/")[2].removesuffix(".md")
                if draft
                else follow_up_name(self.vault, follow_up),
            },
            "opens": self._local(follow_up.opens),
            "due": self._local(follow_up.due),
            "suggested": self._suggested(follow_up),
            "reason": follow_up.reason,
            "sent": self._local(follow_up.sent) if follow_up.sent else None,
            "in_time": follow_up.in_time,
            "settled": settled(follow_up),
            "closes": self._local(closed.at) | {"as": closed.state, "why": closed.why} if closed else None,
            "draft_page": self.page_of(draft.path) if draft else None,
            "ready": draft.ready if draft else None,
            "own": own_sentences(draft),
            "path": draft.path if draft else None,
            "panel": self._panel(follow_up),
        }

    def _panel(self, follow_up: FollowUp) -> View | None:
        """The number of a thank-you among those of a panel; None if there is only one."""
        if follow_up.kind != "thank-you":
            return None
        path = follow_up.interview.note.path
        if path not in self._panels:
            several = [f.id for f in self.planned([follow_up.interview]) if f.kind == "thank-you" and not f.skipped]
            self._panels[path] = {name: number for number, name in enumerate(several, 1)}
        panel = self._panels[path]
        return {"number": panel[follow_up.id], "all": len(panel)} if len(panel) > 1 and follow_up.id in panel else None

    def _skip_items(self, interview: Interview) -> SkipItems:
        path = interview.note.path
        if path not in self._skips:
            self._skips[path] = SkipItems(self.vault, self.planned([interview]))
        return self._skips[path]

    def task(self, follow_up: FollowUp) -> View:
        """A follow-up for the dashboard; if its draft is ready, with the text to copy and the mail link.

        A very long text is left to the draft's page, so that the dashboard stays small.
        """
        draft = self._drafts.get(follow_up.id)
        is_ready = draft is not None and draft.ready and settled(follow_up) is None and len(draft.body) <= _LONGEST_COPY
        return self.follow_up(follow_up) | {
            "text": phrases.plain(draft.body) if draft and is_ready else None,
            "mailto": mailto_view(draft) if draft and is_ready and follow_up.kind != "letter" else None,
        }

    def application(self, application: Application) -> View:
        """An application with its rounds, the stages that they lead to, and the last of these."""
        page = self.page_of(application)
        if page not in self._applications:
            self._applications[page] = self._application(application, page)
        return self._applications[page]

    def _application(self, application: Application, page: str) -> View:
        vault = self.vault
        rounds = vault.rounds(application)
        held = [interview for interview in rounds if is_held(interview)]
        outcome = vault.outcome(application)
        return {
            "title": application.role.label if application.role else "Position not named",
            "page": page,
            "company": vault.company(application.company).name,
            "company_page": self.page_of(vault.company(application.company)),
            "applied": day_view(application.applied) if application.applied else None,
            "outcome": OUTCOME_WORDS.get(outcome or ""),
            "closed": outcome in CLOSING_OUTCOMES and outcome != "offer",
            "offered": outcome == "offer",
            "won": outcome in ("offer", "accepted"),
            "stage": stage(held, outcome),
            "stages": [[iso(vault.start(interview)), of_round(interview)] for interview in held],
            "moves": [iso(moment) for moment in self._moves(application)],
            "rounds": [self.interview(interview) for interview in rounds],
            "last": stage_words(rounds[-1]) if rounds else None,
        }

    def position(self, application: Application) -> View:
        """An application with the follow-ups that may become its next step; the page script shows the current one."""
        planned = self.planned(self.vault.rounds(application))
        steps = [f for f in planned if settled(f) is None and (f.closed is None or utc(f.closed.at) > utc(f.opens))]
        return self.application(application) | {"steps": [self.follow_up(f) for f in may_be_next(steps)]}

    def _moves(self, application: Application) -> list[datetime]:
        """When an application was sent and when its rounds began, in order. Days in a stage count from the last."""
        began = [self.vault.start(interview) for interview in self.vault.rounds(application)]
        zone = self.snapshot.settings.timezone
        sent = [datetime.combine(application.applied, time(0), zone)] if application.applied else []
        return sorted([*sent, *began], key=datetime.timestamp)

    def person(self, person: Person) -> View:
        """A person's name, title and page; somebody whom only a draft names has no page."""
        page = _page_if_any(self._virtual_urls, self._urls.pages, thing_of(self.vault, person))
        return {"name": person.name, "title": person.title, "page": page}

    def draft(self, draft: Draft) -> View:
        """A draft with its text, links to send it, and what it still needs."""
        page = self.page_of(draft.path)
        return self.follow_up(draft.follow_up) | draft_view(self.vault, draft, page)

    def backlinks(self, note: Note | None, *, but: Iterable[Interview | Application | Person] = ()) -> list[View]:
        """The notes that link to a note, except those of `but`, which its page shows anyway."""
        links = self._backlinks.get(note.path, ()) if note else ()
        shown = {thing.note.path for thing in but if thing.note} if links else set()
        return [
            {
                "title": self._title(backlink.by),
                "page": self.page_of(backlink.by),
                "said": backlink.text,
                "kind": self.vault.kinds.get(backlink.by, "note"),
            }
            for backlink in links
            if backlink.by not in shown
        ]

    def _title(self, path: str) -> str:
        value = self.vault.typed.get(path)
        if isinstance(value, Interview):
            return str(self.interview(value)["title"])
        return self._titles.get(path) or path.rpartition("/")[2].removesuffix(".md")

    def follow_ups_of(self, interviews: Iterable[Interview]) -> list[View]:
        """The follow-ups of some interviews, by deadline."""
        return [self.follow_up(f) for f in self.planned(interviews)]

    def messages(self, person: Person) -> list[FollowUp]:
        """The follow-ups to a person, sent or not, by deadline."""
        return self._messages.get(self.page_of(person), [])

    def planned(self, interviews: Iterable[Interview]) -> list[FollowUp]:
        """The follow-ups of some interviews, by deadline."""
        found = [self._planned.get(interview.note.path, []) for interview in interviews]
        return list(found[0]) if len(found) == 1 else sorted(chain.from_iterable(found), key=by_deadline)


def _page_if_any(virtual_urls: Mapping[str, str], pages: Mapping[str, str], name: str) -> str | None:
    return virtual_urls.get(name) or pages.get(name)


def settled(follow_up: FollowUp) -> str | None:
    """The final state of a follow-up, sent or skipped; None if its state depends on the time."""
    if follow_up.sent is not None:
        return "sent"
    return "skipped" if follow_up.skipped else None
