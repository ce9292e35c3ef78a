"""`vaultgen.toml`: every setting has a default, and a wrong one is reported with its place and a hint."""

from dataclasses import fields, is_dataclass
from datetime import time
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import Run, VaultOf
from vaultgen.checks import RULES
from vaultgen.diagnostics.diagnostic import Diagnostic
from vaultgen.diagnostics.fixes import apply_fixes
from vaultgen.diagnostics.source import Span, split_lines
from vaultgen.reports import FORMATS
from vaultgen.vault.scope import Scope
from vaultgen.vault.settings import CheckRules, FollowUpRules, Me, Settings, WorkingHours
from vaultgen.vault.settings_file import parse
from vaultgen.vault.templates import settings_file

BERLIN = ZoneInfo("Europe/Berlin")


def read(text: str) -> tuple[Settings, tuple[Diagnostic, ...]]:
    return parse(text, system_zone=BERLIN, codes=RULES)


def the_one_problem(text: str) -> tuple[str, str, str, str]:
    """The code, severity, text in the span, message and hint of the only problem."""
    _, (found,) = read(text)
    span = found.span
    marked = split_lines(text)[span.line - 1][span.column - 1 : span.end_column - 1]
    return found.code, found.severity, marked, f"{found.message} {found.hint}".strip()


# Defaults.

DEFAULTS = {
    "country": "",
    "region": "",
    "language": "en",
    "tone": "warm",
    "theme": "desk",
    "output": "site",
    "week_starts": "monday",
    "today_note": False,
    "opens_as_of": "now",
    "vault.include": (),
    "vault.exclude": (),
    "me.name": "",
    "me.email": "",
    "me.phone": "",
    "me.address": "",
    "me.sign_off": "Best regards",
    "follow_ups.thank_you_hours": 24,
    "follow_ups.letter_days": 7,
    "follow_ups.check_in_days": 3,
    "follow_ups.check_in_repeat_days": 10,
    "follow_ups.check_in_max": 2,
    "follow_ups.closing_days": 2,
    "follow_ups.working_hours": WorkingHours(time(8, 30), time(17, 30)),
    "check.select": (),
    "check.ignore": (),
    "check.severity": "hint",
    "check.private": ("site",),
}


def test_an_empty_file_is_a_valid_vault_in_the_zone_of_the_system() -> None:
    settings, found = read("")
    assert not found
    assert (settings.timezone, settings.zone_from_system) == (BERLIN, True)
    assert _flat(settings) == DEFAULTS


def test_a_time_zone_in_the_settings_is_used() -> None:
    settings, found = read('timezone = "America/Chicago"')
    assert not found
    assert (settings.timezone, settings.zone_from_system) == (ZoneInfo("America/Chicago"), False)


def test_every_setting_can_be_set() -> None:
    settings, found = read(EVERYTHING)
    assert not found
    assert settings.me == Me("Robin Hale", "robin@hale.example", "+1 312 555 0188", "1420 Larkspur", "Kind regards")
    hours = WorkingHours(time(9), time(18, 15))
    assert settings.follow_ups == FollowUpRules(48, 5, 4, 8, 1, 0, hours)
    assert settings.check == CheckRules(("VG1", "vg201"), ("VG101", "VG201"), "warning", ("out", "site", "drafts"))
    assert [settings.country, settings.region, settings.tone, settings.output] == ["DE", "BY", "formal", "out"]
    assert settings.vault == Scope(("Job/**",), ("Daily",))
    changed = _flat(settings)
    assert {name for name, default in DEFAULTS.items() if changed[name] == default} == {"language", "theme"}


EVERYTHING = """
timezone = "Europe/Berlin"
country = "DE"
region = "BY"
language = "en"
tone = "formal"
theme = "desk"
output = "out"
today_note = true
opens_as_of = "build"
week_starts = "sunday"
[vault]
include = ["./Job/**"]
exclude = ["Daily/"]
[me]
name = "Robin Hale"
email = "robin@hale.example"
phone = "+1 312 555 0188"
address = "1420 Larkspur"
sign_off = "Kind regards"
[follow_ups]
thank_you_hours = 48
letter_days = 5
check_in_days = 4
check_in_repeat_days = 8
check_in_max = 1
closing_days = 0
working_hours = "9:00 – 18:15"
[check]
select = ["VG1", "vg201"]
ignore = ["VG101", "VG201"]
severity = "warning"
private = ["./site/", "drafts"]
"""


def test_the_file_that_init_writes_has_no_problem() -> None:
    settings, found = read(settings_file("America/Chicago"))
    assert not found
    assert settings.timezone == ZoneInfo("America/Chicago")


# VG501: no TOML at all.


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [("theme = desk\n", 1, 9), ('tone = "warm"\n[me\nname = "Robin"\n', 2, 4), ('tone = "warm\n', 1, 13)],
)
def test_invalid_toml_is_reported_with_its_place(text: str, line: int, column: int) -> None:
    settings, (found,) = read(text)
    assert (found.code, found.severity, found.path) == ("VG501", "error", "vaultgen.toml")
    assert found.span == Span(line, column, line, column + 1)
    assert found.message.startswith("The settings cannot be read: ")
    assert "(at" not in found.message
    assert found.hint == 'Text stands in quotes, like theme = "desk"; sections in brackets, like [me].'
    assert settings.timezone == BERLIN


# VG502: a setting that there is not.


@pytest.mark.parametrize(
    ("text", "marked", "words"),
    [
        ('timezon = "UTC"', "timezon", "There is no setting “timezon”. Did you mean “timezone”?"),
        ("[me]\nemial = 'a@b'", "emial", "There is no setting “emial” in [me]. Did you mean “email”?"),
        ("[follow-ups]\nletter_days = 7", "follow-ups", "There is no setting “follow-ups”. Did you mean “follow_ups”?"),
        (
            '[me]\nname = "Robin"\n[check]\nname = 1',
            "name",
            "There is no setting “name” in [check]. Known here: select, ignore, severity, private.",
        ),
        ("check.ingore = []", "check.ingore", "There is no setting “ingore” in [check]. Did you mean “ignore”?"),
    ],
)
def test_an_unknown_setting_is_a_warning_with_a_suggestion(text: str, marked: str, words: str) -> None:
    code, severity, where, said = the_one_problem(text)
    assert (code, severity) == ("VG502", "warning")
    assert said == words
    assert where in marked


def test_the_span_is_in_the_right_section() -> None:
    _, (found,) = read('[me]\nname = "Robin"\n\n[check]\nname = 1\n')
    assert found.span == Span(5, 1, 5, 5)


# VG503: a value that a setting cannot take.


@pytest.mark.parametrize(
    ("text", "marked", "words"),
    [
        ('timezone = "Berlin"', "timezone", "the name of a time zone, like “Europe/Berlin” or “America/Chicago”"),
        ("timezone = 1", "timezone", "text in quotes"),
        ('timezone = ""', "timezone", "the name of a time zone, like “Europe/Berlin” or “America/Chicago”"),
        (
            'timezone = "../etc/passwd"',
            "timezone",
            "the name of a time zone, like “Europe/Berlin” or “America/Chicago”",
        ),
        ('tone = "chatty"', "tone", "one of “warm”, “plain”, “formal”"),
        ("tone = []", "tone", "one of “warm”, “plain”, “formal”"),
        ("theme = 5", "theme", "text in quotes"),
        ('country = "Atlantis"', "country", "a country as two letters, like “DE”, and one of its regions, like “BY”"),
        (
            'region = "BY"\ncountry = "FR"',
            "region",
            "a country as two letters, like “DE”, and one of its regions, like “BY”",
        ),
        ('[follow_ups]\nworking_hours = "9 to 5"', "working_hours", "two times of a day, like “08:30-17:30”"),
        ('[follow_ups]\nworking_hours = "17:30-08:30"', "working_hours", "two times of a day, like “08:30-17:30”"),
        ('[follow_ups]\nworking_hours = "09:00-09:00"', "working_hours", "two times of a day, like “08:30-17:30”"),
        ('[follow_ups]\nworking_hours = "09:00-24:00"', "working_hours", "two times of a day, like “08:30-17:30”"),
        ("[follow_ups]\nletter_days = -1", "letter_days", "a whole number, 0 or more"),
        ("[follow_ups]\nletter_days = true", "letter_days", "a whole number, 0 or more"),
        ("[follow_ups]\nletter_days = 1.5", "letter_days", "a whole number, 0 or more"),
        ('[follow_ups]\nletter_days = "7"', "letter_days", "a whole number, 0 or more"),
        ('[check]\nignore = "VG101"', "ignore", "a list of codes, like [“VG101”]"),
        ('[check]\nselect = "VG101"', "select", "a list of codes, like [“VG101”]"),
        ("[check]\nseverity = 1", "severity", "one of “error”, “warning”, “hint”"),
        ("[check]\nignore = [[]]", "ignore", "a list of codes, like [“VG101”]"),
        ('me = "Robin"', "me", "a section: write [me] on a line of its own"),
    ],
)
def test_a_wrong_value_says_what_the_setting_takes(text: str, marked: str, words: str) -> None:
    code, severity, place, said = the_one_problem(text)
    assert (code, severity) == ("VG503", "error")
    assert place == text.partition(f"{marked} = ")[2].partition("\n")[0].strip()
    assert said.startswith(f"“{marked}” takes {words}. ")
    assert f"Write for example {marked} = " in said or marked == "me"


def test_an_unknown_code_in_the_settings_suggests_similar_ones() -> None:
    for key in ("select", "ignore"):
        _, _, _, said = the_one_problem(f'[check]\n{key} = ["VG1", "VG1101"]')
        assert said.startswith(f"“{key}” takes a list of codes, like [“VG101”]. There is no “VG1101”. Did you mean VG")


def test_a_misspelt_setting_has_a_fix_where_it_is_certain() -> None:
    text = '# mine\r\ntimezon = "UTC"  # ?\r\n[follow-ups]\r\nletter_day = 5\r\n'
    _, found = read(text)
    data, made = apply_fixes(text.encode(), found)
    assert len(made) == 2
    assert data.decode() == '# mine\r\ntimezone = "UTC"  # ?\r\n[follow_ups]\r\nletter_day = 5\r\n'
    _, found = read(data.decode())
    data, _ = apply_fixes(data, found)
    assert read(data.decode()) == (read('timezone = "UTC"\n[follow_ups]\nletter_days = 5')[0], ())


@pytest.mark.parametrize(
    "text",
    [
        'font = "serif"',
        'timezon = "UTC"\ntimezone = "UTC"',  # it is there already
        "tone = 'warm'\nton = 'plain'",
        'timezon = "Atlantis"',  # as “timezone” it would be wrong
        "check.ingore = []",
    ],
)
def test_an_uncertain_setting_has_no_fix(text: str) -> None:
    assert all(one.fix is None for one in read(text)[1])


def test_a_wrong_setting_keeps_its_default() -> None:
    settings, _ = read('tone = "chatty"\ntheme = "plain"\n[follow_ups]\nletter_days = -1\ncheck_in_max = 3')
    assert (settings.tone, settings.theme) == ("warm", "plain")
    assert (settings.follow_ups.letter_days, settings.follow_ups.check_in_max) == (7, 3)


@given(st.text(max_size=40))
def test_any_text_gives_settings_or_problems(text: str) -> None:
    settings, found = read(text)
    assert isinstance(settings, Settings)
    assert all(problem.code in RULES and problem.span.line >= 1 for problem in found)


# As the command shows it.


def test_a_run_stops_at_wrong_settings_with_place_and_reason(vault_of: VaultOf, run: Run) -> None:
    root = vault_of({"vaultgen.toml": 'timezone = "UTC"\ntone = "chatty"\n'})
    result = run("status", str(root))
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr == (
        "vaultgen: The settings have errors.\n"
        "\n"
        "vaultgen.toml:2:8: error VG503 “tone” takes one of “warm”, “plain”, “formal”.\n"
        '    2 | tone = "chatty"\n'
        "      |        ^^^^^^^^\n"
        '  Mend: Write for example tone = "warm"\n'
    )


@pytest.mark.parametrize("form", FORMATS)
def test_check_shows_wrong_settings_in_every_format(vault_of: VaultOf, run: Run, form: str) -> None:
    root = vault_of({"vaultgen.toml": 'timezone = "UTC"\ntone = "chatty"\n', "interviews/Acme.md": "---\n"})
    result = run("check", str(root), "--format", form)
    assert result.returncode == 2
    assert "VG503" in result.stdout
    assert "VG004" not in result.stdout
    assert result.stderr == "The notes were not checked, because the settings have errors.\n"


def test_check_shows_the_line_of_a_setting(vault_of: VaultOf, run: Run) -> None:
    result = run("check", vault_of({"vaultgen.toml": '\ufefftimezon = "UTC"\n'}))
    assert result.returncode == 0
    assert result.stdout.startswith(
        "vaultgen.toml:1:1: warning VG502 There is no setting “timezon”.\n"
        '    1 | timezon = "UTC"\n'
        "      | ^^^^^^^\n"
        "  Mend: Did you mean “timezone”?\n"
        "  Can be fixed: vaultgen check --fix\n"
    )


def test_a_run_goes_on_with_an_unknown_setting(vault_of: VaultOf, run: Run) -> None:
    root = vault_of({"vaultgen.toml": 'timezone = "UTC"\nfont = "serif"\n'})
    result = run("check", str(root), "--format", "concise")
    assert result.returncode == 0
    assert result.stdout == "vaultgen.toml:2:1: warning VG502 There is no setting “font”.\n"


def _flat(settings: Any, prefix: str = "") -> dict[str, Any]:
    flat: dict[str, Any] = {}
    for item in fields(settings):
        value = getattr(settings, item.name)
        if is_dataclass(value) and not isinstance(value, WorkingHours):
            flat |= _flat(value, f"{item.name}.")
        elif item.name not in ("timezone", "zone_from_system"):
            flat[prefix + item.name] = value
    return flat
