"""Exports: drafts as files for other programs."""
