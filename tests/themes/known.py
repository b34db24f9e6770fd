"""The themes in which the pages are measured, and what each needs besides its name."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

#: The switch of Material for MkDocs, of which sphinx-immaterial is made, has a position a palette.
PALETTE = [
    {
        "media": f"(prefers-color-scheme: {mode})",
        "scheme": scheme,
        "toggle": {"icon": "material/brightness-6", "name": "Switch"},
    }
    for mode, scheme in (("light", "default"), ("dark", "slate"))
]


@dataclass(frozen=True)
class Theme:
    """One theme."""

    package: str
    name: str
    #: JavaScript: does what the theme's own switch does, with MODE for "light" or "dark". ""
    #: if the theme has one look only, whatever the system says.
    switch: str = ""
    config: dict[str, Any] = field(default_factory=dict)

    @property
    def settings(self) -> dict[str, Any]:
        """What ``conf.py`` sets."""
        return {"html_theme": self.name, **self.config}


THEMES = {
    theme.package: theme
    for theme in (
        Theme("furo", "furo", "document.body.dataset.theme = MODE"),
        Theme(
            "pydata-sphinx-theme",
            "pydata_sphinx_theme",
            "document.documentElement.dataset.theme = MODE",
        ),
        Theme(
            "sphinx-book-theme",
            "sphinx_book_theme",
            "document.documentElement.dataset.theme = MODE",
        ),
        Theme("sphinx_rtd_theme", "sphinx_rtd_theme"),
        Theme("alabaster", "alabaster"),
        Theme(
            "sphinxawesome-theme",
            "sphinxawesome_theme",
            "document.documentElement.classList.toggle('dark', MODE === 'dark')",
        ),
        Theme("shibuya", "shibuya", "localStorage._theme = MODE; setColorMode(MODE)"),
        # It has no page of search. Its box finds papers too, but with Sphinx 9 nothing at all, with
        # us or without.
        Theme(
            "sphinx-immaterial",
            "sphinx_immaterial",
            "document.querySelector(`input[data-md-color-media*=${MODE}]`)?.click()",
            {
                "more_extensions": ["sphinx_immaterial"],
                # Else it asks a server for its fonts while it builds.
                "html_theme_options": {"font": False, "palette": PALETTE},
            },
        ),
    )
}
