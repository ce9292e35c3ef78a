"""`vaultgen status` speaks as the Today page does, and in its order."""

from tests.conftest import Run, VaultOf

NOW = "2026-03-12T09:00"


def note(company: str, date: str, **more: str) -> str:
    rows = "".join(f"{name}: {value}\n" for name, value in more.items())
    return f"---\ncompany: {company}\nrole: Cook\ndate: {date}\nduration: 60\n{rows}---\nA talk.\n"


def test_what_can_still_be_won_comes_first(run: Run, vault_of: VaultOf) -> None:
    vault = vault_of(
        {
            "interviews/fresh.md": note("Acme", "2026-03-11T15:00", interviewers="[Jane Doe]"),
            "interviews/late.md": note("Globex", "2026-03-06T15:00", interviewers="[Bo Li]"),
            "interviews/offer.md": note("Initech", "2026-02-02T15:00", outcome="offer", heard_back="2026-03-11"),
            "applications/Initech.md": "---\ncompany: Initech\nrole: Cook\nanswer_by: 2026-03-16\n---\n",
            "interviews/old.md": note("Hooli", "2026-01-05T15:00", stage="screen", heard_back="2026-03-11"),
            "interviews/today.md": note("Umbra", "2026-03-12T10:00", timezone="America/New_York", place="1 High St"),
            "interviews/off.md": note("Vandelay", "2026-03-12T15:00", outcome="cancelled"),
            "interviews/ahead.md": note("Wonka", "2026-03-16T14:00"),
        }
    )
    lines = run("status", "--now", NOW, cwd=vault).stdout.splitlines()
    shown = [line for line in lines if line and not line.startswith("      ")]
    assert shown[1:] == [
        "Today and tomorrow",
        "  today 14:00 (10:00 in America/New_York): Umbra, interview, 1 High St",
        "Offers",
        "  Answer the offer of Initech by Monday",
        "Still in time",
        "  by 16:00 today: Thank-you to Jane Doe, Acme (interview)",
        "  by 17:30 tomorrow: Closing note to the interviewer, Initech (interview)",
        "  by 17:30 tomorrow: Letter to Bo Li, Globex (interview), with the late thank-you in it",
        "2 older: let go with vaultgen skip, or write one anyway. What was drafted stays in drafts/.",
        "Write it down, while you remember: vaultgen debrief asks",
        "  Acme, interview: problems, skills, hard questions, concerns answered, concerns open and 9 others",
        "Next: Umbra, interview, Thursday 12 March 2026 at 14:00 (in 5 hours)",
    ]
    assert '      vaultgen prep "today"' in lines
