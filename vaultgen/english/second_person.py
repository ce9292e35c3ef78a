"""Puts notes about the interviewer into the second person: `her drawing` → `your drawing`.

Notes use the third person, or leave the subject out. Only what is certain is changed, so that it can be sent unread;
the rest stays as it is. English. `addressing.py` does more, and has no result if it is not certain.
"""

import re
from collections.abc import Collection, Sequence
from functools import lru_cache

from vaultgen.english.first_words import AFTER_A_VERB, is_past
from vaultgen.english.names import is_ordinary
from vaultgen.english.phrases import may_contain
from vaultgen.regex import late

# Third person present → second person, for verbs that people begin a note with or put after he or she.
_PRESENT = {
    word + ("es" if word.endswith(("s", "sh", "ch", "x", "o")) else "s"): word
    for word in (
        "hate love like want need think say ask know work play keep live teach run read bike cook grow collect "
        "hope wish expect believe remember feel prefer enjoy use write build make take call talk tell speak see find "
        "bring come care mean look seem sound agree laugh smile share understand explain mention offer promise lead "
        "manage own hire plan sing paint climb ride drive walk swim travel teach coach mentor draw show give get go do "
        "start stop help begin leave miss own trust value wonder worry report handle answer insist suggest push "
        "wear raise restore repair knit brew breed bake swear eat sleep spend admire consider describe refuse "
        "speak keep pay forget defend protect publish volunteer"
    ).split()
} | {"has": "have", "is": "are", "was": "were", "carries": "carry", "tries": "try", "studies": "study", "flies": "fly"}
_CONTRACTED = {"isn’t": "aren’t", "wasn’t": "weren’t", "hasn’t": "haven’t", "doesn’t": "don’t"}
_PAST = frozenset(
    "laughed smiled asked said told drew went came gave took made showed shared mentioned explained offered joked "
    "called remembered described admitted let kept brought knew thought liked loved hated wanted wondered grinned "
    "nodded looked lit listened read sketched walked wrote spoke talked answered apologised apologized agreed "
    "disagreed pushed pulled put got sang stopped started began interrupted insisted suggested pointed quoted "
    "compared corrected introduced invited waited warned promised played paused noticed".split()
)
# After `her`, these say that she is the one acted upon; before any other word it is what she has.
_AFTER_HER = frozenset(
    "a an the to in on at by for from with without about of off over into and or but so if when while because "
    "as before after until during through than then that this too again twice once back up down out laugh smile "
    "think what why how who where i it "
    "some something more me my our us".split()
)
_SHE, _HE = {"she", "her", "hers", "herself"}, {"he", "him", "his", "himself"}
_YOU = {
    "he": "you",
    "she": "you",
    "him": "you",
    "his": "your",
    "hers": "yours",
    "himself": "yourself",
    "herself": "yourself",
}
_THEY = {"they": "you", "them": "you", "their": "your", "theirs": "yours", "themselves": "yourselves"}
_WE = _THEY | {"we": "you", "us": "you", "our": "your", "ours": "yours", "ourselves": "yourselves"}
_COMMON = frozenset("he she his her him the a an that this we you my our when how what why in on at about with".split())
_WORD = late(r"[^\W\d_]+(?:[’'][^\W\d_]+)?|\d+|[^\w\s]|\s+|_")


def in_first_person(concern: str) -> str:
    """A concern about the writer with its subject: `never led a team` → `I have never led a team`."""
    if asked := _ABOUT_ME.fullmatch(concern):
        return f"whether I {asked['verb'].lower()} {asked['rest']}"
    if _BEEN.match(concern):
        return f"I have {concern[0].lower()}{concern[1:]}"
    if _WITHOUT_I.match(concern):
        return f"I {concern[0].lower()}{concern[1:]}"
    return f"I have {concern[0].lower()}{concern[1:]}" if _NEVER_DONE.match(concern) else concern


# `can't work European hours?` and `would I move?`: a question about the writer.
_ABOUT_ME = late(r"(?i)(?P<verb>can|could|would|will|should)(?:[’']t|n[’']t)? (?:i )?(?P<rest>[^?]+)\?")
_BEEN = late(r"(?i)been (?:out|away|off|on|in|at|with|self|un|job|freelanc|work|teach|manag|look|study)")
_WITHOUT_I = late(r"(?i)(?:have (?:never|not|no|only|little)|haven[’']t|am|do not|don[’']t|cannot|can[’']t|lack) ")
_NEVER_DONE = late(
    r"(?i)(?:never|not) (?:\w+ed|been|built|done|had|held|led|run|seen|sold|taught|written)\b(?! (?:me|my|to me)\b)"
)


def to_you(text: str, names: Sequence[str], *, theirs: bool, named: bool = False, things: Collection[str] = ()) -> str:
    """A note's text as said to the person with some names.

    Their names always become `you`. With `theirs`, the text is about nobody else: he and she become `you` as well, and
    a clause without a subject gets one. With `named`, the note has their name before the text, so they are the subject
    of whatever verb it begins with. `things` are capitalised words that are no names of people. Quotations stay as they
    are.
    """
    quotes = _QUOTES.findall(text)
    for place, quote in enumerate(quotes):
        text = text.replace(quote, f"{_PLACEHOLDER}{place}{_PLACEHOLDER}", 1)
    rewritten = _without_quotes_to_you(text, names, theirs=theirs, named=named, things=things)
    for place, quote in enumerate(quotes):
        rewritten = rewritten.replace(f"{_PLACEHOLDER}{place}{_PLACEHOLDER}", quote)
    return rewritten


_QUOTES = late(r"“[^”]*”|„[^“”]*[“”]|«[^»]*»|「[^」]*」|\"[^\"]*\"")
_PLACEHOLDER = "\ue000"  # nobody types it; it stands for a quotation while the words around it change


def _without_quotes_to_you(
    text: str, names: Sequence[str], *, theirs: bool, named: bool, things: Collection[str]
) -> str:
    rewritten = _without_names(text, names)
    if not theirs:
        rewritten = _with_both(rewritten)
    if theirs:
        rewritten = _with_agreeing_verbs(_with_subject(_with_their_verb(rewritten) if named else rewritten))
        if not (_uses(rewritten, _SHE) and _uses(rewritten, _HE)):
            rewritten = _pronouns(rewritten, _YOU, things)
    return _agreeing(rewritten)


def has_he_or_she(text: str) -> bool:
    """Whether a text still has he or she in it, outside quotations."""
    return _uses(_QUOTES.sub("", text), _SHE | _HE)


def has_unresolved_pronoun(text: str) -> bool:
    """Whether a text has he or she with no name before it: the reader cannot tell who it is."""
    tokens = _WORD.findall(_QUOTES.sub("", text))
    return _uses(" ".join(tokens[: _first_name(tokens)]), _SHE | _HE)


def _uses(text: str, words: set[str]) -> bool:
    return not words.isdisjoint(word.casefold() for word in re.findall(r"[^\W\d_]+", text))


def to_you_all(text: str, *, quoted: bool = False) -> str:
    """A note about the employer as said to one of its people: `they call me` → `you call me`.

    With `quoted`, it is in the employer's own words: `we lose orders` → `you lose orders`.
    """
    return _agreeing(_pronouns(text, _WE if quoted else _THEY))


def _without_names(text: str, names: Sequence[str]) -> str:
    for name in sorted(names, key=len, reverse=True):
        if may_contain(name, text):
            theirs, them = _name_patterns(name)
            text = them.sub("you", theirs.sub("your", text))
    return text


@lru_cache(maxsize=4096)
def _name_patterns(name: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """The patterns for a name's possessive, and for the name."""
    called = rf"(?<![\w@])(?:(?:dr|prof|mr|mrs|ms|mx|herr|frau)\.? )?{re.escape(name)}"
    case = re.NOFLAG if is_ordinary(name) else re.IGNORECASE
    return re.compile(rf"{called}[’']s?(?![\w])", case), re.compile(rf"{called}(?![\w@-])", case)


# With these somebody says how they were.
_FELT = (
    "worried tired excited impressed interested surprised concerned convinced fascinated obsessed embarrassed bored "
    "scared pleased delighted disappointed annoyed confused amused touched moved relieved relaxed thrilled sceptical "
    "skeptical proud curious nervous kind late early funny blunt honest frank open sure happy sad angry glad ready"
)
_HOW_THEY_WERE = late(
    rf"(?i)(?:not |very |really |quite |so |a bit |a little |rather )?(?:{_FELT.replace(' ', '|')})"
    r"(?=$|,| (?:of|about|by|with|that|in|at|to|and|but|when|for|on|how|because)\b)"
)
# What one does without an object, and what may follow any other past tense that begins a note.
_WENT = frozenset("cried ran fell slept sat stood ate drank flew drove rode swam froze broke cut hid hung rang".split())
_STATES = frozenset("based retired married divorced supposed located unimpressed unconvinced naked aged red".split())


def _with_their_verb(text: str) -> str:
    """A text that begins with a verb or an adjective, with the reader as its subject, who is named before it.

    `cried a little` → `you cried a little`, `proud of the team` → `you were proud of the team`.
    """
    if text.casefold().startswith("who "):
        return f"you{text[3:]}"
    if _HOW_THEY_WERE.match(text):
        return f"you were {text[0].lower()}{text[1:]}"
    first, _, rest = text.partition(" ")
    word, following = first.casefold(), rest.split(" ")[0].casefold().strip(",.;")
    acted = word in _WENT or is_past(word)
    if acted and word not in _STATES and word not in _PAST and following in AFTER_A_VERB:
        return f"you {word} {rest}"
    return text


def _with_subject(text: str) -> str:
    """A text with `you` before its verb: `laughed about it` → `you laughed about it`; a present tense agrees."""
    first, _, rest = text.partition(" ")
    word = first.casefold()
    if not rest.strip():
        return text
    if word in _PAST and rest.split()[0].casefold() in ("him", "her"):
        return f"I {word} {rest}"  # told her about the dog: that was the writer
    if word in _PAST:
        return f"you {word} {rest}"
    if word in _PRESENT:
        return f"you {_PRESENT[word]} {rest}"
    return text


def _with_agreeing_verbs(text: str) -> str:
    """A text whose further verbs agree as well: `you hate mondays and loves to sail` → `… and love to sail`."""

    def agree(match: re.Match[str]) -> str:
        verb = _PRESENT.get(match["verb"].casefold())
        if verb is None or match["next"].casefold() not in AFTER_A_VERB:
            return match[0]
        return f"{match['joint'] or ', and'} {verb} {match['next']}"

    is_theirs = text.casefold().startswith("you ")
    return (
        re.sub(r"(?:(?P<joint>,? (?:and|but|then))|,) (?P<verb>[^\W\d_]+) (?P<next>\w+)", agree, text)
        if is_theirs
        else text
    )


# What one does together with those whom one meets.
_TOGETHER = frozenset("walked talked spoke laughed discussed toured climbed sat stood ate".split())


def _with_both(text: str) -> str:
    """A text with `we`, if it is about something done together: `walked the floor` → `we walked the floor`."""
    first, _, rest = text.partition(" ")
    is_ours = first.casefold() in _TOGETHER and rest.split(" ")[0] not in ("", "to", "with", "at", "him", "her", "them")
    return f"we {first.casefold()} {rest}" if is_ours else text


def _pronouns(text: str, table: dict[str, str], things: Collection[str] = ()) -> str:
    tokens = _WORD.findall(text)
    somebody = _first_name(tokens, things) if table is _YOU else len(tokens)
    for place, token in enumerate(tokens[:somebody]):
        word = token.casefold().replace("'", "’")
        if word == "her" and table is _YOU:
            is_object = place > 0 and _next(tokens, place).casefold() in ("", *_AFTER_HER)
            tokens[place] = "you" if is_object else "your"
        elif word in table:
            tokens[place] = table[word]
        elif (stem := word.split("’")[0]) in table and "’" in word:
            tokens[place] = table[stem] + {"’s": " are", "’d": "’d", "’ll": "’ll", "’re": "’re", "’ve": "’ve"}.get(
                word[len(stem) :], word[len(stem) :]
            )
    return "".join(tokens)


def _first_name(tokens: Sequence[str], things: Collection[str] = ()) -> int:
    """The index of the first word that may be a name of somebody: he or she after it may be that person."""
    for place, token in enumerate(tokens):
        word = token.casefold()
        is_common = place == 0 and (word in _COMMON or word in _PRESENT or word in _PAST or word.endswith("ing"))
        if len(token) > 1 and token[0].isupper() and token[1:].islower() and not is_common and token not in things:
            return place
    return len(tokens)


def _next(tokens: Sequence[str], place: int) -> str:
    """The token after an index; empty if a punctuation mark or the end follows."""
    after = next((token for token in tokens[place + 1 :] if not token.isspace()), "")
    return after if re.match(r"\w", after) else ""


def _agreeing(text: str) -> str:
    """A text in which verbs right after `you` agree: `you is` → `you are`."""

    def agree(match: re.Match[str]) -> str:
        verb = match[2].casefold().replace("'", "’")
        return match[1] + (_CONTRACTED.get(verb) or _PRESENT.get(verb) or match[2])

    return re.sub(
        r"(?i)(\byou (?:really |still |also |often |never |always )?)([^\W\d_]+(?:[’'][^\W\d_]+)?)", agree, text
    )
