"""Lists of which each tells its papers in one manner: titles, authors, venues and years of all.

All lines are made up.
"""

from __future__ import annotations

from typing import TypeAlias

import pytest

from sphinx_awesome.formats.markdown import read

Row: TypeAlias = tuple[str, str, str, int | None]
"""Title, authors, venue and year of a paper."""

PDF = "[[pdf]](https://arxiv.org/abs/1901.0000{})"

KINDS: dict[str, tuple[str, list[Row]]] = {
    "initials before a venue": (
        """
- [Kites at Night](https://arxiv.org/abs/1901.00001). Vos, A., Ek, B. C., Lund, D.-E. ICML 2021.
- [Kites by Day](https://arxiv.org/abs/1901.00002). Roth, F., Ek B., Sand, G. ICLR 2020.
""",
        [
            ("Kites at Night", "A. Vos, B. C. Ek, D.-E. Lund", "ICML", 2021),
            ("Kites by Day", "F. Roth, B. Ek, G. Sand", "ICLR", 2020),
        ],
    ),
    "names told last name first, before a venue": (
        """
- Kites at Night and Noon. Vos, Anna. CVPR 2019. {pdf}
- Kites by Day and Dusk. Ek, Bo; Lund, Dora; Roth, Finn. ECCV 2018. {pdf}
""",
        [
            ("Kites at Night and Noon", "Anna Vos", "CVPR", 2019),
            ("Kites by Day and Dusk", "Bo Ek, Dora Lund, Finn Roth", "ECCV", 2018),
        ],
    ),
    "a column of single authors told last name first": (
        """
| Author | Title | Year |
|---|---|---|
| Vos, Anna | [Kites at Night and Noon](https://arxiv.org/abs/1901.00001) | 2019 |
| Ek, Bo and Lund, Dora | [Kites by Day and Dusk](https://arxiv.org/abs/1901.00002) | 2018 |
""",
        [
            ("Kites at Night and Noon", "Anna Vos", "", 2019),
            ("Kites by Day and Dusk", "Bo Ek, Dora Lund", "", 2018),
        ],
    ),
    "a year between volume and pages": (
        """
- Anna Vos, Bo Ek. "Kites at Night." IJCV 101(2), 2013, 55-70. {pdf}
- Dora Lund, Finn Roth. Kites by Day. *Kitery* 19.4 (2019): 882. {pdf}
""",
        [
            ("Kites at Night", "Anna Vos, Bo Ek", "IJCV", 2013),
            ("Kites by Day", "Dora Lund, Finn Roth", "Kitery", 2019),
        ],
    ),
    "venues of whatever name behind a comma, as most venues": (
        """
- Kites at Night and Noon, KITECON'19
- Kites by Day and Dusk, Int. Conf. Kites and Other Toys, 2018
- Kites without Strings, Slow Air and Wind, 2016
- Kites of Many Colours, ICML, 2016
- Kites in the Rain, ICLR, 2017
""",
        [
            ("Kites at Night and Noon", "", "KITECON", 2019),
            ("Kites by Day and Dusk", "", "Int. Conf. Kites and Other Toys", 2018),
            ("Kites without Strings", "", "Slow Air and Wind", 2016),
            ("Kites of Many Colours", "", "ICML", 2016),
            ("Kites in the Rain", "", "ICLR", 2017),
        ],
    ),
    "linked titles before venues of common words": (
        """
- [Kites at Night and Noon](https://example.org/1) (Kite Research 2019)
- [Kites by Day and Dusk](https://example.org/2) (Slow Air 2018)
- [Kites of Many Colours](https://example.org/3) (CVPR 2021)
""",
        [
            ("Kites at Night and Noon", "", "Kite Research", 2019),
            ("Kites by Day and Dusk", "", "Slow Air", 2018),
            ("Kites of Many Colours", "", "CVPR", 2021),
        ],
    ),
    "citations behind titles": (
        """
- Kites at Night and Noon (Vos 2019) {pdf}
- [Kites by Day and Dusk](https://arxiv.org/abs/1901.00002) (Ek et al., 2018)
- Kites in the Rain (Lund and Roth, 2017) {pdf}
- [Kites without Strings](https://arxiv.org/abs/1901.00004) (Sand, 2016)
""",
        [
            ("Kites at Night and Noon", "Vos", "", 2019),
            ("Kites by Day and Dusk", "Ek, et al.", "", 2018),
            ("Kites in the Rain", "Lund, Roth", "", 2017),
            ("Kites without Strings", "Sand", "", 2016),
        ],
    ),
    "a single name behind titles is a venue among venues": (
        """
- Kites at Night and Noon (Winds 2019) {pdf}
- Kites by Day and Dusk (CVPR 2018) {pdf}
""",
        [
            ("Kites at Night and Noon", "", "Winds", 2019),
            ("Kites by Day and Dusk", "", "CVPR", 2018),
        ],
    ),
    "titles of small words before a link": (
        """
- of kites and strings by [[pdf]](https://arxiv.org/abs/1901.00001)
- Kites by Day and Dusk {pdf}
""",
        [("of kites and strings by", "", "", None), ("Kites by Day and Dusk", "", "", None)],
    ),
}


@pytest.mark.parametrize("name", KINDS)
def test_a_kind(name: str) -> None:
    source, expected = KINDS[name]
    for number in range(5, source.count("{pdf}") + 5):
        source = source.replace("{pdf}", PDF.format(number), 1)
    reading = read(f"# Lists\n\n## Kites\n{source}")
    assert [
        (one.title, ", ".join(one.authors), one.venue, one.year)
        for one in reading.awesome_list.entries.values()
    ] == expected
    assert not reading.problems
