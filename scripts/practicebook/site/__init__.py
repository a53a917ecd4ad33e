"""The site: Markdown pages to a checked, searchable, published folder."""
