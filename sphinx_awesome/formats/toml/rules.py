"""What each field of a file may hold."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Collection, Mapping
from dataclasses import MISSING
from datetime import date
from functools import cache, partial
from types import NoneType
from typing import Annotated, Any, get_args, get_type_hints
from urllib.parse import unquote

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Strict,
    TypeAdapter,
    ValidationError,
    create_model,
)

from ...core import ids
from ...core.links import has_numeric_host, why_not_url
from ...core.model import Entry, Section, VenueKind
from ...core.names import ET_AL, et_al_last, is_et_al, tidy_braces, unbalanced_brace
from ...core.problem import Code
from ...core.text import clean, legible

YEARS = range(1800, 2101)
_SHOWN = 6
"""Authors that a hint repeats."""


class UnfitError(ValueError):
    """Why a value breaks the rule of its field.

    :param why: what is wrong, as the rest of a sentence that starts with the field.
    :param hint: how to mend it.
    :param new: the text that is right, if the hint leaves no choice.
    """

    def __init__(self, code: Code, why: str, hint: str, new: str | None = None) -> None:
        super().__init__(why)
        self.code = code
        self.why = why
        self.hint = hint
        self.new = new


def _filled(text: str) -> str:
    if not text:
        raise UnfitError(Code.MISSING_FIELD, "is empty", "write a text, or delete it")
    return text


def _id(text: str) -> str:
    if not ids.is_id(text):
        proposal = ids.slug(text)[: ids.ID_LENGTH].strip("-")
        raise UnfitError(
            Code.ID,
            f'cannot be "{legible(text)}"',
            "use lower-case letters, digits and single hyphens, 64 characters at most, "
            f'such as "{proposal}"',
        )
    return text


def _year(year: int) -> int:
    if year not in YEARS:
        raise UnfitError(
            Code.YEAR,
            f"is not between {YEARS[0]} and {YEARS[-1]}",
            "write the four digits of the year in which the paper appeared",
        )
    return year


# What stands around an identifier in addresses and citations. Of DOIs, letters of either case are
# the same: ISO 26324.
_DOI_AROUND = re.compile(
    r"(?P<url>(?:https?://)?(?:www\.|dx\.)?doi\.org/)?(?:doi\s*:\s*|doi\s+)?(?P<id>10\..*)",
    re.IGNORECASE | re.DOTALL,
)
_ARXIV_AROUND = re.compile(
    r"(?:(?P<url>(?:https?://)?(?:www\.|export\.)?arxiv\.org/(?:abs|pdf|html|format)/)"
    r"|(?:https?://)?(?:(?:dx\.|www\.)?doi\.org/)?(?:doi\s*:\s*)?10\.48550/arxiv\."
    r"|arxiv\s*:\s*|arxiv\s+)?(?P<id>.*?)(?:\s*\[[a-z-]+(?:\.[a-z-]+)?\])?",
    re.IGNORECASE | re.DOTALL,
)
_AFTER_PATH = re.compile(r"[?#].*", re.DOTALL)
_LONGEST_AROUND = 512  # characters of a text that is searched for an identifier


def _doi(text: str) -> str:
    if not ids.is_doi(text):
        hint = "write what follows doi.org/ in its address, such as 10.1007/978-3-030-87199-4_7"
        bare = _bare_doi(text)
        if bare:
            hint = f'write only "{bare}"'
        raise UnfitError(Code.DOI, f'cannot be "{legible(text)}", which is not a DOI', hint, bare)
    return text


def _bare_doi(text: str) -> str | None:
    """Return the DOI in an address or a citation that holds nothing else, else None."""
    match = _DOI_AROUND.fullmatch(text.strip()) if len(text) <= _LONGEST_AROUND else None
    if not match:
        return None
    bare = match["id"]
    if match["url"]:
        bare = unquote(_AFTER_PATH.sub("", bare).rstrip("/"))
    return bare if ids.is_doi(bare) else None


def _arxiv(text: str) -> str:
    if not ids.is_arxiv(text):
        hint = "write what follows arxiv.org/abs/ in its address, such as 2107.02104"
        bare = _bare_arxiv(text)
        if bare:
            hint = f'write only "{bare}"'
        what = f'cannot be "{legible(text)}", which is no arXiv id'
        raise UnfitError(Code.ARXIV, what, hint, bare)
    return text


def _bare_arxiv(text: str) -> str | None:
    """Return the arXiv id, with its version, in an address or a citation, else None."""
    match = _ARXIV_AROUND.fullmatch(text.strip()) if len(text) <= _LONGEST_AROUND else None
    if not match:
        return None
    bare = match["id"]
    if match["url"]:
        bare = _AFTER_PATH.sub("", bare).rstrip("/").removesuffix(".pdf")
    return bare if ids.is_arxiv(bare) else None


def _url(url: str) -> str:
    if reason := why_not_url(url):
        hint = "write the whole address as a browser shows it, starting with https://"
        if has_numeric_host(url):
            hint = "write the address under the name of its host, or delete it"
        raise UnfitError(Code.URL, f'cannot be "{legible(url)}": {reason}', hint)
    return url


class _Misplaced(str):
    """An "et al." that is not the last author, or the only one."""

    __slots__ = ("hint",)
    hint: str


def _note_misplaced(given: object) -> object:
    """Mark an "et al." where it cannot stand, so that it is reported in its place."""
    if not isinstance(given, list):
        return given
    authors = [clean(author) if isinstance(author, str) else "" for author in given]
    last = len(given) - 1
    found = [n for n, author in enumerate(authors) if is_et_al(author) and (n < last or not n)]
    if not found:
        return given
    hint = "write who the authors are before it, or delete it"
    if named := et_al_last(authors):
        written = ", ".join(f'"{legible(name)}"' for name in named)
        hint = f"write it last: [{written}]" if len(named) <= _SHOWN else "write it last"
    marked = list(given)
    for n in found:
        marked[n] = _Misplaced(given[n])
        marked[n].hint = hint
    return marked


def _not_misplaced(author: object) -> object:
    if isinstance(author, _Misplaced):
        why = f'is "{legible(author)}", which stands for authors that are not named'
        raise UnfitError(Code.AUTHOR, why, author.hint)
    return author


def _author(text: str) -> str:
    author = clean(text)
    if "{" in author or "}" in author:
        author = _in_braces(author)
    elif is_et_al(author):
        return ET_AL
    return _filled(author)


def _in_braces(text: str) -> str:
    """An author with braces, as few as say the same."""
    if brace := unbalanced_brace(text):
        why = f'has a "{brace}" without its counterpart: "{legible(text)}"'
        both = f"{text}}}" if brace == "{" else f"{{{text}"
        hint = "put both braces around what belongs together, or none"
        if not unbalanced_brace(both):
            hint = f'write "{legible(tidy_braces(both))}", or leave the brace out'
        raise UnfitError(Code.AUTHOR, why, hint)
    return ET_AL if is_et_al(text) else tidy_braces(text)


def without_bad(name: str, items: list[Any], bad: Collection[int]) -> list[Any]:
    """Return the good items of a list.

    :param name: of its field. Of authors, one that stands for others moves to the end.
    """
    good = [item for number, item in enumerate(items) if number not in bad]
    if name != "authors":
        return good
    named = [author for author in good if not is_et_al(str(author))]
    return [*named, ET_AL] if named and any(is_et_al(str(author)) for author in items) else named


def _lines(text: str) -> str:
    """Clean a text of several lines; they stay lines, with their indentation."""
    lines = ((len(line) - len(line.lstrip(" ")), clean(line)) for line in text.splitlines())
    return "\n".join(f"{' ' * indent}{line}" for indent, line in lines if line).strip()


def _links(links: dict[str, str]) -> dict[str, str]:
    cleaned = {clean(label): url for label, url in links.items()}
    if len(cleaned.keys() - {""}) < len(links):
        raise UnfitError(
            Code.TYPE,
            "has a label that is empty or reads like another one",
            "give each link a label of its own",
        )
    return cleaned


def _reasons(reasons: dict[str, str]) -> dict[str, str]:
    for code, reason in reasons.items():
        if not reason:
            raise UnfitError(
                Code.REASON,
                f"gives no reason for `{legible(code)}`",
                f'write ignore.{legible(code)} = "…", with the reason in the quotes',
            )
    return {clean(code): reason for code, reason in reasons.items()}


def _reason(text: str) -> str:
    if not text:
        raise UnfitError(Code.REASON, "gives no reason", "")
    return text


Text = Annotated[str, AfterValidator(clean)]
Name = Annotated[str, AfterValidator(clean), AfterValidator(_filled)]
Author = Annotated[str, BeforeValidator(_not_misplaced), AfterValidator(_author)]
Authors = Annotated[tuple[Author, ...], BeforeValidator(_note_misplaced)]
Lines = Annotated[str, AfterValidator(_lines)]
Id = Annotated[str, AfterValidator(_id)]
Year = Annotated[int, Strict(), AfterValidator(_year)]
Day = Annotated[date, Strict()]
Doi = Annotated[str, AfterValidator(_doi)]
Arxiv = Annotated[str, AfterValidator(_arxiv)]
Url = Annotated[str, AfterValidator(_url)]
Links = Annotated[dict[str, Url], AfterValidator(_links)]
Reasons = Annotated[dict[str, Text], AfterValidator(_reasons)]
Reason = Annotated[str, AfterValidator(clean), AfterValidator(_reason)]
Removals = dict[Id, Reason]

_BY_NAME: dict[str, Any] = {
    "id": Id,
    "ref": Id,
    "authors": Authors,
    "sections": tuple[Id, ...],
    "title": Name,
    "name": Name,
    "year": Year,
    "doi": Doi,
    "arxiv": Arxiv,
    "url": Url,
    "homepage": Url,
    "repository": Url,
    "bibtex": Lines,
    "ignore": Reasons,
    "removed": Removals,
}
_BY_TYPE: dict[Any, Any] = {
    str: Text,
    tuple[str, ...]: tuple[Name, ...],
    date | None: Day,
    VenueKind | None: VenueKind,
    Mapping[str, str]: Links,
}


def fields(model: type) -> list[dataclasses.Field[Any]]:
    """The fields of a dataclass that stand in a file: those whose metadata say what they hold."""
    return [one for one in dataclasses.fields(model) if "help" in one.metadata]


def is_required(one: dataclasses.Field[Any]) -> bool:
    """Whether a field must be given."""
    return one.default is MISSING and one.default_factory is MISSING


@cache
def rules(model: type) -> dict[str, Any]:
    """The rule of each field: an annotated type, or a dataclass for a table within the table."""
    types = get_type_hints(model)
    found: dict[str, Any] = {}
    for name in (one.name for one in fields(model)):
        if model in {Entry, Section} and name == "aliases":
            found[name] = tuple[Id, ...]
        else:
            rule = _BY_NAME.get(name) or _BY_TYPE.get(types[name])
            found[name] = rule or next(t for t in get_args(types[name]) if t is not NoneType)
    return found


@cache
def adapter(model: type) -> TypeAdapter[list[BaseModel]]:
    """What validates all tables of one kind in one call. Its results hold the fields given."""
    table: Any = _table(model)
    return TypeAdapter(list[table])


def fits(model: type, path: tuple[str | int, ...], value: object) -> bool:
    """Whether a value may stand at a path in a table of some kind."""
    name, *inner = path
    rule = rules(model).get(str(name))
    if isinstance(rule, type) and dataclasses.is_dataclass(rule):
        return bool(inner) and fits(rule, tuple(inner), value)
    for part in reversed(inner):
        value = [value] if isinstance(part, int) else {part: value}
    try:
        _adapter_of(model, str(name)).validate_python(value)
    except (ValidationError, KeyError):
        return False
    return True


@cache
def _adapter_of(model: type, name: str) -> TypeAdapter[Any]:
    return TypeAdapter(rules(model)[name])


def _table(model: type) -> type[BaseModel]:
    """A dataclass as a strict table: `core` stays free of pydantic, and no field is told twice."""
    types: dict[str, Any] = {}
    for one in fields(model):
        rule = rules(model)[one.name]
        if isinstance(rule, type) and dataclasses.is_dataclass(rule):
            rule = Annotated[_table(rule), AfterValidator(partial(_build, rule))]
        types[one.name] = (rule, ... if is_required(one) else None)
    return create_model(model.__name__, __config__=ConfigDict(extra="forbid"), **types)


def _build(model: type, given: BaseModel) -> object:
    """The dataclass of a table within a table; a table that says nothing is the same as none."""
    values = {name: getattr(given, name) for name in given.model_fields_set}
    return model(**values) if any(values.values()) else None
