"""Composes messages: renders a draft text with the values for a follow-up.

`wording/<language>/` has the draft texts (Jinja, one per kind), `sentences.toml`, and `language.toml` with the words
for days. The user may replace each of them in `overrides/drafts/`. Draft texts run in a sandbox and see plain values
and `Phrase`s only; `wording/README.md` lists these values.
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
from vaultgen.drafts.met_people import MetPeople
from vaultgen.drafts.sentence_writer import SentenceWriter
from vaultgen.drafts.talking_points import Point
from vaultgen.drafts.values import Values
from vaultgen.english import phrases
from vaultgen.followups import is_late, state
from vaultgen.followups.rules import FollowUp
from vaultgen.vault.vault import Vault

LONGEST = {"thank-you": 150, "check-in": 100}  # words: beyond that nobody reads an e-mail to its end


class Message(NamedTuple):
    """A message: a subject of one line, and a body in paragraphs. `needs` are those that it could mention."""

    subject: str
    body: str
    needs: Sequence[Point] = ()


class Wording(NamedTuple):
    """The draft texts by name. `compiled` caches the compiled texts between runs."""

    texts: Mapping[str, str]
    compiled: BytecodeCache | None = None


class Composer:
    """Composes the messages of a vault with one wording.

    Its methods raise `jinja2.TemplateError` if one of the draft texts has a mistake.
    """

    def __init__(self, wording: Wording, vault: Vault) -> None:
        self._vault = vault
        self._met_people = MetPeople(vault)
        self._fault: TemplateError | None = None
        try:
            self._language = read_language(wording.texts.get(LANGUAGE, ""))
        except TemplateError as error:
            self._language, self._fault = {}, error
        self._sentence_writer: SentenceWriter | None = None
        try:
            if SENTENCES in wording.texts:
                self._sentence_writer = SentenceWriter(
                    vault, read_sentences(wording.texts[SENTENCES]), self._met_people
                )
        except TemplateError as error:
            self._fault = self._fault or error
        texts = {name: text for name, text in wording.texts.items() if name not in (LANGUAGE, SENTENCES)}
        self._names = frozenset(texts)
        last = self._language.get("and", "and")
        self._sandbox = _sandbox_for(tuple(sorted(texts.items())), last, wording.compiled)

    def message(self, follow_up: FollowUp, now: datetime) -> Message:
        """The message for a follow-up as it would be written at `now` (aware)."""
        return self.message_if_late(follow_up, now, lateness=_lateness(follow_up, now))

    def message_if_late(self, follow_up: FollowUp, now: datetime, *, lateness: int) -> Message:
        """The message at `now` if it is in time (`lateness` 0), late (1), or so late that it says so (2)."""
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
        subject = phrases.capitalised(phrases.clean(head.removeprefix("Subject:")))
        return Message(subject, body, given["needs"])

    def _rendered(self, kind: str, given: Mapping[str, Any]) -> str:
        """The rendered draft text of a kind; any exception raised inside it becomes a `TemplateError`."""
        try:
            return self._sandbox.get_template(kind).render(given).strip()
        except TemplateError:
            raise
        except Exception as error:
            if self.place(error) is None:
                raise
            raise TemplateRuntimeError(str(error)).with_traceback(error.__traceback__) from error

    def values(self, follow_up: FollowUp, now: datetime, *, lateness: int) -> dict[str, Any]:
        """All values for a draft text, by name; see `wording/README.md`."""
        return Values(self._vault, follow_up, self._language, self._met_people, self._sentence_writer).all(
            now, lateness=lateness
        )

    def place(self, error: Exception) -> tuple[str, int] | None:
        """The name and line of the draft text in which an exception was raised, or None if it was not in one."""
        if isinstance(error, TemplateSyntaxError):
            return (error.name, error.lineno) if error.name else None
        frames = traceback.extract_tb(error.__traceback__)
        return next(((f.filename, f.lineno or 1) for f in reversed(frames) if f.filename in self._names), None)


def _lateness(follow_up: FollowUp, now: datetime) -> int:
    if state(follow_up, now) != "overdue":
        return 0
    return 2 if is_late(follow_up, now) else 1


def _shorter(given: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The values, then the values with shorter and shorter lists, for an e-mail that is too long."""
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
def _sandbox_for(
    wording: tuple[tuple[str, str], ...], last: str, compiled: BytecodeCache | None
) -> SandboxedEnvironment:
    """The environment that renders the draft texts. It is cached, since compiling them takes most of the time."""
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
    """A body with one empty line between paragraphs, single spaces, and no double stops (`Acme Inc..`)."""
    body = re.sub(r"[ \t]+\n", "\n", re.sub(r"[ \t]{2,}", " ", body))
    body = re.sub(r"(?<!\.)\.\.(?!\.)", ".", body)
    return re.sub(r"\n{3,}", "\n\n", body).strip()
