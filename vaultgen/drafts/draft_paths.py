"""Where drafts are, and how their files are named: `drafts/2026-03-11 Acme thank-you to Jane Doe.md`."""

import re

from vaultgen.followups.rules import FollowUp
from vaultgen.regex import late
from vaultgen.vault.links import fold
from vaultgen.vault.vault import Vault

FOLDER = "drafts"
_LONGEST = 180  # bytes of a name, without a number and the suffix
_NOT_IN_NAMES = late(r'[\\/:*?"<>|#^\[\]\x00-\x1f\x7f]+')


def may_be_written(path: str) -> bool:
    """Whether a draft is in the folder where vaultgen may write and delete: one that was moved away is only read."""
    return fold(path).startswith(f"{FOLDER}/")


def name_parts(vault: Vault, follow_up: FollowUp) -> tuple[str, str]:
    """How the name of a draft's file begins, which is what the draft is about, and the whole name without a number."""
    employer = vault.company(follow_up.interview.company).name
    whom = follow_up.whom.name if follow_up.whom else "the interviewer"
    kind = follow_up.kind if follow_up.number == 1 else f"{follow_up.kind} {follow_up.number}"
    about = f"{follow_up.interview.date.day} {employer} {kind}"
    return _as_file_name(about), _as_file_name(f"{about} to {whom}")


def _as_file_name(text: str) -> str:
    """A text without what some system does not allow in the name of a file."""
    name = re.sub(r"\s+", " ", _NOT_IN_NAMES.sub(" ", text)).strip(" .")
    return name.encode()[:_LONGEST].decode(errors="ignore").strip(" .")
