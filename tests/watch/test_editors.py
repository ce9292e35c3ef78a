"""However an editor, a sync or git changes files: the result of the watch equals a clean build.

In at most two builds, and with none for what it wrote itself: after each change a note is added, and the build
for it must be the next one.
"""

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.watch.watch import Watch, note, watching

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="sends SIGINT")


@pytest.fixture(scope="module")
def watch(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Watch]:
    root = tmp_path_factory.mktemp("watched") / "vault"
    files = {
        "vaultgen.toml": 'timezone = "UTC"\n',
        "interviews/Acme.md": note("first words"),
        "interviews/2026/Beta.md": note("of Beta", "Beta"),
        "interviews/2026/Gamma.md": note("of Gamma, as [[Beta]]", "Gamma"),
        "people/Jane Doe.md": "---\ntitle: CTO\n---\n",
    }
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, "utf-8")
    with watching(root) as watch:
        yield watch


def in_place(root: Path) -> None:
    (root / "interviews/Acme.md").write_text(note("in place"))


def in_two_steps(root: Path) -> None:
    text = note("in two steps, Alpha and Omega")
    with (root / "interviews/Acme.md").open("w") as file:
        file.write(text[:20])
        file.flush()
        file.write(text[20:])


def by_replacing(root: Path) -> None:
    temporary = root / "interviews/Acme.md.tmp.1234"
    temporary.write_text(note("replaced"))
    temporary.replace(root / "interviews/Acme.md")


def like_vim(root: Path) -> None:
    path = root / "interviews/Acme.md"
    swap, backup, probe = path.with_name(".Acme.md.swp"), path.with_name("Acme.md~"), path.with_name("4913")
    swap.write_bytes(b"b0VIM")
    probe.touch()
    probe.unlink()
    path.rename(backup)
    path.write_text(note("by vim"))
    backup.unlink()
    swap.unlink()


def like_a_sync(root: Path) -> None:
    for number in range(60):
        hidden = root / f"notes/.Synced {number}.md.Xy12ab"
        hidden.parent.mkdir(exist_ok=True)
        hidden.write_text(f"Number {number}, see [[Acme]].\n")
        hidden.rename(root / f"notes/Synced {number}.md")


def by_deleting_and_writing_again(root: Path) -> None:
    (root / "interviews/Acme.md").unlink()
    (root / "interviews/Acme.md").write_text(note("written again"))


def by_deleting(root: Path) -> None:
    (root / "interviews/2026/Beta.md").unlink()


def by_new_folders(root: Path) -> None:
    deep = root / "companies/of/the/North"
    deep.mkdir(parents=True)
    (deep / "Borealis.md").write_text("Makers of lamps.\n")


def by_renaming_a_folder(root: Path) -> None:
    (root / "interviews/2026").rename(root / "interviews/this year")


def in_the_folder_that_was_renamed(root: Path) -> None:
    (root / "interviews/this year/Gamma.md").write_text(note("after the move", "Gamma"))


def of_the_theme(root: Path) -> None:
    own = root / "overrides/theme/assets/style.css"
    own.parent.mkdir(parents=True)
    own.write_text("body { color: teal; }\n")


def of_the_settings(root: Path) -> None:
    (root / "vaultgen.toml").write_text('timezone = "UTC"\ntone = "formal"\n[me]\nname = "Robin Hale"\n')


def of_an_image(root: Path) -> None:
    (root / "board.png").write_bytes(b"\x89PNG" + bytes(1000))
    (root / "interviews/Acme.md").write_text(note("![[board.png]]"))


@pytest.mark.parametrize(
    "change",
    [
        in_place,
        in_two_steps,
        by_replacing,
        like_vim,
        by_deleting_and_writing_again,
        by_new_folders,
        by_renaming_a_folder,
        in_the_folder_that_was_renamed,
        of_the_theme,
        of_the_settings,
        of_an_image,
        like_a_sync,
    ],
)
def test_the_result_equals_a_clean_build(watch: Watch, change: Callable[[Path], None]) -> None:
    change(watch.root)
    assert 1 <= len(watch.settles()) <= 2


@pytest.mark.skipif(shutil.which("git") is None, reason="there is no git on this computer")
def test_another_branch_is_checked_out(watch: Watch) -> None:
    def git(*words: str) -> None:
        identity = ("-c", "user.name=Robin Hale", "-c", "user.email=robin@hale.example")
        subprocess.run(["git", *identity, *words], cwd=watch.root, check=True, capture_output=True)

    (watch.root / ".gitignore").write_text("site/\ndrafts/\n")
    git("init", "-q")
    git("add", ".")
    git("commit", "-q", "-m", "Notes")
    git("checkout", "-q", "-b", "other")
    for number in range(80):
        (watch.root / f"notes/Other {number}.md").write_text(f"Number {number}.\n")
    (watch.root / "interviews/Acme.md").write_text(note("on the other branch"))
    shutil.rmtree(watch.root / "companies", ignore_errors=True)
    git("add", ".")
    git("commit", "-q", "-m", "Other notes")
    watch.settles()
    git("checkout", "-q", "-")
    assert 1 <= len(watch.settles()) <= 2
    git("checkout", "-q", "other")
    assert 1 <= len(watch.settles()) <= 2


def test_a_thousand_files_come_at_once(watch: Watch) -> None:
    (watch.root / "notes/many").mkdir(parents=True)
    for number in range(1000):
        (watch.root / f"notes/many/{number}.md").write_text(f"Note {number}.\n")
    assert 1 <= len(watch.settles()) <= 2
    assert (watch.root / "site/notes/999.html").exists()


def test_a_change_right_after_another_is_not_lost(watch: Watch) -> None:
    """Edits happen at any time, also during the build for the previous one."""
    for number in range(40):
        (watch.root / "interviews/Acme.md").write_text(note(f"edit {number}"))
        (watch.root / f"people/Person {number % 7}.md").write_text(f"---\ntitle: Engineer {number}\n---\n")
    watch.settles()
    assert "edit 39" in (watch.root / "site/interviews/acme.html").read_text("utf-8")
