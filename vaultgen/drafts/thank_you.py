"""The thank-you: thanks, one moment, interest, one strength, a look ahead, in one of several orders."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from vaultgen.drafts.bridges import Bridge
from vaultgen.drafts.facts import Fact
from vaultgen.drafts.frames import Frames
from vaultgen.regex import late


@dataclass(frozen=True, slots=True)
class ThankYouContent:
    """What a thank-you can be made of. `words` fill the sentences: position, meeting, day, employer.

    `moments`, `interests` and `bridges` are in the order in which they are preferred; `lateness` is 0 in time, 1 late,
    2 so late that one says so; `day` is the decision's, empty where it is not ahead; `ask` are the properties that
    were not learned.
    """

    words: dict[str, str]
    moments: Sequence[Fact]
    interests: Sequence[Fact]
    bridges: Sequence[Bridge]
    lateness: int = 0
    day: str = ""
    ask: Sequence[str] = ()
    room: int = 130  # words between greeting and signature
    has_cover: bool = False


class ThankYou(NamedTuple):
    """The sentences of a thank-you, and the paragraphs that they make; an empty one is left out."""

    thanks: str = ""
    moment: str = ""
    bridge: str = ""
    interest: str = ""
    forward: str = ""
    paragraphs: tuple[str, ...] = ()
    plan: str = ""
    told: tuple[Fact | Bridge, ...] = ()
    parts: dict[str, str] = {}  # noqa: RUF012 - never changed


_VAGUE = late(r"(?i)\b(?:things?|stuff|bits?|everything|something)$")
NOTHING_OF_THAT_TALK = "[…one thing that was said, which only the two of you would remember]"


@dataclass
class _Context:
    frames: Frames
    matter: ThankYouContent
    told: list[Fact | Bridge] = field(default_factory=list)


def thank_you(frames: Frames, matter: ThankYouContent, plans: Counter[str]) -> ThankYou:
    """The sentences of a thank-you; `plans` counts the orders that were taken for others of the same interview."""
    making = _Context(frames, matter)
    plan = frames.plan(plans)
    moment = chosen_moment(matter.moments, matter.interests)
    bridge = _chosen_bridge(matter)
    is_joined = (
        moment is not None
        and moment.framing is not None
        and bool(moment.framing.gift)
        and "thanks moment" in plan
        and not matter.lateness
    )
    thanks = _thanks(making, moment if is_joined else None)
    is_joined = is_joined and moment is not None and moment.framing is not None and moment.framing.gift in thanks
    told = "" if is_joined else _moment(making, moment, has_bridge=bridge is not None and bridge.term is not None)
    if moment is not None:
        making.told.append(moment)
    parts = {
        "thanks": thanks,
        "moment": told,
        "bridge": _bridge(making, bridge),
        "interest": frames.sentence("interest", matter.words),
        "forward": _forward(making),
    }
    if not told and not is_joined and not parts["bridge"]:
        parts["moment"] = told = NOTHING_OF_THAT_TALK
    if not told or told.startswith(("[", "Thank you, too", "I thank you, too")):
        plan = plan.replace("moment thanks", "thanks moment").replace("moment | thanks", "thanks | moment")
    paragraphs = _paragraphs(plan, parts)
    for left_out in ("interest", "bridge", "moment") if matter.has_cover else ("bridge", "moment", "interest"):
        if sum(len(one.split()) for one in paragraphs) > matter.room:
            parts[left_out] = ""
            paragraphs = _paragraphs(plan, parts)
    return ThankYou(**parts, paragraphs=paragraphs, plan=plan, told=tuple(making.told), parts=parts)


def chosen_moment(moments: Sequence[Fact], interests: Sequence[Fact]) -> Fact | None:
    """The first moment that can be told, else the first that a placeholder may show, else an interest."""
    sayable = next((fact for fact in moments if fact.framing), None)
    shown = next((fact for fact in moments if fact.held_back and fact.held_back.excerpt), None)
    interest = next((fact for fact in interests if fact.framing and _of_interest(fact)), None)
    return sayable or shown or interest


def _paragraphs(plan: str, parts: dict[str, str]) -> tuple[str, ...]:
    made = (" ".join(filter(None, (parts[name] for name in part.split()))) for part in plan.split("|"))
    return tuple(filter(None, made))


def own_thing(fact: Fact) -> str:
    """What of the writer's own was asked about, where it can be named by a noun; else empty."""
    thing = fact.framing.words.get("thing", "") if fact.framing else ""
    return "" if _VAGUE.search(thing) else thing


def _of_interest(fact: Fact) -> str:
    """What of the writer's own was asked about, where it can be told."""
    if fact.framing is None or (fact.framing.words.get("thing") and not own_thing(fact)):
        return ""
    words = fact.framing.words
    return words.get("thing") or words.get("doing") or words.get("question") or ""


def _chosen_bridge(matter: ThankYouContent) -> Bridge | None:
    met = [bridge for bridge in matter.bridges if bridge.is_met and bridge.sort != "concern"]
    sayable = next((bridge for bridge in met if bridge.result), None)
    return sayable or next((bridge for bridge in met if bridge.held_back and bridge.held_back.excerpt), None)


def _thanks(making: _Context, gift: Fact | None) -> str:
    words = making.matter.words
    if gift is not None and gift.framing is not None:
        made = making.frames.sentence("thanks_for", words | dict(gift.framing.words))
        if made:
            return made
    part = "thanks_late" if making.matter.lateness > 1 else "thanks"
    return making.frames.sentence(part, words)


def _moment(making: _Context, moment: Fact | None, *, has_bridge: bool) -> str:
    if moment is None:
        return "" if has_bridge else NOTHING_OF_THAT_TALK
    if moment.framing is not None:
        words = making.matter.words | dict(moment.framing.words)
        frame = f"moment.{moment.framing.frame}"
        if moment in making.matter.interests:
            frame, words = "moment.interest", making.matter.words | {"thing": _of_interest(moment)}
        return making.frames.sentence(frame, words) or NOTHING_OF_THAT_TALK
    shown = moment.held_back.excerpt if moment.held_back else ""
    return f"[…say in a sentence: {shown}]" if shown else NOTHING_OF_THAT_TALK


def _bridge(making: _Context, bridge: Bridge | None) -> str:
    if bridge is None:
        return ""
    making.told.append(bridge)
    return bridge_sentence(making.frames, bridge, making.matter.words)


def bridge_sentence(frames: Frames, bridge: Bridge, words: dict[str, str]) -> str:
    """The need and the result that meets it, in one sentence or two."""
    if not bridge.result:
        about = f" about {bridge.term}" if bridge.term else ""
        shown = bridge.held_back.excerpt if bridge.held_back else ""
        return f"[…say in a sentence what you have done{about}: {shown}]" if shown else ""
    words = words | {"result": bridge.result, "Result": _capital(bridge.result)}
    part = "bridge.other"
    if bridge.term:
        words |= {"term": bridge.term, "Term": _capital(bridge.term)}
        heard = bridge.sort == "problem" and bridge.teller is not None and words.get("reader") != bridge.teller.name
        part = "bridge.heard" if heard else f"bridge.{'skill' if bridge.sort == 'skill' else 'problem'}"
    return frames.sentence(part, words) or frames.sentence("bridge.other", words)


def _forward(making: _Context) -> str:
    matter = making.matter
    asked = next(iter(matter.ask), "")
    question = ""
    if asked:
        options = making.frames.options("ask")
        question = str(options[0].get(asked, "")) if options and isinstance(options[0], dict) else ""
    words = matter.words | ({"day": matter.day} if matter.day else {})
    ahead = making.frames.sentence("forward.date" if matter.day else "forward.open", words)
    return f"{question} {ahead}".strip()


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
