"""Each recipe of CONTRIBUTING.md's “To add …”, carried out on a copy of the package: its command shows the new thing.

A recipe is one file, and one name where the others are listed: `Copy.add` writes the file, `Copy.name` the name.
"""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from html import unescape
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
NOW = "2026-03-05T18:00"
INTERVIEW = """---
company: Acme
role: Data Engineer
stage: technical
date: 2026-03-05T14:30
duration: 60
interviewers:
  - "[[Jane Doe]]"
{more}---
She laughed about the pager story.
"""
NOTES = {
    "vaultgen.toml": 'timezone = "UTC"\n[me]\nname = "Robin Bell"\nemail = "robin@bell.example"\n',
    "interviews/Acme.md": INTERVIEW.format(more=""),
    "people/Jane Doe.md": "---\ntitle: CTO\ncompany: Acme\nemail: jane@acme.example\n{more}---\n",
    "companies/Acme.md": "---\nindustry: Logistics\n{more}---\n",
    "applications/Acme.md": "---\ncompany: Acme\nrole: Data Engineer\n{more}---\n",
    "accomplishments/Pager.md": "---\nresult: Cut alerts by half.\n{more}---\n",
    "questions/Why.md": "---\ncomfort: 2\n{more}---\nBecause.\n",
}


class Copy:
    """A copy of the package and its themes, with a vault beside them."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        for part in ("vaultgen", "themes"):
            shutil.copytree(
                ROOT / part, folder / part
            )  # with its bytecode, which Python compiles again where it has to
        self.vault = folder / "vault"
        for path in NOTES:
            self.note(path)

    def add(self, path: str, text: str) -> None:
        """A new file."""
        target = self._folder / path
        assert not target.exists()
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, "utf-8")

    def name(self, path: str, *places: tuple[str, str]) -> None:
        """The new thing's name in a file: behind a text that stands there once."""
        target = self._folder / path
        text = target.read_text("utf-8")
        for behind, name in places:
            assert text.count(behind) == 1, f"{behind!r} in {path}"
            text = text.replace(behind, behind + name)
        target.write_text(text, "utf-8")

    def note(self, path: str, more: str = "", *, body: str = "") -> None:
        """A note of the vault, with more properties or another body."""
        target = self.vault / path
        target.parent.mkdir(parents=True, exist_ok=True)
        text = (INTERVIEW if path == "interviews/Acme.md" else NOTES[path]).replace("{more}", more)
        target.write_text(text + body, "utf-8")

    def run(self, *args: str, code: int = 0) -> str:
        """What a command prints on standard output, in the vault; it ends as is expected."""
        done = subprocess.run(
            [sys.executable, "-m", "vaultgen", *args],
            cwd=self.vault,
            env=os.environ | {"PYTHONPATH": str(self._folder), "VAULTGEN_NOW": NOW},
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        assert done.returncode == code, done.stdout + done.stderr
        assert "Traceback" not in done.stderr
        return done.stdout

    def page(self, path: str) -> str:
        """A page of the site, its texts as they are read."""
        return unescape((self.vault / "site" / path).read_text("utf-8"))


@pytest.fixture
def copy(tmp_path: Path) -> Copy:
    return Copy(tmp_path)


def add_property(copy: Copy, kind: str, line: str) -> None:
    """One line at the end of a kind of note in the model."""
    model = (ROOT / "vaultgen/vault/model.py").read_text("utf-8")
    last = re.search(rf"^class {kind}:.*?(?=\n\n\n)", model, re.MULTILINE | re.DOTALL)
    assert last
    copy.name("vaultgen/vault/model.py", (last.group(), f"\n    {line}"))


def test_a_property_that_is_a_question_of_the_checklist(copy: Copy) -> None:
    add_property(copy, "Interview", 'dress: str | None = schema.text("How did they dress?", checklist=True)')
    copy.run("check")
    copy.run("build")
    before = copy.page("interviews/acme.html")
    assert "How did they dress?" in before
    total = re.search(r"(\d+) of (\d+)", before)
    assert total
    copy.note("interviews/Acme.md", "dress: in jeans\n")
    assert "VG101" not in copy.run("check")
    copy.run("build")
    after = copy.page("interviews/acme.html")
    assert f"{int(total[1]) + 1} of {total[2]}" in after
    assert "in jeans" in after
    assert "dress" in json.loads(copy.run("schema", "interview"))["properties"]
    made = copy.run("new", "interview", "Globex screen", "--company", "Globex").strip()
    assert "\ndress:" in Path(made).read_text("utf-8")


FACTS: Mapping[str, tuple[str, str]] = {
    "Interview": ("interviews/Acme.md", "interviews/acme.html"),
    "Person": ("people/Jane Doe.md", "people/jane-doe.html"),
    "Company": ("companies/Acme.md", "companies/acme.html"),
    "Application": ("applications/Acme.md", "applications/acme.html"),
    "Accomplishment": ("accomplishments/Pager.md", "accomplishments/pager.html"),
    "Question": ("questions/Why.md", "questions/why.html"),
}


def test_any_other_property_is_a_fact_on_the_page_of_its_note(copy: Copy) -> None:
    for kind, (path, _) in FACTS.items():
        add_property(copy, kind, 'parking_place: str | None = schema.text("where one may park")')
        add_property(copy, kind, 'seen_on: dt.date | None = schema.day("when you were there")')
        copy.note(path, f"parking_place: behind the mill & {kind}\nseen_on: 2026-03-02\n")
    assert "VG101" not in copy.run("check")
    copy.run("build")
    for kind, (_, page) in FACTS.items():
        shown = copy.page(page)
        assert f"<dt>Parking place</dt><dd>behind the mill & {kind}</dd>" in shown
        assert "<dt>Seen on</dt><dd>Monday 2 March 2026</dd>" in shown
    assert "parking_place" in json.loads(copy.run("schema", "person"))["properties"]


def test_a_property_of_a_draft_is_a_fact_on_the_page_of_the_draft(copy: Copy) -> None:
    add_property(copy, "DraftNote", 'channel: str | None = schema.text("how it goes out")')
    copy.run("build")
    (draft,) = (copy.vault / "drafts").glob("*thank-you*.md")
    draft.write_text(draft.read_text("utf-8").replace("sent:", "channel: by pigeon\nsent:"), "utf-8")
    copy.run("build")
    (page,) = (copy.vault / "site/drafts").glob("*thank-you*.html")
    assert "<dt>Channel</dt><dd>by pigeon</dd>" in page.read_text("utf-8")


def test_a_check(copy: Copy) -> None:
    copy.add(
        "vaultgen/checks/rules/shouting.py",
        '''"""A note shouts (VG799)."""

from collections.abc import Iterator

from vaultgen.diagnostics.diagnostic import Diagnostic, Rule, problem
from vaultgen.diagnostics.source import Span
from vaultgen.snapshot import Snapshot

SHOUTING = Rule("VG799", "hint", "shouting")
RULES = (SHOUTING,)


def check(snapshot: Snapshot) -> Iterator[Diagnostic]:
    """Looks at the text of each note."""
    for note in snapshot.vault.notes:
        if note.body.strip() and note.body.isupper():
            yield problem(SHOUTING, note.path, Span(), "This note shouts.", hint="Write it in small letters.")
''',
    )
    copy.name(
        "vaultgen/checks/rules/__init__.py",
        ("from vaultgen.checks.rules import (\n", "    shouting,\n"),
        ("CHECKS = (\n", "    shouting,\n"),
    )
    copy.add(
        "vaultgen/diagnostics/explanations/VG799.md",
        "# VG799: shouting\n\nNobody likes to be shouted at.\n\n## Wrong\n\n```markdown notes/A.md\nOH NO\n```\n",
    )
    assert "VG799" not in copy.run("check")
    copy.note("companies/Acme.md", body="LOUD.\n")
    assert "hint VG799 This note shouts." in copy.run("check")
    assert "1 hint" in copy.run("check", "--select", "VG7")
    assert "VG799  hint     shouting" in copy.run("explain")
    assert "Nobody likes to be shouted at." in copy.run("explain", "VG799")
    (rule,) = json.loads(copy.run("check", "--format", "sarif"))["runs"][0]["tool"]["driver"]["rules"]
    assert (rule["id"], rule["shortDescription"]["text"]) == ("VG799", "shouting")
    copy.run("build")
    assert "This note shouts." in copy.page("problems.html")
    settings = copy.vault / "vaultgen.toml"
    settings.write_text(settings.read_text("utf-8") + '[check]\nignore = ["VG799"]\n', "utf-8")
    assert "VG799" not in copy.run("check")


def test_a_kind_of_follow_up(copy: Copy) -> None:
    copy.add(
        "vaultgen/followups/kinds/reading_tip.py",
        '''"""A tip for something to read: one per interview, on the day after it."""

from collections.abc import Iterator
from datetime import timedelta

from vaultgen.followups.draft_matching import drafts_for
from vaultgen.followups.rules import FollowUp, Length, end_of_day, follow_up, most_senior, suggested
from vaultgen.vault.ids import interview_id
from vaultgen.vault.vault import Vault

KIND = "reading-tip"
TITLE = "Tip for reading"
LENGTH = Length(5, 40, shorten="One tip is enough.")


def plan(vault: Vault) -> Iterator[FollowUp]:
    """One tip for every interview."""
    for interview in vault.interviews:
        opens = vault.end(interview)
        due = end_of_day(vault, interview, opens.date() + timedelta(days=1))
        yield follow_up(
            vault,
            KIND,
            interview,
            follow_up_id=f"{interview_id(interview)}:{KIND}",
            whom=most_senior(vault, interview),
            opens=opens,
            due=due,
            suggested=suggested(vault, opens, due),
            reason="the day after the interview",
            draft=next(iter(drafts_for(vault, KIND, interview)), None),
            closed=None,
        )
''',
    )
    copy.name("vaultgen/vault/model.py", ('FOLLOW_UP_KINDS = ("thank-you", ', '"reading-tip", '))
    copy.add(
        "vaultgen/drafts/wording/en/reading-tip.jinja",
        """{% import "_parts" as parts %}
Subject: Something to read

{{ parts.greeting(person, tone) }}

Here is the book about pagers of which I spoke on {{ interview_day }} at {{ company }}.

{{ parts.sign_off(me) }}
""",
    )
    copy.run("build")
    (draft,) = (copy.vault / "drafts").glob("*reading-tip*.md")
    assert "the book about pagers" in draft.read_text("utf-8")
    assert "reading-tip" not in copy.run("check"), "nothing is wrong in its own draft"
    assert "Tip for reading to Jane Doe" in copy.run("status")
    assert "Tip for reading" in copy.page("interviews/acme.html")
    assert "Tip for reading" in copy.page("index.html")
    assert "reading-tip" in copy.run("schema", "draft")
    typed = draft.read_text("utf-8")
    draft.write_text(typed.replace("Here is the book", "Read! " * 50 + "Here is the book"), "utf-8")
    said = copy.run("check")
    assert "VG415 This reading-tip has" in said
    assert "One tip is enough." in said
    draft.write_text(typed, "utf-8")
    copy.run("sent", "reading-tip")
    copy.run("build")
    assert "Tip for reading" in copy.page("insights.html")
    copy.note("interviews/Acme.md", "skip:\n  - reading-tip\n")
    assert "VG105" not in copy.run("check")


def test_a_page_with_its_place_in_the_navigation(copy: Copy) -> None:
    copy.add(
        "vaultgen/website/pages/rooms.py",
        '''"""The rooms in which one has sat: one line for each employer."""

from collections.abc import Iterator
from datetime import date

from vaultgen.vault.settings import Settings
from vaultgen.website.navigation import Section
from vaultgen.website.records import Records
from vaultgen.website.theme import Page
from vaultgen.website.views import Views

SECTION = Section("Rooms", "waiting-rooms.html", "lists", folders=("rooms",))


def detail_pages(views: Views) -> Iterator[Page]:
    """`rooms/*.html`."""
    for company in views.vault.companies:
        yield Page(f"rooms/{company.name.lower()}.html", "rooms", {"title": company.name, "names": [company.name]})


def records(views: Views) -> Records:
    """The employers' names."""
    return {"rooms": [company.name for company in views.vault.companies]}


def pages(records: Records, settings: Settings, today: date) -> Iterator[Page]:
    """`waiting-rooms.html`."""
    yield Page("waiting-rooms.html", "rooms", {"title": "Rooms", "names": sorted(records["rooms"])})
''',
    )
    copy.name(
        "vaultgen/website/pages/__init__.py",
        ("from vaultgen.website.pages import (\n", "    rooms,\n"),
        ("PAGES: tuple[PageKind, ...] = (\n", "    rooms,\n"),
    )
    copy.add(
        "themes/desk/pages/rooms.html",
        '{% extends "parts/base.html" %}\n{% block content %}<h1>{{ title }}</h1>{{ names|join }}{% endblock %}\n',
    )
    settings = (copy.vault / "vaultgen.toml").read_text("utf-8")
    for theme in ("desk", "ledger", "folio"):
        (copy.vault / "vaultgen.toml").write_text(f'theme = "{theme}"\n{settings}', "utf-8")
        copy.run("build")
        assert '<li><a href="waiting-rooms.html">Rooms</a></li>' in copy.page("index.html")
        assert '<li><a href="waiting-rooms.html" aria-current="page">Rooms</a></li>' in copy.page("waiting-rooms.html")
        assert '<a href="../waiting-rooms.html" aria-current="true">Rooms</a>' in copy.page("rooms/acme.html")
        assert "<h1>Rooms</h1>Acme" in copy.page("waiting-rooms.html")


def test_an_export_of_drafts(copy: Copy) -> None:
    copy.add(
        "vaultgen/exports/draft_files/shout.py",
        '''"""A draft in capitals."""

from datetime import datetime

from vaultgen.drafts.write import Draft
from vaultgen.exports.exported import Exported
from vaultgen.vault.vault import Vault

NAME, SUFFIX, ABOUT = "shout", ".loud", "all in capitals"
KIND = None


def export(draft: Draft, vault: Vault, now: datetime) -> Exported:
    """The text, in capitals."""
    return Exported(draft.body.upper().encode(), ("This one is loud.",))
''',
    )
    formats = "vaultgen/exports/draft_files/__init__.py"
    copy.name(formats, ("from vaultgen.exports.draft_files import ", "shout, "), ("for module in (", "shout, "))
    assert re.search(r"^  shout +A draft as all in capitals\.$", copy.run("export", "--help"), re.MULTILINE)
    copy.run("build")
    assert copy.run("export", "shout", "thank-you", "--out", "-").isupper()
    copy.run("export", "shout", "thank-you", "--out", "loud.loud")
    assert (copy.vault / "loud.loud").read_text("utf-8").isupper()


def test_an_export_of_the_vault(copy: Copy) -> None:
    copy.add(
        "vaultgen/exports/vault_files/roll.py",
        '''"""The employers, one a line."""

from vaultgen.exports.exported import Exported
from vaultgen.exports.options import Asked, ExportOption, ExportWords
from vaultgen.snapshot import Snapshot

NAME, ABOUT = "roll", "The employers, one a line."
WORDS = ExportWords("CASE", ("small", "large"))
OPTIONS = (ExportOption("--with-dots", "Put a dot behind each.", is_flag=True),)


def export(snapshot: Snapshot, asked: Asked) -> Exported:
    """The names."""
    (case,) = asked["words"]
    names = (company.name for company in snapshot.vault.companies)
    lines = [(name.lower() if case == "small" else name.upper()) + "." * asked["with-dots"] for name in names]
    return Exported("\\n".join(lines).encode(), ("These are all.",), "roll.txt")
''',
    )
    formats = "vaultgen/exports/vault_files/__init__.py"
    copy.name(formats, ("from vaultgen.exports.vault_files import ", "roll, "), ("for module in (", "roll, "))
    assert re.search(r"^  roll +The employers, one a line\.$", copy.run("export", "--help"), re.MULTILINE)
    assert "Put a dot behind each." in copy.run("export", "roll", "--help")
    assert copy.run("export", "roll", "small") == "acme"
    assert copy.run("export", "roll", "large", ".", "--with-dots") == "ACME."
    copy.run("export", "roll", "weird", code=2)
    copy.run("export", "roll", "large", "--out", ".")
    assert (copy.vault / "roll.txt").read_text("utf-8") == "ACME"


def test_a_report(copy: Copy) -> None:
    copy.add(
        "vaultgen/reports/tally.py",
        '''"""How often each code is given."""

from collections import Counter

from vaultgen.reports.report import Report


def render(report: Report) -> str:
    """One line per code."""
    codes = Counter(diagnostic.code for diagnostic in report.diagnostics)
    return "\\n".join(f"{code} {number}" for code, number in sorted(codes.items()))
''',
    )
    copy.name("vaultgen/reports/__init__.py", ('FORMATS = ("text", ', '"tally", '))
    copy.note("companies/Acme.md", "mood: sunny\nweather: fair\n")
    assert copy.run("check", "--format", "tally") == "VG101 2\n"
    assert "tally" in copy.run("check", "--help")


def test_a_command(copy: Copy) -> None:
    copy.add(
        "vaultgen/cli/commands/greet.py",
        '''"""`vaultgen greet`: a greeting."""

import click


@click.command("greet")
@click.argument("name")
def command(name: str) -> int:
    """Greet NAME."""
    return run(name)


def run(name: str) -> int:
    """Prints a greeting; always 0."""
    click.echo(f"Good morning, {name}.")
    return 0
''',
    )
    copy.name("vaultgen/cli/commands/__init__.py", ("COMMANDS = {\n", '    "greet": "Say good morning.",\n'))
    assert re.search(r"^  greet +Say good morning\.$", copy.run("--help"), re.MULTILINE)
    assert copy.run("greet", "Robin") == "Good morning, Robin.\n"


def test_a_theme(copy: Copy) -> None:
    copy.add("themes/sand/theme.toml", 'title = "Sand"\nabout = "Warm: as on a beach."\nextends = "desk"\n')
    copy.add("themes/sand/assets/theme.css", ":root { --accent: light-dark(#705010, #e0c080); }\n")
    assert re.search(r"sand +Warm: as on a beach\.", copy.run("theme", "list"))
    settings = (copy.vault / "vaultgen.toml").read_text("utf-8")
    (copy.vault / "vaultgen.toml").write_text(f'theme = "sand"\n{settings}', "utf-8")
    copy.run("build")
    assert 'href="assets/theme.css"' in copy.page("index.html")
    assert "#705010" in copy.page("assets/theme.css")


def test_a_language_of_draft_texts(copy: Copy) -> None:
    wording = copy.vault.parent / "vaultgen/drafts/wording"
    shutil.copytree(wording / "en", wording / "nl")
    words = (wording / "nl/language.toml").read_text("utf-8")
    (wording / "nl/language.toml").write_text(words.replace('"March"', '"maart"'), "utf-8")
    settings = (copy.vault / "vaultgen.toml").read_text("utf-8")
    (copy.vault / "vaultgen.toml").write_text(f'language = "nl"\n{settings}', "utf-8")
    copy.run("build")
    copy.run("build", "--now", "2026-04-20T09:00")
    assert any("maart" in path.read_text("utf-8") for path in (copy.vault / "drafts").glob("*.md"))


def test_a_rule_of_markdown(copy: Copy) -> None:
    copy.add(
        "vaultgen/markdown/insertions.py",
        '''"""`++inserted++`, as some notes have it."""

import re

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline

_INSERTED = re.compile(r"\\+\\+(?=\\S)(.+?)(?<=\\S)\\+\\+")


def insertions(parser: MarkdownIt) -> None:
    """Adds the rule to a parser."""
    parser.inline.ruler.before("emphasis", "insertion", _read)


def _read(state: StateInline, silent: bool) -> bool:
    found = _INSERTED.match(state.src, state.pos)
    if found is None:
        return False
    if not silent:
        state.push("ins_open", "ins", 1)
        state.push("text", "", 0).content = found[1]
        state.push("ins_close", "ins", -1)
    state.pos = found.end()
    return True
''',
    )
    copy.name(
        "vaultgen/markdown/render.py",
        ("from vaultgen.markdown.images import images\n", "from vaultgen.markdown.insertions import insertions\n"),
        ("INLINE = (", "insertions, "),
        (r'_TERMINATORS = late(r"[\n!#$&*', "+"),
    )
    copy.note("companies/Acme.md", body="A ++new++ word.\n")
    copy.note("interviews/Acme.md", "culture:\n  - They ++grew++.\n")
    copy.run("build")
    assert "A <ins>new</ins> word." in copy.page("companies/acme.html")
    assert "They <ins>grew</ins>." in copy.page("interviews/acme.html")
