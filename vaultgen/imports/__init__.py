"""Imports: notes from other programs' tables and invitations. Pure: `disk/` opens files, `cli/` asks and writes."""
