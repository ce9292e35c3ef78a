"""A letter that goes to one of several who may decide (VG609)."""

from collections.abc import Iterator

from vaultgen.diagnostics.diagnostic import Diagnostic, Rule, problem
from vaultgen.english.roles import NEAR, UNRANKED, rank
from vaultgen.followups import state
from vaultgen.followups.kinds import letter
from vaultgen.snapshot import Snapshot

DOUBTFUL_DECIDER = Rule("VG609", "hint", "decision maker not certain")
RULES = (DOUBTFUL_DECIDER,)


def check(snapshot: Snapshot) -> Iterator[Diagnostic]:
    """Looks at each open letter whose interview names no decision maker, and at the titles of those who were met."""
    vault = snapshot.vault
    for follow_up in snapshot.follow_ups:
        interview = follow_up.interview
        if follow_up.kind != letter.KIND or interview.decision_maker or state(follow_up, snapshot.now) != "due":
            continue
        ranks = {person: rank(person.title or "") for person in vault.interviewers(interview)}
        first = min(ranks.values(), default=UNRANKED)
        near = [person for person, one in ranks.items() if one <= first + NEAR]
        if first < UNRANKED and len(near) > 1 and follow_up.whom is not None:
            others = " or ".join(f"“{person.name}”" for person in near if person != follow_up.whom)
            prop = interview.note.properties["interviewers"]
            yield problem(
                DOUBTFUL_DECIDER,
                interview.note.path,
                prop.value_span,
                f"The letter goes to “{follow_up.whom.name}”, but their titles leave open whether {others} decides.",
                hint="Write who makes the decision into “decision_maker”.",
            )
