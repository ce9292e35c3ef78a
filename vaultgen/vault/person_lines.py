"""Parses a line of text, in whatever form it was typed, into the people whom it names.

`Jane Doe, VP Engineering, jane@acme.example`, `Bo Li (CTO)`, `"Doe, Jane" <jane@acme.example>`, `**Ann Lee** | COO`,
`CTO: Jane Doe`, `[Jane Doe](people/Jane%20Doe.md)`, `Jane Doe / Tom Smith`. `read_line` only takes certain names, and
says in words what is not certain; it never raises.
"""

import re
from dataclasses import dataclass, replace
from typing import NamedTuple

from vaultgen.english.given_names import GIVEN_AND_FAMILY
from vaultgen.english.lexicon import UNKNOWN, word_class
from vaultgen.english.names import is_group
from vaultgen.english.roles import UNRANKED, is_field, is_nobody, rank
from vaultgen.english.unknowns import is_unknown
from vaultgen.regex import late
from vaultgen.vault.line_parts import HOUSES, PHONE, Part, is_given, is_plain_given, line_parts, untied


@dataclass(frozen=True, slots=True)
class LinePerson:
    """A person named by a line; what the line does not say is empty.

    `target` is the target of a link, None without one. `name` is empty if the line only has a role, an address or a
    word for not knowing. `salutation` is what the line says that they are called: `goes by Wendy`.
    """

    name: str
    target: str | None = None
    title: str = ""
    email: str = ""
    phone: str = ""
    salutation: str = ""


class Line(NamedTuple):
    """The people whom a line names, at least one; `doubt` says in words what is not certain, or is empty."""

    people: tuple[LinePerson, ...]
    doubt: str = ""


_OF_SOMEBODY = late(r"(?i)(?:the|an?|his|her|their|my|two|some) ")
# `some recruiter`, `her boss`: after a person these are somebody else, or it is not certain that they are not.
_OTHERS = late(
    r"(?i)(?:(?:the|his|her|their) (?=\d|two|three|four|five))?(?:some|another|other|several|unknown|unnamed|his|her|"
    r"one|one more|two|three|four|five|\d{1,2}|a second|a few|a couple of) (?P<role>.+)"
)
_OTHER = late(r"(?i)(?:someone|somebody)\b.*")
_SERVES = late(r"(?i)(?:his|her) (?:deputy|assistant|pa|secretary|stand-in|successor)")
# The last word of what one person is: `Project Rosa` and `Tom Ford team` are nobody, `assistant to Tom Ford` no name.
_OF_ONE_PERSON = frozenset(
    "analyst architect assistant boss ceo cfo chief chro cio cmo colleague consultant coo coordinator cpo cto designer "
    "dev developer director engineer founder head hr interviewer lead leader manager nurse officer owner partner pm "
    "president principal recruiter researcher scientist secretary specialist sre supervisor teacher vp".split()
)
_ONE = late(r"(?i)an? (?P<role>.+)")
_POSSESSIVE = late(r"\w['’]s(?= |$)|s['’](?= |$)")  # `Aoife's daughter Niamh`, `Jonas' assistant Pia`
_CODE = late(r"<%|%>|\{\{|\}\}|\{%|%\}")
_LONGEST = 400  # characters; what is longer is no line about a person
_JOINS = frozenset({"and", "und", "et", "y", "plus", "with", "&", "+", ";", "/", "\n"})
_PARTICLES = frozenset("von van de del della der den di da dos du la le al bin ten ter".split())
_AND = frozenset({"and", "und", "et", "y", "plus", "&", "+"})
_WITHIN = frozenset({"\x01", ":", "-", "–", "—"})  # after these a name is another name for the same, or a question
_SAID = {"&": " & ", "/": " / ", "and": " and ", "-": " - ", "with": " with ", "or": " or ", ":": ": "}


def read_line(text: str) -> Line:
    """The people named by a line."""
    if _CODE.search(text):
        return Line((LinePerson(""),), "it holds code of a template, and no name")
    if is_unknown(text):
        return Line((LinePerson(""),))
    if len(text) > _LONGEST:
        return Line((LinePerson(""),), "it is longer than a line about somebody")
    parts = list(line_parts(text))
    if not parts:
        return Line((LinePerson(""),))
    parts, doubt = _in_order(parts)
    people: list[LinePerson] = []
    houses = [part.text.partition("@")[2].casefold() for part in parts if part.sort == "email"]
    is_asked = False  # whether what follows may be a second person's
    for part, after in zip(parts, [*parts[1:], None], strict=True):
        if not people or _begins_another(people[-1], part, after):
            people.append(LinePerson(""))
            is_asked = False
        asked = "" if _is_house(part, houses) else _ask(people[-1], part, after)
        is_asked = is_asked or bool(asked)
        if not is_asked or (part.sort == "email" and _fits_one(part.text, people[-1])):
            people[-1] = _with(people[-1], part)
        elif part.sep == "or":
            people[-1] = LinePerson("")
        doubt = doubt or asked
    people, unsure = _certain(people)
    return Line(tuple(people), doubt or unsure)


def _in_order(parts: list[Part]) -> tuple[list[Part], str]:
    """The parts with the name first and its words in order, and what is not certain about that."""
    first, *rest = parts
    if first.sort in ("email", "phone", "role") and rest:
        # `CTO: Jane Doe`, `HR (Jane Doe)`, `<jane@acme.example> Jane Doe`.
        place = next((n for n, part in enumerate(rest) if _is_name_behind(first, part)), None)
        if place is None or any(part.sort == "other" for part in rest[:place]):
            return parts, ""
        named = rest.pop(place)
        if first.sort == "role" and (named.sep == ";" or _is_somebody_else(first, named)):
            return [named._replace(sep=""), *rest], f"“{first.text}” may be a second person"
        return [named._replace(sep=""), first._replace(sep=","), *rest], ""
    if not rest or first.sort == "link" or rest[0].sep != ",":
        return parts, ""
    return _last_first(first, rest)


def _is_name_behind(first: Part, part: Part) -> bool:
    """Whether a part behind a role or an address is a name: `CTO: Jane Doe`, `Manager - Grainne`."""
    is_first_name = first.sort == "role" and part.sort == "word" and is_plain_given(part.text)
    return part.sort in ("name", "link") or is_first_name or _has_own_title(part)


def _is_somebody_else(role: Part, named: Part) -> bool:
    """Whether a role before a name may be another person's: `some recruiter, Jane Doe`, `HR and Jane Doe`."""
    return named.sep in _AND or _is_others(role.text) or _has_own_title(named)


def _last_first(first: Part, rest: list[Part]) -> tuple[list[Part], str]:
    """`Roe, John` → `John Roe` if the words show it; else what is not certain."""
    second, *more = rest
    family, words = first.text, first.text.split()
    is_family = len(words) == 1 or (len(words) > 1 and words[0] in _PARTICLES)
    if not is_family or second.sort != "word":
        return [first, *rest], ""
    swapped = [Part("", f"{second.text} {family}", "name"), *more]
    if is_given(second.text):
        if not is_given(family):
            return swapped, ""
        doubt = f"it may name one person, {second.text} {family}, or two"
        return (swapped, doubt) if family.casefold() in GIVEN_AND_FAMILY else ([first, *rest], "")
    if is_given(family) or family.islower():
        return [first, *rest], ""
    if any(part.sort == "email" and _fits(part.text, family, second.text) for part in more):
        return swapped, ""
    return [first, *rest], f"“{second.text}” may be a first name or a title"


def _fits(email: str, *words: str) -> bool:
    """Whether an address consists of words of a name."""
    local = email.partition("@")[0].casefold()
    return all(word.casefold() in local for word in words)


def _begins_another(last: LinePerson, part: Part, after: Part | None) -> bool:
    """Whether a part is surely the name of another person than the last one."""
    if not last.name:
        return False
    if part.sort == "link":
        return True
    if part.sort == "name":
        return part.sep not in _WITHIN or bool(last.email)
    if part.sort == "word":
        is_joined = part.sep in _JOINS
        return is_given(part.text) and (is_joined or (part.sep == "," and _are_first_names(last, part, after)))
    is_name = _has_own_title(part) or _is_small_name(last, part) or _is_another_name(last, part, after)
    return is_name and part.sort == "other" and part.sep not in _WITHIN


def _are_first_names(last: LinePerson, part: Part, after: Part | None) -> bool:
    """Whether two words are first names and not family names: `Jane, Tom`, `Jane (CTO), Tom (HR)`."""
    both = (last.name, part.text)
    return all(is_given(one) and one.casefold() not in GIVEN_AND_FAMILY for one in both) and (
        not last.title or (_is_title(after) and is_plain_given(part.text))
    )


def _is_title(part: Part | None) -> bool:
    """Whether a part is the title of the name before it."""
    return part is not None and (part.sep == "\x01" or (part.sep == "," and part.sort == "role"))


def _has_own_title(part: Part) -> bool:
    """Whether a part is a name and a title: `Sam from HR`, `sam lee cto`, `CTO Sam Lee`."""
    if part.sort != "other":
        return False
    name, title = untied(part.text)
    is_from = part.text.casefold().startswith(f"{name} from ".casefold())
    is_role = re.split(r"[\s/-]+", title.casefold())[-1] in _OF_ONE_PERSON
    first = name.partition(" ")[0]
    return (is_plain_given(first) and is_role) or (is_from and is_given(first))


def _is_small_name(last: LinePerson, part: Part) -> bool:
    """Whether a part is a name in small letters after another one: `jane doe, sam lee`."""
    is_next = part.sep in _JOINS or (part.sep == "," and not last.title)
    return is_next and last.name.islower() and _may_be_small_name(part)


def _may_be_small_name(part: Part) -> bool:
    words = part.text.split()
    return len(words) == 2 and part.text.islower() and is_plain_given(words[0]) and not is_field(part.text)


def _is_another_name(last: LinePerson, part: Part, after: Part | None) -> bool:
    """Whether a part of capitalised words that is in no list is another name: joined, and no further title."""
    words = part.text.split()
    return (
        (part.sep in _JOINS or (part.closed and after is not None and after.sep == "\x01"))
        and rank(part.text) == UNRANKED
        and 1 < len(words) < 5
        and all(word[:1].isupper() for word in words)
        and words[-1].casefold() not in HOUSES
        and (not last.title or bool(last.email) or (part.closed and not is_field(part.text)))
    )


def _ask(last: LinePerson, part: Part, after: Part | None) -> str:
    """The doubt about whose a part is, in words."""
    if not last.name or part.sort in ("phone", "link", "nickname"):
        return ""
    if part.sort == "email":
        is_another = last.email and last.email.casefold() != part.text.casefold() and not _fits_one(part.text, last)
        return f"“{part.text}” may be the address of a second person" if is_another else ""
    if part.sep == "or" and not last.title:
        return f"it says {last.name} or {part.text}"
    if part.sort == "name" or _may_be_second(last, part):
        return f"“{part.text}” may be a second person"
    words = part.text.split()
    is_spelt = len(words) == 2 and all(word[:1].isupper() and not word.isupper() for word in words)
    is_title = rank(part.text) < UNRANKED or words[-1].casefold() in HOUSES or is_field(part.text)
    # `Patient Experience`: two words that are no names are what somebody does.
    is_title = is_title or not any(is_given(word) or word_class(word.casefold()) == UNKNOWN for word in words)
    is_first = not last.title or _is_title(after)
    if part.sep == "," and part.sort == "other" and is_spelt and not is_title and is_first:
        return f"“{part.text}” may be a second person, a title or an employer"
    return ""


def _fits_one(email: str, person: LinePerson) -> bool:
    """Whether an address has a word of a person's name, or the same name before its `@` as their other address."""
    local = email.partition("@")[0].casefold()
    words = (word for word in person.name.casefold().split() if len(word) > 2)
    return local == person.email.partition("@")[0].casefold() or any(word in local for word in words)


def _may_be_second(last: LinePerson, part: Part) -> bool:
    """Whether an uncertain part after a name may be another person: `and her boss`, `, Tom`, `, some recruiter`."""
    if part.sep in _WITHIN:
        return False
    if _is_others(part.text):
        # `Jane Doe, his deputy` is one person, and so is `Jane Doe, VP with 12 engineers`.
        is_theirs = part.sep == "," and not last.title and _SERVES.fullmatch(part.text) is not None
        return not is_theirs and not (part.sep == "with" and last.title)
    if part.sort == "role":
        return _is_second_role(last, part)
    if part.sep == "," and part.sort == "word":
        return is_plain_given(part.text) if last.title else is_given(part.text)
    if part.sep == ",":
        return last.name.islower() and _may_be_small_name(part)
    is_title = rank(part.text) < UNRANKED or part.text.split()[-1].casefold() in HOUSES
    return part.sep in _JOINS and not is_title and (not last.title or part.closed)


def _is_others(text: str) -> bool:
    """Whether a text says that there was somebody else, or several: `some recruiter`, `two engineers`, `2 others`."""
    others = _OTHERS.fullmatch(text)
    if others:
        role = others["role"]
        return (is_nobody(role) and not is_group(role)) or role.casefold() in ("more", "other", "others")
    return _OTHER.fullmatch(text) is not None and is_nobody(text)


def _is_second_role(last: LinePerson, part: Part) -> bool:
    """Whether a role after a name may be another person's: `and the CTO`; after a title also `, a recruiter`."""
    one = _ONE.fullmatch(part.text)
    if part.sep in _JOINS and not one and _OF_SOMEBODY.match(part.text):
        return not last.title or part.closed or not part.text.casefold().startswith("my ")
    if one and (part.sep in _JOINS or last.title):
        return is_nobody(one["role"]) and (part.sep in _JOINS or not part.closed)
    if last.title and not part.closed:
        return False
    return part.sep in _AND


def _is_house(part: Part, houses: list[str]) -> bool:
    """Whether a part is the employer in the domain of an address of the line."""
    letters = re.sub(r"[\W_]", "", part.text.casefold())
    return len(letters) > 2 and any(letters in re.sub(r"[\W_]", "", house) for house in houses)


def _with(person: LinePerson, part: Part) -> LinePerson:
    """A person with the details of a part added."""
    if part.sort == "email":
        return replace(person, email=person.email or part.text)
    if part.sort == "phone":
        is_number = PHONE.fullmatch(part.text) is not None
        return replace(person, phone=person.phone or part.text) if is_number else person
    if part.sort == "nickname":
        return replace(person, salutation=person.salutation or part.text)
    if part.sort == "link":
        return replace(person, name=part.text, target=part.target)
    if not person.name and part.sort != "role" and (not person.title or part.sort == "name"):
        name, title = untied(part.text)
        return replace(person, name=name, title=person.title or title)
    mark = _SAID.get(part.sep, ", ")
    return replace(person, title=f"{person.title}{mark}{part.text}" if person.title else part.text)


def _certain(people: list[LinePerson]) -> tuple[list[LinePerson], str]:
    """The people, without names that are marked as a guess: `Tom?`, `Jane ?`."""
    doubt = ""
    certain = []
    for person in people:
        typed = person.name or person.salutation  # `CTO, goes by Bo` has no other name
        name = re.sub(r"\s+", " ", typed).replace("\x02", "“").replace("\x03", "”").strip(" .,;:-–—|/&")
        kept = re.sub(r"\s*\(?\?+\)?$", "", name) if re.search(r"\s\(?\?+\)?$", name) else name
        if "?" in kept:
            doubt, kept = doubt or f"“{name}” is not certain", ""
        if person.target is None and _POSSESSIVE.search(kept):
            doubt, kept = doubt or f"“{name}” says whose somebody is, and not certainly who", ""
        if kept and person.target is None and (is_unknown(kept) or is_nobody(kept) or not re.search(r"[^\W\d_]", kept)):
            person, kept = replace(person, title=person.title or kept), ""  # noqa: PLW2901 - as it would have been typed
        certain.append(replace(person, name=kept))
    named = [person for person in certain if person.name]
    return named or certain[:1], doubt
