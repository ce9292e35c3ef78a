"""The navigation of the site, from the `SECTION` of each file in `pages/`."""

from collections.abc import Iterable, Mapping
from typing import Any, Literal, NamedTuple

Group = Literal["work", "lists", "overview"]


class Section(NamedTuple):
    """An entry of the navigation: its title, and the page that it links to.

    Entries of one `group` are shown together. The section includes the further pages of a list (`people-2.html`) and
    the pages in its `folders`.
    """

    title: str
    page: str
    group: Group
    folders: tuple[str, ...] = ()


def navigation(sections: Iterable[Section]) -> list[list[Mapping[str, Any]]]:
    """The sections as plain values for templates, by group. Groups and sections keep their order."""
    groups: dict[str, list[Mapping[str, Any]]] = {}
    for section in sections:
        groups.setdefault(section.group, []).append(
            {
                "name": section.title,
                "page": section.page,
                "stem": section.page.removesuffix(".html"),
                "folders": list(section.folders),
            }
        )
    return list(groups.values())
