"""Files that mean harm take time in proportion to their length, and not much of it."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from sphinx_awesome.core.files import pause_gc
from sphinx_awesome.formats.toml import read_entry_file

HEAD = 'title = "S"\n[[entry]]\nid = "a"\ntitle = "A"\n'
HOSTILE: dict[str, Callable[[int], str]] = {
    "brackets": lambda n: f"{HEAD}tags = " + "[" * n,
    "braces": lambda n: f"{HEAD}links = " + "{a=" * (n // 3),
    "dotted key": lambda n: HEAD + "a" + ".a" * (n // 2) + " = 1",
    "dotted header": lambda n: "[" + "a." * (n // 2) + "a]",
    "dotted inline key": lambda n: f"{HEAD}links = {{" + "a." * (n // 2) + "a = 1}",
    "long word": lambda n: "a" * n,
    "quotes": lambda n: '"' * n,
    "open texts": lambda n: HEAD + '[[entry]]\na = """\n' * (n // 17),
    "bad blocks": lambda n: HEAD + "[[entry]]\n?\n" * (n // 12),
    "empty blocks": lambda n: HEAD + "[[entry]]\n" * (n // 10),
    "unknown fields": lambda n: HEAD + "".join(f"a{i} = 1\n" for i in range(n // 10)),
    "bad items": lambda n: f"{HEAD}tags = [" + "1," * (n // 2) + "]",
    "bad links": lambda n: HEAD + "".join(f'links.a{i} = "x"\n' for i in range(n // 17)),
    "references": lambda n: HEAD + "".join(f'[[entry]]\nref = "a{i}"\n' for i in range(n // 22)),
    "one title": lambda n: f'title = "{"t " * (n // 2)}"',
    "one id": lambda n: f'title = "S"\n[[entry]]\ntitle = "A"\nid = "{"a-" * (n // 2)}"',
    "one address": lambda n: f'{HEAD}links.pdf = "https://{"a." * (n // 2)}"',
    "one arXiv id": lambda n: f'{HEAD}arxiv = "{"a-" * (n // 2)}"',
    "one DOI": lambda n: f'{HEAD}doi = "{"10.1000/" * (n // 8)}"',
    "escapes": lambda n: f'{HEAD}note = "' + "\\u202e" * (n // 6) + '"',
    "backslashes": lambda n: f'{HEAD}note = "' + "\\" * n,
    "slashes": lambda n: f"{HEAD}# " + "://" * (n // 3),
    "comments": lambda n: HEAD + "# c\n" * (n // 4),
    "blank lines": lambda n: HEAD + "\n" * n,
    "digits": lambda n: f"{HEAD}year = " + "1" * n,
    "hexadecimal digits": lambda n: f"{HEAD}note = 0x{'1' * n}\nyear = 0x{'1' * n}",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_time_is_linear(name: str) -> None:
    def seconds(length: int) -> float:
        text = HOSTILE[name](length)
        # What else this process holds is no matter.
        with pause_gc():
            start = time.process_time()
            read_entry_file(text, "s.toml")
            return time.process_time() - start

    short = min(seconds(10_000) for _ in range(3))
    # Eight times the length: quadratic time would be 64 times as much. Others may be at work too.
    assert any(seconds(80_000) < 24 * max(short, 0.005) for _ in range(3))
