"""How a message tells a fragment without a finite verb: a thing (`the pager story`), or an activity."""

import re
from collections.abc import Sequence

from vaultgen.drafts.frames import Framing
from vaultgen.english.capitals import with_initial_capital
from vaultgen.english.lexicon import word_class
from vaultgen.english.tagger import Token

MEETINGS = frozenset(
    "walk tour visit call chat demo lunch coffee conversation discussion session workshop exercise "
    "drive talk breakfast "
    "dinner walk-through walkthrough walkabout trial shift exchange".split()
)
# `nice guy` judges somebody; `the man who brought a jam jar` is a story.
_PEOPLE = frozenset(
    "guy guys man woman lady gentleman bloke chap lad lass girl boy fella dude person people folks bunch team".split()
)
_TALKING = frozenset(
    "talking telling chatting speaking discussing comparing explaining presenting going walking".split()
)


def framing_of_thing(text: str, tokens: Sequence[Token], *, theirs: bool) -> Framing | None:
    """The framing of a fragment without a finite verb, or None if it is no noun phrase for certain.

    With `theirs`, the fragment is about the reader.
    """
    first = tokens[0]
    is_activity = first.tag == "VBG" or (first.word.endswith("ing") and "g:" in word_class(first.word))
    if is_activity and len(tokens) > 2 and tokens[1].tag in ("DT", "PRP$", "IN", "NN", "NNS", "RP", "JJ", "RB"):
        return _activity(text, tokens, theirs=theirs)
    head = _head(tokens)
    if head is None or tokens[0].tag in ("IN", "CC", "TO", "RB", "PRP", "VB", "VBD", "MD", "EX", "UH", ".", ","):
        return None
    determined = first.tag in ("DT", "PRP$", "PDT") or first.word in ("your", "our", "both", "all")
    if (first.tag in ("NNP", "NNPS", "CD") and not determined) or first.word in ("done", "been", "did", "got", "had"):
        return None
    if first.text[:1].isdigit() or (tokens[head].word in _PEOPLE and not determined):
        return None
    text = re.sub(r",? and (?:that|how|who|why|what)\b.*$", "", text)
    thing = text if determined or tokens[1].text in ("'s", "’s") else f"the {text}"
    frame = "things" if tokens[head].tag == "NNS" else "thing"
    if tokens[head].word in MEETINGS and head <= 3:
        frame = "meeting"
    # What has a comma in it stands best at the end of a sentence.
    return Framing(frame, {"thing": thing} | ({} if "," in thing else {"Thing": with_initial_capital(thing)}))


def _activity(text: str, tokens: Sequence[Token], *, theirs: bool) -> Framing | None:
    """The framing of an activity: done together or by the writer, or done by the reader to the writer."""
    words = [token.word for token in tokens]
    if "me" in words[:3] or "you" in words[:3]:
        return None
    if words[0] not in _TALKING and ("me" in words or "my" in words):
        return Framing("thing", {"thing": f"your {text}"}) if theirs else None
    return Framing("doing", {"doing": text})


def _head(tokens: Sequence[Token]) -> int | None:
    """The index of the head noun of a fragment without a verb; None if it is not certain."""
    found = None
    for place, token in enumerate(tokens):
        if token.tag in ("NN", "NNS"):
            found = place
        elif found is not None:
            break
        elif (
            token.tag
            not in (
                "DT",
                "PRP$",
                "JJ",
                "JJS",
                "JJR",
                "VBN",
                "VBG",
                "CD",
                "NNP",
                "NNPS",
                "POS",
                "PDT",
                "RB",
                "HYPH",
                "``",
                "''",
            )
            and token.text not in "“”-"
        ):
            return None
    return found
