"""What was said about pay."""

from vaultgen.briefing.history import History
from vaultgen.briefing.sections import BriefingLine, BriefingSection, Source, section, shown

_MOST = 3  # lines


def salary(history: History) -> BriefingSection:
    """What was said about pay, the latest first, and what the application's note says."""
    lines = [
        BriefingLine(shown(earlier.salary_stated), sources=(history.source(earlier),))
        for earlier in history.rounds
        if earlier.salary_stated
    ]
    application = history.vault.application(history.interview)
    if application.salary and application.note:
        lines.append(
            BriefingLine(shown(application.salary), sources=(Source("the application", application.note.path),))
        )
    return section("salary", "Pay that was named", lines, most=_MOST)
