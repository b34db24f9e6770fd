"""Entries: sections from headings, entries from items, and the problems to report."""
