"""The letter: an argument on one page.

Its parts are why here, the needs with the results that meet them, an open concern, what to begin with, why it is a
match, and a look ahead.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from vaultgen.drafts.bridges import Bridge
from vaultgen.drafts.facts import Fact
from vaultgen.drafts.frames import Frames
from vaultgen.drafts.gate import excerpt, held_back
from vaultgen.drafts.private import private_remark
from vaultgen.drafts.thank_you import bridge_sentence, own_thing
from vaultgen.english.capitals import with_initial_capital
from vaultgen.english.lexicon import parts_of
from vaultgen.english.segments import count_words
from vaultgen.followups.kinds.letter import LENGTH
from vaultgen.learning.vocabulary import DREADING

_MOST = 3  # needs in the letter
_UNNAMED = "[…what they need, in half a sentence]"
_COUNTS = ("no", "one", "two", "three", "four", "five")


@dataclass(frozen=True, slots=True)
class LetterContent:
    """What a letter can say, from all rounds for a position.

    `words` fill the frames. `reader` is the recipient's name, `met` says whether the user met them. `moments` and
    `interests` are those that the reader has not been told. `late` says that the letter mentions its lateness. `day` is
    the decision date in words, empty unless it lies ahead. `ask` are properties that the user has not learned.
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


def paragraphs(frames: Frames, content: LetterContent) -> tuple[str, ...]:
    """The paragraphs between greeting and signature."""
    needs, skills = _chosen(content)
    argued = [_opening(frames, content), *_needs(frames, content, needs, skills)]
    rest = [
        _concern(frames, content),
        _closing(frames, content, needs),
        frames.sentence("letter.thanks", content.words),
    ]
    whole = " ".join(filter(None, (*argued, *rest)))
    # What is too short for a letter has more to say, which only the writer knows.
    if count_words(whole) < LENGTH.least and "[…" not in whole:
        argued.append("[…another thing that they need, and what you have done about it]")
    return tuple(filter(None, (*argued, *rest)))


def _opening(frames: Frames, content: LetterContent) -> str:
    sentences = [frames.sentence("letter.open" if content.met else "letter.open_not_met", content.words)]
    if content.late:
        sentences.append(frames.sentence("letter.late", content.words))
    moment = next((fact for fact in content.moments if fact.framing), None)
    if moment is not None and moment.framing is not None and content.met:
        sentences.append(frames.sentence(f"moment.{moment.framing.frame}", content.words | dict(moment.framing.words)))
    else:
        thing = next(filter(None, map(own_thing, content.interests)), "")
        if thing and content.met:
            sentences.append(frames.sentence("moment.interest", content.words | {"thing": thing}))
    return " ".join(filter(None, sentences))


def _chosen(content: LetterContent) -> tuple[list[Bridge], list[Bridge]]:
    met = [bridge for bridge in content.bridges if bridge.is_met]
    problems = sorted(
        (bridge for bridge in met if bridge.sort == "problem"),
        key=lambda bridge: (not bridge.result, not _is_own(content, bridge)),
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


def _is_own(content: LetterContent, bridge: Bridge) -> bool:
    return bridge.teller is not None and bridge.teller.name == content.reader


def _needs(frames: Frames, content: LetterContent, needs: Sequence[Bridge], skills: Sequence[Bridge]) -> list[str]:
    if not needs and not skills:
        return ["[…two things that they need, and what you have done about each]"]
    count = len(needs) + len(skills)
    words = content.words | {"count": _COUNTS[min(count, 5)], "Count": _COUNTS[min(count, 5)].capitalize()}
    # A lead names no need: where what follows names none either, the user has to.
    is_named = any(bridge.term or bridge.clause for bridge in (*needs, *skills))
    lead = frames.sentence("letter.lead" if count > 1 else "letter.lead_one", words) if is_named else _UNNAMED
    told = [_need(frames, content, bridge, goes_on=place > 0) for place, bridge in enumerate(needs)]
    first = " ".join(filter(None, (lead, *told)))
    second = " ".join(
        _need(frames, content, bridge, goes_on=bool(needs) or place > 0) for place, bridge in enumerate(skills)
    )
    if count <= 2 or not needs:
        return [" ".join(filter(None, (first, second)))]
    return list(filter(None, (first, second)))


def _need(frames: Frames, content: LetterContent, bridge: Bridge, *, goes_on: bool) -> str:
    if not bridge.result:
        return bridge_sentence(frames, bridge, content.words)
    told, told_of, spoke = _tellers(content, bridge)
    # Nobody is told again what they said themselves: it is referred to, and told only where no noun refers to it.
    is_news = not content.met or (bridge.teller is not None and not _is_own(content, bridge))
    words = content.words | ({"told": told} if is_news else {})
    words |= {
        "told_of": told_of,
        "spoke": spoke,
        "result": bridge.result,
        "Result": with_initial_capital(bridge.result),
    }
    if bridge.clause and (is_news or not bridge.term):
        words |= {"clause": bridge.clause, "Clause": with_initial_capital(bridge.clause)}
        sentence = frames.sentence("letter.clause", words)
        if sentence:
            return sentence
    if bridge.term:
        words |= {"term": bridge.term, "Term": with_initial_capital(bridge.term)}
        if goes_on and not bridge.term.split()[0].endswith("ing"):
            words["want"] = bridge.term
        part = "letter.skill" if bridge.sort == "skill" else "letter.problem" if goes_on else "letter.first_problem"
        sentence = frames.sentence(part, words)
        if sentence:
            return sentence
    also = goes_on and bridge.result.startswith("I ")
    return f"I also {bridge.result[2:]}." if also else frames.sentence("letter.other", words)


def _tellers(content: LetterContent, bridge: Bridge) -> tuple[str, str, str]:
    """How a sentence begins that tells of a need: `Ann told me`; `I heard`; `Ann spoke` (of it)."""
    if bridge.teller is not None and bridge.teller.name != content.reader:
        name = content.words.get(f"name of {bridge.teller.name}", bridge.teller.name)
        return f"{name} told me", f"{name} told me", f"{name} spoke"
    if not content.met:
        return "I was told", "I heard", "Your colleagues spoke"
    if bridge.teller is None and content.words.get("panel"):
        return "I heard", "I heard", "You and your colleagues spoke"
    return "You told me", "You told me", "You spoke"


def _concern(frames: Frames, content: LetterContent) -> str:
    """A placeholder for the user's answer to an open concern: the letter admits none by itself."""
    for bridge in content.bridges:
        if bridge.sort != "concern" or not (bridge.teller is None or _is_own(content, bridge)):
            continue
        why = held_back(bridge.text)
        if why is not None and why.reason in ("private", "language"):
            continue
        return f"{frames.sentence('letter.concern', content.words)} […your answer to: {excerpt(bridge.text)}]"
    return ""


def _closing(frames: Frames, content: LetterContent, needs: Sequence[Bridge]) -> str:
    begun = next(
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
    unmet = next(
        (
            b
            for b in content.bridges
            if b.sort == "problem" and not b.is_met and _is_own(content, b) and private_remark(b.text) is None
        ),
        None,
    )
    sentences = []
    if unmet is not None:
        sentences.append(f"[…what you would do first about this: {excerpt(unmet.text)}]")
    elif begun is not None and begun.term and not is_of_people(begun.term):
        sentences.append(frames.sentence("letter.first", content.words | {"term": begun.term}))
    sentences.append(frames.sentence("letter.match", content.words))
    question = next(iter(content.ask), "")
    if question:
        options = frames.options("ask")
        sentences.append(str(options[0].get(question, "")) if options and isinstance(options[0], dict) else "")
    words = content.words | ({"day": content.day} if content.day else {})
    sentences.append(frames.sentence("forward.date" if content.day else "forward.open", words))
    return " ".join(filter(None, sentences))


def is_feared(need: str, term: str) -> bool:
    """Whether a need is named by what the employer fears, such as `penalties`: nobody begins with that."""
    words = need.casefold().split()
    thing = term.casefold().removeprefix("the ").split()
    return any(
        word in DREADING and [w.strip(".,;:!?") for w in words[place + 1 :][: len(thing)]] == thing
        for place, word in enumerate(words)
    )


def is_of_people(term: str) -> bool:
    """Whether a need is named by people, such as `the night staff`: one does not begin with them as with a task."""
    last = term.rpartition(" ")[2].casefold()
    return parts_of(last).startswith("p") or last in ("people", "staff", "kids")
