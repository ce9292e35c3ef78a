"""Which files belong to a vault, by the globs of its settings."""

import pytest

from vaultgen.vault.scope import Scope, scope_of


@pytest.mark.parametrize(
    ("globs", "path", "fits"),
    [
        (["Daily"], "Daily/2026-03-11.md", True),
        (["Daily/"], "Daily/deep/er.md", True),
        (["Daily/**"], "daily/x.md", True),
        (["Daily/*"], "Daily/x.md", True),
        (["Daily/*.md"], "Daily/deep/x.md", False),
        (["**/private"], "private/x.md", True),
        (["**/private"], "a/b/private/x.md", True),
        (["**/*.png"], "x.png", True),
        (["a/**/x.md"], "a/x.md", True),
        (["a/**/x.md"], "a/b/c/x.md", True),
        (["a/**/x.md"], "ab/x.md", False),
        (["Dail"], "Daily/x.md", False),
        (["note?.md"], "note1.md", True),
        (["a+b (c)"], "a+b (c)/x.md", True),
        (["./x/"], "x/y.md", True),
        (["Café"], "Cafe\u0301/x.md", True),
    ],
)
def test_a_glob_names_a_file_or_a_folder_and_all_in_it(globs: list[str], path: str, fits: bool) -> None:
    quoted = ", ".join(f'"{glob}"' for glob in globs)
    assert scope_of(f"[vault]\ninclude = [{quoted}]").holds(path) is fits
    assert scope_of(f"[vault]\nexclude = [{quoted}]").holds(path) is not fits


def test_what_is_excluded_counts_more_and_drafts_always_belong() -> None:
    scope = Scope(include=("Job",), exclude=("Job/old",))
    assert (scope.holds("Job/x.md"), scope.holds("Job/old/x.md"), scope.holds("drafts/x.md")) == (True, False, True)
    assert (scope.enters("Job"), scope.enters("Job/old")) == (True, False)


@pytest.mark.parametrize("text", ["", "[vault", "vault = 3", "[vault]\ninclude = 3", "[vault]\ninclude = [1]"])
def test_without_globs_all_belongs(text: str) -> None:
    assert scope_of(text) == Scope()
