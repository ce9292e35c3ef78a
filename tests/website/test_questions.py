"""The ledger of questions, a question's page, and the cards to practise with, as given to the theme."""

from datetime import date, timedelta
from typing import Any

from tests.conftest import SnapshotOf
from tests.learning.test_questions import LEAVING, interview, question
from tests.paging import pages_of

FILES = {
    LEAVING: question(
        "comfort: 3",
        body="## 2026-01-06\nWe were bought.\n\n## 2026-03-01\nI left after 6 years: [[Load]].\n",
    ),
    "accomplishments/Load.md": "---\nresult: Cut the load by 80%\n---\n",
    "interviews/a.md": interview("2026-01-05", "Jane: [[Why did you leave your last job]] (1/5)"),
    "interviews/b.md": interview("2026-01-07", "asked me why I left Dunmore (2/5)", "why nursing"),
    "interviews/c.md": interview("2026-03-02", "[[Why did you leave your last job]] (4/5)", "what made me a nurse"),
    "interviews/d.md": interview("2026-04-02"),
}


def given(snapshot_of: SnapshotOf, page: str, files: dict[str, str] = FILES) -> dict[str, Any]:
    return dict(next(one.data for one in pages_of(snapshot_of(files)) if one.path == page))


def test_the_ledger_begins_with_what_was_hard_and_came_often(snapshot_of: SnapshotOf) -> None:
    ledger = given(snapshot_of, "questions.html")
    assert [(row["title"], row["count"], row["marks"], row["page"]) for row in ledger["themes"]] == [
        ("Why did you leave your last job", 3, "1, 2, 4 of 5", "questions/why-did-you-leave-your-last-job.html"),
        ("Why did you choose this profession?", 2, "", "themes/why-this-profession.html"),
    ]
    assert (ledger["asked"], ledger["interviews"]) == (5, 3)


def test_a_questions_page_ties_each_asking_to_the_answer_of_its_day(snapshot_of: SnapshotOf) -> None:
    page = given(snapshot_of, "questions/why-did-you-leave-your-last-job.html")
    assert [(row["company"], row["person"], row["mark"], row["answer"]) for row in page["asked"]] == [
        ("Acme", "Jane Doe", 1, None),
        ("Acme", None, 2, "6 January 2026"),
        ("Acme", None, 4, "1 March 2026"),
    ]
    first, latest = page["growth"]
    assert (first["asked"], first["marks"], first["words"], first["numbers"], first["we"], first["i"]) == (
        1,
        "2",
        3,
        0,
        1,
        0,
    )
    assert (latest["asked"], latest["marks"], latest["numbers"], latest["i"]) == (1, "4", 1, 1)
    assert [result["text"] for result in latest["results"]] == ["Load"]
    assert page["mentions"] == []


def test_a_theme_without_a_note_has_a_page_that_says_why(snapshot_of: SnapshotOf) -> None:
    page = given(snapshot_of, "themes/why-this-profession.html")
    assert [row["words"] for row in page["asked"]] == ["why nursing", "what made me a nurse"]
    assert all(row["why"].startswith("By the w") for row in page["asked"])
    assert page["path"] is None


def test_the_cards_are_for_the_next_interview(snapshot_of: SnapshotOf) -> None:
    page = given(snapshot_of, "practice.html")
    assert page["ahead"]["page"] == "interviews/d.html"
    assert [card["title"] for card in page["cards"]] == [
        "Why did you leave your last job",
        "Why did you choose this profession?",
    ]
    assert page["cards"][0]["answer"] == "I left after 6 years: Load."
    assert page["cards"][0]["facts"] == "Asked 3 times, comfort 3 of 5, not practised yet"
    assert page["cards"][1]["command"] == 'vaultgen new question "Why did you choose this profession"'


def test_what_was_asked_hundreds_of_times_is_spread_over_pages(snapshot_of: SnapshotOf) -> None:
    days = [(date(2025, 1, 1) + timedelta(days=number)).isoformat() for number in range(230)]
    asked = {f"interviews/{day}.md": interview(day, "[[Why did you leave your last job]] (3/5)") for day in days}
    found = [
        page for page in pages_of(snapshot_of({LEAVING: question("comfort: 3")} | asked)) if page.template == "question"
    ]
    assert [page.path for page in found] == [
        "questions/why-did-you-leave-your-last-job.html",
        "themes/note-why-did-you-leave-your-last-job-1.html",
    ]
    shown = [[row["page"].split("/")[1][:10] for row in page.data["asked"]] for page in found]
    assert shown[1] + shown[0] == days
    assert {link["page"] for page in found for link in page.data["list_pages"]} == {page.path for page in found}
    assert [(page.data["count"], page.data["body"] is None) for page in found] == [(230, False), (230, True)]
    ledger = given(snapshot_of, "questions.html", {LEAVING: question("comfort: 3")} | asked)
    assert ledger["themes"][0]["marks"] == f"… {', '.join('3' * 12)} of 5"


def test_a_question_that_a_note_is_apart_from_is_named_without_brackets(snapshot_of: SnapshotOf) -> None:
    files = FILES | {LEAVING: question('apart: ["[[Why us]]", why nursing]')}
    page = given(snapshot_of, "questions/why-did-you-leave-your-last-job.html", files)
    assert page["apart"] == ["Why us", "why nursing"]
