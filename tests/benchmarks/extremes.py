"""How vaults out of the ordinary grow: `python -m tests.benchmarks.extremes [--sizes 150,300,600] [--only panel]`.

Each vault is built twice in a process of its own, the first time without anything remembered and without drafts. What
counts is the last column: a doubled vault should take at most twice the time. A process takes about a second before it
has seen a note, so small sizes tell little.
"""

import argparse
import sys
import tempfile
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

from tests.benchmarks.making import NOW
from tests.benchmarks.measuring import Taken, run

# A build in one process: two would share the evaluation of some of these vaults, and of others not.
_BUILD = "import os, sys; os.cpu_count = lambda: 1; from vaultgen.cli.entry import main; main()"
_FIRST = "Ada Ben Cleo Dora Emil Fay Gus Hana Ivan Jo Kim Lev Mia Nils Olga Pia Quin Rosa Sam Tess".split()
_SYLLABLES = "ba den fir gol han jun kel lom mar nis".split()

Notes = Iterator[tuple[str, str]]  # paths and texts


def _person(number: int) -> str:
    """A full name that nobody else has; nor does anybody else have this last name."""
    last = "".join(_SYLLABLES[number // 10**place % 10] for place in (2, 1, 0))
    return f"{_FIRST[number % len(_FIRST)]} {last.capitalize()}{'ex' * (number // 1000)}"


def _interview(company: str, day: str, people: list[str], more: str = "") -> str:
    met = "".join(f'  - "{person}"\n' for person in people)
    return (
        f"---\ncompany: {company}\nrole: Engineer\nstage: screen\nformat: video\ndate: {day}\nduration: 60\n"
        f"interviewers:\n{met}skills: [Kafka, Redis]\nproblems:\n  - the nightly load runs into the morning\n"
        f"interested_in:\n  - the way we moved dbt\n{more}---\nWe spoke about the load.\n"
    )


def _panel(size: int) -> Notes:
    yield "interviews/one.md", _interview("Acme", "2026-03-11T15:00", [_person(n) for n in range(size)])


def _employer(size: int) -> Notes:
    for n in range(size):
        yield f"interviews/{n:05}.md", _interview("Acme", "2026-03-11T15:00", [_person(n)])


def _recruiter(size: int) -> Notes:
    for n in range(size):
        day = f"2026-{1 + n % 3:02}-{1 + n % 28:02}T10:00"
        people = ["[[Rita Recruiter]]" if n % 2 else "Rita Recruiter", _person(n)]
        yield f"interviews/{n:05}.md", _interview(f"House {n:05}", day, people)


def _foreign(size: int) -> Notes:
    """Notes of another origin, each with a type, an employer and a day, and links to others."""
    for n in range(size):
        more = f"type: interview\ncompany: House {n:05}\ndate: 2026-{1 + n % 3:02}-{1 + n % 28:02}\ntags: [a{n % 50}]\n"
        links = f"See [[note {n * 7 % size}]] and [[note {n * 11 % size}]].\n\n"
        yield f"n{n % 40}/note {n}.md", f"---\n{more}---\n# Note {n}\n\n{links}" + "Words of no kind at all.\n" * 8


KINDS: dict[str, tuple[str, Callable[[int], Notes]]] = {
    "panel": ("interviewers in one note", _panel),
    "employer": ("interviews of one employer at one time", _employer),
    "recruiter": ("interviews that name one recruiter", _recruiter),
    "foreign": ("notes of other origin made interviews", _foreign),
}


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.extremes", description=__doc__.partition(":")[0])
    parser.add_argument("--sizes", default="150,300,600", help="of each vault, with commas")
    parser.add_argument("--only", choices=KINDS, help="one kind of vault")
    asked = parser.parse_args()
    print("| vault | CPU of the first build, s | MiB | growth | CPU of the next, after a change, s | growth |")
    print("|---|---|---|---|---|---|")
    for kind in [asked.only] if asked.only else KINDS:
        sizes = [int(size) for size in asked.sizes.split(",")]
        taken = {size: _taken(kind, size) for size in sizes}
        growth = [("–", "–"), *(_growth(taken[smaller], taken[larger]) for smaller, larger in pairwise(sizes))]
        for size, (first, second) in zip(sizes, growth, strict=True):
            one, two = taken[size]
            print(
                f"| {size:,} {KINDS[kind][0]} | {one.cpu:.1f} | {one.memory:.0f} | {first} | {two.cpu:.1f} | {second} |"
            )


def _growth(smaller: tuple[Taken, Taken], larger: tuple[Taken, Taken]) -> tuple[str, str]:
    first, second = (f"{more.cpu / less.cpu:.2f}" for less, more in zip(smaller, larger, strict=True))
    return first, second


def _taken(kind: str, size: int) -> tuple[Taken, Taken]:
    """What a first build takes, and another one after a note was changed."""
    with tempfile.TemporaryDirectory() as folder:
        vault = Path(folder) / "vault"
        path = ""
        for path, text in KINDS[kind][1](size):
            (vault / path).parent.mkdir(parents=True, exist_ok=True)
            (vault / path).write_text(text, "utf-8")
        (vault / "vaultgen.toml").write_text('timezone = "UTC"\n[me]\nname = "Robin Hale"\n', "utf-8")
        command = [sys.executable, "-c", _BUILD, "build", str(vault), "--now", NOW]
        first = run(command, Path(folder), times=1)
        with (vault / path).open("a", encoding="utf-8") as note:
            note.write("One more line.\n")
        return first, run(command, Path(folder), times=1)


if __name__ == "__main__":
    main()
