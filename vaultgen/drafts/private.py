"""Finds private remarks in notes: a judgement, pay, another offer, a secret, one's own troubles, somebody's mishap.

English. Holding a line back costs the user a sentence; using it may cost them the position. So a word that may be
private is enough.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from vaultgen.regex import late


class PrivateRemark(NamedTuple):
    """Private words: what they are (`pay`, `a judgement` and so on), and their offsets in the text."""

    what: str
    start: int
    end: int


def private_remark(text: str) -> PrivateRemark | None:
    """The first private words of a text, or None."""
    found = sorted(_remarks(text), key=lambda remark: (remark.start, -remark.end))
    return found[0] if found else None


def _remarks(text: str) -> Iterator[PrivateRemark]:
    plain = text.replace("’", "'")
    unquoted = _QUOTED.sub(lambda match: " " * len(match[0]), plain)
    for what, pattern in _PATTERNS:
        # What somebody else said of themselves is in quotation marks.
        for match in pattern.finditer(unquoted if what in ("doubt of yourself", "your own life") else plain):
            yield PrivateRemark(what, match.start(), match.end())


_JUDGEMENT = r"""
rude(?:ly|ness)?|arrogan\w+|pompous\w*|conceited|smug\w*|snob\w*|boring|bored\ (?:me|stiff|out)|dull|cring\w+
|awkward\w*|creep\w*|weird\w*|sleaz\w+|slimy|shady|dodgy|sketchy|sus|fishy|phon(?:e)?y|fake|two-faced
|hypocrit\w*|liar|lie[sd]?\b(?!\ (?:in|on|at|with|down|under|between))|lying\b(?!\ (?:in|on|at|down|under))
|lowball\w*|low-ball\w*|micro-?manag\w+|bull(?:y|ies|ied|ying)|toxic\w*|chao(?:s|tic)|clueless|incompeten\w+
|useless|idiot\w*|stupid\w*|dumb\b|moron\w*|dimwit\w*|jerk|arse\w*|ass(?:hole)?|bastard|prick|dick(?:head)?
|bitch\w*|twat|wanker|git\b(?!\w)(?=\s*[,.!]|$)|asleep|dozed|yawn\w*|snor(?:ed|ing)|drunk|hung-?over|smelled\ of
|smelt\ of|smells?\ (?:of|like)\|stank|stinks?
|interrupt(?:s|ed|ing)\ (?:me|her|him|us|them|every\w*|the|[A-Z])\w*|brag(?:s|ged|ging)?|boast\w*|show-?off
|condescend\w+|patroni[sz]\w+|dismissive|sarcas\w+|snark\w*|sneer\w*|smirk\w*|rolled\ (?:his|her|their)\ eyes
|frown\w*|glared|scowl\w*|moody|grumpy|grouch\w*|miserabl\w+|frazzled|stressed(?:-out)?\b|burn(?:ed|t)?[- ]?out
|red\ flags?|warning\ sign|alarm\ bells|gut\ feeling|bad\ (?:vibe|feeling|sign|smell|breath)s?
|vibes?\ (?:were|was|is)\ off|dread\w*|nightmare|shambl\w+|shambolic|disaster|a\ mess\b|dysfunction\w+
|(?:is|was|are|were)\ (?:murder|hell|brutal|torture|carnage)\b
|sinking\ ship|cheapskate|stingy|tight-fisted|sexis\w+|racis\w+|misogyn\w+|homophob\w+|flirt\w*|hit\ on\ me
|leer\w*|stared\ at\ my|hot\b(?=\s*[,.!]|$)|sexy|gorgeous|handsome|ugly|fat\b|bald\w*|overweight|too\ old
|too\ young|dinosaur|old-fashioned|out\ of\ touch|bulldozer|control\ freak|cold\ fish|scary|intimidat\w+
|aggressi\w+|hostile|unfriendly|unpleasant|unprepared|disorgani[sz]ed|unprofessional\w*|distracted
|not\ listening|wasn't\ listening
|did(?:n't|\ not)\ (?:listen|read\ my|look\ (?:up|at\ me)|seem|smile|care|know\ (?:what|my|who))|hadn't\ read
|never\ looked\ up|barely\ (?:looked|listened|spoke|said)
|(?:looked|looking|kept\ looking|stared|staring|glanced|checked|checking|was|were|scrolled|typed|played)\ (?:at
|on|with)?\ ?(?:his|her|their|the)\ (?:phone|watch|mobile|cell|laptop|e-?mails?|screen)
|on\ (?:his|her|their)\ phone
|(?:was|were|turned\ up|came|arrived|started|showed\ up)\ (?:\w+\ )?(?:\d+|ten|five|fifteen|twenty|thirty
|forty)?\ ?(?:min(?:ute)?s?\ |hours?\ )?late\b(?!r)|kept\ me\ waiting|made\ me\ wait|left\ early
|cut\ (?:it|me)\ short|rushed|in\ a\ hurry
|had\ (?:only\ |just\ |about\ |like\ )?\w+\ ?min(?:ute)?s?\b(?!\w)(?!\ of)
|did\ ?n[o']?t\ (?:like|trust|warm\ to)|don'?t\ (?:like|trust)|disliked?|hated\ (?:him|her|them|it|me|every\w*)
|can'?t\ stand|annoy\w+|irritat\w+|infuriat\w+|obnoxious|insult\w*|offensive|offended|humiliat\w+|mean\ to|nasty
|shout(?:s|ed|ing)?\ at|yell(?:s|ed|ing)?|scream(?:s|ed|ing)?\ at|swear(?:s|ing)?\b|swore|curs(?:ed|es|ing)\b
|pretend(?:s|ed|ing)?|claims?\ to|supposedly|allegedly|so-called|whatever\ that\ means|yeah\ right
|as\ if\b(?=\s*[,.!]|$)|ugh|meh|blah|wtf|omg|ffs|yikes|eek|hmm+|lol|lmao|rofl|silly|crazy|insane|lunatic|nuts\b
|mad\b(?!e)|ridiculous\w*|laughable|joke\ of|pathetic|lame\b|rubbish|crap\w*|shit\w*|bullsh\w+|bs\b|sucks?\b
|sucked|damn\w*|bloody\ (?!mary)|fuck\w*|hell\b(?=\s*[,.!]|$)|turnover\ is|people\ (?:quit|leave|are\ leaving)
|everyone\ (?:quits|leaves|is\ leaving)|high\ turnover|sweatshop|cheap\ (?:office|place|furniture)|ran\ over
|tired\ of|fed\ up|bitter\b(?!sweet)|gossip\w*|badmouth\w*|bad-mouth\w*|slagg\w+|trash(?:ed|ing)\b|divorc\w+
|affair\b|old\ hag|pig\b(?=\s*[,.!]|$)|control(?:s|ling)\ everything|thinks\ (?:he|she)(?:'s|\ is)
|full\ of\ (?:himself|herself|themselves|it)|know-it-all|golf\b(?=\s*[,.!]|$)|nothing\ much|waste\ of\ time
|wasted\ my|not\ (?:impressed|convinced|interested|listening|friendly|nice|ready|organi[sz]ed)|unimpressed
|unconvinc\w+|sceptical|skeptical|suspicious\w*|doubtful|nervous\ wreck|passive[- ]aggressive|manipulat\w+
|narcissis\w+|psycho\w*\b(?<!psychology)(?<!psychometric)(?<!psychometrics)(?<!psychosocial)(?<!psychotherapist)(?<!psychological)(?<!psychologist)(?<!psychologists)(?<!psychotherapy)
|weak\ (?:leader|manager|boss)
|(?:(?:was|were|is|are|looked|seemed|sounded|so|really|very|pretty)\ (?:horrible|terrible|awful|dreadful)
|(?:horrible|terrible|awful|dreadful|worst)\ (?:interview|boss|manager|question|place|office|people|person|man
|woman|guy|company|atmosphere|mood))|disgust\w+|filthy|dirty\b(?=\s*[,.!]|$)|messy
"""
_PAY = r"""
salar(?:y|ies)|\bwages?\b|compensation|remunerat\w+|\bcomp\b
|pay\ ?(?:rise|cut|check|cheque|slip|scale|band|grade|range|packet|gap)s?|underpa\w+|overpaid
|\b(?:the|my|their|about|on|of|for)\ pay\b(?!\s+(?:for|to))|pays?\ (?:badly|poorly|well|peanuts|less|more|too)
|well[- ]paid|badly[- ]paid|day\ rate|hourly\ rate|\bbonus(?:es)?\b|\bequity\b|stock\ options?|\brsus?\b
|\bota?e\b(?=\s*\d)|sign(?:ing|-)on\ bonus|relocation\ (?:package|money|allowance)|notice\ period
|they\ pay\b|\bi\ want\ \d|\d+\ ?[$€£]?\ ?/\ ?h(?:r|our)?\b|[$€£]\ ?\d[\d.,]*\ (?:an|per)\ hour
|\d+\ ?k?\ base\b|(?:asked|said|told|gave|named)\ (?:\w+\ )?my\ number\b
|weeks?'?\ notice|months?'?\ notice
|(?:what|how\ much)\ (?:do|did|would|will|are|am)\ (?:you|i|they)\ (?:currently\ )?(?:earn|make|want\ to\ earn
|expect\ to\ earn|paid|pay)|\bi\ (?:earn|make|want)\ (?:[£$€]|\d)
|(?:[£$€]\ ?\d[\d.,]*\ ?k?|\d[\d.,]*\ ?k)\ (?:a\ year|p\.?a\.?|per\ annum|base|basic|plus|ote)\b
"""
_OFFER = r"""
(?:my|other|another|an|the|competing|counter|second|better
|their)[- ](?:\w+\ )?offer\b(?!s?\ (?:letter\ template|page))|counter-?offers?|offers?\ (?:from|by|at)\b
|other\ (?:interviews?|applications?|processes|companies|jobs?|employers?)
|another\ (?:interview|application|process|company|job|employer)
|also\ (?:interviewing|applying|talking\ to|applied)|final\ round\ (?:at|with)
|waiting\ (?:for|on)\ (?:an?\ )?(?:answer|reply|offer)\ from|back-?up\ (?:plan|option)|plan\ b\b|second\ choice
|(?:my|a|as)\ fall-?back(?!\ (?:sheet|plan\ for|language|clause))|leverage|play\ them\ off
|my\ (?:current|present|old|last|former|ex-?)\ ?(?:boss|employer|manager|company|job)\ (?:is|was|does|did|has
|had|won't|will|must|doesn't|didn't|can't)|why\ (?:i|did\ i)\ (?:left|leave|quit|was\ fired)
|(?:my|the|that)\ lawsuit|my\ tribunal|(?:was|got|been|were|being)\ (?:fired|sacked|laid\ off|let\ go|made\ redundant)
|\bredundancy\b|fired\ me|dismissed\ (?:me|from)
"""
_KEPT = r"""
must(?:n't|\ not|\ never)\ (?:know|find|hear|learn|see)
|(?<!she\ )(?<!he\ )(?<!they\ )(?<!who\ )(?:don't|do\ not|never)
\ (?:tell|mention|say|show|let|bring\ (?:it|this|that)\ up)
|(?:shouldn't|should\ not|better\ not)\ (?:know|tell|mention|say)|confidential\w*
|between\ (?:us|you\ and\ me|ourselves)\b(?=\s*[,.!)]|$)|in\ (?:strict\ )?confidence\b|secret(?:ly|s)?\b
|off\ the\ record|\bnda\b|hush|keep\ (?:it\ )?quiet|not\ (?:yet\ )?public|not\ (?:yet\ )?announced|unannounced
|embargo\w*|insider|leaked|i\ let\ them\ (?:believe|think)|they\ (?:don't|do\ not)\ know
|nobody\ (?:knows|must|may|should)|for\ my\ eyes
|private(?:ly)?\b(?!\ (?:equity|sector|school|hospital|practice|patients?|clients?|customers?|bank\w*|label
|cloud|network))|note\ to\ self|remember\ not|\blied\b
|i\ (?:exaggerat\w+|bluffed|made\ (?:it|that)\ up|pretended|didn't\ tell|did\ not\ tell|hid)|dodged|evaded
"""
_OWN = r"""
\bmy\ (?:own\ )?(?:mum|mom|mother|dad|father|husband|wife|partner|boyfriend|girlfriend|ex|kids?|child(?:ren)?
|son|daughter|baby|pregnancy|parents?|sister|brother|family|grand\w+|nan|gran|divorce|separation|illness
|disease|condition|disability|depression|anxiety|adhd|autism|dyslexia|stammer|stutter|back\ (?:pain|problem
|injury)|operation|surgery|cancer|therap(?:y|ist)|doctor|medication|meds|health|burn-?out|breakdown|miscarriage
|period|hearing|eyesight|age|faith|religion|church|visa|criminal\ record|conviction|debts?|bankruptcy|rent
|mortgage|hangover|weight|tattoos?|accent)\b|\bpregnan\w+|maternity|paternity|sick\ ?(?:leave|note|days?)
|chemo\w*|depress(?:ed|ion)|anxi(?:ety|ous)|panic\w*|therapist|childcare|school\ run
|single\ (?:mum|mom|mother|dad|father|parent)
|\bi\ (?:was|am|'m|had\ been|have\ been|'ve\ been)\ (?:ill|sick|depressed|unwell|in\ (?:hospital|rehab|prison)
|pregnant|divorced|broke|desperate|unemployed)|unemployed|out\ of\ work|on\ benefits|desperate\w*
|\bdui\b|\bdwi\b|driving\ ban|(?:drink|drunk)[- ]driving|arrested|on\ (?:parole|probation)\b|felon\w*|misdemeanou?r\w*
|my\ (?:\w+\ )?visa\b|my\ (?:back|knees?|shoulders?|hips?|hearing|eyes)\b(?!\ (?:office|catalogue|yard|up))
|(?:days|weeks|months)\ off\b|off\ (?:sick|work)\b|\bi\ ?(?:am|'m)\ [4-7]\d\b|do\ they\ know
|need\ (?:the|this)\ (?:job|money)|\b(?:mum|mom)\b
"""
_THEIRS = r"""
(?:cried|crying|cries|wept|sobb\w+|tears|teared\ up|choked\ up)\b(?!\ (?:laughing|with\ laughter|of\ laughter
|of\ joy))
|(?:has|have|his|her|their|your|three|two|four)\ (?:\w+\ )?(?:kids|toddlers?|husband|wife|boyfriend|girlfriend
|ex|divorce|illness|surgery|operation|weight|age|accent|religion)\b|divorc\w+
|in\ (?:high\ )?heels|high\ heels|stilettos|perfume|cologne|aftershave|lipstick
|(?:his|her|your)\ (?:hair|haircut|beard|legs|figure|looks|outfit|dress|skirt|shoes|tie|teeth|wig|tattoos?)\b
|\bcancer\b(?!\ (?:ward|research|patients?|unit|centre|center|care|screening|services?|nurses?|charity
|treatment))|funeral|(?:recently|just)\ died|passed\ away|widow\w*|miscarr\w+
|(?:seemed|looked|was|were|sounded|appeared)\ (?:\w+\ )?(?:tired|exhausted|bored|sad|unhappy|nervous|unwell|ill
|sick|angry|upset|stressed|confused|lost|absent|cold|distant|busy|irritated|offended|drunk|older|old|fat|thin
|pregnant)\b
"""
_DOUBT = r"""
\bam\ i\b
|\bi'?m\ (?:not\ (?:sure|good|ready|qualified|experienced|the\ right)|too\ \w+|rusty|useless|terrible|bad\ at
|weak|no\ good|afraid|scared|worried|ashamed|embarrassed|a\ fraud|over-?qualified|under-?qualified)
|\bi\ am\ (?:not\ (?:sure|good|ready|qualified)|too\ \w+|afraid|scared|worried|ashamed|embarrassed)
|\bi\ (?:blew|botched|bombed|fluffed|flubbed|froze|panicked|rambled|waffled|babbled|blanked|forgot|stammered
|stuttered|mumbled|cried|lied|failed|messed|screwed|choked|sweated|stumbled|struggled|couldn't|could\ not
|didn't\ know|did\ not\ know|had\ no\ (?:idea|clue|answer)|got\ (?:it\ )?wrong|was\ (?:wrong|late|lost|terrible
|awful|bad|stupid|nervous|rambling|tired|shaking|sweating|an\ idiot|unprepared|out\ of\ my\ depth|embarrassed
|ashamed|intimidated|exhausted|hungover|drunk|crying))\b|couldn't\ answer|no\ idea\ what
|my\ (?:weak\w*|worst|mistake|fault|lie|failure|stupid|rambling|mind\ went|answer\ was|nerves|hands?\ (?:shook
|were)|voice\ (?:shook|cracked))|imposter|impostor|not\ good\ enough|out\ of\ my\ (?:depth|league)|rusty
|in\ over\ my\ head|wing(?:ed|ing)\ it|fingers\ crossed|hope\ they\ (?:don't|didn't|won't|never)|embarrass\w+
|asham\w+|mortif\w+|my\ (?:camera|mic\w*|connection|wi-?fi|internet|laptop|screen|audio|sound|voice|zoom|teams)
\ (?:froze|died|dropped|cut|crashed|failed|broke|went|kept|did)\w*|regret\w*
|should\ have\ (?:said|told|asked|known|prepared)|should've|wish\ i\ had|thinner\ than
|weaker\ than|less\ than\ i\ (?:said|told|claimed)|can'?t\ really|not\ really\ (?:my|an?)|barely\ (?:know|any)
|bluff\w*|nervous\ about|i\ (?:hate|hated|loathe)
"""

# What befell somebody at a bad moment: they may not care to be reminded.
_MISHAP = r"""
fell\ (?:off|over|down)\ (?:his|her|their|your|the|a)\b|tripped\ (?:over|on|up)|burp\w*|fart\w*|hiccup\w*|blushed
|choked\ on|(?:got|said|spelt|spelled|forgot|forgotten|mixed\ up)\ my\ name(?:\ (?:wrong|again|twice))?\b|mispronounc\w+
|(?:burn(?:ed|t)|scalded|banged|bumped|stubbed|hit)\ (?:his|her|their|your|a|the)\ (?:own\ )?(?:tongue|hands?|fingers?
|lips?|mouth|head|knees?|elbow|shin|toes?|thumb|arm)|spil(?:led|t)\ (?:\w+\ ){0,3}(?:on|over|down)
|called\ me\ (?:by\ the\ wrong\ name|the\ wrong\ name)
|(?:truck|car|van|bike|laptop|computer|mic\w*|camera|projector|phone|slides?|demo|wi-?fi|screen|printer|badge|key)
\ (?:just\ )?(?:wouldn't|would\ not|didn't|did\ not|broke|crashed|froze|died|failed|jammed
|kept\ (?:crashing|freezing|dropping|ringing|cutting|failing))
"""


_QUOTED = late(r"“[^”]*”|\"[^\"]*\"")


def _any_of(table: str) -> re.Pattern[str]:
    return late(rf"(?ix)(?<![\w'-])(?:{table.strip()})(?![\w])")


_PATTERNS = tuple(
    (what, _any_of(table))
    for what, table in (
        ("a judgement", _JUDGEMENT),
        ("pay", _PAY),
        ("another offer or employer", _OFFER),
        ("a secret", _KEPT),
        ("your own life", _OWN),
        ("somebody's own affair", _THEIRS),
        ("doubt of yourself", _DOUBT),
        ("a mishap", _MISHAP),
    )
)
