"""Time zones as people write them: the one that is meant, or None if that is not certain."""

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaultgen.vault.settings import zone
from vaultgen.vault.time_zones import meant, offset_words


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("Berlin", "Europe/Berlin"),
        ("europe/berlin", "Europe/Berlin"),
        ("Europe/Berln", "Europe/Berlin"),
        ("New York", "America/New_York"),
        ("GMT+2", "Etc/GMT-2"),
        ("utc -5", "Etc/GMT+5"),
        ("+02:00", "Etc/GMT-2"),
        ("UTC−3", "Etc/GMT+3"),
        ("GMT+0", "Etc/UTC"),
        ("UTC+05:30", None),
        ("GMT+15", None),
        ("Etc/GMT+22", None),
        ("CEST", None),
        ("Lousiville", None),
        ("somewhere", None),
    ],
)
def test_which_zone_is_meant(typed: str, name: str | None) -> None:
    assert meant(typed) == name


@given(st.integers(min_value=-12, max_value=14), st.sampled_from(["GMT", "UTC", "gmt ", ""]))
def test_hours_ahead_of_utc_are_ahead_in_the_zone(hours: int, word: str) -> None:
    name = meant(f"{word}{hours:+d}")
    assert name is not None
    offset = datetime(2026, 3, 5, tzinfo=zone(name)).utcoffset()
    assert offset is not None
    assert offset.total_seconds() == hours * 3600
    assert hours == 0 or str(abs(hours)) in offset_words(f"{word}{hours:+d}")
