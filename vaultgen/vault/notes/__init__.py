"""A single note: parsing its front matter and body in any state, fixing and editing it, and its authorship."""
