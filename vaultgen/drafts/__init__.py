"""Drafts: what each message says, and how it says it."""
