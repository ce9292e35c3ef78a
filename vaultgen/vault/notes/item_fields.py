"""A person who is typed as fields below a list item, as the one text that vaultgen and Obsidian read.

    - name: Jane Doe
      title: CTO
      email: jane@acme.example

is `Jane Doe, CTO <jane@acme.example>`.
"""

from collections.abc import Sequence

from vaultgen.regex import late
from vaultgen.vault.notes.properties import key

_FIRST = late(r"(?P<indent>[ \t]*)- +(?P<field>.*)")
_FIELD = late(
    r"(?i)(?P<name>name|title|role|position|e-?mail) *: +"
    r"(?P<mark>[\"']?)(?P<value>[^\"'#\r\n]*[^\"'#\s])(?P=mark)[ \t]*"
)
_KEYS = {"role": "title", "position": "title", "e-mail": "email"}


def person_in_fields(lines: Sequence[str], number: int) -> str | None:
    """The interviewer whose first field is on a line (from 1), as one text; None if the fields do not make one.

    Lists of other names are left alone: in a note that is not vaultgen's they have a meaning of their own.
    """
    first = _FIRST.fullmatch(lines[number - 1])
    above = (line for line in reversed(lines[: number - 1]) if line.strip() and line.lstrip()[0] not in "-#")
    owner = next((line for line in above if not line[0].isspace()), "")
    if first is None or key(owner.partition(":")[0]) != "interviewers":
        return None
    typed, last = [first["field"]], number
    while last < len(lines) and _indentation(lines[last]) > len(first["indent"]):
        typed.append(lines[last].strip())
        last += 1
    found = [_FIELD.fullmatch(field) for field in typed]
    fields = {_KEYS.get(one["name"].casefold(), one["name"].casefold()): one["value"] for one in found if one}
    name, title, email = (fields.get(key, "") for key in ("name", "title", "email"))
    if len(fields) < len(typed) or not name or any(sign in f"{name}{email}" for sign in ",;<>()"):
        return None
    return f"{name}{f', {title}' if title else ''}{f' <{email}>' if email else ''}"


def _indentation(line: str) -> int:
    return len(line) - len(line.lstrip()) if line.strip() else 0
