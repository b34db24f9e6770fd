"""Turn an awesome list of research papers into a Sphinx site."""

__version__ = "0.1.0"
