"""The wheel works without the checkout."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(out), str(ROOT)],
        check=True, capture_output=True,
    )  # fmt: skip
    (made,) = out.glob("*.whl")
    return made


def test_themes_example_and_texts_are_inside(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    assert {
        "vaultgen/themes/desk/theme.toml",
        "vaultgen/themes/desk/assets/style.css",
        "vaultgen/example-vault/vaultgen.toml",
        "vaultgen/drafts/wording/en/thank-you.jinja",
        "vaultgen/diagnostics/explanations/VG101.md",
        "vaultgen/watch/live/reload.js",
        "vaultgen/exports/export.schema.json",
        "vaultgen/py.typed",
    } <= names
    example = {path for path in (ROOT / "example-vault").rglob("*") if path.is_file()}
    ours = {path for path in example if path.relative_to(ROOT).parts[1] != "site" and path.name[0] != "."}
    inside = {name for name in names if name.startswith("vaultgen/example-vault/")}
    assert inside == {f"vaultgen/{path.relative_to(ROOT).as_posix()}" for path in ours}, "all of it, built or not"
    assert not [name for name in names if "__pycache__" in name or "/site/" in name or name.startswith("tests/")]


def test_what_the_tagger_has_learnt_is_inside_with_its_licence(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    assert {f"vaultgen/english/{name}" for name in ("lexicon.txt.z", "tagger.txt.z", "WEIGHTS.md")} <= names


@pytest.mark.parametrize("theme", ["desk", "folio", "ledger"])
def test_no_template_is_compiled_that_ships(wheel: Path, tmp_path: Path, theme: str) -> None:
    zipfile.ZipFile(wheel).extractall(tmp_path / "alone")
    vault = tmp_path / "alone/vaultgen/example-vault"
    settings = vault / "vaultgen.toml"
    settings.write_text(f'theme = "{theme}"\n{settings.read_text("utf-8")}', "utf-8")
    script = (
        "import sys; from vaultgen.website.jinja import ThemeEnvironment; from vaultgen.cli.entry import main\n"
        "ThemeEnvironment._generate = None\n"
        f"sys.argv = ['vaultgen', 'build', {str(vault)!r}]; main()"
    )
    env = os.environ | {"PYTHONPATH": str(tmp_path / "alone"), "VAULTGEN_CACHE": str(tmp_path / "cache")}
    built = subprocess.run(
        [sys.executable, "-c", script], cwd=tmp_path, env=env, capture_output=True, text=True, check=False
    )
    assert built.returncode == 0, built.stderr
    assert (vault / "site/index.html").is_file()


def test_the_wheel_works_alone(wheel: Path, tmp_path: Path) -> None:
    alone = tmp_path / "alone"
    zipfile.ZipFile(wheel).extractall(alone)
    env = os.environ | {"PYTHONPATH": str(alone), "VAULTGEN_NOW": "2026-03-11T18:00"}

    def vaultgen(*args: str) -> str:
        result = subprocess.run(
            [sys.executable, "-m", "vaultgen", *args],
            cwd=tmp_path, env=env, capture_output=True, text=True, encoding="utf-8", check=False,
        )  # fmt: skip
        assert result.returncode == 0, result.stderr
        return result.stdout

    where = subprocess.run(
        [sys.executable, "-c", "import vaultgen; print(vaultgen.__file__)"],
        cwd=tmp_path, env=env, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert where.stdout.startswith(str(alone))
    vaultgen("init", "vault")
    vaultgen("new", "interview", "Acme", "--company", "Acme", "--vault", "vault")
    vaultgen("check", "vault")
    vaultgen("explain", "VG101")
    vaultgen("status", "vault")
    vaultgen("build", "vault")
    assert (tmp_path / "vault/site/index.html").is_file()
    vaultgen("build", str(alone / "vaultgen/example-vault"), "--out", "site")
    assert (tmp_path / "site/index.html").is_file()
