"""The domain: notes as typed values, the links between them, and the settings."""
