"""How a message tells a clause: what the reader did, what they or the writer think, and what is so.

What the reader did is told by the class of its verb: one thanks for what was shown, goes on thinking about what was
asked, and is glad that somebody laughed.
"""

import re
from collections.abc import Sequence

from vaultgen.drafts.frames import Framing
from vaultgen.english import verbs
from vaultgen.english.phrases import fragment
from vaultgen.english.tagger import Token, tag

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
_REPORTING = frozenset(("tell", "mention"))
_JOYS = frozenset("laugh smile grin giggle chuckle enjoy like love agree nod notice beam".split())
_NEUTRAL = frozenset(
    "be hate worry fear need lack leave retire miss want seem look hope wish doubt know expect lose have's".split()
)
# What somebody did in their life: the writer heard of it, and was not there to see how.
_LIFE = frozenset("use have grow start begin join work study train found live move serve learn spend".split())
_NO_CLAUSE = ("WP", "WRB", "WDT", "IN", "TO", "VB", "VBG", "VBD", "RB", "RP")
_NOBODY = frozenset("i he she it there they this these those".split())
_ALL = frozenset("your nobody everybody everyone both all".split())


def framing_of_clause(text: str, tokens: Sequence[Token], main: int) -> Framing | None:
    """The framing of a clause whose finite verb is `tokens[main]`, or None if it is not certain."""
    is_certain = tokens[main].margin >= _SURE and not _is_spliced(tokens, main)
    return _framing(text, tokens, main) if is_certain else None


def _framing(text: str, tokens: Sequence[Token], main: int) -> Framing | None:
    verb, lemma = tokens[main], verbs.base(tokens[main].text)
    subject = [token.word for token in tokens[:main] if token.tag != "RB"]
    rest = text[verb.end :].strip()
    is_past = verb.tag in ("VBD", "VBN") or verb.word in ("did", "was", "were", "had")
    if subject == ["we"]:
        return Framing("ours", {"we": text})
    if subject == ["you"]:
        return _of_reader(text, tokens, main, lemma, rest, is_past=is_past)
    if not subject or subject[0] in _NOBODY or "i" in subject:
        return None
    if tokens[0].tag not in ("DT", "PRP$", "NNP") and subject[0] not in _ALL:
        return None
    if is_past:
        return Framing("state" if lemma == "be" else "event", {"clause": text})
    frame = "habit" if subject[0] == "your" and lemma not in _NEUTRAL and not _is_negative(tokens, main) else "state"
    return Framing(frame, {"clause": text})


def _of_reader(
    text: str, tokens: Sequence[Token], main: int, lemma: str, rest: str, *, is_past: bool
) -> Framing | None:
    """The framing of a clause whose subject is the reader; `rest` follows the verb, whose base form is `lemma`."""
    is_negative = _is_negative(tokens, main)
    if (not rest and lemma not in _JOYS) or (is_past and is_negative):
        return None
    following = tokens[main + 1].word if main + 1 < len(tokens) else ""
    did = text[tokens[0].end :].strip()
    view = _view(rest) if lemma in _VIEWS else None
    is_of_reader = view is not None and view.startswith(("you ", "your "))
    is_told = is_of_reader and lemma in _TELLING and following not in ("me", "us")
    if view and is_past and (is_told or (lemma in _REPORTING and _is_of_the_past(view))):
        return Framing("gift", {"did": f"told me that {view}", "thanks_for": f"telling me that {view}"})
    if view and not is_of_reader:
        return Framing("view", {"clause": view})
    if not is_past:
        is_neutral = lemma in _NEUTRAL or is_negative or tokens[main].tag == "MD"
        return Framing("state" if is_neutral else "habit", {"clause": text})
    if lemma in _ASKING or (view and following not in ("me", "us")):
        return Framing("asked", {"did": did})
    return _deed(text, tokens, main, lemma)


def _is_of_the_past(clause: str) -> bool:
    """Whether a clause tells what happened: that is a story, and no point that somebody makes."""
    return any(token.is_main and token.tag == "VBD" for token in tag(clause))


def _deed(text: str, tokens: Sequence[Token], main: int, lemma: str) -> Framing:
    """The framing of what the reader did: something to thank for, to be glad of, or to remember."""
    if lemma in _GIFTS and (left := _before_another(tokens, main)):
        text = text[:left].rstrip(" ,")
        tokens = tag(text)
    following = tokens[main + 1].word if main + 1 < len(tokens) else ""
    did = text[tokens[0].end :].strip()
    is_gift = (lemma in _GIFTS and following in ("me", "us")) or (lemma in _GIFTS_ALONE and following)
    if is_gift and (thanks_for := _as_doing(tokens, main, text)):
        return Framing("gift", {"did": did, "thanks_for": thanks_for})
    is_joy = lemma in _JOYS or (lemma == "cry" and following == "laughing")
    frame = "joy" if is_joy else "state" if lemma == "be" or lemma in _LIFE else "event"
    return Framing(frame, {"did": did, "clause": text})


def _is_negative(tokens: Sequence[Token], main: int) -> bool:
    return any(token.word in ("not", "n't", "never", "no") for token in tokens[max(0, main - 1) : main + 3])


def _view(rest: str) -> str | None:
    """The clause that somebody holds to be true: `that good ones sweep up` → `good ones sweep up`."""
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


def _as_doing(tokens: Sequence[Token], main: int, text: str) -> str | None:
    """A clause from its verb on in -ing forms: `showed me it and let me try` → `showing me it and letting me try`."""
    result, end = [], tokens[main].start
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
        result.append(text[end : token.start] + (verbs.ing(verbs.base(token.text)) if is_verb else token.text))
        end = token.end
    return "".join(result) + text[end:]


def _before_another(tokens: Sequence[Token], main: int) -> int:
    """The offset of a second clause with another subject (`and the agent got …`); 0 if there is none."""
    for place in range(main + 2, len(tokens) - 3):
        if tokens[place].word == "and" and tokens[place + 1].tag in ("DT", "PRP$"):
            verb = next((t for t in tokens[place + 2 : place + 5] if t.tag not in ("NN", "NNS", "JJ")), None)
            if verb is not None and verb.tag in ("VBD", "VBZ"):
                return tokens[place].start
    return 0


def _is_of_another(tokens: Sequence[Token], main: int, place: int) -> bool:
    """Whether a past tense after `and` belongs to a relative clause: `Edna, who is 98 and sang for us`."""
    inner = [at for at in range(main + 1, place) if tokens[at].word in ("who", "which", "that")]
    return bool(inner) and not any(tokens[at].text == "," for at in range(inner[-1] + 1, place))


def _is_spliced(tokens: Sequence[Token], main: int) -> bool:
    """Whether a second clause follows a comma without a conjunction: `debugged a thing, it was DNS`."""
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
