"""Changes of a list where it is kept: in entry files, or in a README.

It must not know why something is changed, and asks nobody.
"""
