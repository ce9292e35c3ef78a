"""Which questions are the same, which share a theme, what the user decides, and that nothing is counted twice."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import SnapshotOf
from tests.learning.labelled_questions import SETS, SetName, figures, labelled
from vaultgen.learning.catalogue import catalogue, read
from vaultgen.learning.question_words import key, said
from vaultgen.learning.questions import Asking, Prepared, as_json, askings, prepared, themes
from vaultgen.learning.theme_matching import theme_of

Groups = list[tuple[str, list[str]]]


@pytest.mark.parametrize("name", SETS)
def test_questions_of_one_theme_are_found_together_and_others_are_not(name: SetName) -> None:
    found = figures(name)
    assert found.precision >= 0.95
    assert found.recall >= 0.8
    assert found.alone_joined <= 2


def test_a_theme_says_by_which_words_of_the_question_it_is_known() -> None:
    for _, text in labelled("working"):
        fit = theme_of(text)
        for words in fit.by.removeprefix("the words “").rstrip("”").split(" … ") if fit else ():
            assert words in said(text) or words.startswith("the wording “")


@pytest.mark.parametrize(
    ("text", "theme"),
    [
        ("managing my time", "priorities"),
        ("juggling several deadlines", "priorities"),
        ("salary, said 38k", "salary"),
        ("Warum wollen Sie wechseln?", None),
        ("Was sind Ihre Schwächen?", None),
        ("conflict resolution in git rebase", None),
        ("why use this library and not lodash", None),
        ("what's the yield on a ten year gilt", None),
    ],
)
def test_a_question_is_in_a_theme_or_surely_in_none(text: str, theme: str | None) -> None:
    fit = theme_of(text)
    assert (fit.theme.id if fit else None) == theme


def test_each_theme_has_its_own_title_and_wordings() -> None:
    for theme in catalogue().themes.values():
        for wording in (theme.title, *theme.wordings):
            fit = theme_of(wording)
            assert (wording, fit.theme.id if fit else None) == (wording, theme.id)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Why did you leave Dunmore?", "asked me why I left Dunmore"),
        ("Tell me about your biggest failure", "What was your biggest failure?"),
        ("What’s your notice period?", "my notice period"),
        ("How do you organize your day", "how I organise my day"),
        ("Any questions for us?", "any qs for us"),
        ("Explain exactly-once delivery", "explain exactly once delivery (hate it)"),
    ],
)
def test_the_same_question_in_other_words(one: str, other: str) -> None:
    assert key(one) == key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("How do you test insulation?", "How do you test software?"), ("Why nursing?", "Why not nursing?")],
)
def test_another_question_in_nearly_the_same_words(one: str, other: str) -> None:
    assert key(one) != key(other)


@pytest.mark.parametrize(
    "text",
    [
        "How do you manage memory in Rust?",
        "How would you design a backfill?",
        "how do you handle exceptions in python",
        "",
        "?",
        "Tell me about yourself, and what is your notice period?",
    ],
)
def test_a_question_of_a_trade_or_of_two_themes_stands_alone(text: str) -> None:
    assert theme_of(text) is None


@pytest.mark.parametrize(
    ("text", "theme"),
    [
        ("how do you react to pressure", "pressure"),
        ("what interests you about this job in C++", "why-this-job"),
        ("your biggest mistake in Terraform", "failure"),
    ],
)
def test_a_technology_sets_no_question_apart_that_one_story_answers(text: str, theme: str) -> None:
    fit = theme_of(text)
    assert fit is not None
    assert fit.theme.id == theme


def test_a_misspelt_word_is_read_as_the_catalogue_has_it() -> None:
    fit = theme_of("whats your gretest weaknes")
    assert fit is not None
    assert fit.theme.id == "weaknesses"


@pytest.mark.parametrize(
    "wrong",
    [
        '[a]\ntitle = "A"\nyields_to = ["b"]',
        '[a]\ntitle = "A"\nknown_by = ["<boss> + wrong"]',
    ],
)
def test_a_catalogue_that_names_what_is_not_there_is_refused(wrong: str) -> None:
    with pytest.raises(ValueError, match=r"no such theme|not there"):
        read(wrong)


# A vault.


def interview(day: str, *asked: str, more: tuple[str, ...] = ("interviewers: [Jane Doe, Max Roe]",)) -> str:
    items = "".join(f'\n  - "{item}"' for item in asked)
    lines = ["---", "company: Acme", f"date: {day}T10:00", *more, f"hard_questions:{items}", "---", ""]
    return "\n".join(lines)


def question(*properties: str, body: str = "Because.") -> str:
    return "\n".join(["---", "type: question", *properties, "---", body])


def told(snapshot_of: SnapshotOf, files: dict[str, str]) -> list[dict[str, Any]]:
    vault = snapshot_of(files).vault
    return as_json(themes(askings(vault), prepared(vault)))


def grouped(found: list[dict[str, Any]]) -> Groups:
    return [(theme["id"], [asked["text"] for asked in theme["asked"]]) for theme in found]


LEAVING = "questions/Why did you leave your last job.md"


def test_a_question_in_all_the_ways_in_which_it_comes(snapshot_of: SnapshotOf) -> None:
    found = told(
        snapshot_of,
        {
            LEAVING: question("comfort: 3", 'aliases: ["Why are you on the bench?"]'),
            "interviews/a.md": interview("2026-01-05", "[[Why did you leave your last job]] (2/5)"),
            "interviews/b.md": interview("2026-01-06", "Max: asked me why I left Dunmore (4/5)"),
            "interviews/c.md": interview("2026-01-07", "Why are you on the bench?", "whiteboard: lru cache"),
            "interviews/d.md": interview("2026-01-08", "Max asked whether I'd move on again, reason for leaving"),
        },
    )
    first, alone = found
    assert first["id"] == "why-leave"
    assert first["answer"] == LEAVING
    assert [(asked["person"], asked["mark"], asked["interview"], asked["date"]) for asked in first["asked"]] == [
        (None, 2, "interviews/a.md", "2026-01-05T10:00:00+00:00"),
        ("Max Roe", 4, "interviews/b.md", "2026-01-06T10:00:00+00:00"),
        (None, 3, "interviews/c.md", "2026-01-07T10:00:00+00:00"),
        ("Max Roe", None, "interviews/d.md", "2026-01-08T10:00:00+00:00"),
    ]
    assert [asked["text"] for asked in alone["asked"]] == ["whiteboard: lru cache"]
    assert alone["answer"] is None


def test_who_is_set_apart_does_not_join_whatever_the_catalogue_says(snapshot_of: SnapshotOf) -> None:
    files = {
        LEAVING: question('apart: ["Why did you leave the army?", "[[Reason for leaving]]"]'),
        "questions/Reason for leaving.md": question(),
        "interviews/a.md": interview("2026-01-05", "why I left the army", "what made you quit"),
    }
    assert [asked for _, asked in grouped(told(snapshot_of, files))] == [
        ["what made you quit"],
        ["why I left the army"],
        [],
    ]


def test_an_alias_joins_what_the_catalogue_parts(snapshot_of: SnapshotOf) -> None:
    files = {
        "questions/Tell me about yourself.md": question('aliases: ["What salary do you want?"]'),
        "interviews/a.md": interview("2026-01-05", "what salary do I want", "Tell me about yourself"),
    }
    assert grouped(told(snapshot_of, files)) == [
        ("questions/Tell me about yourself.md", ["what salary do I want", "Tell me about yourself"])
    ]


def test_one_question_by_one_person_in_one_interview_counts_once(snapshot_of: SnapshotOf) -> None:
    note = interview("2026-01-05", "Jane: Your weaknesses?", "Jane: my weaknesses", "Max: my weaknesses")
    found = told(snapshot_of, {"interviews/a.md": note + "\n## Hard questions\n- Jane: my weaknesses (3/5)\n"})
    assert [(asked["person"], asked["mark"]) for asked in found[0]["asked"]] == [("Jane Doe", 3), ("Max Roe", None)]


WORDINGS = [text for _, text in labelled("working")]
ASKINGS = st.builds(
    lambda at, place, text, note, mark: Asking(
        float(at), f"interviews/{at}.md", place, "", text, None, mark, True, note, key(text), *_theme(text)
    ),
    st.integers(0, 5),
    st.integers(0, 3),
    st.sampled_from(WORDINGS),
    st.sampled_from([None, "questions/0.md", "questions/gone.md"]),
    st.sampled_from([None, 1, 5]),
)


def _theme(text: str) -> tuple[str | None, str]:
    fit = theme_of(text)
    return (fit.theme.id, fit.by) if fit else (None, "")


NOTES = st.lists(st.sampled_from(WORDINGS), max_size=4, unique=True).flatmap(
    lambda names: st.tuples(
        *(
            st.builds(
                lambda at, name, other, apart: Prepared(
                    f"questions/{at}.md", name, None, None, (key(name), key(other)), (key(apart),), (), *_theme(name)
                ),
                st.just(at),
                st.just(name),
                st.sampled_from(WORDINGS),
                st.sampled_from(WORDINGS),
            )
            for at, name in enumerate(names)
        )
    )
)


@given(st.lists(ASKINGS, max_size=12, unique_by=lambda asking: (asking.start, asking.place)), NOTES, st.randoms())
def test_each_question_and_each_note_is_in_one_theme_in_whatever_order_they_come(
    asked: list[Asking], notes: tuple[Prepared, ...], dice: Any
) -> None:
    found = themes(asked, notes)
    assert sorted(told.asking for theme in found for told in theme.asked) == sorted(asked)
    assert sorted(path for theme in found for path in theme.notes) == sorted(note.path for note in notes)
    assert len({theme.id for theme in found}) == len(found)
    for theme in found:
        for told in theme.asked:
            assert told.note is None or told.note in theme.notes
    shuffled = dice.sample(asked, len(asked))
    assert themes(shuffled, dice.sample(notes, len(notes))) == found
