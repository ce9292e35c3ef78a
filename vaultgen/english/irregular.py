"""The irregular verbs of English, with their past and participle."""

_TABLE = """
arise arose arisen|awake awoke awoken|bear bore borne|beat beat beaten|become became become|begin began begun|
bend bent bent|bet bet bet|bid bid bid|bind bound bound|bite bit bitten|bleed bled bled|blow blew blown|
break broke broken|breed bred bred|bring brought brought|broadcast broadcast broadcast|build built built|
burn burnt burnt|burst burst burst|buy bought bought|cast cast cast|catch caught caught|choose chose chosen|
cling clung clung|come came come|cost cost cost|creep crept crept|cut cut cut|deal dealt dealt|dig dug dug|
do did done|draw drew drawn|dream dreamt dreamt|drink drank drunk|drive drove driven|dwell dwelt dwelt|
eat ate eaten|fall fell fallen|feed fed fed|feel felt felt|fight fought fought|find found found|flee fled fled|
fling flung flung|fly flew flown|forbid forbade forbidden|forecast forecast forecast|foresee foresaw foreseen|
forget forgot forgotten|forgive forgave forgiven|freeze froze frozen|get got got|give gave given|go went gone|
grind ground ground|grow grew grown|hang hung hung|have had had|hear heard heard|hide hid hidden|hit hit hit|
hold held held|hurt hurt hurt|keep kept kept|kneel knelt knelt|know knew known|lay laid laid|lead led led|
lean leant leant|leap leapt leapt|learn learnt learnt|leave left left|lend lent lent|let let let|lie lay lain|
light lit lit|lose lost lost|make made made|mean meant meant|meet met met|mislead misled misled|mow mowed mown|
misunderstand misunderstood misunderstood|offset offset offset|outgrow outgrew outgrown|overcome overcame overcome|
overhear overheard overheard|override overrode overridden|overrun overran overrun|oversee oversaw overseen|
oversleep overslept overslept|overtake overtook overtaken|overthrow overthrew overthrown|pay paid paid|
prove proved proven|put put put|quit quit quit|read read read|rebuild rebuilt rebuilt|redo redid redone|
redraw redrew redrawn|repay repaid repaid|reread reread reread|rerun reran rerun|resell resold resold|
reset reset reset|rethink rethought rethought|rewrite rewrote rewritten|rid rid rid|ride rode ridden|ring rang rung|
rise rose risen|run ran run|saw sawed sawn|say said said|see saw seen|seek sought sought|sell sold sold|
send sent sent|set set set|sew sewed sewn|shake shook shaken|shed shed shed|shine shone shone|shoot shot shot|
show showed shown|shrink shrank shrunk|shut shut shut|sing sang sung|sink sank sunk|sit sat sat|sleep slept slept|
slide slid slid|sling slung slung|smell smelt smelt|sow sowed sown|speak spoke spoken|speed sped sped|
spell spelt spelt|spend spent spent|spill spilt spilt|spin spun spun|spit spat spat|split split split|
spoil spoilt spoilt|spread spread spread|spring sprang sprung|stand stood stood|steal stole stolen|
stick stuck stuck|sting stung stung|stink stank stunk|stride strode stridden|strike struck struck|
string strung strung|strive strove striven|swear swore sworn|sweep swept swept|swell swelled swollen|
swim swam swum|swing swung swung|take took taken|teach taught taught|tear tore torn|tell told told|
think thought thought|throw threw thrown|thrust thrust thrust|tread trod trodden|undergo underwent undergone|
understand understood understood|undertake undertook undertaken|undo undid undone|upset upset upset|
wake woke woken|wear wore worn|weave wove woven|weep wept wept|win won won|wind wound wound|withdraw withdrew withdrawn|
withhold withheld withheld|withstand withstood withstood|wring wrung wrung|write wrote written
"""

FORMS: dict[str, tuple[str, str]] = {
    base: (past, participle) for base, past, participle in (row.split() for row in _TABLE.replace("\n", "").split("|"))
}
"""Past and participle by the base form, `be` left out."""

PASTS: dict[str, str] = {past: base for base, (past, _) in FORMS.items() if past != base} | {
    "was": "be",
    "were": "be",
    "found": "find",
    "lay": "lie",
    "ground": "grind",
    "saw": "see",
}
"""The base form by the past, where they differ. What is also a base of its own (`found`, `saw`) goes by the past."""

PARTICIPLES: dict[str, str] = {participle: base for base, (_, participle) in FORMS.items() if participle != base} | {
    "been": "be",
    "gotten": "get",
}
"""The base form by the participle, where they differ."""

BASES: dict[str, str] = (
    {base: base for base in FORMS} | dict.fromkeys(("be", "am", "is", "are"), "be") | {"has": "have", "does": "do"}
)
"""The base form by itself, and by the forms of `be`, `have` and `do` in the present."""
