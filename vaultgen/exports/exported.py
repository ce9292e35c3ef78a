"""The result of an export: the bytes of a file, and remarks for the user."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Exported:
    """The bytes of a file; `remarks` are sentences about what it lacks, `name` is its default file name."""

    data: bytes
    remarks: tuple[str, ...] = ()
    name: str = ""
