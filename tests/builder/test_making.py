"""A large vault is built by two processes, with the same result, completely or not at all."""

import sys
from pathlib import Path

import pytest

from tests.conftest import Run, VaultOf
from vaultgen.builder import cache, reader, replay, schedule, workspace
from vaultgen.builder.answers import Answers, Scan
from vaultgen.builder.build import answer, build

NOW = "2026-03-12T09:00"
NOTE = """---
company: Acme
role: Role {n}
date: 2026-02-{day:02}T10:00
duration: 30
interviewers: [Jane Doe]
skip: [thank-you, letter, check-in]
---
Talk {n}.
"""
EMPLOYERS = ("Acme", "Globex", "Initech")
MANY = {f"interviews/Talk {n}.md": NOTE.format(n=n, day=1 + n % 28) for n in range(320)}


def files(root: Path) -> dict[str, bytes]:
    return {str(path.relative_to(root)): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def test_two_processes_write_the_same_site_as_one(vault_of: VaultOf, run: Run) -> None:
    root = vault_of(MANY)
    done = run("build", root, "--now", NOW)
    assert done.returncode == 0, done.stderr
    site = files(root / "site")
    work = workspace.open_vault(str(vault_of(MANY, name="alone")))
    build(work, work.now(NOW), Answers(work.root, None))  # a test has threads, where no copy of a process is made
    assert files(work.output) == site


@pytest.mark.changes_notes
def test_notes_that_are_too_many_to_hold_give_the_same_site(vault_of: VaultOf, monkeypatch: pytest.MonkeyPatch) -> None:
    vaults = [workspace.open_vault(str(vault_of(dict([*MANY.items()][:60]), name=name))) for name in ("held", "let go")]
    for work in vaults:
        build(work, work.now(NOW), Answers(work.root, None))
        monkeypatch.setattr(reader, "_HELD", 7)
        monkeypatch.setattr(schedule, "_MANY", 5)
        monkeypatch.setattr(schedule, "_ROOM", 500)
        monkeypatch.setattr(cache, "_BATCH", 3)
    monkeypatch.undo()
    held, let_go = vaults
    assert files(let_go.output) == files(held.output)
    for work in vaults:
        note = work.root / "interviews/Talk 3.md"
        note.write_text(note.read_text("utf-8").replace("Talk 3.", "Talk 3, and a word more."), "utf-8")
        work.root.joinpath("interviews/Talk 4.md").unlink()
        again = workspace.open_vault(str(work.root))
        build(again, again.now(NOW), Answers(again.root, None))
        monkeypatch.setattr(reader, "_HELD", 7)
    assert files(let_go.output) == files(held.output)


@pytest.mark.changes_notes
@pytest.mark.parametrize("left", [0.3, 0.6, 0.99])
def test_a_build_of_which_a_piece_is_lost_is_not_reused(
    vault_of: VaultOf, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, left: float
) -> None:
    monkeypatch.setenv("VAULTGEN_CACHE", str(tmp_path / "memory"))
    monkeypatch.setattr(cache, "_BATCH", 3)
    work = workspace.open_vault(str(vault_of({f"interviews/{n}.md": NOTE.format(n=n, day=n) for n in range(1, 9)})))
    build(work, work.now(NOW), Answers(work.root, None))
    before = files(work.output)
    assert Answers(work.root, None).last_build.evaluations
    (kept,) = (tmp_path / "memory").glob("*-build.vaultgen")
    kept.write_bytes(kept.read_bytes()[: int(left * kept.stat().st_size)])
    last = Answers(work.root, None).last_build
    assert (len(last.evaluations), len(last.outputs), len(last.kinds)) == (0, 0, 0)
    work = workspace.open_vault(str(work.root))
    build(work, work.now(NOW), Answers(work.root, None))
    assert files(work.output) == before


@pytest.mark.changes_notes
def test_a_note_that_is_deleted_meanwhile_does_not_end_the_build_of_many(
    vault_of: VaultOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    notes = {f"interviews/{n}.md": NOTE.format(n=n, day=n) for n in range(1, 9)}
    wrong = {"interviews/Wrong.md": NOTE.format(n=9, day=9).replace("2026-02-09", "2026-02-99")}
    work = workspace.open_vault(str(vault_of(notes | wrong)))
    monkeypatch.setattr(reader, "_HELD", 7)
    evaluate = schedule.Scheduler.run

    def deleted_before(scheduler: schedule.Scheduler, progress: schedule.Progress) -> schedule.Results:
        (work.root / "interviews/Wrong.md").unlink(missing_ok=True)
        return evaluate(scheduler, progress)

    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(schedule.Scheduler, "run", deleted_before)
        said = answer(work, build(work, work.now(NOW), Answers(work.root, None)))
    assert (said.code, said.err) == (0, "")
    without = workspace.open_vault(str(vault_of(notes, name="without")))
    build(without, without.now(NOW), Answers(without.root, None))
    assert files(work.output) == files(without.output)


@pytest.mark.changes_notes
def test_a_note_that_is_away_for_a_moment_keeps_no_draft_from_being_written(
    vault_of: VaultOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Some editors delete a note and write it again; the build begins again, and knows the drafts as they are."""
    met = (
        NOTE.format(n=1, day=1).replace("2026-02-01", "2026-03-11").replace("skip: [thank-you, letter, check-in]\n", "")
    )
    wrong = NOTE.format(n=9, day=99).replace("Acme", "Globex").replace("Jane Doe", "Ann Roe")
    work = workspace.open_vault(str(vault_of({"interviews/Talk.md": met, "interviews/Wrong.md": wrong})))
    build(work, work.now(NOW), Answers(work.root, None))
    (work.root / "interviews/Talk.md").write_text(
        met.replace("duration: 30", "duration: 30\nmoments: [the pager story]"), "utf-8"
    )
    note, away = work.root / "interviews/Wrong.md", work.root / "interviews/Wrong.part"
    evaluate, scan = schedule.Scheduler.run, Answers.scan

    def taken_away_after(scheduler: schedule.Scheduler, progress: schedule.Progress) -> schedule.Results:
        results = evaluate(scheduler, progress)
        if not beginnings[1:]:
            note.rename(away)
        return results

    def put_back_before(answers: Answers, output: Path) -> Scan:
        beginnings.append(output)
        if away.exists():
            away.rename(note)
        return scan(answers, output)

    beginnings: list[Path] = []
    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(reader, "_HELD", 1)
        meanwhile.setattr(schedule.Scheduler, "run", taken_away_after)
        meanwhile.setattr(Answers, "scan", put_back_before)
        built = build(work, work.now(NOW), Answers(work.root, None))
    assert len(beginnings) == 2
    assert (len(built.drafts.written), built.drafts.changed_meanwhile) == (1, ())


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere one process does it all")
@pytest.mark.parametrize("page", ["interview", "person"])
def test_an_error_in_either_process_stops_both_and_leaves_the_site_unchanged(
    vault_of: VaultOf, run: Run, page: str
) -> None:
    root = vault_of(MANY)
    run("build", root, "--now", NOW)
    before = files(root)
    theme = root / f"overrides/theme/pages/{page}.html"
    theme.parent.mkdir(parents=True)
    theme.write_text("{{ nothing.of.the.sort }}", "utf-8")
    done = run("build", root, "--now", NOW)
    assert done.returncode == 2
    assert f"overrides/theme/pages/{page}.html:1" in done.stderr
    assert done.stdout == ""
    theme.unlink()
    assert files(root) == before


@pytest.mark.changes_notes
def test_a_change_costs_the_evaluation_of_its_partition_and_no_other(vault_of: VaultOf) -> None:
    note = NOTE.format(n=1, day=1)
    root = vault_of({f"interviews/{name}.md": note.replace("Acme", name).replace("Doe", name) for name in EMPLOYERS})
    evaluations = []
    for text in ("", "One more line.\n"):
        path = root / "interviews/Acme.md"
        path.write_text(path.read_text("utf-8") + text, "utf-8")
        work, answers = workspace.open_vault(str(root)), Answers(root, None)
        build(work, work.now(NOW), answers)
        evaluations.append(answers.last_build.evaluations)
    assert len(evaluations[0]) > len(EMPLOYERS)
    assert len(evaluations[0].keys() - evaluations[1].keys()) == 1


def test_a_browser_is_told_before_anything_is_kept_for_later_builds(vault_of: VaultOf) -> None:
    root = vault_of({"interviews/Acme.md": NOTE.format(n=1, day=1)})
    seen: list[tuple[bool, bool]] = []

    def is_kept() -> bool:
        return Answers(root, None).has(replay.build_key())

    work = workspace.open_vault(str(root))
    page = root / "site/index.html"
    build(work, work.now(NOW), Answers(root, None), lambda _: seen.append((page.exists(), is_kept())))
    assert seen == [(True, False)]
    assert is_kept()
