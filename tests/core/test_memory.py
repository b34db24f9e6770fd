"""Reading without a search for garbage."""

import gc

import pytest

from sphinx_awesome.core.files import pause_gc


def test_it_rests_meanwhile_and_goes_on_after_a_fault() -> None:
    def fail() -> None:
        with pause_gc():
            assert not gc.isenabled()
            raise ValueError

    assert gc.isenabled()
    with pytest.raises(ValueError, match=r"^$"):
        fail()
    assert gc.isenabled()


def test_where_it_rests_already_it_goes_on_resting() -> None:
    gc.disable()
    try:
        with pause_gc():
            assert not gc.isenabled()
        assert not gc.isenabled()
    finally:
        gc.enable()
