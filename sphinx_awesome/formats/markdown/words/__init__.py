"""Words: recognise dates, venues, people and links in a piece of text.

Each function gets a text and says how sure it is. Nothing here knows a document or an item.
"""
