"""The watcher with a fake clock and fake files."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest

from vaultgen.disk.file_state import FileState, FileStates, shape_of
from vaultgen.followups import queue, state
from vaultgen.snapshot import Snapshot
from vaultgen.watch.watcher import Watcher

SnapshotOf = Callable[..., Snapshot]
BEGIN = datetime(2026, 3, 12, 9, tzinfo=UTC)
OLD, NEW = "An old text.\n", "A new text.\n"


@dataclass
class World:
    """A fake world: time passes only by waiting; events are (second, the files from then on, whether it is notified).

    `asleep` is how long the computer sleeps during the first pause, while the monotonic clock stands still.
    """

    happens: list[tuple[float, Mapping[str, str], bool]] = field(default_factory=list)
    asleep: float = 0
    interval: float = 30.0
    passed: float = 0
    slept: float = 0
    looks: int = 0

    def ticks(self) -> float:
        return self.passed

    def now(self) -> datetime:
        return BEGIN + timedelta(seconds=self.passed + self.slept)

    def look(self, before: FileStates) -> FileStates:
        self.looks += 1
        files: Mapping[str, str] = {"a.md": OLD}
        for at, then, _ in self.happens:
            files = then if at <= self.passed else files
        return {path: FileState((), text, shape_of(text.encode())) for path, text in files.items()}

    def wait(self, seconds: float) -> bool:
        heard = [at for at, _, is_heard in self.happens if is_heard and self.passed < at <= self.passed + seconds]
        self.passed = heard[0] if heard else self.passed + seconds
        self.slept, self.asleep = self.slept + self.asleep, 0
        return bool(heard)

    def follow(self, until: datetime | None = None) -> tuple[str, ...]:
        watcher = Watcher(self.look, self, now=self.now, ticks=self.ticks)
        return watcher.wait({"a.md": FileState((), OLD)}, until).paths


def test_an_event_triggers_a_build_at_once() -> None:
    world = World([(12.0, {"a.md": NEW}, True)])
    assert world.follow() == ("a.md",)
    assert world.passed == 12.0


def test_a_change_without_an_event_is_found_by_the_next_scan() -> None:
    world = World([(5.0, {"a.md": NEW}, False)])
    assert world.follow() == ("a.md",)
    assert world.passed <= 40


def test_there_is_a_second_scan_soon_after_a_build() -> None:
    world = World([(0.2, {"a.md": OLD, "new folder/b.md": NEW}, False)])
    assert world.follow() == ("new folder/b.md",)
    assert world.passed <= 1.5


def test_an_intermediate_step_of_an_editor_is_not_built() -> None:
    world = World([(10.0, {"a.md": ""}, True), (10.05, {}, True), (10.1, {"a.md": NEW}, True)])
    assert world.follow() == ("a.md",)
    assert world.passed == 10.1


def test_a_deletion_is_built_after_a_delay() -> None:
    world = World([(10.0, {}, True)])
    assert world.follow() == ("a.md",)
    assert 10.1 < world.passed < 11


def test_events_for_unchanged_files_trigger_no_build() -> None:
    world = World([(10.0, {"a.md": OLD}, True)])
    assert world.follow(BEGIN + timedelta(hours=1)) == ()
    assert world.passed == pytest.approx(3600)


def test_a_deadline_triggers_a_build() -> None:
    world = World()
    assert world.follow(BEGIN + timedelta(minutes=7)) == ()
    assert world.passed == pytest.approx(7 * 60)


def test_a_deadline_that_passed_during_sleep_is_noticed_on_wake_up() -> None:
    world = World(asleep=8 * 3600)
    assert world.follow(BEGIN + timedelta(hours=8)) == ()
    assert world.passed < 60, "not after eight more hours on the clock that stood still"


def test_long_waits_need_few_scans() -> None:
    world = World()
    world.follow(BEGIN + timedelta(hours=1))
    assert world.looks <= 125


def test_slow_scans_run_less_often() -> None:
    world = World()
    look = world.look

    def slow(before: FileStates) -> FileStates:
        world.passed += 6
        return look(before)

    Watcher(slow, world, now=world.now, ticks=world.ticks).wait(
        {"a.md": FileState((), OLD)}, BEGIN + timedelta(hours=1)
    )
    assert world.looks <= 35


# The next instant at which a build may differ.

NOTE = (
    "---\ncompany: Acme\ndate: 2026-03-11T15:00\nduration: 60\ninterviewers: [Jane Doe]\ndecision_date: 2026-03-16\n"
    "promises: ['2026-03-13: send the portfolio']\ntimezone: America/New_York\n---\n"
)
# Answers before its planned end, and a clock that is put forward two days later.
EARLY = (
    "---\ncompany: Gamma\ndate: 2026-03-06T15:00\nduration: 60\nmoments: [the view]\ntimezone: America/New_York\n---\n"
)
SECOND = "---\ncompany: Beta\ndate: 2026-03-12T14:00\nduration: 45\n---\n"


def standing(known: Snapshot) -> dict[str, str]:
    """The content of a snapshot, without its time."""
    states = {f.id: state(f, known.now) for f in known.follow_ups}
    planned = queue.by_interview(known.follow_ups)
    courses = {
        i.note.path: queue.interview_state(queue.course(known.vault, i), planned.get(i.note.path, ()), known.now)
        for i in known.vault.interviews
    }
    open_now = {"to do": " ".join(f.id for f in queue.to_do(known.follow_ups, known.now))}
    problems = {"problems": " ".join(f"{problem.code} {problem.path}" for problem in known.diagnostics)}
    return states | courses | open_now | problems | {draft.path: draft.text or "" for draft in known.drafts}


def test_nothing_changes_before_the_next_change(snapshot_of: SnapshotOf) -> None:
    """For each change over six weeks: nothing changes until a second before it."""
    files = {"interviews/Acme.md": NOTE, "interviews/Beta.md": SECOND, "interviews/Gamma.md": EARLY}
    known = snapshot_of(files, "2026-03-05T12:00Z")
    seen = 0
    while known.now < datetime(2026, 4, 16, tzinfo=UTC):
        following = queue.next_change(known.vault, known.follow_ups, known.now)
        assert following > known.now
        before = standing(known)
        last = following - timedelta(seconds=1)
        if last > known.now:
            assert standing(snapshot_of(files, last.isoformat())) == before, last
        # Just after a deadline, it has passed: in whole seconds that is the next one.
        known = snapshot_of(files, (following + timedelta(seconds=1) - timedelta.resolution).isoformat("T", "seconds"))
        seen += standing(known) != before
    assert seen > 10


def test_long_after_all_that_has_happened_only_a_new_year_changes_anything(snapshot_of: SnapshotOf) -> None:
    files = {"interviews/Acme.md": NOTE, "interviews/Beta.md": SECOND}

    def following(now: str) -> datetime:
        known = snapshot_of(files, now)
        return queue.next_change(known.vault, known.follow_ups, known.now)

    # Until a month after the last of their follow-ups, a day that begins may matter.
    assert following("2026-04-10T12:00Z") == datetime(2026, 4, 11, tzinfo=UTC)
    assert following("2026-09-04T12:00Z") == datetime(2026, 12, 31, 10, tzinfo=UTC)
