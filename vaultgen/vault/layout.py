"""The layout of a vault: names of files and folders."""

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
