"""Writing CSL-JSON, which Zotero, pandoc and every citation processor read.

Terms: the schema `csl-data.json` of https://github.com/citation-style-language/schema and
https://docs.citationstyles.org/en/stable/specification.html#appendix-iii-types.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from ..core.model import AwesomeList, Entry
from ..core.person_names import PersonName
from ..core.reference import Reference, WorkType, reference_of
from ..core.venues import Venues

_encode = json.JSONEncoder(ensure_ascii=False).encode

_TYPES = {
    WorkType.PROCEEDINGS: "paper-conference",
    WorkType.ARTICLE: "article-journal",
    WorkType.PREPRINT: "article",
    WorkType.BOOK: "book",
    WorkType.THESIS: "thesis",
    WorkType.REPORT: "report",
    WorkType.DATASET: "dataset",
    WorkType.SOFTWARE: "software",
    WorkType.MODEL: "software",
    WorkType.COURSE: "document",
    WorkType.TALK: "speech",
    WorkType.POST: "post-weblog",
    WorkType.WEBSITE: "webpage",
    WorkType.OTHER: "document",
}


_CUSTOM = "custom."


def item(cited: Reference) -> dict[str, Any]:
    """Return a paper as a CSL item. What its type has no variable for stands under `custom`.

    :param cited: the paper.
    """
    is_preprint = cited.work is WorkType.PREPRINT
    texts = {name: ", ".join(values) for name, values in cited.texts_in("json")}
    own_fields = {name: list(values) for name, values in cited.own_fields.items()}
    custom = {n.removeprefix(_CUSTOM): text for n, text in texts.items() if n.startswith(_CUSTOM)}
    fields: dict[str, Any] = {
        "id": cited.id,
        "type": _TYPES[cited.work],
        "title": cited.title,
        "author": [dict(_name(name)) for name in cited.authors],
        "container-title": "" if is_preprint else cited.container,
        "publisher": (cited.container if is_preprint else "") or cited.publisher,
        "genre": cited.degree,
        "issued": {"date-parts": [[cited.year]]} if cited.year else None,
        "number": f"arXiv:{cited.arxiv}" if cited.is_on_arxiv_alone else "",
        "DOI": cited.doi,
        "URL": cited.url,
        **{name: text for name, text in texts.items() if not name.startswith(_CUSTOM)},
        "custom": ({"arxiv": cited.arxiv} if cited.arxiv else {}) | custom | own_fields,
    }
    return {name: value for name, value in fields.items() if value}


@lru_cache(2**16)
def _name(name: PersonName) -> Mapping[str, str]:
    if not name.given:
        return {"literal": str(name)}
    parts = {"family": name.family, "given": name.given, "suffix": name.suffix}
    return {part: value for part, value in parts.items() if value}


def write(entry: Entry, venues: Venues) -> str:
    """Write a paper as an object on one line."""
    return record(reference_of(entry, venues))


def record(cited: Reference) -> str:
    """Write what is cited."""
    return _encode(item(cited))


def write_all(awesome_list: AwesomeList) -> str:
    """Write the papers of a list as an array, a line a paper."""
    return join(write(entry, awesome_list.venues) for entry in awesome_list.papers())


def join(records: Iterable[str]) -> str:
    """Return the array of some objects.

    :param records: the objects, as JSON on one line each.
    """
    items = ",\n".join(records)
    return f"[\n{items}\n]\n" if items else "[]\n"


def split(text: str) -> list[str]:
    """Return the objects of an array that :func:`join` has made.

    :param text: as written, one object a line.
    """
    return text.removeprefix("[\n").removesuffix("\n]\n").split(",\n") if "\n" in text[:-1] else []
