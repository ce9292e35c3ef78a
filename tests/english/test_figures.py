"""The figures by which two texts tell of the same thing."""

import pytest

from vaultgen.english.figures import figures


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("my bid that got £180k", {180_000}),
        ("won £180,000 from the Lottery", {180_000}),
        ("from 40% to 75%", {40, 75}),
        ("1.5m users", {1_500_000}),
        ("in 2024, by 3 people", set()),
        ("v1.2.3", set()),
    ],
)
def test_small_numbers_and_years_are_no_figures(text: str, found: set[float]) -> None:
    assert figures(text) == found
