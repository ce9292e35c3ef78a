"""The shipped templates as Python modules, as a wheel has them."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from jinja2.bccache import Bucket, BytecodeCache

import vaultgen.website
from vaultgen.disk.shipped import theme_files
from vaultgen.website import precompiled
from vaultgen.website.theme import Theme, environment_of

NAME = "pages/today.html"


@pytest.fixture(scope="module")
def theme() -> Theme:
    files = theme_files("desk")
    return Theme("desk", {name: path.read_text("utf-8") for name, path in files.items() if path.suffix == ".html"})


@pytest.fixture
def installed(theme: Theme, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    folder = tmp_path / precompiled.FOLDER
    folder.mkdir()
    for name, python in precompiled.modules([theme]).items():
        (folder / f"{name}.py").write_text(python, "utf-8")
    monkeypatch.setattr(vaultgen.website, "__path__", [*vaultgen.website.__path__, str(tmp_path)])
    yield
    sys.modules.pop(f"{vaultgen.website.__name__}.{precompiled.FOLDER}")


def bucket_of(theme: Theme, text: str) -> Bucket:
    keys = BytecodeCache()
    bucket = Bucket(environment_of(theme, {}), keys.get_cache_key(NAME, NAME), keys.get_source_checksum(text))
    precompiled.load(bucket)
    return bucket


@pytest.mark.usefixtures("installed")
def test_a_shipped_template_is_not_compiled_again(theme: Theme) -> None:
    code = bucket_of(theme, theme.templates[NAME]).code
    assert code is not None
    assert "root" in code.co_names


@pytest.mark.usefixtures("installed")
def test_a_template_that_the_user_changed_is_compiled(theme: Theme) -> None:
    assert bucket_of(theme, theme.templates[NAME] + "<p>mine</p>").code is None


def test_a_checkout_compiles_its_templates(theme: Theme) -> None:
    assert bucket_of(theme, theme.templates[NAME]).code is None
