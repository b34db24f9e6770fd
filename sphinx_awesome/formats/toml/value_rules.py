"""The rules of values in entry files: what each kind of text, number or table must be.

Each rule is an annotated type, which cleans a value or says why it is none. What fields have which
rule is in :mod:`~sphinx_awesome.formats.toml.file_schema`.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Strict

from ...core import identifiers, slugs
from ...core.model import ENTRY_FIELDS, YEARS, FieldDefinition
from ...core.person_names import ET_AL, et_al_last, is_et_al, tidy_braces, unbalanced_brace
from ...core.problem import ProblemCode
from ...core.text import clean, quote_for_message
from ...core.urls import has_numeric_host, url_error

_SHOWN_CHARS = 6
"""Authors that a hint repeats."""


class FieldError(ValueError):
    """The reason why a value breaks the rule of its field.

    :param why: what is wrong, as the rest of a sentence that starts with the field.
    :param hint: how to mend it.
    :param new: the text that is right, if the hint leaves no choice.
    """

    def __init__(self, code: ProblemCode, why: str, hint: str, new: str | None = None) -> None:
        super().__init__(why)
        self.code = code
        self.why = why
        self.hint = hint
        self.new = new


def _filled(text: str) -> str:
    if not text:
        raise FieldError(ProblemCode.MISSING_FIELD, "is empty", "write a text, or delete it")
    return text


def _id(text: str) -> str:
    if not slugs.is_id(text):
        proposal = slugs.slugify(text)[: slugs.ID_CHARS].strip("-")
        raise FieldError(
            ProblemCode.ID,
            f'cannot be "{quote_for_message(text)}"',
            "use lower-case letters, digits and single hyphens, 64 characters at most, "
            f'such as "{proposal}"',
        )
    return text


def _field_name(name: str) -> str:
    if name in ENTRY_FIELDS:
        why = f"cannot be a field of the list: every entry may have `{name}`"
        raise FieldError(ProblemCode.ID, why, f"choose another name, such as my-{name}")
    return _id(name)


def _one_or_more(given: object) -> object:
    """Take a text where a list of texts may stand."""
    return given if isinstance(given, list | dict) else [given]


def _with_values(fields: dict[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    return {name: values for name, values in fields.items() if values}


def _year(year: int) -> int:
    if year not in YEARS:
        raise FieldError(
            ProblemCode.YEAR,
            f"is not between {YEARS[0]} and {YEARS[-1]}",
            "write the four digits of the year in which the paper appeared",
        )
    return year


_CONTEXT_CHARS = 512  # characters of a text that is searched for an identifier


def _doi(text: str) -> str:
    if not identifiers.is_doi(text):
        hint = "write what follows doi.org/ in its address, such as 10.1007/978-3-030-87199-4_7"
        bare = identifiers.doi_in_citation(text) if len(text) <= _CONTEXT_CHARS else ""
        if bare:
            hint = f'write only "{bare}"'
        raise FieldError(
            ProblemCode.DOI,
            f'cannot be "{quote_for_message(text)}", which is not a DOI',
            hint,
            bare or None,
        )
    return text


def _arxiv(text: str) -> str:
    if not identifiers.is_arxiv(text):
        hint = "write what follows arxiv.org/abs/ in its address, such as 2107.02104"
        arxiv = identifiers.arxiv_in_citation(text) if len(text) <= _CONTEXT_CHARS else None
        bare = str(arxiv) if arxiv else None
        if bare:
            hint = f'write only "{bare}"'
        what = f'cannot be "{quote_for_message(text)}", which is no arXiv id'
        raise FieldError(ProblemCode.ARXIV, what, hint, bare)
    return text


def _url(url: str) -> str:
    if reason := url_error(url):
        hint = "write the whole address as a browser shows it, starting with https://"
        if has_numeric_host(url):
            hint = "write the address under the name of its host, or delete it"
        raise FieldError(ProblemCode.URL, f'cannot be "{quote_for_message(url)}": {reason}', hint)
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
    misplaced = [n for n, author in enumerate(authors) if is_et_al(author) and (n < last or not n)]
    if not misplaced:
        return given
    hint = "write who the authors are before it, or delete it"
    if named := et_al_last(authors):
        written = ", ".join(f'"{quote_for_message(name)}"' for name in named)
        hint = f"write it last: [{written}]" if len(named) <= _SHOWN_CHARS else "write it last"
    marked = list(given)
    for n in misplaced:
        marked[n] = _Misplaced(given[n])
        marked[n].hint = hint
    return marked


def _not_misplaced(author: object) -> object:
    if isinstance(author, _Misplaced):
        why = f'is "{quote_for_message(author)}", which stands for authors that are not named'
        raise FieldError(ProblemCode.AUTHOR, why, author.hint)
    return author


def _author(text: str) -> str:
    author = clean(text)
    if "{" in author or "}" in author:
        author = _in_braces(author)
    elif is_et_al(author):
        return ET_AL
    return _filled(author)


def _in_braces(text: str) -> str:
    """Return an author with as few braces as mean the same."""
    if brace := unbalanced_brace(text):
        why = f'has a "{brace}" without its counterpart: "{quote_for_message(text)}"'
        both = f"{text}}}" if brace == "{" else f"{{{text}"
        hint = "put both braces around what belongs together, or none"
        if not unbalanced_brace(both):
            hint = f'write "{quote_for_message(tidy_braces(both))}", or leave the brace out'
        raise FieldError(ProblemCode.AUTHOR, why, hint)
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
    """Clean a text of several lines; lines and their indentation stay."""
    lines = ((len(line) - len(line.lstrip(" ")), clean(line)) for line in text.splitlines())
    return "\n".join(f"{' ' * indent}{line}" for indent, line in lines if line).strip()


def _links(links: dict[str, str]) -> dict[str, str]:
    cleaned = {clean(label): url for label, url in links.items()}
    if len(cleaned.keys() - {""}) < len(links):
        raise FieldError(
            ProblemCode.TYPE,
            "has a label that is empty or reads like another one",
            "give each link a label of its own",
        )
    return cleaned


def _reasons(reasons: dict[str, str]) -> dict[str, str]:
    for code, reason in reasons.items():
        if not reason:
            raise FieldError(
                ProblemCode.REASON,
                f"gives no reason for `{quote_for_message(code)}`",
                f'write ignore.{quote_for_message(code)} = "…", with the reason in the quotes',
            )
    return {clean(code): reason for code, reason in reasons.items()}


def _reason(text: str) -> str:
    if not text:
        raise FieldError(ProblemCode.REASON, "gives no reason", "")
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

FieldName = Annotated[str, AfterValidator(_field_name)]

FieldValues = Annotated[tuple[Name, ...], BeforeValidator(_one_or_more)]

OwnFields = Annotated[dict[Id, FieldValues], AfterValidator(_with_values)]

FieldDefinitions = dict[FieldName, FieldDefinition]

Flag = Annotated[bool, Strict()]
