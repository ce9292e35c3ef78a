"""`vaultgen practice`: asks the user's questions, shows their answers, and records how it went.

Changes only `practised` and `comfort` of the practised notes; each mark is saved before the next question is asked.
"""

from datetime import datetime

import click

from vaultgen.briefing import briefing
from vaultgen.builder.workspace import Workspace, open_vault
from vaultgen.cli import asking, options
from vaultgen.cli.interview_lookup import interview_called
from vaultgen.disk import files
from vaultgen.disk.output import apply_plan
from vaultgen.disk.plan import FileWrite, Plan
from vaultgen.english.markup import without_markup
from vaultgen.errors import FileProblem, UsageProblem
from vaultgen.fingerprint import digest
from vaultgen.learning import questions
from vaultgen.learning.answers import versions
from vaultgen.learning.practice import PracticeCard, deck, practised, round_of
from vaultgen.snapshot import Snapshot
from vaultgen.terminal import plural, printable
from vaultgen.vault.notes.property_edits import CannotEdit
from vaultgen.vault.typed_answers import Unclear

_TRIES = 5  # that an editor or a sync may write the note in between
_MINUTES_A_QUESTION = 2
_KEYS = "Say your answer aloud, then press Enter to see yours. s skips a question, q stops."


@click.command("practice")
@click.option("--for", "interview", metavar="NAME", help="The interview to practise for, if not the next one.")
@click.option(
    "--minutes", type=click.IntRange(1), default=10, show_default=True, help="How long; a question takes two minutes."
)
@click.option("--vault", metavar="FOLDER", help="The vault, if it is not the one around this folder.")
@options.now
def command(interview: str | None, minutes: int, vault: str | None, now: str | None) -> int:
    """Ask your questions one by one, show the answer you wrote, and take a mark from 1 to 5.

    First what the next interview may ask, then what is least at ease and most often asked. The mark becomes the
    question's comfort, and the day is added to its practised.
    """
    return run(interview, minutes=minutes, vault=vault, now=now)


def run(interview: str | None, *, minutes: int, vault: str | None, now: str | None) -> int:
    """Asks and writes. Always returns 0. Raises `UsageProblem` without a terminal."""
    work = open_vault(vault)
    if not asking.is_terminal():
        raise UsageProblem(
            "vaultgen practice asks questions, and there is no terminal to ask on.",
            "practice.html of your site has the same cards, also on paper.",
        )
    moment = work.now(now)
    snapshot = work.snapshot(moment, new_drafts=False)
    cards = _deck(snapshot, interview)
    with_note = [card for card in cards if card.note]
    if not with_note:
        click.echo('No question has a note yet. vaultgen new question "Why did you leave your last job" makes one.')
        return 0
    chosen = with_note[: max(1, minutes // _MINUTES_A_QUESTION)]
    click.echo(
        f"{plural(len(chosen), 'question')}, about {plural(_MINUTES_A_QUESTION * len(chosen), 'minute')}. {_KEYS}"
    )
    try:
        done = _ask_all(work, snapshot, chosen, moment)
    except EOFError:
        click.echo("\nThe rest waits for the next time.")
        return 0
    click.echo(f"\n{plural(done, 'question')} practised.")
    if without := len(cards) - len(with_note):
        click.echo(f"{plural(without, 'hard question')} without a note: vaultgen new question makes one.")
    return 0


def _deck(snapshot: Snapshot, name: str | None) -> tuple[PracticeCard, ...]:
    vault = snapshot.vault
    ahead = interview_called(vault, name) if name else briefing.next_ahead(snapshot)
    if ahead is not None:
        title = f"{vault.company(ahead.company).name}, {ahead.stage or 'interview'}"
        click.echo(printable(f"For {title} ({ahead.note.path})"))
    notes = tuple(questions.prepared(vault))
    rounds = {interview.note.path: round_of(vault, interview) for interview in vault.interviews}
    themes = questions.themes(questions.askings(vault), notes)
    return deck(themes, notes, rounds, rounds[ahead.note.path] if ahead else None)


def _ask_all(work: Workspace, snapshot: Snapshot, cards: list[PracticeCard], now: datetime) -> int:
    """Asks the cards one by one; returns the number of practised ones. Raises `EOFError` at Ctrl-D."""
    done = 0
    bodies = {note.path: note.body for note in snapshot.vault.notes}
    for at, card in enumerate(cards, 1):
        title = click.style(printable(card.title), bold=True) if options.colour() else printable(card.title)
        click.echo(f"\n({at}/{len(cards)}) {title}")
        if card.expected:
            click.echo(printable(f"  {card.expected}."))
        typed = asking.ask("  … ").strip().casefold()
        if typed == "q":
            break
        if typed == "s":
            continue
        found = versions(bodies[card.note or ""])
        text = without_markup(found[-1].text) if found else "No answer is written yet: its note is empty."
        for line in text.splitlines():
            click.echo(printable(f"  {line}"))
        mark = asking.ask_until("  How did it go, 1 to 5? (Enter keeps the mark)", _mark)
        _save(work, card.note or "", mark, now)
        done += 1
    return done


def _mark(typed: str) -> str:
    if typed in ("", "1", "2", "3", "4", "5"):
        return typed
    raise Unclear("A mark is a number from 1 to 5.", "1 is very uneasy, 5 is at ease.")


def _save(work: Workspace, path: str, mark: str, now: datetime) -> None:
    """Adds the day to the note's `practised`, and sets `comfort` if there is a mark; raises `FileProblem`."""
    for _ in range(_TRIES):
        data = files.read_file(work.root / path)
        try:
            changed = practised(data, f"{now.date()}", mark)
        except CannotEdit as fault:
            raise FileProblem(
                f"{path} cannot be changed: {fault}.", "vaultgen check says what is wrong with its properties."
            ) from None
        if not apply_plan(work.root, Plan(write=(FileWrite(path, changed, expects=digest(data)),))).changed_meanwhile:
            return
    raise FileProblem(f"{path} is being written by another program.", "Close it there, and run the command again.")
