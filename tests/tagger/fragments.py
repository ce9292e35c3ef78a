"""Fragments as people type them, made of parsed sentences: in small letters, without subjects, articles or stops."""

import random
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from vaultgen.english.lexicon import verb_of, word_class
from vaultgen.english.tagger import MAIN, split
from vaultgen.english.verbs import ing, past, third_person

Row = tuple[str, str, str, str, int, bool]  # text, tag, pos, dep, head, space after
Words = list[tuple[str, str]]  # each with its label

_TAGS = {
    "NNPS": "NNP", "PDT": "DT", "JJR": "JJ", "JJS": "JJ", "RBR": "RB", "RBS": "RB", "WP$": "WP",
    **dict.fromkeys((",", ".", ":", "``", "''", "-LRB-", "-RRB-", "HYPH", "NFP"), "."),
    **dict.fromkeys(("$", "#", "ADD", "AFX", "FW", "LS", "SYM", "XX", "GW"), "X"),
}  # fmt: skip
_FINITE = ("MD", "VBD", "VBP", "VBZ")
_WISHES = frozenset(
    "need want know have like love hate think hope believe mean own prefer expect remember feel".split()
)
_CROWDS = "staff people staff people police crew folk".split()
_SOMEBODY = "nobody everybody somebody everyone someone anybody".split()
_CHIEFS = "boss manager owner chef head director".split()
_SAYING = "told told asked asked asked said said showed mentioned thought wondered promised admitted explained".split()
_BE = ("am", "are", "'re", "’re", "'m", "’m")
_OFTEN = "never always often still rarely usually sometimes only just already".split()
_TIMES = "every week|every month|every day|each year|last year|next week|this morning|most weekends|all day".split("|")
_MANY = frozenset("i we they you these those".split())
_ONE = frozenset("he she it this that".split())


class Sentence(NamedTuple):
    """Words with their labels, what each is to its head, and the place of its head (its own for the root)."""

    words: tuple[str, ...]
    labels: tuple[str, ...]
    deps: tuple[str, ...]
    heads: tuple[int, ...]

    def below(self, top: int) -> list[int]:
        """The places of a word and of all that hangs on it."""
        return [place for place in range(len(self.words)) if self._hangs_on(place, top)]

    def _hangs_on(self, place: int, top: int) -> bool:
        for _ in self.words:
            if place == top:
                return True
            place = self.heads[place]
        return False


class Nouns(NamedTuple):
    """Nouns to put in a subject's place, of one and of many, bare; phrases to put behind them. All with labels."""

    one: list[Words]
    many: list[Words]
    phrases: list[Words]


def sentence_of(rows: Sequence[Row]) -> Sentence:
    """A parsed sentence by the words that the tagger sees."""
    text, starts = "", []
    for word, *_, is_spaced in rows:
        starts.append(len(text))
        text += word + (" " if is_spaced else "")
    spans = list(split(text.rstrip()))
    # Each of our words stands for the last of spaCy's in it: `take-home` is what `home` is.
    last = [max(n for n, start in enumerate(starts) if start < end) for _, end in spans]
    place = {n: next((ours for ours, n2 in enumerate(last) if n2 >= n), 0) for n in range(len(rows))}
    main = place.get(_finite(rows), -1)
    labels = [_label(rows[n]) + (MAIN if ours == main else "") for ours, n in enumerate(last)]
    return Sentence(
        tuple(text[start:end] for start, end in spans),
        tuple(labels),
        tuple(rows[n][3] for n in last),
        tuple(place[rows[n][4]] for n in last),
    )


def _label(row: Row) -> str:
    if row[1] == "IN" and row[2] == "SCONJ":
        return "SC"
    return _TAGS.get(row[1], row[1])


def _finite(rows: Sequence[Row], top: int | None = None) -> int:
    """The place of the finite verb of a clause, of the main one where no top is given; -1 where it has none."""
    if top is None:
        top = next((n for n, row in enumerate(rows) if row[3] == "ROOT"), -1)
    tag = rows[top][1]
    helping = [n for n, row in enumerate(rows) if row[4] == top and row[3] in ("aux", "auxpass") and row[1] in _FINITE]
    if tag in _FINITE:
        return top
    if helping and tag.startswith("VB"):
        return helping[0]
    has_subject = any(row[4] == top and row[3].startswith(("nsubj", "aux")) for row in rows)
    return top if tag == "VB" and not has_subject else -1


def nouns_of(sentences: Sequence[Sentence]) -> Nouns:
    """The bare nouns of sentences, with a noun or adjective before some of them."""
    one: list[Words] = []
    many: list[Words] = []
    for words, labels, deps, heads in sentences:
        for n, label in enumerate(labels):
            if label == "NNP" and deps[n] == "nsubj" and words[n].isalpha():
                one.append([(words[n].lower() if n % 2 else words[n], label)])
            if label not in ("NN", "NNS") or not words[n].isalpha() or deps[n] not in ("nsubj", "dobj", "pobj"):
                continue
            if word_class(words[n].lower()) == "?":
                continue
            is_led = n and labels[n - 1] in ("NN", "JJ") and heads[n - 1] == n
            noun = [(words[p].lower(), labels[p]) for p in ((n - 1, n) if is_led else (n,))]
            (many if label == "NNS" else one).append(noun)
    # Plurals that may be verbs are what is hardest to tell: each is there several times more, some behind another noun.
    extra = [noun for noun in many if "v" in word_class(noun[-1][0])]
    bare = [noun[-1:] for noun in one]
    dice = random.Random(2)
    pairs = [[*dice.choice(bare), noun[-1]] for noun in extra]
    crowds: list[Words] = [[(word, "NN")] for word in _CROWDS]
    crowds += [[*dice.choice(bare), *crowd] for crowd in crowds * 3]
    somebody: list[Words] = [[(word, "NN")] for word in _SOMEBODY]
    ones = [[*dice.choice(bare), *noun[-1:]] for noun in dice.sample(one, len(one) // 4)]
    phrases = [phrase for sentence in sentences for phrase in _phrases(sentence)]
    times: list[Words] = [[(when, "DT"), (day.rstrip("s"), "NN")] for when, day in map(str.split, _TIMES)]
    return Nouns(
        one + ones + somebody * (len(one) // 60),
        many + extra + pairs + crowds * (len(many) // 200),
        phrases + times * (len(phrases) // 250),
    )


def _phrases(sentence: Sentence) -> Iterator[Words]:
    """The ends of sentences that say where, when or with what: `in the kitchen`."""
    words, labels, deps, _ = sentence
    for n, dep in enumerate(deps):
        if dep == "prep" and labels[n] == "IN":
            below = [p for p in sentence.below(n) if labels[p] != "."]
            if 1 < len(below) < 6 and below == list(range(n, n + len(below))):
                yield [(words[p].lower(), labels[p].rstrip(MAIN)) for p in below]


def fragments(sentence: Sentence, nouns: Nouns, dice: random.Random) -> Iterator[Words]:
    """A sentence, and some of the fragments that it can be made into, each with its labels."""
    whole = list(zip(sentence.words, sentence.labels, strict=True))
    if dice.random() < 0.6:
        yield whole
    yield _noted(whole, dice)
    made = [
        *_without_subject(sentence, nouns, dice),
        *_in_other_forms(whole, nouns, dice),
        *_asked(sentence, dice),
        *_reported(sentence, dice),
        *_about_its_object(sentence, nouns, dice),
        *_of_a_noun(sentence, dice),
        *_things(nouns, dice),
        *_of_an_ing(sentence),
        *_of_a_clause(sentence),
    ]
    for words in made:
        if len(words) > 1 or dice.random() < 0.3:
            yield _noted(words, dice)
    if len(whole) > 3 and dice.random() < 0.3:
        bare = [(word, label) for word, label in whole if label not in ("DT", "PRP$")]
        yield _noted(bare, dice)


def _noted(words: Words, dice: random.Random) -> Words:
    """As typed in a hurry: no stop, mostly small letters."""
    while words and words[-1][1] == "." and words[-1][0] != "?":
        words = words[:-1]
    if words and words[-1][0] == "?" and dice.random() < 0.5:
        words = words[:-1]
    if dice.random() < 0.75:
        words = [(word if word == "I" and dice.random() < 0.7 else word.lower(), label) for word, label in words]
    elif words and dice.random() < 0.3:
        words = [(words[0][0].capitalize(), words[0][1]), *words[1:]]
    return words


def _subject_of(sentence: Sentence, main: int) -> int:
    """How many words at the beginning are the main verb's subject; 0 where it has none there."""
    _, labels, deps, heads = sentence
    top = main if deps[main] == "ROOT" else heads[main]
    subject = next((n for n in range(main) if deps[n] in ("nsubj", "nsubjpass") and heads[n] == top), -1)
    below = sentence.below(subject) if subject >= 0 else []
    is_plain = below == list(range(len(below))) and not any(labels[n] in ("WP", "WDT", "EX") for n in below)
    return len(below) if is_plain else 0


def _without_subject(sentence: Sentence, nouns: Nouns, dice: random.Random) -> Iterator[Words]:
    """A sentence without its subject, and with bare nouns in its place."""
    words, labels = sentence.words, sentence.labels
    main = next((n for n, label in enumerate(labels) if label.endswith(MAIN)), -1)
    length = _subject_of(sentence, main) if main > 0 else 0
    if not length:
        return
    after = list(zip(words, labels, strict=True))[length:]
    name, tag = words[main].lower(), labels[main].rstrip(MAIN)
    is_base = tag == "VBP" and verb_of(name) == name and name not in _WISHES
    if tag in ("VBD", "VBZ", "MD") or is_base or name in _WISHES:
        yield [(w, "VB*" if n == main - length and is_base else label) for n, (w, label) in enumerate(after)]
    if tag == "VBD" and name not in ("was", "were"):
        yield dice.choice((nouns.one, nouns.many)[dice.random() < 0.5]) + after
        if length == 1 and labels[0] == "PRP":
            yield [(dice.choice(_CHIEFS), "NN"), *after]
    small = words[length - 1].lower()
    if tag == "VBP" and name not in _BE and (small in _MANY or labels[length - 1] == "NNS"):
        for _ in range(3):
            yield dice.choice(nouns.many) + after
    elif name in ("are", "were"):
        yield dice.choice(nouns.many) + after
    if tag == "VBZ" and (small in _ONE or labels[length - 1] in ("NN", "NNP")):
        for _ in range(2):
            yield dice.choice(nouns.one) + after


def _in_other_forms(whole: Words, nouns: Nouns, dice: random.Random) -> Iterator[Words]:
    """A bare verb, or one in the past, with its verb in another form, some with a noun for a subject."""
    at = next((n for n, (_, label) in enumerate(whole) if label in ("VB*", "VBD*")), -1)
    verb = verb_of(whole[at][0].lower()) if at >= 0 else None
    if verb is None or verb in ("be", "do", "have", "let"):
        return
    after = whole[at + 1 :]
    if not after or (after[0][1] in ("RB", "PRP") and after[0][0].lower() in ("not", "n't", "n’t")):
        return
    if whole[at][1] == "VBD*" and dice.random() < 0.6:
        return
    one, many = dice.choice(nouns.one), dice.choice(nouns.many)
    ways: list[tuple[float, Words]] = [
        (0.8, [*many, (verb, "VBP*"), *after]),
        (0.4, [*one, (third_person(verb), "VBZ*"), *after]),
        (0.3, [*dice.choice((one, many)), (past(verb), "VBD*"), *after]),
        (0.3, [(past(verb), "VBD*"), *after]),
        (0.15, [(third_person(verb), "VBZ*"), *after]),
        (0.25, [(ing(verb), "VBG"), *after]),
        (0.15, [(verb, "VBP*" if verb in _WISHES else "VB*"), *after]),
        (0.1, [*many, ("who", "WP"), (verb, "VBP"), *after]),
        (0.1, [(dice.choice(_SOMEBODY), "NN"), (third_person(verb), "VBZ*"), *after]),
        (0.1, [*many, (dice.choice(_OFTEN), "RB"), (verb, "VBP*"), *after]),
        (0.05, [*one, (dice.choice(_OFTEN), "RB"), (third_person(verb), "VBZ*"), *after]),
        (0.1, [*dice.choice((one, many)), ("that", "WDT"), *_who(dice, verb)]),
    ]
    yield from (words for share, words in ways if dice.random() < share)


def _who(dice: random.Random, verb: str) -> Words:
    """Who does something, behind `that`: `nobody reads`, `they read`."""
    if dice.random() < 0.5:
        return [(dice.choice(_SOMEBODY), "NN"), (third_person(verb), "VBZ")]
    return [(dice.choice(("they", "we", "I", "you")), "PRP"), (verb, "VBP")]


def _asked(sentence: Sentence, dice: random.Random) -> Iterator[Words]:
    """A statement about I, you, we … as a question: `did they leave?`, `when can I start`, `how we would do it`."""
    words, labels, *_ = sentence
    if len(words) < 3 or labels[0] != "PRP" or not labels[1].endswith(MAIN) or dice.random() < 0.4:
        return
    verb, tag = words[1].lower(), labels[1].rstrip(MAIN)
    who: Words = [(words[0], "PRP")]
    after = [(w, label) for w, label in zip(words[2:], labels[2:], strict=True) if label != "."]
    end: Words = [("?", ".")] if dice.random() < 0.7 else []
    how: Words = [dice.choice((("how", "WRB"), ("why", "WRB"), ("when", "WRB"), ("where", "WRB")))]
    if tag == "MD" or verb in ("is", "are", "was", "were", "am"):
        turned = [(words[1], labels[1]), *who, *after]
    elif verb_of(verb) and verb_of(verb) not in ("be", None) and verb.isalpha():
        helping = {"VBD": "did", "VBZ": "does", "VBP": "do"}.get(tag)
        if helping is None:
            return
        turned = [(helping, labels[1]), *who, (verb_of(verb) or verb, "VB"), *after]
    else:
        return
    if dice.random() < 0.6:
        yield turned + end
    if dice.random() < 0.4:
        yield how + turned + end
    if dice.random() < 0.4:
        opening: Words = [dice.choice((*how, ("whether", "SC"), ("why", "WRB"), ("how", "WRB")))]
        yield [*opening, *who, (words[1], labels[1]), *after]


def _reported(sentence: Sentence, dice: random.Random) -> Iterator[Words]:
    """A statement as what somebody said: `told me they cut accidents by half`, `asked why we left`."""
    words, labels, *_ = sentence
    main = next((n for n, label in enumerate(labels) if label in ("VBD*", "VBZ*", "VBP*", "MD*")), -1)
    if main < 1 or labels[0] not in ("PRP", "DT", "NNP", "NNS", "PRP$") or dice.random() < 0.85:
        return
    told = [(words[n], labels[n].rstrip(MAIN)) for n in range(len(words)) if labels[n] != "."]
    verb = dice.choice(_SAYING)
    said: Words = [(verb, "VBD*")]
    if verb in ("told", "asked", "showed"):
        said.append((dice.choice(("me", "us", "me", "him", "her", "them")), "PRP"))
    if verb in ("asked", "showed", "wondered"):
        said.append(dice.choice((("why", "WRB"), ("how", "WRB"), ("when", "WRB"), ("whether", "SC"), ("if", "SC"))))
    elif dice.random() < 0.4:
        said.append(("that", "SC"))
    yield [*said, *told]
    yield [(dice.choice(_CHIEFS), "NN"), *said, *told]


def _about_its_object(sentence: Sentence, nouns: Nouns, dice: random.Random) -> Iterator[Words]:
    """A thing with who did what to it behind: `the exercise they ran last autumn`, `a policy that nobody follows`."""
    words, labels, deps, heads = sentence
    main = next((n for n, label in enumerate(labels) if label in ("VBD*", "VBZ*", "VBP*")), -1)
    thing = next((n for n, dep in enumerate(deps) if dep == "dobj" and heads[n] == main and labels[n][:2] == "NN"), -1)
    if main < 1 or thing < 0 or deps[main] != "ROOT" or dice.random() < 0.5:
        return
    below = sentence.below(thing)
    if below[0] < main or below != list(range(below[0], below[-1] + 1)) or len(below) > 6:
        return
    subject = [(words[n], labels[n]) for n in range(main)]
    tag = labels[main].rstrip(MAIN)
    if len(subject) == 1 and subject[0][1] == "PRP" and tag != "VBP" and dice.random() < 0.5:
        subject = [(dice.choice(("nobody", "everybody", "no-one", "everyone")), "NN")]
    if any(label not in ("PRP", "NN", "NNS", "NNP", "DT", "PRP$", "RB") for _, label in subject):
        return
    front = [(words[n], labels[n]) for n in below if labels[n] not in ("DT", "PRP$") or dice.random() < 0.5]
    front = dice.choice(nouns.many) if dice.random() < 0.4 else front
    that: Words = [("that", "WDT")] if dice.random() < 0.3 else []
    behind = [(words[n], labels[n]) for n in range(main + 1, len(words)) if n not in below and labels[n] != "."]
    yield [*front, *that, *subject, (words[main], tag), *behind]


def _things(nouns: Nouns, dice: random.Random) -> Iterator[Words]:
    """A bare noun, and a phrase behind it: `fuse boards in half the flats`."""
    if dice.random() < 0.5:
        yield [*dice.choice(dice.choice((nouns.one, nouns.many, nouns.many))), *dice.choice(nouns.phrases)]
    if dice.random() < 0.15:
        yield [*dice.choice(nouns.one), ("and", "CC"), *dice.choice(dice.choice((nouns.one, nouns.many)))]
    if dice.random() < 0.15:
        yield dice.choice(dice.choice((nouns.one, nouns.many, nouns.many)))


def _of_a_noun(sentence: Sentence, dice: random.Random) -> Iterator[Words]:
    words, labels, deps, _ = sentence
    for n, label in enumerate(labels):
        if label not in ("NN", "NNS", "NNP") or deps[n] not in ("nsubj", "dobj", "pobj", "attr", "nsubjpass"):
            continue
        below = sentence.below(n)
        if below != list(range(below[0], below[-1] + 1)) or len(below) > 14:
            continue
        if labels[below[0]] in ("IN", "CC", ".", "SC", "WDT", "WRB"):
            continue
        if labels[below[0]] in ("DT", "PRP$") and dice.random() < 0.6:
            below = below[1:]
        if len(below) > 1 or dice.random() < 0.15:
            yield [(words[p], labels[p].rstrip(MAIN)) for p in below]


def _of_an_ing(sentence: Sentence) -> Iterator[Words]:
    words, labels, deps, _ = sentence
    for n, label in enumerate(labels):
        if label == "VBG" and deps[n] in ("pcomp", "xcomp", "csubj", "advcl"):
            below = sentence.below(n)
            if below[0] == n and below == list(range(n, below[-1] + 1)):
                yield [(words[p], labels[p].rstrip(MAIN)) for p in below]


def _of_a_clause(sentence: Sentence) -> Iterator[Words]:
    """What somebody said or asked, as a fragment of its own: `they lost the border`, `how we would split it`."""
    words, labels, deps, heads = sentence
    for n, dep in enumerate(deps):
        if dep != "ccomp" or n == heads[n]:
            continue
        below = [p for p in sentence.below(n) if labels[p] != "."]
        if not below or below != list(range(below[0], below[-1] + 1)):
            continue
        if labels[below[0]] == "SC":
            below = below[1:]
        has_subject = any(heads[p] == n and deps[p].startswith("nsubj") for p in below)
        finite = next(
            (p for p in below if p == n or (heads[p] == n and deps[p].startswith("aux")) if labels[p] in _FINITE), -1
        )
        if has_subject and finite >= 0 and len(below) > 1:
            yield [(words[p], labels[p].rstrip(MAIN) + (MAIN if p == finite else "")) for p in below]
