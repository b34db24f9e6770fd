"""The list as a site, and the documentation of the package that makes it one."""

import os

project = "Multimodal Applications in Medical Imaging"
author = "Peng Xia and contributors"
copyright = "the contributors of the list, CC BY 4.0"
version = "0.1"

extensions = ["sphinx_awesome", "myst_parser"]
exclude_patterns = ["_build", "reference/_*", "gallery/*"]
nitpicky = True

html_theme = "furo"
html_title = project
html_static_path = ["_static"]
html_js_files = [("moved.js", {"defer": "defer"})]
html_favicon = "images/icon.svg"
awesome_share_picture = "images/share.png"
html_baseurl = os.environ.get("READTHEDOCS_CANONICAL_URL", "")
html_theme_options = {
    "source_repository": "https://github.com/richard-peng-xia/awesome-multimodal-in-medical-imaging",
    "source_branch": "main",
    "source_directory": "docs/",
}
