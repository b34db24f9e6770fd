"""Texts that say what they are: `Authors: …`, `Key Word: …`, `TL;DR: …`."""

from __future__ import annotations

import re

from ...core.text import fold
from .labels import is_label

_LABELLED = re.compile(
    r"^[^\w\[(]*(?P<label>[^\W\d_][\w /&-]{1,24}?)\s*(?:[:：]|(?<=[Tt][Ll][Dd][Rr])\s)\s*",
    re.UNICODE,
)
_LABELS = {
    "authors": "author, authors, by, 作者",
    "venue": "venue, conference, journal, published, publisher, publication, publish, "
    "published in, published at, accepted, accepted by, source, 会议",
    "date": "date, year, time, published date, submitted, 日期, 年份",
    "tags": "key word, key words, keyword, keywords, key, tag, tags, topic, topics, task, tasks, "
    "关键词",
    "abstract": "abstract, digest, tldr, tl dr, tl;dr, summary, 摘要",
    "title": "title, paper title, 标题",
    "note": "award, intro, introduction, comment, comments, note, notes, remark, institution, "
    "institutions, affiliation, affiliations, env, environment, contribution",
}
_SAYS = {label: says for says, labels in _LABELS.items() for label in labels.split(", ")}


def labelled(text: str) -> tuple[str, str] | None:
    """What a text says that it is, and the rest of it; None if it says nothing of itself.

    :returns: `authors`, `venue`, `date`, `tags`, `abstract`, `title` or `note`.
    """
    match = _LABELLED.match(text[:60])
    if match is None:
        return None
    says = _SAYS.get(fold(match["label"]).replace("-", " ").strip())
    return (says, text[match.end() :]) if says else None


def last_label(text: str) -> str:
    """The label before a bare address: `code: https://…`."""
    match = re.search(r"([^\W\d_][\w -]{1,24}?)\s*[:：]\s*\Z", text)
    return match[1].split(",")[-1].strip() if match and is_label(match[1]) else ""


def only_label(text: str) -> bool:
    """Whether a text only announces a link, or is one that leads nowhere: `Code:`, `Paper`."""
    parts = (part for part in re.split(r"[\[\]|/,;:·•()（）]+", text) if part.strip())
    return len(text) <= 60 and all(is_label(part) for part in parts)
