"""JSON, XML and the `citation_*` tags of web pages, read from bytes; total, and bounded.

It must not know any source. Bytes are decoded as the form says, never as a server guesses.
"""

from __future__ import annotations

import html
import json
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from xml.parsers import expat

from .exchange import AnswerForm, MalformedError, Response

# -- JSON ----------------------------------------------------------------------------------------


def read_json(body: bytes) -> object:
    """Return the value of JSON in UTF-8.

    :raises MalformedError: if it is not JSON.
    """
    try:
        return json.loads(body.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise MalformedError("no JSON") from None


def member(value: object, *keys: str) -> Any:  # noqa: ANN401  (JSON of any shape)
    """Return the member below nested keys; None if there is none."""
    for key in keys:
        if not isinstance(value, dict):
            return None
        value = value.get(key)
    return value


def members(value: object, *keys: str) -> list[Any]:
    """Return the list below nested keys; an empty one if there is none."""
    items = member(value, *keys)
    return items if isinstance(items, list) else []


def first_member(value: object, *keys: str) -> Any:  # noqa: ANN401
    """Return the first item of the list below nested keys; None if there is none."""
    return next(iter(members(value, *keys)), None)


# -- XML -----------------------------------------------------------------------------------------

_MAX_DEPTH_LEVELS = 50

_MAX_ELEMENTS_ITEMS = 200_000


@dataclass(slots=True)
class XmlElement:
    """An element of XML. Its name is its namespace, a space, and its own name."""

    name: str
    attributes: Mapping[str, str] = field(default_factory=dict)
    parts: list[str | XmlElement] = field(default_factory=list)
    """Texts and elements directly in it, in order."""

    @property
    def text(self) -> str:
        """All text in it, with that of its descendants."""
        return "".join(part if isinstance(part, str) else part.text for part in self.parts)

    def all(self, name: str) -> Iterator[XmlElement]:
        """Yield its children of a name.

        :param name: namespace, a space, and name.
        """
        for part in self.parts:
            if isinstance(part, XmlElement) and part.name == name:
                yield part

    def first(self, name: str) -> str:
        """Return the text of the first child of a name; "" if there is none."""
        return next((child.text for child in self.all(name)), "")


def read_xml(body: bytes) -> XmlElement:
    """Return the root element of XML. No entity may be declared, and nothing is loaded.

    :raises MalformedError: if it is not XML, declares an entity, is too large or too deep.
    """
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    root = XmlElement("")
    stack = [root]
    room = _MAX_ELEMENTS_ITEMS

    def start(name: str, attributes: dict[str, str]) -> None:
        """Open an element.

        :raises MalformedError: if there are too many.
        """
        nonlocal room
        room -= 1
        if len(stack) > _MAX_DEPTH_LEVELS or not room:
            raise MalformedError("XML of too many elements")
        element = XmlElement(name, attributes)
        stack[-1].parts.append(element)
        stack.append(element)

    def characters(text: str) -> None:
        stack[-1].parts.append(text)

    def declare(*_: object) -> None:
        """Refuse an entity.

        :raises MalformedError: always.
        """
        raise MalformedError("XML that declares an entity")

    parser.StartElementHandler = start
    parser.EndElementHandler = lambda _: stack.pop()
    parser.CharacterDataHandler = characters
    parser.EntityDeclHandler = declare
    try:
        parser.Parse(body, True)
    except (expat.ExpatError, ValueError, LookupError):
        raise MalformedError("no XML") from None
    return next(part for part in root.parts if isinstance(part, XmlElement))


# -- web pages -----------------------------------------------------------------------------------

_HEAD_BYTES = 512 * 1024

_MAX_TAGS_ITEMS = 10_000

# Quotes without an end take all that follows: no part of a page is matched twice.
_META = re.compile(
    r"""<meta(?=[\s/])(?P<attributes>(?:[^"'>]|"[^"]*+(?:"|\Z)|'[^']*+(?:'|\Z))*+)(?:>|\Z)""",
    re.IGNORECASE,
)

_ATTRIBUTE = re.compile(
    r"""(?P<key>[a-z:_-]{1,40})\s*+=\s*+(?:"(?P<double>[^"]*+)"|'(?P<single>[^']*+)'|(?P<bare>[^\s"'>]++))""",
    re.IGNORECASE,
)


def read_tags(body: bytes) -> dict[str, list[str]]:
    """Return the contents of a page's `<meta>` tags by name in lower case, in order.

    Attributes may stand in either order, and without quotes, as minifiers leave them.
    Source: https://scholar.google.com/intl/en/scholar/inclusion.html#indexing

    :raises MalformedError: if no `citation_title` is among them.
    """
    text = _head(body)
    contents: dict[str, list[str]] = defaultdict(list)
    for number, match in enumerate(_META.finditer(text)):
        if number > _MAX_TAGS_ITEMS:
            break
        given = {
            one["key"].lower(): one["double"] or one["single"] or one["bare"] or ""
            for one in _ATTRIBUTE.finditer(match["attributes"])
        }
        name = given.get("name") or given.get("property") or ""
        if name and given.get("content"):
            contents[name.lower()].append(html.unescape(given["content"]))
    if not contents.get("citation_title"):
        raise MalformedError("a page without citation_title")
    return dict(contents)


def _head(body: bytes) -> str:
    """Return the text of a page's head: as UTF-8 if possible, whatever the page declares."""
    end = body[:_HEAD_BYTES].lower().find(b"</head>")
    head = body[: end if end >= 0 else _HEAD_BYTES]
    for encoding in ("utf-8", "cp1252"):
        try:
            return head.decode(encoding)
        except UnicodeDecodeError:
            continue
    return head.decode("utf-8", "replace")


_PAGE_START = re.compile(
    rb"\s*(?:\xef\xbb\xbf)?\s*<(?:!doctype\s+html|html[\s>]|head[\s>])", re.IGNORECASE
)


def is_page(response: Response) -> bool:
    """Return True if a response is a web page by its first bytes or by its media type."""
    return bool(_PAGE_START.match(response.body)) or (
        response.type.lower().startswith(("text/html", "application/xhtml"))
    )


def is_expected(form: AnswerForm, response: Response) -> bool:
    """Return True unless a response is a web page where another form was asked for.

    Captive portals, barriers against robots and servers under repair answer every request so.
    """
    return form is AnswerForm.HTML or not is_page(response)
