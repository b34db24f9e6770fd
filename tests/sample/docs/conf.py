"""A site that tests know by heart: its list never changes."""

project = "Multimodal Applications in Medical Imaging"
author = "the contributors of the list"
version = "0.1"

extensions = ["sphinx_awesome", "myst_parser"]
nitpicky = True

html_theme = "furo"
html_title = project
