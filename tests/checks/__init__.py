"""Kinds of problems: one folder per case."""
