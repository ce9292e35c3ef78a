"""The command line: parsing what was typed, the commands, and exit codes."""
