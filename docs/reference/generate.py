# ruff: noqa: INP001, SLF001 (a script and no package; argparse lists arguments in private only)
"""Write the tables of the reference from the code: `python docs/reference/generate.py`.

A test compares them with what stands here, so a table that has fallen behind fails the tests.
"""

from __future__ import annotations

import inspect
from argparse import Action, ArgumentParser
from collections.abc import Callable, Iterable, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date
from functools import partial
from pathlib import Path
from types import NoneType
from typing import Any, get_args, get_type_hints

from sphinx_awesome.cli import argument_parser as command_line
from sphinx_awesome.core import model, statistics
from sphinx_awesome.core.model import (
    AwesomeList,
    Citation,
    Entry,
    EntryType,
    FieldDefinition,
    Maintainer,
    Publication,
    Section,
)
from sphinx_awesome.core.problem import ProblemCode, Severity
from sphinx_awesome.core.venues import Venue, VenueKind
from sphinx_awesome.ext.components.chart import CHART_OPTIONS
from sphinx_awesome.ext.components.entries import ENTRIES_OPTIONS
from sphinx_awesome.ext.config import PREFIX, Settings
from sphinx_awesome.formats.readme_writer import ReadmeStyle
from sphinx_awesome.formats.registry import FORMATS
from sphinx_awesome.formats.toml import ListHeader, Ref
from sphinx_awesome.lint.context import Rule
from sphinx_awesome.lint.earlier_list import LOST_PERMALINK_RULE
from sphinx_awesome.lint.rules import (
    RULES,
    SOURCE_RULES,
    bad_links,
    contradictions,
    duplicates,
)

HERE = Path(__file__).parent
_FAMILIES = {
    "duplicates": duplicates.RULES,
    "contradictions": contradictions.RULES,
    "links": bad_links.RULES,
}
_ELSEWHERE = {rule.code for rules in _FAMILIES.values() for rule in rules}
RULE_FAMILIES: Mapping[str, tuple[Rule, ...]] = {
    **_FAMILIES,
    "texts": tuple(rule for rule in RULES if rule.code not in _ELSEWHERE),
    "published": (LOST_PERMALINK_RULE, *SOURCE_RULES),
}
"""Rules by the page that tells of them; what has no page of its own is about texts."""
MARK = "<!-- Made by generate.py from the code. -->\n\n"


def table(head: Mapping[str, int], rows: Iterable[Iterable[str]]) -> str:
    """A table in Markdown.

    :param head: what stands above each column, and its width in characters.
    """
    lines = [head, ["---"] * len(head), *rows]
    cells = [[cell.replace("|", r"\|") for cell in line] for line in lines]
    widths = " ".join(map(str, head.values()))
    return "".join(
        [
            f"```{{table}}\n:width: 100%\n:widths: {widths}\n\n",
            *(f"| {' | '.join(line)} |\n" for line in cells),
            "```\n",
        ]
    )


# -- entry files ------------------------------------------------------------------------------

_FORMS: Mapping[Any, str] = {
    str: '{} = "…"',
    int: "{} = 2024",
    date: "{} = 2024-05-31",
    VenueKind: '{} = "conference"',
    EntryType: '{} = "thesis"',
    tuple[str, ...]: '{} = ["…"]',
    bool: "{} = true",
    Mapping[str, str]: "{}.LABEL",
    Mapping[str, tuple[str, ...]]: '{}.NAME = ["…"]',
    Mapping[str, FieldDefinition]: "[{}.NAME]",
}


def form(model: type, name: str) -> str:
    """How a field is written."""
    if name == "ignore":
        return 'ignore.RULE = "…"'
    if name == "removed":
        return 'removed.ID = "…"'
    hint = get_type_hints(model)[name]
    kind = next((kind for kind in get_args(hint) if NoneType in get_args(hint)), hint)
    return f"{name}.FIELD" if is_dataclass(kind) else _FORMS[kind].format(name)


def required(field: Field[Any]) -> bool:
    """Whether a field must be there."""
    return field.default is MISSING and field.default_factory is MISSING


def fields_of(model: type) -> str:
    """The fields of a block, of the top of a file, or of a table within."""
    return table(
        {"field": 24, "holds": 48},
        (
            [
                f"`{form(model, field.name)}`",
                field.metadata["help"] + (" **Required.**" if required(field) else ""),
            ]
            for field in fields(model)
            if "help" in field.metadata
        ),
    )


def labels() -> str:
    """The labels of links that have an icon."""
    return table(
        {"label": 24, "on the card": 48},
        ([f"`{name}`", text] for name, text in model.LINK_LABELS.items()),
    )


def readme() -> str:
    """What the first marker of a README may say."""
    return table(
        {"word": 24, "chooses": 48},
        ([f"`{f.metadata['written']}`", f.metadata["help"]] for f in fields(ReadmeStyle)),
    )


def formats() -> str:
    """What is read and written, and what has no place in it."""
    facts = [field.name for field in fields(AwesomeList)]
    facts = [name for name in facts if name not in {"entries", "homes", "venues", "sections"}]
    return table(
        {
            "format": 12,
            "ending": 12,
            "read": 6,
            "has no place, of papers, for": 24,
            "of the list": 24,
        },
        (
            [
                known.title,
                ", ".join(f"`{ending}`" for ending in known.endings),
                "yes" if known.reader else "",
                _words(field.name for field in fields(Entry) if field.name not in known.holds),
                _words(n for n in ["sections", *facts] if n not in known.holds_of_list),
            ]
            for known in FORMATS.values()
        ),
    )


def _words(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


# -- the extension ----------------------------------------------------------------------------


def options(options: Mapping[str, tuple[object, str, str]]) -> str:
    """The options of a directive."""
    return table(
        {"option": 12, "value": 28, "does": 32},
        ([f"`:{name}:`", expected, text] for name, (_, expected, text) in options.items()),
    )


def grammar() -> str:
    """The grammar of ``awesome:count``, from its docstring."""
    text = inspect.cleandoc(statistics.evaluate_count.__doc__ or "")
    block = text.partition("::\n\n")[2].partition("\n\n")[0]
    return f"```text\n{inspect.cleandoc(block)}\n```\n"


def settings() -> str:
    """The settings of ``conf.py``."""
    return table(
        {"setting": 26, "default": 16, "does": 30},
        (
            [f"`{PREFIX}{field.name}`", f"`{field.default!r}`", field.metadata["help"]]
            for field in fields(Settings)
        ),
    )


# -- both -------------------------------------------------------------------------------------


def problems() -> str:
    """All that can be wrong."""
    return table(
        {"name": 18, "severity": 10, "means": 44},
        ([f"`{code.slug}`", code.severity, code.meaning] for code in ProblemCode),
    )


def rule_table() -> str:
    """All rules of ``check`` and ``update``, each with a link to what there is to say about it."""
    return table(
        {"rule": 20, "severity": 10, "finds": 38, "`--fix`": 8},
        (
            [
                f"[`{rule.code}`](#rule-{rule.code})",
                str(rule.severity),
                rule.title,
                "mends it" if rule.fixed_example else "",
            ]
            for rules in RULE_FAMILIES.values()
            for rule in rules
        ),
    )


def rules_of(family: str) -> str:
    """The rules of a family, each with a target for links."""
    return "\n".join(map(rule_text, RULE_FAMILIES[family]))


def rule_text(rule: Rule) -> str:
    """What there is to say about a rule."""
    kind = "Notice" if rule.severity is Severity.NOTICE else str(rule.severity).capitalize()
    fixed = ", mended by `--fix`" if rule.fixed_example else ""
    return (
        f"(rule-{rule.code})=\n## `{rule.code}`\n\n**{rule.title}.** {kind}{fixed}.\n\n"
        f"{rule.why}\n\n{rule.fix}\n\n```toml\n{rule.example}```\n"
    )


# -- the command line -------------------------------------------------------------------------


def commands(*, asking: bool) -> str:
    """The commands with their arguments.

    :param asking: those that ask sources on the network, or those that do not.
    """
    made = []
    for name, parser in subparsers(command_line()).items():
        arguments = [action for action in parser._actions if action.dest != "help"]
        if asking is not any("--offline" in action.option_strings for action in arguments):
            continue
        usage = " ".join(["sphinx-awesome", name, *map(bracketed, arguments)])
        rows = ([f"`{written(a)}`", explained(a, parser)] for a in arguments)
        made.append(
            f"## `sphinx-awesome {name}`\n\n{parser.description}\n\n"
            f"```text\n{usage}\n```\n\n"
            f"{table({'argument': 32, 'is': 40}, rows)}\n"
            f"{parser.epilog}\n"
        )
    return "\n".join(made)


def subparsers(parser: ArgumentParser) -> Mapping[str, ArgumentParser]:
    """The parsers of the commands, by name."""
    (found,) = (action for action in parser._actions if isinstance(action.choices, dict))
    return found.choices


def written(action: Action) -> str:
    """How an argument is written on the command line."""
    value = action.metavar or (f"{{{','.join(action.choices)}}}" if action.choices else "")
    return " ".join([*action.option_strings[-1:], *([str(value)] if value else [])])


def bracketed(action: Action) -> str:
    """As written; in brackets, if it may be left out."""
    return written(action) if action.required else f"[{written(action)}]"


def explained(action: Action, parser: ArgumentParser) -> str:
    """What an argument does, as a sentence."""
    text = (action.help or "") % {**vars(action), "prog": parser.prog}
    return f"{text[:1].upper()}{text[1:]}."


SNIPPETS: dict[str, Callable[[], str]] = {
    "paper": lambda: fields_of(Entry),
    "published": lambda: fields_of(Publication),
    "ref": lambda: fields_of(Ref),
    "labels": labels,
    "section": lambda: fields_of(Section),
    "list": lambda: fields_of(ListHeader),
    "maintainer": lambda: fields_of(Maintainer),
    "cite": lambda: fields_of(Citation),
    "own_field": lambda: fields_of(FieldDefinition),
    "venue": lambda: fields_of(Venue),
    "options": lambda: options(ENTRIES_OPTIONS),
    "chart": lambda: options(CHART_OPTIONS),
    "grammar": grammar,
    "settings": settings,
    "problems": problems,
    "readme": readme,
    "formats": formats,
    "rules": rule_table,
    **{f"rules_{family}": partial(rules_of, family) for family in RULE_FAMILIES},
    "commands": partial(commands, asking=False),
    "commands_online": partial(commands, asking=True),
}


def snippets() -> dict[Path, str]:
    """What each file is to hold."""
    return {HERE / f"_{name}.md": MARK + make() for name, make in SNIPPETS.items()}


if __name__ == "__main__":
    for path, text in snippets().items():
        path.write_text(text, encoding="utf-8", newline="\n")
