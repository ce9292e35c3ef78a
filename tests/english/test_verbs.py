"""The forms of verbs, and back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaultgen.english import verbs
from vaultgen.english.irregular import FORMS


@pytest.mark.parametrize(
    "forms",
    [
        "ask asks asked asked asking",
        "stop stops stopped stopped stopping",
        "develop develops developed developed developing",
        "travel travels travelled travelled travelling",
        "refer refers referred referred referring",
        "carry carries carried carried carrying",
        "play plays played played playing",
        "make makes made made making",
        "lie lies lay lain lying",
        "see sees saw seen seeing",
        "panic panics panicked panicked panicking",
        "fix fixes fixed fixed fixing",
        "teach teaches taught taught teaching",
        "go goes went gone going",
        "quit quits quit quit quitting",
        "equip equips equipped equipped equipping",
        "be is was been being",
        "have has had had having",
        "agree agrees agreed agreed agreeing",
    ],
)
def test_a_verb_has_its_forms(forms: str) -> None:
    verb, *others = forms.split()
    assert [make(verb) for make in (verbs.third_person, verbs.past, verbs.participle, verbs.ing)] == others
    assert {verbs.base(form) for form in forms.split()} == {verb}


@given(st.sampled_from(sorted(FORMS)), st.sampled_from([verbs.third_person, verbs.past, verbs.ing]))
def test_an_irregular_form_goes_back_to_a_verb_with_that_form(verb: str, make: object) -> None:
    assert callable(make)
    assert make(verbs.base(make(verb))) == make(verb)
