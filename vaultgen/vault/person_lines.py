"""Parses a line of text, in whatever form it was typed, into the people whom it names.

`Jane Doe, VP Engineering, jane@acme.example`, `Bo Li (CTO)`, `"Doe, Jane" <jane@acme.example>`, `**Ann Lee** | COO`,
`CTO: Jane Doe`, `[Jane Doe](people/Jane%20Doe.md)`, `Jane Doe / Tom Smith`. `read_line` only takes certain names, and
says in words what is not certain; it never raises.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple
from urllib.parse import unquote

from vaultgen.english.given_names import GIVEN, GIVEN_AND_FAMILY
from vaultgen.english.names import is_group, untitled
from vaultgen.english.roles import UNRANKED, is_field, is_nobody, rank
from vaultgen.english.unknowns import is_unknown
from vaultgen.regex import late


@dataclass(frozen=True, slots=True)
class LinePerson:
    """A person named by a line; what the line does not say is empty.

    `target` is the target of a link, None without one. `name` is empty if the line only has a role, an address or a
    word for not knowing.
    """

    name: str
    target: str | None = None
    title: str = ""
    email: str = ""
    phone: str = ""


class Line(NamedTuple):
    """The people whom a line names, at least one; `doubt` says in words what is not certain, or is empty."""

    people: tuple[LinePerson, ...]
    doubt: str = ""


_Sort = Literal["email", "phone", "link", "name", "word", "role", "other"]


class _Part(NamedTuple):
    """A part of a line between two separators; `sep` is the one before it."""

    sep: str
    text: str
    sort: _Sort
    target: str | None = None


_EMAIL = late(r"(?:mailto:)?([^\s@<>,;|()\[\]“”\"]+@[^\s@<>,;|()\[\]“”\"]+)")
_PHONE = late(
    r"(?:(?:tel|phone|mobile|mob|cell|office|direct|m|t|p|ph)\b[.:]?:?\s*)?\+?[\d\s().\-/]{6,}(?:\s*(?:x|ext\.?)\s*\d+)?",
    re.IGNORECASE,
)
_WIKILINK = late(r"\[\[(?P<target>[^\[\]|#]*)(?:#[^\[\]|]*)?(?:\\?\|(?P<label>[^\[\]]*))?\]\]")
_MARKDOWN_LINK = late(r"\[(?P<label>[^\[\]]*)\]\((?P<target>(?:[^()]|\([^()]*\))*)\)")
_PRONOUNS = late(
    r"[(\[]?\b(?:she|he|they|ze|xe|ey|it|sie|er|elle|il|iel|ella|él|hen)\s*/\s*(?:her|hers|him|his|them|theirs?|they|he|she|"
    r"zir|xem|em|ihr|ihm|ihn|lui|elle|elles|el|any)(?:\s*/\s*\w+)*\b[)\]]?",
    re.IGNORECASE,
)
_CODE = late(r"<%|%>|\{\{|\}\}|\{%|%\}")
_URL = late(r"(?i)(?:https?://|www\.|linkedin\.com/)\S*")
_LABEL = late(r"(?i)^(?:e-?mail|mail|phone|tel|mobile|cell|name|linkedin)\s*[.:]*\s*(?=$|:|\S)")
# What parts a line: marks, and the words between two people. A hyphen only between spaces: `Smith-Jones` is one name.
_BETWEEN = late(
    r"(?P<mark>\s*[,;|/·•\t\n\r\x01]+\s*|\s+[-–—~+]+\s+|\s*[–—]\s*|\s*&\s*|\s*:\s+|\s+(?i:and|und|et|y|plus|with|or)\s+)"
)
_OF_SOMEBODY = late(r"(?:the|an?|his|her|their|my|two|some) ")
# `Jörg “JB” Brandt`: quotation marks within a name belong to it.
_NICKNAME = late(r"([^\W\d_] )[“\"„]([^“”\"„]+)[”\"“](?= [A-ZÀ-Þ])")
_LONGEST = 400  # characters; what is longer is no line about a person
_JOINS = frozenset({"and", "und", "et", "y", "plus", "with", "&", "+", ";", "/", "\n"})
_WITHIN = frozenset({"\x01", ":", "-", "–", "—"})  # after these a name is another name for the same, or a question
_SAID = {"&": " & ", "/": " / ", "and": " and ", "-": " - ", "with": " with ", "or": " or ", ":": ": "}
_PARTICLES = frozenset("von van de del della der den di da dos du la le al bin ten ter".split())
_HOUSES = frozenset(
    "ag associates bank bv capital co college company consulting corp corporation council engineering foundation gmbh "
    "group holdings hospital inc institute labs laboratories limited llc llp logistics ltd media office partners plc "
    "school services software solutions studio studios systems technologies trust university ventures works".split()
)
_MARKS = str.maketrans(
    {"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "，": ",", "、": ";", "；": ";", "（": "(", "）": ")"}
)


def read_line(text: str) -> Line:
    """The people named by a line."""
    if _CODE.search(text):
        return Line((LinePerson(""),), "it holds code of a template, and no name")
    if is_unknown(text):
        return Line((LinePerson(""),))
    if len(text) > _LONGEST:
        return Line((LinePerson(""),), "it is longer than a line about somebody")
    parts = list(_parts(_bare(text)))
    if not parts:
        return Line((LinePerson(""),))
    parts, doubt = _in_order(parts)
    people: list[LinePerson] = []
    houses = [part.text.partition("@")[2].casefold() for part in parts if part.sort == "email"]
    for part in parts:
        if not people or _begins_another(people[-1], part):
            people.append(LinePerson(""))
        asked = "" if _is_house(part, houses) else _ask(people[-1], part)
        people[-1] = LinePerson("") if asked and part.sep == "or" else _with(people[-1], part)
        doubt = doubt or asked
    people, unsure = _certain(people)
    return Line(tuple(people), doubt or unsure)


# The line as it would be without marks.


def _bare(text: str) -> str:
    """A line without emphasis, pronouns and surrounding quotation marks."""
    kept = _NICKNAME.sub("\\1\x02\\2\x03", text)
    words = _PRONOUNS.sub(" ", kept.translate(_MARKS)).strip()
    words = re.sub(r"^(?:[-*•]\s+|@(?=\w))", "", words)
    words = re.sub(r"(\*\*\*|\*\*|\*|==|~~|`|(?<!\w)__|(?<!\w)_)(?=\S)([^*=~`]+?)(?<=\S)\1(?!\w)", r"\2", words)
    whole = re.fullmatch(r"\"([^\"]*)\"|'([^']*)'|\(([^()]*)\)|‘([^’]*)’", words)
    return next((inner for inner in whole.groups() if inner), "").strip() if whole else words


def _parts(text: str) -> Iterator[_Part]:
    """The parts of a line; links and addresses are separate parts."""
    at, sep = 0, ""
    for match in _special(text):
        yield from _words(sep, text[at : match.start()])
        before = _last_mark(text[at : match.start()])
        yield _special_part(match, before)
        at, sep = match.end(), ""
    yield from _words(sep, text[at:])


def _special(text: str) -> Iterator[re.Match[str]]:
    at = 0
    while at < len(text):
        some = [found for kind in (_WIKILINK, _MARKDOWN_LINK, _EMAIL, _URL) if (found := kind.search(text, at))]
        if not some:
            return
        first = min(some, key=lambda found: found.start())
        yield first
        at = first.end()


def _special_part(match: re.Match[str], sep: str) -> _Part:
    if match.re.pattern == _EMAIL.pattern:
        return _Part(sep, match[1].strip(".'\""), "email")
    if match.re.pattern == _URL.pattern:
        return _Part(sep, match[0], "phone")
    label, target = (match["label"] or "").strip(), match["target"].strip()
    if match.re.pattern == _WIKILINK.pattern:
        label = label or target.rpartition("/")[2].removesuffix(".md")
        return _Part(sep, label.lstrip("@"), "link", target)
    if target.startswith("mailto:"):
        return _Part(sep, target.removeprefix("mailto:").partition("?")[0], "email")
    if "://" in target:
        return _Part(sep, label, _sort(label))
    path = unquote(target.strip("<>").partition("#")[0])
    return _Part(sep, label, "link", re.sub(r"^(?:\.{1,2}/)+", "", path).removesuffix(".md"))


def _last_mark(text: str) -> str:
    """The separator at the end of a text."""
    found = re.search(r"(?:^|\s)(and|und|et|y|plus|with)\s*$|([,;|/&+·\n-])\s*$", text, re.IGNORECASE)
    return (found[1] or found[2]).casefold() if found else ""


def _words(sep: str, text: str) -> Iterator[_Part]:
    """The parts of the text between links and addresses."""
    # `Jane (Janey) Doe`: what is within a name is another form of it.
    text = re.sub(r"(?<=[^\W\d_]) \([^()]*\) (?=[A-ZÀ-Þ])", " ", text)
    # `"Doe, Jane" <…>`: what a mail program puts in quotation marks is one name.
    text = re.sub(r"\"([^\"]*)\"", lambda found: found[1].replace(",", "\x00"), text)
    text = re.sub(r"[(\[](?!\+?\d{1,5}[)\]])([^()\[\]]*)[)\]]", "\x01\\1\x01", text).replace("<", " ").replace(">", " ")
    chunks = _BETWEEN.split(text)
    for number in range(0, len(chunks), 2):
        words = chunks[number].strip(" \t\"'.,;[]()")
        mark = chunks[number - 1].strip().casefold() or "\n" if number else sep
        if not words or is_unknown(words) or _LABEL.fullmatch(words):
            continue
        if "\x00" in words:
            last, _, first = words.partition("\x00")
            yield _Part(mark, f"{first.strip()} {last.strip()}", "name")
            continue
        phone = _PHONE.fullmatch(words)
        yield _Part(mark[:1] if mark[:1] in ",;|/" else mark, words, "phone" if phone else _sort(words))


def _sort(part: str) -> _Sort:
    """The sort of a part: a full name, a word that may be a name, a role, or something else."""
    if is_nobody(part) or is_group(part):
        return "role"
    words = untitled(part).split()
    has_title = len(words) < len(part.split())
    spelt = all(re.fullmatch(r"[^\W\d_][\w.'’-]*|\x02.*\x03", word) for word in words)
    if has_title and words and spelt and len(words) < 5:
        return "name"
    if rank(part) < UNRANKED or not spelt or not 0 < len(words) < 6:
        return "other"
    if words[-1].casefold().rstrip(".") in _HOUSES:
        return "other"
    if len(words) == 1:
        return (
            "word" if (words[0][:1].isupper() and not words[0].isupper()) or words[0].casefold() in GIVEN else "other"
        )
    return (
        "name"
        if words[0].casefold() in GIVEN and all(word[:1].isupper() for word in (words[0], words[-1]))
        else "other"
    )


# Whose a part is.


def _in_order(parts: list[_Part]) -> tuple[list[_Part], str]:
    """The parts with the name first and its words in order, and what is not certain about that."""
    first, *rest = parts
    if first.sort in ("email", "phone", "role") and rest:
        # `CTO: Jane Doe`, `HR (Jane Doe)`, `<jane@acme.example> Jane Doe`.
        place = next((n for n, part in enumerate(rest) if part.sort in ("name", "link")), None)
        if place is not None and not any(part.sort == "other" for part in rest[:place]):
            named = rest.pop(place)
            return [named._replace(sep=""), first._replace(sep=","), *rest], ""
        return parts, ""
    if not rest or first.sort == "link" or rest[0].sep != ",":
        return parts, ""
    return _last_first(first, rest)


def _last_first(first: _Part, rest: list[_Part]) -> tuple[list[_Part], str]:
    """`Roe, John` → `John Roe` if the words show it; else what is not certain."""
    second, *more = rest
    family, words = first.text, first.text.split()
    is_family = len(words) == 1 or (len(words) > 1 and words[0] in _PARTICLES)
    if not is_family or second.sort != "word":
        return [first, *rest], ""
    swapped = [_Part("", f"{second.text} {family}", "name"), *more]
    if _is_given(second.text):
        if not _is_given(family):
            return swapped, ""
        doubt = f"it may name one person, {second.text} {family}, or two"
        return (swapped, doubt) if family.casefold() in GIVEN_AND_FAMILY else ([first, *rest], "")
    if _is_given(family) or family.islower():
        return [first, *rest], ""
    if any(part.sort == "email" and _fits(part.text, family, second.text) for part in more):
        return swapped, ""
    return [first, *rest], f"“{second.text}” may be a first name or a title"


def _is_given(text: str) -> bool:
    return text.casefold() in GIVEN or text.casefold().partition("-")[0] in GIVEN


def _fits(email: str, *words: str) -> bool:
    """Whether an address consists of words of a name."""
    local = email.partition("@")[0].casefold()
    return all(word.casefold() in local for word in words)


def _begins_another(last: LinePerson, part: _Part) -> bool:
    """Whether a part is the name of another person than the last one."""
    if not last.name:
        return False
    if part.sort == "link":
        return True
    if part.sort == "name":
        return part.sep not in _WITHIN or bool(last.email)
    is_joined = part.sep in _JOINS
    if part.sort == "word":
        return (is_joined and _is_given(part.text)) or (part.sep in (",", ";") and _are_first_names(last, part))
    words = part.text.split()
    return (
        is_joined
        and part.sort == "other"
        and rank(part.text) == UNRANKED
        and 1 < len(words) < 5
        and all(word[:1].isupper() for word in words)
        and words[-1].casefold() not in _HOUSES
        and (not last.title or bool(last.email))
    )


def _are_first_names(last: LinePerson, part: _Part) -> bool:
    """Whether two words are first names and not family names: `Jane, Tom`."""
    both = (last.name, part.text)
    return not last.title and all(_is_given(one) and one.casefold() not in GIVEN_AND_FAMILY for one in both)


def _ask(last: LinePerson, part: _Part) -> str:
    """The doubt about whose a part is, in words."""
    if not last.name or last.title or part.sort in ("email", "phone", "link"):
        return ""
    if part.sep == "or":
        return f"it says {last.name} or {part.text}"
    if part.sort == "name" or _may_be_second(part):
        return f"“{part.text}” may be a second person"
    words = part.text.split()
    is_spelt = len(words) == 2 and all(word[:1].isupper() and not word.isupper() for word in words)
    is_title = rank(part.text) < UNRANKED or words[-1].casefold() in _HOUSES or is_field(part.text)
    if part.sep == "," and part.sort == "other" and is_spelt and not is_title:
        return f"“{part.text}” may be a second person, a title or an employer"
    return ""


def _may_be_second(part: _Part) -> bool:
    """Whether an uncertain part after a name may be another person: `and her boss`, `, Tom`."""
    if part.sort == "role":
        return part.sep in _JOINS and _OF_SOMEBODY.match(part.text) is not None
    if part.sep == ",":
        return part.sort == "word" and _is_given(part.text)
    is_title = rank(part.text) < UNRANKED or part.text.split()[-1].casefold() in _HOUSES
    return part.sep in _JOINS and not is_title


def _is_house(part: _Part, houses: list[str]) -> bool:
    """Whether a part is the employer in the domain of an address of the line."""
    letters = re.sub(r"[\W_]", "", part.text.casefold())
    return len(letters) > 2 and any(letters in re.sub(r"[\W_]", "", house) for house in houses)


def _with(person: LinePerson, part: _Part) -> LinePerson:
    """A person with the details of a part added."""
    if part.sort == "email":
        return replace(person, email=person.email or part.text)
    if part.sort == "phone":
        is_number = _PHONE.fullmatch(part.text) is not None
        return replace(person, phone=person.phone or part.text) if is_number else person
    if part.sort == "link":
        return replace(person, name=part.text, target=part.target)
    if not person.name and part.sort != "role" and (not person.title or part.sort == "name"):
        name, title = _untied(part.text)
        return replace(person, name=name, title=person.title or title)
    mark = _SAID.get(part.sep, ", ")
    return replace(person, title=f"{person.title}{mark}{part.text}" if person.title else part.text)


def _untied(text: str) -> tuple[str, str]:
    """Splits name and title without a comma: `Bo Smith VP Engineering`, `recruiter Bo Li`, `Jane from HR`."""
    words = text.split()
    for at in range(1, len(words)):
        if words[at].casefold() in ("from", "at", "in", "of") and words[0][:1].isupper():
            return " ".join(words[:at]), " ".join(words[at + 1 :])
        is_told = not words[at][:1].isupper() or words[at].isupper()  # no name is written so
        rest = words[at:]
        is_long = at > 1 and (len(rest) > 1 or _is_given(words[0]))
        if (is_told or is_long) and not _is_given(words[at]) and is_nobody(" ".join(rest)):
            return " ".join(words[:at]), " ".join(rest)
    if len(untitled(text).split()) < len(words):
        return text, ""  # `Professor Ingrid Sørensen`: the title is part of the name
    for at in range(len(words) - 1, 0, -1):
        is_told = all(word.islower() or word.isupper() for word in words[:at]) or _is_given(words[at])
        if is_told and not words[at].isupper() and is_nobody(" ".join(words[:at])) and not text.islower():
            return " ".join(words[at:]), " ".join(words[:at])
    return text, ""


def _certain(people: list[LinePerson]) -> tuple[list[LinePerson], str]:
    """The people, without names that are marked as a guess: `Tom?`, `Jane ?`."""
    doubt = ""
    certain = []
    for person in people:
        name = re.sub(r"\s+", " ", person.name).replace("\x02", "“").replace("\x03", "”").strip(" .,;:-–—|/&")
        kept = re.sub(r"\s*\(?\?+\)?$", "", name) if re.search(r"\s\(?\?+\)?$", name) else name
        if "?" in kept:
            doubt, kept = doubt or f"“{name}” is not certain", ""
        if kept and person.target is None and (is_unknown(kept) or is_nobody(kept) or not re.search(r"[^\W\d_]", kept)):
            person, kept = replace(person, title=person.title or kept), ""  # noqa: PLW2901 - as it would have been typed
        certain.append(replace(person, name=kept))
    named = [person for person in certain if person.name]
    return named or certain[:1], doubt
