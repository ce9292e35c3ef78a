"""When a change settles: at once if the file looks complete, else after a delay."""

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaultgen.disk.file_state import FileState, shape_of
from vaultgen.watch.debounce import Pending, changed_paths, observe, remaining

WHOLE = "---\ncompany: Acme\n---\nWords.\n"


def state(files: Mapping[str, str]) -> dict[str, FileState]:
    return {path: FileState((), text, shape_of(text.encode())) for path, text in files.items()}


def waits(*looks: tuple[float, Mapping[str, str]], built: Mapping[str, str]) -> float:
    """The remaining delay after some scans, each at a time in seconds."""
    pending = Pending()
    for at, files in looks:
        pending = observe(pending, state(built), state(files), at)
    return remaining(pending, looks[-1][0])


@pytest.mark.parametrize(
    ("text", "shape"),
    [
        (WHOLE, "whole"),
        ("Just words.\n", "whole"),
        ("", "empty"),
        ("\n \n", "empty"),
        ("---\ncompany: Acme\n", "half"),
        ("\ufeff---\r\ncompany: Acme\r\n", "half"),
        ("\ufeff---\r\ncompany: Acme\r\n---\r\n", "whole"),
        ("--- \ncompany: Acme\n--- \n", "whole"),
        ("----\nno front matter\n", "whole"),
    ],
)
def test_the_shape_of_a_file_says_how_complete_it_is(text: str, shape: str) -> None:
    assert shape_of(text.encode()) == shape


def test_a_complete_file_settles_at_once() -> None:
    assert waits((10.0, {"a.md": WHOLE}), built={}) <= 0


def test_unclosed_front_matter_settles_after_a_delay() -> None:
    half = {"a.md": WHOLE[:12]}
    assert waits((10.0, half), built={}) == pytest.approx(1.0)
    assert waits((10.0, half), (10.9, half), built={}) == pytest.approx(0.1)
    assert waits((10.0, half), (11.0, half), built={}) <= 0
    assert waits((10.0, half), (10.9, {"a.md": WHOLE}), built={}) <= 0


def test_an_emptied_file_settles_after_a_delay() -> None:
    assert waits((10.0, {"a.md": ""}), built={"a.md": WHOLE}) > 0.5


def test_a_deleted_note_settles_after_a_delay() -> None:
    assert waits((10.0, {}), built={"a.md": WHOLE}) > 0.1
    assert waits((10.0, {}), (10.1, {"a.md": WHOLE + "More.\n"}), built={"a.md": WHOLE}) <= 0
    assert waits((10.0, {}), (10.4, {}), built={"a.md": WHOLE}) <= 0


def test_an_undone_change_is_not_pending() -> None:
    built = state({"a.md": WHOLE})
    gone = observe(Pending(), built, {}, 10.0)
    assert gone.seen
    assert not observe(gone, built, built, 10.1).seen


def test_many_changes_settle_together() -> None:
    some = {f"{n}.md": WHOLE for n in range(10)}
    more = some | {f"{n}.md": WHOLE for n in range(10, 20)}
    assert waits((10.0, some), built={}) > 0.1
    assert waits((10.0, some), (10.2, more), built={}) > 0.1
    assert waits((10.0, some), (10.2, more), (10.5, more), built={}) <= 0


versions = st.dictionaries(st.sampled_from(["a.md", "b.md", "c.md"]), st.sampled_from([WHOLE, "", WHOLE[:12], "x"]))


@given(versions, st.lists(versions, min_size=1, max_size=40))
def test_no_change_is_pending_for_ever(built: dict[str, str], looks: list[dict[str, str]]) -> None:
    """However often a program writes: after four seconds with a change there is a build."""
    pending, began = Pending(), 0.0
    for number, files in enumerate(looks):
        at = number / 4
        pending = observe(pending, state(built), state(files), at)
        if not pending.seen:
            began = at
        assert set(pending.seen) == set(changed_paths(state(built), state(files)))
        assert remaining(pending, at) <= max(0.0, began + 4.25 - at)
