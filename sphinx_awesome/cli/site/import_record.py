"""Record of what a site was made of: `imported.json` in its folder.

By it, `new --into` knows again what was read before, whatever was edited since, and which pages
nobody has edited. It is JSON, a line a key, so that two additions merge::

    {
    "version": 1,
    "ids": {"arxiv:2107.02104": "ratchet", "url:https://example.org/ratchet": "ratchet"},
    "sections": {"title:reports": "reports"},
    "pages": {"docs/news.md": "5d41402abc4b2a76b9719d911017c592"}
    }
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from hashlib import blake2b
from pathlib import Path

from ...core.model import AwesomeList, Entry
from ...core.same_work import identity_keys
from ...core.slugs import section_key
from ..common import UsageError, read_or_fail

RECORD_FILE = "imported.json"

RECORD_VERSION = 1

_DIGEST_BYTES = 16


@dataclass(frozen=True, slots=True)
class ImportRecord:
    """Entries that were read of a source, and pages that were made of it."""

    ids: Mapping[str, str] = field(default_factory=dict)
    """Ids that entries got, by what they are known by."""
    sections: Mapping[str, str] = field(default_factory=dict)
    """Ids that sections got, by their headings."""
    pages: Mapping[str, str] = field(default_factory=dict)
    """Digests of pages as they were made, by their paths."""

    def text(self) -> str:
        """Return it as it is stored."""
        tables = {one.name: dict(sorted(getattr(self, one.name).items())) for one in fields(self)}
        return (
            json.dumps({"version": RECORD_VERSION, **tables}, indent=0, ensure_ascii=False) + "\n"
        )

    def with_entries(
        self, awesome_list: AwesomeList, ids: Mapping[str, str], sections: Mapping[str, str]
    ) -> ImportRecord:
        """Return a record that knows the entries of a list too; nothing that it knows changes.

        :param awesome_list: as read of a source.
        :param ids: those that its entries have on the site.
        :param sections: those that its sections have there.
        """
        known = dict(self.ids)
        for entry, keys in keys_of_entries(awesome_list):
            for key in keys if entry.id in ids else ():
                known.setdefault(key, ids[entry.id])
        titles = dict(self.sections)
        for section in awesome_list.sections.values():
            if section.id in sections:
                titles.setdefault(section_key(section.title), sections[section.id])
        return ImportRecord(known, titles, self.pages)


def keys_of_entries(awesome_list: AwesomeList) -> Iterator[tuple[Entry, list[str]]]:
    """Yield each entry with what it is known by, the surest first: also by links of its own.

    :param awesome_list: in which no other entry has these links.
    """
    entries = awesome_list.entries.values()
    urls = Counter(url for entry in entries for url in {*entry.links.values()})
    for entry in entries:
        own = [f"url:{url}" for url in entry.links.values() if urls[url] == 1]
        yield entry, [*identity_keys(entry), *own]


def page_digest(content: str | bytes) -> str:
    """Return what tells whether a page is as it was made; line ends of Windows make no difference.

    :param content: of the file.
    """
    raw = content.encode() if isinstance(content, str) else content
    return blake2b(raw.replace(b"\r\n", b"\n"), digest_size=_DIGEST_BYTES).hexdigest()


def read_record(folder: Path) -> ImportRecord | None:
    """Return the record of a site; None if it was made without one.

    :param folder: of the site.
    :raises UsageError: if the file cannot be understood.
    """
    path = folder / RECORD_FILE
    if not path.exists():
        return None
    hint = "take the version before from git, or delete it: then what was read before is guessed"
    try:
        given = json.loads(read_or_fail(path))
        version = given.pop("version")
        tables = {one.name: given[one.name] for one in fields(ImportRecord)}
        is_good = all(
            isinstance(value, str) for table in tables.values() for value in table.values()
        )
    except (ValueError, RecursionError, LookupError, AttributeError, TypeError):
        raise UsageError(f"{path} is not what new has written", hint) from None
    if not is_good or version != RECORD_VERSION:
        raise UsageError(f"{path} is not what new has written", hint)
    return ImportRecord(**tables)
