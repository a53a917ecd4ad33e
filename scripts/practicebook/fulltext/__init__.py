"""Full-text search: texts → small files that a browser reads a few of to answer a query. Pure, no disk."""
