"""Attachments: the site has copies of those that its pages refer to, and of no others."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Run, VaultOf

PNG = b"\x89PNG\r\n\x1a\n"
NOTE = "![[Board sketch.png|300]] ![plan](../files/plan.svg) [[cv.pdf]]\n\n%%![[secret.png]]%% `![[unused.png]]`\n"


@pytest.fixture
def build(vault_of: VaultOf, run: Run) -> Callable[[dict[str, str | bytes]], Path]:
    def built(files: dict[str, str | bytes]) -> Path:
        root = vault_of(files)
        result = run("build", root, "--now", "2026-03-12T09:00")
        assert result.returncode == 0, result.stderr
        return root / "site"

    return built


def test_only_referenced_attachments_are_copied(build: Callable[[dict[str, str | bytes]], Path]) -> None:
    files = {f"files/{name}": PNG for name in ("Board sketch.png", "plan.svg", "cv.pdf", "secret.png", "unused.png")}
    site = build({"notes/A.md": NOTE, "files/tool.exe": b"x", "files/page.html": b"x", **files})
    assert sorted(path.name for path in (site / "files").iterdir()) == ["board-sketch.png", "cv.pdf", "plan.svg"]
    page = (site / "notes/a.html").read_text("utf-8")
    assert '<img src="../files/board-sketch.png" alt="Board sketch" width="300">' in page
    assert '<img src="../files/plan.svg" alt="plan">' in page
    assert '<a class="file" href="../files/cv.pdf">cv.pdf</a>' in page
    assert "secret" not in "".join(path.read_text("utf-8") for path in site.rglob("*.html"))


def test_two_attachments_of_the_same_name_get_different_copies(build: Callable[[dict[str, str | bytes]], Path]) -> None:
    site = build({"notes/A.md": "![[a/x.png]] ![[b/X.PNG]]", "a/x.png": b"one", "b/X.PNG": b"two", "x.png": b"three"})
    assert {path.name: path.read_bytes() for path in (site / "files").iterdir()} == {"x.png": b"one", "x-2.png": b"two"}


def test_a_copy_is_deleted_when_no_page_refers_to_it(vault_of: VaultOf, run: Run) -> None:
    root = vault_of({"A.md": "![[x.png]]", "x.png": PNG})
    assert run("build", root).returncode == 0
    copy = root / "site/files/x.png"
    assert copy.read_bytes() == PNG
    (root / "x.png").write_bytes(PNG + b"more")
    assert run("build", root).returncode == 0
    assert copy.read_bytes() == PNG + b"more"
    (root / "x.png").unlink()
    assert run("build", root).returncode == 0
    assert not copy.parent.exists()
    assert '<span class="file">x.png</span>' in (root / "site/notes/a.html").read_text("utf-8")


@pytest.mark.parametrize("target", ["../outside.png", "../../outside.png", "/outside.png", "%2e%2e/outside.png"])
def test_no_file_outside_the_vault_is_copied(vault_of: VaultOf, run: Run, target: str) -> None:
    root = vault_of({"notes/A.md": f"![[{target}]] ![x]({target}) ![[inner/outside.png]] ![[link.png]]"})
    (root.parent / "outside.png").write_bytes(PNG)
    (root / "link.png").symlink_to(root.parent / "outside.png")
    (root / "inner").symlink_to(root.parent)
    (root / "loop.png").symlink_to(root / "loop.png")
    done = run("build", root)
    assert "VG015" in done.stderr  # the linked folder is refused, by name
    assert not (root / "site/files").exists()


def test_an_unreadable_attachment_is_shown_as_its_name(vault_of: VaultOf, run: Run) -> None:
    root = vault_of({"A.md": "![[x.png]] ![[y.png]]", "x.png": PNG, "y.png": PNG})
    (root / "x.png").chmod(0)
    if (root / "x.png").stat().st_uid == 0:
        pytest.skip("whoever runs the tests may read every file")
    result = run("build", root)
    assert "x.png cannot be read, and is not shown: permission denied." in result.stderr
    assert (root / "site/files/y.png").exists()


def test_a_relative_link_is_resolved_from_its_note(build: Callable[[dict[str, str | bytes]], Path]) -> None:
    site = build({
        "notes/deep/A.md": "[b](../B.md#Plan) [[#Plan]] ![[notes/B]]\n\n# Plan",
        "notes/B.md": "# Plan\n\nshown",
        "B.md": "another",
    })  # fmt: skip
    page = (site / "notes/a.html").read_text("utf-8")
    assert '<a class="note" href="../notes/b-2.html#h-plan">b</a> <a class="note" href="#h-plan">Plan</a>' in page
    assert "<p>shown</p>" in page
    assert '<h2 id="h-plan">Plan</h2>' in page


def test_a_comment_is_in_no_draft_and_on_no_page_of_a_broken_note(vault_of: VaultOf, run: Run) -> None:
    interview = (
        "---\ncompany: Acme\nrole: Baker\ndate: 2026-03-11T15:00\nduration: 60\ninterviewers: [Jane Doe]\n"
        'moments: ["Jane: the story %%secret%% of the lake"]\n---\n%%secret%%\n\n%%\nsecret\n'
    )
    root = vault_of({"interviews/A.md": interview, "notes/B.md": "---\na: [\n---\n%%secret%% seen"})
    run("build", root, "--now", "2026-03-12T09:00")
    written = [path for folder in ("site", "drafts") for path in (root / folder).rglob("*") if path.is_file()]
    assert [path.name for path in written if b"secret" in path.read_bytes()] == []
    assert "seen" in (root / "site/notes/b.html").read_text("utf-8")
    assert any("of the lake" in path.read_text("utf-8") for path in (root / "drafts").iterdir())
