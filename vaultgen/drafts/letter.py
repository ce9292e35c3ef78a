"""The letter, an argument on one page.

Why here, what they need and what the writer did, what is still open, what comes first, why it is a match, the look
ahead.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from vaultgen.drafts.bridges import Bridge
from vaultgen.drafts.facts import Fact
from vaultgen.drafts.frames import Frames
from vaultgen.drafts.gate import excerpt, held_back
from vaultgen.drafts.private import private_remark
from vaultgen.drafts.thank_you import bridge_sentence, own_thing
from vaultgen.english.lexicon import parts_of
from vaultgen.english.segments import count_words
from vaultgen.followups.kinds.letter import LENGTH
from vaultgen.learning.vocabulary import DREADING

_MOST = 3  # needs in the letter
_FEW_WORDS = 9  # of a need that its own teller reads again
_COUNTS = ("no", "one", "two", "three", "four", "five")


@dataclass(frozen=True, slots=True)
class LetterContent:
    """What a letter can be made of, from all rounds of a position.

    `reader` is the name of whoever gets it, `met` whether they were met; `moments` and `interests` are what they have
    not been told; `fresh` says of a result that this reader has not read of it.
    """

    words: dict[str, str]
    reader: str
    met: bool
    moments: Sequence[Fact]
    interests: Sequence[Fact]
    bridges: Sequence[Bridge]
    late: bool = False
    day: str = ""
    ask: Sequence[str] = ()


def paragraphs(frames: Frames, case: LetterContent) -> tuple[str, ...]:
    """The paragraphs between greeting and signature."""
    needs, skills = _chosen(case)
    argued = [_opening(frames, case), *_needs(frames, case, needs, skills)]
    rest = [_concern(frames, case), _closing(frames, case, needs), frames.sentence("letter.thanks", case.words)]
    whole = " ".join(filter(None, (*argued, *rest)))
    # What is too short for a letter has more to say, which only the writer knows.
    if count_words(whole) < LENGTH.least and "[…" not in whole:
        argued.append("[…another thing that they need, and what you have done about it]")
    return tuple(filter(None, (*argued, *rest)))


def _opening(frames: Frames, case: LetterContent) -> str:
    sentences = [frames.sentence("letter.open" if case.met else "letter.open_not_met", case.words)]
    if case.late:
        sentences.append(frames.sentence("letter.late", case.words))
    moment = next((fact for fact in case.moments if fact.framing), None)
    if moment is not None and moment.framing is not None and case.met:
        sentences.append(frames.sentence(f"moment.{moment.framing.frame}", case.words | dict(moment.framing.words)))
    else:
        thing = next(filter(None, map(own_thing, case.interests)), "")
        if thing and case.met:
            sentences.append(frames.sentence("moment.interest", case.words | {"thing": thing}))
    return " ".join(filter(None, sentences))


def _chosen(case: LetterContent) -> tuple[list[Bridge], list[Bridge]]:
    met = [bridge for bridge in case.bridges if bridge.is_met]
    problems = sorted(
        (bridge for bridge in met if bridge.sort == "problem"),
        key=lambda bridge: (not bridge.result, not _is_own(case, bridge)),
    )[:_MOST]
    skills = [
        bridge
        for bridge in met
        if bridge.sort == "skill" and (bridge.result or (bridge.held_back and bridge.held_back.excerpt))
    ]
    # What can be said goes first; one thing to be said better is enough.
    skills.sort(key=lambda bridge: not bridge.result)
    skills = skills[: _MOST - len(problems)]
    if any(not bridge.result for bridge in problems):
        skills = [bridge for bridge in skills if bridge.result]
    return problems, skills


def _is_own(case: LetterContent, bridge: Bridge) -> bool:
    return bridge.teller is not None and bridge.teller.name == case.reader


def _needs(frames: Frames, case: LetterContent, needs: Sequence[Bridge], skills: Sequence[Bridge]) -> list[str]:
    if not needs and not skills:
        return ["[…two things that they need, and what you have done about each]"]
    count = len(needs) + len(skills)
    words = case.words | {"count": _COUNTS[min(count, 5)], "Count": _COUNTS[min(count, 5)].capitalize()}
    lead = frames.sentence("letter.lead" if count > 1 else "letter.lead_one", words)
    first = " ".join([lead, *(_need(frames, case, bridge, goes_on=place > 0) for place, bridge in enumerate(needs))])
    second = " ".join(
        _need(frames, case, bridge, goes_on=bool(needs) or place > 0) for place, bridge in enumerate(skills)
    )
    if count <= 2 or not needs:
        return [" ".join(filter(None, (first, second)))]
    return list(filter(None, (first, second)))


def _need(frames: Frames, case: LetterContent, bridge: Bridge, *, goes_on: bool) -> str:
    if not bridge.result:
        return bridge_sentence(frames, bridge, case.words)
    told, told_of, spoke = _tellers(case, bridge)
    # Nobody is told again what they said themselves: it is referred to, or named in a few words before the result.
    is_news = not case.met or (bridge.teller is not None and not _is_own(case, bridge))
    words = case.words | ({"told": told} if is_news else {})
    words |= {
        "told_of": told_of,
        "spoke": spoke,
        "result": bridge.result,
        "Result": _capital(bridge.result),
    }
    if bridge.clause and (is_news or not bridge.term or len(bridge.clause.split()) <= _FEW_WORDS):
        words |= {"clause": bridge.clause, "Clause": _capital(bridge.clause)}
        made = frames.sentence("letter.clause", words)
        if made:
            return made
    if bridge.term:
        words |= {"term": bridge.term, "Term": _capital(bridge.term)}
        if goes_on and not bridge.term.split()[0].endswith("ing"):
            words["want"] = bridge.term
        part = "letter.skill" if bridge.sort == "skill" else "letter.problem" if goes_on else "letter.first_problem"
        made = frames.sentence(part, words)
        if made:
            return made
    also = goes_on and bridge.result.startswith("I ")
    return f"I also {bridge.result[2:]}." if also else frames.sentence("letter.other", words)


def _tellers(case: LetterContent, bridge: Bridge) -> tuple[str, str, str]:
    """Who told of a need, as a sentence begins with it."""
    if bridge.teller is not None and bridge.teller.name != case.reader:
        name = case.words.get(f"name of {bridge.teller.name}", bridge.teller.name)
        return f"{name} told me", f"{name} told me", f"{name} spoke"
    if not case.met:
        return "I was told", "I heard", "Your colleagues spoke"
    if bridge.teller is None and case.words.get("panel"):
        return "I heard", "I heard", "You and your colleagues spoke"
    return "You told me", "You told me", "You spoke"


def _concern(frames: Frames, case: LetterContent) -> str:
    """An open concern is asked for, never confessed: the answer is the writer's."""
    for bridge in case.bridges:
        if bridge.sort != "concern" or not (bridge.teller is None or _is_own(case, bridge)):
            continue
        why = held_back(bridge.text)
        if why is not None and why.reason in ("private", "language"):
            continue
        return f"{frames.sentence('letter.concern', case.words)} […your answer to: {excerpt(bridge.text)}]"
    return ""


def _closing(frames: Frames, case: LetterContent, needs: Sequence[Bridge]) -> str:
    first = next(
        (
            bridge
            for bridge in needs
            if bridge.result
            and bridge.term
            and bridge.term.startswith("the ")
            and not is_feared(bridge.text, bridge.term)
        ),
        None,
    )
    own = next(
        (
            b
            for b in case.bridges
            if b.sort == "problem" and not b.is_met and _is_own(case, b) and private_remark(b.text) is None
        ),
        None,
    )
    sentences = []
    if own is not None:
        sentences.append(f"[…what you would do first about this: {excerpt(own.text)}]")
    elif first is not None and first.term and not is_of_people(first.term):
        sentences.append(frames.sentence("letter.first", case.words | {"term": first.term}))
    sentences.append(frames.sentence("letter.match", case.words))
    question = next(iter(case.ask), "")
    if question:
        options = frames.options("ask")
        sentences.append(str(options[0].get(question, "")) if options and isinstance(options[0], dict) else "")
    words = case.words | ({"day": case.day} if case.day else {})
    sentences.append(frames.sentence("forward.date" if case.day else "forward.open", words))
    return " ".join(filter(None, sentences))


def is_feared(need: str, term: str) -> bool:
    """Whether a need is called by what they fear (`the client threatens penalties`), with which nobody begins."""
    words = need.casefold().split()
    thing = term.casefold().removeprefix("the ").split()
    return any(
        word in DREADING and [w.strip(".,;:!?") for w in words[place + 1 :][: len(thing)]] == thing
        for place, word in enumerate(words)
    )


def is_of_people(term: str) -> bool:
    """Whether a need is called by people (`the night staff`), with whom one does not begin as with a task."""
    last = term.rpartition(" ")[2].casefold()
    return parts_of(last).startswith("p") or last in ("people", "staff", "kids")


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
