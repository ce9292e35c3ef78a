"""What an export gives: the bytes of a file, and what its user should know about it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Exported:
    """`remarks` are plain sentences about what the file lacks; none where it is as one would expect."""

    data: bytes
    remarks: tuple[str, ...] = ()
