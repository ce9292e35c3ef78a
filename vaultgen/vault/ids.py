"""Ids that stay the same while notes are edited: of an interview, of a position, and of a name as part of one."""

import re
import unicodedata
from functools import lru_cache

from vaultgen.regex import late
from vaultgen.vault.model import Application, Interview
from vaultgen.vault.vault import Vault

# What Windows takes for a device, whatever ending follows; the number of a port may be raised.
_DEVICE = late(r"(?:con|prn|aux|nul|(?:com|lpt)[\d¹²³]|con(?:in|out)\$) *(?:\..*)?", re.IGNORECASE)


def is_device(name: str) -> bool:
    """Whether Windows can have no file of this name."""
    return _DEVICE.fullmatch(name) is not None


@lru_cache(maxsize=4096)
def slug(text: str) -> str:
    """Letters and digits of any script in lower case, joined by `-`: for ids and file names."""
    plain = unicodedata.normalize("NFC", text).casefold()
    return re.sub(r"[\W_]+", "-", plain).strip("-")


def interview_id(interview: Interview) -> str:
    """The id of an interview: its note's path without `.md`."""
    return interview.note.path.removesuffix(".md")


def application_id(vault: Vault, application: Application) -> str:
    """The id of a position: its note's path without `.md`, else employer and role."""
    if application.note:
        return application.note.path.removesuffix(".md")
    parts = (vault.company(application.company).name, application.role.label if application.role else "")
    return "applications/" + "--".join(slug(_spelt(part)) for part in parts if part)


def _spelt(text: str) -> str:
    """A name with its signs as words: `C#` and `C++` are two positions."""
    return re.sub(r"(?<=\w)\+", "-plus", re.sub(r"(?<=\w)#", "-sharp", text.replace("++", "+-plus")))
