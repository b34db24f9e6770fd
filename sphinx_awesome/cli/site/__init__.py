"""What a new site shows of a list besides its entries, and how a site takes up what is new.

It must not know Sphinx, nor how what was made is reported.
"""
