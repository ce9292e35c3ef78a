"""The file name and the text of a new note, from the user's input."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta

from vaultgen.diagnostics.source import SourceFile
from vaultgen.regex import late
from vaultgen.vault import templates, typed
from vaultgen.vault.ids import is_device
from vaultgen.vault.links import fold
from vaultgen.vault.model import KINDS, STAGES
from vaultgen.vault.notes.note import parse_note
from vaultgen.vault.schema import specs
from vaultgen.vault.synonyms import choice_called

_SEPARATORS = late(r"\s*[\\/|]\s*|\s*:\s*")
_NOT_IN_NAMES = late(r'[*?"<>#^\[\]\x00-\x1f\x7f]')
_LONGEST = 200  # bytes of a file's name, of the 255 that most systems allow
_SHORTEST_TALK = timedelta(minutes=45)


def file_name(name: str) -> str:
    """A name that is valid in links and file names: `Why us` for `Why us?`; empty if nothing is left."""
    apart = _SEPARATORS.sub(lambda found: " - " if ":" in found[0] else "-", name)
    plain = " ".join(_NOT_IN_NAMES.sub("", apart).split()).strip(" .-")
    if is_device(plain):
        return f"{plain.partition('.')[0].strip()} note"
    if len(plain.encode()) <= _LONGEST:
        return plain
    cut = plain.encode()[:_LONGEST].decode("utf-8", "ignore")
    return (cut.rpartition(" ")[0] or cut).strip(" .-")


def keeps_name(kind: str, name: str) -> Mapping[str, Sequence[str]]:
    """The property for a note's name if it is not valid as a file name."""
    if file_name(name) == name or kind not in ("question", "person", "company"):
        return {}
    return {"name" if kind == "person" else "aliases": [name]}


def needed(kind: str) -> tuple[str, ...]:
    """The required properties of a kind of note."""
    return tuple(name for name, spec in specs(KINDS[kind]).items() if spec.required)


def just_ended(now: datetime) -> datetime:
    """The likely start of an interview that has just ended: the last half hour that is at least 45 minutes ago."""
    began = now - _SHORTEST_TALK
    return began.replace(minute=began.minute // 30 * 30, second=0, microsecond=0)


def stage_in(name: str, *, company: str = "") -> str | None:
    """The only round in a name: `screen` in `Acme phone screen`. None if there is none, or several."""
    words = _without(name, company).split()
    stages: list[str] = []
    while words:
        size = next((size for size in (4, 3, 2, 1) if len(words) >= size and _stage(" ".join(words[:size]))), 0)
        stages += filter(None, [_stage(" ".join(words[:size]))]) if size else []
        words = words[max(size, 1) :]
    return stages[0] if len(set(stages)) == 1 else None


def without_stage(name: str) -> str:
    """A name without the words of its round at the end: `Acme` for `Acme phone screen`."""
    words = name.split()
    for size in (4, 3, 2, 1):
        if len(words) > size and _stage(" ".join(words[-size:])):
            return " ".join(words[:-size])
    return name


def company_in(name: str, known: Iterable[str]) -> str | None:
    """The employer that a name begins with, among those of the vault."""
    folded = fold(name)
    found = [company for company in known if (folded + " ").startswith(fold(company) + " ")]
    return max(found, key=len, default=None)


def faults_of(path: str, text: str) -> Iterator[tuple[str, str]]:
    """The errors of a new note: pairs of a message and a hint."""
    note, found = parse_note(SourceFile(path, text.encode()))
    for one in (*found, *typed.read(note)[2]):
        if one.severity == "error":
            yield one.message, one.hint


def text_of(kind: str, values: Mapping[str, Sequence[str]]) -> str:
    """The text of a new note; properties without a value are left empty."""
    return templates.new_note(kind, {name: given for name, given in values.items() if given})


def _stage(words: str) -> str | None:
    plain = "-".join(words.casefold().replace("-", " ").split())
    if plain == "other":
        return None
    return plain if plain in STAGES else choice_called("stage", words)


def _without(name: str, company: str) -> str:
    return name[len(company) :] if company and fold(name).startswith(fold(company)) else name
