"""What is typed and what is searched are folded alike, in Python and in JavaScript by one table."""

from __future__ import annotations

import json
import shutil
import subprocess
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_awesome.core import slugs
from sphinx_awesome.core.model import AwesomeList, Entry
from sphinx_awesome.core.term_index import IndexKind, group_terms, index_terms
from sphinx_awesome.core.text import ALIKE, IGNORED, fold, stable_fold
from sphinx_awesome.core.venues import Venues, normalize_venue
from sphinx_awesome.formats import markdown
from sphinx_awesome.locale.catalogues import FOLD_SCRIPT, fold_script

CHARACTERS = [
    chr(code)
    for code in range(0x110000)
    if unicodedata.category(chr(code)) not in {"Cc", "Cn", "Co", "Cs"}
]


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("vision-language", "Vision–Language"),
        ("vision-language", "vision‐language"),
        *(("a-b", f"A{dash}B") for dash in "‐‑‒–—―−﹘﹣－⁃˗"),
        *(("alzheimer's", f"Alzheimer{sign}s") for sign in "'’‘ʼ′´`＇‛"),
        *(('"a"', f"{first}A{last}") for first, last in ("“”", "„“", "«»", "″″", "＂＂", "〝〞")),
        ("'a'", "‹a›"),
        ("fine flow office", "ﬁne ﬂow oﬃce"),
        ("aerztin oeuvre", "Ærztin Œuvre"),
        ("lodz orsted dao gudmundur thor", "Łódź Ørsted Đạo Guðmundur Þór"),
        ("strasse strasse", "Straße STRAẞE"),
        ("istanbul ilgin", "İstanbul Ilgın"),
        ("abc123", "ＡＢＣ１２３"),
        ("3d-cnn", "３Ｄ－ＣＮＮ"),
        ("cooperate", "co\u00adoperate"),
        ("a b c d", "a\u00a0b\u202fc\u2009d"),
        ("میخواهم", "می\u200cخواهم"),
        ("⚕", "⚕\ufe0f"),
        ("marquez", "Ma\u0301rquez"),
        ("pasted", "\u200epas\u200bted\ufeff"),
        ("σισυφοσ", "ΣΊΣΥΦΟΣ"),
        ("h2o x2", "H₂O x²"),
    ],
)
def test_a_query_folds_as_the_text_that_it_matches(typed: str, shown: str) -> None:
    assert fold(shown) == fold(typed) == typed


def test_every_dash_is_one() -> None:
    dashes = [c for c in CHARACTERS if unicodedata.category(c) == "Pd"]
    assert {fold(c) for c in [*dashes, "\u2212"]} == {"-"}


@given(st.text())
def test_folding_is_idempotent(text: str) -> None:
    once = fold(text)
    assert fold(once) == once == " ".join(once.split())
    assert once == once.lower()


@given(st.text(st.characters(max_codepoint=127)))
def test_folding_ascii_changes_case_white_space_and_the_backtick_only(text: str) -> None:
    assert fold(text) == " ".join(text.lower().replace("`", "'").split())


def test_the_table_is_consistent() -> None:
    many = "".join(ALIKE.values())
    assert len(set(many)) == len(many)
    assert not set(many) & set("".join(ALIKE))
    assert all(c == c.lower() for c in many)
    assert all(first <= last for first, last in IGNORED)
    assert not set("]^\\-") & set(many)  # which the scripts put into brackets


def test_the_scripts_have_the_same_table() -> None:
    assert FOLD_SCRIPT.read_text(encoding="utf-8") == fold_script(), "run nox -s translations"


NODE = shutil.which("node")


@pytest.mark.skipif(NODE is None, reason="Node.js is not installed")
def test_the_scripts_fold_every_character_alike() -> None:
    code = (
        f"import {{ fold }} from {json.dumps(FOLD_SCRIPT.with_name('fold.js').as_uri())};\n"
        "let given = '';\n"
        "for await (const part of process.stdin) given += part;\n"
        "const known = (text) => !/\\p{Cn}/u.test(text);\n"
        "console.log(JSON.stringify(JSON.parse(given).map((t) => known(t) ? fold(t) : null)));\n"
    )
    texts = [f"x{c}y {c}" for c in CHARACTERS]
    done = subprocess.run(
        [str(NODE), "--input-type=module", "--no-warnings", "-e", code],
        input=json.dumps(texts),
        capture_output=True,
        check=True,
        encoding="utf-8",
        timeout=60,
    )
    found = zip(texts, json.loads(done.stdout), strict=True)
    differing = [(t, fold(t), other) for t, other in found if other not in {None, fold(t)}]
    assert differing == []
    assert len(texts) > 140_000


# -- what must never change ---------------------------------------------------------------------

#: Slug, key in a lock and key of a venue of odd names, as the first version that was published
#: made them. Nothing here may ever be changed; more names may be added.
STABLE = json.loads(Path(__file__).with_name("stable_fold.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", STABLE, ids=ascii)
def test_slugs_and_stored_keys_never_change(name: str) -> None:
    made = [
        slugs.slugify(name),
        markdown.identity_keys(Entry("a", name))[-1],
        normalize_venue(name),
    ]
    assert made == STABLE[name]


def test_headings_of_indices_keep_their_anchors_and_are_sorted_as_names_read() -> None:
    names = (
        "Hans Ørsted",
        "Jo Zimmer",
        "Ana Ólafsdóttir",
        "Łukasz Zięba",
        "张三",
        "Ed Łem",
        "A Oz",
    )
    entries = {"a": Entry("a", "A", authors=names)}
    awesome_list = AwesomeList(entries=entries, venues=Venues())
    groups = group_terms(index_terms(awesome_list, IndexKind.AUTHOR).values(), IndexKind.AUTHOR)
    assert {letter: [term.name for term in found] for letter, found in groups.items()} == {
        "O": ["Ana Ólafsdóttir", "A Oz"],
        "Z": ["Łukasz Zięba", "Jo Zimmer"],
        "#": ["Ed Łem", "Hans Ørsted", "张三"],
    }


@given(st.text())
def test_the_stable_fold_is_that_of_the_first_version(text: str) -> None:
    decomposed = unicodedata.normalize("NFKD", text)
    bare = "".join(c for c in decomposed if not unicodedata.combining(c))
    assert stable_fold(text) == " ".join((bare if bare != text else text).casefold().split())
