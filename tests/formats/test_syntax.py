"""What a parser says, in other words; `cases/syntax.txt` has the rest."""

from __future__ import annotations

import tomllib

import pytest

from sphinx_awesome.core.problem import Code
from sphinx_awesome.formats.toml.syntax import SyntaxFault, read


@pytest.mark.parametrize(
    ("said", "message", "offset"),
    [
        ("Something new (at line 2, column 3)", "something new", 8),
        ("Something new (at end of document)", "something new", 11),
        ("Cannot do something new (at line 1, column 1)", "`` is written both", 0),
        ("no place", "a number has too many digits", 0),
    ],
)
def test_a_later_version_says_something_new(
    monkeypatch: pytest.MonkeyPatch, said: str, message: str, offset: int
) -> None:
    def loads(_: str) -> dict[str, object]:
        raise tomllib.TOMLDecodeError(said)

    monkeypatch.setattr(tomllib, "loads", loads)
    fault = read("a = 1\nb = 2\n")
    assert isinstance(fault, SyntaxFault)
    assert fault.code is Code.SYNTAX
    assert fault.message.startswith(message)
    assert fault.offset == offset


def test_toml_is_read() -> None:
    assert read("a = 1\n[[b]]\n") == {"a": 1, "b": [{}]}
