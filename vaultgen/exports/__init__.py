"""Ways out: drafts as files for other programs."""
