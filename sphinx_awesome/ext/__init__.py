"""The Sphinx extension: everything that imports Sphinx or docutils."""
