"""The only file access: finds and reads vaults, themes and draft texts, and applies plans.

Raises `FileProblem` (exit 3) where something cannot be read or written, and `UsageProblem` (exit 2)
where the folder is no vault or the theme does not exist. What others use is named here,
and loaded when it is first used: a run in which nothing has changed needs little of it.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from vaultgen.disk.files import digest as digest
    from vaultgen.disk.finding import find_vault as find_vault
    from vaultgen.disk.git import exposed as exposed
    from vaultgen.disk.locking import alone as alone
    from vaultgen.disk.output import (
        Site as Site,
    )
    from vaultgen.disk.output import (
        Staging as Staging,
    )
    from vaultgen.disk.output import (
        apply as apply,
    )
    from vaultgen.disk.output import (
        create as create,
    )
    from vaultgen.disk.output import (
        make_folder as make_folder,
    )
    from vaultgen.disk.output import (
        merge_json as merge_json,
    )
    from vaultgen.disk.output import (
        read_manifest as read_manifest,
    )
    from vaultgen.disk.output import (
        read_site as read_site,
    )
    from vaultgen.disk.output import (
        refuse_foreign as refuse_foreign,
    )
    from vaultgen.disk.output import (
        replace as replace,
    )
    from vaultgen.disk.output import (
        write_site as write_site,
    )
    from vaultgen.disk.refusals import unforeseen as unforeseen
    from vaultgen.disk.reports import WriteReport as WriteReport
    from vaultgen.disk.shipped import (
        OWN_THEME as OWN_THEME,
    )
    from vaultgen.disk.shipped import (
        OWN_WORDING as OWN_WORDING,
    )
    from vaultgen.disk.shipped import (
        has_own_wording as has_own_wording,
    )
    from vaultgen.disk.shipped import (
        own_theme_files as own_theme_files,
    )
    from vaultgen.disk.shipped import (
        packaged as packaged,
    )
    from vaultgen.disk.shipped import (
        read_explanations as read_explanations,
    )
    from vaultgen.disk.shipped import (
        read_theme as read_theme,
    )
    from vaultgen.disk.shipped import (
        read_wording as read_wording,
    )
    from vaultgen.disk.shipped import (
        shipped_texts as shipped_texts,
    )
    from vaultgen.disk.shipped import (
        theme_files as theme_files,
    )
    from vaultgen.disk.shipped import (
        themes as themes,
    )
    from vaultgen.disk.shipped import (
        themes_about as themes_about,
    )
    from vaultgen.disk.vault import (
        draft_names as draft_names,
    )
    from vaultgen.disk.vault import (
        list_attachments as list_attachments,
    )
    from vaultgen.disk.vault import (
        read_attachment as read_attachment,
    )
    from vaultgen.disk.vault import (
        read_settings as read_settings,
    )
    from vaultgen.disk.vault import (
        read_vault as read_vault,
    )
    from vaultgen.disk.vault import (
        unread as unread,
    )
    from vaultgen.disk.watched import (
        network_drive as network_drive,
    )
    from vaultgen.disk.watched import (
        page as page,
    )
    from vaultgen.disk.watched import (
        state as state,
    )
    from vaultgen.disk.watched import (
        version as version,
    )
    from vaultgen.disk.watched import (
        watched_folders as watched_folders,
    )

_WHERE = {
    "OWN_THEME": "shipped",
    "OWN_WORDING": "shipped",
    "alone": "locking",
    "apply": "output",
    "create": "output",
    "digest": "files",
    "draft_names": "vault",
    "exposed": "git",
    "find_vault": "finding",
    "has_own_wording": "shipped",
    "list_attachments": "vault",
    "make_folder": "output",
    "merge_json": "output",
    "network_drive": "watched",
    "own_theme_files": "shipped",
    "packaged": "shipped",
    "page": "watched",
    "read_attachment": "vault",
    "read_explanations": "shipped",
    "read_settings": "vault",
    "read_manifest": "output",
    "read_site": "output",
    "read_theme": "shipped",
    "read_vault": "vault",
    "unread": "vault",
    "read_wording": "shipped",
    "refuse_foreign": "output",
    "replace": "output",
    "shipped_texts": "shipped",
    "state": "watched",
    "theme_files": "shipped",
    "themes": "shipped",
    "themes_about": "shipped",
    "unforeseen": "refusals",
    "version": "watched",
    "watched_folders": "watched",
    "write_site": "output",
    "Site": "output",
    "Staging": "output",
    "WriteReport": "reports",
}


def __getattr__(name: str) -> Any:
    if name not in _WHERE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_WHERE[name]}"), name)
