"""The versions of an answer, which of them existed on a day, and what is counted in them."""

from datetime import date

import pytest

from vaultgen.learning.answers import Counted, counted, of_day, versions

GROWN = """Undated.

## 2026-03-09
Newest, see [[Nightly load]].

### Why
It is short.

## 23 January 2026
%% not yet %%
Older.
```
## 2026-02-02
```

## Notes
None of this is the answer.
"""


def test_a_heading_that_is_a_day_begins_a_version() -> None:
    found = versions(GROWN)
    assert [(version.day, version.text.split("\n")[0]) for version in found] == [
        (None, "Undated."),
        (date(2026, 1, 23), "Older."),
        (date(2026, 3, 9), "Newest, see [[Nightly load]]."),
    ]
    assert "It is short." in found[-1].text
    assert "## 2026-02-02" in found[1].text
    assert not any("None of this" in version.text for version in found)
    assert found[-1].links == ("Nightly load",)


@pytest.mark.parametrize(
    ("day", "text"),
    [
        (date(2026, 1, 1), "Undated."),
        (date(2026, 1, 23), "Older."),
        (date(2026, 3, 8), "Older."),
        (date(2026, 12, 1), "Newest"),
    ],
)
def test_the_version_of_a_day_is_the_latest_that_was_there(day: date, text: str) -> None:
    version = of_day(versions(GROWN), day)
    assert version is not None
    assert version.text.startswith(text)


def test_before_the_first_dated_version_there_is_none() -> None:
    assert of_day(versions("## 2026-03-09\nNew."), date(2026, 3, 8)) is None
    assert versions("\n\n") == ()


def test_what_is_counted_is_told_by_its_words() -> None:
    assert counted("I’ve cut **our** bill from $41,000 to 26 %; we did it, us two, by my list.") == Counted(17, 2, 3, 2)
