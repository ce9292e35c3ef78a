"""Today as a note: for those who ask for it, with links that Obsidian follows."""

from pathlib import Path

from tests.conftest import Run, VaultOf

NOW = "2026-03-12T09:00"
NOTE = "---\ncompany: {company}\nstage: technical\ndate: {date}\nduration: 60\ninterviewers: [Jane Doe]\n{more}---\n"
SETTINGS = 'timezone = "UTC"\ntoday_note = true\n'


def vault(vault_of: VaultOf, settings: str = SETTINGS) -> Path:
    return vault_of(
        {
            "vaultgen.toml": settings,
            "interviews/held.md": NOTE.format(company="Acme", date="2026-03-11T15:00", more=""),
            "interviews/[b] #1.md": NOTE.format(
                company='"Bo|lt [x]"', date="2026-03-13T15:00", more="timezone: Asia/Tokyo\nplace: Room 5\n"
            ),
        }
    )


def test_today_is_a_note_where_the_settings_ask_for_it(run: Run, vault_of: VaultOf) -> None:
    root = vault(vault_of)
    assert run("build", root, "--now", NOW).returncode == 0
    draft = "2026-03-11 Acme thank-you to Jane Doe"
    text = (root / "site/Today.md").read_text("utf-8")
    assert text.startswith("As of Thursday 12 March 2026.")
    ahead, due, gaps = text.split("\n## ")[1:]
    assert ahead == (
        "Interviews\n- Friday 13 March 2026 at 06:00 (15:00 in Asia/Tokyo): "
        "[[interviews/[b] #1|Bo/lt (x), technical]], Room 5\n"
    )
    assert due.startswith(
        f"To send\n- by Thursday 12 March 2026 at 16:00: [[drafts/{draft}|Thank-you to Jane Doe, Acme]]"
    )
    assert gaps.startswith("To write down\n- [[interviews/held|Acme, technical]]: problems, ")
    assert run("build", root, "--now", "2026-06-12T09:00").returncode == 0
    assert "Nothing is due." in (root / "site/Today.md").read_text("utf-8")
    (root / "vaultgen.toml").write_text(SETTINGS.replace("true", "false"))
    assert run("build", root, "--now", NOW).returncode == 0
    assert not (root / "site/Today.md").exists()


def test_the_setting_takes_true_or_false(run: Run, vault_of: VaultOf) -> None:
    root = vault(vault_of, SETTINGS.replace("true", '"yes"'))
    refused = run("build", root, "--now", NOW)
    assert (refused.returncode, "“today_note” takes true or false" in refused.stderr) == (2, True)
