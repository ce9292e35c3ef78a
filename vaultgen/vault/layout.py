"""What lies where in a vault: the names that everything else agrees on."""

SETTINGS_FILE = "vaultgen.toml"
TEMPLATES = "templates"  # for Obsidian: never read as notes
OVERRIDES = "overrides"

# The kind of the notes in each folder.
FOLDERS = {
    "interviews": "interview",
    "people": "person",
    "companies": "company",
    "applications": "application",
    "accomplishments": "accomplishment",
    "questions": "question",
    "drafts": "draft",
}
