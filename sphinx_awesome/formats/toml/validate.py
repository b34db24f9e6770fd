"""Tables against their rules: the values that are good, and what is wrong with the others."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from pydantic import BaseModel, ValidationError

from ...core.problem import Code
from .messages import Fault, Said, say
from .rules import adapter, without_bad
from .scan import Path

VALUES = 10_000
"""Values that a block may have: three times the authors of the paper with the most."""


def validate(
    model: type, tables: Sequence[object], most: int
) -> tuple[list[dict[str, Any] | None], list[Fault]]:
    """The fields of each table that are good, by name, and what is wrong with the others.

    A bad field is left out. None stands for a table in which a required field is missing or bad,
    or that is no table, and for all tables after `most` faults.

    :return: with faults whose paths start with the index of their table.
    """
    faults: list[Fault] = []
    if not any(map(_is_large, tables)):
        try:
            return [_given(table) for table in adapter(model).validate_python(tables)], faults
        except ValidationError:
            pass  # which holds too much if all is wrong in a large file: one by one, then
    results: list[dict[str, Any] | None] = [None] * len(tables)
    for index, table in enumerate(tables):
        if len(faults) >= most:
            break
        results[index] = _validate_one(model, table, index, faults)
    return results, faults


def _validate_one(
    model: type, table: object, index: int, faults: list[Fault]
) -> dict[str, Any] | None:
    """The good fields of a table; what is wrong with the others is added to the faults."""
    if _is_large(table):
        message = f"the block has more than {VALUES} values"
        said = Said(Code.FILE, message, "keep those that readers need")
        faults.append(Fault((index,), said))
        return None
    try:
        return _given(adapter(model).validate_python([table])[0])
    except ValidationError as error:
        details = error.errors(include_url=False)
    paths = [_without_mark(detail["loc"][1:]) for detail in details]
    faults += (
        Fault(
            (index, *path),
            say(model, path, detail, table),
            detail["type"] == "extra_forbidden" or len(path) < len(detail["loc"]) - 1,
        )
        for path, detail in zip(paths, details, strict=True)
    )
    if not isinstance(table, dict):
        return None
    bad = {path[: 1 + isinstance(table.get(path[0]), dict | list)] for path in paths}
    rest = {key: _good(key, value, bad) for key, value in table.items() if (key,) not in bad}
    try:
        return _given(adapter(model).validate_python([rest])[0])
    except ValidationError:
        return None


def _good(key: str, value: Any, bad: Collection[Path]) -> Any:  # noqa: ANN401  (of TOML)
    """What is good of a value: of a table or a list, all but what is bad in it."""
    match value:
        case dict():
            return {k: v for k, v in value.items() if (key, k) not in bad}
        case list():
            numbers = [path[1] for path in bad if path[0] == key and isinstance(path[1], int)]
            return without_bad(key, value, numbers) if numbers else value
        case _:
            return value


def _without_mark(path: Path) -> Path:
    """The path of what is wrong, without the item that pydantic adds if it is a key."""
    return path[:2] if path[:1] == ("removed",) and path[2:] == ("[key]",) else path


def _is_large(table: object) -> bool:
    """Whether a table has more values than any paper, so that it is not worth to look at each."""
    if not isinstance(table, dict):
        return False
    inner = sum(len(value) for value in table.values() if isinstance(value, list | dict))
    return len(table) + inner > VALUES


def _given(table: BaseModel) -> dict[str, Any]:
    return {name: getattr(table, name) for name in table.model_fields_set}
