"""The thank-you: thanks, a moment, a bridge, interest and a look ahead, in one of several orders."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from vaultgen.drafts.bridges import Bridge
from vaultgen.drafts.facts import Fact
from vaultgen.drafts.frames import Frames
from vaultgen.english.capitals import with_initial_capital
from vaultgen.english.figures import figures


@dataclass(frozen=True, slots=True)
class ThankYouContent:
    """What a thank-you can say. `words` fill the frames: position, meeting, day, employer and so on.

    `moments`, `interests` and `bridges` are in order of preference. `lateness` is 0 for in time, 1 for late, 2 for so
    late that the message says so. `day` is the decision date in words, empty unless it lies ahead. `ask` are properties
    that the user has not learned. `word_limit` counts the words between greeting and signature. `has_cover` says that a
    recruiter passes it on.
    """

    words: dict[str, str]
    moments: Sequence[Fact]
    interests: Sequence[Fact]
    bridges: Sequence[Bridge]
    lateness: int = 0
    day: str = ""
    ask: Sequence[str] = ()
    word_limit: int = 130  # words between greeting and signature
    has_cover: bool = False


class ThankYou(NamedTuple):
    """The sentences of a thank-you, each empty if it is left out, and the paragraphs that they make.

    `plan` is the order of the parts, `told` are the facts and bridges that it tells.
    """

    thanks: str = ""
    moment: str = ""
    bridge: str = ""
    interest: str = ""
    forward: str = ""
    paragraphs: tuple[str, ...] = ()
    plan: str = ""
    told: tuple[Fact | Bridge, ...] = ()
    parts: dict[str, str] = {}  # noqa: RUF012 - never changed


NOTHING_OF_THAT_TALK = "[…one thing that was said, which only the two of you would remember]"


@dataclass
class _Context:
    frames: Frames
    content: ThankYouContent
    told: list[Fact | Bridge] = field(default_factory=list)


def thank_you(frames: Frames, content: ThankYouContent, plans: Counter[str]) -> ThankYou:
    """The thank-you. `plans` counts the orders that other thank-yous for the same interview have used."""
    context = _Context(frames, content)
    plan = frames.plan(plans)
    moment = chosen_moment(content.moments, content.interests)
    bridge = _chosen_bridge(content, moment)
    is_joined = (
        moment is not None
        and moment.framing is not None
        and bool(moment.framing.gift)
        and "thanks moment" in plan
        and not content.lateness
    )
    thanks = _thanks(context, moment if is_joined else None)
    is_joined = is_joined and moment is not None and moment.framing is not None and moment.framing.gift in thanks
    moment_sentence = (
        "" if is_joined else _moment(context, moment, has_bridge=bridge is not None and bridge.term is not None)
    )
    if moment is not None:
        context.told.append(moment)
    parts = {
        "thanks": thanks,
        "moment": moment_sentence,
        "bridge": _bridge(context, bridge),
        "interest": frames.sentence("interest", content.words),
        "forward": _forward(context),
    }
    if not moment_sentence and not is_joined and not parts["bridge"]:
        parts["moment"] = moment_sentence = NOTHING_OF_THAT_TALK
    if not moment_sentence or moment_sentence.startswith(("[", "Thank you, too", "I thank you, too")):
        plan = plan.replace("moment thanks", "thanks moment").replace("moment | thanks", "thanks | moment")
    paragraphs = _paragraphs(plan, parts)
    for left_out in ("interest", "bridge", "moment") if content.has_cover else ("bridge", "moment", "interest"):
        if sum(len(one.split()) for one in paragraphs) > content.word_limit:
            parts[left_out] = ""
            paragraphs = _paragraphs(plan, parts)
    return ThankYou(**parts, paragraphs=paragraphs, plan=plan, told=tuple(context.told), parts=parts)


def chosen_moment(moments: Sequence[Fact], interests: Sequence[Fact]) -> Fact | None:
    """The first moment that can be told, else the first with an excerpt for a placeholder, else an interest."""
    sayable = next((fact for fact in moments if fact.framing), None)
    shown = next((fact for fact in moments if fact.held_back and fact.held_back.excerpt), None)
    interest = next((fact for fact in interests if fact.framing and _of_interest(fact)), None)
    return sayable or shown or interest


def _paragraphs(plan: str, parts: dict[str, str]) -> tuple[str, ...]:
    paragraphs = (" ".join(filter(None, (parts[name] for name in part.split()))) for part in plan.split("|"))
    return tuple(filter(None, paragraphs))


def own_thing(fact: Fact) -> str:
    """The thing of the writer's that the employer asked about, if a noun names it; else empty."""
    return fact.framing.words.get("thing", "") if fact.framing else ""


def _of_interest(fact: Fact) -> str:
    """What an interest is about, if it can be told; else empty."""
    words = fact.framing.words if fact.framing else {}
    return words.get("thing") or words.get("doing") or words.get("question") or ""


def _chosen_bridge(content: ThankYouContent, moment: Fact | None) -> Bridge | None:
    """The first bridge that can be said, else one for a placeholder; none with a figure that the moment tells."""
    told = figures(moment.text) if moment is not None else frozenset()
    met = [b for b in content.bridges if b.is_met and b.sort != "concern" and told.isdisjoint(figures(b.result))]
    sayable = next((bridge for bridge in met if bridge.result), None)
    return sayable or next((bridge for bridge in met if bridge.held_back and bridge.held_back.excerpt), None)


def _thanks(context: _Context, gift: Fact | None) -> str:
    words = context.content.words
    if gift is not None and gift.framing is not None:
        sentence = context.frames.sentence("thanks_for", words | dict(gift.framing.words))
        if sentence:
            return sentence
    part = "thanks_late" if context.content.lateness > 1 else "thanks"
    return context.frames.sentence(part, words)


def _moment(context: _Context, moment: Fact | None, *, has_bridge: bool) -> str:
    if moment is None:
        return "" if has_bridge else NOTHING_OF_THAT_TALK
    if moment.framing is not None:
        words = context.content.words | dict(moment.framing.words)
        frame = f"moment.{moment.framing.frame}"
        if moment in context.content.interests:
            frame, words = "moment.interest", context.content.words | {"thing": _of_interest(moment)}
        return context.frames.sentence(frame, words) or NOTHING_OF_THAT_TALK
    shown = moment.held_back.excerpt if moment.held_back else ""
    return f"[…say in a sentence: {shown}]" if shown else NOTHING_OF_THAT_TALK


def _bridge(context: _Context, bridge: Bridge | None) -> str:
    if bridge is None:
        return ""
    context.told.append(bridge)
    return bridge_sentence(context.frames, bridge, context.content.words)


def bridge_sentence(frames: Frames, bridge: Bridge, words: dict[str, str]) -> str:
    """A need and the result that meets it, in one or two sentences; empty if there is nothing to say.

    `words` fill the frame. If the result is held back, a placeholder asks for it.
    """
    if not bridge.result:
        about = f" about {bridge.term}" if bridge.term else ""
        shown = bridge.held_back.excerpt if bridge.held_back else ""
        return f"[…say in a sentence what you have done{about}: {shown}]" if shown else ""
    words = words | {"result": bridge.result, "Result": with_initial_capital(bridge.result)}
    part = "bridge.other"
    if bridge.term:
        words |= {"term": bridge.term, "Term": with_initial_capital(bridge.term)}
        heard = bridge.sort == "problem" and bridge.teller is not None and words.get("reader") != bridge.teller.name
        part = "bridge.heard" if heard else f"bridge.{'skill' if bridge.sort == 'skill' else 'problem'}"
    return frames.sentence(part, words) or frames.sentence("bridge.other", words)


def _forward(context: _Context) -> str:
    content = context.content
    asked = next(iter(content.ask), "")
    question = ""
    if asked:
        options = context.frames.options("ask")
        question = str(options[0].get(asked, "")) if options and isinstance(options[0], dict) else ""
    words = content.words | ({"day": content.day} if content.day else {})
    ahead = context.frames.sentence("forward.date" if content.day else "forward.open", words)
    return f"{question} {ahead}".strip()
