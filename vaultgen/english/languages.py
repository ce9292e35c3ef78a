"""Tells whether words are English: only English goes into an English message.

Other languages are recognised by their small words (`der`, `que`, `het`) and their script. A borrowed word or two
(`Geschäftsführer`, `café`) do not make a text foreign.
"""

import re
import unicodedata
from typing import NamedTuple

from vaultgen.english.lexicon import UNKNOWN, word_class
from vaultgen.regex import late

_FOREIGN = frozenset(
    # German, Dutch, Scandinavian
    "der das und ist nicht ich sie wir ihr ein eine einen einem einer mit auf für von zum zur bei nach über aber auch "
    "wie wenn dass noch schon sehr kein keine mein meine sein seine haben wurde werden hat war sind dem den des im vom "
    "het een van niet ik wij zij hij jij met voor naar maar ook nog wel geen mijn zijn hebben werd "
    "worden heeft dat deze "
    "och är inte jag vi han hon ett på med för av til ikke jeg det og som har var å att "
    # French, Spanish, Italian, Portuguese, Romanian
    "le les une est pas je tu nous vous ils elles dans sur avec pour qui que dont cette ces mais aussi très sont était "
    "et ou où du au aux ma mes ses leur leurs chez "
    "el los las una es por para con como pero muy más está están fue era cuando su sus mi mis yo nos lo le les del al "
    "il lo gli della dei delle che non sono era con per ma anche molto questo questa mio mia suo sua nel nella "
    "os um uma não é mais muito seu sua meu minha foi são com "
    # Polish, Czech, Turkish, Finnish, Hungarian
    "nie się jest że jak na do od po przez dla czy ale ja ty on ona to już bardzo bir ve bu için çok değil ile "
    "ja ei on se että kun mutta hän az egy és nem hogy van".split()
)
# Of those, what is English as well.
_BOTH = frozenset(
    "war hat den des dem im die das an am was mit per on to do no me so as os um van sur pour la con "
    "le man son van het men in il "
    "se od el ma hon som mi ja su ser per var web ale nos ante al sein ou du plus ne et det era far "
    "her ten bin es met".split()
)
_TELLING = _FOREIGN - _BOTH
_WORD = late(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_STRESSED = late(r"(?<![\w*])\*([^*\n]{2,80})\*(?![\w*])|(?<![\w_])_([^_\n]{2,80})_(?![\w_])")


class ForeignPart(NamedTuple):
    """Words that are not English: their offsets in the text."""

    start: int
    end: int


def foreign_part(text: str) -> ForeignPart | None:
    """The part of a text that is not English: an emphasised run of words, or all of it; None if all is English."""
    for match in _STRESSED.finditer(text):
        words = [word.casefold() for word in _WORD.findall(match[1] or match[2])]
        unknown = [word for word in words if _is_foreign(word)]
        if len(words) > 1 and (len(unknown) * 2 >= len(words) or any(word in _FOREIGN for word in unknown)):
            return ForeignPart(*match.span())
    words = [match[0] for match in _WORD.finditer(text)]
    if any(not _is_latin(word) for word in words):
        first, last = _ends(text, lambda word: not _is_latin(word))
        return ForeignPart(first, last)
    small = [word for word in words if not word[0].isupper()] or words
    telling = sum(word.casefold() in _TELLING for word in words)
    strange = sum(_is_foreign(word.casefold()) for word in small)
    if telling >= 2 or (telling and strange * 2 >= len(small)) or (len(small) > 2 and strange * 3 > len(small) * 2):
        return ForeignPart(0, len(text))
    return None


def _is_foreign(word: str) -> bool:
    return word not in SMALL_WORDS and re.split("['’]", word)[0] not in SMALL_WORDS and word_class(word) == UNKNOWN


def _is_latin(word: str) -> bool:
    return all(not letter.isalpha() or unicodedata.name(letter, "").startswith("LATIN") for letter in word)


def _ends(text: str, fits: "type[bool] | object") -> tuple[int, int]:
    places = [match.span() for match in _WORD.finditer(text) if fits(match[0])]  # type: ignore[operator]
    return places[0][0], places[-1][1]


SMALL_WORDS = frozenset(
    "a an the this that these those i me my mine myself we us our ours ourselves you your yours yourself yourselves he "
    "him his himself she her hers herself it its itself they them their theirs themselves who whom whose which what "
    "whoever whatever whichever where when why how whether if unless because since although though while whereas until "
    "till and or but nor so yet both either neither not no none nobody nothing nowhere never "
    "somebody someone something "
    "somewhere anybody anyone anything anywhere everybody everyone everything everywhere each every all any some many "
    "much more most few fewer less least several such same other others another own of in on at by for from with "
    "without within to into onto out off up down over under above below between among across through during before "
    "after about around against along behind beside beyond near per than as like despite except towards toward upon "
    "via versus plus minus be am is are was were been being have has had having do does did doing done can could will "
    "would shall should may might must ought need dare not n't ll ve re s d m t don didn doesn isn wasn aren weren won "
    "wouldn couldn shouldn hasn haven hadn ain mustn needn shan y'all let's cannot too also very just only even still "
    "already again ever here there then now once twice yes okay ok mr mrs ms dr prof one two three four five six seven "
    "eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty "
    "fifty sixty seventy eighty ninety hundred thousand million wifi app apps online email emails laptop website blog "
    "podcast dashboard dashboards onboarding offboarding refactor refactored refactoring whiteboard "
    "whiteboards smartphone "
    "backlog backlogs workflow workflows handover rollout rollouts startup startups freelancer "
    "freelancers admin callback "
    "callbacks timesheet timesheets spreadsheet spreadsheets homepage playlist selfie video videos "
    "emoji meme google wiki "
    "retro standup standups login logins username async repo repos config configs deploy deploys "
    "deployed deploying runbook "
    "runbooks dataset datasets frontend backend fullstack analytics metadata firmware middleware "
    "malware roadmap roadmaps "
    "stakeholder stakeholders upskill upskilling reskilling mindset bootcamp hackathon crowdfunding fundraiser "
    "safeguarding fitout refurb turnaround wellbeing caregiver carer carers phlebotomy sommelier barista baristas "
    "latte espresso panini sourdough kombucha vegan gluten".split()
)
"""Words that the lexicon, which knows nouns, verbs, adjectives and adverbs, leaves out: small ones, and young ones."""
