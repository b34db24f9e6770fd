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
    "one bracket around a venue before titles": (
        """
- CVPR 2022] Kites at Night {pdf}
- [ICCV 2021] Kites by Day {pdf}
- [ECCV 2020 Kites in the Rain {pdf}
""",
        [
            ("Kites at Night", "", "CVPR", 2022),
            ("Kites by Day", "", "ICCV", 2021),
            ("Kites in the Rain", "", "ECCV", 2020),
        ],
    ),
    "numbers that are counted up": (
        """
- 1.1 Kites at Night, CVPR 2021. {pdf}
- 1.2 Kites by Day, ICML 2021. {pdf}
- 1.10 Kites in the Rain, ICLR 2021. {pdf}
""",
        [
            ("Kites at Night", "", "CVPR", 2021),
            ("Kites by Day", "", "ICML", 2021),
            ("Kites in the Rain", "", "ICLR", 2021),
        ],
    ),
    "numbers that are words of titles": (
        """
- 2.5 Years of Kites, CVPR 2021. {pdf}
- Kites by Day and Dusk, ICML 2021. {pdf}
- 1.5 Million Kites, ICLR 2021. {pdf}
""",
        [
            ("2.5 Years of Kites", "", "CVPR", 2021),
            ("Kites by Day and Dusk", "", "ICML", 2021),
            ("1.5 Million Kites", "", "ICLR", 2021),
        ],
    ),
    "quoted in other languages": (
        """
- Anna Vos, Bo Ek: „Kites at Night“, CVPR 2021. {pdf}
- Dora Lund, Finn Roth: « Kites by Day », ICML 2021. {pdf}
- Gil Sand, Hanna Torp: „Kites in the Rain“, ICLR 2021. {pdf}
- Ivar Ulv: „Kites without Strings“, AAAI 2021. {pdf}
""",
        [
            ("Kites at Night", "Anna Vos, Bo Ek", "CVPR", 2021),
            ("Kites by Day", "Dora Lund, Finn Roth", "ICML", 2021),
            ("Kites in the Rain", "Gil Sand, Hanna Torp", "ICLR", 2021),
            ("Kites without Strings", "Ivar Ulv", "AAAI", 2021),
        ],
    ),
    "rows of one title and other authors": (
        """
| Title | Authors | Venue | Link |
|---|---|---|---|
| A Survey of Kites | Anna Vos, Bo Ek | TPAMI 2018 | [doi](https://doi.org/10.1000/k.1) |
| A Survey of Kites | Dora Lund, Finn Roth | IJCV 2023 | [doi](https://doi.org/10.1000/k.2) |
""",
        [
            ("A Survey of Kites", "Anna Vos, Bo Ek", "TPAMI", 2018),
            ("A Survey of Kites", "Dora Lund, Finn Roth", "IJCV", 2023),
        ],
    ),
    "several papers in a cell": (
        """
| Year | Topic | Papers |
|---|---|---|
| 2021 | Night | [Kites at Night]({1}), [Kites under Stars]({2}) |
| 2020 | Day | [Kites by Day]({3}) |
""",
        [
            ("Kites at Night", "", "", 2021),
            ("Kites under Stars", "", "", 2021),
            ("Kites by Day", "", "", 2020),
        ],
    ),
    "several quoted papers in a bullet": (
        """
- "Kites at Night", Anna Vos, ICML 2021 {pdf} "Kites by Day", Bo Ek, ICLR 2022 {pdf}
- "Kites in the Rain", Dora Lund, CVPR 2020 {pdf}
""",
        [
            ("Kites at Night", "Anna Vos", "ICML", 2021),
            ("Kites by Day", "Bo Ek", "ICLR", 2022),
            ("Kites in the Rain", "Dora Lund", "CVPR", 2020),
        ],
    ),
    "titles of two words below a topic": (
        """
- Models of Kites
  - Salt Kites. Anna Vos, Bo Ek. ICML 2021. {pdf}
  - Air Kites. Dora Lund, Finn Roth. ICLR 2021. {pdf}
""",
        [
            ("Salt Kites", "Anna Vos, Bo Ek", "ICML", 2021),
            ("Air Kites", "Dora Lund, Finn Roth", "ICLR", 2021),
        ],
    ),
    "marks of Chinese and Japanese around titles and names": (
        """
- 《夜间风筝的控制方法》 王伟，李明，ICML 2022 {pdf}
- 凧が二度上がる理由、田中太郎、佐藤花子、情報処理学会論文誌、2021年 {pdf}
- 面向风筝的检测、跟踪、识别，ICML 2020 {pdf}
""",
        [
            ("夜间风筝的控制方法", "王伟, 李明", "ICML", 2022),
            ("凧が二度上がる理由", "田中太郎, 佐藤花子", "情報処理学会論文誌", 2021),
            ("面向风筝的检测、跟踪、识别", "", "ICML", 2020),
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
    for number in range(1, 5):
        source = source.replace(f"{{{number}}}", f"https://arxiv.org/abs/1902.0000{number}")
    reading = read(f"# Lists\n\n## Kites\n{source}")
    assert [
        (one.title, ", ".join(one.authors), one.venue, one.year)
        for one in reading.awesome_list.entries.values()
    ] == expected
    assert not reading.problems
