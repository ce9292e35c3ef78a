"""What every part of the file access uses: the files of a folder, their bytes and text, the reasons of the system."""

from pathlib import Path

from vaultgen import plan
from vaultgen.errors import FileProblem, UsageProblem


def below(folder: Path) -> list[Path]:
    """Every file below a folder, but for hidden ones."""
    return sorted(path for path in folder.rglob("*") if path.is_file() and not path.name.startswith("."))


def data(path: Path) -> bytes:
    """The bytes of a file; raises `FileProblem`."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise FileProblem(f"{path} cannot be read: {why(error)}.") from None


def text(path: Path) -> str:
    """The text of a file; raises `FileProblem`, or `UsageProblem` where it is not UTF-8."""
    try:
        return data(path).decode("utf-8")
    except UnicodeDecodeError:
        raise UsageProblem(f"{path} is not UTF-8.", "Save it as UTF-8.") from None


def digest(path: Path) -> str | None:
    """The digest of a file's bytes; None where there is no file."""
    return plan.digest(data(path)) if path.is_file() else None


def why(error: OSError) -> str:
    """The system's reason in small letters, without its number."""
    reason = error.strerror or str(error)
    return reason[:1].lower() + reason[1:]
