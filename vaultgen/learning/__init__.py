"""Matching: which accomplishments of the user meet which needs of an employer."""
