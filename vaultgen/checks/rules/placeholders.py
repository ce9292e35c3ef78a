"""A draft with a placeholder that the user has to replace (VG411)."""

from collections.abc import Iterator

from vaultgen.checks.unsent_drafts import UnsentDraft, unsent
from vaultgen.diagnostics.diagnostic import Diagnostic, Rule, Severity, problem
from vaultgen.diagnostics.source import Span
from vaultgen.drafts.write import placeholders
from vaultgen.snapshot import Snapshot
from vaultgen.vault.layout import SETTINGS_FILE

PLACEHOLDER_LEFT = Rule("VG411", "warning", "placeholder left")
RULES = (PLACEHOLDER_LEFT,)

_YOUR_NAME = "[…your name]"


def check(snapshot: Snapshot) -> Iterator[Diagnostic]:
    """A warning for drafts that the user has edited, else a hint.

    A missing name of the user is reported once, for the settings, and not in each draft.
    """
    is_nameless = not snapshot.settings.me.name
    unnamed = 0
    for message in unsent(snapshot):
        severity: Severity = "hint" if message.untouched else "warning"
        for placeholder, span in _left(message):
            if is_nameless and placeholder == _YOUR_NAME:
                unnamed += 1
                continue
            yield problem(
                PLACEHOLDER_LEFT,
                message.path,
                span,
                f"“{placeholder}” waits for your own words.",
                hint="Write them in its place, or delete the sentence that it stands in.",
                severity=severity,
            )
    if unnamed:
        yield problem(
            PLACEHOLDER_LEFT,
            SETTINGS_FILE,
            Span(),
            f"Drafts are signed “{_YOUR_NAME}”: the settings do not say who you are.",
            hint='Write name = "…" under [me] in vaultgen.toml.',
            severity="hint",
        )


def _left(message: UnsentDraft) -> Iterator[tuple[str, Span]]:
    for found in placeholders(message.subject):
        yield found.group(), message.subject_span(*found.span())
    for found in placeholders(message.body):
        yield found.group(), message.span(*found.span())
