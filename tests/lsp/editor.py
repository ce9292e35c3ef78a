"""A minimal editor that speaks with `vaultgen lsp` over standard input and output."""

import json
import queue
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.conftest import ROOT

PATIENCE = 30  # seconds; a server that says nothing for so long never will


class Editor:
    """An editor with the vault at `root` open; it keeps the problems that the server reports, by URI."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.process = subprocess.Popen(
            [sys.executable, "-m", "vaultgen", "lsp"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=ROOT,
        )
        self.said: queue.Queue[dict[str, Any]] = queue.Queue()
        self.listener = threading.Thread(target=self._listen, daemon=True)
        self.listener.start()
        self.number = 0
        self.diagnostics: dict[str, list[dict[str, Any]]] = {}
        self.ask("initialize", {"processId": None, "rootUri": root.as_uri(), "capabilities": {}})
        self.tell("initialized", {})

    def _listen(self) -> None:
        assert self.process.stdout
        while header := self.process.stdout.readline():
            length = int(header.split(b":")[1])
            while self.process.stdout.readline().strip():
                pass
            self.said.put(json.loads(self.process.stdout.read(length)))

    def tell(self, method: str, params: Any, **more: Any) -> None:
        data = json.dumps({"jsonrpc": "2.0", "method": method, "params": params, **more}).encode()
        assert self.process.stdin
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n%b" % (len(data), data))
        self.process.stdin.flush()

    def ask(self, method: str, params: Any) -> Any:
        self.number += 1
        self.tell(method, params, id=self.number)
        return self._until(lambda message: message.get("id") == self.number and "method" not in message)["result"]

    def _until(self, test: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
        while True:
            message = self.said.get(timeout=PATIENCE)
            if message.get("method") == "textDocument/publishDiagnostics":
                self.diagnostics[message["params"]["uri"]] = message["params"]["diagnostics"]
            if test(message):
                return message

    def codes(self, path: str, wanted: set[str]) -> list[dict[str, Any]]:
        """Waits until the problems of a document have these codes, and returns them."""
        uri = self.uri(path)
        if {one["code"] for one in self.diagnostics.get(uri, [{"code": None}])} != wanted:
            self._until(lambda _: {one["code"] for one in self.diagnostics.get(uri, [{"code": None}])} == wanted)
        return self.diagnostics[uri]

    def uri(self, path: str) -> str:
        return (self.root / path).as_uri()

    def open(self, path: str, text: str) -> None:
        item = {"uri": self.uri(path), "languageId": "markdown", "version": 1, "text": text}
        self.tell("textDocument/didOpen", {"textDocument": item})

    def change(self, path: str, text: str, version: int = 2) -> None:
        document = {"uri": self.uri(path), "version": version}
        self.tell("textDocument/didChange", {"textDocument": document, "contentChanges": [{"text": text}]})

    def at(self, path: str, line: int, character: int) -> dict[str, Any]:
        return {"textDocument": {"uri": self.uri(path)}, "position": {"line": line, "character": character}}

    def end(self) -> int:
        """Ends the server as an editor does, and returns its exit code."""
        self.ask("shutdown", None)
        self.tell("exit", None)
        code = self.process.wait(timeout=PATIENCE)
        self.listener.join(timeout=PATIENCE)
        with self.process:
            return code
