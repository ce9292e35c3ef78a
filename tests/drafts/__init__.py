"""Notes typed in six very different styles, and the drafts that they make."""
