"""The cache may be damaged at any time: the next build is correct all the same."""

import errno
from pathlib import Path
from signal import SIGINT, SIGKILL

import pytest

from tests.conftest import VaultOf
from tests.faults.conftest import NOTES, Clean, Stage, changed, whole

pytestmark = pytest.mark.changes_notes


@pytest.mark.parametrize("harm", [{"die": SIGKILL}, {"die": SIGINT}, {"fail": errno.ENOSPC}, {"fail": errno.EACCES}])
@pytest.mark.parametrize("command", ["build", "status"])
def test_an_interrupted_cache_write_is_harmless(
    stage: Stage, clean: Clean, vault_of: VaultOf, tmp_path: Path, command: str, harm: dict[str, int]
) -> None:
    root, memory = vault_of(NOTES), str(tmp_path / "memory")
    changed(root, stage)
    changes = stage.play(root, command, ".", memory=memory).changes
    points = [number for number, (_, path) in enumerate(changes, 1) if path.startswith(memory)]
    assert points, "it remembers something"
    unharmed = 0
    for point in points:
        (root / "interviews/Globex.md").write_text(f"{NOTES['interviews/Globex.md']!s}Once more: {point}.\n")
        expected = clean.build(root)
        played = stage.play(root, command, ".", at=point, memory=memory, **harm)
        # What is remembered differs from run to run, and with it what lies at the point.
        if "die" not in harm and any(path.startswith(memory) for _, path in played.changes[point - 1 : point]):
            assert (played.code, played.err.count("vaultgen:")) == (0, 0)
            unharmed += 1
        assert stage.play(root, "build", ".", memory=memory).code in (0, 1)
        assert whole(root) == expected
        assert stage.play(root, "build", ".", memory=memory).code in (0, 1)
        assert whole(root) == expected
    assert "die" in harm or unharmed, "what cannot be remembered costs nothing else"
