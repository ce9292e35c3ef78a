"""Comments are private: no page, search index, draft or e-mail contains them."""

import pytest

from tests.conftest import Run, SnapshotOf, VaultOf
from vaultgen.diagnostics.source import SourceFile
from vaultgen.vault.notes.note import parse_note

SETTINGS = 'timezone = "UTC"\n[me]\nname = "Robin Hale"\nemail = "robin@hale.example"\n'
INTERVIEW = """---
company: "[[Acme]]"
role: "Engineer %%HIDDEN%%"
date: 2026-03-11 10:00
duration: 45
interviewers:
  - "Jane Doe %%HIDDEN%%, CTO, jane@acme.example"
problems:
  - "slow load %%HIDDEN%% every night"
  - "%%HIDDEN%%"
skills: ["python %%HIDDEN%%"]
culture: ["%%HIDDEN%% warm"]
closing: "they said %%HIDDEN%% soon"
moments:
  - "Jane: the pager %%HIDDEN%% story"
promises:
  - "2026-03-14: send the portfolio %%HIDDEN%%"
position_open: "%%HIDDEN"
mood: "%%HIDDEN%%"
stage: panl %%HIDDEN%%
---
# Head %%HIDDEN%% ing

Text %%HIDDEN%% and ==high %%HIDDEN%% light==, [[Other|an %%HIDDEN%% other]] ![[Other]]

%%
HIDDEN

HIDDEN
%%

- item %%HIDDEN
  HIDDEN%% after

| a | b |
|---|---|
| x %%HIDDEN%% | y |

> [!note] Title %%HIDDEN%%
> body %%HIDDEN
> HIDDEN%% end

## Moments
- Jane: laughed %%HIDDEN%% loudly
- %%HIDDEN%%

`code %%shown-in-code%%`

%% HIDDEN to the end

HIDDEN
"""
FILES = {
    "vaultgen.toml": SETTINGS,
    "interviews/Acme.md": INTERVIEW,
    "interviews/Broken.md": "---\ncompany: Acme\ndate: @x %%HIDDEN%%\npromises:\n  - 3: %%HIDDEN%%\n---\n%% HIDDEN",
    "interviews/Torn.md": "---\ncompany: Acme %%HIDDEN%%\n---\n%%HIDDEN%%\n<<<<<<< HEAD\n%%HIDDEN\n",
    "interviews/Open.md": "---\ncompany: Acme %%HIDDEN%%\n\n%%HIDDEN%%\n\n%% HIDDEN",
    "interviews/Old.md": "caf\xe9 %%HIDDEN%%\n%%HIDDEN".encode("latin-1"),
    "people/Jane Doe.md": '---\nphone: "+1 555 0100 %%HIDDEN%%"\naddress: "%%HIDDEN%%"\n---\nKind. %%HIDDEN%%\n',
    "companies/Acme.md": '---\nindustry: "Logistics %%HIDDEN%%"\n---\n%%HIDDEN%%\n',
    "applications/Acme.md": '---\ncompany: Acme\nrole: "Engineer %%HIDDEN%%"\nsalary: "50 %%HIDDEN%%"\n---\n',
    "accomplishments/Load.md": '---\nresult: "Cut the load %%HIDDEN%% to 40 min"\nskills: ["python %%HIDDEN%%"]\n---\n',
    "questions/Why.md": '---\naliases: ["Why are you leaving? %%HIDDEN%%"]\n---\nBecause %%HIDDEN%%\n',
    "Other.md": '---\naliases: ["alias %%HIDDEN%%"]\n---\n# Other %%HIDDEN%%\npart ^mark\n\n%%HIDDEN%%\n',
    "drafts/own.md": (
        '---\ntype: draft\nkind: letter\ninterview: "[[interviews/Acme]]"\nto: Jane Doe\nsubject: "Hello %%HIDDEN%%"\n'
        "---\nDear Jane,\n\nThank you %%HIDDEN%% much.\n\n%%\nHIDDEN\n%%\n"
    ),
}


def test_comments_do_not_leave_the_notes(vault_of: VaultOf, run: Run) -> None:
    root = vault_of(FILES)
    assert run("build", root, "--now", "2026-03-12T09:00").returncode == 1
    written = [path for path in (*(root / "site").rglob("*"), *(root / "drafts").glob("*thank-you*")) if path.is_file()]
    texts = {path.relative_to(root).as_posix(): path.read_bytes().decode("utf-8", "replace") for path in written}
    assert not [path for path, text in texts.items() if "HIDDEN" in text or "HIDDEN" in path]
    assert "code %%shown-in-code%%" in texts["site/interviews/acme.html"]
    (draft,) = (text for path, text in texts.items() if path.startswith("drafts/"))
    assert "the pager story" in draft
    eml = run("export", "eml", "own", "--out", "-", cwd=root)
    assert (eml.returncode, "HIDDEN" in eml.stdout) == (0, False)


def test_comments_are_shown_in_the_terminal(vault_of: VaultOf, run: Run) -> None:
    root = vault_of({"interviews/Acme.md": INTERVIEW})
    assert "stage: panl %%HIDDEN%%" in run("check", root, "--now", "2026-03-12T09:00").stdout


@pytest.mark.parametrize(
    ("typed", "values"),
    [
        ('"a %%b%% c"', ("a c",)),
        ('"%%b%%"', ()),
        ('"%%b"', ()),
        ('["%%b%%", "a%%b%%"]', ("a",)),
        ('"50% and 60%"', ("50% and 60%",)),
        ('"a %% b"', ("a %% b",)),
        ('"`%%b%%`"', ("`%%b%%`",)),
    ],
)
def test_comments_are_removed_from_properties(typed: str, values: tuple[str, ...]) -> None:
    note, found = parse_note(SourceFile("a.md", f"---\nculture: {typed}\n---\n".encode()))
    assert not found
    assert tuple(value.text for value in note.properties["culture"].values) == values


def test_a_value_with_a_comment_gets_no_fix(snapshot_of: SnapshotOf) -> None:
    (problem,) = snapshot_of(
        {"interviews/Acme.md": "---\ncompany: Acme\ndate: 2026-03-05T10:00\nstage: techincal %%x%%\n---\n"}
    ).diagnostics
    assert (problem.code, problem.fix) == ("VG105", None)
