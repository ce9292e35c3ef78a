"""What a hurried hand leaves out or shouts, as it stands in a message to an employer."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaultgen.english.shorthand import expanded, without_all_caps


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("calm w/ families", "calm with families"),
        ("w/o a net, b/c nobody asked", "without a net, because nobody asked"),
        ("call Carol re: shadow shift", "call Carol about shadow shift"),
        ("halfway thru, all three stood up", "halfway through, all three stood up"),
        ("sales & support", "sales and support"),
        ("write to HR re start date", "write to HR about start date"),
        ("two refs, wk of the 23rd", "two references, week of the 23rd"),
        ("license no. + cpr card", "license no. and cpr card"),
        ("rates + 3 samples", "rates and 3 samples"),
        ("C++ and 2+2", "C++ and 2+2"),
        ("R&D at Grain & Sel", "R&D at Grain & Sel"),
        ("lifted activation 18 -> 31 percent", "lifted activation from 18 to 31 percent"),
        ("lifted it from 18 → 31 %", "lifted it from 18 to 31 %"),
        ("screen -> panel -> offer", "screen, then panel, then offer"),
        ("13 still there after a yr", "13 still there after a year"),
        ("2 hrs at home, 40 min by train", "2 hours at home, 40 minutes by train"),
        ("shift w/ Tina Thurs night", "shift with Tina Thursday night"),
        ("by Sat, not on the Sun", "by Saturday, not on the Sun"),
        ("short of nurses since Nov.", "short of nurses since November"),
        ("Jan said that Mar. 3 is too late", "Jan said that March 3 is too late"),
        ("the napkin!!", "the napkin"),
        ("really?!", "really?"),
        ("he said “Ship it!!” and left!", "he said “Ship it!!” and left"),
        ("the dog barked 😂 all day :)", "the dog barked all day"),
        ("tbh the best talk in weeks lol", "the best talk in weeks"),
        ("honestly, the bit in a Cork accent", "the bit in a Cork accent"),
        ("so apparently nobody has played it", "nobody has played it"),
        ("so many dashboards", "so many dashboards"),
        ("like a family", "like a family"),
        ("the OSHA fines", "the OSHA fines"),
    ],
)
def test_what_is_short_is_written_out(typed: str, said: str) -> None:
    assert expanded(typed) == said


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("WARRANTY CALLBACKS UP 30%", "warranty callbacks up 30%"),
        ("RIDE ALONG WITH BILL", "ride along with Bill"),
        ("BILL'S DAD AND THE OSHA CARD", "Bill's dad and the OSHA card"),
        ("SPANISH", "Spanish"),
        ("OSHA 30", "OSHA 30"),
        ("SQL, API, CI/CD", "SQL, API, CI/CD"),
        ("Use SQL", "Use SQL"),
        ("数字は嘘をつかない", "数字は嘘をつかない"),
    ],
)
def test_what_is_shouted_is_said_in_a_normal_voice(typed: str, said: str) -> None:
    assert without_all_caps(typed, {"Bill", "Kowalski"}) == said


@given(st.text(), st.sets(st.text()))
def test_any_text_can_be_written_out_and_twice_is_no_more_than_once(text: str, names: set[str]) -> None:
    once = expanded(" ".join(text.split()), names)
    assert expanded(once, names).casefold() == once.casefold() or len(expanded(once, names)) < len(once)
