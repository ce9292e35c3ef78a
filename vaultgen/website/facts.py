"""The facts on a note's page: its properties in the model's order, except those that the page shows in its own way."""

from collections.abc import Collection
from datetime import date
from typing import Any

from vaultgen.dates.typed import When
from vaultgen.dates.words import day_words
from vaultgen.vault.property_values import Item, PersonRef, Promise, Ref
from vaultgen.vault.schema import Spec, specs

_UNITS = {"number, minutes": " minutes", "number 1–5": " of 5"}  # by the type of a property


def facts(thing: Any, *, but: Collection[str]) -> list[tuple[str, str]]:
    """A label and a text for each property of a note that has a value, except those in `but`.

    `thing` is a value of the model. A property added to the model appears without a change here.
    """
    found = ((name, value_words(spec, getattr(thing, name))) for name, spec in specs(type(thing)).items())
    return [(name.replace("_", " ").capitalize(), words) for name, words in found if words and name not in but]


def value_words(spec: Spec, value: Any) -> str:
    """The value of a property, or an item of a list, as text; empty if there is none."""
    match value:
        case None:
            words = ""
        case tuple():
            words = ", ".join(value_words(spec, item) for item in value)
        case Item() | Promise():
            words = value.text
        case PersonRef():
            words = value.name
        case Ref():
            words = value.label
        case When():
            words = day_words(value.day) + (f" at {value.clock:%H:%M}" if value.clock else "")
        case date():
            words = day_words(value)
        case int():
            words = f"{value}{_UNITS.get(spec.type, '')}"
        case _:
            words = str(value)
    return words
