"""Dates and times: as typed, in words, on working days, and relative to the moment of reading."""
