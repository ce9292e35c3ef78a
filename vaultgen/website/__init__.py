"""The site: the data of its pages, their URLs, and their rendering with a theme."""
