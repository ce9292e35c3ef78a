"""Matching of needs and accomplishments."""
