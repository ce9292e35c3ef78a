"""One note: its front matter and body, read whatever state the file is in, and whose text it is."""
