"""What Windows and macOS do otherwise, simulated: which names files can have, and when two names are one file."""

import unicodedata
from collections.abc import Iterable
from typing import Literal

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests import conftest
from tests.conftest import SnapshotOf
from vaultgen.diagnostics.source import SourceFile
from vaultgen.snapshot import Snapshot
from vaultgen.vault.new_notes import file_name
from vaultgen.website.urls import attachment_copies, virtual_pages

Form = Literal["NFC", "NFD"]
NOW = "2026-03-12T09:00"
# Devices of Windows, with any ending; the digits of ports may be raised.
DEVICES = frozenset(
    ["con", "prn", "aux", "nul", "conin$", "conout$"]
    + [f"{port}{digit}" for port in ("com", "lpt") for digit in "0123456789¹²³"]
)


def unfit(path: str) -> str:
    """Why Windows cannot hold a file of this path; empty where it can."""
    for part in path.split("/"):
        if bad := set(part) & set('<>:"\\|?*') or {char for char in part if ord(char) < 32}:
            return f"{part}: {bad}"
        if part.partition(".")[0].rstrip(" ").casefold() in DEVICES:
            return f"{part} is a device"
        if part.endswith((".", " ")):
            return f"{part} would lose its end"
        if len(part.encode()) > 255:
            return f"{part} is too long"
    return ""


def one_file(paths: Iterable[str]) -> list[str]:
    """The paths that are those of others where case and the form of accents do not count."""
    seen: set[str] = set()
    found = []
    for path in paths:
        key = unicodedata.normalize("NFD", unicodedata.normalize("NFD", path).casefold())
        found += [path] if key in seen else []
        seen.add(key)
    return found


def written(files: dict[str, str], snapshot: Snapshot) -> list[str]:
    """The paths of all drafts, and of the pages of notes and of what has no note."""
    urls = conftest.index_of({path: SourceFile(path, text.encode()) for path, text in files.items()}).urls
    drafts = [draft.path for draft in snapshot.drafts]
    return [*drafts, *urls.pages.values(), *urls.virtual_urls(virtual_pages(snapshot.vault, drafts)).values()]


def notes(company: str, people: list[str], file: str) -> dict[str, str]:
    """An interview with people whose names somebody typed, and a note of a name that Linux can hold."""
    quoted = [name.replace('"', "'").replace("\\", "/") for name in (company, *people)]
    people_ = ", ".join(f'"{name}"' for name in quoted[1:])
    return {
        "interviews/a.md": f'---\ncompany: "{quoted[0]}"\ndate: 2026-03-11T10:00\ninterviewers: [{people_}]\n---\n',
        f"companies/{file}.md": "---\n---\n",
        f"companies/{file.swapcase()}.md": "---\n---\n",
    }


NAMES = st.one_of(
    st.sampled_from(
        [*sorted(DEVICES), "Con", "NUL.txt", "COM1.", "aux ", "a.", "b ", "x" * 300, "ü" * 200, "Zoe\u0308"]
    ),
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=20),
    st.text(st.sampled_from('aA é\u0301.:?*<>|"/\\'), min_size=1, max_size=8),
)
# What Linux can hold, and `git clone` may bring along.
FILES = NAMES.map(lambda name: "n" + name.replace("/", "-").replace("\0", "")[:60])


@given(NAMES, st.lists(NAMES, max_size=3), FILES)
@example("con", ["NUL", "nul", "Zoë", "Zoe\u0308"], "n")
@example("COM¹", ["conin$"], "lpt²")
@settings(max_examples=60)
def test_each_file_of_ours_has_a_name_that_every_system_can_hold(company: str, people: list[str], file: str) -> None:
    files = notes(company, people, file)
    sources = [SourceFile(path, text.encode()) for path, text in files.items()]
    found = written(files, conftest.known(sources, NOW, 'timezone = "UTC"', conftest.ROOT / "nowhere"))
    assert [why for path in found if (why := unfit(path))] == []
    assert one_file(found) == []


@given(NAMES)
@example("com³")
@example("CONOUT$")
@example("nul .x")
def test_each_new_note_has_a_name_that_every_system_can_hold(name: str) -> None:
    found = file_name(name)
    assert not found or unfit(f"{found}.md") == ""


@given(st.lists(NAMES, max_size=5))
@example(["com¹", "LPT³"])
def test_each_copy_of_a_file_has_a_name_that_every_system_can_hold(names: list[str]) -> None:
    copies = list(attachment_copies({f"files/{name}.png" for name in names}).values())
    assert [why for path in copies if (why := unfit(path))] == []
    assert one_file(copies) == []


@pytest.mark.parametrize(("on_disk", "typed"), [("NFC", "NFD"), ("NFD", "NFC")])
def test_notes_are_found_whichever_form_of_accents_the_disk_gives_back(
    snapshot_of: SnapshotOf, on_disk: Form, typed: Form
) -> None:
    """A Mac may list `Zoë` in two letters where the note that links to it has one, and the other way round."""
    file, link = (unicodedata.normalize(form, "Zoë Müller") for form in (on_disk, typed))
    front = f'company: Acme\ndate: 2026-03-11T10:00\ninterviewers: ["[[{link}]]"]\n'
    snapshot = snapshot_of(
        {f"people/{file}.md": "---\nemail: zoe@acme.example\n---\n", "interviews/a.md": f"---\n{front}---\n"}
    )
    (draft,) = [one for one in snapshot.drafts if one.follow_up.kind == "thank-you"]
    assert draft.follow_up.to is not None
    assert draft.follow_up.to.email == "zoe@acme.example"
    assert not [problem for problem in snapshot.diagnostics if problem.code == "VG201"]


def test_a_clone_of_the_project_fits_on_every_system() -> None:
    found = [
        path.relative_to(conftest.ROOT).as_posix()
        for folder in ("example-vault", "tests", "themes", "vaultgen")
        for path in (conftest.ROOT / folder).rglob("*")
    ]
    assert len(found) > 500
    assert [why for path in found if (why := unfit(path))] == []
    assert one_file(found) == []
