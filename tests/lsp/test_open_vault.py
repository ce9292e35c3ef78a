"""What an editor asks of a vault while files on the disk change."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import VaultOf
from vaultgen import clock
from vaultgen.builder import pipeline
from vaultgen.lsp import completions, definition
from vaultgen.lsp.documents import Documents

NOTE = "interviews/Acme.md"
TYPED = '---\ncompany: Acme\ndate: 2026-03-11T15:00\ninterviewers:\n  - "[[Jane Doe]]"\n---\n'
FILES = {
    NOTE: TYPED,
    "people/Jane Doe.md": "---\nname: Jane M. Doe\n---\n",
    "interviews/Globex.md": "---\ncompany: Globex\ndate: 2026-03-10T15:00\n---\n",
}
SETTINGS = 'timezone = "UTC"\n'

pytestmark = pytest.mark.changes_notes


class Desk:
    """A note of a vault, open in an editor."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.uri = (root / NOTE).as_uri()
        self.documents = Documents()
        self.documents.put(self.uri, TYPED)

    def names(self) -> list[str]:
        document = self.documents.find(self.uri)
        assert document is not None
        at = TYPED.index("[[") + 2
        return [one.label for one in completions(document.inputs, document.path, document.text, at)]

    def leads(self) -> str:
        document = self.documents.find(self.uri)
        assert document is not None
        found = definition(document.inputs, document.path, document.text, TYPED.index("Jane"))
        return f"{found.path}:{found.line}" if found else ""

    def codes(self) -> list[str]:
        return [problem.code for problem in self.documents.diagnose()[self.uri]]


@pytest.fixture
def desk(vault_of: VaultOf) -> Desk:
    return Desk(vault_of(FILES))


@pytest.mark.parametrize("later", [0, 3600])
def test_names_are_those_of_the_files_as_they_are_now(desk: Desk, monkeypatch: pytest.MonkeyPatch, later: int) -> None:
    """Also where all files are so old that their stats alone tell whether they have changed."""
    utc_now = clock.utc_now
    monkeypatch.setattr(clock, "utc_now", lambda: utc_now() + timedelta(seconds=later))
    assert desk.names() == ["Globex", "Jane Doe", "Jane M. Doe"]
    (desk.root / "people/Jane Doe.md").write_text("---\nname: Jane N. Doe\n---\n", "utf-8")
    assert desk.names() == ["Globex", "Jane Doe", "Jane N. Doe"]
    (desk.root / "people/Kim Oh.md").write_text("---\naliases: [Kimmy]\n---\n", "utf-8")
    (desk.root / "interviews/Globex.md").unlink()
    assert desk.names() == ["Jane Doe", "Jane N. Doe", "Kim Oh", "Kimmy"]
    (desk.root / "people/Kim Oh.md").rename(desk.root / "people/Kim Orr.md")
    assert desk.names() == ["Jane Doe", "Jane N. Doe", "Kim Orr", "Kimmy"]


def test_a_note_is_read_again_if_it_may_have_been_written_within_the_same_moment(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = desk.root / "people/Jane Doe.md"
    monkeypatch.setattr("vaultgen.disk.scan.stat_of", lambda found: (found.st_size, 4 * 10**18, 4 * 10**18, 1))
    for name in ("Jane A. Doe", "Jane B. Doe", "Jane C. Doe"):
        person.write_text(f"---\nname: {name}\n---\n", "utf-8")
        assert desk.names()[-1] == name


def test_a_link_leads_to_the_file_as_it_is_now(desk: Desk) -> None:
    assert desk.leads() == "people/Jane Doe.md:1"
    (desk.root / "people/Jane Doe.md").rename(desk.root / "Jane Doe.md")
    assert desk.leads() == "Jane Doe.md:1"
    (desk.root / "Jane Doe.md").unlink()
    assert not desk.leads()


def test_a_problem_comes_and_goes_with_another_file_and_with_the_settings(desk: Desk) -> None:
    assert desk.codes() == []
    (desk.root / "people/Jane Doe.md").rename(desk.root / "people/Joan Doe.md")
    assert desk.codes() == ["VG201"]
    (desk.root / "vaultgen.toml").write_text(f'{SETTINGS}[check]\nignore = ["VG2"]\n', "utf-8")
    assert desk.codes() == []
    (desk.root / "vaultgen.toml").write_text("timezone = 3\n", "utf-8")
    assert desk.codes() == []
    assert desk.documents.find(desk.uri) is None
    (desk.root / "vaultgen.toml").write_text(SETTINGS, "utf-8")
    assert desk.codes() == ["VG201"]


def test_problems_in_open_settings_are_shown_once(desk: Desk) -> None:
    desk.documents.put((desk.root / "interviews/Globex.md").as_uri(), FILES["interviews/Globex.md"])
    uri = (desk.root / "vaultgen.toml").as_uri()
    for text, expected in ((f"{SETTINGS}[chek]\n", 1), ("timezone = 3\n", 1), (SETTINGS, 0)):
        desk.documents.put(uri, text)
        assert len(desk.documents.diagnose()[uri]) == expected


def test_only_the_partition_of_an_open_note_is_evaluated(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    evaluated: list[tuple[str, ...]] = []
    evaluate = pipeline.evaluate

    def recorded(partition: tuple[str, ...], *of: Any) -> Any:
        evaluated.append(partition)
        return evaluate(partition, *of)

    monkeypatch.setattr(pipeline, "evaluate", recorded)
    desk.names()
    desk.leads()
    assert evaluated == []
    desk.codes()
    assert evaluated == [(NOTE, "people/Jane Doe.md")]


def test_documents_of_two_vaults_are_apart(desk: Desk, tmp_path_factory: pytest.TempPathFactory) -> None:
    other = tmp_path_factory.mktemp("other")
    (other / "vaultgen.toml").write_text(SETTINGS, "utf-8")
    uri = (other / NOTE).as_uri()
    desk.documents.put(uri, TYPED)
    found = desk.documents.diagnose()
    assert [problem.code for problem in found[uri]] == ["VG201"]
    assert found[desk.uri] == []
    desk.documents.close(uri)
    assert desk.documents.diagnose().keys() == {desk.uri}
