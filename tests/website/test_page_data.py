"""What the pages are given: where an application stands, the order of a day, what notes say of each other."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.paging import pages_of
from vaultgen.builder import workspace

VaultOf = Callable[..., Path]
Data = Callable[..., dict[str, dict[str, Any]]]
SETTINGS = 'timezone = "America/Chicago"\ncountry = "US"\n[check]\nignore = ["VG4"]\n'


@pytest.fixture
def data(vault_of: VaultOf) -> Data:
    """The data of each page of a vault, by the page's path."""

    def of(files: dict[str, str], now: str = "2026-03-12T09:00") -> dict[str, dict[str, Any]]:
        work = workspace.open_vault(str(vault_of({"vaultgen.toml": SETTINGS} | files)))
        return {page.path: dict(page.data) for page in pages_of(work.snapshot(work.now(now)))}

    return of


def note(day: str, more: str = "", *, company: str = "Acme") -> str:
    return f"---\ncompany: {company}\nrole: Engineer\ndate: {day}\nduration: 60\n{more}---\n"


def column(page: dict[str, Any]) -> list[str]:
    return [column["key"] for column in page["columns"] for _ in column["applications"]]


@pytest.mark.parametrize(
    ("now", "stands"),
    [("2026-03-09T09:00", "applied"), ("2026-03-10T15:00", "screen"), ("2026-03-17T09:00", "technical")],
)
def test_an_application_stands_where_its_last_round_has_begun(data: Data, now: str, stands: str) -> None:
    rounds = {
        "interviews/1.md": note("2026-03-10T15:00", "stage: screen\n"),
        "interviews/2.md": note("2026-03-13T10:00", "stage: onsite\noutcome: cancelled\n"),
        "interviews/3.md": note("2026-03-16T10:00", "stage: technical\n"),
    }
    assert column(data(rounds, now)["pipeline.html"]) == [stands]


@pytest.mark.parametrize(
    ("outcome", "active", "accepted"), [("offer", 1, 0), ("accepted", 0, 1), ("declined", 0, 0), ("advanced", 1, 0)]
)
def test_an_accepted_offer_ends_an_application(data: Data, outcome: str, active: int, accepted: int) -> None:
    page = data({"interviews/1.md": note("2026-03-02T15:00", f"outcome: {outcome}\n")})["pipeline.html"]
    assert (len(page["active"]), len(page["accepted"])) == (active, accepted)
    assert len(page["closed"]) == 1 - active


def test_a_day_shows_interviews_first_and_decisions_last(data: Data) -> None:
    pages = data(
        {
            "interviews/1.md": note("2026-03-11T15:00", "decision_date: 2026-03-12\n", company="Borch"),
            "interviews/2.md": note("2026-03-12T17:00", company="Zillow"),
            "interviews/3.md": note("2026-03-02T17:00", "decision_date: 2026-03-12\noutcome: advanced\n"),
            "interviews/4.md": note("2026-02-20T17:00", "outcome: offer\n", company="Initech"),
            "applications/a.md": "---\ncompany: Initech\nrole: Engineer\nanswer_by: 2026-03-12\n---\n",
        }
    )
    (day,) = [d for m in pages["calendar.html"]["months"] for d in m["days"] if d["iso"] == "2026-03-12"]
    shown = [(event["kind"], event["name"]) for event in day["events"]]
    assert shown == [
        ("interview", "Zillow: interview"),
        ("offer", "Initech: answer the offer"),
        ("follow-up", "Thank-you"),
        ("decision", "Borch decides"),
    ]


def test_what_notes_say_of_each_other_names_no_raw_targets(data: Data) -> None:
    pages = data({"B.md": "# S1\ntext ^here\n", "A.md": "see [[B#S1]], [[B#^here]] and [[B#S1|words]]\n"})
    (mention,) = pages["notes/b.html"]["mentions"]
    assert mention["said"] == "see B > S1, B and words"


def test_prompts_of_the_template_are_not_shown_as_notes(data: Data) -> None:
    empty = "%%\nasks\n%%\n\n## What was discussed\n\n\n## Impressions\n\n"
    pages = data(
        {
            "interviews/1.md": note("2026-03-02T15:00") + empty,
            "interviews/2.md": note("2026-03-02T15:00") + empty + "Friendly.\n",
            "interviews/3.md": note("2026-03-02T15:00") + empty + "\n## Ask about pay\n",
        }
    )
    bodies = [pages[f"interviews/{n}.html"]["body"] for n in (1, 2, 3)]
    assert bodies[0] == ""
    assert "Friendly" in bodies[1]
    assert "discussed" not in bodies[1]
    assert "Ask about pay" in bodies[2], "a heading of one's own says something"


def test_a_site_that_was_left_behind_is_no_part_of_the_vault(vault_of: VaultOf) -> None:
    root = vault_of({"files/a.png": "", "site/.vaultgen.json": "{}", "site/files/a.png": "", "site/x.md": "old"})
    (root / "vaultgen.toml").write_text('output = "public"\n', "utf-8")
    known = workspace.open_vault(str(root))
    snapshot = known.snapshot(known.now("2026-03-12T09:00"))
    assert snapshot.attachments == ("files/a.png",)
    assert [n.path for n in snapshot.vault.notes] == []


def test_problems_stand_by_a_hundred_and_what_drafts_need_apart(data: Data) -> None:
    notes = {f"people/{n:03}.md": "---\nemail: nonsense\n---\n" for n in range(101)}
    draft = '---\nkind: thank-you\ninterview: "[[1]]"\nto: Jo\n---\nDear Jo, [say what]\n'
    files = notes | {"interviews/1.md": note("2026-03-11T15:00", "interviewers: [Jo]\n"), "drafts/x.md": draft}
    pages = data(files | {"vaultgen.toml": SETTINGS.replace('["VG4"]', "[]")})
    first, second = pages["problems.html"], pages["problems-2.html"]
    assert [link["words"] for link in first["list_pages"]][:2] == ["1 to 100", f"101 to {min(200, first['total'])}"]
    assert (first["groups"][0]["count"], second["groups"][0]["count"]) == (100, 1), "the worst first"
    assert first["others"]["page"] == "problems-drafts.html"
    assert {file["path"] for group in pages["problems-drafts.html"]["groups"] for file in group["files"]} == {
        "drafts/x.md"
    }


def test_people_stand_by_who_was_met_last(data: Data) -> None:
    pages = data(
        {
            "interviews/1.md": note(
                "2026-03-02T15:00", 'interviewers: ["Ada Roe, CTO, ada@acme.example, +1 555 0100"]\n'
            ),
            "interviews/2.md": note("2026-03-10T15:00", "interviewers: [Zoe Poe]\n"),
            "people/Bea Doe.md": "---\nphone: ask Ada\n---\n",
        }
    )
    people = pages["people.html"]["people"]
    assert [(person["name"], person["phone_url"]) for person in people] == [
        ("Zoe Poe", None),
        ("Ada Roe", "tel:+15550100"),
        ("Bea Doe", None),
    ]


def test_a_concern_that_a_later_round_or_a_message_answered_is_not_open_any_more(data: Data) -> None:
    first = "concerns_open: [no experience with Kafka streams, a long commute by train, my German]\n"
    pages = data(
        {
            "interviews/1.md": note("2026-03-02T15:00", first),
            "interviews/2.md": note("2026-03-09T15:00", "concerns_answered: [no experience with Kafka streams]\n"),
            "drafts/1.md": (
                '---\nkind: thank-you\ninterview: "[[1]]"\nto: Jane Doe\nsent: 2026-03-03T09:00\n---\n'
                "You asked about my long commute by train. I have done it for six years.\n"
            ),
        }
    )
    learned = {row["title"]: [one["text"] for one in row["answers"]] for row in pages["companies/acme.html"]["learned"]}
    assert learned == {
        "Concerns that are still open": ["my German"],
        "Concerns that you answered": ["no experience with Kafka streams", "a long commute by train"],
    }


def test_an_employers_page_tells_its_course_and_what_was_learned_over_all_rounds(data: Data) -> None:
    said = "problems: ['Jo: Slow builds', on call]\ndecision_maker: Jo Roe\n"
    sent = "to: Jo Roe\nsent: 2026-03-11T09:00\n---\nDear Jo\n"
    pages = data(
        {
            "applications/a.md": "---\ncompany: Acme\nrole: Engineer\napplied: 2026-02-20\nmethod: online\n---\n",
            "interviews/1.md": note(
                "2026-03-02T15:00",
                "stage: screen\nproblems: [slow builds]\nheard_back: 2026-03-05\noutcome: advanced\n",
            ),
            "interviews/2.md": note("2026-03-10T15:00", f"stage: final\ninterviewers: [Jo Roe]\n{said}"),
            "drafts/x.md": f'---\nkind: thank-you\ninterview: "[[2]]"\n{sent}',
        }
    )
    for path in ("companies/acme.html", "applications/a.html"):
        page = pages[path]
        assert [(event["kind"], event["text"]) for event in page["timeline"]] == [
            ("applied", "You applied"),
            ("round", "Screen"),
            ("heard", "They answered"),
            ("round", "Final round"),
            ("sent", "Thank-you to Jo Roe"),
        ]
        needs, who = page["learned"]
        assert [(answer["html"], answer["interview"]["stage"]) for answer in needs["answers"]] == [
            ("Slow builds", "final round"),
            ("on call", "final round"),
        ]
        assert who["answers"][0]["who"]["name"] == "Jo Roe"
        assert [reply["days"] for reply in page["replies"]] == [3]


def listed(page: dict[str, Any], name: str) -> list[str]:
    return [card["interview"]["title"] for card in page["lists"][name]]


def test_today_is_in_the_order_of_what_can_still_be_won(data: Data) -> None:
    met = "interviewers: [Jo Roe, Al Poe]\nstage: screen\n"
    page = data(
        {
            "interviews/1.md": note("2026-03-11T15:00", met, company="Fresh"),
            "interviews/2.md": note("2026-03-09T15:00", met, company="Late"),
            "interviews/3.md": note("2026-03-13T10:00", met, company="Tomorrow"),
            "interviews/4.md": note("2026-03-17T10:00", met, company="Tuesday"),
            "interviews/5.md": note("2026-04-17T10:00", met, company="April"),
            "interviews/6.md": note("2025-11-17T10:00", met, company="Old"),
            "interviews/7.md": note("2026-03-02T10:00", met + "outcome: offer\n", company="Offer"),
        }
    )["index.html"]
    assert listed(page, "soon") == ["Tomorrow: screen"]
    assert "Fresh: screen" in listed(page, "now")
    assert listed(page, "week")[-1] == "Tuesday: screen"
    assert "April: screen" in listed(page, "")
    assert [offer["application"]["company"] for offer in page["offers"]] == ["Offer"]
    assert {old["company"] for old in page["older"]} >= {"Old"}
    (fresh,) = [card for card in page["lists"]["now"] if card["interview"]["company"] == "Fresh"]
    assert [step["to"]["name"] for step in fresh["steps"] if step["state"] == "due"] == ["Al Poe", "Jo Roe"], "one card"
    assert fresh["debrief"]


def test_a_late_thank_you_goes_into_the_letter_to_the_same_person(data: Data) -> None:
    met = "interviewers: ['Jo Roe, CEO', 'Al Poe, Clerk']\nstage: final\n"
    page = data({"interviews/1.md": note("2026-03-10T15:00", met)}, "2026-03-12T09:00")["index.html"]
    (card,) = [card for name in ("now", "late") for card in page["lists"][name]]
    shown = {(step["kind"], step["to"]["name"]): (step["shown"], step["takes_in"]) for step in card["steps"]}
    assert shown["letter", "Jo Roe"] == (True, True)
    assert shown["thank-you", "Jo Roe"] == (False, False)
    assert shown["thank-you", "Al Poe"] == (True, False)


def test_what_was_sent_today_is_done(data: Data) -> None:
    draft = '---\nkind: thank-you\ninterview: "[[1]]"\nto: Jo Roe\nsent: {}\n---\nDear Jo\n'
    files = {"interviews/1.md": note("2026-03-11T15:00", "interviewers: [Jo Roe]\n")}
    for sent, count in (("2026-03-12T08:00", 1), ("2026-03-11T20:00", 0)):
        assert len(data(files | {"drafts/x.md": draft.format(sent)})["index.html"]["done"]) == count
