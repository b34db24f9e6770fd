from __future__ import annotations

import gc
import weakref
from itertools import count
from typing import TYPE_CHECKING

import pytest

from sphinx_awesome.ext import garbage

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .conftest import Site

USUAL = (700, 10, 10)


@pytest.fixture(autouse=True)
def _usual() -> Iterator[None]:
    before = gc.get_threshold()
    gc.set_threshold(*USUAL)
    yield
    gc.set_threshold(*before)


def test_a_build_looks_seldom_and_leaves_the_setting_as_it_was(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = []
    spare = garbage.spare_what_there_is

    def look() -> None:
        seen.append(gc.get_threshold())
        spare()

    monkeypatch.setattr(garbage, "spare_what_there_is", look)
    site.build()
    assert seen == [(garbage.THRESHOLD, 10, 10)]
    assert gc.get_threshold() == USUAL


def test_a_build_that_broke_off_does_not_change_it_for_good(site: Site) -> None:
    garbage.look_seldom(None, None)  # type: ignore[arg-type]
    assert gc.get_threshold() != USUAL
    site.build()
    assert gc.get_threshold() == USUAL


def test_who_looks_less_often_still_does() -> None:
    rare = (garbage.THRESHOLD * 5, 10, 10)
    gc.set_threshold(*rare)
    garbage.look_seldom(None, None)  # type: ignore[arg-type]
    assert gc.get_threshold() == rare
    garbage.look_as_before(None, None)  # type: ignore[arg-type]
    assert gc.get_threshold() == rare


def test_where_no_garbage_is_looked_for_none_is() -> None:
    """A threshold of 0 turns the search off, as the module gc has it."""
    gc.set_threshold(0, 10, 10)
    garbage.look_seldom(None, None)  # type: ignore[arg-type]
    assert gc.get_threshold()[0] == 0
    garbage.look_as_before(None, None)  # type: ignore[arg-type]
    assert gc.get_threshold() == (0, 10, 10)


def test_what_one_build_leaves_is_let_go_by_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    class Application:
        """Refers to itself, as Sphinx's does by way of its builder: no count drops to 0."""

        def __init__(self) -> None:
            self.itself = self

    monkeypatch.setattr(garbage, "_builds", count())
    for _ in range(2):  # the second build and the third leave nothing behind either
        app = Application()
        left = weakref.ref(app)
        garbage.spare_what_there_is()
        del app
        gc.collect()
        first = bool(gc.get_freeze_count())
        assert (left() is not None) is first
        garbage.spare_what_there_is()
        gc.collect()
        assert left() is None
    assert not first
