"""The kinds of follow-up. One file per kind; each has `KIND`, its name, and

    plan(vault) -> Iterator[FollowUp]

a pure function of the vault and its settings. `KINDS` is the order in which kinds are planned; one more kind is one
more file and one more name here.
"""

from vaultgen.followups.kinds import check_in, closing, letter, promise, thank_you

KINDS = (thank_you, letter, check_in, promise, closing)
