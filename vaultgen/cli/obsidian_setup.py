"""What a vault still needs for Obsidian: bases, templates, types of properties. For `init` and `obsidian`.

Files are never overwritten; types are added to those that are set already.
"""

from pathlib import Path
from typing import NamedTuple

from vaultgen import clock
from vaultgen.disk.files import read_file
from vaultgen.disk.git import is_ignored
from vaultgen.disk.plan import FileWrite
from vaultgen.disk.template_folders import lies_in_obsidian, own_templates
from vaultgen.disk.vault import read_settings, read_vault
from vaultgen.errors import FileProblem
from vaultgen.fingerprint import digest
from vaultgen.vault import obsidian, settings_file, templates
from vaultgen.vault.notes.note import parse_note

_TYPES = ".obsidian/types.json"


class Lacking(NamedTuple):
    """The files to write, a description of each by path, and remarks on what stays unchanged."""

    writes: tuple[FileWrite, ...]
    about: dict[str, str]
    remarks: tuple[str, ...] = ()


def lacking(root: Path) -> Lacking:
    """What the vault at `root` needs for Obsidian, by its settings or those of a new vault."""
    read = settings_file.parse(read_settings(root).data.decode(), system_zone=clock.system_zone())[0]
    around, folder = lies_in_obsidian(root), own_templates(root)
    below = "" if around is None else root.resolve().relative_to(around.resolve()).as_posix()
    bases = obsidian.bases(read.follow_ups, below=below, templates=folder)
    files = {f"{folder}/{kind.capitalize()}.md": templates.obsidian_template(kind) for kind in templates.WRITTEN}
    about = dict.fromkeys(files, "a template") | dict.fromkeys(bases, "a base")
    files |= bases
    if around is None:  # a second .obsidian in a sub-folder is one that Obsidian never reads
        files[".obsidian/templates.json"] = templates.templates_setting(folder)
        about[".obsidian/templates.json"] = "where the templates are"
    missing = [(path, text) for path, text in files.items() if not _is_there(root / path)]
    writes = [FileWrite(path, text.encode()) for path, text in missing]
    if around is not None:
        remark = f"The settings of your Obsidian vault {around} stay as they are: choose the folder of templates there."
        return Lacking(tuple(writes), about, (remark,))
    types, remark = _types(root, root / read.output)
    remarks = [remark] if remark else []
    if is_ignored(root, _TYPES):
        remarks.append(f"Git ignores {_TYPES}, so a clone lacks it. To keep it, .gitignore needs: !/{_TYPES}")
    return Lacking((*writes, *types), about | {_TYPES: "types of properties"}, tuple(remarks))


def _types(root: Path, output: Path) -> tuple[list[FileWrite], str]:
    """Obsidian's types of properties with the missing ones added; or why nothing is added."""
    path = root / _TYPES
    notes = [parse_note(source)[0] for source in read_vault(root, output) if not source.fault]
    wanted = obsidian.types_for(notes)
    if not _is_there(path):
        return [FileWrite(_TYPES, (obsidian.with_types("{}\n", wanted) or "").encode())], ""
    try:
        data = read_file(path)
        merged = obsidian.with_types(data.decode("utf-8"), wanted)
    except (FileProblem, UnicodeDecodeError):
        merged = None
    if merged is None:
        return [], f"{_TYPES} is not as Obsidian writes it, and stays as it is."
    return ([] if merged.encode() == data else [FileWrite(_TYPES, merged.encode(), expects=digest(data))]), ""


def _is_there(path: Path) -> bool:
    return path.exists() or path.is_symlink()
