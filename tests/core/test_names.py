"""Where family names begin."""

from __future__ import annotations

import pytest

from sphinx_awesome.core.names import Name, parse


@pytest.mark.parametrize(
    ("text", "family", "given", "suffix"),
    [
        ("Benjamin Hou", "Hou", "Benjamin", ""),
        ("Ronald M. Summers", "Summers", "Ronald M.", ""),
        ("Laurens van der Maaten", "van der Maaten", "Laurens", ""),
        ("Gerard de Melo", "de Melo", "Gerard", ""),
        ("Ana María de Torre la Cruz", "de Torre la Cruz", "Ana María", ""),
        ("Rogier Van der Sluijs", "Van der Sluijs", "Rogier", ""),
        ("Maria De la Cruz Jr.", "De la Cruz", "Maria", "Jr."),
        ("Nguyen Van Anh", "Anh", "Nguyen Van", ""),
        ("Van der Sluijs", "der Sluijs", "Van", ""),
        ("Jean d'Alembert", "d'Alembert", "Jean", ""),
        ("Ronald M. Summers Jr.", "Summers", "Ronald M.", "Jr."),
        ("Ronald M. Summers, Jr.", "Summers", "Ronald M.", "Jr."),
        ("Ludwig van Beethoven III", "van Beethoven", "Ludwig", "III"),
        # A name of two words has no suffix: Iv is a family name.
        ("Sam Iv", "Iv", "Sam", ""),
        ("Li II", "II", "Li", ""),
        # Kept whole.
        ("OpenAI", "OpenAI", "", ""),
        ("张三", "张三", "", ""),
        ("von Neumann", "von Neumann", "", ""),
        ("The A and B Group", "The A and B Group", "", ""),
        ("The A AND B Group Jr", "The A AND B Group Jr", "", ""),
        ("Lovelace, Ada", "Lovelace, Ada", "", ""),
        ("Imaging & Co", "Imaging & Co", "", ""),
        ("others", "others", "", ""),
        ("", "", "", ""),
    ],
)
def test_a_name_is_split(text: str, family: str, given: str, suffix: str) -> None:
    assert parse(text) == Name(family, given, suffix)


def test_a_name_is_written_in_both_orders() -> None:
    name = parse("Ronald de Summers, Jr.")
    assert str(name) == "Ronald de Summers Jr."
    assert name.inverted == "de Summers, Ronald, Jr."
    assert parse("OpenAI").inverted == str(parse("OpenAI")) == "OpenAI"
