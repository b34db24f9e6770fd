"""A list of the gallery: a site of its own, built into that of the documentation."""

import os

project = "Tools for lists and citations"
author = "the contributors of the list"
copyright = "the contributors of the list, CC BY 4.0"
version = "0.1"

extensions = ["sphinx_awesome", "myst_parser"]
exclude_patterns = ["_build"]
awesome_entries = "entries"
nitpicky = True

html_theme = "furo"
html_title = project
ABOVE = os.environ.get("READTHEDOCS_CANONICAL_URL", "")
html_baseurl = f"{ABOVE}gallery/tools/" if ABOVE else ""
