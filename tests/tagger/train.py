"""Step three of training: the weights of the tagger, from the sentences of step one and fragments made of them.

    python -m tests.tagger.train sentences.jsonl [--passes 5] [--share 1.0]

writes `vaultgen/english/tagger.txt.z`. About fifteen minutes; the same sentences give the same weights.
"""

import argparse
import json
import random
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import vaultgen.english
from tests.tagger.fragments import Row, Sentence, Words, fragments, nouns_of, sentence_of
from vaultgen.english.lexicon import word_class
from vaultgen.english.tagger import SCALE, features, normal

_RAREST = 3  # times that a feature has to be there
_LARGEST = 45  # the largest weight that is kept
_HELD_OUT = 40  # of so many sentences one is for measuring only


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m tests.tagger.train")
    parser.add_argument("sentences", type=Path)
    parser.add_argument("--passes", type=int, default=5)
    parser.add_argument("--share", type=float, default=1.0, help="of the sentences, for a quick trial")
    parser.add_argument("--target", type=Path, default=Path(vaultgen.english.__file__).parent / "tagger.txt.z")
    asked = parser.parse_args()
    dice = random.Random(1)
    rows: list[list[Row]] = [json.loads(line) for line in asked.sentences.open(encoding="utf-8")]
    sentences = [sentence_of(row) for row in rows if dice.random() < asked.share]
    nouns = nouns_of(sentences)
    told = [s for n, s in enumerate(sentences) if n % _HELD_OUT]
    kept = [s for n, s in enumerate(sentences) if not n % _HELD_OUT]
    training = [words for sentence in told for words in fragments(sentence, nouns, dice)]
    trial = [words for sentence in kept for words in fragments(sentence, nouns, dice)]
    print(f"{len(training)} sentences and fragments, {sum(map(len, training))} words", flush=True)
    model = Perceptron(_frequent(training))
    for turn in range(asked.passes):
        dice.shuffle(training)
        right = sum(model.learn(words) for words in training)
        print(f"pass {turn + 1}: {right / sum(map(len, training)):.4f}", flush=True)
    weights = model.averaged()
    asked.target.write_bytes(packed(weights, model.names))
    print(f"{len(weights)} features, {asked.target.stat().st_size / 1024:.0f} KiB", flush=True)
    print("held out:", measured(trial, weights), flush=True)


def _frequent(training: Iterable[Words]) -> frozenset[str]:
    counts: Counter[str] = Counter()
    for words in training:
        padded, classes = _padded(words)
        labels = ["", "", *(label for _, label in words)]
        for at in range(2, len(padded) - 2):
            counts.update(features(padded, classes, at, labels[:at]))
    return frozenset(feature for feature, count in counts.items() if count >= _RAREST)


def _padded(words: Words) -> tuple[list[str], list[str]]:
    padded = ["", "", *(normal(word) for word, _ in words), "", ""]
    return padded, [word_class(word) if word else "" for word in padded]


class Perceptron:
    """An averaged perceptron over the features that are known; it learns by its own labels, as it will read."""

    def __init__(self, known: frozenset[str]) -> None:
        self._known = known
        self._weights: dict[str, dict[str, int]] = {feature: {} for feature in known}
        self._sums: dict[str, dict[str, int]] = defaultdict(dict)
        self._stamps: dict[str, dict[str, int]] = defaultdict(dict)
        self._steps = 0
        self.names: list[str] = []

    def learn(self, words: Words) -> int:
        """Learn from a sentence; how many of its words were right before."""
        padded, classes = _padded(words)
        given, right = ["", ""], 0
        for at, (_, truth) in enumerate(words, 2):
            found = [f for f in features(padded, classes, at, given) if f in self._known]
            guess = best(found, self._weights)
            self._steps += 1
            if truth not in self.names:
                self.names.append(truth)
            if guess == truth:
                right += 1
            else:
                for feature in found:
                    self._move(feature, truth, 1)
                    if guess:
                        self._move(feature, guess, -1)
            given.append(guess or truth)
        return right

    def averaged(self) -> dict[str, dict[str, int]]:
        """The mean of the weights over all steps, in whole numbers up to the largest."""
        means = {
            feature: {
                label: (
                    self._sums[feature].get(label, 0) + (self._steps - self._stamps[feature].get(label, 0)) * weight
                )
                / self._steps
                for label, weight in row.items()
            }
            for feature, row in self._weights.items()
            if row
        }
        scale = 6.0  # a mean weight of 1 is 6; few are above 7
        kept = {
            feature: {
                label: max(-_LARGEST, min(_LARGEST, round(mean * scale)))
                for label, mean in row.items()
                if round(mean * scale)
            }
            for feature, row in means.items()
        }
        return {feature: row for feature, row in kept.items() if row}

    def _move(self, feature: str, label: str, by: int) -> None:
        row = self._weights[feature]
        weight = row.get(label, 0)
        stamps, sums = self._stamps[feature], self._sums[feature]
        sums[label] = sums.get(label, 0) + (self._steps - stamps.get(label, 0)) * weight
        stamps[label] = self._steps
        row[label] = weight + by


def best(found: Iterable[str], weights: dict[str, dict[str, int]]) -> str:
    """The label with most weight, the last by name where two have the same; none where nothing is known."""
    scores: dict[str, int] = {}
    for feature in found:
        for label, weight in weights.get(feature, {}).items():
            scores[label] = scores.get(label, 0) + weight
    return max(scores, key=lambda name: (scores[name], name), default="")


def packed(weights: dict[str, dict[str, int]], names: Sequence[str]) -> bytes:
    """The file: the labels on a line, then two lines a feature: its name; pairs of letters for label and weight."""
    place = {name: chr(48 + n) for n, name in enumerate(names)}
    lines = [" ".join(names)]
    for feature in sorted(weights):
        row = weights[feature]
        lines.append(feature + "\n" + "".join(place[label] + chr(SCALE + row[label]) for label in sorted(row)))
    return zlib.compress("\n".join(lines).encode(), 9)


def measured(trial: Iterable[Words], weights: dict[str, dict[str, int]]) -> str:
    """How many words, and how many main verbs, are right among sentences that were not learnt."""
    words_right = words_all = verbs_right = verbs_all = 0
    for words in trial:
        padded, classes = _padded(words)
        given = ["", ""]
        for at in range(2, len(padded) - 2):
            given.append(best(features(padded, classes, at, given), weights))
        truth = [label for _, label in words]
        words_right += sum(a == b for a, b in zip(truth, given[2:], strict=True))
        words_all += len(truth)
        verbs_right += _main(truth) == _main(given[2:])
        verbs_all += 1
    return f"words {words_right / words_all:.4f}, main verb of the fragment {verbs_right / verbs_all:.4f}"


def _main(labels: Sequence[str]) -> list[int]:
    return [place for place, label in enumerate(labels) if label.endswith("*")]


def _read(path: Path) -> Iterator[Sentence]:
    for line in path.open(encoding="utf-8"):
        yield sentence_of(json.loads(line))


if __name__ == "__main__":
    main()
