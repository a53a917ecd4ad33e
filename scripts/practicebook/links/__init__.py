"""Links to other sites: which there are, whether they still answer, and what to tell of them."""
