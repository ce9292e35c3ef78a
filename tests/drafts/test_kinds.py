"""The kinds of faults that messages had, each with its smallest input, through what is public."""

import json

import pytest

from tests.conftest import SnapshotOf
from vaultgen import checks
from vaultgen.drafts.framing import framing_of
from vaultgen.drafts.gate import HeldBack, held_back, normalised
from vaultgen.drafts.results import result_clause
from vaultgen.english.addressing import addressed_to_reader, without_names
from vaultgen.english.names import bare_name, first_name, formal_name, has_rank
from vaultgen.english.position_names import employer_in_role, position
from vaultgen.english.promises import promise_words


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("looked at her phone the whole time, rude", "private"),
        ("my offer from Kessler (72k), they must not know", "private"),
        ("am I too rusty?", "private"),
        ("he fell off the tiny chair", "private"),
        ("she got my name wrong", "private"),
        ("he burned his tongue showing me the new roast", "private"),
        ("spilled coffee on the plan", "private"),
        ("her truck wouldn't start", "private"),
        ("she climbed into the boiler room in heels", "private"),
        ("bei uns fällt kein Meister vom Himmel", "language"),
        ("pages 40x/wk", "shorthand"),
        ("SHE SHOWED ME THE PRODUCT BACKLOG + the roadmap", "shorthand"),
        ("he showed me first pump", "typing"),
        ("the other guy asked about queues", "unknown"),
        ("M said 'a good keeper is never bored'", "unknown"),
        ("the laugh when J. saw K's pump", "unknown"),
        ("Ms O. said my toile was brave", "unknown"),
        ("we met in 2012 or something", "unsure"),
        ("", "unsure"),
    ],
)
def test_what_may_not_be_said_is_held_with_the_reason(text: str, reason: str) -> None:
    found = held_back(normalised(text))
    assert found is not None
    assert found.reason == reason
    if reason == "private":
        assert not found.excerpt


@pytest.mark.parametrize(
    "text",
    [
        "asked which number I trust least",
        "Cash is a fact, everything else is an opinion",
        "repriced the young drivers",
        "asked how I take vitamin C and which letter I like",
        "passed two surveys with no conditions of class",
    ],
)
def test_what_is_well_typed_is_not_held(text: str) -> None:
    assert held_back(normalised(text)) is None


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("waiting 3hrs", "waiting 3 hours"),
        ("cut avg waiting", "cut average waiting"),
        ("done in excel by one person", "done in Excel by one person"),
        ("they excel at this", "they excel at this"),
        ("empty runs from scotland", "empty runs from Scotland"),
    ],
)
def test_a_hurried_hand_is_written_out(typed: str, written: str) -> None:
    assert normalised(typed) == written


@pytest.mark.parametrize(
    ("text", "frame", "words"),
    [
        ("asked why I left", "asked", "asked why I left"),
        ("showed me the kiln", "gift", "showing me the kiln"),
        ("laughed at the goat story", "joy", "laughed at the goat story"),
        ("keeps an empty chair for the customer", "habit", "you keep an empty chair for the customer"),
        ("the story of the pager", "thing", "the story of the pager"),
        ("'Hair grows back, trust doesn't.'", "quotation", "Hair grows back, trust doesn't"),
        ("asked how I tell a driver he is wrong", "asked", "asked how I tell a driver he is wrong"),
        ("asked which alarm I'd ignore, answer: none", "asked", "asked which alarm I'd ignore"),
        ("asked what I'd do with a quiet crew, waited", "asked", "asked what I'd do with a quiet crew"),
        ("used to drive a lorry herself, has a photo of it", "state", "drive a lorry yourself and have a photo of it"),
        ("told me she reprices her own car", "gift", "telling me you reprice your own car"),
        ("told me the class named a snail", "gift", "telling me that the class named a snail"),
    ],
)
def test_a_moment_is_told_by_what_happened(text: str, frame: str, words: str) -> None:
    found = framing_of(text, theirs=True, named=True)
    assert found is not None
    assert found.frame == frame
    assert any(words in said for said in found.words.values())


@pytest.mark.parametrize(
    "text",
    [
        "debugged a thing, it was DNS",
        "Zurich",
        "what do you do when you are wrong?",
        "Wendy: the pager story",
        "Bo: loved the cake",
        "lunch: the cake story",
        "Wendy - the view",
        "the cake (Wendy)",
        "nice guy",
        "lovely people",
    ],
)
def test_a_moment_that_cannot_be_read_for_certain_is_not_told(text: str) -> None:
    assert framing_of(text, theirs=True, named=False) is None


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("the man who brought his own lamp", "the man who brought his own lamp"),
        ("his runbook starts with a joke", "your runbook starts with a joke"),
        ("she rings this evening", "you ring this evening"),
        ("the chair she keeps empty", "the chair you keep empty"),
        ("told me about her daughter, she plays the cello", None),
        ("he says that she runs it", None),
    ],
)
def test_a_pronoun_belongs_to_the_nearest_noun_that_fits(text: str, said: str | None) -> None:
    assert addressed_to_reader(text, theirs=True) == said


@pytest.mark.parametrize(
    ("result", "said"),
    [
        ("Halved the no-shows", "I halved the no-shows"),
        ("got callbacks from 9 a month to 1", "I brought callbacks down from 9 a month to 1"),
        ("got deploys from 90 minutes down to 8", "I brought deploys down from 90 minutes to 8"),
        ("got pledges from 40 to 310", "I brought pledges up from 40 to 310"),
        ("Rebuilt the model, forecast error fell to 0.8", "I rebuilt the model, and forecast error fell to 0.8"),
        ("Mentored 9 paramedics, 8 are still there", "I mentored 9 paramedics, and 8 are still there"),
        ("did 70 corrections and not one refund", "I did 70 corrections without a single refund"),
        ("Reopened the room, 300 visits the first month", "I reopened the room, with 300 visits the first month"),
        ("Reopened the room, 300 visitors came", "I reopened the room, and 300 visitors came"),
        ("Repriced young drivers with telematics", "I repriced young drivers with telematics"),
        ("Built a team of 9, which won two awards", "I built a team of 9, which won two awards"),
    ],
)
def test_a_result_is_a_sentence_in_the_first_person(result: str, said: str) -> None:
    assert result_clause(result) == said


@pytest.mark.parametrize("result", ["Churn halved", "moved audits off paper - went from 61% to 99%"])
def test_a_result_that_is_no_sentence_for_certain_is_held(result: str) -> None:
    assert isinstance(result_clause(result), HeldBack)


@pytest.mark.parametrize(
    ("promise", "words", "is_many"),
    [
        ("link to the case study", "send you the link to the case study", False),
        ("licence photo tonight", "send you my licence photo", False),
        ("the falls car data", "send you the falls car data", False),
        ("references", "send you my references", True),
        ("two prints for her wall (the heron one!)", "send you two prints for your wall (the heron one)", True),
        ("Finlay - sea time letters", "send you the sea time letters", True),
    ],
)
def test_a_promise_names_the_thing_with_its_article_and_without_its_day(
    promise: str, words: str, is_many: bool
) -> None:
    found = promise_words(promise, "you", ("Moira Finlay", "Finlay"))
    assert (found.words, found.is_many) == (words, is_many)


def test_a_promise_to_do_something_sends_nothing() -> None:
    found = promise_words("take a class this week", "you")
    assert (found.words, found.is_deed, found.is_sent) == ("take a class", True, False)


def test_a_promise_in_another_language_is_not_told() -> None:
    assert not promise_words("Referenzen bis Freitag", "you").is_deed


def test_a_promise_whose_pronouns_are_two_peoples_is_not_told() -> None:
    assert not promise_words("send her the drawing for his son", "you").is_deed


@pytest.mark.parametrize(
    ("name", "warm", "formal", "bare", "ranked"),
    [
        ("Prof. Wang Xiaoming", "Prof. Wang Xiaoming", "Prof. Wang Xiaoming", "Wang Xiaoming", False),
        ("Dr. Amit Rao", "Dr. Rao", "Dr. Rao", "Amit Rao", False),
        ("Sir Alan Drummond KC", "Sir Alan", "Sir Alan", "Alan Drummond", True),
        (
            "Chief Engineer Torvald Aasen",
            "Chief Engineer Torvald Aasen",
            "Chief Engineer Torvald Aasen",
            "Torvald Aasen",
            True,
        ),
        ("Rosalind Achterberg FIA", "Rosalind", "Rosalind Achterberg", "Rosalind Achterberg", False),
        ("Chef Ramos", "Chef Ramos", "Chef Ramos", "Chef Ramos", False),
        ("Lady Fiona Strachan", "Lady Fiona Strachan", "Lady Fiona Strachan", "Fiona Strachan", True),
    ],
)
def test_a_name_is_greeted_whole_where_its_order_or_title_is_not_certain(
    name: str, warm: str, formal: str, bare: str, ranked: bool
) -> None:
    assert (first_name(name), formal_name(name), bare_name(name), has_rank(name)) == (warm, formal, bare, ranked)


def test_a_position_may_begin_with_a_word_that_only_begins_like_in() -> None:
    assert position("in-house photographer") == "the In-house Photographer position"
    assert position("in the lab") == "the position"
    assert position("Data Analyst at Northway Insurance") == "the Data Analyst position"
    assert employer_in_role("Data Analyst at Northway Insurance") == "Northway Insurance"
    assert employer_in_role("Architect at Large") == employer_in_role("cook at the school") == ""


CLINIC = (
    "result: Set up a clinic that saw 140 patients\nskills: [wound care]\naliases: [wound reviews, woundcare reviews]\n"
)


def message(snapshot_of: SnapshotOf, kind: str, to: str, **lists: list[str]) -> str:
    """The message of a kind to somebody, after a panel with Mara Quill, who decides, and Bo Lind."""
    noted = "".join(f"{name}: {json.dumps(items)}\n" for name, items in lists.items())
    note = (
        "---\ncompany: Acme\nrole: Clerk\nstage: panel\ndate: 2026-03-05T10:00\nduration: 60\n"
        f'interviewers: ["Mara Quill, Head of Things", "Bo Lind"]\n{noted}---\n'
    )
    files = {"interviews/a.md": note, "accomplishments/Clinic.md": f"---\n{CLINIC}---\n"}
    snapshot = snapshot_of(files, "2026-03-09T12:00", 'timezone = "Europe/London"')
    (found,) = (
        draft.body
        for draft in snapshot.drafts
        if draft.follow_up.kind == kind and draft.follow_up.whom is not None and draft.follow_up.whom.name == to
    )
    return found


def test_a_need_is_referred_to_by_name_with_the_result_right_behind_it(snapshot_of: SnapshotOf) -> None:
    body = message(snapshot_of, "thank-you", "Mara Quill", problems=["Mara: wound reviews are four months behind"])
    assert "the wound reviews" in body
    assert "I set up a clinic that saw 140 patients" in body
    assert "four months behind" not in body


def test_nobody_is_told_that_they_told_what_they_said(snapshot_of: SnapshotOf) -> None:
    long = "wound reviews are four months behind since the second nurse left for the coast"
    letter = message(snapshot_of, "letter", "Mara Quill", problems=[f"Mara: {long}"])
    assert "wound reviews" in letter
    assert "told me that" not in letter
    assert "the coast" not in letter
    letter = message(snapshot_of, "letter", "Mara Quill", problems=["wound reviews are behind since Ann left"])
    assert "the wound reviews" in letter
    assert "Ann" not in letter
    letter = message(snapshot_of, "letter", "Mara Quill", problems=["Bo: wound reviews are four months behind"])
    assert "ound reviews are four months behind" in letter


def test_a_letter_says_that_it_meets_a_need_only_where_it_can_name_it(snapshot_of: SnapshotOf) -> None:
    letter = message(snapshot_of, "letter", "Mara Quill", problems=["do we wound care properly?"])
    assert "[…what they need, in half a sentence] I set up a clinic that saw 140 patients." in letter
    letter = message(snapshot_of, "letter", "Mara Quill", problems=["who has the wound reviews"])
    assert "the wound reviews" in letter
    assert "[…what they need" not in letter


def test_the_capital_of_a_line_goes_where_a_result_has_the_word_small(snapshot_of: SnapshotOf) -> None:
    body = message(snapshot_of, "thank-you", "Mara Quill", problems=["Mara: Woundcare reviews are four months behind"])
    assert "the woundcare reviews" in body


def test_what_no_result_meets_is_in_no_message(snapshot_of: SnapshotOf) -> None:
    for kind in ("thank-you", "letter"):
        assert "invoices" not in message(snapshot_of, kind, "Mara Quill", problems=["invoices get lost"])


def test_no_moment_of_one_is_told_to_another(snapshot_of: SnapshotOf) -> None:
    moments = ["Bo showed me the cellar", "Mara asked whether I read Gothic"]
    mara, bo = (message(snapshot_of, "thank-you", name, moments=moments) for name in ("Mara Quill", "Bo Lind"))
    assert "cellar" in bo
    assert "Gothic" in mara
    assert "Gothic" not in bo
    assert "cellar" not in mara
    assert "cellar" not in message(snapshot_of, "thank-you", "Mara Quill", moments=moments[:1])


def test_something_that_is_only_called_a_thing_is_told_in_no_message(snapshot_of: SnapshotOf) -> None:
    for kind in ("thank-you", "letter"):
        assert "pager thing" not in message(snapshot_of, kind, "Mara Quill", interested_in=["Mara: the pager thing"])


def test_what_is_only_called_a_thing_is_said_to_go_into_no_message(snapshot_of: SnapshotOf) -> None:
    note = "company: Acme\nrole: Clerk\ndate: 2026-03-05T10:00\ninterviewers: [Mara Quill]\n"
    files = {"interviews/a.md": f"---\n{note}interested_in: [the rota thing]\n---\n"}
    snapshot = snapshot_of(files, "2026-03-06T09:00")
    assert [d.code for d in checks.run(snapshot) if d.path == "interviews/a.md"] == ["VG424"]


def test_a_result_is_not_told_beside_the_interest_that_has_its_figure(snapshot_of: SnapshotOf) -> None:
    told = ["the clinic that saw 140 patients"]
    body = message(
        snapshot_of, "thank-you", "Mara Quill", problems=["Mara: wound reviews are late"], interested_in=told
    )
    assert body.count("140 patients") == 1


def test_a_promise_to_one_of_a_couple_does_not_call_the_other_you(snapshot_of: SnapshotOf) -> None:
    note = "company: Acme\nrole: Clerk\ndate: 2026-03-05T10:00\ninterviewers: [Mrs. Roe]\n"
    files = {"interviews/a.md": f"---\n{note}promises: [text Mr Roe the waste sheet]\n---\n"}
    (body,) = (d.body for d in snapshot_of(files, "2026-03-05T18:00").drafts if d.follow_up.kind == "promise")
    assert "I promised to text Mr Roe the waste sheet." in body


def test_a_name_with_an_apostrophe_is_no_letter_for_a_name() -> None:
    assert held_back("Dr. O'Dowd asked about the waste sheet", names=frozenset({"o'dowd"})) is None


def test_a_letter_tells_nothing_of_a_round_without_its_reader(snapshot_of: SnapshotOf) -> None:
    note = (
        "---\ncompany: Acme\nrole: Clerk\nstage: {}\ndate: {}T10:00\ninterviewers: [{}]\ninterested_in: [my {}]\n---\n"
    )
    files = {
        "interviews/1.md": note.format("technical", "2026-03-02", "Bo Lind", "talk on queues"),
        "interviews/2.md": note.format("final", "2026-03-05", '"Mara Quill, CEO"', "years at sea"),
    }
    letters = [d.body for d in snapshot_of(files, "2026-03-09T09:00").drafts if d.follow_up.kind == "letter"]
    assert letters
    assert not any("queues" in body for body in letters)


def test_who_declines_says_which_other_position_with_the_employer_was_chosen(snapshot_of: SnapshotOf) -> None:
    note = "---\ncompany: {}\nrole: {}\ndate: 2026-03-0{}T10:00\ninterviewers: [Mara Quill]\noutcome: {}\n---\n"
    files = {
        "interviews/1.md": note.format("Acme", "Analyst", 2, "accepted"),
        "interviews/2.md": note.format("Acme", "Clerk", 3, "declined"),
        "interviews/3.md": note.format("Globex", "Baker", 4, "declined"),
    }
    drafts = [d for d in snapshot_of(files, "2026-03-05T09:00").drafts if d.follow_up.kind == "closing"]
    said = {draft.follow_up.interview.note.path: "the Analyst position" in draft.body for draft in drafts}
    assert said["interviews/2.md"]
    assert not said["interviews/3.md"]


def test_a_title_alone_is_nobody_and_no_message_calls_them_by_it(snapshot_of: SnapshotOf) -> None:
    note = 'company: Acme\nrole: Clerk\ndate: 2026-03-05T10:00\ninterviewers: [Dr]\nmoments: ["the dr: asked me why"]\n'
    snapshot = snapshot_of({"interviews/a.md": f"---\n{note}---\n"}, "2026-03-06T09:00")
    bodies = [draft.body for draft in snapshot.drafts if draft.follow_up.kind == "thank-you"]
    assert bodies
    assert all("Hello […the interviewer's name]," in body and "the you" not in body for body in bodies)


def test_a_counted_thing_has_its_article_also_after_the_name_of_a_product(snapshot_of: SnapshotOf) -> None:
    note = (
        "company: Acme\nrole: Clerk\ndate: 2026-03-05T10:00\ninterviewers: [Mara Quill]\n"
        "problems: [postgres upgrade keeps slipping]\n"
    )
    files = {
        "interviews/a.md": f"---\n{note}---\n",
        "accomplishments/P.md": "---\nresult: Moved a database\nskills: [postgres]\naliases: [postgres upgrade]\n---\n",
    }
    snapshot = snapshot_of(files, "2026-03-06T09:00")
    (body,) = (draft.body for draft in snapshot.drafts if draft.follow_up.kind == "thank-you")
    assert "the Postgres upgrade" in body


@pytest.mark.parametrize("text", ["Supt. Keane asked why", "Coach Keane asked why", "Dr Keane asked why"])
def test_a_title_goes_with_the_name_that_becomes_you(text: str) -> None:
    assert without_names(text, ("Maura Keane", "Keane")) == "you asked why"


def test_somebody_is_greeted_by_the_name_that_they_go_by(snapshot_of: SnapshotOf) -> None:
    note = (
        "---\ncompany: Acme\nrole: Engineer\nstage: screen\ndate: 2026-03-11T15:00\nduration: 30\n"
        "interviewers: [Li Wei (goes by Wendy)]\nmoments: ['Wendy: the pager story']\n---\n"
    )
    (draft,) = [draft for draft in snapshot_of({"interviews/a.md": note}).drafts if draft.text is not None]
    assert draft.text is not None
    assert 'to: "Li Wei"\n' in draft.text
    assert "\nHello Wendy,\n" in draft.text
    assert "Wendy: " not in draft.text
    assert "the pager story" in draft.text
