"""Job titles: how senior they are, and which texts are a role and no name.

`rank` orders the people of one interview; a deputy or an assistant ranks below the one whom they stand in for. English,
with the most common German and French titles.
"""

import re
from functools import lru_cache

from vaultgen.english.given_names import GIVEN
from vaultgen.english.names import is_group
from vaultgen.english.role_words import BESIDE, ROLES
from vaultgen.regex import late

UNRANKED = 90  # what no line fits: a recruiter, an engineer, nobody's title
NEAR = 5  # two ranks that differ by no more do not tell who of two people decides

# A title's rank is that of the first line that fits it.
_RANKS = tuple(
    (rank, late(rf"(?i){words}"))
    for rank, words in (
        (20, r"\bvice[- ]president\b|\bvp\b"),
        (
            0,
            (
                r"\b(co-?)?founder\b|(?<!product )(?<!process )(?<!system )(?<!data )(?<!service )\bowners?\b|"
                r"\bproprietor\b|\bceo\b|\bchief executive\b|\bpresident\b|\bmanaging (director|partner)\b|"
                r"\bexecutive director\b|"
                r"(?<!hr )(?<!people )(?<!business )(?<!talent )(?<!finance )(?<!channel )(?<!sales )(?<!relations )"
                r"\bpartner\b(?! (manager|success|sales|engineer|marketing))|\bhead ?(teacher|master|mistress)\b|"
                r"^head( of school)?$|^(school )?principal( of .*)?$|\b(vice-)?chancellor\b|"
                r"(?<!department )\bchair(man|woman|person)?\b(?! of (the )?department)|\bmayor\b|"
                r"\bsecretary general\b|"
                r"\bgeschäftsführ(er|erin|ung|ende)\b|\bgf\b|\binhaber(in)?\b|\bgesellschafter(in)?\b|"
                r"\bvorstandsvorsitzende[rn]?\b|\b(schul|heim)leit(er|erin|ung)\b|\b(?<!kon)rektor(in)?\b|\brector\b|"
                r"\bbürgermeister(in)?\b|\bpdg\b|\bprésidente?\b|\bdirect(eur|rice) général(e)?\b|\bgérante?\b|"
                r"\bproviseure?\b"
            ),
        ),
        (
            10,
            (
                r"\bchief\b(?! of staff)|\bc[tiofmpr]o\b|\bch?ro\b|\bciso\b|\b[es]vp\b|\bgeneral (counsel|manager)\b|"
                r"\b(?<!assistant )dean\b|\bprovost\b|\beditor-in-chief\b|\bsuperintendent\b|\bvorstand(smitglied)?\b|"
                r"\bchef(arzt|ärztin|redakteur|redakteurin)\b|\bchefin\b|\bdekan(in)?\b|\bdoyen(ne)?\b"
            ),
        ),
        (20, r"\bprokurist(in)?\b"),
        (30, r"\bprincipal (investigator|dentist|optometrist|vet)\b"),
        (30, r"\bdirector\b|\bdirektor(in)?\b|\bdirect(eur|rice)\b|\bchair\b|\bbereichsleit(er|erin|ung)\b"),
        (60, r"\b(team|gruppen|projekt|schicht)leit(er|erin|ung)\b|\bchef(fe)? d['’]équipe\b"),
        (40, r"\bhead\b|\bmatron\b|\b[a-zäöüß]*leit(er|erin|ung)\b|\bresponsable\b|\bcheff?e? de\b|\bchief of staff\b"),
        (50, r"\bmanager(in)?\b|\bsupervisor\b|\bprof(essor(in)?)?\b|\boberarzt\b|\boberärztin\b|\bmeister(in)?\b"),
        (60, r"\b(lead(er)?|principal|staff|foreman|forewoman|vorarbeiter(in)?)\b"),
        (70, r"\bsenior\b|\bsr\b\.?"),
    )
)
# Who serves somebody, whatever that one's title is.
_SERVES = late(
    r"(?i)\b(assistant|pa|secretary|aide|adviser|advisor|secrétaire|assistante?|assistenz|assistentin?|"
    r"referentin?|büro|"
    r"office) (to|of|for|de|du|der|des|von|im)\b|\b(executive|personal|office|administrative|team) assistant\b|^pa$|"
    r"(ceo|president|director|head|chair|founder|owner)[’']s (assistant|office|pa|secretary)\b|\bfamily of\b"
)
_DEPUTY = late(
    r"(?i)\b(deputy|dep|vice(?![- ]president)(?!-chancellor)|sub|associate|under|konrektor(in)?|stellv\.?|"
    r"stellvertretende[rn]?|"
    r"stellvertreter(in)?|vize\w*|adjointe?|sous)\b"
)
_ASSISTANT = late(r"(?i)\b(assistant|asst|junior|trainee|acting assistant|assistante?)\b")
_FORMER = late(r"(?i)\b(?:former|ex|ehemalige[rn]?|ancien(?:ne)?)[- ]")


@lru_cache(maxsize=4096)
def rank(title: str) -> int:
    """How senior a title is: 0 for the head of the house, more for each step down, `UNRANKED` if no word tells."""
    text = " ".join(title.replace("/", ", ").split())
    if not text or _SERVES.search(text) or _FORMER.match(text):
        return UNRANKED
    return min((_rank(part.strip()) for part in text.split(",")), default=UNRANKED)


def _rank(title: str) -> int:
    """The rank of a single title. A deputy ranks half a step below."""
    bare = " ".join(_ASSISTANT.sub(" ", _DEPUTY.sub(" ", title)).split(" ")).strip()
    if re.search(r"(?i)\bkonrektor", title):
        bare = "rektor"
    bare = re.sub(r"(?i)\b(?:senior|executive) (?=vice[- ]president)", "", bare) if title == bare else bare
    if re.search(r"(?i)\b(?:senior|executive) vice[- ]president\b", title):
        return 10
    found = next((number for number, words in _RANKS if words.search(" ".join(bare.split()))), UNRANKED)
    if found == UNRANKED:
        return found
    return found + (7 if _ASSISTANT.search(title) else 6 if _DEPUTY.search(title) else 0)


_ROLE_ENDINGS = late(
    r"(?i)[a-zäöüß]{4,}(?:leiter|leiterin|führer|führerin|abteilung|manager|managerin|referent|referentin)"
)
_INDEFINITE = late(
    r"(?:(?i:the|some|somebody|someone|another|several|my|their|his|her|both|two|three|four|five)|an?|\d+) [a-z]"
)
_HEAD_OF = late(
    r"(?i)(?:head|vp|svp|evp|director|chief|dean|chair|leiter(?:in)?|leitung|directeur|directrice|responsable|"
    r"manager|president|"
    r"member|owner|office|office manager) (?:of|der|des|für|de|du|d['’])\b.*"
)


def is_field(text: str) -> bool:
    """Whether a text of several words may be a job title without its noun: `Site Reliability`, `Ward Coordinator`."""
    parts = [part for part in re.split(r"[\s/&,-]+", text.casefold()) if part]
    return parts[-1:] != [] and (parts[-1] in ROLES or all(part in ROLES or part in BESIDE for part in parts))


@lru_cache(maxsize=4096)
def is_nobody(text: str) -> bool:
    """Whether a text in the place of a name is a role, a department or a team: `CTO`, `the team`, `someone from HR`."""
    words = re.findall(r"[^\W_][\w.&'’/-]*|&", text)
    if not words:
        return True
    if re.fullmatch(r"(?:the )?(?:Dr|Prof|Mr|Mrs|Ms|Miss|Mx|Professor|Doctor)\.?", text.strip(), re.IGNORECASE):
        return True  # a title alone
    if is_group(text.strip()) or _INDEFINITE.match(text.strip()) or _HEAD_OF.fullmatch(text.strip()):
        return True
    parts = [part for word in words for part in re.split(r"[-/]", word.casefold().rstrip(".")) if part]
    if len(parts) == 1 and _ROLE_ENDINGS.fullmatch(parts[0]):
        return True
    if len(parts) == 1 and parts[0] in BESIDE and len(parts[0]) > 3 and parts[0] not in GIVEN:
        return True  # `Associate`, `Sales`
    return any(part in ROLES for part in parts) and all(part in ROLES or part in BESIDE for part in parts)
