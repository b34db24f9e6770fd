"""What Google documents of structured data, as checks: its own test runs only at Google.

https://developers.google.com/search/docs/appearance/structured-data/dataset and …/carousel
"""

from __future__ import annotations

import re
from typing import Any

#: As Google documents them: property, the shape of its value, whether it is required.
URL = re.compile(r"https?://[^\s]+")
DATASET = {
    "name": (str, True),
    "description": (str, True),
    "creator": (list, False),
    "citation": (str, False),
    "identifier": (URL, False),
    "isAccessibleForFree": (bool, False),
    "keywords": (list, False),
    "license": (URL, False),
    "sameAs": (list, False),
    "temporalCoverage": (re.compile(r"\d{4}/\d{4}"), False),
    "url": (URL, False),
    "distribution": (list, False),
}


def faults_of_dataset(data: dict[str, Any]) -> list[str]:
    """What Google's documentation says against a data set."""
    faults = [name for name, (_, required) in DATASET.items() if required and not data.get(name)]
    if data.get("@context") != "https://schema.org" or data.get("@type") != "Dataset":
        faults.append("type")
    if not 50 <= len(data.get("description", "")) <= 5000:
        faults.append("description")
    own = {name: value for name, value in data.items() if not name.startswith("@")}
    faults += [f"{name} is not documented" for name in own.keys() - DATASET.keys()]
    faults += [name for name, value in own.items() if name in DATASET and not has_form(name, value)]
    return faults


def has_form(name: str, value: Any) -> bool:  # noqa: ANN401
    """Whether the value of a property is one that Google documents."""
    shape = DATASET[name][0]
    if isinstance(shape, re.Pattern):
        return bool(shape.fullmatch(value))
    if type(value) is not shape or value in ("", []):
        return False
    if name == "creator":
        return all(p.get("@type") in {"Person", "Organization"} and p.get("name") for p in value)
    if name == "distribution":
        return all(
            file["@type"] == "DataDownload" and URL.fullmatch(file.get("contentUrl", ""))
            for file in value
        )
    return True


WORKS = {
    *("ScholarlyArticle", "Book", "Thesis", "Report", "Dataset", "SoftwareSourceCode"),
    *("SoftwareApplication", "Course", "PresentationDigitalDocument", "BlogPosting", "WebSite"),
}
"""Types of schema.org that an entry may have: https://schema.org/CreativeWork."""


def faults_of_items(data: dict[str, Any]) -> list[str]:
    """What Google's documentation says against the list of a page that shows all of it."""
    faults = [] if data.get("@type") == "ItemList" else ["type"]
    items = data["itemListElement"]
    if [item["position"] for item in items] != list(range(1, len(items) + 1)):
        faults.append("position")
    urls = [item["item"].get("url") for item in items]
    if len(set(urls)) != len(urls) or not all(URL.fullmatch(url or "") for url in urls):
        faults.append("url")
    if len({url.partition("#")[0] for url in urls if url}) > 1:
        faults.append("urls of several pages")
    for item in items:
        if item["@type"] != "ListItem" or item["item"]["@type"] not in WORKS:
            faults.append("item")
        if not item["item"].get("name"):
            faults.append("name")
    return faults
