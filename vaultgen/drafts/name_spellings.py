"""The spellings of names in results, by the name in lower case, to correct names that were typed in haste."""

import re

from vaultgen.drafts.gate import in_lower_case
from vaultgen.regex import late
from vaultgen.vault.vault import Vault


def spellings_in_results(vault: Vault) -> dict[str, str]:
    """The spellings of the things and skills that accomplishments name."""
    texts = [item.text for a in vault.accomplishments for item in a.skills or ()]
    texts += [alias for a in vault.accomplishments for alias in a.aliases or ()]
    texts += [a.note.name for a in vault.accomplishments]
    words = [word for text in texts for word in re.findall(r"[^\W\d_][\w+#'’-]+", text)]
    named = {
        word.lower(): word
        for word in words
        if not word.islower() and not word.istitle() and in_lower_case(word) == word
    }
    results = [a.result or "" for a in vault.accomplishments]
    within = {word for result in results for word in _WITHIN.findall(result)}
    small = {word for text in (*texts, *results) for word in re.findall(r"\b[a-z]{2,}\b", text)}
    # `Epic` among the skills, and `on Epic charting` in a result: it is the name, and no word with a capital.
    named |= {word.lower(): word for word in words if word in within and word.lower() not in small}
    return {word.lower(): word.lower() for word in words if word.islower()} | named


_WITHIN = late(r"(?<=[a-z,;] )[A-Z][a-z]{2,}\b")  # a word with a capital inside a sentence
