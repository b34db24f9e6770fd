"""The same document in TOML of other spellings, and with comments anywhere."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Mapping
from itertools import count
from random import Random
from typing import Any

from sphinx_awesome.formats.toml import (
    EntryFile,
    FileKind,
    write_entry_file,
)

PATHS = {FileKind.SECTION: "s.toml", FileKind.LIST: "_list.toml", FileKind.VENUES: "_venues.toml"}


def commented(text: str, random: Random) -> str:
    """A text with comments anywhere, each with a number of its own."""
    numbers = count()
    lines = []
    for line in [*text.splitlines(), ""]:
        while random.random() < 0.3:
            lines.append(random.choice(["", "  ", "# ", "#", "  # ! "]))
            if "#" in lines[-1]:
                lines[-1] += f"remark {next(numbers)}."
        is_beside = line and random.random() < 0.3
        lines.append(f"{line} # remark {next(numbers)}." if is_beside else line)
    return "\n".join(lines)


def spelled(document: EntryFile, random: Random) -> str:
    """A document in some other spelling than the canonical one."""
    data = tomllib.loads(write_entry_file(document))
    name = document.kind.block_name
    blocks = data.pop(name, [])
    parts = [table(data, "", random)]
    parts += [[f"[[ {name} ]]", *table(block, name, random)] for block in blocks]
    return "\n".join(line for part in parts for line in part) + "\n"


def table(data: Mapping[str, Any], name: str, random: Random) -> list[str]:
    """The lines of a table, in any order; a table in it in one of three ways."""
    lines, tables = [], []
    for key, value in random.sample(list(data.items()), len(data)):
        if not isinstance(value, dict):
            lines.append(f"{key} = {value_of(value, random)}")
            continue
        pairs = [f"{basic(k)} = {value_of(v, random)}" for k, v in value.items()]
        way = random.choice(["inline", "dotted", "header"])
        if way == "inline":
            lines.append(f"{key} = {{{', '.join(pairs)}}}")
        elif way == "header":
            tables += [f"[{name}.{key}]" if name else f"[{key}]", *pairs]
        else:
            lines += [f"{key}.{pair}" for pair in pairs]
    return lines + tables


def basic(text: str) -> str:
    return re.sub("\x7f", r"\\u007F", json.dumps(text, ensure_ascii=False))


def value_of(value: object, random: Random) -> str:
    match value:
        case str():
            is_literal = "'" not in value and "\n" not in value and random.random() < 0.5
            return f"'{value}'" if is_literal else basic(value)
        case list():
            form = random.choice(["[{}]", "[\n{}]", "[ {}, ]"] if value else ["[]"])
            return form.format(", ".join(value_of(item, random) for item in value))
        case dict():
            pairs = [f"{basic(key)} = {value_of(v, random)}" for key, v in value.items()]
            return f"{{{', '.join(pairs)}}}"
        case bool():
            return str(value).lower()
        case _:
            return str(value)
