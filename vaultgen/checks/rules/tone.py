"""Words that weaken a message: clichés (VG417), exclamation marks (VG418), chat language (VG421).

Quotations are not checked, nor words that the notes about this interview and employer use themselves: “SMS” may be the
product.
"""

import re
from collections.abc import Iterator, Mapping

from vaultgen.checks.unsent_drafts import UnsentDraft, sendable
from vaultgen.diagnostics.diagnostic import Diagnostic, Rule, problem
from vaultgen.diagnostics.source import Span
from vaultgen.english import segments
from vaultgen.regex import late
from vaultgen.snapshot import Snapshot
from vaultgen.vault.vault import Vault

CLICHE = Rule("VG417", "hint", "cliché")
EXCLAMATION_MARKS = Rule("VG418", "hint", "exclamation marks")
TEXTING = Rule("VG421", "warning", "texting")
RULES = (CLICHE, EXCLAMATION_MARKS, TEXTING)

# Clichés, and what to write instead.
_CLICHES: Mapping[str, str] = {
    r"i am writing to (?:express|let you know|inform you)": "Begin with what you have to say.",
    r"i(?:'m| am) writing to you (?:today )?to": "Begin with what you have to say.",
    r"i hope this (?:e-?mail|message|note|letter) finds you(?: well)?": "Begin with them: what they said, and when.",
    r"(?:a |the )?perfect (?:fit|match|candidate)(?: for)?": "Name one of their needs, and what you did about it.",
    r"(?:think(?:ing)?|thinker) outside (?:of )?the box": "Tell of the one time that you found another way.",
    r"hit the ground running": "Say what you would do in the first month.",
    r"passionate about": "Say what you did for it without being asked.",
    r"(?:a |real |great |true )?team[- ]player": "Say with whom you built what.",
    r"to whom it may concern": "Write to a person by name.",
    r"(?:please )?do(?: not|n't) hesitate to (?:contact|call|reach out to|reach|e-?mail) (?:me)?": (
        "Say what you are glad to send or to answer."
    ),
    r"synerg(?:y|ies|istic)": "Say who works with whom, and what comes of it.",
    r"at your (?:earliest|first) convenience": "Name a day, or leave the time to them.",
    r"(?:go|going|gone|goes) the extra mile": "Say what you did that nobody had asked for.",
    r"(?:a )?(?:self-starter|go-getter|results?-(?:driven|oriented)|detail-oriented|hard[- ]work(?:er|ing))": (
        "Show it: one result with its number."
    ),
    r"(?:a )?proven track record": "Name the result, with its number.",
    r"(?:add|bring) value": "Say what would be better afterwards.",
    r"touch base|circle back|reach out": "Write “call”, “write” or “ask”.",
    r"(?:a )?(?:wealth|plethora) of experience": "Name the one experience that counts here.",
    r"(?:a )?dream (?:job|company|role)": "Say what about the work draws you.",
    r"(?:a )?wide range of": "Name the two that matter here.",
    r"(?:take|bring) (?:it|this|things|\w+ \w+) to the next level": "Say what would be better, and by how much.",
    r"per our (?:conversation|discussion)|as per": "Write “as we said”, or leave it out.",
    r"thank(?:ing)? you in advance": "Thank them when they have done it.",
}
_GAP = r"\s+"  # a phrase may span lines
_CLICHE = late(
    r"(?<!\w)(?:" + "|".join(f"(?P<c{n}>{said.replace(' ', _GAP)})" for n, said in enumerate(_CLICHES)) + r")(?!\w)",
    re.IGNORECASE,
)
_INSTEAD = tuple(_CLICHES.values())

_TEXTING = late(
    r"(?<![\w@.])(?:"
    r"(?:please )?(?:text|dm|sms|whats ?app|ping) me|"
    # An offer needs its “I will”: “the text you sent” is a noun, and “it will text you” may be their product.
    r"(?:i(?:\s+(?:will|can|could|would|may|might|shall)|['’](?:ll|d))(?:\s+\w+)?|let\s+me|(?:happy|glad|free|going)\s+to)"
    r"\s+(?:text|dm|sms|whats ?app|ping)\s+you|"
    r"(?:send|shoot|drop|write) (?:me|you) an? (?:quick |short )?(?:text|dm|sms|whats ?app)(?: message)?|"
    r"(?:by|via|over) (?:whats ?app|sms|dm|text message)|on whats ?app|"
    r"btw|thx|thnx|pls|plz|lol|lmk|omg|idk|tbh|imho|ttyl|gonna|wanna|u r|thank u|thanks u"
    r")(?![\w@])",
    re.IGNORECASE,
)
_CHANNEL = late(r"whats ?app|\bsms\b|\bdm\b|text message", re.IGNORECASE)
_EMOJI = late(
    "[\U0001f1e6-\U0001f1ff\U0001f300-\U0001faff\u2728\u2705\u263a\u2639\u2764\u2b50\u270c\u261d]"
    "[\ufe0f\u200d\U0001f3fb-\U0001f3ff\U0001f300-\U0001faff\u2640\u2642\u2764]*"
    r"|(?<=\s)[:;]-?[)(DP](?!\w)"
)
_MARK = late(r"!+")


def check(snapshot: Snapshot) -> Iterator[Diagnostic]:
    """Looks at the subjects and bodies of drafts that may still be sent."""
    for message in sendable(snapshot):
        own = _Own(snapshot.vault, message)
        body, subject = segments.without_addresses(segments.without_quotes(message.body)), message.subject
        yield from _cliches(message, body, subject, own)
        yield from _exclamations(message, body, subject, own)
        yield from _texting(message, body, subject, own)


def _cliches(message: UnsentDraft, body: str, subject: str, own: "_Own") -> Iterator[Diagnostic]:
    for found, span in _places(_CLICHE, message, body, subject):
        if not own.says(found.group()):
            instead = _INSTEAD[int((found.lastgroup or "c0")[1:])]
            said = " ".join(found.group().split())
            yield problem(CLICHE, message.path, span, f"“{said}” is what everybody writes.", hint=instead)


def _exclamations(message: UnsentDraft, body: str, subject: str, own: "_Own") -> Iterator[Diagnostic]:
    allowed = 0 if message.draft.kind == "letter" else 1
    marks = [
        (match, span)
        for match, span in _places(_MARK, message, own.without_names(body), own.without_names(subject))
        if match.group()
    ]
    if sum(len(match.group()) for match, _ in marks) <= allowed:
        return
    _, span = next((mark for mark in marks if len(mark[0].group()) > 1), marks[min(allowed, len(marks) - 1)])
    yield problem(
        EXCLAMATION_MARKS,
        message.path,
        span,
        "A letter does without exclamation marks." if not allowed else "One exclamation mark is enough for a message.",
        hint="End the sentence with a full stop; the words carry the warmth.",
    )


def _texting(message: UnsentDraft, body: str, subject: str, own: "_Own") -> Iterator[Diagnostic]:
    for match, span in _places(_TEXTING, message, body, subject):
        words = " ".join(match.group().split())
        channel = _CHANNEL.search(words)
        if not own.says(channel.group() if channel else words):
            yield problem(
                TEXTING,
                message.path,
                span,
                f"“{words}” belongs in a chat, not into a message to an employer.",
                hint="Write it out in plain words; offer an e-mail address or a telephone number.",
            )
    before_signature = body[: message.parts.signature[0]]
    for match, span in _places(_EMOJI, message, before_signature, subject):
        yield problem(
            TEXTING,
            message.path,
            span,
            f"“{match.group()}” belongs in a chat, not into a message to an employer.",
            hint="Say it in words, or leave it out.",
        )


def _places(
    pattern: re.Pattern[str], message: UnsentDraft, body: str, subject: str
) -> Iterator[tuple[re.Match[str], Span]]:
    for found in pattern.finditer(subject):
        yield found, message.subject_span(*found.span())
    for found in pattern.finditer(body):
        yield found, message.span(*found.span())


class _Own:
    """What the notes about an interview say themselves, read on demand."""

    def __init__(self, vault: Vault, message: UnsentDraft) -> None:
        self._vault, self._message = vault, message

    def says(self, said: str) -> bool:
        """Whether the note of the interview, its application or its employer contains a text."""
        wanted = segments.plain_words(said)
        notes = self._notes()
        return any(wanted in segments.plain_words(text) for text in notes)

    def without_names(self, text: str) -> str:
        """A text with the employer's name and the position blanked out: the mark may be part of `Yahoo!`."""
        interview = self._message.interview
        if interview is None or "!" not in text:
            return text
        company = self._vault.company(interview.company)
        for name in (company.name, *(company.aliases or ()), interview.role.label if interview.role else ""):
            text = text.replace(name, " " * len(name)) if "!" in name else text
        return text

    def _notes(self) -> Iterator[str]:
        interview = self._message.interview
        if interview is None:
            return
        others = (self._vault.application(interview).note, self._vault.company(interview.company).note)
        for note in (interview.note, *(note for note in others if note)):
            yield note.body
            for prop in note.properties.values():
                yield from (value.text for value in prop.values)
