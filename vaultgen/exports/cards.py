"""The contact cards of people and employers: how to reach them, and when and where the user met them.

Cards are plain values; `card_file` writes them. They hold none of the user's opinions of anybody.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple
from uuid import NAMESPACE_URL, uuid5

from vaultgen.dates.words import day_words
from vaultgen.english.names import is_called, parse_name
from vaultgen.exports.mail import address, one_line
from vaultgen.followups.visits import is_held
from vaultgen.followups.words import stage_words
from vaultgen.vault.links import fold
from vaultgen.vault.model import Company, Interview, Person
from vaultgen.vault.vault import Vault

_FEWEST_DIGITS = 3  # of a number within a company
_FORMATS = {"phone": "by phone", "video": "by video", "in-person": "in person"}
_SITES = ("https://", "http://")


class Card(NamedTuple):
    """One contact. `uid` is stable as long as the note's path is, or the name and employer of one without a note.

    `given` and `family` are only told apart if that is certain; else the whole name is in `given`. An employer has no
    `given`. Unknown values are empty.
    """

    uid: str
    name: str
    given: str
    family: str
    titles: str
    employer: str
    job_title: str
    email: str
    phone: str
    address: str
    link: str
    note: str

    @property
    def can_be_reached(self) -> bool:
        """Whether it has an address, a number or a link."""
        return bool(self.email or self.phone or self.address or self.link)


def of_people(vault: Vault) -> list[Card]:
    """A card for each person whom the notes name, by name."""
    return sorted((_person(vault, person) for person in vault.people), key=_in_order)


def of_employers(vault: Vault) -> list[Card]:
    """A card for each employer that has a telephone number or an address, by name."""
    cards = (_employer(company) for company in vault.companies)
    return sorted((card for card in cards if card.can_be_reached), key=_in_order)


def for_caller_id(cards: Iterable[Card]) -> list[Card]:
    """Cards with only what a telephone shows for a call: name, employer, number."""
    return [
        card._replace(
            name=f"{card.name} ({card.employer})" if card.given and card.employer else card.name,
            family=f"{card.family} ({card.employer})" if card.family and card.employer else card.family,
            given=f"{card.given} ({card.employer})" if card.given and not card.family and card.employer else card.given,
            job_title="",
            email="",
            address="",
            link="",
            note="",
        )
        for card in cards
        if card.phone
    ]


def named(cards: Iterable[Card], words: str) -> list[Card]:
    """The cards that the user means: all of an employer, or those with a name, else those with a part of a name."""
    wanted, cards = fold(one_line(words)), list(cards)
    whole = [card for card in cards if wanted in (fold(card.name), fold(card.employer))]
    return whole or [card for card in cards if is_called(fold(card.name), wanted)]


def _person(vault: Vault, person: Person) -> Card:
    known = parse_name(one_line(person.name))
    certain = bool(known.given and known.family)
    rounds = [interview for interview in vault.meetings(person) if is_held(interview)]
    employer = vault.company(person.company).name if person.company else _met_for(vault, rounds)
    return Card(
        _uid(f"person:{person.key}"),
        one_line(person.name),
        known.given if certain else one_line(person.name),
        known.family if certain else "",
        " ".join(known.titles) if certain else "",
        one_line(employer),
        one_line(person.title or ""),
        address(person.email) or "",
        _number(person.phone),
        _lines(person.address),
        _link(person.linkedin, "linkedin.com/"),
        "\n".join(_meetings(vault, rounds)),
    )


def _number(phone: str | None) -> str:
    """A telephone number on one line; empty for what is none (VG111), since a telephone would dial it."""
    number = one_line(phone or "")
    return number if sum(map(str.isdigit, number)) >= _FEWEST_DIGITS else ""


def _employer(company: Company) -> Card:
    name = one_line(company.name)
    of_them = (address(company.email) or "", _number(company.phone), _lines(company.address))
    return Card(
        _uid(f"company:{company.note.path if company.note else fold(company.name)}"),
        name,
        *("", "", "", name, ""),
        *of_them,
        _link(company.website, "."),
        "",
    )


def _met_for(vault: Vault, rounds: Iterable[Interview]) -> str:
    """The employer for whom somebody was met, if it was always the same one."""
    names = {vault.company(interview.company).name for interview in rounds}
    return names.pop() if len(names) == 1 else ""


def _meetings(vault: Vault, rounds: Iterable[Interview]) -> Iterator[str]:
    """`Interview on 26 February 2026: Acme, panel, by video`, with the place unless it is a link."""
    for interview in rounds:
        place = interview.place or ""
        parts = (
            vault.company(interview.company).name,
            stage_words(interview) if interview.stage else "",
            _FORMATS.get(interview.format or "", ""),
            "" if "://" in place else place,
        )
        day = day_words(vault.start(interview).date(), weekday=False)
        yield f"Interview on {day}: {one_line(', '.join(filter(None, parts)))}"


def _lines(text: str | None) -> str:
    """The lines of an address."""
    return "\n".join(line for typed in (text or "").split("\n") if (line := one_line(typed)))


def _link(text: str | None, part: str) -> str:
    """A web address that contains `part`, with its scheme; empty for anything else."""
    link = one_line(text or "").strip("<>")
    if not link or " " in link or part not in link:
        return ""
    return link if link.startswith(_SITES) else f"https://{link}" if "://" not in link else ""


def _uid(name: str) -> str:
    return str(uuid5(NAMESPACE_URL, f"vaultgen:{name}"))


def _in_order(card: Card) -> tuple[str, str]:
    return fold(card.name), card.uid
