"""Notes for tests of what a search teaches: interviews with some properties, and messages that were sent."""

from typing import Any


def interview(day: str, company: str = "Acme", **more: Any) -> str:
    """An interview's note at noon, with some properties."""
    given = {"company": company, "role": "Engineer", "stage": "technical", "date": f"{day}T12:00", "duration": 60}
    body = more.pop("body", "")
    lines = [f"{name}: {_value(value)}" for name, value in (given | more).items()]
    return "\n".join(["---", *lines, "---", body, ""])


def sent(about: str, at: str, body: str, *, to: str = "Jane Doe", kind: str = "thank-you") -> str:
    """A draft that was sent."""
    head = f'---\nkind: {kind}\ninterview: "[[{about}]]"\nto: {to}\nsubject: Hello\nsent: {at}\n---\n'
    return f"{head}Dear {to},\n\n{body}\n\nBest regards,\nRobin\n"


def _value(value: Any) -> str:
    if isinstance(value, list):
        return "[" + ", ".join(f'"{item}"' for item in value) + "]"
    return str(value)
