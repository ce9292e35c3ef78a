"""The spool gives back what was added to it, in this process and in a fork, with a temporary file or without."""

import os
import tempfile
from typing import NoReturn

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaultgen.disk.spool import Spool, Spooled


@given(st.lists(st.binary()))
def test_what_is_added_comes_back(added: list[bytes]) -> None:
    spool = Spool()
    places = [spool.add(data) for data in added]
    assert [spool.get(place) for place in reversed(places)] == added[::-1]
    spool.close()


def test_without_room_for_a_file_all_stays_in_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused() -> NoReturn:
        raise OSError("no room")

    monkeypatch.setattr(tempfile, "TemporaryFile", refused)
    spool = Spool()
    assert spool.get(spool.add(b"a note")) == b"a note"
    spool.close()


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no forks")
def test_a_fork_reads_what_was_there_and_leaves_the_file_alone() -> None:
    spool = Spool()
    before = spool.add(b"before")
    child = os.fork()
    if not child:
        own = [spool.add(b"of the child"), spool.add(b"more")]
        is_right = [spool.get(place) for place in (before, *own)] == [b"before", b"of the child", b"more"]
        os._exit(0 if is_right else 1)
    after = spool.add(b"after it")
    assert os.waitpid(child, 0)[1] == 0
    assert [spool.get(before), spool.get(after)] == [b"before", b"after it"]
    spool.close()


@given(st.dictionaries(st.text(), st.binary()), st.integers(0, 40))
def test_what_has_no_room_in_memory_comes_back_by_name(added: dict[str, bytes], room: int) -> None:
    spool = Spool(room)
    kept = {name: spool.add(data) for name, data in added.items()}
    held = [place for place in kept.values() if isinstance(place, bytes)]
    assert sum(map(len, held)) <= room
    assert dict(Spooled(spool, kept)) == added
    spool.close()
