"""What an awesome list is. Standard library only: no format, no Sphinx, no network."""
