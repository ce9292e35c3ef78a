"""Watching a vault: wait for changes, debounce them, build again, and serve the site."""
