"""The vaults of the benchmarks have no problems and are reproducible."""

from pathlib import Path

from tests.benchmarks.making import NOW, make
from tests.conftest import Run, notes_of


def test_a_made_vault_checks_clean_and_is_the_same_twice(run: Run, tmp_path: Path) -> None:
    one, other = make(tmp_path / "one", 12), make(tmp_path / "other", 12)
    assert notes_of(one) == notes_of(other)
    done = run("check", one, "--now", NOW, "--severity", "warning")
    assert done.returncode == 0, done.stdout
    assert "0 with errors." in done.stdout, done.stdout
