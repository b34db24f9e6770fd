"""JSON, XML and tags of pages from any bytes: total, bounded, and without tricks."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_awesome.sources.exchange import AnswerForm, MalformedError, Response
from sphinx_awesome.sources.parsing import (
    first_member,
    is_expected,
    member,
    members,
    read_json,
    read_tags,
    read_xml,
)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b'{"a": "\xe9"}',
        b"[" * 100_000,
        b"9" * 10_000,
        '{"a": 1}'.encode("utf-16"),
        b"<html>",
    ],
)
def test_what_is_no_json(body: bytes) -> None:
    with pytest.raises(MalformedError, match="no JSON"):
        read_json(body)


def test_json_is_walked_without_trust() -> None:
    answer = read_json(b'\xef\xbb\xbf{"a": {"b": [1, 2]}, "c": null}')
    assert members(answer, "a", "b") == [1, 2]
    assert first_member(answer, "a", "b") == 1
    assert member(answer, "c", "d") is member(answer, "x") is member([], "a") is None
    assert members(answer, "a") == members(answer, "c") == []
    assert first_member(answer, "c") is None


@given(st.binary(max_size=200))
def test_readers_are_total(body: bytes) -> None:
    reasons = []
    for read in (read_json, read_xml, read_tags):
        try:
            read(body)
        except MalformedError as error:
            reasons.append(str(error))
    assert all(reasons)


def test_xml_is_read_with_its_namespaces() -> None:
    root = read_xml(b'<a xmlns="urn:x"><b k="1">one<c>two</c></b><b>three</b>tail</a>')
    assert root.name == "urn:x a"
    assert root.text == "onetwothreetail"
    assert root.first("urn:x b") == "onetwo"
    assert root.first("b") == ""
    assert [one.attributes for one in root.all("urn:x b")] == [{"k": "1"}, {}]


def test_xml_is_decoded_as_it_says() -> None:
    body = '<?xml version="1.0" encoding="ISO-8859-1"?><a>Müller</a>'.encode("latin-1")
    assert read_xml(body).text == "Müller"
    assert read_xml("<a>Müller</a>".encode()).text == "Müller"


BOMB = b"""<?xml version="1.0"?>
<!DOCTYPE lolz [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>
<a>&b;</a>"""


@pytest.mark.parametrize(
    ("body", "why"),
    [
        (b"", "no XML"),
        (b"<a>", "no XML"),
        (b"<a>\xe9</a>", "no XML"),
        (b"<a></b>", "no XML"),
        (b'<?xml version="1.0" encoding="klingon"?><a/>', "no XML"),
        (BOMB, "declares an entity"),
        (b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>', "declares an entity"),
        (b'<!DOCTYPE a [<!ENTITY % x SYSTEM "http://x/"> %x;]><a/>', "declares an entity"),
        (b"<a>" * 60 + b"</a>" * 60, "too many elements"),
        (b"<a>" + b"<b/>" * 250_000 + b"</a>", "too many elements"),
    ],
)
def test_xml_that_is_none_or_too_much(body: bytes, why: str) -> None:
    with pytest.raises(MalformedError, match=why):
        read_xml(body)


def test_a_doctype_without_entities_is_read_and_loads_nothing() -> None:
    body = b'<!DOCTYPE a PUBLIC "-//NLM//DTD" "https://dtd.nlm.nih.gov/x.dtd"><a>b</a>'
    assert read_xml(body).text == "b"


TAGS = """<html><head>
<meta name="citation_title" content="A &lt; B &amp; &quot;C&quot;">
<meta content="Ann Lee" name=citation_author><meta content='Bo "B" Chen' name='CITATION_AUTHOR'/>
<META NAME = "citation_doi" CONTENT = "10.1000/1">
<meta property="og:title" content="x"><meta charset=utf-8><meta name="empty" content="">
<meta name="citation_pdf_url" content="https://example.org/a?b=1&amp;c=2>d">
<metal name="citation_x" content="no">
</head><body><meta name="citation_author" content="Mallory"></body></html>"""


def test_tags_in_any_order_and_with_any_quotes() -> None:
    assert read_tags(TAGS.encode()) == {
        "citation_title": ['A < B & "C"'],
        "citation_author": ["Ann Lee", 'Bo "B" Chen'],
        "citation_doi": ["10.1000/1"],
        "og:title": ["x"],
        "citation_pdf_url": ["https://example.org/a?b=1&c=2>d"],
    }


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252"])
def test_tags_are_decoded_whatever_the_page_says(encoding: str) -> None:
    page = '<meta charset="iso-8859-1"><meta name="citation_title" content="Müller – x">'
    assert read_tags(page.encode(encoding)) == {"citation_title": ["Müller – x"]}


def test_a_byte_of_no_encoding_costs_itself_alone() -> None:
    page = b'<meta name="citation_title" content="M\xfcller \x81">'
    assert read_tags(page) == {"citation_title": ["M\ufffdller \ufffd"]}


@pytest.mark.parametrize(
    "page",
    [
        b"",
        b"<html><head><title>x</title></head>",
        b'<meta name="citation_author" content="Ann">',
        b'<meta name="citation_title" content="">',
        b'<head></head><meta name="citation_title" content="x">',
    ],
)
def test_a_page_without_a_title_is_malformed(page: bytes) -> None:
    with pytest.raises(MalformedError, match="citation_title"):
        read_tags(page)


@pytest.mark.parametrize("piece", [b"<meta ", b'<meta "', b"<meta name='", b"<meta a=b>", b"<!--"])
def test_hostile_pages_take_linear_time(piece: bytes) -> None:
    page = piece * (1024 * 1024 // len(piece))
    started = time.process_time()
    with pytest.raises(MalformedError):
        read_tags(page)
    assert time.process_time() - started < 5


@pytest.mark.parametrize(
    ("body", "type_", "is_page"),
    [
        (b"{}", "application/json", False),
        (b"{}", "text/html", True),
        (b"{}", "", False),
        (b"  <!DOCTYPE html><p>", "application/json", True),
        (b"\xef\xbb\xbf<html lang=en>", "application/json", True),
        (b"<?xml version='1.0'?><feed/>", "application/atom+xml", False),
        (b"<feed/>", "application/xhtml+xml", True),
        (b"<htmlish/>", "text/xml", False),
    ],
)
def test_pages_are_told_from_data(body: bytes, type_: str, is_page: bool) -> None:  # noqa: FBT001
    response = Response(200, body, type_)
    assert is_expected(AnswerForm.JSON, response) is not is_page
    assert is_expected(AnswerForm.HTML, response)
