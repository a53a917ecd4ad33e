"""Review: what a proposal changes, for whoever decides on it. Pure: two states of the knowledge base → Markdown."""
