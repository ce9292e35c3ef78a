"""From one line about a talk to what a message tells of it, by what happened.

`told` gives the frame that a fragment fits (a key under `[moment]` in `sentences.toml`) and the words that fill it.
What happened is told by the class of its verb: one thanks for what was shown, goes on thinking about what was asked,
is glad that somebody laughed. What cannot be read with certainty is not told (`None`).
"""

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from vaultgen.english import verbs
from vaultgen.english.addressing import addressed_to_reader, without_names
from vaultgen.english.capitals import uncapitalised
from vaultgen.english.lexicon import word_class
from vaultgen.english.phrases import fragment
from vaultgen.english.tagger import Token, tag
from vaultgen.regex import late

_LONGEST = 34  # words of one sentence
_SURE = 3  # a main verb that won by less is not certain
_GIFTS = frozenset(
    "show tell give take walk let introduce bring share invite drive lend offer teach make explain "
    "describe draw read send help".split()
)
_GIFTS_ALONE = frozenset("explain describe share answer draw".split())
_ASKING = frozenset(("ask", "wonder"))
_VIEWS = frozenset(
    "argue say think believe reckon feel claim note suggest admit insist tell mention figure hold".split()
)
_TELLING = frozenset("say mention admit note add".split())
_JOYS = frozenset("laugh smile grin giggle chuckle enjoy like love agree nod notice beam".split())
_NEUTRAL = frozenset(
    "be hate worry fear need lack leave retire miss want seem look hope wish doubt know expect lose have's".split()
)
_MEETINGS = frozenset(
    "walk tour visit call chat demo lunch coffee conversation discussion session workshop exercise "
    "drive talk breakfast "
    "dinner walk-through walkthrough walkabout trial shift exchange".split()
)
_NO_CLAUSE = ("WP", "WRB", "WDT", "IN", "TO", "VB", "VBG", "VBD", "RB", "RP")
_NOBODY = frozenset("i he she it there they this these those".split())
_ALL = frozenset("your nobody everybody everyone both all".split())
_QUESTIONS = frozenset("how why what whether where when who which".split())
_QUOTED = late(r"^(?:“(?P<a>[^“”]+)”|\"(?P<b>[^\"]+)\"|'(?P<c>.+)'|‘(?P<d>.+)’|«(?P<e>[^«»]+)»)[.!]?$")
_INNER = late(r"(?<![\w’'])'([^']+?)'(?![\w])|\"([^\"]+)\"|‘([^‘’]+)’(?!\w)")
_ASIDE = late(r"\s+(?:\([^()]*\)\s*$|[-–—]{1,2}\s.*$)|;\s.*$")


class Framing(NamedTuple):
    """The frame that a moment fits, and the words that fill it; `gift` is what the reader may be thanked for."""

    frame: str
    words: Mapping[str, str]

    @property
    def gift(self) -> str:
        """What the reader did for the writer, after `Thank you for`; empty where nothing."""
        return self.words.get("thanks_for", "")


def framing_of(text: str, *, theirs: bool, named: bool, names: Sequence[str] = ()) -> Framing | None:
    """The moment of a fragment as told to its reader, who is called by `names`; see `retelling.retold`."""
    quoted = _QUOTED.match(text.strip()) or _QUOTED.match(_ASIDE.sub("", text.strip(), count=1))
    if quoted:
        return _quotation(next(filter(None, quoted.groups())).strip()) if theirs else None
    main = (
        _ASIDE.sub("", text.strip(), count=1).strip(" ,")
        if len(_ASIDE.sub("", text.strip()).split()) > 2
        else text.strip()
    )
    main = _without_remark(main)
    main = _INNER.sub(lambda m: f"“{m[1] or m[2] or m[3]}”", main)
    main = uncapitalised(without_names(main, names))
    main = _joined_by_and(main)
    said = addressed_to_reader(_as_done(main) if named else main, theirs=theirs or named, named=named)
    if (
        said is None
        or not re.search(r"\w", said)
        or len(said.split()) > _LONGEST
        or (len(said.split()) == 1 and said not in _MEETINGS)
    ):
        return None
    if said in _MEETINGS:
        return Framing("meeting", {"thing": f"the {said}", "Thing": f"The {said}"})
    return _read(said, theirs=theirs)


def _as_done(text: str) -> str:
    """`asking me to break it`, with somebody's name before it, as what they did: `asked me to break it`."""
    tokens = tag(text)
    if len(tokens) < 3 or not tokens[0].word.endswith("ing") or tokens[1].word not in ("me", "us"):
        return text
    return f"{verbs.past(verbs.base(tokens[0].word))}{text[tokens[0].end :]}"


_ANSWER = late(r",\s+(?:(?:my|the) )?answer(?:ed|:| was|=).*$|(?<=\w{3}),\s+\w+ed$")
_REMARK = late(r",\s+that\s+(?:(?:really|just|also|only)\s+)?\w+ed\b[^,]*$|,\s+which\s+[^,]*$")


def _without_remark(text: str) -> str:
    """A fragment without what the writer thinks of it: `…, proper one`, `…, that calmed me down`."""
    left = _ANSWER.sub("", _REMARK.sub("", text))
    if left == text:
        head, _, tail = text.rpartition(", ")
        tokens = tag(tail) if head and len(tail.split()) < 4 and "," not in head else []
        is_opinion = bool(tokens) and all(token.tag in ("JJ", "RB", "UH", "VBG", "CD", "NN") for token in tokens)
        left = head if is_opinion and tokens[0].tag in ("JJ", "UH", "VBG", "RB") else text
    return left if len(left.split()) > 3 else text


def _joined_by_and(text: str) -> str:
    """`drove the van herself, has a photo of it`: the second deed of the same person after a comma, joined by `and`."""
    head, comma, tail = text.partition(", ")
    tokens = tag(text)
    if not comma or "," in tail or any(token.tag == "CC" for token in tokens):
        return text
    after = next((token for token in tokens if token.start >= len(head) + 2), None)
    is_deed = tokens[0].tag in ("VBD", "VBZ") or tokens[0].word in ("you", "he", "she")
    if after is None or not is_deed or after.tag not in ("VBD", "VBZ") or len(tail.split()) < 2:
        return text
    return f"{head} and {tail}"


def _quotation(said: str) -> Framing:
    said = _capital(said)
    ended = said if said[-1] in ".!?…" else f"{said}."
    return Framing("quotation", {"quotation": f"“{ended}”", "Said": ended.removesuffix(".")})


def _read(said: str, *, theirs: bool) -> Framing | None:
    tokens = tag(said)
    first = tokens[0].word
    if first == "that" and len(tokens) > 3 and tokens[1].tag in ("PRP", "DT", "PRP$", "NNS", "NN", "NNP"):
        inner = said[tokens[1].start :]
        read = _read(inner, theirs=theirs)
        return read if read and read.frame in ("habit", "state", "event", "joy", "ours") else None
    main = next((place for place, token in enumerate(tokens) if token.is_main), None)
    if first in _QUESTIONS and len(tokens) > 2 and (main is None or main > 0):
        return Framing("question", {"question": said}) if not _asks_you(tokens) else None
    if main is not None and (_is_within(tokens, main) or _is_counted(tokens, main)):
        main = None
    if main is None:
        return _thing(said, tokens, theirs=theirs)
    if tokens[main].margin < _SURE or _is_spliced(tokens, main):
        return None
    return _clause(said, tokens, main)


def _is_counted(tokens: Sequence[Token], main: int) -> bool:
    """Whether what was taken for a verb is a plural: `90 seconds late`."""
    return main > 0 and tokens[main - 1].tag == "CD" and tokens[main].tag == "VBZ"


_RELATIVES = ("WDT", "WP", "WRB", "WP$", "SC")
_OPENING = frozenset("that where when who which how why whose".split())
_FINITE = ("VBD", "VBZ", "VBP", "MD")
_OF_SAYING = frozenset(
    "rule idea story fact view point remark joke claim line advice theory belief account feeling "
    "hope promise way argument explanation news thought question".split()
)


def _is_within(tokens: Sequence[Token], main: int) -> bool:
    """Whether what was taken for the main verb stands in a clause about a noun before it: `the chair she keeps`."""
    nouns = [place for place in range(main) if tokens[place].tag in ("NN", "NNS", "NNP")]
    if not nouns:
        return False
    head = nouns[0]
    while head + 1 in nouns:
        head += 1
    after = range(head + 1, main)
    opened = next((at for at in after if tokens[at].tag in _RELATIVES or tokens[at].word in _OPENING), None)
    if opened is not None:
        finite = sum(tokens[at].tag in _FINITE for at in range(opened, main))
        return finite == 0 or tokens[head].word in _OF_SAYING
    return (
        main - head >= 2
        and tokens[head + 1].tag == "PRP"
        and tokens[head + 1].word in ("you", "i", "we", "they", "he", "she")
    )


def _asks_you(tokens: Sequence[Token]) -> bool:
    """Whether a question is put to somebody (`what do you do?`), not told of."""
    return tokens[-1].text == "?" or (
        len(tokens) > 2 and tokens[1].word in ("do", "does", "did", "is", "are", "would", "can", "will")
    )


_TALKING = frozenset(
    "talking telling chatting speaking discussing comparing explaining presenting going walking".split()
)


def _thing(said: str, tokens: Sequence[Token], *, theirs: bool) -> Framing | None:
    first = tokens[0]
    is_activity = first.tag == "VBG" or (first.word.endswith("ing") and "g:" in word_class(first.word))
    if is_activity and len(tokens) > 2 and tokens[1].tag in ("DT", "PRP$", "IN", "NN", "NNS", "RP", "JJ", "RB"):
        return _activity(said, tokens, theirs=theirs)
    head = _head(tokens)
    if head is None or tokens[0].tag in ("IN", "CC", "TO", "RB", "PRP", "VB", "VBD", "MD", "EX", "UH", ".", ","):
        return None
    determined = first.tag in ("DT", "PRP$", "PDT") or first.word in ("your", "our", "both", "all")
    if (first.tag in ("NNP", "NNPS", "CD") and not determined) or first.word in ("done", "been", "did", "got", "had"):
        return None
    if first.text[:1].isdigit():
        return None
    said = re.sub(r",? and (?:that|how|who|why|what)\b.*$", "", said)
    thing = said if determined or tokens[1].text in ("'s", "’s") else f"the {said}"
    frame = "things" if tokens[head].tag == "NNS" else "thing"
    if tokens[head].word in _MEETINGS and head <= 3:
        frame = "meeting"
    # What has a comma in it stands best at the end of a sentence.
    return Framing(frame, {"thing": thing} | ({} if "," in thing else {"Thing": _capital(thing)}))


def _activity(said: str, tokens: Sequence[Token], *, theirs: bool) -> Framing | None:
    """What was done together, or by the writer; what was done to the writer was the reader's doing."""
    words = [token.word for token in tokens]
    if "me" in words[:3] or "you" in words[:3]:
        return None
    if words[0] not in _TALKING and ("me" in words or "my" in words):
        return Framing("thing", {"thing": f"your {said}"}) if theirs else None
    return Framing("doing", {"doing": said})


def _head(tokens: Sequence[Token]) -> int | None:
    """The place of the noun that a fragment without a verb is about."""
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


def _is_spliced(tokens: Sequence[Token], main: int) -> bool:
    """Whether a second sentence follows after a comma alone: `debugged a thing, it was DNS`."""
    for place in range(main + 1, len(tokens) - 2):
        if tokens[place].text in (",", ";", ":", ".", "!", "?") and tokens[place + 1].tag in (
            "PRP",
            "DT",
            "EX",
            "NN",
            "NNS",
            "NNP",
        ):
            after = tokens[place + 1 : place + 6]
            verb = next((t for t in after if t.tag in ("VBD", "VBZ", "VBP", "MD")), None)
            if verb and not any(t.tag in ("CC", "IN", "WDT", "WP", "WRB", "SC") for t in after[: after.index(verb)]):
                return True
        if (
            tokens[place].text == ","
            and tokens[place + 1].tag == "VBD"
            and not any(t.tag == "CC" for t in tokens[place:])
        ):
            return True
    return False


def _clause(said: str, tokens: Sequence[Token], main: int) -> Framing | None:
    verb, lemma = tokens[main], verbs.base(tokens[main].text)
    subject = [token.word for token in tokens[:main] if token.tag != "RB"]
    rest = said[verb.end :].strip()
    is_past = verb.tag in ("VBD", "VBN") or verb.word in ("did", "was", "were", "had")
    if subject == ["we"]:
        return Framing("ours", {"we": said})
    if subject == ["you"]:
        return _of_reader(said, tokens, main, lemma, rest, is_past=is_past)
    if not subject or subject[0] in _NOBODY or "i" in subject:
        return None
    if tokens[0].tag not in ("DT", "PRP$", "NNP") and subject[0] not in _ALL:
        return None
    if is_past:
        return Framing("state" if lemma == "be" else "event", {"clause": said})
    frame = "habit" if subject[0] == "your" and lemma not in _NEUTRAL and not _is_negative(tokens, main) else "state"
    return Framing(frame, {"clause": said})


def _of_reader(
    said: str, tokens: Sequence[Token], main: int, lemma: str, rest: str, *, is_past: bool
) -> Framing | None:
    is_negative = _is_negative(tokens, main)
    if (not rest and lemma not in _JOYS) or (is_past and is_negative):
        return None
    following = tokens[main + 1].word if main + 1 < len(tokens) else ""
    did = said[tokens[0].end :].strip()
    view = _view(rest) if lemma in _VIEWS else None
    if view and not view.startswith(("you ", "your ")):
        return Framing("view", {"clause": view})
    if not is_past:
        is_neutral = lemma in _NEUTRAL or is_negative or tokens[main].tag == "MD"
        return Framing("state" if is_neutral else "habit", {"clause": said})
    if lemma in _TELLING and view and following not in ("me", "us"):
        return Framing("gift", {"did": f"told me that {view}", "thanks_for": f"telling me that {view}"})
    if lemma in _ASKING or (view and following not in ("me", "us")):
        return Framing("asked", {"did": did})
    return _deed(said, tokens, main, lemma)


def _deed(said: str, tokens: Sequence[Token], main: int, lemma: str) -> Framing:
    """What the reader did: something to thank for, to be glad of, or to remember."""
    if lemma in _GIFTS and (left := _before_another(tokens, main)):
        said = said[:left].rstrip(" ,")
        tokens = tag(said)
    following = tokens[main + 1].word if main + 1 < len(tokens) else ""
    did = said[tokens[0].end :].strip()
    is_gift = (lemma in _GIFTS and following in ("me", "us")) or (lemma in _GIFTS_ALONE and following)
    if is_gift and (thanks_for := _as_doing(tokens, main, said)):
        return Framing("gift", {"did": did, "thanks_for": thanks_for})
    is_joy = lemma in _JOYS or (lemma == "cry" and following == "laughing")
    return Framing("joy" if is_joy else "state" if lemma == "be" else "event", {"did": did, "clause": said})


def _is_negative(tokens: Sequence[Token], main: int) -> bool:
    return any(token.word in ("not", "n't", "never", "no") for token in tokens[max(0, main - 1) : main + 3])


def _view(rest: str) -> str | None:
    """The clause that somebody holds to be so: `that good ones sweep up` → `good ones sweep up`."""
    body = re.sub(r"^(?:me|us) (?:straight(?: out| away)?|honestly|frankly|plainly) ", "", rest)
    body = re.sub(r"^(?:me|us) ", "", body)
    body = re.sub(r"^that ", "", body)
    inner = tag(body)
    if not inner or not any(token.is_main for token in inner):
        return None
    if inner[0].tag in _NO_CLAUSE or inner[0].word in ("about", "of", "nothing", "no"):
        return None
    if any(token.word in ("i", "me", "my") for token in inner):
        return None
    return fragment(body)


def _as_doing(tokens: Sequence[Token], main: int, said: str) -> str | None:
    """`showed me the kiln and let me try it` → `showing me the kiln and letting me try it`."""
    made, end = [], tokens[main].start
    for place in range(main, len(tokens)):
        token = tokens[place]
        if (
            place > main
            and token.word in ("you", "we", "i", "he", "she", "they")
            and tokens[place - 1].word in ("and", "but", "so", "then", ",")
        ):
            return None
        goes_on = place > main and tokens[place - 1].word in ("and", "then") and place + 1 < len(tokens)
        if goes_on and tokens[place + 1].word not in ("me", "us") and _is_of_another(tokens, main, place):
            goes_on = False
        is_verb = place == main or (
            goes_on
            and (token.tag == "VBD" or (token.tag in ("VB", "VBP", "VBN") and tokens[place + 1].word in ("me", "us")))
        )
        made.append(said[end : token.start] + (verbs.ing(verbs.base(token.text)) if is_verb else token.text))
        end = token.end
    return "".join(made) + said[end:]


def _before_another(tokens: Sequence[Token], main: int) -> int:
    """Where what the reader did ends, and `and the agent got …` goes on with what somebody else did; else 0."""
    for place in range(main + 2, len(tokens) - 3):
        if tokens[place].word == "and" and tokens[place + 1].tag in ("DT", "PRP$"):
            verb = next((t for t in tokens[place + 2 : place + 5] if t.tag not in ("NN", "NNS", "JJ")), None)
            if verb is not None and verb.tag in ("VBD", "VBZ"):
                return tokens[place].start
    return 0


def _is_of_another(tokens: Sequence[Token], main: int, place: int) -> bool:
    """Whether a past after `and` goes on with a clause about somebody: `Edna, who is 98 and sang for us`."""
    inner = [at for at in range(main + 1, place) if tokens[at].word in ("who", "which", "that")]
    return bool(inner) and not any(tokens[at].text == "," for at in range(inner[-1] + 1, place))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
