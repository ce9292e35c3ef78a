"""The command line in real processes and folders: what commands print and write."""

import json
import os
import re
import resource
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import jsonschema
import pytest

from tests.conftest import notes_of
from vaultgen.cli.commands import COMMANDS
from vaultgen.vault.templates import WRITTEN

Run = Callable[..., subprocess.CompletedProcess[str]]
VaultOf = Callable[..., Path]

NOW = "2026-03-11T18:00"
GOOD = """---
company: Acme
role: Engineer
date: 2026-03-11T15:00
duration: 60
interviewers: ["Jane Doe, CTO, jane@acme.example"]
moments: ["the pager story"]
---
"""


def tree(root: Path) -> dict[str, bytes]:
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in sorted(root.rglob("*")) if path.is_file()}


def test_help_names_every_command(run: Run) -> None:
    said = run("--help").stdout
    assert all(f"  {verb} " in said for verb in COMMANDS)


@pytest.mark.parametrize("verb", COMMANDS)
def test_every_command_has_help(run: Run, verb: str) -> None:
    result = run(verb, "--help")
    assert result.returncode == 0
    assert "Usage: vaultgen" in result.stdout


# From nothing to the first sent thank-you, as in the README's tour.


@pytest.mark.changes_notes
def test_a_tour_of_the_commands(run: Run, tmp_path: Path) -> None:
    root = tmp_path / "my search"
    assert run("init", root).returncode == 0
    made = run(
        "new",
        "interview",
        "Acme technical",
        "--company",
        "Acme",
        "--role",
        "Engineer",
        "--now",
        "2026-03-11T15:00",
        cwd=root,
    )
    assert made.stdout.strip().endswith("interviews/2026-03-11 Acme technical.md")
    note = root / "interviews/2026-03-11 Acme technical.md"
    text = (
        note.read_text("utf-8")
        .replace("duration:", "duration: 60")
        .replace("interviewers:", 'interviewers: ["Jane Doe, CTO, jane@acme.example"]')
    )
    note.write_text(text, "utf-8")
    assert run("check", cwd=root).returncode == 0

    built = run("build", "--now", NOW, cwd=root)
    assert built.returncode == 0, built.stderr
    assert "1 note read, 1 valid, 0 with errors" in built.stdout
    assert "1 draft written" in built.stdout
    assert built.stdout.strip().splitlines()[-1].startswith("Open ")
    assert (root / "site/index.html").is_file()

    assert run("sent", "jane", "--at", "2026-03-11T18:05", cwd=root).returncode == 0
    status = json.loads(run("status", "--format", "json", "--now", NOW, cwd=root).stdout)
    (thanks,) = [row for row in status["follow_ups"] if row["kind"] == "thank-you"]
    assert (thanks["state"], thanks["to"]) == ("sent", [{"name": "Jane Doe", "email": "jane@acme.example"}])
    assert run("sent", "jane", cwd=root).returncode == 2


def test_init_never_overwrites(run: Run, tmp_path: Path) -> None:
    (tmp_path / "vaultgen.toml").write_text("theme = 'desk'\n")
    (tmp_path / ".obsidian").mkdir()
    (tmp_path / ".obsidian/types.json").write_text('{"types": {"duration": "text", "mine": "date"}}')
    run("init", tmp_path)
    assert (tmp_path / "vaultgen.toml").read_text() == "theme = 'desk'\n"
    types = json.loads((tmp_path / ".obsidian/types.json").read_text())["types"]
    assert (types["duration"], types["mine"], types["decision_date"]) == ("text", "date", "date")
    before = tree(tmp_path)
    assert "nothing was changed" in run("init", tmp_path).stdout
    assert tree(tmp_path) == before


@pytest.mark.changes_notes
@pytest.mark.parametrize("kind", WRITTEN)
def test_a_new_note_has_every_property_and_never_overwrites(run: Run, vault_of: VaultOf, kind: str) -> None:
    root = vault_of({})
    needed = {
        "interview": ("--company", "Acme"),
        "application": ("--company", "Acme", "--role", "Data Engineer"),
        "accomplishment": ("--result", "Cut the load from six hours to one"),
    }.get(kind, ())
    if needed:
        missing = run("new", kind, "Some: Name", "--vault", root)
        assert missing.returncode == 2
        assert needed[0] in missing.stderr
        assert notes_of(root) == {}
    made = Path(run("new", kind, "Some: Name", *needed, "--vault", root, "--now", NOW).stdout.strip())
    assert made.name.endswith("Some - Name.md")  # a colon is nothing that a link or a file can hold
    text = made.read_text("utf-8")
    assert f"type: {kind}\n" in text
    assert run("check", root, "--severity", "error").returncode == 0
    again = run("new", kind, "Some: Name", *needed, "--vault", root, "--now", NOW)
    assert again.returncode == 2
    assert made.read_text("utf-8") == text


def test_sent_changes_only_one_property(run: Run, vault_of: VaultOf) -> None:
    root = vault_of({"interviews/Acme.md": GOOD})
    run("draft", root, "--now", NOW)
    (draft,) = (root / "drafts").glob("*.md")
    odd = draft.read_bytes().replace(b"sent:\n", b"sent:   \n").replace(b"\n", b"\r\n")
    draft.write_bytes(odd)
    assert run("sent", draft, "--vault", root, "--at", "2026-03-11T18:05").returncode == 0
    assert draft.read_bytes() == odd.replace(b"sent:   \r\n", b"sent: 2026-03-11T18:05\r\n")


def test_sent_with_a_day_alone_writes_the_day(run: Run, vault_of: VaultOf) -> None:
    root = vault_of({"interviews/Acme.md": GOOD})
    run("draft", root, "--now", NOW)
    (draft,) = (root / "drafts").glob("*.md")
    assert run("sent", draft, "--vault", root, "--at", "2026-03-11").returncode == 0
    assert "\nsent: 2026-03-11\n" in draft.read_text("utf-8")


def test_a_line_of_the_body_is_not_taken_for_the_property(run: Run, vault_of: VaultOf) -> None:
    root = vault_of({"interviews/Acme.md": GOOD})
    run("draft", root, "--now", NOW)
    (draft,) = (root / "drafts").glob("*.md")
    body = "From: Jane\nSent: Monday\n"
    draft.write_text(draft.read_text("utf-8").replace("sent:\n", "") + body, "utf-8")
    assert run("sent", draft, "--vault", root, "--at", "2026-03-11T18:05").returncode == 0
    assert "\nsent: 2026-03-11T18:05\n" in draft.read_text("utf-8").split("---\n")[1]
    assert draft.read_text("utf-8").endswith(body)


STATUS = {
    "type": "object",
    "required": ["version", "now", "follow_ups", "interviews"],
    "properties": {
        "version": {"const": 1},
        "now": {"$ref": "#/$defs/time"},
        "follow_ups": {
            "items": {
                "required": [
                    "id",
                    "kind",
                    "state",
                    "interview",
                    "company",
                    "role",
                    "to",
                    "opens",
                    "due",
                    "sent",
                    "draft",
                    "ready",
                ],
                "properties": {
                    "state": {"enum": [*"upcoming due overdue sent skipped superseded moot lapsed".split()]},
                    "interview": {"type": "string", "pattern": "^interviews/[^\\\\]+\\.md$"},
                    "to": {"items": {"required": ["name", "email"]}},
                    "opens": {"$ref": "#/$defs/time"},
                    "due": {"$ref": "#/$defs/time"},
                    "sent": {"oneOf": [{"type": "null"}, {"$ref": "#/$defs/time"}]},
                    "ready": {"type": "boolean"},
                },
            }
        },
        "interviews": {
            "items": {
                "required": ["path", "company", "role", "stage", "date", "state", "answered", "total", "missing"],
                "properties": {"date": {"$ref": "#/$defs/time"}, "missing": {"items": {"type": "string"}}},
            }
        },
    },
    # RFC 3339, section 5.6: seconds and offset are required.
    "$defs": {"time": {"type": "string", "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?[+-]\d\d:\d\d$"}},
}


def test_the_json_of_status_has_its_documented_shape(run: Run, example: Path) -> None:
    status = json.loads(run("status", example, "--now", "2026-03-12T09:00", "--format", "json").stdout)
    jsonschema.validate(status, STATUS)
    assert len({row["id"] for row in status["follow_ups"]}) == len(status["follow_ups"])
    for row in status["interviews"]:
        assert row["answered"] + len(row["missing"]) == row["total"]


# Errors.


@pytest.mark.parametrize(
    ("args", "code", "said"),
    [
        (("build", "nowhere"), 2, "There is no folder nowhere"),
        (("build", "a file"), 2, "a file is a file; a vault is a folder"),
        (("build", "empty"), 2, "empty is no vault"),
        (("build",), 2, "This folder is not in a vault"),
        (("build", "vault", "--now", "yesterday"), 2, "--now: “yesterday” depends on the day on which it is read"),
        (("build", "vault", "--out", "a file"), 3, "a file is a file"),
        (("new", "dog", "Rex"), 2, "'dog' is not one of"),
        (("frobnicate",), 2, "No such command 'frobnicate'"),
        (("sent", "x", "--vault", "vault", "--at", "soon"), 2, "--at: “soon” is not a date"),
        (("sent", "nobody", "--vault", "vault"), 2, "There is no draft “nobody”"),
        (("init", "a file"), 3, "a file is a file"),
    ],
)
def test_a_usage_error_is_one_sentence(run: Run, tmp_path: Path, args: tuple[str, ...], code: int, said: str) -> None:
    (tmp_path / "a file").write_text("x")
    (tmp_path / "empty").mkdir()
    (tmp_path / "vault").mkdir()
    (tmp_path / "vault/vaultgen.toml").write_text('timezone = "UTC"\n')
    result = run(*args, cwd=tmp_path)
    assert result.returncode == code, result.stderr
    assert said in result.stderr
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ('theme = "dusk"\n', "There is no theme “dusk”"),
        ('language = "tlh"\n', "There are no draft texts in the language “tlh”"),
        ("timezone = 3\n", "vaultgen.toml:1:12: error VG503"),
        ("timezone = \n", "vaultgen.toml:1:12: error VG501"),
    ],
)
def test_settings_with_errors_stop_the_run(run: Run, vault_of: VaultOf, settings: str, said: str) -> None:
    root = vault_of({"vaultgen.toml": settings, "interviews/Acme.md": GOOD})
    result = run("build", root)
    assert result.returncode == 2
    assert said in result.stderr
    assert not (root / "site").exists()
    assert not (root / "drafts").exists()


BAD = {
    "not UTF-8": b"---\ncompany: Acme\ndate: 2026-03-11\n---\n\xff\xfe",
    "no front matter": b"I met Jane.\n",
    "unclosed": b"---\ncompany: Acme\n",
    "a list": b"---\n- company\n---\n",
    "a bad date": b"---\ncompany: Acme\ndate: 2026-02-30\n---\n",
    "duplicate keys": b"---\ncompany: Acme\ncompany: Beta\ndate: 2026-03-11\n---\n",
    "NUL": b"---\ncompany: \x00\n---\n",
    "UTF-16": "---\ncompany: Acme\n---\n".encode("utf-16"),
}


@pytest.mark.parametrize("fault", BAD)
def test_one_bad_note_costs_one_note(run: Run, vault_of: VaultOf, fault: str) -> None:
    root = vault_of({"interviews/Good.md": GOOD, "interviews/Bad one.md": BAD[fault]})
    result = run("build", root, "--now", NOW)
    assert result.returncode == 1
    assert re.search(r"interviews/Bad one\.md:\d+:\d+: error VG\d{3}", result.stderr)
    assert "2 notes read, 1 valid, 1 with errors" in result.stdout
    assert (root / "site/interviews/good.html").is_file()
    assert "VG" in (root / "site/interviews/bad-one.html").read_text("utf-8")
    assert "Bad one.md" in (root / "site/problems.html").read_text("utf-8")


def test_status_does_not_claim_that_nothing_is_due_if_notes_cannot_be_read(run: Run, vault_of: VaultOf) -> None:
    root = vault_of({"interviews/Acme.md": GOOD.replace("company: Acme", "company: [[Acme]]")})
    assert "Nothing is due, as far as the notes without errors say." in run("build", root, "--now", NOW).stdout


def test_an_output_folder_with_other_files_is_refused(run: Run, vault_of: VaultOf, tmp_path: Path) -> None:
    root = vault_of({"interviews/Acme.md": GOOD})
    out = tmp_path / "thesis"
    out.mkdir()
    (out / "thesis.doc").write_text("years of work")
    result = run("build", root, "--out", out, "--now", NOW)
    assert result.returncode == 3
    assert "thesis.doc" in result.stderr
    assert tree(out) == {"thesis.doc": b"years of work"}
    assert not (root / "drafts").exists()


@pytest.mark.parametrize("output", [".", "interviews"])
def test_the_vault_itself_is_no_output_folder(run: Run, vault_of: VaultOf, output: str) -> None:
    root = vault_of({"interviews/Acme.md": GOOD, "vaultgen.toml": f'timezone = "UTC"\noutput = "{output}"\n'})
    before = tree(root)
    assert run("build", root, "--now", NOW).returncode == 2
    assert tree(root) == before


def test_a_page_changed_by_hand_stops_the_build_and_stays(run: Run, vault_of: VaultOf) -> None:
    root = vault_of({"interviews/Acme.md": GOOD})
    run("build", root, "--now", NOW)
    page = root / "site/index.html"
    page.write_text("mine")
    result = run("build", root, "--now", "2026-03-12T09:00")
    assert result.returncode == 3
    assert "index.html" in result.stderr
    assert page.read_text() == "mine"


@pytest.mark.changes_notes
@pytest.mark.skipif(sys.platform == "win32", reason="needs a limit on file sizes")
def test_a_disk_that_fills_up_leaves_every_file_old_or_new_and_the_next_build_heals(
    run: Run, vault_of: VaultOf, tmp_path: Path
) -> None:
    root = vault_of({"interviews/Acme.md": GOOD})
    run("build", root, "--now", NOW)
    before = tree(root / "site")
    note = root / "interviews/Acme.md"
    note.write_text(GOOD + "\n" + "a long story " * 20_000)
    small = (resource.RLIMIT_FSIZE, (64_000, 64_000))
    failed = subprocess.run(
        [sys.executable, "-B", "-m", "vaultgen", "build", str(root), "--now", "2026-03-12T19:00"],
        capture_output=True, text=True, check=False, preexec_fn=lambda: resource.setrlimit(*small),
    )  # fmt: skip
    assert failed.returncode == 3, failed.stderr
    assert "cannot be written: file too large" in failed.stderr
    fresh = tmp_path / "fresh"
    assert run("build", root, "--now", "2026-03-12T19:00", "--out", fresh).returncode == 0
    now, clean = tree(root / "site"), tree(fresh)
    for path, data in now.items():
        if not path.startswith("."):
            assert data in (before.get(path), clean.get(path)), path
    assert run("build", root, "--now", "2026-03-12T19:00").returncode == 0
    assert tree(root / "site") == clean


def test_check_and_status_write_nothing(run: Run, vault_of: VaultOf) -> None:
    root = vault_of({"interviews/Acme.md": GOOD})
    before = tree(root)
    assert run("check", root).returncode == 0
    assert run("status", root, "--now", NOW).returncode == 0
    assert tree(root) == before


def test_a_bug_report_contains_nothing_from_the_notes() -> None:
    code = (
        "import vaultgen.cli.app as cli, click\n"
        "@click.command()\n"
        "def broken(): raise RuntimeError('secret from a note')\n"
        "cli.cli.get_command = lambda ctx, name: broken\n"
        "cli.main()\n"
    )
    result = subprocess.run([sys.executable, "-c", code, "broken"], capture_output=True, text=True, check=False)
    assert result.returncode == 70
    assert "mistake in vaultgen" in result.stderr
    assert "secret" not in result.stderr


def test_notes_cannot_send_control_characters_to_the_terminal(run: Run, vault_of: VaultOf) -> None:
    root = vault_of({"interviews/Acme.md": GOOD.replace("Jane Doe", "Ja\\x1b[31mne \\x07Doe")})
    for args in (("status", root), ("build", root), ("check", root), ("draft", root)):
        result = run(*args, "--now", NOW)
        assert "\x1b" not in result.stdout + result.stderr
        assert "\x07" not in result.stdout + result.stderr


# The same notes and the same now give the same bytes, wherever they are built.


def test_the_same_bytes_on_any_machine(example: Path, tmp_path: Path) -> None:
    now = "2026-03-12T09:00"
    sites = []
    for name, env in {
        "one": {"TZ": "Pacific/Auckland", "LC_ALL": "C", "PYTHONHASHSEED": "1"},
        "two": {"TZ": "America/New_York", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "2"},
    }.items():
        root = tmp_path / name / "vault"
        shutil.copytree(example, root)
        result = subprocess.run(
            [sys.executable, "-m", "vaultgen", "build", str(root), "--now", now],
            env=os.environ | env, capture_output=True, text=True, encoding="utf-8", check=False,
        )  # fmt: skip
        assert result.returncode == 0, result.stderr
        sites.append(tree(root))
    assert sites[0] == sites[1]


def test_a_second_build_writes_no_file(run: Run, example: Path, tmp_path: Path) -> None:
    root = tmp_path / "vault"
    shutil.copytree(example, root)
    run("build", root, "--now", "2026-03-12T09:00")
    scan = {path: path.stat().st_mtime_ns for path in root.rglob("*")}
    result = run("build", root, "--now", "2026-03-12T09:00")
    assert "0 drafts written" in result.stdout
    assert "0 site files written" in result.stdout
    assert {path: path.stat().st_mtime_ns for path in root.rglob("*")} == scan


def test_a_build_a_minute_later_rewrites_only_what_holds_the_time(run: Run, example: Path, tmp_path: Path) -> None:
    root = tmp_path / "vault"
    shutil.copytree(example, root)
    run("build", root, "--now", "2026-03-12T09:00")
    before = tree(root)
    run("build", root, "--now", "2026-03-12T09:01")
    after = tree(root)
    assert {path for path in after if after[path] != before.get(path)} == {
        "site/index.html", "site/data/built.js", "site/.vaultgen.json",
    }  # fmt: skip


def test_an_empty_note_is_a_hint_not_an_error(run: Run, vault_of: VaultOf) -> None:
    root = vault_of({"interviews/Good.md": GOOD, "interviews/New.md": b""})
    result = run("build", root, "--now", NOW)
    assert result.returncode == 0
    assert "VG014" in (root / "site/problems.html").read_text("utf-8")


def test_a_second_build_finds_nothing_to_do_even_where_the_first_wrote_drafts(run: Run, vault_of: VaultOf) -> None:
    root = vault_of({"interviews/Acme.md": GOOD, "interviews/Globex.md": GOOD.replace("Acme", "Globex")})
    first = run("build", root, "--now", NOW)
    assert "0 drafts written" not in first.stdout
    again = run("build", root, "--now", NOW)
    assert "0 site files written" in again.stdout, again.stdout
    assert again.stderr == first.stderr, "the first build knows what the drafts lack that it writes"


@pytest.mark.parametrize(
    ("settings", "environment", "sentence"),
    [
        ("", {"TZ": "CET-1CEST,M3.5.0,M10.5.0/3"}, "The environment variable TZ is “CET-1CEST,M3.5.0,M10.5.0/3”"),
        ("", {"TZ": "EST5"}, "The environment variable TZ is “EST5”"),
        ('timezone = "Europe/Berlin"\n', {"PYTHONTZPATH": ""}, "This computer has no time zone data"),
    ],
)
def test_an_unknown_system_time_zone_is_a_usage_error(
    run: Run, vault_of: VaultOf, tmp_path: Path, settings: str, environment: dict[str, str], sentence: str
) -> None:
    root = vault_of({"vaultgen.toml": settings})
    for package in ("tzdata", "tzdata/zoneinfo"):  # hides the package of this name, which may be installed
        (tmp_path / "no-zones" / package).mkdir(parents=True)
        (tmp_path / "no-zones" / package / "__init__.py").write_text("")
    hidden = {"PYTHONPATH": f"{tmp_path / 'no-zones'}{os.pathsep}{Path(__file__).parents[2]}"}
    result = run("status", root, env=environment | (hidden if "PYTHONTZPATH" in environment else {}))
    assert result.returncode == 2
    assert result.stderr.startswith(f"vaultgen: {sentence}")
    assert len(result.stderr.strip().splitlines()) == 2


def test_a_time_zone_in_the_settings_needs_no_system_time_zone(run: Run, vault_of: VaultOf) -> None:
    root = vault_of({"vaultgen.toml": 'timezone = "Europe/Berlin"\n'})
    assert run("status", root, env={"TZ": "EST5"}).returncode == 0


@pytest.mark.changes_notes
def test_the_best_time_is_said_in_the_clock_of_the_interview_too(run: Run, vault_of: VaultOf) -> None:
    talk = "company: Acme\ndate: 2026-03-05T16:30\ntimezone: Europe/Berlin\nduration: 60\ninterviewers: [Jane Doe]\n"
    root = vault_of({"vaultgen.toml": 'timezone = "America/Chicago"\n', "interviews/a.md": f"---\n{talk}---\n"})
    now = ("--now", "2026-03-05T12:00")
    assert "Best sent Friday 6 March 2026 at 01:30 (08:30 in Europe/Berlin)" in run("status", root, *now).stdout
    run("build", root, *now)
    page = next((root / "site/drafts").glob("*.html")).read_text("utf-8")
    assert "Friday 6 March 2026 at 01:30 (08:30 in Europe/Berlin)" in page
