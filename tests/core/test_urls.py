from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sphinx_awesome.core.model import LINK_LABELS
from sphinx_awesome.core.urls import (
    URL_CHARS,
    _url_error,
    blob_base_url,
    has_numeric_host,
    is_pdf,
    is_relative_file,
    lookalike_host,
    resolve_file_url,
    source_url,
    url_error,
)

SCHEME = "it does not start with http:// or https://"
HOST = "its host is not a name with a dot in it"
USER = "it holds a user name"
READ = "its host or port cannot be read"
ESCAPE = "a % in it is not followed by two hexadecimal digits"


def holds(character: str) -> str:
    return f"it holds the character {character}, which must be written as an escape such as %20"


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org",
        "https://example.org/",
        "http://example.org:8080/a/b;c=1,2?d=[e]&f=%C3%A9#g",
        "HTTPS://EXAMPLE.ORG/",
        "https://example.org./",
        "https://xn--80ak6aa92e.com/",
        "https://müller.example/straße?ä=ö",
        "https://例え.jp/論文",
        "https://a-b.c-d.org/~user/!$&()*+,;=:@",
        "https://example.org/a//b/../c",
        "https://3d.example.com/",
        "https://1.example.org/",
        "https://1.2.3.4.example.org/",
        "https://127.0.0.1.nip.io/",
        "https://0x7f.example.org",
        "https://example.xn--p1ai/",
        "https://a.1com/",
        "https://a.com1/",
        "https://a.1-2/",
        "https://a.0xg/",
        "https://a.x0/",
        "https://a.09a./",
        "https://4.icu:8443/?a=1.2.3.4",
        "https://a.\u0663/",
        "https://\uff45xample.org/",
    ],
)
def test_publishable_addresses_have_no_error(url: str) -> None:
    assert url_error(url) == ""


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("", SCHEME),
        ("example.org", SCHEME),
        ("//example.org/", SCHEME),
        ("/a", SCHEME),
        ("#a", SCHEME),
        ("javascript:alert(1)", SCHEME),
        ("javascript://example.org/%0aalert(1)", SCHEME),
        ("JaVaScRiPt:alert(1)", SCHEME),
        ("java\nscript:alert(1)", SCHEME),
        (" https://example.org/", SCHEME),
        ("\x01https://example.org/", SCHEME),
        ("data:text/html,<script>alert(1)</script>", SCHEME),
        ("vbscript:msgbox(1)", SCHEME),
        ("file:///etc/passwd", SCHEME),
        ("ftp://example.org/", SCHEME),
        ("mailto:ada@example.org", SCHEME),
        ("blob:https://example.org/1", SCHEME),
        ("view-source:https://example.org/", SCHEME),
        ("https:example.org", SCHEME),
        ("https:/example.org", SCHEME),
        ("https:\\\\example.org", SCHEME),
        ("ｈttps://example.org/", SCHEME),
        ("https://", HOST),
        ("https:///a", HOST),
        ("https:////example.org/", HOST),
        ("https://localhost/", HOST),
        ("https://.org/", HOST),
        ("https://example..org/", HOST),
        ("https://-a.org/", HOST),
        ("https://a-.org/", HOST),
        ("https://a_b.org_/", HOST),
        ("https://" + "a" * 64 + ".org/", HOST),
        ("https://%65xample.org/", HOST),
        ("https://example.org:0/", HOST),
        ("https://?a.b", HOST),
        ("https://#a.b", HOST),
        ("https://[example.org/", READ),
        ("https://example.org:x/", READ),
        ("https://example.org:99999/", READ),
        ("https://\u2100.org/", READ),
        ("https://user@example.org/", USER),
        ("https://user:password@example.org/", USER),
        ("https://example.org@evil.example/", USER),
        ("https://:@example.org/", USER),
        ("https://example.org/a b", holds("U+0020")),
        ("https://example.org/\t", holds("U+0009")),
        ("https://example.org/\n", holds("U+000A")),
        ("https://example.org/\0", holds("U+0000")),
        ("https://example.org/\x7f", holds("U+007F")),
        ("https://example.org/\\evil", holds("\\")),
        ("https://example.org\\@evil.example/", holds("\\")),
        ('https://example.org/"onload="x', holds('"')),
        ("https://example.org/'x", holds("'")),
        ("https://example.org/<b>", holds("<")),
        ("https://example.org/`x`", holds("`")),
        ("https://example.org/{x}", holds("{")),
        ("https://example.org/a|b^c", holds("|")),
        ("https://example.org/\xa0", holds("U+00A0")),
        ("https://example.org/\u202egpj.exe", holds("U+202E")),
        ("https://example.org/\u200b", holds("U+200B")),
        ("https://example.org/\ud800", holds("U+D800")),
        ("https://example.org/100%", ESCAPE),
        ("https://example.org/%zz", ESCAPE),
        ("https://example.org/%2", ESCAPE),
        ("https://example.org/" + "a" * URL_CHARS, f"it is longer than {URL_CHARS} characters"),
    ],
)
def test_refused_addresses_have_a_reason(url: str, why: str) -> None:
    assert url_error(url) == why


IP = "its host is the IP address {}, and an IP address does not belong in a list".format
NO_IP = "its host ends in a number, as only an IP address does, and it is none"
LOCAL = IP("127.0.0.1")


# In the classes of the tests of the URL Standard, url/resources/urltestdata.json in
# https://github.com/web-platform-tests/wpt.
@pytest.mark.parametrize(
    ("host", "why"),
    [
        *((host, LOCAL) for host in ("127.0.0.1", "127.0.0.1.", "127.1", "127.0.1", "2130706433")),
        *((host, LOCAL) for host in ("0x7f.1", "0X7F.0.0.0x1", "0177.1", "017700000001")),
        *((host, LOCAL) for host in ("0x7f000001", "0x7f000001.", "0x7f.0x1", "127.0x0.00.01")),
        *((host, LOCAL) for host in ("１２７.0.0.1", "127。0．0｡1", "127.0.0.①", "𝟏𝟐𝟕.1")),
        *((host, LOCAL) for host in ("%31%32%37.0.0.1", "127%2e1", "0x7f.%31", "%EF%BC%90x7f.1")),
        ("0x", IP("0.0.0.0")),
        ("0.0x.0", IP("0.0.0.0")),
        ("00.0x00.", IP("0.0.0.0")),
        ("192.168.257", IP("192.168.1.1")),
        ("255.255.255.255", IP("255.255.255.255")),
        ("0xffffffff", IP("255.255.255.255")),
        ("10.0.0.1:8080", IP("10.0.0.1")),
        ("[::1]", IP("[::1]")),
        ("[2001:DB8::1]:8080", IP("[2001:db8::1]")),
        ("[::ffff:127.0.0.1]", IP("[::ffff:127.0.0.1]")),
        ("[fe80::1%25en0]", IP("[fe80::1%25en0]")),
        ("[v1.a]", IP("[v1.a]")),
        *((host, NO_IP) for host in ("a.b.09", "1.2.3.4.5", "1.2.3.4.5.", "256.0.0.1")),
        *((host, NO_IP) for host in ("foo.0x4", "foo.0X4.", "foo.0x", "foo.0", "foo.123.")),
        *((host, NO_IP) for host in ("1.2.3.08", "1.2.3.08.", "1.2.3.09", "1.2.3.0x100")),
        *((host, NO_IP) for host in ("4294967296", "0x100000000", "0x1.0xffffffffff", "1.2.65536")),
        *((host, NO_IP) for host in ("09.1", "0xz.1", "1..4", ".1", "a-.1", "-1.2", "foo.２")),
        *((host, NO_IP) for host in ("foo.%30", "foo.%30x4", "xn--a.1", "xn--p1ai.0x1", "例え.1")),
        *((host, NO_IP) for host in ("foo.²", "9" * 400, "💩.123")),
        *((host, HOST) for host in ("1.2.3.4..", "256.256.256.256..", "..", "foo.%31x", "a.⒈b")),
    ],
)
@pytest.mark.parametrize("around", ["https://{}/", "http://{}", "https://{}/a.html?b=c.d#e.f"])
def test_hosts_that_are_numbers(host: str, why: str, around: str) -> None:
    url = around.format(host)
    assert url_error(url) == why
    assert has_numeric_host(url) is (why != HOST)


@pytest.mark.parametrize("url", ["", "https://", "https://example.org/1", "https://[x/", "1.2.3.4"])
def test_other_hosts_are_not_numeric(url: str) -> None:
    assert not has_numeric_host(url)


hosts = st.lists(
    st.text(st.sampled_from("aZx-_é１²０①09fF%3"), min_size=1, max_size=6)
    | st.sampled_from(["0x", "08", "256", "com", "xn--p1ai", "0x7f"]),
    min_size=1,
    max_size=6,
).map(".".join)


@given(hosts | hosts.map("{}.".format) | st.text(st.sampled_from("ax0.-1"), max_size=12))
@example("a" * 64 + ".org")
@example("a." * 31 + "org")
def test_the_short_way_agrees_with_the_rule(host: str) -> None:
    for url in (f"https://{host}", f"http://{host}/a", f"https://{host}/@1.2:x"):
        assert url_error(url) == _url_error(url)


@given(hosts)
def test_no_host_that_is_published_ends_in_a_number(host: str) -> None:
    if url_error(f"https://{host}/") == "":
        mapped = unicodedata.normalize("NFKC", host).lower().rstrip(".")
        assert not re.fullmatch(r"[0-9]+|0x[0-9a-f]*", mapped.rpartition(".")[2])


@given(
    st.text() | st.text(st.sampled_from("htps:/.@%#?[]a0-_ é\\\"'")).map("https://a.org".__add__)
)
def test_publishable_addresses_cannot_break_out_of_markup(url: str) -> None:
    if url_error(url) == "":
        assert re.match("(?i)https?://", url)
        assert not re.search(r"[\s\"'<>\\`{}|^\x00-\x20\x7f-\xa0]", url)


@pytest.mark.parametrize(
    ("url", "hosts"),
    [
        ("https://example.org/é", None),
        ("https://Example.org/", None),
        ("https://аpple.com/", ("xn--pple-43d.com", "аpple.com")),
        ("https://XN--80AK6AA92E.com/", ("xn--80ak6aa92e.com", "аррӏе.com")),
        ("https://xn--a.com/", ("xn--a.com", "xn--a.com")),
    ],
)
def test_hosts_that_can_pass_for_others(url: str, hosts: tuple[str, str] | None) -> None:
    assert url_error(url) == ""
    assert lookalike_host(url) == hosts


def test_labels_are_in_lower_case() -> None:
    assert all(name == name.lower() for name in LINK_LABELS)


FOLDER = "https://github.com/me/my-list/blob/HEAD/docs/"


@pytest.mark.parametrize(
    ("address", "file"),
    [
        ("paper.pdf", f"{FOLDER}paper.pdf"),
        ("./citations/a.txt", f"{FOLDER}citations/a.txt"),
        ("slides/a b.PDF", f"{FOLDER}slides/a b.PDF"),
        ("../a.pdf", "https://github.com/me/my-list/blob/HEAD/a.pdf"),
        ("/a.pdf", "https://github.com/me/my-list/blob/HEAD/a.pdf"),
        ("./notes", f"{FOLDER}notes"),
        ("./all.bib#L1-L7", f"{FOLDER}all.bib#L1-L7"),
        *((other, "") for other in ("nan", "me/tool", "a.org", "www.a.org/x.pdf", "#a", "")),
        *((other, "") for other in ("//a.org/x.pdf", "ftp://a.org/x.pdf", "mailto:a@b.md")),
    ],
)
def test_the_address_of_a_file_that_is_named_relatively(address: str, file: str) -> None:
    assert resolve_file_url(address, FOLDER) == file
    assert resolve_file_url(address, "") == ""
    assert is_relative_file(address) is bool(file)


def test_a_leading_slash_is_relative_to_the_folder_if_the_root_is_unknown() -> None:
    assert (
        resolve_file_url("/a.pdf", "https://example.org/list/") == "https://example.org/list/a.pdf"
    )


def test_forges_show_files_below_a_base_address() -> None:
    assert blob_base_url("https://gitlab.com/me/x") == "https://gitlab.com/me/x/-/blob/HEAD/"
    assert blob_base_url("https://example.org/me/x") == blob_base_url("") == ""


@pytest.mark.parametrize(
    ("url", "is_one"),
    [
        ("https://example.org/a.pdf", True),
        ("https://example.org/a.PDF?download=1", True),
        ("https://example.org/a.pdf#page=2", True),
        ("https://openreview.net/pdf?id=x", True),
        ("https://arxiv.org/pdf/2107.02104", True),
        ("https://example.org/download?type=pdf", True),
        ("https://example.org/pdfs", False),
        ("https://example.org/a.pdf.html", False),
    ],
)
def test_pdf_addresses_are_recognized(url: str, is_one: bool) -> None:  # noqa: FBT001
    assert is_pdf(url) is is_one


@pytest.mark.parametrize(
    ("repository", "ref", "path", "line", "url"),
    [
        *(
            (repository, "HEAD", "a.toml", 3, "https://github.com/me/l/blob/HEAD/a.toml#L3")
            for repository in ("https://github.com/me/l", "https://github.com/me/l.git")
        ),
        (
            *("https://github.com/me/l/", "feature/x", "für mich/100%.toml", None),
            "https://github.com/me/l/blob/feature/x/f%C3%BCr%20mich/100%25.toml",
        ),
        (
            *("https://github.com/me/l", "main", "docs/README.md", 3),
            "https://github.com/me/l/blob/main/docs/README.md?plain=1#L3",
        ),
        (
            *("https://gitlab.com/group/sub/l", "main", "a.toml", 3),
            "https://gitlab.com/group/sub/l/-/blob/main/a.toml#L3",
        ),
        (
            *("https://gitlab.example.org/me/l", "main", "README.md", 3),
            "https://gitlab.example.org/me/l/-/blob/main/README.md?plain=1#L3",
        ),
        (
            *("https://codeberg.org/me/l", "main", "a.toml", 3),
            "https://codeberg.org/me/l/src/branch/main/a.toml#L3",
        ),
        (
            *("https://gitea.example.org/me/l", "HEAD", "README.markdown", 3),
            "https://gitea.example.org/me/l/src/commit/HEAD/README.markdown?display=source#L3",
        ),
        ("https://example.org/me/l", "main", "a.toml", 3, ""),
        ("https://notgithub.com/me/l", "main", "a.toml", 3, ""),
    ],
)
def test_where_a_forge_shows_a_file(
    repository: str, ref: str, path: str, line: int | None, url: str
) -> None:
    assert source_url(repository, ref, path, line) == url
