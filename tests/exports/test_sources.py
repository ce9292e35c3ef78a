"""An independent reader of `export json`: for each claim, the note, property and line in which its words stand.

It reads the notes with PyYAML and a few lines of its own, and nothing of vaultgen.
"""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml

from tests.conftest import ROOT, Run, VaultOf

EXAMPLE_NOW = "2026-03-12T09:00"
_FRONT = re.compile(r"\A---\n(.*?\n)---\n(.*)\Z", re.DOTALL)


class Place(NamedTuple):
    """Where the words of a claim stand: the note, the property (empty for the body), and the line, from 1."""

    note: str
    property: str
    line: int


class Reader:
    """Finds in the notes of a vault what was told of them."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def text(self, note: str) -> str:
        """The note as it lies on the disk."""
        return (self.root / note).read_text("utf-8")

    def properties(self, note: str) -> dict[str, Any]:
        """The properties of a note, all as text or lists of text."""
        front = _FRONT.match(self.text(note))
        assert front, f"{note} has no front matter"
        loaded = yaml.load(front[1], yaml.BaseLoader)  # noqa: S506 - it reads all as text
        return {key.lower().replace("-", "_").replace(" ", "_"): value for key, value in loaded.items()}

    def body(self, note: str) -> str:
        """What stands under the properties of a note, with one space between words."""
        front = _FRONT.match(self.text(note))
        return " ".join((front[2] if front else self.text(note)).split())

    def item(self, note: str, words: str, *names: str) -> Place:
        """The place of an item of one of some properties that holds these words."""
        given = self.properties(note)
        for name in names:
            values = given.get(name) or []
            for value in values if isinstance(values, list) else [values]:
                if words in _shown(value):
                    return Place(note, name, self._line(note, value))
        for number, name, line in self._sections(note):
            if name in names and words in _shown(line):
                return Place(note, name, number)
        raise AssertionError(f"“{words}” stands under none of {', '.join(names)} in {note}")

    def _sections(self, note: str) -> Iterator[tuple[int, str, str]]:
        """The lines of a note under a heading: the number, the heading as a property is called, and the line."""
        name = ""
        for number, line in enumerate(self.text(note).split("\n"), 1):
            if heading := re.match(r"#+ +(.+)", line):
                name = heading[1].strip().lower().replace(" ", "_")
            elif name:
                yield number, name, line

    def value(self, note: str, name: str, begins: str) -> Place:
        """The place of a property whose value begins so."""
        given = str(self.properties(note).get(name) or "")
        assert given.replace(" ", "T").startswith(begins), f"{name} of {note} is {given!r}, not {begins!r}"
        return Place(note, name, self._line(note, given))

    def said(self, note: str, words: str) -> Place:
        """The place of words in the body of a note."""
        assert words in self.body(note), f"{note} does not say “{words}”"
        return Place(note, "", self._line(note, " ".join(words.split()[:2])))

    def _line(self, note: str, value: str) -> int:
        """The line in which a value begins; it may go on in the next."""
        wanted = _letters(value)
        lines = self.text(note).split("\n")
        for number, line in enumerate(lines, 1):
            own = _letters(line)
            begins = _letters("".join(lines[number - 1 : number + 4])).find(wanted)
            if 0 <= begins < len(own):
                return number
        raise AssertionError(f"no line of {note} has {value!r}")


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text))


def _shown(value: str) -> str:
    """An item as a reader sees it: a link by its words, without stress marks."""
    linked = re.sub(r"\[\[(?:[^\[\]|]*\|)?([^\[\]]*)\]\]", r"\1", value)
    return " ".join(re.sub(r"[*`]|\b_|_\b", "", linked).split())


def places(reader: Reader, told: dict[str, Any]) -> Iterator[Place]:
    """The place of each claim; raises `AssertionError` for one that has none."""
    yield from _of_questions(reader, told["questions"])
    yield from _of_concerns(reader, told["concerns"])
    yield from _of_evidence(reader, told["evidence"])
    for moment in told["moments"]:
        yield reader.item(moment["interview"], moment["text"], "moments")
        yield from (reader.value(said["draft"], "sent", said["sent"][:10]) for said in moment["spent"])
        assert all(reader.properties(said["draft"])["kind"] for said in moment["spent"])
    for week in told["weeks"]:
        yield from _of_week(reader, week)
    for table in told["did_it_help"]:
        for row in table["rows"]:
            assert sum(row["results"].values()) == len(row["interviews"]) == len(set(row["interviews"]))
            yield from (reader.value(path, "date", "20") for path in row["interviews"])


def _of_questions(reader: Reader, themes: list[dict[str, Any]]) -> Iterator[Place]:
    for theme in themes:
        for asked in theme["asked"]:
            place = reader.item(asked["interview"], asked["text"], "hard_questions", "questions")
            yield place
            if (
                asked["mark"] is not None
                and f"({asked['mark']}/5)" not in reader.text(place.note).split("\n")[place.line - 1]
            ):
                yield reader.value(theme["answer"], "comfort", str(asked["mark"]))
            yield reader.value(asked["interview"], "date", asked["date"][:10])
        assert theme["answer"] is None or (reader.root / theme["answer"]).is_file()


def _of_concerns(reader: Reader, concerns: list[dict[str, Any]]) -> Iterator[Place]:
    for concern in concerns:
        for raised in concern["raised"]:
            name = "concerns_answered" if raised["answered"] else "concerns_open"
            yield reader.item(raised["interview"], raised["text"], name)
            assert raised["result"] is None or (reader.root / raised["result"]).is_file()
        assert concern["times"] == len({raised["interview"] for raised in concern["raised"]})
        for answer in concern["written"]:
            yield reader.value(answer["draft"], "sent", answer["sent"][:10])
            yield reader.said(answer["draft"], answer["words"])


def _of_evidence(reader: Reader, evidence: dict[str, Any]) -> Iterator[Place]:
    rows = [row for need in evidence["needs"] for row in (need, *need["below"])]
    for need in rows:
        for wanted in need["wanted"]:
            yield reader.item(wanted["interview"], wanted["text"], f"{need['kind']}s")
        for backed in need["backed"]:
            yield reader.item(backed["accomplishment"], backed["result"], "result")
            own = re.findall(r"“([^”]+)”", backed["why"])
            assert own, f"no words of the note stand in {backed['why']!r}"
            assert (
                any(_letters(words).lower() in _letters(reader.text(backed["accomplishment"])).lower() for words in own)
                or (own[-1] in backed["accomplishment"])
                or any(own[0].lower() in wanted["text"].lower() for wanted in need["wanted"])
            )
    for result in evidence["results"]:
        yield reader.item(result["accomplishment"], result["result"], "result")
        name = Path(result["accomplishment"]).stem
        for told in result["told"]:
            if told["to"] is None and told["note"].startswith("interviews/"):
                said = f"{reader.body(told['note'])} {reader.properties(told['note']).get('concerns_answered')}"
                assert f"[[{name}" in said, f"{told['note']} has no link to {name}"
                yield reader.value(told["note"], "date", told["date"])
            else:
                yield reader.value(told["note"], "sent", told["date"])


def _of_week(reader: Reader, week: dict[str, Any]) -> Iterator[Place]:
    for name, of in (("had", "date"), ("ahead", "date"), ("heard", "heard_back"), ("applied", "applied")):
        for event in week[name]:
            yield reader.value(event["note"], of, event["date"])
    yield from (reader.item(lesson["note"], lesson["text"], "lessons") for lesson in week["lessons"])
    for event in week["heard"]:
        if event["outcome"]:
            yield reader.value(event["note"], "outcome", event["outcome"])
    if week["missing"]:
        assert not reader.properties(week["missing"]["note"]).get(week["missing"]["property"])
    for sending in (*week["sent"].values(), week["open"]):
        assert all((reader.root / call["interview"]).is_file() for call in sending)


def told_of(run: Run, root: Path, now: str) -> dict[str, Any]:
    """What `export json` tells of a vault."""
    done = run("export", "json", root, "--now", now)
    assert done.returncode == 0, done.stderr
    return dict(json.loads(done.stdout))


def test_each_claim_of_the_example_stands_in_a_note(run: Run) -> None:
    root = ROOT / "example-vault"
    found = list(places(Reader(root), told_of(run, root, EXAMPLE_NOW)))
    of_property = {name: sum(place.property == name for place in found) for name in {place.property for place in found}}
    listed = ("hard_questions", "concerns_open", "concerns_answered", "problems", "skills", "moments")
    assert all(of_property.get(name, 0) > 3 for name in listed), of_property


def test_each_claim_of_a_vault_with_two_languages_stands_in_a_note(run: Run, vault_of: VaultOf) -> None:
    note = """---
company: "{company}"
role: Data Engineer
stage: {stage}
date: {day}T10:00
duration: 60
interviewers: ["Mara Quill, Head of Data", "Bo Ito"]
hard_questions:
  - "Mara: Warum wollen Sie wechseln? (2/5)"
  - 'asked me why I left *Dunmore* (3/5)'
  - "[[Why us|why exactly us]]"
problems:
  - the nightly load runs
    into the morning
skills: [Postgres, "Bo: Postgres migration"]
concerns_open: ["whether I'd move to Kiel"]
concerns_answered: ["never led a team, told them of [[Team of four]]"]
moments: ["Mara laughed about the pager in the lake"]
lessons: [say the number first]
heard_back: {heard}
outcome: {outcome}
---
I told them of [[Nightly load]].
"""
    root = vault_of(
        {
            "vaultgen.toml": 'timezone = "Europe/Berlin"\nweek_starts = "sunday"\n',
            "interviews/One.md": note.format(
                company="Nordwind & Söhne", stage="screen", day="2025-03-03", heard="2025-03-06", outcome="rejected"
            ),
            "interviews/Two.md": note.format(
                company="Blackbird <b>Co</b>", stage="final", day="2026-01-05", heard="2026-01-09", outcome="offer"
            ),
            "accomplishments/Nightly load.md": "---\nresult: Cut the load to forty minutes\nskills: [Postgres]\n---\n",
            "accomplishments/Team of four.md": "---\nresult: Led a team of four\n---\n",
            "questions/Why us.md": "---\ncomfort: 2\n---\n## 2026-01-01\nBecause of the numbers.\n",
            "drafts/a.md": '---\ntype: draft\nkind: thank-you\ninterview: "[[Two]]"\nto: Mara Quill\nsubject: Thanks\n'
            "sent: 2026-01-05T18:00\n---\nHello Mara,\n\nI still smile about how you laughed about the pager "
            "in the lake. You asked whether I'd move to Kiel. I would, by the\nsummer. "
            "We cut the load to forty minutes.\n\n"
            "Best regards,\nRobin\n",
        }
    )
    told = told_of(run, root, "2026-02-01T09:00")
    found = set(places(Reader(root), told))
    assert Place("interviews/Two.md", "hard_questions", 9) in found
    assert Place("interviews/One.md", "problems", 13) in found
    assert {place.note for place in found} == {
        "interviews/One.md",
        "interviews/Two.md",
        "accomplishments/Nightly load.md",
        "accomplishments/Team of four.md",
        "drafts/a.md",
        "questions/Why us.md",
    }
    assert [len(moment["spent"]) for moment in told["moments"]] == [0, 1]
    (kiel,) = [concern for concern in told["concerns"] if "Kiel" in concern["title"]]
    assert [answer["words"] for answer in kiel["written"]] != []


@pytest.mark.parametrize(
    "change",
    [
        (lambda told: told["questions"][0]["asked"][0].update(text="nobody asked this")),
        (lambda told: told["concerns"][0]["raised"][0].update(answered=True)),
        (lambda told: told["moments"][0].update(interview=told["moments"][-1]["interview"])),
        (lambda told: told["evidence"]["results"][0].update(result="Saved the world")),
        (lambda told: told["weeks"][0]["had"][0].update(date="2026-01-01")),
    ],
)
def test_the_reader_finds_what_stands_nowhere(run: Run, change: Any) -> None:
    root = ROOT / "example-vault"
    told = told_of(run, root, EXAMPLE_NOW)
    change(told)
    with pytest.raises(AssertionError):
        list(places(Reader(root), told))
