"""From a follow-up to its words: what the draft texts may use, and the message that they make.

`wording/<language>/` holds the texts (Jinja, one per kind) and `language.toml`, the words for days;
the user may shadow each in `overrides/drafts/`. The texts are run in a sandbox. They see plain values
and `Phrase`s only; `wording/README.md` lists them for whoever writes texts of their own.
"""

import re
import sys
import traceback
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from functools import lru_cache, partial
from typing import Any, NamedTuple

from jinja2 import (
    BytecodeCache,
    FunctionLoader,
    StrictUndefined,
    TemplateError,
    TemplateRuntimeError,
    TemplateSyntaxError,
)
from jinja2.sandbox import SandboxedEnvironment

from vaultgen.drafts.frames import SENTENCES, read_sentences
from vaultgen.drafts.language import LANGUAGE, read_language
from vaultgen.drafts.sentence_writer import SentenceWriter
from vaultgen.drafts.talking_points import Point
from vaultgen.drafts.values import Values
from vaultgen.english import phrases
from vaultgen.followups import is_late, state
from vaultgen.followups.rules import FollowUp
from vaultgen.vault.vault import Vault

LONGEST = {"thank-you": 150, "check-in": 100}  # words: beyond that nobody reads an e-mail to its end


class Message(NamedTuple):
    """A subject of one line, and a body in paragraphs; `needs` are those that it could speak of."""

    subject: str
    body: str
    needs: Sequence[Point] = ()


class Wording(NamedTuple):
    """The draft texts by name; `compiled` keeps what compiling them gave, for other runs."""

    texts: Mapping[str, str]
    compiled: BytecodeCache | None = None


class Composer:
    """Writes messages with one wording; raises `jinja2.TemplateError` where a text is at fault."""

    def __init__(self, wording: Wording, vault: Vault) -> None:
        self._vault = vault
        self._fault: TemplateError | None = None
        try:
            self._language = read_language(wording.texts.get(LANGUAGE, ""))
        except TemplateError as error:
            self._language, self._fault = {}, error
        self._finished: SentenceWriter | None = None
        try:
            if SENTENCES in wording.texts:
                self._finished = SentenceWriter(vault, read_sentences(wording.texts[SENTENCES]))
        except TemplateError as error:
            self._fault = self._fault or error
        texts = {name: text for name, text in wording.texts.items() if name not in (LANGUAGE, SENTENCES)}
        self._names = frozenset(texts)
        last = self._language.get("and", "and")
        self._texts = _sandbox(tuple(sorted(texts.items())), last, wording.compiled)

    def message(self, follow_up: FollowUp, now: datetime) -> Message:
        """The message for a follow-up as it would be written at `now` (aware)."""
        return self.message_if_late(follow_up, now, lateness=_lateness(follow_up, now))

    def message_if_late(self, follow_up: FollowUp, now: datetime, *, lateness: int) -> Message:
        """The same, as late as one says: 0 in time, 1 late, 2 so late that one says so."""
        if self._fault is not None:
            raise self._fault
        given = self.values(follow_up, now, lateness=lateness)
        for shorter in _shorter(given):
            head, _, body = self._rendered(follow_up.kind, shorter).partition("\n")
            body = _tidied(body)
            if len(body.split()) <= LONGEST.get(follow_up.kind, sys.maxsize):
                break
        if not head.startswith("Subject:"):
            raise TemplateSyntaxError("its first line is not “Subject: …”", 1, name=follow_up.kind)
        subject = phrases.capital(phrases.clean(head.removeprefix("Subject:")))
        return Message(subject, body, given["needs"])

    def _rendered(self, kind: str, given: Mapping[str, Any]) -> str:
        """The text of a kind, filled; whatever goes wrong in it is the text's mistake."""
        try:
            return self._texts.get_template(kind).render(given).strip()
        except TemplateError:
            raise
        except Exception as error:
            if self.place(error) is None:
                raise
            raise TemplateRuntimeError(str(error)).with_traceback(error.__traceback__) from error

    def values(self, follow_up: FollowUp, now: datetime, *, lateness: int) -> dict[str, Any]:
        """All that a text is given, by name; `wording/README.md` says what each is."""
        return Values(self._vault, follow_up, self._language, self._finished).all(now, lateness=lateness)

    def place(self, error: Exception) -> tuple[str, int] | None:
        """The text that an error of this wording is in, and the line."""
        if isinstance(error, TemplateSyntaxError):
            return (error.name, error.lineno) if error.name else None
        frames = traceback.extract_tb(error.__traceback__)
        return next(((f.filename, f.lineno or 1) for f in reversed(frames) if f.filename in self._names), None)


def _lateness(follow_up: FollowUp, now: datetime) -> int:
    if state(follow_up, now) != "overdue":
        return 0
    return 2 if is_late(follow_up, now) else 1


def _shorter(given: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """All that a text is given, then less and less of it: first without what an e-mail misses least."""
    for kept in _SHORTER:
        yield given | {name: given[name][:count] for name, count in kept.items()}


# How much of a list a text is given. Without a need to speak of there is room again for the talk itself.
_SHORTER: tuple[dict[str, int], ...] = (
    {},
    {"moments": 1},
    {"moments": 1, "next_steps": 0},
    {"needs": 0},
    {"needs": 0, "moments": 1},
    {"needs": 0, "moments": 1, "next_steps": 0},
)


@lru_cache(maxsize=4)
def _sandbox(wording: tuple[tuple[str, str], ...], last: str, compiled: BytecodeCache | None) -> SandboxedEnvironment:
    """Where the texts run. Compiling them takes longer than all else: a watch does it once for each wording."""
    texts = dict(wording)
    sandbox = SandboxedEnvironment(
        # The text's name stands for a file's: by it a mistake is traced to its line.
        loader=FunctionLoader(lambda name: (texts[name], name, None) if name in texts else None),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        autoescape=False,
        bytecode_cache=compiled,
    )
    sandbox.filters.update(quote=phrases.quote, listed=partial(phrases.listed, last=last))
    return sandbox


def _tidied(body: str) -> str:
    """Paragraphs with one empty line between them, words with one space, sentences with one stop (`Acme Inc..`)."""
    body = re.sub(r"[ \t]+\n", "\n", re.sub(r"[ \t]{2,}", " ", body))
    body = re.sub(r"(?<!\.)\.\.(?!\.)", ".", body)
    return re.sub(r"\n{3,}", "\n\n", body).strip()
