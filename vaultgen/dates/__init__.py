"""Dates and times: parsing them, instants, working days, words for them, and time marks."""
