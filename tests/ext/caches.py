"""What each build works out anew although it stays the same in a process: worked out once.

A small build takes as long for that as for its pages. Nothing of it is what the tests are about.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any, ClassVar

import pytest
from docutils.frontend import OptionParser
from jinja2.bccache import Bucket, BytecodeCache
from sphinx import theming


class Templates(BytecodeCache):
    """The theme's templates, compiled."""

    _compiled: ClassVar[dict[str, bytes]] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if bucket.key in self._compiled:
            bucket.bytecode_from_string(self._compiled[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._compiled[bucket.key] = bucket.bytecode_to_string()


_populate = OptionParser.populate_from_components
_entry_points = cache(theming.entry_points)
_parsers: dict[tuple[object, ...], dict[str, Any]] = {}


def _populate_once(self: OptionParser, components: Iterable[object]) -> None:
    """Give docutils the settings that each parser and writer knows; it asks for every page."""
    kinds = tuple(c if isinstance(c, type) else type(c) for c in components)
    if kinds not in _parsers:
        before = dict(vars(self))
        _populate(self, components)
        _parsers[kinds] = {
            name: value
            for name, value in vars(self).items()
            if name not in before or value is not before[name] or isinstance(value, (dict, list))
        }
    for name, value in _parsers[kinds].items():
        setattr(self, name, value.copy() if isinstance(value, (dict, list)) else value)


@contextmanager
def cheap_builds() -> Iterator[None]:
    """Let builds in this block use the caches, and make no records of a status nobody reads."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(OptionParser, "populate_from_components", _populate_once)
        patched.setattr(theming, "entry_points", _entry_points)
        disabled = logging.root.manager.disable
        logging.disable(logging.INFO)
        try:
            yield
        finally:
            logging.disable(disabled)
