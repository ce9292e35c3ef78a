"""Problems in the user's files, where they are, and how they are fixed."""
