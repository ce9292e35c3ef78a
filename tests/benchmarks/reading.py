"""Prints how well typed fragments are read, and how fast.

    python -m tests.benchmarks.reading [--wrong]

The fragments and what is right are in `tests/english/fragments.toml`. `--wrong` lists those of `tuning` that are read
wrongly or not surely; those held out are only counted.
"""

import argparse
import time
import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from vaultgen.english.parsing import ParsedFragment, parse

FRAGMENTS = Path(__file__).parents[1] / "english" / "fragments.toml"


class Row(NamedTuple):
    """A fragment, how it is to be read, and how it was."""

    text: str
    kind: str
    subject: str
    verb: str
    reading: ParsedFragment

    @property
    def has_verb(self) -> bool:
        """Whether its finite verb was found, or that it has none."""
        verb = self.reading.verb
        return self.verb == (f"{verb.word} {verb.lemma} {verb.tense}" if verb else "")

    @property
    def is_right(self) -> bool:
        """Whether kind, subject and verb are right."""
        subject = self.reading.subject.text if self.reading.subject else ""
        return self.has_verb and self.reading.kind == self.kind and subject == self.subject


class Score(NamedTuple):
    """Shares from 0 to 1: of all fragments, and of those that the reader is sure of."""

    verb: float
    right: float
    sure: float
    verb_of_sure: float
    right_of_sure: float


def rows(*parts: str) -> Iterator[Row]:
    """The fragments of `tuning`, `held_out` or both, each read."""
    table = tomllib.loads(FRAGMENTS.read_text("utf-8"))
    for part in parts:
        for text, kind, subject, verb in table[part]:
            yield Row(text, kind, subject, verb, parse(text))


def score(found: Sequence[Row]) -> Score:
    """How many of some fragments are read rightly."""
    sure = [row for row in found if row.reading.is_sure]
    return Score(
        sum(row.has_verb for row in found) / len(found),
        sum(row.is_right for row in found) / len(found),
        len(sure) / len(found),
        sum(row.has_verb for row in sure) / len(sure),
        sum(row.is_right for row in sure) / len(sure),
    )


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.reading")
    parser.add_argument("--wrong", action="store_true", help="list what is read wrongly or not surely")
    asked = parser.parse_args()
    started = time.process_time()
    parse("the first takes longest")
    loaded = time.process_time()
    found = list(rows("tuning", "held_out"))
    ended = time.process_time()
    print(
        "| fragments | n | verb right | verb, kind and subject | sure | verb right where sure | all right where sure |"
    )
    print("|---|---|---|---|---|---|---|")
    for name, parts in (("tuning", ["tuning"]), ("held out", ["held_out"]), ("all", ["tuning", "held_out"])):
        some = list(rows(*parts))
        print(f"| {name} | {len(some)} | " + " | ".join(f"{share:.3f}" for share in score(some)) + " |")
    print(f"\nCPU time: loading {loaded - started:.3f} s, a fragment {(ended - loaded) / len(found) * 1000:.2f} ms")
    if asked.wrong:
        for row in rows("tuning"):
            if not (row.is_right and row.reading.is_sure):
                print(row.text, "|", row.kind, row.subject, row.verb, "|", *row.reading[1:])


if __name__ == "__main__":
    main()
