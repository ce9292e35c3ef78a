"""A file of contact cards: vCard 3.0 (RFC 2426), which every phone reads, or 4.0 (RFC 6350)."""

from collections.abc import Iterable, Iterator
from typing import Any

from vaultgen.exports.cards import Card


def write(cards: Iterable[Card], *, version: str = "3.0") -> bytes:
    """The file; `version` is `3.0` or `4.0`. The same cards give the same bytes."""
    from icalendar import Component  # late: it takes long to load

    data = b""
    for card in cards:
        component = Component()
        component.name = "VCARD"  # type: ignore[misc]  # the library has no class of its own for a card
        for name, value, parameters in _properties(card, version):
            component.add(name, value, parameters, encode=True)
        data += component.to_ical(sorted=False)
    return data


def _properties(card: Card, version: str) -> Iterator[tuple[str, Any, dict[str, Any]]]:
    """The properties of a card in order; `version` must be the first."""
    from icalendar.prop import vAdr, vN, vOrg, vText, vUri

    old = version == "3.0"
    yield "version", vText(version), {}
    yield "uid", vText(card.uid) if old else vUri(f"urn:uuid:{card.uid}"), {}
    yield "fn", vText(card.name), {}
    if card.given or old:
        parts = (card.family, card.given or card.name, "", card.titles, "")
        yield "n", vN(tuple(map(_part, parts if card.given else (card.name, "", "", "", "")))), {}
    if not card.given:
        # An employer: programs of Apple would show it as a person otherwise, and 4.0 has a word for it.
        yield ("x-abshowas", vText("COMPANY"), {}) if old else ("kind", vText("org"), {})
    if card.employer:
        yield "org", vOrg((_part(card.employer),)), {}
    if card.job_title:
        yield "title", vText(card.job_title), {}
    if card.email:
        yield "email", vText(card.email), {"TYPE": ["INTERNET", "WORK"] if old else "work"}
    if card.phone:
        yield "tel", vText(card.phone), {"TYPE": ["WORK", "VOICE"] if old else "work"}
    if card.address:
        # Which line is the town and which the street is not known: all of it goes into the field of the street.
        street = _part(card.address.replace("\n", ", "))
        yield "adr", vAdr(("", "", street, "", "", "", "")), {"TYPE": "WORK" if old else "work"}
    if card.link:
        yield "url", vUri(card.link), {}
    if card.note:
        yield "note", vText(card.note), {}


def _part(text: str) -> str:
    """A component of a structured value, without semicolons: not every program reads an escaped one."""
    return text.replace(";", ",")
