"""How far an application has come: the columns of the pipeline.

An application stands where its latest round stands, also when that round is still to come; the notes
alone decide it, never the clock.
"""

from collections.abc import Iterable

from vaultgen.vault.model import Interview

STAGES = {
    "applied": "Applied",
    "screen": "Screen",
    "interview": "Interview",
    "technical": "Technical",
    "onsite": "Panel, on site",
    "final": "Final round",
    "offer": "Offer",
}
_OF_ROUND = {
    "screen": "screen",
    "phone": "screen",
    "technical": "technical",
    "take-home": "technical",
    "panel": "onsite",
    "onsite": "onsite",
    "final": "final",
}


def stage(rounds: Iterable[Interview], outcome: str | None) -> str:
    """The key in `STAGES` of an application with these rounds, in order, and this outcome."""
    if outcome in ("offer", "accepted"):
        return "offer"
    reached = [of_round(interview) for interview in rounds]
    return reached[-1] if reached else "applied"


def of_round(interview: Interview) -> str:
    """The column that a round belongs to; `interview` where the note does not say which round it was."""
    return _OF_ROUND.get(interview.stage or "", "interview")
