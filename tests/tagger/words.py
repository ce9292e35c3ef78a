"""Step two of training: the words that may be nouns, verbs, adjectives or adverbs, from WordNet.

    python -m tests.tagger.words WORDNET

writes `vaultgen/english/lexicon.txt.z`.
"""

import re
import sys
import zlib
from collections import Counter, defaultdict
from pathlib import Path

import vaultgen.english

_PARTS = {"noun": "n", "verb": "v", "adj": "a", "adv": "r"}
_SENSES = {"1": "n", "2": "v", "3": "a", "5": "a", "4": "r"}
_PEOPLE = {14, 18}  # WordNet's lexicographer files for groups and for persons
_CLOSED = frozenset(
    "a an the this that these those i me my mine you your he him his she her it its we us our they them their who whom "
    "whose which what when where why how and or but nor so yet if because although though while until unless since as "
    "of in on at by for from with without to into onto about after before during under over between against among "
    "around across above below behind beside through towards than not no yes is are was were be been being am has have "
    "had does do did can could will would shall should may might must there here very too also just only then now "
    "never always often ever again each every all both some any few many much more most other another such same "
    "one two three four five six seven eight nine ten up down out off away".split()
)
# Verbs of work that WordNet does not have, or has as nouns alone.
_AT_WORK = (
    "mentor onboard email text upskill invoice timetable liaise troubleshoot multitask debug refactor safeguard "
    "micromanage shadow headhunt restock declutter prep quote upsell triage cannulate network google zoom message "
    "brief fundraise proofread outsource downsize rebrand retrain reschedule rearrange rewire redecorate relocate "
    "deploy benchmark prototype blog code script chair minute ghost ping skype loop onboard offboard backfill cover "
    "roster rota job-share co-write rework replan reuse resit retest requote recheck recruit reorder restart resend "
    "reinstall".split()
)
_WORD = re.compile(r"[a-z][a-z-]{1,15}")


def main(wordnet: Path) -> None:
    """Write the lexicon."""
    found = lexicon(wordnet)
    packed = zlib.compress("\n".join(line for word in sorted(found) for line in (word, found[word])).encode(), 9)
    (Path(vaultgen.english.__file__).parent / "lexicon.txt.z").write_bytes(packed)
    print(f"{len(found)} words, {len(packed) / 1024:.0f} KiB")


def lexicon(wordnet: Path) -> dict[str, str]:
    """The parts of speech of each word, the most frequent first."""
    counts = _counts(wordnet / "cntlist.rev")
    people = _people(wordnet)
    found: dict[str, dict[str, float]] = defaultdict(dict)
    for name, part in _PARTS.items():
        for line in (wordnet / f"index.{name}").read_text("latin-1").splitlines():
            word, _, senses, *_ = line.split() if not line.startswith("  ") else ("", "", "0")
            if not _WORD.fullmatch(word) or word in _CLOSED:
                continue
            count = counts[word, part]
            if count or part == "v" or len(word) <= (10 if word in people else 7):
                # Where nobody counted, a word with more senses is likelier; a rare sense counts for little.
                found[word][part] = count + min(int(senses), 9) / 10
    for word in _AT_WORK:
        found[word].setdefault("v", 0.5)
    told: dict[str, str] = {}
    for word, parts in found.items():
        most = max(parts.values())
        order = sorted((p for p in parts if p == "v" or parts[p] * 50 >= most), key=lambda part: (-parts[part], part))
        told[word] = "".join("p" if part == "n" and word in people else part for part in order)
        if len(order) > 1 and parts[order[0]] > 5 * parts[order[1]]:
            told[word] = told[word].replace(told[word][0], told[word][0] + "!", 1)
    return told


def _counts(path: Path) -> Counter[tuple[str, str]]:
    counts: Counter[tuple[str, str]] = Counter()
    for line in path.read_text("latin-1").splitlines():
        key, _, count = line.split()
        word, _, sense = key.partition("%")
        counts[word, _SENSES[sense[0]]] += int(count)
    return counts


def _people(wordnet: Path) -> frozenset[str]:
    """The nouns whose most frequent sense is a person or a group of people."""
    files = {
        line[:8]: int(line[9:11])
        for line in (wordnet / "data.noun").read_text("latin-1").splitlines()
        if not line.startswith("  ")
    }
    first = (line.split() for line in (wordnet / "index.noun").read_text("latin-1").splitlines() if line[:1] != " ")
    return frozenset(row[0] for row in first if files[row[-int(row[2])]] in _PEOPLE)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
