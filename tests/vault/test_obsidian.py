"""Bases, types and templates for Obsidian: as its help has them, and never at the cost of what the user has there."""

import json
import subprocess
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import Run, VaultOf
from tests.vault.bases import File, checked, holds, value_of
from vaultgen.cli.commands import init, obsidian
from vaultgen.vault.obsidian import bases, with_types
from vaultgen.vault.settings import FollowUpRules

at = datetime.fromisoformat
NOW = at("2026-03-12T09:00")
BASES = {path.removeprefix("bases/").removesuffix(".base"): text for path, text in bases(FollowUpRules()).items()}
OWN = {
    "vaultgen.toml": 'timezone = "UTC"  # mine\n',
    ".obsidian/types.json": '{"types":{"duration" : "text","mine":"date"}, "more": [1,2]}',
    ".obsidian/templates.json": '{"folder":"Meta/Vorlagen"}',
    ".obsidian/app.json": "{}",
    "Meta/Vorlagen/Interview.md": "my own template\n",
    "bases/People.base": "views: []\n",
    ".gitignore": "/.obsidian/\n",
    "Film.md": "---\nstage:\n  - one\nheard_back: soon\nskills: a text\n---\n",
    "interviews/a.md": "---\ncompany: Acme\ndate: 2026-03-05T14:00\nduration: 1h 30m\nproblems: slow\n---\nText\r\n",
}
pytestmark = pytest.mark.changes_notes  # templates are notes to the fixture


def tree(root: Path) -> dict[str, bytes]:
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


@pytest.mark.parametrize("name", BASES)
def test_a_base_has_only_what_obsidians_help_describes(name: str) -> None:
    checked(yaml.safe_load(BASES[name]))


@pytest.mark.parametrize(
    ("name", "path", "properties", "expected"),
    [
        ("Interviews", "interviews/a.md", {}, True),
        ("Interviews", "elsewhere/a.md", {"type": "interview"}, True),
        ("Interviews", "interviews/a.md", {"type": "film"}, False),
        ("Interviews", "templates/Interview.md", {"type": "interview"}, False),
        ("Interviews", "interviews/a.png", {}, False),
        ("Interviews", "notes/a.md", {}, False),
        ("Interviews", "a.md", {}, False),
        ("Interviews", "interviews-of-others/a.md", {}, False),
        ("Interviews", "Interviews/2026/a.md", {}, True),
        ("Interviews", "elsewhere/a.md", {"type": "Interview"}, True),
        ("Follow-ups", "drafts/a.md", {}, True),
        ("People", "people/a.md", {}, True),
        ("Questions", "questions/a.md", {}, True),
        ("Questions", "people/a.md", {}, False),
    ],
)
def test_a_base_lists_the_notes_of_its_kind(
    name: str, path: str, properties: Mapping[str, Any], expected: bool
) -> None:
    base = yaml.safe_load(BASES[name])
    assert holds(base["filters"], File(path, properties), base, NOW) is expected


@pytest.mark.parametrize(
    ("name", "formula", "properties", "expected"),
    [
        ("Interviews", "thank_you_by", {"date": at("2026-03-10T14:00"), "duration": 90}, at("2026-03-11T15:30")),
        ("Interviews", "thank_you_by", {"date": "2026-03-10T14:00"}, at("2026-03-11T14:00")),
        ("Interviews", "thank_you_by", {"date": "2026-03-10T14:00", "duration": "1h 30m"}, None),
        ("Interviews", "thank_you_by", {"date": "2026-03-10"}, None),
        ("Interviews", "thank_you_by", {"date": "2026-03-10T14:00", "timezone": "Asia/Tokyo"}, None),
        ("Interviews", "thank_you_by", {"duration": 90}, None),
        ("Follow-ups", "state", {}, "due"),
        ("Follow-ups", "state", {"due": "2026-03-12T08:00"}, "overdue"),
        ("Follow-ups", "state", {"due": "2026-03-12T10:00"}, "due"),
        ("Follow-ups", "state", {"due": "2026-03-12T08:00", "sent": True}, "sent"),
        ("Follow-ups", "when", {}, None),
        ("Questions", "times_practised", {}, 0),
        ("Questions", "times_practised", {"practised": "2026-02-01"}, 1),
        ("Questions", "times_practised", {"practised": ["2026-02-01", "2026-02-08"]}, 2),
    ],
)  # fmt: skip
def test_a_formula_says_what_it_should_and_minds_empties(
    name: str, formula: str, properties: Mapping[str, Any], expected: Any
) -> None:
    base = yaml.safe_load(BASES[name])
    assert value_of(base["formulas"][formula], File("a.md", properties), base, NOW) == expected


@pytest.mark.parametrize("name", BASES)
@pytest.mark.parametrize("properties", [{}, {"date": "2026-03-13T09:00", "due": "2026-03-10", "sent": "2026-03-10"}])
def test_each_view_and_formula_can_be_told_of_any_note(name: str, properties: Mapping[str, Any]) -> None:
    base = yaml.safe_load(BASES[name])
    for view in base["views"]:
        holds(view.get("filters", {"and": []}), File("a.md", properties), base, NOW)
    for formula in base.get("formulas", {}).values():
        value_of(formula, File("a.md", properties), base, NOW)


def test_the_hours_are_those_of_the_settings_and_the_place_that_of_the_vault() -> None:
    made = bases(FollowUpRules(thank_you_hours=48), below='My "search"', templates="Meta/T")["bases/Interviews.base"]
    base = yaml.safe_load(made)
    assert '"48h"' in base["formulas"]["thank_you_by"]
    assert 'file.inFolder("My \\"search\\"/Meta/T")' in made  # fmt: skip


def test_nothing_of_the_users_changes_byte_for_byte(vault_of: VaultOf) -> None:
    root = vault_of(OWN)
    before = tree(root)
    assert obsidian.run(str(root), yes=False) == 0
    assert tree(root) == before, "a dry run writes nothing"
    assert obsidian.run(str(root), yes=True) == 0
    after = tree(root)
    types = ".obsidian/types.json"
    assert {path: data for path, data in after.items() if path in before and path != types} == {
        path: data for path, data in before.items() if path != types
    }
    assert after[types].startswith(b'{"types":{"duration" : "text","mine":"date"')
    assert after[types].endswith(b'}, "more": [1,2]}')
    merged = json.loads(after[types])["types"]
    assert (merged["duration"], merged["mine"], merged["problems"]) == ("text", "date", "multitext")
    assert {"stage", "heard_back", "skills"}.isdisjoint(merged), "a note of the user's holds something else there"
    assert after.keys() - before.keys() == {
        *(f"bases/{name}.base" for name in ("Interviews", "Follow-ups", "Questions")),
        *(f"Meta/Vorlagen/{name}.md" for name in "Person Company Application Accomplishment Question".split()),
    }
    assert b"Meta/Vorlagen" in after["bases/Interviews.base"]
    init.run(str(root))
    ours = b"# The site is made anew by every build, and it holds all that your notes say.\n/site/\n"
    after[".gitignore"] += ours
    assert {path: data for path, data in tree(root).items() if path in after} == after, "but for the line that it names"
    obsidian.run(str(root), yes=True)
    assert {path: data for path, data in tree(root).items() if path in after} == after


def test_a_folder_with_a_capital_is_the_same_folder(vault_of: VaultOf, run: Run, tmp_path: Path) -> None:
    root = vault_of({"Interviews/2026-03-10 a.md": "---\ncompany: Acme\ndate: 2026-03-10T15:00\n---\n"})
    (root / "vaultgen.toml").unlink()
    assert obsidian.run(str(root), yes=True) == 0
    assert init.run(str(root)) == 0
    assert (
        run("new", "interview", "Acme talk", "--company", "Acme", "--date", "2026-03-11T15:00", cwd=root).returncode
        == 0
    )
    table = tmp_path / "table.csv"
    table.write_text("Company,Date,Stage,Interviewers\nBeta,2026-03-09T10:00,screen,Jane Roe\n")
    assert run("import", table, "--as", "interview", "--yes", cwd=root).returncode == 0
    assert not {"interviews"} & {path.name for path in root.iterdir()}
    assert len([*(root / "Interviews").glob("*.md")]) == 3


def test_a_folder_of_an_obsidian_vault_keeps_its_settings(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = tmp_path / "Notes/search"
    (tmp_path / "Notes/.obsidian").mkdir(parents=True)
    root.mkdir()
    (root / "vaultgen.toml").write_text("")
    assert obsidian.run(str(root), yes=True) == 0
    assert list((tmp_path / "Notes/.obsidian").iterdir()) == []
    assert 'startsWith("search/interviews/")' in (root / "bases/Interviews.base").read_text()
    assert "stay as they are" in capsys.readouterr().err


@pytest.mark.parametrize("text", ["", "[]", "{,}", '{"types": []}', '{"types": {}', "// mine\n{}"])
def test_settings_that_are_not_obsidians_stay_as_they_are(
    vault_of: VaultOf, capsys: pytest.CaptureFixture[str], text: str
) -> None:
    root = vault_of({".obsidian/types.json": text})
    assert obsidian.run(str(root), yes=True) == 0
    assert (root / ".obsidian/types.json").read_text() == text
    assert "stays as it is" in capsys.readouterr().err


def test_what_a_clone_would_lack_is_told(vault_of: VaultOf, capsys: pytest.CaptureFixture[str]) -> None:
    root = vault_of(OWN)
    subprocess.run(["git", "init", "-q"], cwd=root, check=True)
    obsidian.run(str(root), yes=False)
    assert "Git ignores .obsidian/types.json" in capsys.readouterr().err


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


@given(
    rest=st.dictionaries(st.text(max_size=5).filter(lambda key: key != "types"), JSON, max_size=4),
    types=st.none() | st.dictionaries(st.text(max_size=5), st.sampled_from(["text", "date"]), max_size=4),
    indent=st.sampled_from([None, 0, 2, "\t"]),
    first=st.booleans(),
)
def test_types_are_added_and_all_else_stays(
    rest: dict[str, Any], types: dict[str, str] | None, indent: int | str | None, first: bool
) -> None:
    own = {} if types is None else {"types": types}
    whole = own | rest if first else rest | own
    text = json.dumps(whole, indent=indent, ensure_ascii=False)
    wanted = {"date": "datetime", "duration": "number"}
    merged = with_types(text, wanted)
    assert merged is not None
    missing = {name: kind for name, kind in wanted.items() if name not in {key.casefold() for key in types or {}}}
    assert json.loads(merged) == whole | ({"types": (types or {}) | missing} if missing or types is not None else {})
    same = next((i for i, (a, b) in enumerate(zip(text, merged, strict=False)) if a != b), min(len(text), len(merged)))
    assert merged.endswith(text[same:]), "the one thing that is new stands in one place"
    assert with_types(merged, wanted) == merged
