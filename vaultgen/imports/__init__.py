"""Imports: other programs' tables and invitations as notes. Pure: `disk/` opens the files, `cli/` asks and writes."""
