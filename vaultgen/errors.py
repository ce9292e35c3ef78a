"""Errors that stop a run, each with a sentence for the user and an exit code.

A mistake in a note is not one of them: it is a `Diagnostic` and affects only that note.
"""


class VaultgenError(Exception):
    """An error that stops the run. `hint` says what the user can do about it."""

    exit_code = 2

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class UsageProblem(VaultgenError):
    """The command line or the settings are wrong (exit 2)."""

    exit_code = 2


class FileProblem(VaultgenError):
    """Something could not be read or written (exit 3)."""

    exit_code = 3


class NoteGone(FileProblem):
    """A note was deleted or moved before all of it that is needed was read (exit 3)."""
