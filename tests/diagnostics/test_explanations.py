"""`vaultgen explain`: every code is explained, and its examples have and lack the problem."""

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.conftest import Run, known
from vaultgen.checks import RULES
from vaultgen.cli.commands import explain
from vaultgen.diagnostics.explanations import Example, Explanation, parse
from vaultgen.diagnostics.source import SourceFile
from vaultgen.disk.git import exposed
from vaultgen.disk.shipped import packaged, read_explanations
from vaultgen.disk.vault import read_vault

EXPLAINED = read_explanations()


def test_every_code_and_no_other_is_explained() -> None:
    assert list(EXPLAINED) == sorted(RULES)
    assert {path.stem for path in packaged("diagnostics/explanations").glob("*.md")} == set(RULES)


@pytest.mark.parametrize("code", RULES)
def test_an_explanation_has_the_rules_title_and_says_something(code: str) -> None:
    explained = EXPLAINED[code]
    assert (explained.code, explained.title) == (code, RULES[code].title)
    assert 80 < len(explained.about) < 1200
    assert "```" not in explained.about
    assert explained.wrong
    assert explained.right


@pytest.mark.parametrize("code", RULES)
def test_the_examples_do_what_they_promise(code: str, tmp_path: Path) -> None:
    assert code in codes_of(EXPLAINED[code].wrong, tmp_path / "wrong")
    assert code not in codes_of(EXPLAINED[code].right, tmp_path / "right")


def codes_of(examples: tuple[Example, ...], root: Path) -> set[str]:
    """The codes of the problems in a vault of these files, written to disk if that matters."""
    root.mkdir()
    if any(example.language in ("link", "text") or example.remark for example in examples):
        return codes_on_disk(examples, root)
    files = {example.path: example.text for example in examples}
    settings = files.pop("vaultgen.toml", 'timezone = "UTC"\n')
    for path in [path for path in files if path.startswith("overrides/")]:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(files.pop(path), "utf-8")
    sources = [SourceFile(path, text.encode()) for path, text in files.items()]
    return {one.code for one in known(sources, "2026-03-12T09:00", settings, root).diagnostics}


def codes_on_disk(examples: tuple[Example, ...], root: Path) -> set[str]:
    for example in examples:
        path = root / example.path
        path.parent.mkdir(parents=True, exist_ok=True)
        if example.language == "link":
            target = example.text.strip()
            if target.startswith("../../"):
                (path.parent / target).write_text("Elsewhere.\n", "utf-8")
            path.symlink_to(target)
        else:
            encoding = example.remark.removeprefix("saved as ") if example.remark.startswith("saved as") else "utf-8"
            path.write_bytes(example.text.replace("…", "a page of words " * 6000).replace("␀", "\0").encode(encoding))
    if "under git" in examples[0].remark:
        if shutil.which("git") is None:
            pytest.skip("needs git")
        subprocess.run(["git", "init", "--quiet", str(root)], check=True)
    sources = list(read_vault(root, root / "site"))
    taken = exposed(root, ("site",))
    return {one.code for one in known(sources, "2026-03-12T09:00", "", root, exposed=taken).diagnostics}


# The file's form.


def test_an_explanation_is_read_into_its_parts() -> None:
    text = (
        "# VG101: unknown property\n\nWhy.\n\nHow.\n\n## Wrong\n\n```md a/b c.md\n---\nx: 1\n---\n```\n\n"
        '```toml vaultgen.toml\ntimezone = "UTC"\n```\n\n'
        "```md c (2).md (saved as Latin-1)\ncaf\xe9\n```\n\n"
        "## Right\n\n````md a.md\n```\ncode\n```\n````\n"
    )
    wrong = (
        Example("md", "a/b c.md", "---\nx: 1\n---\n"),
        Example("toml", "vaultgen.toml", 'timezone = "UTC"\n'),
        Example("md", "c (2).md", "caf\xe9\n", "saved as Latin-1"),
    )
    right = (Example("md", "a.md", "```\ncode\n```\n"),)
    expected = Explanation("VG101", "unknown property", "Why.\n\nHow.", wrong, right)
    assert parse(text) == parse(text.replace("\n", "\r\n")) == expected


def test_a_file_that_is_no_explanation_is_refused() -> None:
    with pytest.raises(ValueError, match="opens with"):
        parse("Why.\n")


# The command.


def test_it_prints_the_words_and_the_examples(run: Run) -> None:
    result = run("explain", "vg106")
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout.startswith("VG106: link without quotes (error)\n\nA link in a property needs quotes.")
    assert "\n\nWrong\n\n  companies/Acme.md\n    ---\n    industry: Logistics\n    ---\n" in result.stdout
    assert '\n    company: "[[Acme]]"\n' in result.stdout
    assert "\x1b" not in result.stdout
    assert max(map(len, result.stdout.splitlines())) <= 80


def test_several_codes_each_once(run: Run) -> None:
    result = run("explain", "VG201", "VG001", "vg201")
    headings = [line for line in result.stdout.split("\n") if line.startswith("VG")]
    assert headings == ["VG201: link to no note (hint)", "VG001: file cannot be read (error)"]


def test_without_a_code_all_are_listed(run: Run) -> None:
    lines = run("explain").stdout.splitlines()
    assert len(lines) == len(RULES)
    assert lines[0] == "VG001  error    file cannot be read"


@pytest.mark.parametrize(
    ("typed", "near"), [("VG105x", "VG105"), ("VG1105", "VG105"), ("101", "VG101"), ("GV201", "VG201")]
)
def test_an_unknown_code_suggests_similar_ones(run: Run, typed: str, near: str) -> None:
    result = run("explain", typed)
    assert (result.returncode, result.stdout) == (2, "")
    assert f"There is no code “{typed}”.\n  Did you mean " in result.stderr
    assert near in result.stderr


def test_a_text_unlike_any_code_points_to_the_list(run: Run) -> None:
    result = run("explain", "links")
    assert result.returncode == 2
    assert "vaultgen explain lists all codes" in result.stderr


def test_headings_are_bold_where_there_is_colour() -> None:
    shown = explain.shown(EXPLAINED["VG105"], colour=True)
    assert "\x1b[1mVG105: not one of the choices (error)\x1b[0m\n" in shown
    assert "\x1b[1mWrong\x1b[0m\n" in shown
