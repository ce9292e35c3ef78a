"""Compiles the shipped templates when a wheel is built; see `vaultgen/website/precompiled.py`."""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class PrecompiledTemplates(BuildHookInterface):  # type: ignore[type-arg]
    """Adds the modules of precompiled templates to a wheel; a checkout that is installed to be edited has none."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Called by hatchling before it builds."""
        if version == "editable":
            return
        sys.path.insert(0, self.root)
        from vaultgen.disk.shipped import theme_files, themes
        from vaultgen.website import precompiled
        from vaultgen.website.theme import Theme

        shipped = [
            Theme(
                name,
                {key: path.read_text("utf-8") for key, path in theme_files(name).items() if path.suffix == ".html"},
            )
            for name in themes()
        ]
        self._folder = TemporaryDirectory()
        for name, python in precompiled.modules(shipped).items():
            made = Path(self._folder.name, f"{name}.py")
            made.write_text(python, "utf-8")
            build_data["force_include"][str(made)] = f"vaultgen/website/{precompiled.FOLDER}/{made.name}"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Called by hatchling once the wheel is there."""
        if version != "editable":
            self._folder.cleanup()
