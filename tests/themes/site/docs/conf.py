"""A list with everything that a page of ours can show, in the theme that AWESOME_THEME names."""

import json
import os

project = "Reports, Images & Models"
author = "the contributors of the list"
version = "1"
nitpicky = True
html_title = project
html_baseurl = "https://example.org/lists/images/"
myst_enable_extensions = ["colon_fence"]
extensions = ["sphinx_awesome", "myst_parser"]

# What a theme needs besides its name: `tests/themes/known.py`.
globals().update(json.loads(os.environ.get("AWESOME_THEME", '{"html_theme": "furo"}')))
extensions += globals().get("more_extensions", [])
