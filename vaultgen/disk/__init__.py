"""The only file access: finds and reads vaults, themes and draft texts, and applies plans.

Raises `FileProblem` (exit 3) where something cannot be read or written, and `UsageProblem` (exit 2)
where the folder is no vault or the theme does not exist. What others use is named here.
"""

from vaultgen.disk.alone import alone
from vaultgen.disk.files import digest
from vaultgen.disk.git import exposed
from vaultgen.disk.output import (
    WriteReport,
    apply,
    create,
    make_folder,
    merge_json,
    read_site,
    refuse_foreign,
    replace,
    write_site,
)
from vaultgen.disk.refusals import unforeseen
from vaultgen.disk.shipped import (
    OWN_THEME,
    OWN_WORDING,
    has_own_wording,
    own_theme_files,
    packaged,
    read_explanations,
    read_theme,
    read_wording,
    shipped_texts,
    theme_files,
    themes,
    themes_about,
)
from vaultgen.disk.vault import (
    TEMPLATES,
    draft_names,
    find_vault,
    list_attachments,
    read_attachments,
    read_settings,
    read_vault,
)
from vaultgen.disk.watched import network_drive, page, state, version, watched_folders

__all__ = [
    "OWN_THEME",
    "OWN_WORDING",
    "TEMPLATES",
    "WriteReport",
    "alone",
    "apply",
    "create",
    "digest",
    "draft_names",
    "exposed",
    "find_vault",
    "has_own_wording",
    "list_attachments",
    "make_folder",
    "merge_json",
    "network_drive",
    "own_theme_files",
    "packaged",
    "page",
    "read_attachments",
    "read_explanations",
    "read_settings",
    "read_site",
    "read_theme",
    "read_vault",
    "read_wording",
    "refuse_foreign",
    "replace",
    "shipped_texts",
    "state",
    "theme_files",
    "themes",
    "themes_about",
    "unforeseen",
    "version",
    "watched_folders",
    "write_site",
]
