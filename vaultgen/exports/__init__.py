"""Exports: drafts and whole vaults as files for other programs, and redaction."""
