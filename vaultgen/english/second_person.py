"""From what one notes about somebody to what one writes to them: `her drawing` becomes `your drawing`.

Notes speak of the interviewer in the third person, or leave the subject out; an e-mail speaks to
them. English; everything here is certain enough to be sent unread, and leaves the rest as it is.
"""

import re
from collections.abc import Collection, Sequence
from functools import lru_cache

from vaultgen.english.first_words import AFTER_A_VERB, is_past
from vaultgen.english.names import is_ordinary
from vaultgen.english.phrases import may_stand_in
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


def of_oneself(concern: str) -> str:
    """A concern about the writer, typed without its subject: `never led a team` → `I have never led a team`."""
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
    """A note's text as said to the person of these names.

    Their names always become `you`. With `theirs`, when the text is about nobody else, he and she
    do as well, and a sentence without a subject gets one; `named`, the note has put their name before it, so
    that they are its subject whatever its verb is. `things` are words with a capital that are nobody's name.
    What stands in quotation marks is left as it was said.
    """
    quotes = _QUOTES.findall(text)
    for place, quote in enumerate(quotes):
        text = text.replace(quote, f"{_HELD}{place}{_HELD}", 1)
    said = _said_to(text, names, theirs=theirs, named=named, things=things)
    for place, quote in enumerate(quotes):
        said = said.replace(f"{_HELD}{place}{_HELD}", quote)
    return said


_QUOTES = late(r"“[^”]*”|„[^“”]*[“”]|«[^»]*»|「[^」]*」|\"[^\"]*\"")
_HELD = "\ue000"  # nobody types it; it stands for a quotation while the words around it change


def _said_to(text: str, names: Sequence[str], *, theirs: bool, named: bool, things: Collection[str]) -> str:
    said = _without_names(text, names)
    if not theirs:
        said = _with_both(said)
    if theirs:
        said = _and_so_on(_with_subject(_as_what_they_did(said) if named else said))
        if not (_uses(said, _SHE) and _uses(said, _HE)):
            said = _pronouns(said, _YOU, things)
    return _agreeing(said)


def speaks_of_somebody(text: str) -> bool:
    """Whether he or she is left in a text."""
    return _uses(_QUOTES.sub("", text), _SHE | _HE)


def speaks_of_nobody_named(text: str) -> bool:
    """Whether he or she is left in a text with no name before it: somebody whom the reader may not guess."""
    tokens = _WORD.findall(_QUOTES.sub("", text))
    return _uses(" ".join(tokens[: _first_name(tokens)]), _SHE | _HE)


def _uses(text: str, words: set[str]) -> bool:
    return not words.isdisjoint(word.casefold() for word in re.findall(r"[^\W\d_]+", text))


def to_you_all(text: str, *, quoted: bool = False) -> str:
    """A text about the employer as said to one of them: `they call me` becomes `you call me`.

    With `quoted` it stands as they said it: `we lose orders` becomes `you lose orders`.
    """
    return _agreeing(_pronouns(text, _WE if quoted else _THEY))


def _without_names(text: str, names: Sequence[str]) -> str:
    for name in sorted(names, key=len, reverse=True):
        if may_stand_in(name, text):
            theirs, them = _called(name)
            text = them.sub("you", theirs.sub("your", text))
    return text


@lru_cache(maxsize=4096)
def _called(name: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What stands in a text for somebody's, and for somebody."""
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


def _as_what_they_did(text: str) -> str:
    """`cried a little` and `proud of the team`, with somebody's name before it: they did, they were."""
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
    """`laughed about it` → `you laughed about it`; a present tense agrees."""
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


def _and_so_on(text: str) -> str:
    """`you hate mondays and loves to sail` → `… and love to sail`: the subject's other verbs agree as well."""

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
    """`walked the floor`, with nobody named: that was everybody who was there."""
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
    """The place of the first word that may be somebody's name: he or she after it may be that person."""
    for place, token in enumerate(tokens):
        word = token.casefold()
        is_common = place == 0 and (word in _COMMON or word in _PRESENT or word in _PAST or word.endswith("ing"))
        if len(token) > 1 and token[0].isupper() and token[1:].islower() and not is_common and token not in things:
            return place
    return len(tokens)


def _next(tokens: Sequence[str], place: int) -> str:
    """The token after a place, or nothing where a mark or the end follows."""
    after = next((token for token in tokens[place + 1 :] if not token.isspace()), "")
    return after if re.match(r"\w", after) else ""


def _agreeing(text: str) -> str:
    """`you is` → `you are`, and so on, where the verb follows at once."""

    def agree(match: re.Match[str]) -> str:
        verb = match[2].casefold().replace("'", "’")
        return match[1] + (_CONTRACTED.get(verb) or _PRESENT.get(verb) or match[2])

    return re.sub(
        r"(?i)(\byou (?:really |still |also |often |never |always )?)([^\W\d_]+(?:[’'][^\W\d_]+)?)", agree, text
    )
