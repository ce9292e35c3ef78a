"""Reporters, and their golden files."""
