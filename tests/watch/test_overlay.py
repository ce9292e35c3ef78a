"""The held pages and the overlay, from the problems of a build and the pages before it."""

import json
from collections.abc import Callable

from vaultgen.snapshot import Snapshot
from vaultgen.watch import overlay
from vaultgen.watch.overlay import GoodPage

SnapshotOf = Callable[..., Snapshot]

GOOD = "---\ncompany: Acme\ndate: 2026-03-11T15:00\nduration: 60\n---\nWords.\n"
BAD = GOOD.replace("duration: 60", "duration: soon")
EARLY = GOOD.replace("duration: 60", "duration: 60\ndecision_date: 2026-03-01")


def test_only_unreadable_notes_keep_their_last_good_page(
    snapshot_of: SnapshotOf,
) -> None:
    known = snapshot_of({"interviews/Bad.md": BAD, "interviews/Early.md": EARLY, "interviews/Good.md": GOOD})
    assert overlay.unreadable(known.diagnostics) == {"interviews/Bad.md"}


def test_the_last_good_page_is_held_through_several_broken_builds() -> None:
    first, later = GoodPage("a.html", b"good"), GoodPage("a.html", b"broken")
    held = overlay.held_pages({}, {"a.md": first}, {"a.md"})
    held = overlay.held_pages(held, {"a.md": later}, {"a.md"})
    assert held == {"a.md": first}
    assert overlay.held_pages(held, {}, set()) == {}


def test_the_overlay_shows_place_and_hint(snapshot_of: SnapshotOf) -> None:
    known = snapshot_of({"interviews/Bad.md": BAD})
    errors = overlay.new_problems(known.diagnostics, ())
    told = json.loads(overlay.overlay_of({"interviews/Bad.md": GoodPage("a.html", b"")}, errors).overlay)
    assert told["lead"] == "An error in the notes. The page shows the note as it was before."
    (problem,) = told["problems"]
    assert (problem["place"], problem["code"]) == ("interviews/Bad.md:4:11", "VG103")
    assert problem["hint"]


def test_an_old_problem_that_moves_to_another_line_is_no_new_one(snapshot_of: SnapshotOf) -> None:
    before = snapshot_of({"interviews/Bad.md": BAD}).diagnostics
    after = snapshot_of({"interviews/Bad.md": BAD.replace("company", "role: Engineer\ncompany")}).diagnostics
    assert [d.code for d in overlay.new_problems(after, before)] == []
    assert overlay.still_present(before, after) == before
    assert overlay.still_present(before, ()) == ()
