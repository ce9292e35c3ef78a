"""Fault tests: commands that are killed or refused, run concurrently, or lose files while they run."""
