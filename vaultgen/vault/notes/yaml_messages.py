"""YAML error messages in plain words: the scanner's message → a sentence and a hint."""

import json
import re

from vaultgen.regex import late

NO_ANCHORS = (
    "YAML anchors (&), aliases (*) and tags (!) are not read in notes.",
    "Put the text in quotes if it begins with &, * or !.",
)
# Characters that YAML 1.2 calls not printable (section 5.1), and the line breaks of YAML 1.1 only.
_UNPRINTABLE = late("[\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")


def quoted(text: str) -> str:
    """Any text as a YAML scalar in double quotes on one line."""
    return json.dumps(_UNPRINTABLE.sub(" ", text), ensure_ascii=False)


def in_words(message: str, rest: str) -> tuple[str, str]:
    """A sentence and a hint for the scanner's message; `rest` is the line from the fault on."""
    if "cannot start any token" in message and rest[:1] != "\t":
        reason = f"A value cannot begin with “{rest[:1]}” unless it is in quotes."
        return reason, f"Put the whole value in quotes: {quoted(rest.strip())}"
    for words, reason, hint in _SAID:
        if re.search(words, message):
            return reason, hint
    return "The properties cannot be read from here on.", "Put the value in quotes, or write name: value on one line."


# A pattern for libyaml's message, the most likely cause, and a hint.
_SAID = (
    (
        "<document start>",
        "A line with “...” ends the properties before this one.",
        "Delete that line; only --- ends the properties.",
    ),
    (
        "block sequence entries are not allowed",
        "A list does not begin on the line of its name.",
        "Write each “- item” on a line of its own, below the name.",
    ),
    (
        "mapping values are not allowed",
        "There is a second “: ” in this line, which reads as a property in a property.",
        'Put the whole value in quotes: name: "text: more text".',
    ),
    (
        "quoted scalar.*end of stream",
        "A quotation mark is opened here and never closed.",
        "Close it, or put the value in the other kind of quotes.",
    ),
    (
        "escape|hexdecimal",
        "In double quotes a backslash has a meaning of its own, and this one has none.",
        "Use single quotes, or write two backslashes.",
    ),
    ("cannot start any token", "A tab cannot indent properties.", "Use spaces."),
    (
        "could not find expected ':'|expected <block end>",
        "This line is no property: it has no “name: value”, or it is indented unlike the others.",
        "Write name: value, with the same indentation for all properties.",
    ),
    (
        "block mapping did not find expected key|did not find expected '-' indicator",
        "Text follows after the closing quotation mark.",
        "Put the whole value in quotes of the other kind: '\"warm\" and short'.",
    ),
    (
        "flow",
        "A bracket is opened and never closed, or something between the brackets is not a list of texts.",
        "Write the list with one “- item” on each line, or put the text in quotes.",
    ),
)
