"""The model of an awesome list. Standard library only: no format, no Sphinx, no network."""
