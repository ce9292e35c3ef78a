"""The stages of applications, which are the columns of the pipeline.

An application is in the stage of the last round that has begun; before the first one it is in that of the application.
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
    """The key in `STAGES` for an application whose rounds so far are these, in order, and whose outcome is this one.

    A scheduled round does not count yet.
    """
    if outcome in ("offer", "accepted"):
        return "offer"
    reached = [of_round(interview) for interview in rounds]
    return reached[-1] if reached else "applied"


def of_round(interview: Interview) -> str:
    """The key in `STAGES` for a round; `interview` if its note does not say which one it was."""
    return _OF_ROUND.get(interview.stage or "", "interview")
