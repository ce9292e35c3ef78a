"""vaultgen: interview notes in, follow-ups, drafts and a private dashboard out."""

__version__ = "0.1.0"
