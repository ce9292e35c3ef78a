"""The open documents of an editor by their URIs, and the vaults that they are in."""

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit
from urllib.request import url2pathname

from vaultgen.builder.pipeline import Inputs
from vaultgen.diagnostics.diagnostic import Diagnostic
from vaultgen.disk.locate import is_vault
from vaultgen.errors import VaultgenError
from vaultgen.lsp.open_vault import OpenVault


@dataclass(frozen=True, slots=True)
class Document:
    """An open document in the vault at `root`; `path` is relative to it.

    `inputs` are what the vault is evaluated from, with the texts of all open documents.
    """

    root: Path
    path: str
    text: str
    inputs: Inputs


class Documents:
    """The texts of all open documents, and the vaults that they are in."""

    def __init__(self) -> None:
        self._texts: dict[str, str] = {}
        self._vaults: dict[Path, OpenVault] = {}

    def put(self, uri: str, text: str) -> None:
        """Opens a document, or changes its text."""
        self._texts[uri] = text

    def close(self, uri: str) -> None:
        """Closes a document: the file on the disk is used again."""
        self._texts.pop(uri, None)

    def text(self, uri: str) -> str | None:
        """The text of a document; None if it is not open."""
        return self._texts.get(uri)

    def find(self, uri: str) -> Document | None:
        """An open document; None if it is outside a vault, or the vault cannot be read."""
        root, text = root_of(uri), self._texts.get(uri)
        if root is None or text is None:
            return None
        try:
            inputs = self._vault(root).inputs(self._in_vaults()[root])
        except VaultgenError:
            return None
        return Document(root, relative(root, uri), text, inputs) if inputs is not None else None

    def diagnose(self) -> dict[str, list[Diagnostic]]:
        """The problems of each document, by URI; none outside a vault."""
        found: dict[str, list[Diagnostic]] = {uri: [] for uri in self._texts}
        for root, texts in self._in_vaults().items():
            with suppress(VaultgenError):
                problems = self._vault(root).diagnostics(texts)
                for uri in found:
                    if root_of(uri) == root:
                        found[uri] = [problem for problem in problems if problem.path == relative(root, uri)]
        return found

    def _vault(self, root: Path) -> OpenVault:
        if root not in self._vaults:
            self._vaults[root] = OpenVault(root)
        return self._vaults[root]

    def _in_vaults(self) -> dict[Path, dict[str, str]]:
        """The texts of the documents in each vault, by their paths."""
        found: dict[Path, dict[str, str]] = {}
        for uri, text in self._texts.items():
            if root := root_of(uri):
                found.setdefault(root, {})[relative(root, uri)] = text
        return found


def root_of(uri: str) -> Path | None:
    """The root of a document's vault: the nearest folder above it with a `vaultgen.toml`."""
    path = _path(uri)
    if path is None:
        return None
    return next((folder for folder in path.parents if is_vault(folder)), None)


def relative(root: Path, uri: str) -> str:
    """A document's path in its vault, with `/`."""
    path = _path(uri)
    return path.relative_to(root).as_posix() if path else ""


def _path(uri: str) -> Path | None:
    parts = urlsplit(uri)
    return Path(url2pathname(unquote(parts.path))) if parts.scheme == "file" else None
