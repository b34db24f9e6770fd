"""Prose and pictures of a list on its site, and the way in which a site takes up what is new.

It must not know Sphinx, nor how what was made is reported.
"""
