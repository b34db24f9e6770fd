"""A file in its canonical form, or the reason why it cannot be had without losing anything."""

from __future__ import annotations

import dataclasses
from collections import Counter

from ...core.problem import Code, Problem, Severity, Span
from .documents import Comments, Document
from .reader import read
from .tokens import comments
from .writer import write


def canonical(text: str, path: str) -> tuple[str | None, list[Problem]]:
    """The one canonical form of a file's text.

    What was written is read again: only a text that says the same, with every comment, is given.

    :param path: as problems shall name it; its name says of which kind the file is.
    :return: None with the errors for which the file cannot be rewritten; with a text, the warnings.
    """
    document, problems = read(text, path)
    if any(problem.severity is Severity.ERROR for problem in problems):
        return None, problems
    written = write(document)
    if _says(written, path) != (_values(document), _words(text)):
        message = "the canonical form of the file would not say the same: it stays as it is"
        hint = "please report this, with the file"
        return None, [*problems, Problem(Code.FILE, message, Span(path), hint)]
    return written, problems


def _says(text: str, path: str) -> tuple[Document, Counter[str]]:
    return _values(read(text, path)[0]), _words(text)


def _values(document: Document) -> Document:
    """A document without comments, which may stand elsewhere in its canonical form."""
    blocks = tuple(dataclasses.replace(block, comments=Comments()) for block in document.blocks)
    return dataclasses.replace(document, blocks=blocks, comments=Comments())


def _words(text: str) -> Counter[str]:
    """The words of all comments: two beside one value become one comment."""
    return Counter(word for comment in comments(text) for word in comment.split())
