"""The loop of a watch: build, wait for the next reason to build, build again.

`Loop` ties the watcher, the build, the server and the overlay together, and says in one line what each build did.
"""

import sys
from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta
from types import TracebackType
from typing import TYPE_CHECKING, Self

import click

from vaultgen import clock
from vaultgen.builder import marks, workspace
from vaultgen.builder.answers import Answers
from vaultgen.builder.build import Built, answer, build
from vaultgen.builder.replay import print_build
from vaultgen.builder.summary import problems
from vaultgen.builder.workspace import Workspace
from vaultgen.diagnostics.diagnostic import Diagnostic
from vaultgen.disk import scan
from vaultgen.disk.file_state import FileStates
from vaultgen.disk.refusals import unforeseen
from vaultgen.disk.watched import file_states, network_drive, site_page, site_version, watched_folders
from vaultgen.errors import FileProblem, UsageProblem, VaultgenError
from vaultgen.terminal import plural, printable
from vaultgen.watch import overlay
from vaultgen.watch.overlay import GoodPage
from vaultgen.watch.watcher import CannotListen, Notifier, Poller, Trigger, Watcher

if TYPE_CHECKING:
    from vaultgen.watch.server import Server

_CLOCK = "data/built.js"  # the time of the build, which every build writes
_NAMED = 2  # changed files that are named; more are counted
_PAUSE = timedelta(minutes=1)  # until the next try if a build at a deadline failed
_RETRY = timedelta(seconds=10)  # until the next try if no change of a note can help, as with a full disk


class Loop:
    """A watched vault: the state of the last build, and the listener for the next one.

    `state` are the file states of the last build; `old` are the errors that existed at the start.
    """

    def __init__(self, work: Workspace, *, now: str | None, out: str | None, poll: bool) -> None:
        self._work = work
        self._answers = Answers(work.root, out)
        self._now = now
        self._out = out
        self._poll = poll
        self._built: Built | None = None
        self._tried = clock.utc_now()
        self._old: tuple[Diagnostic, ...] = ()
        self._held: dict[str, GoodPage] = {}
        self._shown = overlay.Overlay()
        self._failure = ""
        self._retry = False
        self._done = 0.0
        self._server: Server | None = None
        self._listener = self._listen()
        self._watcher = Watcher(self._scan, self._listener)
        self._state: FileStates = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._listener.close()
        if self._server is not None:
            self._server.stop()

    def begin(self, port: int | None, *, open_: bool) -> None:
        """Builds for the first time, prints the answer in full, and says where the site is."""
        if port is not None:
            # Imported late: it costs as much as everything else together.
            from vaultgen.watch.server import Server

            self._server = Server(self._work.output, port, self._mark)
            self._server.start()
        self._state = self._scan({})
        built = build(self._work, self._work.now(self._now), self._answers)
        print_build(answer(self._work, built), built.now, built.site, self._work.output)
        self._remember(built)
        self._old = built.diagnostics
        self._say_where(port, open_=open_)
        drive = None if self._poll else network_drive(self._work.root)
        if drive:
            _say(
                f"The vault lies on a network drive ({drive}): what another computer changes there may be noticed "
                "late.\n  vaultgen watch --poll looks every second."
            )
        _say("Watching for changes; Ctrl-C ends it.")

    def wait(self) -> Trigger:
        """Waits for the next trigger."""
        until = None
        if self._retry:
            until = clock.utc_now() + _RETRY
        elif self._built is not None and self._now is None:
            until = self._built.until
            if self._failure:  # what could not be built at its moment is not tried again at once
                until = max(until, self._tried + _PAUSE)
        while True:
            try:
                return self._watcher.wait(self._state, until)
            except CannotListen:
                self._only_scan()
            except FileProblem as problem:
                self._wait_for_the_vault(problem)

    def build_again(self, reason: Trigger) -> None:
        """Builds, and prints one line about it; problems that are new are printed in full."""
        begun, self._tried = clock.ticks(), clock.utc_now()
        before = self._good_pages(reason.paths)
        reported = self._built.diagnostics if self._built else ()
        why = _why(reason, self._state)
        self._state = reason.state

        def written(built: Built) -> None:
            self._failure, self._retry = "", False
            self._remember(built)
            self._show(built, before)
            self._done = clock.ticks()

        try:
            self._open()
            built = build(self._work, self._work.now(self._now), self._answers, written, tidy=False)
        except (VaultgenError, OSError) as error:
            self._fail(error, again=not reason.paths)
            return
        seconds = f"{self._done - begun:.2f} s"
        click.echo(printable(f"{self._time()}  {why}: {_written(built)} in {seconds}{_errors(built)}."))
        arisen = overlay.new_problems(built.diagnostics, reported)
        click.echo(problems(arisen, built.sources, built.faults), nl=False, err=True)

    def _mark(self, path: str, values: dict[str, list[str]]) -> dict[str, list[str]]:
        """Marks something that a page of the server asks for; what it changes is built like any other change."""
        known = self._built.sources if self._built is not None else {}
        if path not in known:
            raise UsageProblem(f"There is no note {path}.", "Load the page again.")
        now = self._work.now(self._now)
        done = marks.mark(self._work, path, {name: marks.typed(name, texts, now) for name, texts in values.items()})
        return {name: list(texts) for name, texts in done.before.items()}

    def _listen(self) -> Notifier | Poller:
        if self._poll:
            return Poller()
        try:
            return Notifier(watched_folders(self._work.root), self._work.output)
        except CannotListen:
            self._say_polling()
            return Poller()

    def _only_scan(self) -> None:
        """Polls from now on, since the system no longer reports changes."""
        self._say_polling()
        self._listener.close()
        self._listener = self._watcher.listener = Poller()

    def _say_polling(self) -> None:
        limit = " (on Linux: fs.inotify.max_user_watches)" if sys.platform == "linux" else ""
        _say(f"The system has no room left to tell of changes{limit}; vaultgen looks every second instead.")

    def _wait_for_the_vault(self, problem: FileProblem) -> None:
        """Waits until a vault is back after its drive was removed or its folder renamed."""
        _say(f"{self._time()}  {problem.message} Waiting for it.")
        self._listener.close()
        while not self._is_there():
            clock.pause(1.0)
        self._listener = self._watcher.listener = self._listen()

    def _is_there(self) -> bool:
        try:
            self._scan(self._state)
        except FileProblem:
            return False
        return True

    def _scan(self, known: FileStates) -> FileStates:
        at = clock.utc_now().timestamp()
        tree = scan.scan_vault(self._work.root, self._work.output)
        found = file_states(self._work.root, self._work.output, known, at=at, tree=tree)
        self._answers.scanned(tree, at)
        return found

    def _open(self) -> None:
        """Reads the settings again. If the output folder has changed, the listener must ignore the new one."""
        work = workspace.open_vault(str(self._work.root), out=self._out)
        work = replace(work, reader=self._work.reader)
        moved = work.output != self._work.output
        self._work = work
        if moved:
            self._listener.close()
            self._listener = self._watcher.listener = self._listen()

    def _remember(self, built: Built) -> None:
        """Records what the build itself did to the drafts, so that it is not a change; an edit at the same time is."""
        found = {path: site_version(self._work.root, str(self._work.root / path)) for path in built.drafts.written}
        texts = {path: built.sources[path].digest for path in found}
        own = {path: seen for path, seen in found.items() if seen is not None and seen.digest == texts[path]}
        gone = set(built.drafts.deleted)
        self._state = {path: seen for path, seen in {**self._state, **own}.items() if path not in gone}
        self._built = built

    def _good_pages(self, paths: Iterable[str]) -> dict[str, GoodPage]:
        """The current pages of changed notes that had no errors until now."""
        if self._server is None or self._built is None:
            return {}
        there = self._built.pages.keys() - overlay.unreadable(self._built.diagnostics)
        pages = {path: self._built.pages[path] for path in there.intersection(paths)}
        found = {path: (page, site_page(self._work.output, page)) for path, page in pages.items()}
        return {path: GoodPage(page, data) for path, (page, data) in found.items() if data is not None}

    def _show(self, built: Built, before: dict[str, GoodPage]) -> None:
        """Shows the new site in the browser, with held pages for unreadable notes and an overlay of new errors."""
        self._old = overlay.still_present(self._old, built.diagnostics)
        self._held = overlay.held_pages(self._held, before, overlay.unreadable(built.diagnostics))
        errors = [d for d in built.diagnostics if d.severity == "error"]
        arisen = overlay.new_problems(errors, self._old)
        self._shown = overlay.overlay_of(self._held, [d for d in errors if d in arisen or d.path in self._held])
        if self._server is not None:
            self._server.show(self._work.output, self._shown)

    def _fail(self, fault: VaultgenError | OSError, *, again: bool) -> None:
        """Prints once why nothing could be built; the site stays as it is."""
        error = unforeseen(fault) if isinstance(fault, OSError) else fault
        if error.message != self._failure or not again:
            _say(f"{self._time()}  {error.message}\n  {error.hint}".rstrip())
        self._failure, self._retry = error.message, isinstance(error, FileProblem)
        if self._server is not None:
            self._server.show(self._work.output, overlay.after_failure(self._shown, error.message, error.hint))

    def _say_where(self, port: int | None, *, open_: bool) -> None:
        url = (self._work.output / "index.html").resolve().as_uri()
        if self._server is not None:
            url = self._server.url
            taken = f" (port {port} is taken)" if port and port != self._server.port else ""
            _say(f"Serving {url} on this computer alone{taken}.")
        if open_:
            # A build for another time is shown as of that time.
            click.launch(url + ("#as-of-build" if self._now else ""))

    def _time(self) -> str:
        return f"{clock.now(self._work.settings.timezone, None):%H:%M:%S}"


def _why(reason: Trigger, before: FileStates) -> str:
    """What changed, in words; one or two files are named."""
    if not reason.paths:
        return "Time has passed"
    if len(reason.paths) > _NAMED:
        return f"{len(reason.paths)} files have changed"
    return ", ".join(
        f"{path} {'is gone' if path not in reason.state else 'has changed' if path in before else 'is new'}"
        for path in reason.paths
    )


def _written(built: Built) -> str:
    pages = sum(path.endswith(".html") for path in built.site.written)
    gone = sum(path.endswith(".html") for path in built.site.deleted)
    others = 0 if pages else len(set(built.site.written) - {_CLOCK})
    counted = (pages, "page"), (others, "file"), (len(built.drafts.written), "draft")
    written = [plural(n, what) for n, what in counted if n]
    deleted = [plural(n, what) for n, what in ((gone, "page"), (len(built.drafts.deleted), "draft")) if n]
    parts = [f"{' and '.join(written)} written"] if written else []
    parts += [f"{' and '.join(deleted)} deleted"] if deleted else []
    return ", ".join(parts) or "nothing to write"


def _errors(built: Built) -> str:
    number = sum(d.severity == "error" for d in built.diagnostics)
    return f"; {plural(number, 'error')}" if number else ""


def _say(text: str) -> None:
    click.echo("\n".join(map(printable, text.split("\n"))), err=True)
