"""The only file access: finds, reads and writes vaults, sites, themes and draft texts.

Its functions raise `FileProblem` (exit code 3) where a file cannot be read or written, and `UsageProblem` (exit code 2)
where a folder is no vault or a theme does not exist.
"""
