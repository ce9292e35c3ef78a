"""What stops a run: an error with a sentence for the user and an exit code.

A mistake in a note never ends up here: it is a `Diagnostic`, and costs one note.
"""


class VaultgenError(Exception):
    """The run cannot go on. `hint` says what the user can do about it."""

    exit_code = 2

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class UsageProblem(VaultgenError):
    """The command line or the settings do not make sense (exit 2)."""

    exit_code = 2


class FileProblem(VaultgenError):
    """Something could not be read or written (exit 3)."""

    exit_code = 3
