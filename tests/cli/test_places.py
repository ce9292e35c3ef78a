"""Where vaultgen reads and writes: its own vault and no other, `drafts/` and the output, which git must not take."""

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import notes_of
from vaultgen.disk.vault import read_vault

VaultOf = Callable[..., Path]
Run = Callable[..., subprocess.CompletedProcess[str]]

NOW = ("--now", "2026-03-12T09:00")
NOTE = "---\ncompany: Acme\nrole: Engineer\ndate: 2026-03-11T15:00\ninterviewers: [Jane Doe]\n---\n"


def read(root: Path) -> list[str]:
    return [source.path for source in read_vault(root, root / "site")]


def test_a_vault_in_the_vault_is_not_entered(vault_of: VaultOf, run: Run) -> None:
    inner = {"other/vaultgen.toml": "", "other/interviews/b.md": NOTE, "other/deep/c.md": "x"}
    root = vault_of({"interviews/a.md": NOTE, "mine/d.md": "x"} | inner)
    assert read(root) == ["interviews/a.md", "mine/d.md"]
    before = notes_of(root)
    assert run("build", root, *NOW).returncode == 0
    assert notes_of(root) == before


@pytest.mark.parametrize(
    ("file", "settings"),
    [
        (".obsidian/templates.json", '{"folder": "My templates"}'),
        (".obsidian/plugins/templater-obsidian/data.json", '{"templates_folder": "My templates/"}'),
    ],
)
def test_the_folder_of_templates_that_obsidian_knows_holds_no_notes(
    vault_of: VaultOf, file: str, settings: str
) -> None:
    notes = {"My templates/Interview.md": "x", "templates/y.md": "x", "a.md": "x"}
    assert read(vault_of(notes | {file: settings})) == ["a.md"]
    assert read(vault_of(notes | {file: "not JSON"}, name="broken")) == ["a.md", "My templates/Interview.md"]
    assert "interviews/a.md" in read(vault_of({"interviews/a.md": NOTE, file: '{"folder": "interviews"}'}, name="odd"))


@pytest.mark.parametrize("out", [".git/site", ".obsidian", ".", "..", "interviews", "../vault"])
def test_a_site_has_a_place_of_its_own(vault_of: VaultOf, run: Run, out: str) -> None:
    root = vault_of({"people/a.md": ""})
    (root / "interviews").mkdir()
    result = run("build", root, "--out", out, *NOW, cwd=root)
    assert (result.returncode, "The site cannot go into" in result.stderr) == (2, True)
    assert not any(root.rglob("index.html"))


def test_a_folder_of_the_vault_is_not_made_a_vault(vault_of: VaultOf, run: Run) -> None:
    root = vault_of({"interviews/a.md": NOTE})
    result = run("check", "interviews", cwd=root)
    assert result.returncode == 2
    assert "is a folder of the vault" in result.stderr
    assert "init" not in result.stderr


@pytest.mark.skipif(shutil.which("git") is None, reason="needs git")
def test_a_build_says_that_git_would_take_the_site_whatever_it_is_called(vault_of: VaultOf, run: Run) -> None:
    root = vault_of({"people/a.md": "", "vaultgen.toml": 'output = "docs"\n', ".gitignore": "/site/\n"})
    subprocess.run(["git", "init", "-q"], cwd=root, check=True)
    assert "docs" in run("build", root, *NOW).stderr
    assert "“docs” is to stay private" in run("check", root, *NOW).stdout
    assert "other" in run("build", root, "--out", root / "other", *NOW).stderr
    (root / ".gitignore").write_text("/docs/\n/other/\n")
    assert "git" not in run("build", root, "--out", root / "other", *NOW).stderr.casefold()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b"*.tmp", b"*.tmp\n# The site is made anew by every build, and it holds all that your notes say.\n/site/\n"),
        (b"*.tmp\r\nsite/\r\n", b"*.tmp\r\nsite/\r\n"),
        (
            b"a\xff\r\n",
            b"a\xff\r\n# The site is made anew by every build, and it holds all that your notes say.\r\n/site/\r\n",
        ),
    ],
)
def test_a_gitignore_that_is_there_gets_the_site_and_keeps_the_rest(
    tmp_path: Path, run: Run, before: bytes, after: bytes
) -> None:
    (tmp_path / ".gitignore").write_bytes(before)
    made = run("init", tmp_path)
    assert (tmp_path / ".gitignore").read_bytes() == after
    assert ("added /site/ to" in made.stdout) == (before != after)
    run("init", tmp_path)
    assert (tmp_path / ".gitignore").read_bytes() == after


def test_what_is_out_of_scope_is_neither_read_nor_on_any_page(vault_of: VaultOf, run: Run) -> None:
    notes = {
        "Job/interviews/acme.md": NOTE,
        "Job/plan.md": "A plan. ![[face.png]]",
        "Daily/2026-03-11.md": "SECRET of a day",
        "Daily/deep/er.md": "---\ntype: interview\ndate: SECRET\n---\n",
        "Other/x.md": "SECRET elsewhere",
        "Job/face.png": "SECRET",
        "drafts/mine.md": "Mine.",
    }
    settings = '[vault]\ninclude = ["job"]\nexclude = ["**/*.png", "Daily/**"]\n'
    root = vault_of(notes | {"vaultgen.toml": 'timezone = "UTC"\n'})
    run("build", root, *NOW)
    assert (root / "site/files").exists()
    (root / "vaultgen.toml").write_text(f'timezone = "UTC"\n{settings}')
    assert sorted(read(root)) == ["Job/interviews/acme.md", "Job/plan.md", "drafts/mine.md"]
    assert run("build", root, *NOW).returncode == 0
    pages = {path: path.read_bytes() for path in (root / "site").rglob("*") if path.is_file()}
    assert [path for path, data in pages.items() if b"SECRET" in data] == []
    assert any("plan" in path.name for path in pages)


def test_templates_are_made_where_the_users_own_lie(tmp_path: Path, run: Run) -> None:
    (tmp_path / ".obsidian").mkdir()
    (tmp_path / ".obsidian/templates.json").write_text('{"folder": "Meta/Templates"}')
    assert run("init", tmp_path).returncode == 0
    assert (tmp_path / "Meta/Templates/Interview.md").is_file()
    assert not (tmp_path / "templates").exists()
    assert (tmp_path / ".obsidian/templates.json").read_text() == '{"folder": "Meta/Templates"}'


def test_a_folder_of_an_obsidian_vault_gets_no_second_obsidian(tmp_path: Path, run: Run) -> None:
    (tmp_path / ".obsidian").mkdir()
    (tmp_path / ".obsidian/templates.json").write_text('{"folder": "Templates"}')
    made = run("init", tmp_path / "search")
    assert (tmp_path / "search/templates/Interview.md").is_file()
    assert not (tmp_path / "search/.obsidian").exists()
    assert "stay as they are" in made.stderr
    assert [path.name for path in (tmp_path / ".obsidian").iterdir()] == ["templates.json"]
    assert not (tmp_path / "Templates").exists()


def test_init_sets_no_type_that_the_users_lists_contradict(tmp_path: Path, run: Run) -> None:
    (tmp_path / "Film.md").write_text('---\ntype:\n  - "[[Movies]]"\nstage: one\n---\n')
    assert run("init", tmp_path).returncode == 0
    types = json.loads((tmp_path / ".obsidian/types.json").read_text())["types"]
    assert "type" not in types
    assert (types["stage"], types["interviewers"]) == ("text", "multitext")


def test_a_link_to_what_is_out_of_scope_is_plain_text_that_says_so(vault_of: VaultOf, run: Run) -> None:
    note = NOTE.replace("[Jane Doe]", '["[[Jane Doe]]"]') + "[[2026-03-11]], [that day](Daily/2026-03-11.md).\n"
    files = {"interviews/a.md": note, "people/Jane Doe.md": "SECRET", "Daily/2026-03-11.md": "SECRET"}
    root = vault_of(files)
    page = root / "site/interviews/a.html"
    for left_out in (False, True, False):
        settings = '[vault]\nexclude = ["Daily", "people"]\n' if left_out else ""
        (root / "vaultgen.toml").write_text(f'timezone = "UTC"\n{settings}')
        assert run("build", root, *NOW).returncode == 0
        html = page.read_text()
        assert html.count('title="There is no note of this name, or vaultgen.toml leaves it out">') == 2 * left_out
        assert ("notes/2026-03-11.html" in html) != left_out
        said = run("check", root, *NOW).stdout
        assert ("There is no note “Jane Doe”, or [vault] in vaultgen.toml leaves it out." in said) == left_out
    assert "Jane Doe" in page.read_text()


def test_a_page_says_as_much_when_only_the_settings_change(vault_of: VaultOf, run: Run) -> None:
    root = vault_of({"interviews/a.md": f"{NOTE}[[Nobody]]\n"})
    for settings, more in (("", ""), ('[vault]\nexclude = ["x"]\n', ", or vaultgen.toml leaves it out"), ("", "")):
        (root / "vaultgen.toml").write_text(f'timezone = "UTC"\n{settings}')
        run("build", root, *NOW)
        assert f'title="There is no note of this name{more}">' in (root / "site/interviews/a.html").read_text()
