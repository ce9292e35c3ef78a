"""The site: what pages show, where they lie, and how a theme renders them."""
