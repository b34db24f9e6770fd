"""The command line: `sphinx-awesome`."""
