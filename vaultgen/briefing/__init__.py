"""The briefing for an interview that is ahead: what to know, bring up, show and ask, on one sheet of paper."""
