"""`python -m sphinx_awesome` is `sphinx-awesome`."""

from .cli import main

if __name__ == "__main__":
    raise SystemExit(main())
