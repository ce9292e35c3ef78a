"""Step three of training: the weights of the tagger, from the sentences of step one and fragments made of them.

    python -m tests.tagger.train sentences.jsonl [--passes 4] [--share 0.5] [--models 2]

writes `vaultgen/english/tagger.txt.z`. About fifteen minutes; the same sentences give the same weights.
"""

import argparse
import importlib
import json
import random
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import vaultgen.english
from tests.tagger.fragments import Row, Sentence, Words, fragments, nouns_of, sentence_of
from vaultgen.english.lexicon import word_class
from vaultgen.english.tagger import BLOCK_END, SCALE, features_of_labels, features_of_words, normal

numpy: Any = importlib.import_module("numpy")

_FINENESS = 6  # a mean weight of 1 is kept as so much; few are above 7
_RAREST = 4  # times that a feature has to be there
_LEAST = 3  # the least mean weight that is kept
_LARGEST = 45  # the largest weight that is kept
_HELD_OUT = 40  # of so many sentences one is for measuring only
_BLOCK = 64  # features in a block of the file


Weights = dict[str, dict[str, int]]
"""By feature, then by label."""


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m tests.tagger.train")
    parser.add_argument("sentences", type=Path)
    parser.add_argument("--passes", type=int, default=4)
    parser.add_argument("--share", type=float, default=0.5, help="of the sentences, for each model")
    parser.add_argument("--models", type=int, default=2, help="their weights' mean is kept")
    parser.add_argument("--target", type=Path, default=Path(vaultgen.english.__file__).parent / "tagger.txt.z")
    asked = parser.parse_args()
    rows: list[list[Row]] = [json.loads(line) for line in asked.sentences.open(encoding="utf-8")]
    sentences = [sentence_of(row) for row in rows]
    told = [sentence for n, sentence in enumerate(sentences) if n % _HELD_OUT]
    kept = [sentence for n, sentence in enumerate(sentences) if not n % _HELD_OUT]
    models = [trained(told, asked.share, asked.passes, seed) for seed in range(1, asked.models + 1)]
    weights = mean_of(models)
    names = sorted({label for row in weights.values() for label in row})
    asked.target.write_bytes(packed(weights, names))
    print(f"{len(weights)} features, {asked.target.stat().st_size / 1024:.0f} KiB", flush=True)
    dice = random.Random(1)
    nouns = nouns_of(kept)
    print("held out:", measured([words for one in kept for words in fragments(one, nouns, dice)], weights), flush=True)


def trained(sentences: Sequence[Sentence], share: float, passes: int, seed: int) -> Weights:
    """The weights learnt from a share of the sentences, drawn by the seed."""
    dice = random.Random(seed)
    some = [sentence for sentence in sentences if dice.random() < share]
    nouns = nouns_of(some)
    training = [words for sentence in some for words in fragments(sentence, nouns, dice)]
    print(f"{len(training)} sentences and fragments, {sum(map(len, training))} words", flush=True)
    model = Perceptron(known_features(training), sorted({label for words in training for _, label in words}))
    examples = [model.example(words) for words in training]
    for turn in range(passes):
        dice.shuffle(examples)
        right = sum(model.learn(example) for example in examples)
        print(f"pass {turn + 1}: {right / sum(map(len, training)):.4f}", flush=True)
    return model.averaged()


def mean_of(models: Sequence[Weights]) -> Weights:
    """The mean of several models, in whole numbers, without what is next to nothing."""
    sums: dict[str, Counter[str]] = defaultdict(Counter)
    for model in models:
        for feature, row in model.items():
            sums[feature].update(row)
    least = _LEAST * len(models)
    means = {
        feature: {label: round(total / len(models)) for label, total in row.items() if abs(total) >= least}
        for feature, row in sums.items()
    }
    return {feature: row for feature, row in means.items() if row}


class Example(NamedTuple):
    """A fragment to learn: its words and their classes, padded; what is known of each word; the right labels."""

    words: list[str]
    classes: list[str]
    fixed: list[Any]  # an array of places of features for each word
    labels: list[int]


def known_features(training: Iterable[Words]) -> dict[str, int]:
    """The place of each feature that is there often enough to learn from."""
    counts: Counter[str] = Counter()
    for words in training:
        padded, classes = _padded(words)
        labels = ["", "", *(label for _, label in words)]
        for at in range(2, len(padded) - 2):
            counts.update(features_of_words(padded, classes, at))
            counts.update(features_of_labels(padded, classes, at, labels[:at]))
    return {feature: n for n, feature in enumerate(f for f, count in counts.items() if count >= _RAREST)}


def _padded(words: Words) -> tuple[list[str], list[str]]:
    padded = ["", "", *(normal(word) for word, _ in words), "", ""]
    return padded, [word_class(word) if word else "" for word in padded]


class Perceptron:
    """An averaged perceptron over the features that are known; it learns by its own labels, as it will read."""

    def __init__(self, known: dict[str, int], names: Sequence[str]) -> None:
        self.names = names
        self._known = known
        self._weights = numpy.zeros((len(known), len(names)), dtype=numpy.int32)
        self._sums = numpy.zeros((len(known), len(names)), dtype=numpy.int64)
        self._stamps = numpy.zeros(len(known), dtype=numpy.int64)
        self._steps = 0

    def example(self, words: Words) -> Example:
        """A fragment with all that can be told of it beforehand."""
        padded, classes = _padded(words)
        fixed = [self._places(features_of_words(padded, classes, at)) for at in range(2, len(padded) - 2)]
        return Example(padded, classes, fixed, [self.names.index(label) for _, label in words])

    def learn(self, example: Example) -> int:
        """Learn from a fragment; how many of its words were right before."""
        given, right = ["", ""], 0
        for at, (fixed, truth) in enumerate(zip(example.fixed, example.labels, strict=True), 2):
            told = self._places(features_of_labels(example.words, example.classes, at, given))
            places = numpy.concatenate((fixed, told))
            guess = int(self._weights[places].sum(axis=0).argmax())
            self._steps += 1
            if guess == truth:
                right += 1
            else:
                self._sums[places] += (self._steps - self._stamps[places])[:, None] * self._weights[places]
                self._stamps[places] = self._steps
                self._weights[places, truth] += 1
                self._weights[places, guess] -= 1
            given.append(self.names[guess])
        return right

    def averaged(self) -> Weights:
        """The mean of the weights over all steps, in whole numbers up to the largest."""
        sums = self._sums + (self._steps - self._stamps)[:, None] * self._weights
        means = numpy.rint(sums / self._steps * _FINENESS).clip(-_LARGEST, _LARGEST).astype(int)
        return {
            feature: {self.names[n]: int(means[place, n]) for n in means[place].nonzero()[0]}
            for feature, place in self._known.items()
            if means[place].any()
        }

    def _places(self, made: Iterable[str]) -> Any:
        return numpy.array([self._known[feature] for feature in made if feature in self._known], dtype=numpy.int32)


def best(found: Iterable[str], weights: Weights) -> str:
    """The label with most weight, the last by name where two have the same."""
    scores: dict[str, int] = {}
    for feature in found:
        for label, weight in weights.get(feature, {}).items():
            scores[label] = scores.get(label, 0) + weight
    return max(scores, key=lambda name: (scores[name], name))


def packed(weights: Weights, names: Sequence[str]) -> bytes:
    """The file: the labels, then blocks of features in order.

    Each feature has two lines: its name; pairs of letters for label and weight.
    """
    place = {name: chr(48 + n) for n, name in enumerate(names)}
    rows = []
    for feature in sorted(weights):
        row = weights[feature]
        rows.append(feature + "\n" + "".join(place[label] + chr(SCALE + row[label]) for label in sorted(row)))
    blocks = ["\n".join(rows[at : at + _BLOCK]) for at in range(0, len(rows), _BLOCK)]
    return zlib.compress(BLOCK_END.join([" ".join(names), *blocks]).encode(), 9)


def measured(trial: Iterable[Words], weights: Weights) -> str:
    """How many words, and how many main verbs, are right among sentences that were not learnt."""
    words_right = words_all = verbs_right = verbs_all = 0
    for words in trial:
        padded, classes = _padded(words)
        given = ["", ""]
        for at in range(2, len(padded) - 2):
            found = features_of_words(padded, classes, at) + features_of_labels(padded, classes, at, given)
            given.append(best(found, weights))
        truth = [label for _, label in words]
        words_right += sum(a == b for a, b in zip(truth, given[2:], strict=True))
        words_all += len(truth)
        verbs_right += _main(truth) == _main(given[2:])
        verbs_all += 1
    return f"words {words_right / words_all:.4f}, main verb of the fragment {verbs_right / verbs_all:.4f}"


def _main(labels: Sequence[str]) -> list[int]:
    return [place for place, label in enumerate(labels) if label.endswith("*")]


if __name__ == "__main__":
    main()
