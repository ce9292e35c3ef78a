"""Makes a note without errors: asks for what is missing on a terminal, and elsewhere names it and stops."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import partial
from typing import NamedTuple

import click

from vaultgen.builder.workspace import Workspace
from vaultgen.cli import asking
from vaultgen.dates.words import moment_words
from vaultgen.disk.locate import names_in
from vaultgen.disk.output import create_file
from vaultgen.errors import UsageProblem
from vaultgen.terminal import printable
from vaultgen.vault import new_notes, templates
from vaultgen.vault.model import KINDS, STAGES
from vaultgen.vault.schema import specs
from vaultgen.vault.typed_answers import Unclear, read_answer

_QUESTIONS = {"company": "Which employer?", "role": "Which position?", "result": "The result, in one sentence?"}


class Given(NamedTuple):
    """The user's input for a new note: its name, which may be empty, and properties as typed."""

    name: str
    properties: Mapping[str, Sequence[str]]


def make_note(work: Workspace, kind: str, given: Given, now: datetime) -> str:
    """Writes a new note and returns its path in the vault. Raises `UsageProblem` if something is missing or wrong."""
    table = specs(KINDS[kind])
    foreign = [name for name in given.properties if name not in table]
    if foreign:
        raise UsageProblem(f"{_article(kind)} has no “{foreign[0]}”.", f"It has: {', '.join(table)}.")
    values: dict[str, Sequence[str]] = {
        name: [_read(kind, name, text, now) for text in texts] for name, texts in given.properties.items()
    }
    values |= _known(work, kind, given.name, values, now)
    values |= _asked(kind, given.name, values, now)
    name = given.name or _interview_name(values)
    missing = [name for name in new_notes.needed(kind) if not values.get(name)]
    if missing:
        raise UsageProblem(
            f"{_article(kind)} needs {' and '.join(f'“{one}”' for one in missing)}; nothing was written.",
            f"Add {' '.join(f'--{one} …' for one in missing)}",
        )
    return _write(work, kind, name, values)


def _article(kind: str) -> str:
    return f"{'An' if kind[0] in 'aeiou' else 'A'} {kind}"


def _read(kind: str, name: str, text: str, now: datetime) -> str:
    try:
        return read_answer(name, specs(KINDS[kind])[name], text, now)
    except Unclear as unclear:
        option = "with" if name == "interviewers" else name
        raise UsageProblem(f"--{option}: {unclear}", unclear.hint) from None


def _known(
    work: Workspace, kind: str, name: str, values: Mapping[str, Sequence[str]], now: datetime
) -> dict[str, Sequence[str]]:
    """The properties that the note's name certainly holds: an employer of the vault at its start, its only round."""
    if kind != "interview" or not name:
        return {}
    derived: dict[str, Sequence[str]] = {}
    if not values.get("company"):
        companies = (company.name for company in work.snapshot(now, new_drafts=False).vault.companies)
        company = new_notes.company_in(name, companies)
        derived |= {"company": [company]} if company else {}
    company = next(iter(values.get("company") or derived.get("company") or ()), "")
    stage = None if values.get("stage") else new_notes.stage_in(name, company=company)
    return derived | ({"stage": [stage]} if stage else {})


def _asked(kind: str, name: str, values: Mapping[str, Sequence[str]], now: datetime) -> dict[str, Sequence[str]]:
    """The required properties that are still missing, as the user answers them on a terminal."""
    missing = [prop for prop in new_notes.needed(kind) if not values.get(prop)]
    began = new_notes.just_ended(now)
    if not asking.is_terminal():
        if "date" not in missing:
            return {}
        if len(missing) == 1:
            click.echo(
                f"It began {moment_words(began)}, as one that has just ended: --date says another time.", err=True
            )
        return {"date": [f"{began:%Y-%m-%dT%H:%M}"]}
    answers: dict[str, Sequence[str]] = {}
    for prop in missing:
        if prop == "date":
            question, default = "When did it begin, or will it?", f"{began:%Y-%m-%d %H:%M}"
        else:
            question = _QUESTIONS[prop]
            default = new_notes.without_stage(name) if prop == "company" and kind == "interview" else ""
        answers[prop] = [asking.ask_until(question, partial(_needed, kind, prop, now), default=default)]
    if kind == "interview" and not name and not values.get("role"):
        role = asking.ask_until(f"{_QUESTIONS['role']} (Enter skips)", str)
        answers |= {"role": [role]} if role else {}
    if kind == "interview" and not name and not values.get("stage"):
        question = f"Which round: {', '.join(STAGES)}? (Enter skips)"
        stage = asking.ask_until(question, lambda text: _stage(text, now), names=STAGES)
        answers |= {"stage": [stage]} if stage else {}
    return answers


def _needed(kind: str, name: str, now: datetime, typed: str) -> str:
    if not typed:
        raise Unclear("The note cannot do without it.", "Ctrl-C ends, and nothing is written.")
    return read_answer(name, specs(KINDS[kind])[name], typed, now)


def _stage(text: str, now: datetime) -> str:
    return read_answer("stage", specs(KINDS["interview"])["stage"], text, now) if text else ""


def _interview_name(values: Mapping[str, Sequence[str]]) -> str:
    return " ".join([*values.get("company", ()), *(values.get("stage") or ["interview"])])


def _write(work: Workspace, kind: str, name: str, values: Mapping[str, Sequence[str]]) -> str:
    safe = new_notes.file_name(name)
    if not safe:
        raise UsageProblem(f"“{printable(name)}” cannot be a note's name.", "Give it one with letters or digits.")
    day = values["date"][0][:10] if kind == "interview" else ""
    folder = templates.folder_for(kind, names_in(work.root))
    path = f"{folder}/{f'{day} {safe}' if day and not safe.startswith(day) else safe}.md"
    kept = {one: texts for one, texts in new_notes.keeps_name(kind, name).items() if not values.get(one)}
    text = new_notes.text_of(kind, {**values, **kept})
    for message, hint in new_notes.faults_of(path, text):
        raise UsageProblem(f"{message} Nothing was written.", hint)
    with work.locked():
        is_new = create_file(work.root / path, text.encode())
    if not is_new:
        raise UsageProblem(f"There is a note {path} already; it stays as it is.", "Choose another name.")
    return path
