"""Corrections of common misspellings: codespell's list if it is installed (the extra `proof`), else a short one."""

import pkgutil
from functools import cache

_COMMON = """
teh the|recieve receive|recieved received|seperate separate|definately definitely|occured occurred|
untill until|alot a lot|accomodate accommodate|adress address|agressive aggressive|apparantly apparently|
arguement argument|begining beginning|beleive believe|buisness business|calender calendar|collegue colleague|
collegues colleagues|comittee committee|completly completely|concious conscious|dissapointed disappointed|
embarass embarrass|enviroment environment|excelent excellent|existance existence|experiance experience|
familar familiar|finaly finally|foriegn foreign|fourty forty|freind friend|goverment government|
grammer grammar|gaurd guard|happend happened|immediatly immediately|independant independent|
intresting interesting|intrested interested|knowlege knowledge|liason liaison|maintainance maintenance|
managment management|manger manager|neccessary necessary|necesary necessary|noticable noticeable|
occassion occasion|offical official|oppurtunity opportunity|opportunites opportunities|peice piece|
persue pursue|posession possession|prefered preferred|probaly probably|proffesional professional|
profesional professional|publically publicly|realy really|recomend recommend|refered referred|remeber remember|
responsability responsibility|restaraunt restaurant|rember remember|scedule schedule|sence sense|
succesful successful|successfull successful|suprise surprise|tommorow tomorrow|tommorrow tomorrow|
tounge tongue|truely truly|unforseen unforeseen|wich which|whith with|wierd weird|writting writing|
becuase because|becouse because|thier their|freindly friendly|laught laughed|tought taught|explane explain|
garden's gardens|hole whole|shure sure|gardning gardening|plantes plants|nise nice|verry very
"""
# A list may take these for slips; they are words.
_WORDS = frozenset(("manger", "hole", "garden's", "clas", "ans", "fo", "ned", "tha", "keep", "rime", "chang", "wan"))


@cache
def _corrections() -> dict[str, str]:
    rows = (row.split(" ", 1) for row in _COMMON.replace("\n", "").split("|") if " " in row)
    return {wrong: right for wrong, right in rows if wrong not in _WORDS} | _codespell()


def correction(word: str) -> str | None:
    """The correction of a word in lower case; None if it is right or unknown."""
    return _corrections().get(word)


def _codespell() -> dict[str, str]:
    try:
        data = pkgutil.get_data("codespell_lib", "data/dictionary.txt")
    except (ModuleNotFoundError, FileNotFoundError):
        data = None
    text = (data or b"").decode("utf-8")
    rows = (line.partition("->") for line in text.splitlines())
    # What may be several words is not certain to be a slip for one; a reason stands after a second comma.
    return {
        wrong: right.rstrip(",").strip()
        for wrong, arrow, right in rows
        if arrow and "," not in right.rstrip(",") and wrong not in _WORDS and len(wrong) > 3
    }
