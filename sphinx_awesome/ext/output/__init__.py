"""Output beside or around the content of pages: heads, files, the sidebar."""
