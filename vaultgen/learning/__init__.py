"""What the notes teach: questions by theme, concerns, moments, and which accomplishments meet which needs."""
