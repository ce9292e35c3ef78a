"""English as people type it in notes, and as messages say it."""
