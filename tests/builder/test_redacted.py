"""A redacted build: what is changed, what goes, and that nothing is written where anything got through."""

import html
import json
import re
from pathlib import Path
from urllib.parse import quote

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.conftest import Run, VaultOf
from vaultgen.builder import redacted, workspace
from vaultgen.builder.redacted import Redacted
from vaultgen.exports import leaks
from vaultgen.exports.false_names import RealName, Renamer, is_weak
from vaultgen.exports.redaction import Redactor

NOW = "2026-03-12T09:00"
SETTINGS = """timezone = "UTC"
[me]
name = "Robin Hale"
email = "robin@hale.example"
phone = "+1 312 555 0188"
address = "1420 Larkspur Street, Chicago"
"""
FILES = {
    "vaultgen.toml": SETTINGS,
    "people/Nneka Okafor.md": """---
title: VP Engineering
company: "[[Quillfeather Freight]]"
email: nneka.okafor@quillfeather.example
phone: +1 312 555 0100
linkedin: https://linkedin.example/in/nneka
aliases: [Zazie]
---
Okafor's team; the Okafors. NNEKA, nneka_okafor, Zazie. Will call Robin.
""",
    "companies/Quillfeather Freight.md": "---\nwebsite: https://quillfeather.example\naliases: [QFX]\n---\n",
    "applications/Quillfeather.md": """---
company: "[[Quillfeather Freight]]"
role: Data Engineer
salary: "$165,000"
applied: 2026-03-01
---
""",
    "interviews/2026-03-10 Quillfeather panel.md": """---
company: "[[Quillfeather Freight]]"
role: Data Engineer
stage: panel
date: 2026-03-10T15:00
duration: 60
place: 77 Wharf Road, Chicago
interviewers: ["[[Nneka Okafor]]", "Dr. Émile Ångström, CTO, emile@quillfeather.example, +49 30 5550137"]
moments: ["Nneka: the pager in the lake", "Angstrom laughed about €88k"]
salary_stated: "$165,000"
next_steps: ["call (312) 555-0100 or write to jobs@quillfeather.example"]
---
The pager story, see [their page](https://quillfeather.example/us) and www.quillfeather.example.
%%A secret between percent signs.%%
<!-- A secret comment. -->
![[Nneka at the office.png]]

## Private

A secret section.

### Also secret

## What they do

Ports.
""",
    "drafts/x.md": """---
kind: thank-you
interview: "[[2026-03-10 Quillfeather panel]]"
to: "[[Nneka Okafor]]"
sent: 2026-03-10T18:00
---
Dear Nneka, a draft about teapots.
""",
}
SECRETS = ("okafor", "nneka", "zazie", "ngstr", "quillfeather", "qfx", "robin", "hale", "555", "@", "larkspur", "wharf")
MORE = ("165", "88k", "secret", "https://", "linkedin", "office.png")


def build(root: Path, *, seed: str = "", with_drafts: bool = False) -> tuple[Redacted, dict[str, str]]:
    """What a build did, and the text of the files that it wrote, by path."""
    site = root.parent / "shown"
    work = workspace.open_vault(str(root), out=str(site))
    made = redacted.build(work, work.now(NOW), seed=seed, with_drafts=with_drafts)
    files = [path for path in site.rglob("*") if path.is_file()]
    return made, {path.relative_to(site).as_posix(): path.read_text("utf-8") for path in files}


def test_names_are_changed_and_whatever_reaches_anybody_goes(vault_of: VaultOf) -> None:
    made, files = build(vault_of(FILES))
    assert made.leaks == ()
    files.pop(".vaultgen.json")  # digests
    shown = {path: html.unescape(text).lower() for path, text in files.items() if not path.startswith("assets/")}
    for secret in (*SECRETS, *MORE):
        assert [path for path, text in shown.items() if secret in path or secret in text] == [], secret
    everything = "\n".join(shown.values())
    for kept in ("data engineer", "vp engineering", "the pager in the lake", "what they do", "names of people"):
        assert kept in everything
    assert "teapots" not in everything
    assert not any(path.startswith("drafts/") for path in files)


def test_one_name_stands_for_the_same_person_everywhere(vault_of: VaultOf) -> None:
    _, files = build(vault_of(FILES))
    (page,) = (text for path, text in files.items() if path.startswith("people/") and "VP Engineering" in text)
    name = page.partition("<h1>")[2].partition("</h1>")[0]
    first, last = name.split()
    assert f"{last}'s team; the {last}s. {first}, {name}" in html.unescape(page)
    (interview,) = (text for path, text in files.items() if path.startswith("interviews/"))
    assert name in interview


def test_the_same_word_gives_the_same_bytes_and_another_other_names(vault_of: VaultOf) -> None:
    root = vault_of(FILES)
    _, first = build(root, seed="one")
    made, again = build(root, seed="one")
    assert first == again
    assert made.site.written == ()
    _, other = build(root, seed="two")
    assert first.keys() != other.keys()


def test_drafts_are_there_if_asked_for(vault_of: VaultOf) -> None:
    made, files = build(vault_of(FILES), with_drafts=True)
    assert made.leaks == ()
    assert any("teapots" in text for path, text in files.items() if path.startswith("drafts/"))


def test_somebody_whose_name_is_an_ordinary_word(vault_of: VaultOf) -> None:
    note = """---
company: Grace
role: Engineer
stage: screen
date: 2026-03-10T15:00
interviewers: ["may, principal engineer", "Will Rich", raf]
moments: ["may: it may rain", "Will said that they will pay"]
---
Raf and Grace.
"""
    made, files = build(vault_of({"vaultgen.toml": SETTINGS, "interviews/x.md": note}))
    assert made.leaks == ()
    assert "may" in made.unsearched
    (page,) = (html.unescape(text) for path, text in files.items() if path.startswith("interviews/"))
    assert "it may rain" in page
    assert "said that they will pay" in page
    everything = "".join(files.values())
    assert not any(path.rpartition("/")[2] in ("may.html", "raf.html", "grace.html") for path in files)
    assert [name for name in ("Grace", "Will said", "Rich", ">raf", "Raf ") if name in everything] == []


def test_one_leak_and_nothing_is_written(vault_of: VaultOf, run: Run, tmp_path: Path) -> None:
    theirs = {"overrides/theme/assets/theme.css": "body::after { content: 'Okafor' }"}
    root = vault_of(FILES | theirs)
    result = run("build", root, "--redact", "--out", tmp_path / "shown", "--now", NOW)
    assert result.returncode == 1
    assert "assets/theme.css still has “Okafor”" in result.stderr
    assert not (tmp_path / "shown").exists()


def test_what_cannot_be_read_is_left_out(vault_of: VaultOf) -> None:
    made, files = build(vault_of(FILES | {"notes/open.md": "---\ntitle: Okafor\nno end\n"}))
    assert made.left_out == ("notes/open.md",)
    assert not any("open" in path for path in files)


def test_a_note_with_an_error_names_people_all_the_same(vault_of: VaultOf) -> None:
    note = """---
company: "[[Quillfeather Freight|QFX]]"
interviewers: [Nneka Okafor]
decision_maker: Zazie Lund
---
Okafor and Lund of Quillfeather, or QFX.
"""
    made, files = build(vault_of({"vaultgen.toml": SETTINGS, "interviews/open day.md": note}))
    assert made.leaks == ()
    everything = "".join([*files, *files.values()])
    assert [name for name in ("Nneka", "Okafor", "Zazie", "Lund", "Quillfeather", "QFX") if name in everything] == []
    assert "open day" in everything


def test_a_note_of_which_a_property_is_lost_is_left_out(vault_of: VaultOf) -> None:
    note = '---\ncompany: Acme\ninterviewers: [Nneka "Okafor\n---\nOkafor said it.\n'
    made, files = build(vault_of({"vaultgen.toml": SETTINGS, "interviews/x.md": note}))
    assert made.left_out == ("interviews/x.md",)
    assert "Okafor" not in "".join(files.values())


@pytest.mark.parametrize("words", [("--redact",), ("--seed", "x", "--out", "shown"), ("--redact", "--out", "site")])
def test_what_makes_no_sense_is_refused(vault_of: VaultOf, run: Run, words: tuple[str, ...]) -> None:
    root = vault_of(FILES)
    assert run("build", *words, cwd=root).returncode == 2
    assert not (root / "site").exists()


# What somebody is called in a note, how they are written in its text, and what no page may have of it.
WRITTEN = [
    ("Nneka Okafor", "Oka\u00adfor, Oka\u200bfor, \uff2fkafor", ("for,", "kafor")),
    ("Nneka Okafor", "NnekaOkafor, teamOkafor, Okafor2", ("kafor", "neka")),
    ("Nneka Okafor", "N. Okafor, Nneka O., N.O.", ("N.", "O.")),
    ("Ann Jonze", "the Jonzes, the Jonzees", ("Jonz",)),
    ("Jörg Müllerheim", "Joerg, JOERG MUELLERHEIM, Jorg", ("oerg", "OERG", "Jorg", "MUELL")),
    ("Joerg Muellerheim", "Jörg, jörg müllerheim", ("örg", "üller")),
    ("Sean O'Brien", "O\u2019Brien, OBrien, O Brien, O'BRIEN'S", ("rien", "RIEN", "O ", "O\u2019")),
    ("Ann MacDonald", "Mac Donald, Macdonald", ("onald", "Mac")),
    ("Mei-Ling Zhao", "Mei Ling, MeiLing, meiling, Mei-ling", ("ei", "ing")),
    ("Ann van der Berg", "Vanderberg, VAN DER BERG", ("erb", "BERG")),
    ("Robert (Bob) Zellweger", "Bob", ("Bob",)),
    ("Uwe Weißenfels", "Weißenfels, WEISSENFELS, Uwe Weissenfels", ("enfels", "ENFELS")),
    ("Nneka Oka\u00adfor", "Okafor", ("kafor",)),
    ("日本 太郎", "太郎さん、日本太郎", ("日本", "太郎")),
    ("李 明", "李明", ("李",)),
]
EMPLOYERS = ["3M", "37signals", "7-Eleven", "AT&T", "E.ON", "H&M", "Blue Bottle Freight"]


@pytest.mark.parametrize(("who", "text", "gone"), WRITTEN)
def test_somebody_is_not_known_however_they_are_written(
    vault_of: VaultOf, who: str, text: str, gone: tuple[str, ...]
) -> None:
    made, files = build(vault_of({"vaultgen.toml": SETTINGS, "interviews/x.md": _talk("Vandelay", who, text)}))
    assert made.leaks == ()
    prose = _prose(files)
    assert [part for part in gone if part in prose] == []


@pytest.mark.parametrize("employer", EMPLOYERS)
def test_an_employer_whose_name_is_no_word_has_another(vault_of: VaultOf, employer: str) -> None:
    talk = _talk(employer, "Ann Jonze", f"At {employer} they glue. BBF does, too.")
    made, files = build(vault_of({"vaultgen.toml": SETTINGS, "interviews/x.md": talk}))
    assert made.leaks == ()
    assert made.unsearched == ()
    everything = html.unescape("".join(text for path, text in files.items() if path.endswith(".html")))
    assert employer not in everything
    assert ("BBF" in everything) is (employer != "Blue Bottle Freight")


def test_a_name_in_pieces_is_found_and_nothing_is_written(vault_of: VaultOf) -> None:
    for text in ("Oka**for**", "Oka`for`", "Oka&#102;or"):
        root = vault_of({"vaultgen.toml": SETTINGS, "interviews/x.md": _talk("Vandelay", "Nneka Okafor", text)})
        made, files = build(root)
        assert any("okafor" in leak.words.lower() for leak in made.leaks), text
        assert files == {}


@pytest.mark.parametrize(
    ("text", "gone"),
    [
        ("call 3125550100, 07700900123 or 555-0100", "0"),
        ("jobs.qf.io/12345, careers.qf.ai, vandelay.it/jobs", "."),
        ("120-140k, 30 lakh, 600 000 kr, A$120k, SEK 50000, 9000 zł, 92,500, 92500 or 92.500", "0"),
        ("to 77 Wharf Road", "Wharf"),
    ],
)
def test_numbers_links_and_pay_go_from_a_text_too(vault_of: VaultOf, text: str, gone: str) -> None:
    more = 'place: "77 Wharf Road, Chicago"\nsalary_stated: "92500 from 2026 on"\n'
    talk = _talk("Vandelay", "Ann Jonze", f"{text} in 2026", more)
    made, files = build(vault_of({"vaultgen.toml": SETTINGS, "interviews/x.md": talk}))
    assert made.leaks == ()
    prose = _prose(files)
    assert prose.endswith(" in 2026")
    assert gone not in prose.removesuffix(" in 2026")


@pytest.mark.parametrize(
    "text",
    [
        "Private\n-------\n\nteapot",
        "## 🔒 My private notes\n\nteapot",
        "> ## Private\n> teapot\n",
        "## Private\n\n```\n# a comment\n```\n\nteapot",
        "## Private\n\n> # They said\n\nteapot\n\n- an item\n---\n\nteapot",
        "## Private\n\n### Private\n\n### Open\n\nteapot",
    ],
)
def test_a_private_section_goes_whatever_is_in_it(text: str) -> None:
    note = Redactor(Renamer([]), ()).note(f"## Before\n\nports\n\n{text}\n\n# After\n\nships\n") or ""
    assert "teapot" not in note
    assert "ports" in note
    assert "ships" in note


def _prose(files: dict[str, str]) -> str:
    """The text of the one interview, behind `said by`."""
    (page,) = (html.unescape(page) for path, page in files.items() if path.startswith("interviews/"))
    (prose,) = re.findall(r'class="prose"><p>said by (.*?)</p>\s*</div>', page, re.DOTALL)
    return str(prose)


def _talk(employer: str, who: str, text: str, more: str = "") -> str:
    return f"""---
company: "{employer}"
role: Engineer
stage: screen
date: 2026-03-10T15:00
interviewers: ["{who}"]
{more}---
said by {text}
"""


ENCODED = {
    "as it is": "Okafor",
    "in other case": "oKAFOR",
    "without accents": "Okafór",
    "entities": "&#79;kaf&#x6f;r",
    "JavaScript": json.dumps("Ôkafor")[1:-1],
    "escapes": r"\u004fkaf\x6fr",
    "percent": "%4fkafor",
    "twice": quote("%4fkafor"),
    "joined": "nneka_okafor",
    "possessive": "Okafors",
}


@pytest.mark.parametrize("text", ENCODED.values(), ids=ENCODED)
def test_a_name_is_found_however_it_is_written(text: str) -> None:
    name = RealName("Nneka Okafor", "Lomar Renel", (("Nneka", "Lomar"), ("Okafor", "Renel")))
    secrets, _ = leaks.of_names([name], frozenset())
    assert list(leaks.search("index.html", f"<p>x {text} y</p>".encode(), secrets))
    assert list(leaks.search(f"people/{text}.html", b"", secrets))
    assert not list(leaks.search("index.html", b"<p>Okaforest, kafor</p>", secrets))


@pytest.mark.parametrize(
    ("text", "found"),
    [("+1 (312) 555-0100", True), ("13125550100", True), ("1.312.555.0100", True), ("3125550101", False)],
)
def test_a_number_is_found_with_any_signs(text: str, found: bool) -> None:
    secrets = leaks.of_reach([], ["+1 312 555 0100"], [])
    assert bool(list(leaks.search("index.html", text.encode(), secrets))) is found


def test_a_name_of_two_words_of_the_site_is_searched_for_as_a_whole() -> None:
    name = RealName("Mark Page", "Lomar Renel", (("Mark", "Lomar"), ("Page", "Renel")))
    secrets, passed = leaks.of_names([name], frozenset({"mark", "page"}))
    assert passed == []
    assert list(leaks.search("index.html", b"<p>Mark <b>Page</b></p>", secrets))
    assert not list(leaks.search("index.html", b"<mark>Page</mark> mark page", secrets))


def test_the_lines_of_a_calendar_are_joined_first() -> None:
    secrets = leaks.of_reach(["jane@acme.example"], [], [])
    assert list(leaks.search("calendar.ics", b"DESCRIPTION:jane@ac\r\n me.example\r\n", secrets))


NAME = st.from_regex(r"\A[A-ZÄÖÉŁ][a-zäéßłı]{3,9}\Z")


FORMS = ("{0} {1}", "{1}, {0}", "{0}'s", "[[{0} {1}|{0}]]", "{0}-{1}", "{0}_{1}", "xx {1}s")


@given(NAME, NAME, st.sampled_from(FORMS))
def test_no_part_of_a_name_is_left(first: str, last: str, form: str) -> None:
    assume(not is_weak(first) and not is_weak(last) and first.lower() != last.lower())
    name = RealName(f"{first} {last}", "Lomar Renel", ((first, "Lomar"), (last, "Renel")))
    redactor = Redactor(Renamer([name]), ())
    secrets, _ = leaks.of_names([name], frozenset())
    for text in (form.format(first, last), form.format(first, last).upper(), form.format(first, last).lower()):
        assert not list(leaks.search("x", (redactor.note(text) or "").encode(), secrets)), text
