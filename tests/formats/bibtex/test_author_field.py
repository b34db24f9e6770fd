"""Names in all the ways in which BibTeX files have them."""

from __future__ import annotations

import pytest

from sphinx_awesome.formats.bibtex.author_field import is_in_doubt, split_authors

LEE, ITO, YOUNG = "Ann Lee", "Bo Ito", "Cy Young"


@pytest.mark.parametrize(
    ("field", "names"),
    [
        # `and`, wherever it stands.
        ("and Ann Lee and and Bo Ito and", (LEE, ITO)),
        ("Ann Lee AND Ito, Bo\n and\tCy Young", (LEE, ITO, YOUNG)),
        ("{Ann and Bo} and Andrew Sand", ("{Ann and Bo}", "Andrew Sand")),
        ("Ann Lee, and Bo Ito, and Cy Young", (LEE, ITO, YOUNG)),
        # Separators that no BibTeX means.
        ("Ann Lee, Bo Ito, Cy Young", (LEE, ITO, YOUNG)),
        ("A. Lee, B.-C. Ito", ("A. Lee", "B.-C. Ito")),
        ("Ann B. Lee, Bo Ito", ("Ann B. Lee", "Bo Ito")),
        ("Ann Lee, Bo Ito et al.", (LEE, ITO, "et al.")),
        ("Ann Lee, Bo Ito, and 10 more", (LEE, ITO, "et al.")),
        ("Roebuck Williams, Ann Bo and Ito, Bo", ("Ann Bo {Roebuck Williams}", ITO)),
        ("Roebuck Williams, Ann B. and et al.", ("Ann B. {Roebuck Williams}", "et al.")),
        ("de la Rue, Ann Bo", ("Ann Bo de la Rue",)),
        ("王伟、李娜，张敏", ("王伟", "李娜", "张敏")),
        ("Ann Lee | Bo Ito · Cy Young", (LEE, ITO, YOUNG)),
        ("Ann Lee~and~Bo Ito", (LEE, ITO)),
        ("Wei Lin~0001 and Mo (0005), Yang", ("Wei Lin", "Yang Mo")),
        ("Ann Lee and al. and the rest", (LEE, "et al.")),
        ("Ann Lee, Bo Ito and Cy Young", (LEE, ITO, YOUNG)),
        ("Lee, Ann; Ito, Bo; Young, Cy", (LEE, ITO, YOUNG)),
        ("Ann Lee; Bo Ito;", (LEE, ITO)),
        (r"Ann Lee \& Bo Ito", (LEE, ITO)),
        ("Ann Lee &amp; Bo Ito", (LEE, ITO)),
        ("Lee A, Ito BC, Young D", ("A Lee", "BC Ito", "D Young")),
        ("Lee, A., Ito, B., Young, C.", ("A. Lee", "B. Ito", "C. Young")),
        (r"Ann Lee \and Bo Ito", (LEE, ITO)),
        ("Ann Lee / Bo Ito/Cy Young", (LEE, ITO, YOUNG)),
        ("Ann Lee and Bo Ito with Cy Young", (LEE, ITO, YOUNG)),
        ("Lee, Ann und Ito, Bo", (LEE, ITO)),
        ("Ann Lee et Bo Ito", (LEE, ITO)),
        ("ACME/Lists and Lists with Ease", ("ACME/Lists", "Lists with Ease")),
        # Parts.
        ("Hill, Jr., Sam and Hill Jr., Sam", ("Sam Hill Jr.", "Sam Hill Jr.")),
        ("Lee, A. B., 3rd and Ito, Bo", ("A. B. Lee 3rd", ITO)),
        ("Hill, Sam, Jr. and Sam Hill, III", ("Sam Hill Jr.", "Sam Hill III")),
        ("van der Berg, Jan and Jan van der Berg", ("Jan van der Berg",) * 2),
        ("Roebuck Williams, Ann", ("Ann {Roebuck Williams}",)),
        ("Chung, ho lam and boyd, dana", ("ho lam {Chung}", "dana {boyd}")),
        ("Lee, Ann, MD and Ann Lee, PhD", (LEE, LEE)),
        ("family=Bakker, given=Jan, prefix=de, useprefix=false", ("Jan de Bakker",)),
        ('"family=Rossi, given=Ada"', ("Ada Rossi",)),
        ("given=Sam, family=Hill, suffix=Jr., junk", ("Sam Hill Jr.",)),
        ("family={Ito Roe}, given={Bo}, given-i=B and family=Only", ("Bo {Ito Roe}", "Only")),
        # Numbers of DBLP, accents, spaces.
        ("Wei Lin 0001 and Mo 0005, Yang", ("Wei Lin", "Yang Mo")),
        ("Wei Lin {0001} and Mo, Yang", ("Wei Lin", "Yang Mo")),
        (r"{\'E}va {M\"uller} and {\c{C}}elik, {\"O}", ("Éva Müller", "Ö Çelik")),
        (
            r"Ann Lee\thanks{x} and Bo Ito$^{1,2}$ and Cy Young\textsuperscript{*}",
            (LEE, ITO, YOUNG),
        ),
        ("A.~B. Lee and B.-C. Ito", ("A. B. Lee", "B.-C. Ito")),
        ("ANN LEE AND BO ITO", ("ANN LEE", "BO ITO")),
        # Others.
        ("Ann Lee and {et~al.}", (LEE, "et al.")),
        ("Ann Lee et al.", (LEE, "et al.")),
        ("Ann Lee and 12 others", (LEE, "et al.")),
        ("Ann Lee and Others", (LEE, "et al.")),
        ("Ann Lee and al., et.", (LEE, "et al.")),
        ("Ann Lee and (7 more authors)", (LEE, "et al.")),
        ("Ann Lee and co-workers", (LEE, "et al.")),
        ("Ann Lee and 5 other authors", (LEE, "et al.")),
        ("Ann Lee and u.a.", (LEE, "et al.")),
        ("Ann Lee and U. A. Ito", (LEE, "U. A. Ito")),
        ("Ann Lee and . and Bo Ito", (LEE, ITO)),
        # Groups.
        ("{The Lists, Team} and {{Lists}}", ("{The Lists, Team}", "{Lists}")),
        ("and", ()),
        ("", ()),
    ],
)
def test_names(field: str, names: tuple[str, ...]) -> None:
    assert split_authors(field) == names
    assert not any(map(is_in_doubt, names))


@pytest.mark.parametrize(
    ("field", "name"),
    [
        (r"Johnson \& Johnson", "Johnson & Johnson"),
        ("Lee, Ito, Young, Roe", "Lee, Ito, Young, Roe"),
        ("Lee / Ito", "Lee / Ito"),
        ("Ann Lee, Bo Ito", "Ann Lee, Bo Ito"),
        ("Ann Lee, Institute of Lists", "Ann Lee, Institute of Lists"),
    ],
)
def test_what_may_be_several_is_kept_and_in_doubt(field: str, name: str) -> None:
    assert split_authors(field) == (name,)
    assert is_in_doubt(name)
