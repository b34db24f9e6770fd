"""What search engines read about the list: schema.org data in JSON-LD.

Properties and their limits are those of Google's pages on structured data: Dataset
(https://developers.google.com/search/docs/appearance/structured-data/dataset) and Carousel
(https://developers.google.com/search/docs/appearance/structured-data/carousel).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any

from ..core import links
from ..core.facts import Facts
from ..core.model import AwesomeList, Entry, Maintainer

CONTEXT = "https://schema.org"
#: Bounds of a data set's description, in characters.
SHORTEST, LONGEST = 50, 5000

_CREATIVE_COMMONS = re.compile(r"CC-(?P<terms>BY(?:-[A-Z]{2})*)-(?P<version>[1-4]\.\d)")
_SPDX = re.compile(r"[A-Za-z0-9][A-Za-z0-9.+-]*")
#: JSON in HTML: none of these can then end the element or start a comment, and a script that
#: reads it as JavaScript finds no line ends.
_ESCAPES = {ord(c): f"\\u{ord(c):04x}" for c in "<>&\u2028\u2029"}


def script(data: Mapping[str, Any]) -> str:
    """Data as an element of a page."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPES)
    return f'<script type="application/ld+json">{text}</script>\n'


def licence_url(licence: str) -> str:
    """The address of a licence, by its SPDX identifier; "" for what is none.

    >>> licence_url("CC-BY-SA-4.0")
    'https://creativecommons.org/licenses/by-sa/4.0/'
    """
    if licence.startswith("https://") and not links.why_not_url(licence):
        return licence
    if licence == "CC0-1.0":
        return "https://creativecommons.org/publicdomain/zero/1.0/"
    if found := _CREATIVE_COMMONS.fullmatch(licence):
        return f"https://creativecommons.org/licenses/{found['terms'].lower()}/{found['version']}/"
    return f"https://spdx.org/licenses/{licence}.html" if _SPDX.fullmatch(licence) else ""


def dataset(
    whole: AwesomeList, description: str, address: str, files: Iterable[tuple[str, str]]
) -> dict[str, Any] | None:
    """The list as a data set; None if it has no name, or too little is said about it.

    :param description: plain text.
    :param address: of the home page, or "" if it is not known.
    :param files: media type and address of each form in which the list can be downloaded.
    """
    if not whole.title or len(description) < SHORTEST:
        return None
    years = [count.year for count in Facts.of(whole.papers()).years if count.papers]
    cite = whole.cite
    same = dict.fromkeys(url for url in (whole.repository, whole.homepage) if url)
    data: dict[str, Any] = {
        "@context": CONTEXT,
        "@type": "Dataset",
        "@id": f"{address}#list" if address else "",
        "name": whole.title,
        "description": description[:LONGEST],
        "url": address,
        "sameAs": [url for url in same if url != address],
        "license": licence_url(whole.licence),
        "creator": list(map(_person, whole.maintainers)),
        "identifier": f"https://doi.org/{cite.doi}" if cite and cite.doi else "",
        "keywords": [section.title for section in whole.sections.values() if section.title],
        "temporalCoverage": f"{years[0]}/{years[-1]}" if years else "",
        "isAccessibleForFree": True,
        "distribution": [
            {"@type": "DataDownload", "encodingFormat": media, "contentUrl": url}
            for media, url in files
        ],
    }
    return _filled(data)


def item_list(name: str, papers: Iterable[tuple[Entry, str]]) -> dict[str, Any]:
    """The papers of a page.

    Their authors are left out: they would double the data, and stand on the page, in its
    downloads and in the record to which ``sameAs`` leads.

    :param papers: in the order of the page, each with its own address, or "" if not known.
    """
    items = [
        {"@type": "ListItem", "position": place, "item": _article(paper, address)}
        for place, (paper, address) in enumerate(papers, 1)
    ]
    return {
        "@context": CONTEXT,
        "@type": "ItemList",
        "name": name,
        "numberOfItems": len(items),
        "itemListElement": items,
    }


def _article(paper: Entry, address: str) -> dict[str, Any]:
    data = {"@type": "ScholarlyArticle", "url": address, "name": paper.title}
    if year := paper.latest.year:
        data["datePublished"] = str(year)
    own = paper.url
    if own and not links.why_not_url(own):
        data["sameAs"] = own
    if not address:
        del data["url"]
    return data


def _person(maintainer: Maintainer) -> dict[str, Any]:
    """Without the e-mail address, which robots would gather."""
    url = maintainer.url
    return _filled(
        {
            "@type": "Person",
            "name": maintainer.name,
            "url": url if url and not links.why_not_url(url) else "",
        }
    )


def _filled(data: dict[str, Any]) -> dict[str, Any]:
    """Without what is empty."""
    return {key: value for key, value in data.items() if value not in ("", [])}
