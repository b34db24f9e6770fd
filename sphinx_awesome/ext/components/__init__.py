"""The components of pages, one module a directive or role.

Each module holds its directive, its node, the HTML and the standard nodes that it becomes, and
what a rebuild depends on, and registers them in ``setup``.
"""
