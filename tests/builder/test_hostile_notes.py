"""Hostile properties: the time to parse, check and fix them grows linearly with their number."""

from functools import partial

import pytest

from tests.conftest import SnapshotOf
from tests.working import calls
from vaultgen.checks.rules import links, person_spelling
from vaultgen.diagnostics.fixes import apply_fixes
from vaultgen.diagnostics.source import SourceFile
from vaultgen.vault.notes.note import parse_note

HEAD = "company: Acme\ndate: 2026-03-05T10:00\n"
MANY = {
    "same property again": "closing: x\n",
    "link without quotes": "k{n}: [[x]]\n",
    "value that cannot begin so": "k{n}: @x\n",
    "second colon": "k{n}: a: b\n",
    "anchor": "k{n}: &a x\n",
    "alias": "k{n}: *a\n",
    "bracket": "k{n}: [\n",
    "quotation mark": 'k{n}: "x\n',
    "property of one's own": "skils{n}: x\n",
}
LISTS = {
    "wrong choice": ("skip", "leter{n}"),
    "dead link": ("skills", '"[[Jane {n} Doe]]"'),
    "promise": ("promises", '"2026-13-01: x{n}"'),
    "not a question": ("unknown", "skils{n}"),
}


def note(text: str) -> bytes:
    return f"---\n{HEAD}{text}---\nbody\n".encode()


def many(line: str, number: int) -> bytes:
    return note("".join(line.replace("{n}", str(n)) for n in range(number)))


def listed(name: str, item: str, number: int) -> bytes:
    return note(f"{name}:\n" + "".join(f"  - {item.replace('{n}', str(n))}\n" for n in range(number)))


@pytest.mark.parametrize("line", MANY.values(), ids=MANY)
def test_parsing_time_grows_linearly_with_the_number_of_properties(line: str) -> None:
    once, twice = (_reading(many(line, size)) for size in (150, 300))
    assert twice < once * 2.6 + 30_000


@pytest.mark.parametrize("line", MANY.values(), ids=MANY)
def test_checking_and_fixing_time_grows_linearly(snapshot_of: SnapshotOf, line: str) -> None:
    once, twice = (_checking(snapshot_of, many(line, size)) for size in (60, 120))
    assert twice < once * 2.6 + 100_000


@pytest.mark.parametrize(("name", "item"), LISTS.values(), ids=LISTS)
def test_a_long_list_is_parsed_in_linear_time(snapshot_of: SnapshotOf, name: str, item: str) -> None:
    once, twice = (_checking(snapshot_of, listed(name, item, size)) for size in (150, 300))
    assert twice < once * 2.6 + 100_000


@pytest.mark.parametrize("person", ["Jane Doe{n}", "Jane {n} Doe", "J{n} Doe, jane@acme.example", "J. {n} Doe"])
def test_similar_people_are_compared_in_linear_time(snapshot_of: SnapshotOf, person: str) -> None:
    known = [snapshot_of({"interviews/a.md": listed("interviewers", f'"{person}"', size)}) for size in (40, 80)]
    once, twice = (calls(partial(list, person_spelling.check(snapshot))) for snapshot in known)
    assert twice < once * 2.6


def test_dead_links_among_many_notes_are_resolved_in_linear_time(snapshot_of: SnapshotOf) -> None:
    def vault(size: int) -> dict[str, str | bytes]:
        return {
            f"accomplishments/Ran {n} lines.md": f'---\nresult: x\nskills: ["[[Run {n}]]"]\n---\n' for n in range(size)
        }

    once, twice = (calls(partial(list, links.check(snapshot_of(vault(size))))) for size in (60, 120))
    assert twice < once * 2.6


def _reading(data: bytes) -> int:
    return calls(lambda: parse_note(SourceFile("interviews/a.md", data)))


def _checking(snapshot_of: SnapshotOf, data: bytes) -> int:
    return calls(lambda: apply_fixes(data, snapshot_of({"interviews/a.md": data}).diagnostics))
