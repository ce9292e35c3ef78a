"""Front matter as YAML's events, from PyYAML's C scanner: every scalar is the text that was typed."""

from collections.abc import Iterator
from typing import Any

import yaml

_SCANNER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
# Line ends to YAML 1.1 alone: while it scans, characters that no text can hold stand for them.
_NO_LINE_ENDS = {0x85: 0xFDD0, 0x2028: 0xFDD1, 0x2029: 0xFDD2}
_AND_BACK = {stand_in: char for char, stand_in in _NO_LINE_ENDS.items()}


def events(front: str) -> Iterator[Any]:
    """The events of the text between the two lines of hyphens; marks count its characters.

    Raises `yaml.YAMLError`, while they are taken, where the text is not YAML.
    """
    return iter(yaml.parse(front.translate(_NO_LINE_ENDS), Loader=_SCANNER))


def text_of(event: Any) -> str:
    """The text of a scalar's event."""
    return str(event.value).translate(_AND_BACK)
