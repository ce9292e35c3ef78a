"""Finds the interview that the user means, by the name of its note, or by words for its employer or its people."""

from collections.abc import Callable

from vaultgen.cli.name_lookup import fitting
from vaultgen.errors import UsageProblem
from vaultgen.followups.words import stage_words
from vaultgen.vault.model import Interview
from vaultgen.vault.vault import Vault, application_key


def interview_called(
    vault: Vault, typed: str, *, likeliest: Callable[[Interview], bool] | None = None, latest: bool = False
) -> Interview:
    """The interview with that name, else the one that all words fit; of several rounds the last.

    If some of those that fit are `likeliest`, the first of these is returned, or with `latest` the last. Raises
    `UsageProblem` if none fits, or if interviews for several positions do.
    """
    matches = interviews_called(vault, typed)
    likely = [one for one in matches if likeliest is not None and likeliest(one)]
    if likely and len({_position(vault, one) for one in likely}) == 1:
        return likely[-1 if latest else 0]
    if not matches:
        raise UsageProblem(f"There is no interview “{typed}”.", "Write the name of its note, or of the employer.")
    if len({_position(vault, one) for one in matches}) > 1:
        listed = "\n  ".join(sorted(one.note.name for one in matches))
        raise UsageProblem(f"“{typed}” fits {len(matches)} interviews:", f"{listed}\n  Write more of the name.")
    return matches[-1]


def _position(vault: Vault, interview: Interview) -> str:
    return application_key(vault, vault.application(interview))


def interviews_called(vault: Vault, typed: str) -> tuple[Interview, ...]:
    """The interviews that fit what was typed, by time."""
    by_name = {one.note.name: one for one in vault.interviews}
    exactly = fitting(by_name, typed)
    if len(exactly) == 1:
        return (by_name[exactly[0]],)
    words = {_words(vault, one): one for one in vault.interviews}
    found = {words[text].note.path for text in fitting(words, typed)}
    return tuple(one for one in vault.interviews if one.note.path in found)


def _words(vault: Vault, interview: Interview) -> str:
    """All words by which an interview can be found."""
    people = (person.name for person in vault.interviewers(interview))
    role = interview.role.label if interview.role else ""
    return " ".join([interview.note.path, vault.company(interview.company).name, role, stage_words(interview), *people])
