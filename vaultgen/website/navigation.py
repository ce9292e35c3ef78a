"""The navigation: each page's file in `pages/` says where its pages stand in it."""

from collections.abc import Iterable, Mapping
from typing import Any, Literal, NamedTuple

Group = Literal["work", "lists", "overview"]


class Section(NamedTuple):
    """A line of the navigation: its title, and the page that it leads to.

    Lines of one `group` stand together. Further pages of the same list (`people-2.html`) belong to the section, and so
    do the pages in its `folders`.
    """

    title: str
    page: str
    group: Group
    folders: tuple[str, ...] = ()


def navigation(sections: Iterable[Section]) -> list[list[Mapping[str, Any]]]:
    """The sections for templates, group by group; groups and sections come in the order in which they are given."""
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
