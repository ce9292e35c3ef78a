"""The options of an export format as plain values, from which the command line is made."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

Asked = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class ExportOption:
    """An option: a flag (True or False), one of `choices`, or a text shown as `metavar`; `default` if it is not typed.

    `name` is as typed, with its hyphens.
    """

    name: str
    about: str
    choices: tuple[str, ...] = ()
    metavar: str = ""
    default: str | None = None
    is_flag: bool = False

    @property
    def key(self) -> str:
        """The key of its value in `Asked`: `caller-id` for `--caller-id`."""
        return self.name.lstrip("-")


@dataclass(frozen=True, slots=True)
class ExportWords:
    """The arguments after the format's name: exactly one of `choices`, or with `are_many` any number of any words."""

    metavar: str
    choices: tuple[str, ...] = ()
    are_many: bool = False
