"""The words for rounds and outcomes. Those for a kind of follow-up are in the file of the kind."""

from vaultgen.vault.model import Interview

STAGE_WORDS = {"onsite": "on site", "take-home": "take-home", "final": "final round", "phone": "phone interview"}
OUTCOME_WORDS = {
    "advanced": "advanced",
    "offer": "an offer",
    "accepted": "offer accepted",
    "declined": "you declined",
    "rejected": "a rejection",
    "withdrawn": "you withdrew",
    "silent": "no answer",
    "cancelled": "called off",
}


def stage_words(interview: Interview) -> str:
    """The round in words; `interview` if the note does not say."""
    stage = interview.stage or "interview"
    return STAGE_WORDS.get(stage, stage)
