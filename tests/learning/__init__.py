"""What is learned from the notes: needs and results."""
