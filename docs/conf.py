"""The documentation, and the published list."""

import os

project = "Multimodal Applications in Medical Imaging"
author = "Peng Xia and contributors"
copyright = "the contributors of the list, CC BY 4.0"

extensions = ["sphinx_awesome", "myst_parser", "sphinx_design"]
awesome_entries = "../entries"
myst_enable_extensions = ["colon_fence"]
exclude_patterns = ["_build"]
nitpicky = True

html_theme = "furo"
html_title = project
html_baseurl = os.environ.get("READTHEDOCS_CANONICAL_URL", "")
html_theme_options = {
    "source_repository": "https://github.com/richard-peng-xia/awesome-multimodal-in-medical-imaging",
    "source_branch": "main",
    "source_directory": "docs/",
}
