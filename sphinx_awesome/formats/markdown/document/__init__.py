"""The document: from Markdown and HTML to headings, items and inline nodes, line by line.

Nothing here knows what a paper is.
"""
