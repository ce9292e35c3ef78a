"""Note templates, made from the model, for `vaultgen new` and for Obsidian; and the other files of a new vault.

Obsidian's core Templates plugin fills in `{{date:…}}` and `{{time:…}}`; `vaultgen new` does it itself, so that both
give the same note.

The question of each property is in the body, between `%%`: Obsidian's property panel rewrites the front matter and
drops YAML comments, but never touches the body. The comment is not shown in reading view, on a page or in a draft.
"""

import json
import re
from collections.abc import Iterable, Mapping, Sequence

from vaultgen.markdown.comments import without_comments
from vaultgen.regex import late
from vaultgen.vault.layout import FOLDERS
from vaultgen.vault.model import COMMON, KINDS
from vaultgen.vault.notes.property_edits import scalar
from vaultgen.vault.notes.yaml_messages import quoted
from vaultgen.vault.schema import specs

# The kinds that users write; drafts are written by vaultgen.
WRITTEN = tuple(kind for kind in KINDS if kind != "draft")
FOLDER_OF = {kind: folder for folder, kind in FOLDERS.items()}

_DATE = '"{{date:YYYY-MM-DD}}T{{time:HH:mm}}"'  # in quotes: without them braces are a map to YAML
# The prompts in the bodies of new notes. A body with nothing else is still unwritten.
PROMPTS = {
    "question": "What I would say now:",
    "accomplishment": "What the situation was, what I did, what came of it.",
    "application": "Why this position:",
}
_HEADINGS = ("What was discussed", "Impressions")
_BODIES = {"interview": "\n\n\n".join(f"## {heading}" for heading in _HEADINGS) + "\n\n"} | {
    kind: f"{prompt}\n\n" for kind, prompt in PROMPTS.items()
}
# A heading of the template with nothing below it.
_EMPTY = late(rf"^## (?:{'|'.join(_HEADINGS)})[ \t]*(?:\r?\n[ \t]*)*(?=^##? |\Z)", re.MULTILINE)


def folder_for(kind: str, there: Iterable[str]) -> str:
    """The folder for new notes of a kind: `Interviews` where it is `there`, as the case of a folder does not matter."""
    ours = FOLDER_OF[kind]
    return next((folder for folder in there if folder.casefold() == ours), ours)


def obsidian_template(kind: str) -> str:
    """The template of a kind of note, with Obsidian's placeholders."""
    lines = ["---", f"type: {kind}"]
    for name, spec in specs(KINDS[kind]).items():
        if spec.automatic:
            continue
        value = f" {_DATE}" if (kind, name) == ("interview", "date") else ""
        lines.append(f"{name}:{value}")
    return "\n".join([*lines, "---", *_questions(kind), _BODIES.get(kind, "")])


def without_prompts(body: str) -> str:
    """A note's body without comments, and without the template's lines that nobody has filled in."""
    shown = _EMPTY.sub("", without_comments(body))
    return "" if shown.strip() in PROMPTS.values() else shown


def _questions(kind: str) -> list[str]:
    """What each property asks, as an Obsidian comment."""
    lines = ["%%", "What the properties ask; nobody sees this but you, and you may delete it."]
    for name, spec in specs(KINDS[kind]).items():
        words = f" ({', '.join(spec.choices)})" if spec.choices else ""
        if not spec.automatic:
            lines.append(f"{name}: {spec.about[:1].upper()}{spec.about[1:]}{words}")
    return [*lines, "%%", ""]


def new_note(kind: str, values: Mapping[str, Sequence[str]], *, has_prompt: bool = True) -> str:
    """A new note of a kind: the template with some of its properties given, each with its values.

    Without `has_prompt` the body has no prompt, as for notes of an import, which nobody fills in at once.
    """
    lines = ["---", f"type: {kind}"]
    for name, spec in specs(KINDS[kind]).items():
        given = [scalar(value) for value in values.get(name, ())]
        if given and spec.is_list:
            lines += [f"{name}:", *(f"  - {value}" for value in given)]
        elif given or not spec.automatic:
            lines.append(f"{name}: {given[0]}" if given else f"{name}:")
    body = _BODIES.get(kind, "") if has_prompt or kind not in PROMPTS else ""
    return "\n".join([*lines, "---", *_questions(kind), body])


def property_types() -> dict[str, str]:
    """The types for `.obsidian/types.json` of all properties of all kinds."""
    return {"type": "text"} | {
        name: spec.obsidian for kind in KINDS.values() for name, spec in specs(kind).items() if name not in COMMON
    }


def settings_file(zone: str, *, name: str = "", email: str = "", country: str = "") -> str:
    """The `vaultgen.toml` of a new vault, with the settings that most people change."""
    return f"""\
# Settings of this vault. Every line may be left out; the defaults are in the README.
timezone = {quoted(zone)}
country = {quoted(country):<18}# two letters, like "DE": whose public holidays are no working days
tone = "warm"               # warm, plain or formal

[me]                        # how drafts are signed
name = {quoted(name)}
email = {quoted(email)}
phone = ""
address = ""
sign_off = "Best regards"
"""


GITIGNORE = """\
# The site is made anew by every build, and it holds all that your notes say.
/site/
# Obsidian's own state differs from machine to machine; the property types and templates' place are worth keeping.
/.obsidian/*
!/.obsidian/types.json
!/.obsidian/templates.json
/.trash/
.DS_Store
# What a crash may leave behind until the next command clears it away.
*.vaultgen-tmp
"""


def templates_setting(folder: str) -> str:
    """The text of Obsidian's setting for the folder of templates."""
    return json.dumps({"folder": folder}, indent=2) + "\n"
