"""The variable of mirrors, and where redirects may lead."""

from __future__ import annotations

import pytest

from sphinx_awesome.sources import HOSTS, MirrorError
from sphinx_awesome.sources.mirrors import (
    AddressError,
    Hop,
    Mirror,
    is_loopback,
    next_hop,
    read_mirrors,
)

ARXIV, CROSSREF = "export.arxiv.org", "api.crossref.org"


def test_mirrors_are_read() -> None:
    text = f" {ARXIV}=http://127.0.0.1:8001/arxiv/ ,{CROSSREF}=https://mirror.example.org#pace=0.5"
    assert read_mirrors(text, HOSTS) == {
        ARXIV: Mirror("http://127.0.0.1:8001/arxiv"),
        CROSSREF: Mirror("https://mirror.example.org", 0.5),
    }
    assert read_mirrors("", HOSTS) == read_mirrors("  ", HOSTS) == {}
    assert read_mirrors(f"{ARXIV}=http://[::1]:8001#pace=0", HOSTS)[ARXIV].pace == 0


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("arxiv", "no host with an address"),
        (f"{ARXIV}=", "no host with an address"),
        (f"{ARXIV}=http://a.org,,", "no host with an address"),
        ("export.arxiv.com=http://a.org", 'did you mean "export.arxiv.org"'),
        ("example.org=http://a.org", "no source asks"),
        ("zzzzzzzzzz=http://a.org", "hosts that are asked: aclanthology.org"),
        (f"{ARXIV}=http://a.org,{ARXIV}=http://b.org", "two mirrors"),
        (f"{ARXIV}=127.0.0.1:8001", "neither http nor https"),
        (f"{ARXIV}=ftp://a.org", "neither http nor https"),
        (f"{ARXIV}=file:///etc/passwd", "neither http nor https"),
        (f"{ARXIV}=http://", "neither http nor https"),
        (f"{ARXIV}=http://me:secret@a.org", "user name"),
        (f"{ARXIV}=http://a.org:99999", "cannot be read"),
        (f"{ARXIV}=http://a.org:x", "cannot be read"),
        (f"{ARXIV}=http://[::1", "cannot be read"),
        (f"{ARXIV}=http://a.org:0", "host or port"),
        (f"{ARXIV}=http://a_b%20.org", "host or port"),
        (f"{ARXIV}=http://a.org/x?y=1", "more than host, port and path"),
        (f"{ARXIV}=http://a.org/x?", "more than host, port and path"),
        (f"{ARXIV}=http://a.org/x y", "more than host, port and path"),
        (f"{ARXIV}=http://a.org#", "unknown setting"),
        (f"{ARXIV}=http://a.org#pace=-1", "unknown setting"),
        (f"{ARXIV}=http://a.org#pace=٣", "unknown setting"),
        (f"{ARXIV}=http://a.org#fast", "write #pace=SECONDS"),
    ],
)
def test_what_cannot_be_understood_is_said(text: str, what: str) -> None:
    with pytest.raises(MirrorError, match=what) as caught:
        read_mirrors(text, HOSTS)
    assert "secret" not in str(caught.value)
    assert str(caught.value) == f"{caught.value.what}; {caught.value.hint}"


@pytest.mark.parametrize(
    ("base", "is_private"),
    [
        ("http://127.0.0.1:1", True),
        ("http://127.9.9.9", True),
        ("http://localhost/x", True),
        ("http://[::1]", True),
        ("https://mirror.example.org", True),
        ("http://mirror.example.org", False),
        ("http://10.0.0.1", False),
    ],
)
def test_where_a_token_may_go(base: str, is_private: bool) -> None:  # noqa: FBT001
    assert Mirror(base).is_private is is_private
    assert not is_loopback("8.8.8.8")


OWN = frozenset({ARXIV, "arxiv.org"})
HOP = Hop(ARXIV, "/api/query?id_list=1")
MIRRORS = {
    ARXIV: Mirror("http://127.0.0.1:8001/export"),
    CROSSREF: Mirror("http://127.0.0.1:8001/crossref"),
}


@pytest.mark.parametrize(
    ("location", "url"),
    [
        ("https://arxiv.org/api", "https://arxiv.org/api"),
        ("https://arxiv.org", "https://arxiv.org/"),
        ("https://EXPORT.arxiv.org:443/a?b=c#d", f"https://{ARXIV}/a?b=c"),
        ("/other?x=1", f"https://{ARXIV}/other?x=1"),
        ("other", f"https://{ARXIV}/api/other"),
        ("//arxiv.org/x", "https://arxiv.org/x"),
    ],
)
def test_redirects_to_own_hosts_are_followed(location: str, url: str) -> None:
    assert next_hop(HOP, location, OWN, {}).url == url
    assert next_hop(HOP, location, OWN, MIRRORS).url == url


def test_a_mirror_may_name_its_own_address() -> None:
    for location in ("http://127.0.0.1:8001/export/x?y", "/export/x?y"):
        assert next_hop(HOP, location, OWN, MIRRORS) == Hop(ARXIV, "/x?y")
    assert next_hop(HOP, "http://127.0.0.1:8001/export", OWN, MIRRORS) == Hop(ARXIV, "/")
    for location in ("http://127.0.0.1:8001/crossref/x", "http://127.0.0.1:8001/exported"):
        with pytest.raises(AddressError, match="not its own"):
            next_hop(HOP, location, OWN, MIRRORS)


@pytest.mark.parametrize(
    "location",
    [
        "http://arxiv.org/x",
        "https://arxiv.org:8443/x",
        "https://me@arxiv.org/x",
        "https://arxiv.org.example.org/x",
        "https://example.org/",
        "https://10.0.0.1/",
        "http://127.0.0.1:8001/export/x",
        "http://169.254.169.254/latest/meta-data",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "ftp://arxiv.org/x",
        "https://[::1/",
        "https://arxiv.org:x/",
        "",
        "https://arxiv.org/" + "x" * 3000,
        "https://arxiv.org/\r\nX: y",
        "https://arxiv.org/é",
    ],
)
def test_redirects_elsewhere_are_not(location: str) -> None:
    with pytest.raises(AddressError):
        next_hop(HOP, location, OWN, {})
