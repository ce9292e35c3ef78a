"""The work-search log for a benefits office: one page to print and sign (HTML), or a table (CSV)."""

from collections.abc import Iterable, Iterator
from datetime import date
from html import escape

from vaultgen.dates.typed import BadDate, parse_when
from vaultgen.dates.words import day_words
from vaultgen.errors import UsageProblem
from vaultgen.exports import work_search
from vaultgen.exports.exported import Exported
from vaultgen.exports.letterhead import letter_date, paper
from vaultgen.exports.mail import one_line
from vaultgen.exports.options import Asked, ExportOption, ExportWords
from vaultgen.exports.vault_files import csv
from vaultgen.exports.work_search import COLUMNS, LogWeek
from vaultgen.snapshot import Snapshot
from vaultgen.vault.settings import Settings

NAME, ABOUT = "log", "What you did to find work, week by week, as a benefits office asks for it."
WORDS: ExportWords | None = None
_FIRST_DAYS = ("monday", "saturday", "sunday")
OPTIONS: tuple[ExportOption, ...] = (
    ExportOption("--from", "The first day, like 2026-03-01.", metavar="DAY"),
    ExportOption("--to", "The last day.", metavar="DAY"),
    ExportOption("--format", "A page to print and sign, or a table.", choices=("html", "csv"), default="html"),
    ExportOption("--week-start", "The day on which a week begins, if not that of the settings.", choices=_FIRST_DAYS),
)


def export(snapshot: Snapshot, asked: Asked) -> Exported:
    """The log; raises `UsageProblem` for a day that is none. The remarks say what the rows lack."""
    since, until = _day(asked["from"], "--from", date.min), _day(asked["to"], "--to", date.max)
    if since > until:
        raise UsageProblem(f"--from {since} is after --to {until}.", "Exchange them.")
    starts = asked["week-start"] or snapshot.settings.week_starts
    weeks = work_search.weeks(work_search.entries(snapshot), starts, since, until)
    lacks = (*work_search.lacking(weeks), *work_search.undated(snapshot))
    remarks = [f"Not noted yet, in {path}: {what}" for path, what in lacks]
    if not weeks:
        remarks.insert(0, "Nothing was done in that time, as far as the notes say.")
    if asked["format"] == "csv":
        rows = tuple(entry.columns for week in weeks for entry in week.entries)
        return Exported(csv.write(COLUMNS, rows), tuple(remarks), "work-search-log.csv")
    page = "\n".join(_page(weeks, lacks, snapshot.settings))
    return Exported(f"{page}\n".encode("utf-8", "replace"), tuple(remarks), "work-search-log.html")


def _day(typed: str | None, option: str, default: date) -> date:
    if typed is None:
        return default
    try:
        return parse_when(typed).day
    except BadDate:
        raise UsageProblem(f"{option} {typed} is no day.", "Write it like 2026-03-01.") from None


def _page(weeks: Iterable[LogWeek], lacks: Iterable[tuple[str, str]], settings: Settings) -> Iterator[str]:
    name, address = one_line(settings.me.name), one_line(settings.me.address.replace("\n", ", "))
    size = "letter" if paper(settings) == "us-letter" else "a4"
    yield '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">'
    yield f"<title>Work-search log{_of(name)}</title>"
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<style>\n{_STYLE.replace('SIZE', size)}</style>\n</head>\n<body>\n<h1>Work-search log</h1>"
    yield f"<p>{escape(', '.join(filter(None, (name, address))))}</p>" if name else ""
    for week in weeks:
        yield f"<table>\n<caption>Week of {day_words(week.start)}</caption>\n<thead><tr>"
        yield "".join(f'<th scope="col">{column}</th>' for column in COLUMNS) + "</tr></thead>\n<tbody>"
        for entry in week.entries:
            day = letter_date(date.fromisoformat(entry.day), settings)
            cells = (day, *entry.columns[1:])
            yield "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in cells) + "</tr>"
        yield "</tbody>\n</table>"
    yield "<p>I certify that this record is true and complete.</p>"
    yield '<p class="sign"><span>Signature</span><span>Date</span></p>'
    if lacks := tuple(lacks):
        yield '<section class="lacks">\n<h2>Not noted yet</h2>\n<p>This part is not printed.</p>\n<ul>'
        yield from (f"<li>{escape(path)}: {escape(what)}</li>" for path, what in lacks)
        yield "</ul>\n</section>"
    yield "</body>\n</html>"


def _of(name: str) -> str:
    return f" of {escape(name)}" if name else ""


_STYLE = """\
@page { size: SIZE landscape; margin: 15mm; @bottom-right { content: "Page " counter(page) " of " counter(pages); } }
body { max-width: 70rem; margin: 2rem auto; padding: 0 1rem; font: 1rem/1.4 system-ui, sans-serif; }
table { width: 100%; margin: 1rem 0; border-collapse: collapse; font-size: .85rem; }
caption { padding: .25rem 0; text-align: left; font-weight: 600; }
th, td { padding: .25rem .4rem; border: 1px solid #767676; text-align: left; vertical-align: top; }
td { overflow-wrap: anywhere; }
tr { break-inside: avoid; }
.sign { display: flex; gap: 2rem; margin-top: 4rem; break-inside: avoid; }
.sign span { flex: 1; border-top: 1px solid; }
.lacks { margin-top: 3rem; border-top: 1px dashed #767676; }
@media print { body { margin: 0; padding: 0; max-width: none; font-size: 10pt; } .lacks { display: none; } }
"""
