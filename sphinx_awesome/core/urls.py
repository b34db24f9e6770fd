"""Addresses: which may be published, and where the files beside a list are on the web."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import quote, unquote, urljoin, urlsplit

from .text import invisible_characters

URL_CHARS = 2048

# What RFC 3986 allows in an address, and the letters beyond ASCII that RFC 3987 adds. Quotes,
# angle brackets, back slashes, spaces and controls are not among them.
_ALLOWED = re.compile(r"[A-Za-z0-9\-._~:/?#\[\]@!$&()*+,;=%\u00a0-\U0010ffff]*")

# Nearly all addresses: nothing in them needs a closer look.
_PLAIN = re.compile(
    r"https?://(?=[^/]{,63}(?:/|\Z))[a-z0-9]+(?:[.-][a-z0-9]+)*\.[a-z]+"
    r"(?:/[A-Za-z0-9\-._~:/?#\[\]@!$&()*+,;=]*)?"
)

_BAD_ESCAPE = re.compile(r"%(?![0-9A-Fa-f]{2})")

_HOST = re.compile(r"(?!-)[^\W_](?:[\w-]{0,61}[^\W_])?(?:\.(?!-)[^\W_](?:[\w-]{0,61}[^\W_])?)+")

# The last label of a host that is an IPv4 address or nothing ("ends in a number checker"): digits,
# or 0x with hexadecimal digits or without. Digits of other scripts that do not fold to ASCII are
# letters of a name, as in every other label.
_NUMBER = re.compile(r"[0-9]+|0x[0-9a-f]*")

_IDEOGRAPHIC_STOPS = str.maketrans(dict.fromkeys("\u3002\uff0e\uff61", "."))


def url_error(url: str) -> str:
    """Return why an address may not be published, or "".

    One rule for every reader and for the renderer: http or https, a host that is a name with a
    dot and no number, no user name, and only the characters and escapes of RFC 3986 and RFC 3987,
    less the apostrophe and all that cannot be seen.

    :param url: as written.
    """
    if len(url) > URL_CHARS:
        return f"it is longer than {URL_CHARS} characters"
    return "" if _PLAIN.fullmatch(url) else _url_error(url)


def _url_error(url: str) -> str:
    """Return the same; this one is not cached."""
    scheme, separator, rest = url.partition("://")
    if not separator or scheme.lower() not in {"http", "https"}:
        return "it does not start with http:// or https://"
    if bad := _first_bad(rest):
        shown = bad if bad.isprintable() and not bad.isspace() else f"U+{ord(bad):04X}"
        return f"it holds the character {shown}, which must be written as an escape such as %20"
    if _BAD_ESCAPE.search(rest):
        return "a % in it is not followed by two hexadecimal digits"
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return "its host or port cannot be read"
    if "@" in parts.netloc:
        return "it holds a user name"
    if number := _why_not_number(parts.netloc, host):
        return number
    name = host.removesuffix(".")
    mapped = _mapped(name)
    is_name = _HOST.fullmatch(name) and _HOST.fullmatch(mapped)
    # One character may stand for several, among them a dot: U+2488 for `1.`, which none allows.
    if not is_name or mapped.count(".") != name.count(".") or port == 0:
        return "its host is not a name with a dot in it"
    return ""


def has_numeric_host(url: str) -> bool:
    """Return True if the host of an address is an IP address, or ends in a number as one does.

    :param url: as written.
    """
    try:
        parts = urlsplit(url)
        return bool(_why_not_number(parts.netloc.rpartition("@")[2], parts.hostname or ""))
    except ValueError:
        return False


def _why_not_number(netloc: str, host: str) -> str:
    """Return why a host is refused for being an IP address or a number, or "" if it is neither.

    Source: the host parser of the URL Standard, https://url.spec.whatwg.org/#host-parsing.

    :param netloc: host and port as written, without a user name.
    :param host: the same without port and brackets, in lower case.
    """
    if netloc.startswith("["):
        return _an_address(f"[{host}]")
    labels = _mapped(unquote(host)).removesuffix(".").split(".")
    if not _NUMBER.fullmatch(labels[-1]):
        return ""
    address = _ipv4(labels)
    if address is None:
        return "its host ends in a number, as only an IP address does, and it is none"
    return _an_address(address)


def _an_address(shown: str) -> str:
    return f"its host is the IP address {shown}, and an IP address does not belong in a list"


def _mapped(host: str) -> str:
    """Return a host as browsers see it: full width and other compatible forms made plain.

    An approximation of UTS #46 that agrees with it on all that becomes an ASCII digit or a dot.
    """
    if host.isascii():
        return host.lower()
    return unicodedata.normalize("NFKC", host.translate(_IDEOGRAPHIC_STOPS)).lower()


def _ipv4(labels: list[str]) -> str | None:
    """Return the IPv4 address that labels spell, with four decimal numbers; None if none.

    Each may be decimal, octal (``0177``) or hexadecimal (``0x7f``); the last fills the bytes that
    are left. Source: https://url.spec.whatwg.org/#concept-ipv4-parser.
    """
    numbers = [_ipv4_number(label) for label in labels]
    *first, last = (-1 if number is None else number for number in numbers)
    if len(labels) > 4 or not all(0 <= number < 256 for number in first):
        return None
    if not 0 <= last < 256 ** (5 - len(labels)):
        return None
    value = last + sum(number << 8 * (3 - place) for place, number in enumerate(first))
    return ".".join(str(byte) for byte in value.to_bytes(4, "big"))


def _ipv4_number(label: str) -> int | None:
    """Return the number that a label of an IPv4 address spells; None if it spells none."""
    digits, base, allowed = label, 10, "0123456789"
    if label.startswith("0x"):
        digits, base, allowed = label[2:], 16, "0123456789abcdef"
    elif label.startswith("0") and len(label) > 1:
        digits, base, allowed = label[1:], 8, "01234567"
    if not label or digits.strip(allowed):
        return None
    return int(digits or "0", base)


def _first_bad(text: str) -> str:
    """Return the first character that no address may hold as such, or ""."""
    if _ALLOWED.fullmatch(text) and text.isascii():
        return ""
    return next(
        (c for c in text if not _ALLOWED.fullmatch(c) or c.isspace() or invisible_characters(c)), ""
    )


def lookalike_host(url: str) -> tuple[str, str] | None:
    """Return both spellings of a host beyond ASCII (``xn--…`` and as shown), or None.

    Such a host is allowed, but it can pass for another one. Call with a good address.

    :param url: one that may be published.
    """
    host = urlsplit(url).hostname or ""
    try:
        encoded = host.encode("idna").decode("ascii")
        shown = encoded.encode("ascii").decode("idna")
    except UnicodeError:
        return (host, host)
    return (encoded, shown) if encoded != shown or not host.isascii() else None


# Files that lists keep beside themselves. What has no path before it could also be a host.
_FILE = re.compile(
    r"(?:(?:\.{1,2}/|/(?!/))[^?#]+"
    r"|(?:[^.:/?#]+/)*[^:/?#]+\.(?:bib|docx?|html?|ipynb|md|pdf|pptx?|py|txt|zip|png|jpe?g))"
    r"(?:#[^#]*)?",
    re.IGNORECASE,
)

_HEAD = "/blob/HEAD/"


def blob_base_url(repository: str) -> str:
    """Return where a forge shows the files of a repository's main branch, or "" if unknown.

    :param repository: address of its web page.

    >>> blob_base_url("https://github.com/me/my-list")
    'https://github.com/me/my-list/blob/HEAD/'
    """
    host = urlsplit(repository).hostname or ""
    if host == "github.com":
        return f"{repository}{_HEAD}"
    return f"{repository}/-{_HEAD}" if host.startswith("gitlab.") else ""


def source_url(repository: str, ref: str, path: str, line: int | None = None) -> str:
    """Return where a forge shows a file as it is written, or "" if its addresses are not known.

    Known are GitHub, GitLab, and Gitea and Forgejo as Codeberg runs it. Markdown is shown as text,
    in which alone lines have addresses.

    :param repository: address of the repository.
    :param ref: a branch, or ``HEAD`` for the main one.
    :param path: of the file, from the root of the repository.
    :param line: to show, from 1; None for the whole file.

    >>> source_url("https://github.com/me/my-list", "HEAD", "entries/a.toml", 7)
    'https://github.com/me/my-list/blob/HEAD/entries/a.toml#L7'
    >>> source_url("https://codeberg.org/me/my-list", "main", "README.md", 7)
    'https://codeberg.org/me/my-list/src/branch/main/README.md?display=source#L7'
    """
    base = repository.rstrip("/").removesuffix(".git")
    host = urlsplit(base).hostname or ""
    plain = "plain=1"
    if host == "github.com":
        folder = "blob"
    elif host.startswith("gitlab."):
        folder = "-/blob"
    elif host == "codeberg.org" or host.startswith(("gitea.", "forgejo.")):
        # Which of a branch, a tag and a commit it is, is said there; the main branch is a commit.
        folder = "src/commit" if ref == "HEAD" else "src/branch"
        plain = "display=source"
    else:
        return ""
    query = f"?{plain}" if path.lower().endswith((".md", ".markdown")) else ""
    fragment = f"#L{line}" if line else ""
    return f"{base}/{folder}/{quote(ref)}/{quote(path)}{query}{fragment}"


def is_relative_file(address: str) -> bool:
    """Return whether an address names a file relative to the file that links to it.

    :param address: the target of a link.
    """
    return bool(_FILE.fullmatch(address))


def resolve_file_url(address: str, folder: str) -> str:
    """Return the absolute address of a file named relative to a folder, or "" if it is no file.

    :param address: the target of a link.
    :param folder: as :func:`files_of` gives it, or one below; a leading slash starts above it, at
        the repository's root, or in the folder if that tells no root. If it is "", nothing is
        known.

    >>> resolve_file_url("../a.pdf", "https://github.com/me/my-list/blob/HEAD/docs/")
    'https://github.com/me/my-list/blob/HEAD/a.pdf'
    """
    if not folder or not is_relative_file(address):
        return ""
    if address.startswith("/"):
        root, head, _ = folder.partition(_HEAD)
        folder, address = root + head, address[1:]
    return urljoin(folder, f"./{address}")


_PDF = re.compile(r"\.pdf(?:$|[?#])|/pdf[/?]|type=pdf", re.IGNORECASE)


def is_pdf(url: str) -> bool:
    """Return True if an address says that it leads to a PDF.

    :param url: any.

    >>> is_pdf("https://openreview.net/pdf?id=x"), is_pdf("https://example.org/a.PDF?download=1")
    (True, True)
    """
    return _PDF.search(url) is not None
