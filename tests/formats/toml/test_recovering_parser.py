"""What a parser says, in other words; `cases/syntax.txt` has the rest."""

from __future__ import annotations

import pytest
import tomli

from sphinx_awesome.core.problem import ProblemCode
from sphinx_awesome.formats.toml.recovering_parser import ParseFailure, parse_toml


@pytest.mark.parametrize(
    ("said", "message", "place", "offset"),
    [
        ("Something new", "something new", 8, 8),
        ("Something new", "something new", 12, 11),
        ("Cannot do something new", "`` is written both", 0, 0),
    ],
)
def test_a_later_version_says_something_new(
    monkeypatch: pytest.MonkeyPatch, said: str, message: str, place: int, offset: int
) -> None:
    def loads(text: str) -> dict[str, object]:
        raise tomli.TOMLDecodeError(said, text, place)

    monkeypatch.setattr(tomli, "loads", loads)
    fault = parse_toml("a = 1\nb = 2\n")
    assert isinstance(fault, ParseFailure)
    assert fault.code is ProblemCode.SYNTAX
    assert fault.message.startswith(message)
    assert fault.offset == offset


def test_a_later_version_fails_otherwise(monkeypatch: pytest.MonkeyPatch) -> None:
    def loads(_: str) -> dict[str, object]:
        raise ValueError

    monkeypatch.setattr(tomli, "loads", loads)
    fault = parse_toml("a = 1\nb = 2\n")
    assert isinstance(fault, ParseFailure)
    assert fault.message.startswith("a number has too many digits")
    assert fault.offset == 0


def test_toml_is_read() -> None:
    assert parse_toml("a = 1\n[[b]]\n") == {"a": 1, "b": [{}]}
