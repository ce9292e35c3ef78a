"""The command line: what was typed, the commands, and how a process ends."""
