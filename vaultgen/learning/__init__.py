"""What the notes teach: which needs the user's own results meet."""
