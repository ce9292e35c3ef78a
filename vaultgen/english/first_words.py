"""Word lists for the first words of notes: their part of speech, and whether they keep their capital.

English. A word that is not in them may be a name (Kafka, Airflow), and stays as it was typed.
"""

import re

from vaultgen.regex import late

# These lose their capital inside a sentence.
_SMALL = frozenset(
    "a an the this that these those our their your his her its my we they he she it there here how what why when "
    "where who which whether if in on at by for from with without to of as and or no not too very all any some "
    "both each more most less few many nobody someone somebody everyone everybody anybody something nothing people "
    "experience knowledge good better strong deep new old only also still already maybe one two three never "
    "loud second third first final next another after before during since until while because although once "
    # what comes next, and what work is about
    "coding technical take-home psychometric interview panel call visit references reference background trial test "
    "team lunch site staff turnover retention customers users clients support engineers developers teachers nurses "
    "patients students pupils data documentation docs tests deployments deploys releases legacy debt slow poor lack "
    "shortage high low rising growing weekly monthly daily communication willingness ability confidence leadership "
    "turnaround political judgement judgment project stakeholder budget time public strategic commercial analytical "
    "attention excellent familiarity proficiency fluency problem-solving curiosity patience costs prices deliveries "
    "crews sales orders complaints decision feedback salary everything nobody's short long small big great clear "
    "laughed honest quiet early late hard".split()
)
GERUNDS = frozenset(
    "asking being building cutting debugging deciding deleting designing doing explaining finding fixing getting "
    "giving going growing handling having helping hiring joining keeping knowing leading learning leaving letting "
    "living making managing measuring mentoring migrating moving onboarding owning paying planning reading reducing "
    "replacing running saying scaling selling shipping staffing supporting taking talking teaching telling testing "
    "throwing tracking training trusting turning understanding using walking winning working writing rewriting "
    "sketching drawing laughing standing sitting watching hearing seeing eating cooking".split()
)
_NOUN = late(r".{3,}(tion|ment|ness|ance|ence|ability)s?$")
# Past tenses without `-ed` that a result begins with: the writer did it.
DID = frozenset(
    "cut built led wrote ran took brought kept made grew won set got drove taught found put held spent sold "
    "rewrote rebuilt began gave saw met paid sent shut split spread beat chose stood was had did became came went fed "
    "hit lent oversaw undertook rose swept threw wove wound withdrew sewed sang sold slept spoke swam".split()
)
# What a promise or a next step begins with: what one does.
SENDING = frozenset("send share forward mail email e-mail show give bring pass".split())
DEEDS = SENDING | frozenset(
    "write call phone ring check look find ask read think get come let make prepare update introduce connect put talk "
    "answer confirm tell follow schedule sketch draw review try return provide sign fill submit upload link explain "
    "ride shadow join attend complete bake build propose report reply respond keep set draft speak sleep decide choose "
    "meet visit test measure count".split()
)
# What may follow a verb, and hardly a name.
AFTER_A_VERB = frozenset(
    "a an the this that these those my me mine us our his her him it its their them some every each all both no not "
    "about at on in into onto over out up down off to for from with without when while how why what where as by "
    "through twice once again so like too more much most very two three four five i he she they we you your".split()
)
_ENDS_LIKE_A_PAST = frozenset(
    "ahmed fred ted jared mohammed reed alfred manfred winifred khaled sayed need seed".split()
)


def is_past(word: str) -> bool:
    """Whether a word in lower case is a past tense in `-ed`."""
    return re.fullmatch(r"[a-z]{2,}ed", word) is not None and word not in _ENDS_LIKE_A_PAST and not word.endswith("eed")


def loses_its_capital(first: str, following: str) -> bool:
    """Whether the first word of a note is certainly no name, so that it loses its capital inside a sentence.

    `following` is the next word.
    """
    word = first.casefold()
    if first != first.capitalize():
        return False
    if word in _SMALL or word in GERUNDS or word in DEEDS or _NOUN.match(word):
        return True
    return (is_past(word) or word in DID) and following.casefold().strip(",.;:") in AFTER_A_VERB
