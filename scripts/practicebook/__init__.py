"""Practicebook: good-practice records in YAML, checked and expanded into the pages of a static site."""
