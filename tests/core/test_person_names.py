"""Names: their parts, braces, "et al.", and texts that are several names."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_awesome.core.model import Entry
from sphinx_awesome.core.person_names import (
    ET_AL,
    PersonName,
    display_name,
    et_al_last,
    is_doubtful,
    is_et_al,
    listed,
    loosely_split,
    parse_name,
    split_names,
    splits_as_bibtex,
    suffixes_joined,
    tidy_braces,
    unbalanced_brace,
    without_degrees,
    without_et_al,
)
from sphinx_awesome.core.same_work import have_other_authors
from sphinx_awesome.core.slugs import suggest_id
from sphinx_awesome.core.text import clean
from sphinx_awesome.formats.bibtex.reader import split_authors
from sphinx_awesome.formats.markdown.words.authors import read_authors


@pytest.mark.parametrize(
    ("text", "family", "given", "suffix"),
    [
        ("Benjamin Hou", "Hou", "Benjamin", ""),
        ("Ronald M. Summers", "Summers", "Ronald M.", ""),
        ("Laurens van der Maaten", "van der Maaten", "Laurens", ""),
        ("Gerard de Melo", "de Melo", "Gerard", ""),
        ("Ana María de Torre la Cruz", "de Torre la Cruz", "Ana María", ""),
        ("Rogier Van der Sluijs", "Van der Sluijs", "Rogier", ""),
        ("Maria De la Cruz Jr.", "De la Cruz", "Maria", "Jr."),
        ("Nguyen Van Anh", "Anh", "Nguyen Van", ""),
        ("Van der Sluijs", "der Sluijs", "Van", ""),
        ("Jean d'Alembert", "d'Alembert", "Jean", ""),
        ("Ronald M. Summers Jr.", "Summers", "Ronald M.", "Jr."),
        ("Ronald M. Summers, Jr.", "Summers", "Ronald M.", "Jr."),
        ("Ludwig van Beethoven III", "van Beethoven", "Ludwig", "III"),
        # A name of two words has no suffix: Iv is a family name.
        ("Sam Iv", "Iv", "Sam", ""),
        ("Li II", "II", "Li", ""),
        # Kept whole.
        ("OpenAI", "OpenAI", "", ""),
        ("张三", "张三", "", ""),
        ("von Neumann", "von Neumann", "", ""),
        ("The A and B Group", "The A and B Group", "", ""),
        ("The A AND B Group Jr", "The A AND B Group Jr", "", ""),
        ("Lovelace, Ada", "Lovelace, Ada", "", ""),
        ("Imaging & Co", "Imaging & Co", "", ""),
        ("others", "others", "", ""),
        ("", "", "", ""),
    ],
)
def test_a_name_is_split(text: str, family: str, given: str, suffix: str) -> None:
    assert parse_name(text) == PersonName(family, given, suffix)


def test_a_name_is_written_in_both_orders() -> None:
    name = parse_name("Ronald de Summers, Jr.")
    assert str(name) == "Ronald de Summers Jr."
    assert name.inverted == "de Summers, Ronald, Jr."
    assert parse_name("OpenAI").inverted == str(parse_name("OpenAI")) == "OpenAI"


# Braces


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("{The List Team}", PersonName("The List Team", braced=True)),
        ("{UNICEF}", PersonName("UNICEF", braced=True)),
        ("{Smith, Jones and Co}", PersonName("Smith, Jones and Co", braced=True)),
        ("Rhonda {Roebuck Williams}", PersonName("Roebuck Williams", "Rhonda", braced=True)),
        (
            "Rhonda {Roebuck Williams}, Jr.",
            PersonName("Roebuck Williams", "Rhonda", "Jr.", braced=True),
        ),
        ("Ana de {Roebuck Williams}", PersonName("de Roebuck Williams", "Ana", braced=True)),
        (
            "Jean {de la Fontaine du Parc}",
            PersonName("de la Fontaine du Parc", "Jean", braced=True),
        ),
        # Of given names, braces say nothing that is needed.
        ("{Rhonda Mae} Williams", PersonName("Williams", "Rhonda Mae")),
        ("{de la} Cruz", PersonName("Cruz", "de la")),
        ("O{Brien X} Hu", PersonName("Hu", "OBrien X")),
        ("{{The {List} Team}}", PersonName("The List Team", braced=True)),
        ("{A and B}, C", PersonName("A and B, C")),
        # They are no markup if they do not balance, or have nothing in them.
        ("A {", PersonName("A {")),
        ("}A B{", PersonName("}A B{")),
        ("{}", PersonName("{}")),
    ],
)
def test_braces_make_one_word(text: str, name: PersonName) -> None:
    assert parse_name(text) == name
    assert str(name).replace(",", "") == display_name(text).replace(",", "")


def test_braces_are_not_as_in_bibtex() -> None:
    assert not splits_as_bibtex(parse_name("{The List Team}"))
    assert not splits_as_bibtex(parse_name("{de la} Cruz"))
    assert splits_as_bibtex(parse_name("{Ada} Lovelace"))


@pytest.mark.parametrize(
    ("text", "tidy"),
    [
        ("Ada Lovelace", "Ada Lovelace"),
        ("{ The List Team }", "{The List Team}"),
        ("{{The {List} Team}}", "{The List Team}"),
        ("Ada {} Lovelace", "Ada Lovelace"),
        ("Rhonda {Roebuck  Williams}", "Rhonda {Roebuck Williams}"),
        ("{ }", ""),
        ("{}", ""),
        ("{The List", "The List"),
        ("The} List{", "The List"),
    ],
)
def test_braces_are_tidied(text: str, tidy: str) -> None:
    assert tidy_braces(text) == tidy
    assert unbalanced_brace(tidy) == ""


def test_a_brace_without_its_counterpart_is_found() -> None:
    assert [unbalanced_brace(text) for text in ("a {b} c", "{a", "a}", "}{", "{{a}")] == [
        *("", "{", "}", "}", "{")
    ]


@given(st.lists(st.sampled_from("{{}}Ab, ")).map("".join).map(clean))
def test_tidying_braces_is_idempotent(text: str) -> None:
    tidy = tidy_braces(text)
    assert tidy_braces(tidy) == tidy
    if tidy and not unbalanced_brace(text):
        assert parse_name(text) == parse_name(tidy)
        assert "{" not in str(parse_name(tidy))


# Et al.


@pytest.mark.parametrize(
    "text",
    [
        *("et al.", "et al", "Et Al.", "et. al.", "et. al", "etal", "et alii", ", et al."),
        *("others", "Others", "and others", "& others", "and 12 others", "the others"),
        *("…", "...", ". . .", ", …", "and …", "and et al.", "(et al.)", "[et al.]", "{et al.}"),
        *("等", "等人"),
    ],
)
def test_et_al_has_many_forms(text: str) -> None:
    assert is_et_al(text)
    assert without_et_al(text) == ("", True)
    assert split_names(text) == (ET_AL,)


@pytest.mark.parametrize(
    "text", ["", "Al", "D. Al", "Et Alba", "Ed Others", "Anders And", "Otherson", "al."]
)
def test_names_are_not_et_al(text: str) -> None:
    assert not is_et_al(text)
    assert without_et_al(text) == (text, False)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Jane Doe et al.", "Jane Doe"),
        ("Jane Doe, et. al", "Jane Doe"),
        ("Jane Doe, John Roe, and et al.", "Jane Doe, John Roe"),
        ("Jane Doe and others", "Jane Doe"),
        ("Jane Doe, others", "Jane Doe"),
        ("Jane Doe & 3 others", "Jane Doe"),
        ("Jane Doe…", "Jane Doe"),
        ("Jane Doe ...", "Jane Doe"),
        ("Jane Doe, …", "Jane Doe"),
        ("张三 等", "张三"),
        ("{The List Team} et al.", "{The List Team}"),
        ("X" * 100 + " et al.", "X" * 100),
    ],
)
def test_et_al_ends_a_text(text: str, named: str) -> None:
    assert without_et_al(text) == (named, True)


def test_et_al_is_the_last_author_and_never_the_only_one() -> None:
    assert et_al_last(["others", "Ada", "et al", "", "Bob"]) == ("Ada", "Bob", ET_AL)
    assert et_al_last(["et al."]) == et_al_last([""]) == et_al_last([]) == ()
    assert et_al_last(["Ada"]) == ("Ada",)


def test_names_are_listed_as_they_are_read() -> None:
    assert listed(["Ada", "Bob"], has_more=False) == "Ada, Bob"
    assert listed(["Ada", "Bob"], has_more=True) == "Ada, Bob, et al."
    assert listed(["Ada"], has_more=True) == "Ada et al."


# One text that is several authors


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("John Roe and Max Moe", ["John Roe", "Max Moe"]),
        ("John Roe AND Max Moe", ["John Roe", "Max Moe"]),
        ("Jane Doe & John Roe", ["Jane Doe", "John Roe"]),
        ("Jane Doe et al.", ["Jane Doe", ET_AL]),
        ("Jane Doe, John Roe, et al.", ["Jane Doe", "John Roe", ET_AL]),
        ("Roe, J.; Doe, A.", ["J. Roe", "A. Doe"]),
        ("Roe, John; Doe, Ann; and Moe, Max", ["John Roe", "Ann Doe", "Max Moe"]),
        ("Roe, J.; Doe, A.; et al.", ["J. Roe", "A. Doe", ET_AL]),
        ("Jane Doe; John Roe and Max Moe", ["Jane Doe", "John Roe", "Max Moe"]),
        ("OpenAI; DeepMind", ["OpenAI", "DeepMind"]),
        ("Jane Doe; ", ["Jane Doe"]),
        ("Jane Doe,", ["Jane Doe"]),
        ("Jane Doe, John Roe", ["Jane Doe", "John Roe"]),
        ("Jane Doe, John Roe, and Max Moe", ["Jane Doe", "John Roe", "Max Moe"]),
        ("Jane Doe, John Roe & Max Moe", ["Jane Doe", "John Roe", "Max Moe"]),
        ("Jane Doe, Jr., and John Roe, PhD", ["Jane Doe Jr.", "John Roe"]),
        ("Ludwig van Beethoven and Jan de Vries", ["Ludwig van Beethoven", "Jan de Vries"]),
        ("Roe, J., & Doe, A. B.", ["J. Roe", "A. B. Doe"]),
        ("Roe, J., Doe, A.", ["J. Roe", "A. Doe"]),
        ("Roe, John and van der Doe, Ann", ["John Roe", "Ann van der Doe"]),
        ("Roe J, Doe AB", ["J. Roe", "A. B. Doe"]),
        ("Roe J., Doe A. B.", ["J. Roe", "A. B. Doe"]),
        ("Wei LI, Jun XU", ["Wei LI", "Jun XU"]),
        ("张三, 李四", ["张三", "李四"]),
        ("张三、李四", ["张三", "李四"]),
        # The last name first.
        ("Summers, Ronald M.", ["Ronald M. Summers"]),
        ("Summers, Jr., Ronald M.", ["Ronald M. Summers Jr."]),
        ("van der Berg, Jan", ["Jan van der Berg"]),
        ("Roebuck Williams, R.", ["R. Roebuck Williams"]),
        ("{Roebuck Williams}, Rhonda", ["Rhonda {Roebuck Williams}"]),
        # Braces are never split.
        ("{A and B}, Jane Doe", ["{A and B}", "Jane Doe"]),
        ("{A; B}; Jane Doe", ["{A; B}", "Jane Doe"]),
        ("Rhonda {Roebuck Williams} and John Roe", ["Rhonda {Roebuck Williams}", "John Roe"]),
        ("Department of Health and Human Services et al.", None),
    ],
)
def test_several_authors_are_split(text: str, names: list[str] | None) -> None:
    named = names or ["Department of Health and Human Services", ET_AL]
    assert list(split_names(text)) == named


@pytest.mark.parametrize(
    ("text", "doubtful"),
    [
        ("Ada Lovelace", False),
        ("Ronald M. Summers, Jr.", False),
        ("OpenAI", False),
        ("{Roe, J. and Doe, A.}", False),
        ("Alfred P. Sloan and Partners Group", False),
        ("Department of Health and Human Services", False),
        ("The Radiology and Pathology Consortium", False),
        ("Bill and Melinda Gates Foundation", False),
        ("John and Jane Doe", False),
        ("AT&T Research", False),
        ("R&amp;D Group; UK", False),
        ("{The List and", False),
        # These may be one or several.
        ("Department of Health, Education, and Welfare", True),
        ("Google, Inc.", True),
        ("Google, Meta", True),
        ("Lovelace, Ada", True),
        ("Lovelace, Ada King", True),
        ("Procter & Gamble", True),
        ("Doe and Roe", True),
        ("Doe, Jane, and John Roe", True),
        ("Jane Doe (MIT), John Roe", True),
        ("Jane Doe, Google; John Roe", True),
        ("Roe, J., Doe", True),
        ("Doe, J., 2021, A.", True),
        ("Jane Doe, Ronald M.", True),
        ("; ;", True),
        (", ,", False),
    ],
)
def test_doubtful_texts_stay_one_author(text: str, doubtful: bool) -> None:  # noqa: FBT001
    assert split_names(text) == (text,)
    assert is_doubtful(text) is doubtful


def test_pieces_for_a_hint() -> None:
    assert loosely_split("Doe, Jane, Jr.; and {A, B} & C") == ("Doe", "Jane Jr.", "{A, B}", "C")


@given(
    st.lists(st.sampled_from([*"ABc,;&{}. ", " and ", "et al.", "Jane", "…", "张三"]), max_size=12)
)
def test_splitting_ends(words: list[str]) -> None:
    text = clean("".join(words)) or "x"
    names = split_names(text)
    assert all(names)
    assert et_al_last(names) in {names, ()}


def test_splitting_takes_linear_time() -> None:
    start = time.process_time()
    for piece in ("a, ", " and ", "{", "}", "; ", "Roe J, ", ", et al.", "...", "A. ", "& "):
        text = clean(piece * 20_000)
        split_names(text)
        is_doubtful(text)
        display_name(text)
        parse_name.__wrapped__(text)
    assert time.process_time() - start < 20


# Degrees, suffixes and particles


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("Ann Lee, PhD", "Ann Lee"),
        ("Ann Lee PhD", "Ann Lee"),
        ("Ann Lee, Ph.D.", "Ann Lee"),
        ("Ann Lee, M.D., Ph.D.", "Ann Lee"),
        ("Ann B. Lee MD", "Ann B. Lee"),
        ("Ann Lee, MD, MPH, FRCR and Bo Chen, MSc", "Ann Lee and Bo Chen"),
        ("Ann Lee, MD, Bo Chen, MD", "Ann Lee, Bo Chen"),
        ("Ann Lee MD & Bo Chen DPhil", "Ann Lee & Bo Chen"),
        ("Ann Lee, Jr., MD", "Ann Lee, Jr."),
        ("Ann Lee, MA", "Ann Lee"),
        # Initials, and family names in capitals.
        ("Lee, MD", "Lee, MD"),
        ("Lee MD, Chen MD", "Lee MD, Chen MD"),
        ("García López, MD, Chen, AB", "García López, MD, Chen, AB"),
        ("Xiao Yi MA", "Xiao Yi MA"),
        ("Yi MA, Bo LI", "Yi MA, Bo LI"),
        ("PhD", "PhD"),
        ("{Fellows, PhD}", "{Fellows, PhD}"),
        ("The {PhD, MD} Team, PhD", "The {PhD, MD} Team"),
    ],
)
def test_degrees_are_no_part_of_a_name(text: str, bare: str) -> None:
    assert without_degrees(text) == bare


def test_degrees_are_taken_off_in_linear_time() -> None:
    start = time.perf_counter()
    for text in ("A" * 50_000, "A b " * 20_000, "A b, MD " * 10_000, " PhD" * 20_000):
        without_degrees(text)
        suffixes_joined(text)
    assert time.perf_counter() - start < 5


@pytest.mark.parametrize(
    ("text", "inverted", "sorted_as"),
    [
        ("Ann Lee, PhD", "Lee, Ann", "Lee Ann"),
        ("Ann Lee MD", "Lee, Ann", "Lee Ann"),
        ("Ronald M. Summers, Jr.", "Summers, Ronald M., Jr.", "Summers Ronald M. Jr."),
        ("Thomas F. Miller III", "Miller, Thomas F., III", "Miller Thomas F. III"),
        ("Laurens van der Maaten", "van der Maaten, Laurens", "Maaten Laurens van der"),
        ("Rogier Van der Sluijs", "Van der Sluijs, Rogier", "Sluijs Rogier Van der"),
        ("Maria Dos de Souza", "Dos de Souza, Maria", "Souza Maria Dos de"),
        ("John Ben de Vries", "de Vries, John Ben", "Vries John Ben de"),
        ("Rhonda {Roebuck Williams}", "Roebuck Williams, Rhonda", "Roebuck Williams Rhonda"),
        ("The Other Team", "Team, The Other", "Team The Other"),
    ],
)
def test_a_name_is_cited_with_its_particle_and_sorted_without(
    text: str, inverted: str, sorted_as: str
) -> None:
    name = parse_name(text)
    assert (name.inverted, name.surname_first) == (inverted, sorted_as)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Ann Lee, MD, Bo Chen, MD", ["Ann Lee", "Bo Chen"]),
        ("Ann Lee MD, Bo Chen MD", ["Ann Lee", "Bo Chen"]),
        ("Ann Lee, MSc, Bo Chen, FRCR, Cy Hu, DPhil", ["Ann Lee", "Bo Chen", "Cy Hu"]),
        ("Kennedy, John F., Jr., and Ann Lee", ["John F. Kennedy Jr.", "Ann Lee"]),
        ("Roe, MD, Doe, AB", ["MD Roe", "AB Doe"]),
        ("Roe, J., Jr., & Doe, A.", ["J. Roe Jr.", "A. Doe"]),
    ],
)
def test_a_readme_names_people_and_no_degrees(text: str, names: list[str]) -> None:
    assert list(read_authors(text).names) == names


@pytest.mark.parametrize(
    ("field", "names"),
    [
        ("Lee, Ann, MD", ("Ann Lee",)),
        ("Ann Lee, MD and Bo Chen, PhD", ("Ann Lee", "Bo Chen")),
        ("Lee, MD", ("MD Lee",)),
        ("Kennedy, Jr., John F.", ("John F. Kennedy Jr.",)),
    ],
)
def test_bibtex_names_people_and_no_degrees(field: str, names: tuple[str, ...]) -> None:
    assert split_authors(field) == names


def test_an_author_with_a_degree_is_written_without() -> None:
    assert split_names("Ann Lee, PhD") == ("Ann Lee",)
    assert split_names("Ronald M. Summers, Jr.") == ("Ronald M. Summers, Jr.",)
    assert split_names("Kennedy, John F., Jr.; Doe, Ann") == ("John F. Kennedy Jr.", "Ann Doe")


def test_a_suffix_is_asked_by_index_ids_and_sameness_alike() -> None:
    assert suggest_id("Learning to Read", ["Ronald M. Summers, Jr."], 2021) == (
        "summers-2021-learning"
    )
    assert suggest_id("Learning to Read", ["Laurens van der Maaten"], 2021) == (
        "maaten-2021-learning"
    )
    first = Entry("a", "A", ("Ronald M. Summers, Jr.",))
    assert not have_other_authors(first, Entry("b", "A", ("Ronald M. Summers",)))
    assert not have_other_authors(first, Entry("b", "A", ("R. {Summers}", "Ann Lee")))
    assert have_other_authors(first, Entry("b", "A", ("Ann Lee, PhD",)))


def test_before_a_family_name_in_braces_only_particles_belong_to_it() -> None:
    assert parse_name("ho lam {Chung}") == PersonName("Chung", "ho lam", braced=True)
    assert parse_name("Jan van {den Berg}") == PersonName("van den Berg", "Jan", braced=True)


def test_et_al_after_et_al_is_one() -> None:
    assert split_names("A;et al.…") == ("A", "et al.")
