"""Tables against their rules: the values that are good, and what is wrong with the others."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pydantic import BaseModel, ValidationError

from ...core.problem import Code
from .messages import Fault, Said, say
from .rules import adapter

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
    paths = [detail["loc"][1:] for detail in details]
    faults += (
        Fault((index, *path), say(model, path, detail, table), detail["type"] == "extra_forbidden")
        for path, detail in zip(paths, details, strict=True)
    )
    if not isinstance(table, dict):
        return None
    bad = {path[:2] if isinstance(table.get(path[0]), dict) else path[:1] for path in paths}
    rest = {
        key: {k: v for k, v in value.items() if (key, k) not in bad}
        if isinstance(value, dict)
        else value
        for key, value in table.items()
        if (key,) not in bad
    }
    try:
        return _given(adapter(model).validate_python([rest])[0])
    except ValidationError:
        return None


def _is_large(table: object) -> bool:
    """Whether a table has more values than any paper, so that it is not worth to look at each."""
    if not isinstance(table, dict):
        return False
    inner = sum(len(value) for value in table.values() if isinstance(value, list | dict))
    return len(table) + inner > VALUES


def _given(table: BaseModel) -> dict[str, Any]:
    return {name: getattr(table, name) for name in table.model_fields_set}
