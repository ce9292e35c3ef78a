"""Stems: forms of the same word, and words that only look like it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaultgen.learning.stems import stem

SAME = """
migrate migrating migrated migration migrations
deploy deployment deployed deployments
test tests testing tested
lead led leading leads
organise organization organisation organizing
care cares caring cared
plan planning plans planned
manage management managing managed
schedule scheduling scheduled
policy policies
implement implementation implementing
document documentation documents
analyse analysis analyses analyzing
travel travelling traveling
labour labor
colour color colours
centre center centers
enrolment enrollment enroll
nurse nursing nurses
transform transformation transforming
supervise supervision supervising
label labelling labeled
replicate replication replicating
reconcile reconciled reconciling
class classes
batch batches
fix fixes fixing
case cases
cause causes causing
treat treatment treating
evaluate evaluation evaluating
negotiate negotiation negotiating
audit audits auditing
write writing wrote written
price pricing prices
code coding coded
automate automation automated
pay payment paid payments
measure measuring measurement
run running ran
process processes processing
forecast forecasts forecasting
handle handling handled
invoice invoices invoicing
behaviour behavior
train training trained
ship shipping shipment
assess assessing assessment
optimise optimization
report reports
call calls calling
skill skills
bill billing bills
prevent prevention
build building built
litre liter
"""
APART = """
import importance
experience experiment
intern international
organ organisation
universe university universal
author authority
product production
plan plane
form format
car care
win wine
port portion
state station
department depart
analysis analytics analyst
policy police
market marketing
account accounting
community communication
patient patience
miss mission
pass passion
conversation conversion
general generate
custom customs
rat rate
temple template
"""


@pytest.mark.parametrize("forms", SAME.strip().splitlines())
def test_the_forms_of_a_word_have_one_stem(forms: str) -> None:
    assert len({stem(form) for form in forms.split()}) == 1


@pytest.mark.parametrize("words", APART.strip().splitlines())
def test_words_that_look_alike_stay_apart(words: str) -> None:
    assert len({stem(word) for word in words.split()}) == len(words.split())


@pytest.mark.parametrize("word", ["größe", "müşteri", "заказы", "夜間", "k8s", "c++", "é", ""])
def test_a_word_that_is_not_english_is_left_alone(word: str) -> None:
    assert stem(word) == word


@given(st.text(alphabet=st.characters(codec="ascii", categories=["Ll"]), min_size=1))
def test_no_stem_is_empty(word: str) -> None:
    assert stem(word)
