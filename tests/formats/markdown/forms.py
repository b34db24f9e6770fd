"""The forms that the Markdown reader reads, each with an example; a new form goes into a table.

`FORMS` has whole items of a list and all that they say. `REFERENCES` has the styles of citation,
and venues and dates in odd places, of which authors, venue and year are compared. `NO_PAPERS` has
what looks like a paper and is none. `test_forms.py` reads each example alone, in a list of nothing
else; what only several items tell together is in `test_lists.py`. All lines here are made up.
"""

from __future__ import annotations

from dataclasses import dataclass, field

ARXIV = "https://arxiv.org/abs/2101.00001"
ARXIV_2020 = "https://arxiv.org/abs/2005.00001"
PDF = "https://example.org/paper.pdf"
CODE = "https://github.com/ann/work"
TITLE = "Learning to Read Lists"
PAGE = "https://lists.example.org/1"


@dataclass
class Form:
    """A paper as a list tells it, and what it says."""

    source: str
    authors: list[str] = field(default_factory=list)
    venue: str = ""
    year: int | None = None
    links: dict[str, str] = field(default_factory=dict)
    tags: list[str] = field(default_factory=list)
    track: str = ""
    title: str = TITLE
    note: str = ""
    abstract: str = ""


FORMS = {
    "venue in brackets": Form(
        f"- [**MICCAI 2021**] Learning to Read Lists [[pdf]]({PDF}) [[code]]({CODE})",
        [],
        "MICCAI",
        2021,
        {"pdf": PDF, "code": CODE},
    ),
    "bold, year, authors": Form(
        f"**Learning to Read Lists** (2014), A. Lee and B. Chen [[pdf]]({PDF})",
        ["A. Lee", "B. Chen"],
        "",
        2014,
        {"pdf": PDF},
    ),
    "linked title, byline, bars": Form(
        f"- [Learning to Read Lists]({ARXIV}), Lee et al., arXiv 2021 | [github]({CODE})",
        ["Lee", "et al."],
        "arXiv",
        2021,
        {"link": ARXIV, "code": CODE},
    ),
    "month in brackets": Form(
        f"- [2023/05] **Learning to Read Lists.** *Ann Lee (Some University) et al. arXiv.* "
        f"[[paper]({ARXIV})]",
        ["Ann Lee", "et al."],
        "arXiv",
        2023,
        {"link": ARXIV},
        note="Some University",
    ),
    "name, quoted title": Form(
        f'3. <u>READER</u>: **"Learning to Read Lists"**. *Ann Lee et al.* arXiv 2021. '
        f"[[Paper]({ARXIV})]",
        ["Ann Lee", "et al."],
        "arXiv",
        2021,
        {"link": ARXIV},
        ["READER"],
    ),
    "name before a colon": Form(
        f"* [**Arxiv, 2023.5**] **READER**: Learning to Read Lists. [paper]({ARXIV})",
        [],
        "arXiv",
        2023,
        {"link": ARXIV},
        title="READER: Learning to Read Lists",
    ),
    "a year and a comma first": Form(
        f"* 2019, {TITLE}. [[Paper]]({PDF})", [], "", 2019, {"pdf": PDF}
    ),
    "one author, where that works, and a year": Form(
        f"- [{TITLE}]({PDF}) - Ann B. Lee (Some College) 1998",
        ["Ann B. Lee"],
        "",
        1998,
        {"pdf": PDF},
        note="Some College",
    ),
    "under review": Form(
        f"- **{TITLE}** *Ann Lee, Bo Ito* (Under Review, 2021) [pdf]({PDF})",
        ["Ann Lee", "Bo Ito"],
        "",
        2021,
        {"pdf": PDF},
        note="Under Review",
    ),
    "a date behind a dash": Form(
        f"- {TITLE} [[paper]({PDF})] - 2020.6.09", [], "", 2020, {"pdf": PDF}
    ),
    "the date of a preprint before a venue": Form(
        f"- [{TITLE}]({ARXIV}) (Dec., 2023 | CVPR 2025)", [], "CVPR", 2025, {"link": ARXIV}
    ),
    "bullets of institutions": Form(
        f"- [{TITLE}]({ARXIV})\n    - Ann Lee, Bo Chen\n"
        "    - 🏛️ Institutions: Owlton, Foxford, University of Henley (UH)\n"
        "    - 📑 Publisher: ICML 2026\n    - 💻 Env: [Web], [Desk]\n",
        ["Ann Lee", "Bo Chen"],
        "ICML",
        2026,
        {"link": ARXIV},
        note="Owlton, Foxford, University of Henley (UH); [Web], [Desk]",
    ),
    "date, remark, linked title": Form(
        f"- 2018 说明: [Learning to Read Lists]({PDF})", [], "", 2018, {"pdf": PDF}, note="说明"
    ),
    "bars and code": Form(
        f"- **[READER]** Learning to Read Lists | **[CVPR' 17]** |[`[pdf]`]({PDF}) "
        f"[`[official code - torch]`]({CODE})",
        [],
        "CVPR",
        2017,
        {"pdf": PDF, "official code - torch": CODE},
        ["READER"],
    ),
    "lines with a backslash": Form(
        f"**Learning to Read Lists** \\\n*Ann Lee, Bo Chen* \\\narXiv 2022. [[Paper]({ARXIV})] \\\n"
        "4 Feb 2022",
        ["Ann Lee", "Bo Chen"],
        "arXiv",
        2022,
        {"link": ARXIV},
    ),
    "lines with <br>": Form(
        f"**Learning to Read Lists.**<br>\n*[Ann Lee](https://ann.example.org), Bo Chen.*<br>\n"
        f"CVPR 2023. [[PDF]({PDF})] [[Code]()]",
        ["Ann Lee", "Bo Chen"],
        "CVPR",
        2023,
        {"pdf": PDF},
    ),
    "title over two lines": Form(
        f"[**MedIA 2023**] Learning to\nRead Lists \\\n_Ann Lee, Bo Chen_\\\n[[paper]({PDF})]",
        ["Ann Lee", "Bo Chen"],
        "MedIA",
        2023,
        {"pdf": PDF},
    ),
    "bold over two lines": Form(
        f"- **Learning to\n  Read Lists.** ICML 2019. [[paper]({PDF})]",
        [],
        "ICML",
        2019,
        {"pdf": PDF},
    ),
    "second paragraph, badges": Form(
        "1. **Learning to Read Lists.** Preprint. "
        "![](https://img.shields.io/badge/Read--er-blue) ![](https://a.example.org/x.png)\n\n"
        f"   *Lee, Ann, Bo Chen and Cy Young* [[pdf]({PDF})], [[project]({CODE})], 2021.11",
        ["Ann Lee", "Bo Chen", "Cy Young"],
        "Preprint",
        2021,
        {"pdf": PDF, "project": CODE},
        ["Read-er"],
    ),
    "bullets with labels": Form(
        f"- Learning to Read Lists. [[paper]]({ARXIV})\n  - Ann Lee, Bo Chen.\n"
        "  - Key Word: Lists; Reading.\n"
        "  - <details><summary>Digest</summary> It reads lists.</details>",
        ["Ann Lee", "Bo Chen"],
        "",
        None,
        {"link": ARXIV},
        ["Lists", "Reading"],
        abstract="It reads lists.",
    ),
    "more bullets with labels": Form(
        f"- [Learning to Read Lists]({ARXIV})\n    - Authors: Ann Lee, Bo Chen\n"
        "    - 🏛️ Institutions: Some University\n    - 📅 Date: Oct 4, 2024\n"
        "    - 📑 Publisher: ICLR 2025\n    - 🔑 Key: [lists], [reading]",
        ["Ann Lee", "Bo Chen"],
        "ICLR",
        2025,
        {"link": ARXIV},
        ["lists", "reading"],
        note="Some University",
    ),
    "linked badges": Form(
        f"+ [Learning to Read Lists]({ARXIV}) (Feb., 2025 ICLR 2025)  \n"
        f"  [![Star](https://img.shields.io/github/stars/ann/work.svg)]({CODE})\n"
        f"  [![arXiv](https://img.shields.io/badge/arXiv-b31b1b.svg)]({ARXIV})",
        [],
        "ICLR",
        2025,
        {"link": ARXIV, "code": CODE},
    ),
    "names first": Form(
        f"* Ann Lee, Bo Chen, Cy Young, Learning to Read Lists, ICCV, 2015. [[Paper]]({PDF})",
        ["Ann Lee", "Bo Chen", "Cy Young"],
        "ICCV",
        2015,
        {"pdf": PDF},
    ),
    "sentence of names first": Form(
        f"* Ann Lee and Bo Chen. Learning to Read Lists. CVPR 2020. [pdf]({PDF})",
        ["Ann Lee", "Bo Chen"],
        "CVPR",
        2020,
        {"pdf": PDF},
    ),
    "names in brackets": Form(
        f"* Learning to Read Lists (Lee et al., 2020) (ICML 2020) [pdf]({PDF})",
        ["Lee", "et al."],
        "ICML",
        2020,
        {"pdf": PDF},
    ),
    "plain byline": Form(
        f"* Learning to Read Lists, A. Lee et al. [pdf]({PDF})",
        ["A. Lee", "et al."],
        "",
        None,
        {"pdf": PDF},
    ),
    "plain sentences": Form(
        f"* Learning to Read Lists? Ann Lee, Bo Chen. Journal of Lists 2020. [pdf]({PDF})",
        ["Ann Lee", "Bo Chen"],
        "Journal of Lists",
        2020,
        {"pdf": PDF},
        title="Learning to Read Lists?",
    ),
    "venue before a colon": Form(
        f"* CVPR 2020: Learning to Read Lists [pdf]({PDF})", [], "CVPR", 2020, {"pdf": PDF}
    ),
    "venue in round brackets first": Form(
        f"* (CVPR 2020) Learning to Read Lists [pdf]({PDF})", [], "CVPR", 2020, {"pdf": PDF}
    ),
    "brackets in a title": Form(
        f"* Learning (to) Read [All] Lists [pdf]({PDF})",
        [],
        "",
        None,
        {"pdf": PDF},
        title="Learning (to) Read [All] Lists",
    ),
    "brackets that are not closed": Form(
        f"* Learning to Read Lists [[pdf]({PDF})]) (2020",
        [],
        "",
        2020,
        {"pdf": PDF},
    ),
    "a space before the address": Form(
        f"* **Learning to Read Lists** [pdf] ({PDF}) [code] ({CODE})",
        [],
        "",
        None,
        {"pdf": PDF, "code": CODE},
    ),
    "brackets around the address": Form(
        f"* **Learning to Read Lists** [paper](({PDF})) () [code]()", [], "", None, {"pdf": PDF}
    ),
    "bare addresses": Form(
        f"* **Learning to Read Lists**, paper: {PDF}, code: {CODE}",
        [],
        "",
        None,
        {"pdf": PDF, "code": CODE},
    ),
    "several links in brackets": Form(
        f"* **Learning to Read Lists** ([pdf]({PDF}), [code]({CODE}))",
        [],
        "",
        None,
        {"pdf": PDF, "code": CODE},
    ),
    "venue as a label": Form(
        f"* **Learning to Read Lists** [[CVPR 2020]({PDF})] [[Code, ICML 2021]({CODE})]",
        [],
        "CVPR",
        2020,
        {"CVPR 2020": PDF, "Code, ICML 2021": CODE},
        note="ICML 2021",
    ),
    "undated venue as a label": Form(
        f"* **Learning to Read Lists** [[Nature Medicine]({PDF})]",
        [],
        "Nature Medicine",
        None,
        {"Nature Medicine": PDF},
    ),
    "html": Form(
        f"<ul>\n<li><b>Learning to Read Lists</b>. <i>Ann Lee, Bo Chen</i>. CVPR 2020. "
        f"<a href='{PDF}'>pdf</a></li>\n</ul>",
        ["Ann Lee", "Bo Chen"],
        "CVPR",
        2020,
        {"pdf": PDF},
    ),
    "html paragraph": Form(
        f'<p>\n<a href="{ARXIV}"><strong>Learning to Read Lists</strong></a><br>\n'
        "<em>Ann Lee<sup>1,*</sup>, Bo Chen<sup>2</sup></em><br>\nCVPR 2020\n</p>",
        ["Ann Lee", "Bo Chen"],
        "CVPR",
        2020,
        {"link": ARXIV},
    ),
    "reference link": Form(
        f"* [Learning to Read Lists][r] CVPR 2020\n\n[r]: {ARXIV}",
        [],
        "CVPR",
        2020,
        {"link": ARXIV},
    ),
    "track and award": Form(
        f"* [Learning to Read Lists]({ARXIV}), CVPR 2020 (Oral), Best Paper Award",
        [],
        "CVPR",
        2020,
        {"link": ARXIV},
        track="Oral",
    ),
    "another venue": Form(
        f"* [Learning to Read Lists]({ARXIV}) *arXiv 2020*, **CVPR 2021**",
        [],
        "arXiv",
        2020,
        {"link": ARXIV},
        note="CVPR 2021",
    ),
    "struck out, emoji and nothing": Form(
        f"* :star: **Learning to Read Lists** - N/A - null [[pdf]({PDF})] [⬆](#top) ~~old~~",
        [],
        "",
        None,
        {"pdf": PDF},
        note="old",
    ),
    "any script": Form(
        f"* **学习阅读论文列表的方法** *张三、李四* [论文]({PDF})",
        ["张三", "李四"],
        "",
        None,
        {"pdf": PDF},
        title="学习阅读论文列表的方法",
    ),
    "emphasis within a title": Form(
        f"* Learning *in vivo* to Read Lists [pdf]({PDF})",
        [],
        "",
        None,
        {"pdf": PDF},
        title="Learning in vivo to Read Lists",
    ),
    "labelled title": Form(
        f"* Title: Learning to Read Lists\n  * Venue: Journal of Lists\n  * Year: 2020\n"
        f"  * Link: [paper]({PDF})\n  * Note: It is short",
        [],
        "Journal of Lists",
        2020,
        {"pdf": PDF},
        note="It is short",
    ),
    "a label without an address": Form(
        f"* **Learning to Read Lists** [code] soon [pdf]({PDF})",
        tags=[],
        links={"pdf": PDF},
        note="soon",
    ),
    "a label and a link that has one": Form(
        f"* **Learning to Read Lists** [code] ([pdf]({PDF}) {CODE})",
        links={"pdf": PDF, "code": CODE},
    ),
    "a remark with a link in it": Form(
        f"* **Learning to Read Lists** [pdf]({PDF}) (this is told in more words [here]({CODE}))",
        links={"pdf": PDF, "link": CODE},
        note="this is told in more words",
    ),
    "authors with links, in no emphasis": Form(
        f"* [Learning to Read Lists]({PDF}), [Ann Lee](https://a.org/a), [Bo Chen](https://a.org/b)",
        ["Ann Lee", "Bo Chen"],
        links={"pdf": PDF},
    ),
    "one name that links": Form(
        f"* [Learning to Read Lists]({PDF}), [Some Page](https://a.org/a)",
        links={"pdf": PDF, "Some Page": "https://a.org/a"},
    ),
    "names that link behind one that does not": Form(
        f"* **Learning to Read Lists** *Ann Lee, Bo Chen, [Cy Young](https://a.org/c) "
        f"and Di Fox* [pdf]({PDF})",
        ["Ann Lee", "Bo Chen", "Cy Young", "Di Fox"],
        links={"pdf": PDF},
    ),
    "badges that are a venue and a year": Form(
        f"* **Learning to Read Lists** ![](https://img.shields.io/badge/CVPR-2020-red) "
        f"![](https://img.shields.io/badge/2019-red) [pdf]({PDF})",
        [],
        "CVPR",
        2020,
        {"pdf": PDF},
    ),
    "words in code": Form(
        f"* [Learning to Read Lists]({PDF}) `Some Company` `2020`",
        [],
        "",
        2020,
        {"pdf": PDF},
        ["Some Company"],
    ),
    "a company in capitals and a year in code": Form(
        f"* [Learning to Read Lists]({PDF}) `OwlCorp` `2020`",
        [],
        "",
        2020,
        {"pdf": PDF},
        ["OwlCorp"],
    ),
    "words in quotation marks in a link": Form(
        f'* [Reading Lists of "the Long Winter"]({PDF})',
        links={"pdf": PDF},
        title='Reading Lists of "the Long Winter"',
    ),
    "names in code": Form(
        f"* [Learning to Read Lists]({PDF}) `Ann Lee, Bo Chen` `CVPR 2020`",
        ["Ann Lee", "Bo Chen"],
        "CVPR",
        2020,
        {"pdf": PDF},
    ),
    "venue, and where it took place": Form(
        f"* [Learning to Read Lists]({PDF}), CVPR 2020, Some Town, Some Country",
        [],
        "CVPR",
        2020,
        {"pdf": PDF},
        note="Some Town, Some Country",
    ),
    "a company and a date": Form(
        f"* [Learning to Read Lists]({PDF}) – Owl AI (Oct 2022)",
        [],
        "",
        2022,
        {"pdf": PDF},
        note="Owl AI",
    ),
    "counts and researchers": Form(
        f"* [Learning to Read Lists. 2019-10]({PDF})<br>Citation: 3<br>Team: Ann Lee, Bo Chen",
        [],
        "",
        2019,
        {"pdf": PDF},
        note="Ann Lee, Bo Chen",
    ),
    "bullets below a paper, in Chinese": Form(
        f"+ Lee A B, Chen C. [**Learning to Read Lists**]({PDF})[J]. CVPR 2020.\n"
        f"    + 阅读列表的方法\n    + 某大学；[代码开源]({CODE})\n    + [个人主页]({PAGE})，论文："
        "\n        + ICRA 2018 Reading of All the Lists",
        ["A. B. Lee", "C. Chen"],
        "CVPR",
        2020,
        {"pdf": PDF, "code": CODE, "project": PAGE},
        note="阅读列表的方法; 某大学; Reading of All the Lists; ICRA 2018",
    ),
    "a number and a word joined by hyphens": Form(
        f"* [10-K-Bytes Reading]({PDF})", links={"pdf": PDF}, title="10-K-Bytes Reading"
    ),
    "a dated badge": Form(
        f"* **Learning to Read Lists** ![](https://img.shields.io/badge/2019-red) [pdf]({PDF}) "
        f"![b](https://img.shields.io/badge/b-red)",
        [],
        "",
        2019,
        {"pdf": PDF},
        ["b"],
    ),
    "a link to a badge": Form(
        f"* **Learning to Read Lists** [x](https://img.shields.io/badge/b-red) [pdf]({PDF})",
        links={"pdf": PDF},
    ),
    "a venue told twice": Form(
        f"* **Learning to Read Lists** *CVPR*, **CVPR 2020 Oral**, [pdf]({PDF})",
        [],
        "CVPR",
        2020,
        {"pdf": PDF},
        track="Oral",
    ),
    "a track told elsewhere": Form(
        f"* **Learning to Read Lists** *CVPR 2020*, **Spotlight**, **Poster** [pdf]({PDF})",
        [],
        "CVPR",
        2020,
        {"pdf": PDF},
        track="Spotlight",
    ),
    "authors told twice": Form(
        f"* **Learning to Read Lists** *Ann Lee, Bo Chen* **Cy Young, Di Fox** [pdf]({PDF})",
        ["Ann Lee", "Bo Chen"],
        links={"pdf": PDF},
        note="Cy Young, Di Fox",
    ),
    "a date that is told more exactly": Form(
        f"* **Learning to Read Lists** (2020) *2020.5* **2019** [pdf]({PDF})",
        [],
        "",
        2020,
        {"pdf": PDF},
    ),
    "authors and where they work": Form(
        f"* **Learning to Read Lists** *ECCV, 2022 (Some Institute)* [pdf]({PDF})",
        [],
        "ECCV",
        2022,
        {"pdf": PDF},
        note="Some Institute",
    ),
    "et al. and a date": Form(
        f"* **Learning to Read Lists** *Lee et al. 2020* [pdf]({PDF})",
        ["Lee", "et al."],
        "",
        2020,
        {"pdf": PDF},
    ),
    "et al. and a tail": Form(
        f"* **Learning to Read Lists** *Lee et al. - we like it? CVPR 2020* [pdf]({PDF})",
        ["Lee", "et al."],
        "",
        None,
        {"pdf": PDF},
        note="we like it? CVPR 2020",
    ),
    "et al. and a remark, a venue": Form(
        f"* **Learning to Read Lists** *Lee et al. (we like it), CVPR 2020* [pdf]({PDF})",
        ["Lee", "et al."],
        "CVPR",
        2020,
        {"pdf": PDF},
        note="we like it",
    ),
    "no names before et al.": Form(
        f"* **Learning to Read Lists** *see the work of us et al.* [pdf]({PDF})",
        links={"pdf": PDF},
        note="see the work of us et al",
    ),
    "a remark before a venue": Form(
        f"* **Learning to Read Lists** *we like this, CVPR 2020* [pdf]({PDF})",
        [],
        "CVPR",
        2020,
        {"pdf": PDF},
        note="we like this",
    ),
    "a long remark with a venue": Form(
        f"* **Learning to Read Lists** *{'we like this so much ' * 4}, CVPR 2020* [pdf]({PDF})",
        links={"pdf": PDF},
        note=f"{'we like this so much ' * 4}, CVPR 2020".replace("  ", " "),
    ),
    "names and a remark": Form(
        f"* **Learning to Read Lists** *Ann Lee, Bo Chen. we like this* [pdf]({PDF})",
        ["Ann Lee", "Bo Chen"],
        links={"pdf": PDF},
        note="we like this",
    ),
    "a sentence below a bold title": Form(
        f"**Learning to Read Lists**\nThis paper says how one can read lists that are long and "
        f"boring. [[paper]({PDF})]",
        links={"pdf": PDF},
        note="This paper says how one can read lists that are long and boring",
    ),
    "a bold name above its title": Form(
        f"- **ListNet**<br>\n  Learning to Read Lists [[paper]({PDF})]",
        links={"pdf": PDF},
        tags=["ListNet"],
    ),
    "a mark in bold before the title": Form(
        f"- **New!** Learning to Read Lists (CVPR 2021) [[paper]({PDF})]",
        venue="CVPR",
        year=2021,
        links={"pdf": PDF},
        tags=["New!"],
    ),
    "a title that begins with a year": Form(
        f"- 2001: A List Odyssey, CVPR 2021 [[paper]({PDF})]",
        venue="CVPR",
        year=2021,
        links={"pdf": PDF},
        title="2001: A List Odyssey",
    ),
    "a bracket too many behind a label": Form(
        f"- Learning to Read Lists [paper]]({PDF})",
        links={"pdf": PDF},
    ),
    "quotation marks in quotation marks": Form(
        f'- LLN: “Is "Fair" a Word?” ACL 2019 [[PDF]]({PDF})',
        venue="ACL",
        year=2019,
        links={"pdf": PDF},
        tags=["LLN"],
        title='Is "Fair" a Word?',
    ),
    "what a bold name is": Form(
        f"- **Red Hen**, a survey of tools for hens. [[paper]({PDF})]",
        links={"pdf": PDF},
        note="a survey of tools for hens",
        title="Red Hen",
    ),
    "and others in Chinese": Form(
        f"- 【CVPR 2021】阅读长列表的方法，张三等 [[论文]({PDF})]",
        ["张三", "et al."],
        "CVPR",
        2021,
        {"pdf": PDF},
        title="阅读长列表的方法",
    ),
    "a tag that happens to be a venue": Form(
        f"- [Learning to Read Lists]({PDF}) `WWW` `ICCV 2023`",
        venue="ICCV",
        year=2023,
        links={"pdf": PDF},
        tags=["WWW"],
    ),
    "a title that says by what": Form(
        f"- Learning to Read Lists by Short Lists, CVPR 2023 [[paper]({PDF})]",
        venue="CVPR",
        year=2023,
        links={"pdf": PDF},
        title="Learning to Read Lists by Short Lists",
    ),
    "an unknown venue in brackets first": Form(
        f"* [**Some Annals 2020**] Learning to Read Lists [pdf]({PDF})",
        [],
        "Some Annals",
        2020,
        {"pdf": PDF},
    ),
    "an unknown venue behind": Form(
        f"* **Learning to Read Lists** *Annals of the Lists* *XYZW 2020* [pdf]({PDF})",
        [],
        "XYZW",
        2020,
        {"pdf": PDF},
        note="Annals of the Lists",
    ),
    "an aside that names nobody": Form(
        f"* Learning to Read Lists (for all) [pdf]({PDF})",
        links={"pdf": PDF},
        title="Learning to Read Lists (for all)",
    ),
    "a title in HTML that goes on": Form(
        f"* <b>Learning</b><b> to Read Lists</b></b> <sup>new</sup> </sup> <a>x</a> "
        f"<img src='y'> [pdf]({PDF})",
        links={"pdf": PDF},
        note="new x",
    ),
    "an html list and a break in a table": Form(
        f"<ul><li><p><b>Learning to Read Lists</b></p> <a href='{PDF}'>pdf</a></li></ul>",
        links={"pdf": PDF},
    ),
    "a paragraph in an html bullet, then one outside": Form(
        f"<ul><li><p>Learning to Read Lists</p> <a href='{PDF}'>pdf</a><br></ul><p>x</p>",
        links={"pdf": PDF},
    ),
    "a venue and nothing that is sure before it": Form(
        f"* **Learning to Read Lists** *Oh? Dear? Why? CVPR 2020* [pdf]({PDF})",
        links={"pdf": PDF},
        note="Oh? Dear? Why? CVPR 2020",
    ),
    "many words after a date": Form(
        f"* **Learning to Read Lists** *it is so that in a year we read it more than "
        f"once* [pdf]({PDF})",
        links={"pdf": PDF},
        note="it is so that in a year we read it more than once",
    ),
    "venues and dates, over and over": Form(
        f"* Learning to Read Lists, CVPR 2020, CVPR 2020, CVPR 2020, CVPR 2020 [pdf]({PDF})",
        [],
        "CVPR",
        2020,
        {"pdf": PDF},
        title="Learning to Read Lists",
    ),
    "a name and a year before a colon": Form(
        f"* Nature: Learning to Read Lists [pdf]({PDF})",
        links={"pdf": PDF},
        title="Nature: Learning to Read Lists",
    ),
    "undated, in brackets first": Form(
        f"* (CVPR) Learning to Read Lists [pdf]({PDF})",
        [],
        "CVPR",
        None,
        {"pdf": PDF},
    ),
    "two unknown venues": Form(
        f"* **Learning to Read Lists** *XYZW 2020* *ABCD 2021* [pdf]({PDF})",
        [],
        "XYZW",
        2020,
        {"pdf": PDF},
        note="ABCD 2021",
    ),
    "abstract told twice": Form(
        f"* **Learning to Read Lists** [pdf]({PDF})\n  * TLDR: It reads lists\n  * "
        f"Abstract: It reads",
        links={"pdf": PDF},
        note="It reads",
        abstract="It reads lists",
    ),
    "a footnote at a title": Form(
        f"* <b>Learning to Read Lists</b> </sup> <a>remark</a> <!-- y --> <wbr> [pdf]({PDF})",
        links={"pdf": PDF},
        note="remark",
    ),
    "a year before a title and its venue behind it": Form(
        f"- 2020: Learning to Read Lists, CVPR 2020 [[pdf]]({PDF})",
        venue="CVPR",
        year=2020,
        links={"pdf": PDF},
    ),
    "one name of several in italics behind a bold title": Form(
        f"- **Learning to Read Lists**. *Ann Lee*, Bo Ito, CVPR 2020 [[pdf]]({PDF})",
        authors=["Ann Lee", "Bo Ito"],
        venue="CVPR",
        year=2020,
        links={"pdf": PDF},
    ),
    "a year before a title and behind its authors": Form(
        f"- 2020: Learning to Read Lists, Ann Lee and Bo Ito, 2020 [[pdf]]({PDF})",
        authors=["Ann Lee", "Bo Ito"],
        year=2020,
        links={"pdf": PDF},
    ),
    "a name alone that links": Form(
        f"* [Learning to Read Lists]({PDF}), [Cy Young](https://a.org/a)",
        links={"pdf": PDF, "Cy Young": "https://a.org/a"},
    ),
    "a remark with a venue in brackets": Form(
        f"* **Learning to Read Lists** [pdf]({PDF})\n  * Comment: we like this (CVPR 2020)",
        [],
        "CVPR",
        2020,
        {"pdf": PDF},
        note="we like this",
    ),
    "a picture in a label": Form(
        f"* **Learning to Read Lists** [pdf ![x](https://a.org/x.png)]({PDF}) ![y](https://a.org/y.png)",
        links={"pdf": PDF},
    ),
    "a linked title over two lines, with emphasis": Form(
        f"* [Learning *to* Read\n  Lists]({ARXIV}), CVPR 2020", [], "CVPR", 2020, {"link": ARXIV}
    ),
    "two links with one label": Form(
        f"* **Learning to Read Lists** [pdf]({PDF}) [pdf]({ARXIV}) [pdf]({PDF})",
        [],
        "",
        None,
        {"pdf": PDF, "pdf 2": ARXIV},
    ),
    "two links of which the list has two words": Form(
        f"* **Learning to Read Lists** [[paper]]({PDF}) [[pdf]]({ARXIV}) [github]({CODE}) "
        f"[code]({PAGE})",
        links={"paper": PDF, "pdf": ARXIV, "github": CODE, "code": PAGE},
    ),
    "two links with a word behind each": Form(
        f"* **Learning to Read Lists** [pdf]({PDF}) [code]({CODE}) (PyTorch) [code]({PAGE}) (JAX)",
        links={"pdf": PDF, "code": CODE, "code (JAX)": PAGE},
    ),
    "names and more behind a comma": Form(
        f"- Learning to Read Lists, Ann Lee, Bo Chen et al. [[pdf]({PDF})]",
        ["Ann Lee", "Bo Chen", "et al."],
        links={"pdf": PDF},
    ),
    "a line break in the authors": Form(
        f"* **Learning to Read Lists**\n  *Ann Lee, Bo Chen,\n  Cy Young* [pdf]({PDF})",
        ["Ann Lee", "Bo Chen", "Cy Young"],
        "",
        None,
        {"pdf": PDF},
    ),
}
"""By what is peculiar to each."""

TWO, THREE = ("Ann Lee", "Bo Ito"), ("Ann Lee", "Bo Ito", "Cy Young")
BRIEF = ("A. Lee", "B. C. Ito")

REFERENCES = {
    "a year and a venue joined to the title": (f"16-ICML-{TITLE}", (), "ICML", 2016),
    "a venue and a year joined to the title": (f"ICML'16-{TITLE}", (), "ICML", 2016),
    "a venue of capitals joined to the title": (f"2016-COLIST-{TITLE}", (), "COLIST", 2016),
    "a venue in italics behind a stop and `In`": (f"{TITLE}. In *ICML 2021*.", (), "ICML", 2021),
    "a last author whose initial looks like a journal": (
        f"<**{TITLE}**> by Ann Lee, Cy D. Young, J. Bo Chen, 2012.",
        ("Ann Lee", "Cy D. Young", "J. Bo Chen"),
        "",
        2012,
    ),
    "a whole citation that is a link": (
        f'[Lee, Ann, Bo Chen, and Cy Young. "{TITLE}." arXiv:1902.04114 (2019).]({PDF})',
        ("Ann Lee", "Bo Chen", "Cy Young"),
        "arXiv",
        2019,
    ),
    "the same of one author, in a journal with a series": (
        f"[Lee, Ann. “{TITLE}.” Journal of Lists: Series B (Methods) 80 (2018).]({PDF})",
        ("Ann Lee",),
        "Journal of Lists: Series B (Methods)",
        2018,
    ),
    "signs of an address around a title": (
        f"<[{TITLE}]({PDF})>, Ann Lee, Bo Chen, Cy Young, ICML 2019.",
        ("Ann Lee", "Bo Chen", "Cy Young"),
        "ICML",
        2019,
    ),
    "a venue in italics behind `in`": (f"{TITLE}, in *ICML* 2021.", (), "ICML", 2021),
    "the id of a preprint, then where it appeared": (
        f"Ann Lee, Bo Chen, *{TITLE}*, arXiv:1506.00001 / NIPS 2015",
        ("Ann Lee", "Bo Chen"),
        "NeurIPS",
        2015,
    ),
    "a middle author whose initial looks like a journal": (
        f"<**{TITLE}**> by Ann C. Lee, J. Bo Chen, and Cy D. Young, 2012.",
        ("Ann C. Lee", "J. Bo Chen", "Cy D. Young"),
        "",
        2012,
    ),
    "a month behind a title that is a link": (
        f"[{TITLE}. ECCV 2020. 2020-03-11]({PDF})",
        (),
        "ECCV",
        2020,
    ),
    "venue, then authors, the first by family name": (
        f"**{TITLE}** (2023), ICML'23, Lee, Ann, et al.",
        ("Ann Lee", "et al."),
        "ICML",
        2023,
    ),
    "the same without a comma behind the first": (
        f"**{TITLE}** (2023), arxiv, Lee, Ann Mary et al.",
        ("Ann Mary Lee", "et al."),
        "arXiv",
        2023,
    ),
    "venue, then authors": (
        f"**{TITLE}**, CVPR 2020, Ann Lee, Bo Chen, and Cy Young",
        ("Ann Lee", "Bo Chen", "Cy Young"),
        "CVPR",
        2020,
    ),
    "a family name like a venue, with bare initials": (
        f"Lee A, Sun B, Chi W, et al. **{TITLE}**[J]. CVPR 2020.",
        ("A. Lee", "B. Sun", "W. Chi", "et al."),
        "CVPR",
        2020,
    ),
    "a family name like a venue": (
        f"**{TITLE}**. Chi, Ann, et al. CVPR 2020.",
        ("Ann Chi", "et al."),
        "CVPR",
        2020,
    ),
    "bare initials and carriers, as the Chinese standard has it": (
        f"Lee A B, Van Elm C, Ito D. {TITLE}[J]. IEEE Access, **2020**, 8: 90042-90051.",
        ("A. B. Lee", "C. Van Elm", "D. Ito"),
        "IEEE Access",
        2020,
    ),
    "the same with a label, a link and proceedings": (
        f"**论文**：Lee A, Ito B C, et al. [**{TITLE}**]({PDF})[C]//2014 ICRA. IEEE, 2014: 26-32.",
        ("A. Lee", "B. C. Ito", "et al."),
        "ICRA",
        2014,
    ),
    "announced as a paper": (
        f"Paper: Ann Lee, Bo Chen. **{TITLE}**. ICML 2020.",
        ("Ann Lee", "Bo Chen"),
        "ICML",
        2020,
    ),
    "announced as a paper, in Chinese": (f"论文：{TITLE}. ICML 2020.", (), "ICML", 2020),
    "one author, then a stop and a title in italics": (
        f"Lee, Ann B. *{TITLE}*. NeurIPS, 2018.",
        ("Ann B. Lee",),
        "NeurIPS",
        2018,
    ),
    "one author, then a year in brackets": (
        f"Lee, Ann (2018). {TITLE}. NeurIPS.",
        ("Ann Lee",),
        "NeurIPS",
        2018,
    ),
    "one author between stops": (
        f"{TITLE}. Ann Lee. ICML 2020.",
        ("Ann Lee",),
        "ICML",
        2020,
    ),
    "one author with an initial, by commas": (
        f"{TITLE}, J. H. Ito, CVPR, 2019.",
        ("J. H. Ito",),
        "CVPR",
        2019,
    ),
    "several first and et al.": (
        f"Ann Lee, Bo Ito, et al. {TITLE}. *ECCV*, 2014.",
        ("Ann Lee", "Bo Ito", "et al."),
        "ECCV",
        2014,
    ),
    "pages without a word, then the year": (
        f"[{TITLE}]({PAGE}), IROS, 2731-2738, 2014",
        (),
        "IROS",
        2014,
    ),
    "number of an article, then the year": (
        f"[{TITLE}]({PAGE}), Pattern Recognition, 108102, 2021",
        (),
        "Pattern Recognition",
        2021,
    ),
    "year, then the number of an article": (
        f"[{TITLE}]({PAGE}). *Medical Image Analysis*, 2021, 102035.",
        (),
        "MedIA",
        2021,
    ),
    "a volume behind an unknown venue in italics": (
        f"[{TITLE}]({PAGE}). *Journal of Lists*, vol. 12, art. no. 12035, 2021.",
        (),
        "Journal of Lists",
        2021,
    ),
    "a volume, its number with a space, and the year": (
        f"[{TITLE}]({PAGE}), Robot. Syst., 12 (3), 2018",
        (),
        "Robot. Syst.",
        2018,
    ),
    "a page that looks like a year": (
        f"[{TITLE}]({PAGE}), Appl. Sci. 10(6), 2024, 2020.",
        (),
        "Appl. Sci.",
        2020,
    ),
    "electronic pages": (
        f"[{TITLE}]({PAGE}), PNAS, 115(2):E1000–E1010, 2018.",
        (),
        "PNAS",
        2018,
    ),
    "the number of an article behind the year": (
        f"[{TITLE}]({PAGE}), PLOS ONE 2016; 11(3): e0150001.",
        (),
        "PLOS ONE",
        2016,
    ),
    "an abbreviation of one word at the end": (
        f"[{TITLE}]({PAGE}). Remote Sens., vol. 13, no. 2, p. 211, 2021.",
        (),
        "Remote Sens.",
        2021,
    ),
    "in single quotation marks": (
        f"'{TITLE}' ICLR 2021.",
        (),
        "ICLR",
        2021,
    ),
    "in quotation marks, by one author": (
        f'"{TITLE}" by Ann Lee, WACV 2018.',
        ("Ann Lee",),
        "WACV",
        2018,
    ),
    "a number sign before": (
        f"#4 {TITLE}, CVPR 2021",
        (),
        "CVPR",
        2021,
    ),
    "a number and a colon before": (
        f"7: {TITLE}, CVPR 2021",
        (),
        "CVPR",
        2021,
    ),
    "a number in words before a bold title": (
        f"No. 8 **{TITLE}**, CVPR 2021",
        (),
        "CVPR",
        2021,
    ),
    "a quotation mark that nothing closes": (
        f'"{TITLE} (CVPR 2021)',
        (),
        "CVPR",
        2021,
    ),
    "names in bold amid others": (
        f"[{TITLE}]({PAGE}). Ann Lee, **Bo Ito**, Cy Young. CVPR 2019.",
        THREE,
        "CVPR",
        2019,
    ),
    "names in italics with marks": (
        f"[{TITLE}]({PAGE}). *Ann Lee*\\*, *Bo Ito*\\*, Cy Young. CVPR 2019.",
        THREE,
        "CVPR",
        2019,
    ),
    "a name underlined": (
        f"[{TITLE}]({PAGE}). <u>Ann Lee</u>, Bo Ito. CVPR 2019.",
        TWO,
        "CVPR",
        2019,
    ),
    "names in bold with raised numbers": (
        f"[{TITLE}]({PAGE}). **Ann Lee**<sup>1</sup>, Bo Ito<sup>2</sup>. CVPR 2019.",
        TWO,
        "CVPR",
        2019,
    ),
    "names in three styles, et al.": (
        f"[{TITLE}]({PAGE}). `Ann Lee`, Bo Ito, ***Cy Young***, et al. CVPR 2019.",
        (*THREE, "et al."),
        "CVPR",
        2019,
    ),
    "a bold name and another": (
        f"[{TITLE}]({PAGE}). __Ann Lee__ and Bo Ito. CVPR 2019.",
        TWO,
        "CVPR",
        2019,
    ),
    "one author with initials, last name first": (
        f"Lee, A. B.,\n*[{TITLE}](https://e.org/1)*,\nPhD Thesis, 2012.",
        ("A. B. Lee",),
        "PhD Thesis",
        2012,
    ),
    "a name with commas and an acronym, and a city": (
        f"Lee, A., *[{TITLE}](https://e.org/1)*, Conf. on Owls, Foxes and Hens (OFHC), Rome, 2014.",
        ("A. Lee",),
        "Conf. on Owls, Foxes and Hens (OFHC)",
        2014,
    ),
    "a known acronym before a city": (
        f"*[{TITLE}](https://e.org/1)*, Europ. Conf. on Seeing (ECCV), Rome, Italy, 2014.",
        (),
        "ECCV",
        2014,
    ),
    "authors, a known acronym and a city": (
        f"**{TITLE}.** Ann Lee, Bo Ito, Int. Conf. on Arms (ICRA), Rome, Italy, 2020.",
        TWO,
        "ICRA",
        2020,
    ),
    "words and a year where authors are told": (
        f"Lee, A. B., Ito, B., *[{TITLE}](https://e.org/1)*, Optics Now and Then, 2014.",
        ("A. B. Lee", "B. Ito"),
        "Optics Now and Then",
        2014,
    ),
    "two words and a year where authors are told": (
        f"Lee, A. B., Ito, B., *[{TITLE}](https://e.org/1)*, Optics Now, 2014.",
        ("A. B. Lee", "B. Ito"),
        "Optics Now",
        2014,
    ),
    "a month and a year where authors are told": (
        f"Lee, A. B., Ito, B., *[{TITLE}](https://e.org/1)*, Oct, 2014.",
        ("A. B. Lee", "B. Ito"),
        "",
        2014,
    ),
    "a name with commas and an and": (
        f"Lee, A. B., *[{TITLE}](https://e.org/1)*, 8th Conference on Owls, Foxes, and Hens, 2014.",
        ("A. B. Lee",),
        "Conference on Owls, Foxes, and Hens",
        2014,
    ),
    "a name, a stop and a thesis": (
        f"**{TITLE}**, Ann Lee. Master's thesis, City University, 2019. [pdf]({PDF})",
        ("Ann Lee",),
        "Master's thesis",
        2019,
    ),
    "a stop for a comma in APA": (
        f"Lee, A., Ito. B., Young, C. (2020). {TITLE}. *Neural Computation*, 27(4).",
        ("A. Lee", "B. Ito", "C. Young"),
        "Neural Computation",
        2020,
    ),
    "MLA, others": (
        f'Lee, Ann, et al. "**{TITLE}**." *arXiv preprint arXiv:1901.00001* (2019).',
        ("Ann Lee", "et al."),
        "arXiv",
        2019,
    ),
    "MLA, three": (
        f'Lee, Ann, Bo Ito, and Cy Young. "{TITLE}." *Nature* 521.7553 (2015): 436-444.',
        THREE,
        "Nature",
        2015,
    ),
    "MLA, not emphasised": (
        f'Lee, Ann, and Bo Ito. "{TITLE}." Science 313.5786 (2006): 504-507.',
        TWO,
        "Science",
        2006,
    ),
    "MLA, proceedings": (
        f'Lee, Ann, and Bo Ito. "{TITLE}." *Neural information processing systems*. 2014.',
        TWO,
        "NeurIPS",
        2014,
    ),
    "Chicago": (
        f'Lee, Ann, and Bo Ito. 2019. "{TITLE}." Nature 12 (3): 1-9.',
        TWO,
        "Nature",
        2019,
    ),
    "APA": (
        f"Lee, A., & Ito, B. C. (2019). {TITLE}. Journal of Lists, 3(2), 1-9.",
        BRIEF,
        "Journal of Lists",
        2019,
    ),
    "APA, proceedings": (
        f"Lee, A., & Ito, B. C. (2019). {TITLE}. In CVPR (pp. 1-9).",
        BRIEF,
        "CVPR",
        2019,
    ),
    "initials behind names": (
        f"Lee, A., Ito, B. C.: {TITLE}. In: CVPR (2019)",
        BRIEF,
        "CVPR",
        2019,
    ),
    "Vancouver": (f"Lee A, Ito BC. {TITLE}. Nature. 2019;12(3):1-9.", BRIEF, "Nature", 2019),
    "all last name first": (
        f'Lee, Ann, Ito, Bo, and Young, Cy. "{TITLE}." CVPR 2019.',
        THREE,
        "CVPR",
        2019,
    ),
    "names behind a plain title": (f"{TITLE}, Ann Lee, Bo Ito, CVPR 2019.", TWO, "CVPR", 2019),
    "three names behind it": (f"{TITLE}, Ann Lee, Bo Ito and Cy Young", THREE, "", None),
    "by": (f"<[{TITLE}]({CODE})>, by Ann Lee and Bo Ito, 2019", TWO, "", 2019),
    "by, written signs": (f"\\<[{TITLE}]({CODE})\\> by Ann Lee, Bo Ito, 2019.", TWO, "", 2019),
    "by one": (f"[{TITLE}]({CODE}) by Ann Lee", ("Ann Lee",), "", None),
    "by, a venue": (f"[{TITLE}]({CODE}), by Ann Lee, Bo Ito, in ICML 2019", TWO, "ICML", 2019),
    "authors, a venue": (
        f"[{TITLE}]({CODE}). Authors: Ann Lee, Bo Ito. ICML 2019",
        TWO,
        "ICML",
        2019,
    ),
    "one author": (f"[{TITLE}]({CODE}). Authors: Readers", ("Readers",), "", None),
    "an institute": (
        f"[{TITLE}]({CODE}). Ann Lee, Max Planck Institute. 2019",
        ("Ann Lee",),
        "",
        2019,
    ),
    "a university": (
        f"[{TITLE}]({CODE}), Ann Lee, Bo Ito, University of Lists, ICML 2019",
        TWO,
        "ICML",
        2019,
    ),
    "a label": (f"{TITLE} [VizConf 2024]({PAGE})", (), "VizConf", 2024),
    "a label beside others": (f"{TITLE} [[VizConf'24]]({PAGE})", (), "VizConf", 2024),
    "a workshop's label": (
        f"{TITLE} [[FL-IJCAI Workshop 2020]]({PAGE})",
        (),
        "FL-IJCAI Workshop",
        2020,
    ),
    "emphasis and a year": (
        f"[{TITLE}]({CODE}). *Annual Days of Viz*, 2024",
        (),
        "Annual Days of Viz",
        2024,
    ),
    "letters and a year": (f"[{TITLE}]({CODE}). **VizConf**, 2024", (), "VizConf", 2024),
    "a venue and a date in the link": (
        f"[{TITLE}. ICML 2019. 2019-03-01]({CODE})",
        (),
        "ICML",
        2019,
    ),
    "a venue behind a dash in the link": (f"[{TITLE} - ICML2019]({CODE})", (), "ICML", 2019),
    "a venue behind a comma in the link": (f"[{TITLE}, ICML 2019]({CODE})", (), "ICML", 2019),
    "a venue before it in the link": (f"[ICML 2019: {TITLE}]({CODE})", (), "ICML", 2019),
    "others in the link": (
        f"[{TITLE}, Lee et al., ICML 2019]({CODE})",
        ("Lee", "et al."),
        "ICML",
        2019,
    ),
    "a preprint in the link": (f"[{TITLE}. Preprint]({CODE})", (), "Preprint", None),
    "the month of arXiv": (f"{TITLE} [[arXiv 1901]]({CODE})", (), "arXiv", 2019),
    "the month of arXiv as a year": (
        f"{TITLE}, arXiv 2005 [a]({ARXIV_2020})",
        (),
        "arXiv",
        2020,
    ),
    "a year of arXiv": (f"{TITLE}, arXiv 2008 [a]({ARXIV_2020})", (), "arXiv", 2008),
    "pages of arXiv": (f"[{TITLE}]({CODE}). bioRxiv 2020.05.01.123456", (), "bioRxiv", 2020),
    "a venue in brackets in the link": (f"[(ICML 2019) {TITLE}]({CODE})", (), "ICML", 2019),
    "a venue in brackets before the link": (f"(ICML 2019) [{TITLE}]({CODE})", (), "ICML", 2019),
    "stars": (f"[{TITLE}]({CODE}) Stars: 1.2k. ICML 2019", (), "ICML", 2019),
    "stars and no word": (f"[{TITLE}]({CODE}), ICML 2019 ⭐123", (), "ICML", 2019),
}
"""Source, authors, venue and year, by style; a link to the paper follows the source."""


@dataclass
class ResourceForm:
    """What is no paper as a list tells it, and what it says."""

    source: str
    type: str = "software"
    heading: str = "Topic"
    title: str = "Owl"
    links: dict[str, str] = field(default_factory=lambda: {"code": CODE})
    note: str = ""
    tags: list[str] = field(default_factory=list)
    authors: list[str] = field(default_factory=list)
    year: int | None = None


HOME = "https://owl.example.org"
VIDEO = "https://youtu.be/x"
DATA = "https://zenodo.org/records/1"

RESOURCES = {
    "words and a year in code": ResourceForm(
        f"- [Owl]({CODE}) `Some Company` `2020`", year=2020, tags=["Some Company"]
    ),
    "a name alone": ResourceForm(f"- [Owl]({CODE})"),
    "a name of several words": ResourceForm(
        f"- [Awesome reading of lists]({CODE})", title="Awesome reading of lists"
    ),
    "a description": ResourceForm(f"- [Owl]({CODE}) - Sees at night.", note="Sees at night"),
    "a site": ResourceForm(
        f"- [Owl]({HOME}): sees at night.", "website", links={"link": HOME}, note="sees at night"
    ),
    "a site under a heading that says what it is": ResourceForm(
        f"- [Owl]({HOME}) — Sees at night.",
        heading="Tools for the night",
        links={"link": HOME},
        note="Sees at night",
    ),
    "links, licence and language behind it": ResourceForm(
        f"- [Owl]({HOME}) - Sees at night (or so). ([Demo]({HOME}/demo), [Source Code]({CODE})) "
        "`MIT` `Python`",
        links={"link": HOME, "demo": f"{HOME}/demo", "code": CODE},
        note="Sees at night (or so)",
        tags=["MIT", "Python"],
    ),
    "a name, a colon and the link": ResourceForm(
        f"- **Owl**: sees at night. [github]({CODE})", heading="Code", note="sees at night"
    ),
    "a name and the address": ResourceForm(f"- Owl: {CODE}", heading="Software"),
    "a link in brackets": ResourceForm(f"- [[Owl]({CODE})] Sees at night", note="Sees at night"),
    "a tool with a paper": ResourceForm(
        f"- **[Owl]({CODE})** - Fast counting of birds at night. [[paper]]({ARXIV})",
        heading="Toolboxes",
        links={"code": CODE, "paper": ARXIV},
        note="Fast counting of birds at night",
    ),
    "a data set that only a paper tells of": ResourceForm(
        f"- **Owl** [[paper]]({ARXIV})", "dataset", "Datasets", links={"paper": ARXIV}
    ),
    "a sentence that goes on with a link": ResourceForm(
        f"- [Owl]({CODE}), a tool by [Ann Lee]({HOME}) and others.",
        links={"code": CODE, "Ann Lee": HOME},
        note="a tool by Ann Lee and others",
    ),
    "a row with columns": ResourceForm(
        f"| Dataset | Released | Link |\n|---|---|---|\n| Owl | May 2020 | [here]({DATA}) |",
        "dataset",
        "Data",
        links={"link": DATA},
        year=2020,
    ),
    "a column with a sign above": ResourceForm(
        f"| Dataset | # | Notes |\n|---|---|---|\n| [Owl]({DATA}) | 2.15M | Calls at night |",
        "dataset",
        "Data",
        links={"data": DATA},
        note="Calls at night; 2.15M",
    ),
    "a row of HTML": ResourceForm(
        f'<table><tr><th>Name</th><th>Description</th></tr>\n<tr><td><a href="{DATA}">Owl</a></td>'
        "<td>Nights of ten years</td></tr></table>",
        "dataset",
        "Datasets",
        links={"data": DATA},
        note="Nights of ten years",
    ),
    "a bullet of HTML": ResourceForm(
        f'<ul><li><a href="{CODE}">Owl</a> - sees at night</li></ul>', note="sees at night"
    ),
    "a paragraph": ResourceForm(
        f"**[Owl]({CODE})**: sees at night", heading="Libraries", note="sees at night"
    ),
    "a number of a course": ResourceForm(
        f"- [CS 61]({HOME}) **Compilers** *Some University*\n  - Parsing and more.\n"
        f"  - [Assignments]({HOME}/a)",
        "course",
        "Courses",
        "CS 61 Compilers",
        {"link": HOME, "Assignments": f"{HOME}/a"},
        "Some University; Parsing and more",
    ),
    "a book": ResourceForm(
        f"1. [Night Birds]({HOME}) by Ann Lee and Bo Chen (2016)",
        "book",
        "Books",
        "Night Birds",
        {"link": HOME},
        authors=["Ann Lee", "Bo Chen"],
        year=2016,
    ),
    "a video with authors": ResourceForm(
        f"- **Lists explained to all** *Ann Lee and Bo Chen* [[Video]({VIDEO})] 2020",
        "talk",
        title="Lists explained to all",
        links={"video": VIDEO},
        authors=["Ann Lee", "Bo Chen"],
        year=2020,
    ),
    "a date and a word before it": ResourceForm(
        f"- [2019.05] [Essay] **Owls at work** [[Link]({HOME})]",
        "post",
        "Technical blogs",
        "Owls at work",
        {"link": HOME},
        tags=["Essay"],
        year=2019,
    ),
    "a plain name, a dash and the link": ResourceForm(
        f"- Owl - sees at night. [github]({CODE})", heading="Code", note="sees at night"
    ),
    "a venue before it": ResourceForm(
        f"- [ICML 2020] **Owl** [[Code]({CODE})]", heading="Code", year=2020
    ),
    "badges": ResourceForm(
        f"- [Owl]({CODE}) [![x](https://img.shields.io/badge/a-b)](https://img.shields.io/badge/a)"
    ),
    "bold words that say more": ResourceForm(
        f"- [Owl]({CODE}) **sees and hears all that moves at night, in the rain and in snow**",
        note="sees and hears all that moves at night, in the rain and in snow",
    ),
    "a row with a number, keywords, and columns of nothing": ResourceForm(
        "| No | Tool | Keywords | Comment | Link |\n|---|---|---|---|---|\n"
        f"| 1 | Owl | night; rain | N/A | Code [code]({CODE}) |",
        tags=["night", "rain"],
    ),
    "a name with a venue in it": ResourceForm(
        f"- [NIPS2015 Papers]({DATA}): full text of all NIPS2015 papers",
        "dataset",
        "Datasets",
        "NIPS2015 Papers",
        {"data": DATA},
        "full text of all NIPS2015 papers",
        year=2015,
    ),
    "what a tool does, with its paper": ResourceForm(
        f"- [Owl]({CODE}): A toolbox to count birds. [[paper]({ARXIV})]",
        heading="Topic",
        links={"code": CODE, "paper": ARXIV},
        note="A toolbox to count birds",
    ),
    "what a tool (X) does": ResourceForm(
        f"- [Owl]({CODE}) (Python): Counts all of the birds. [pdf]({ARXIV})",
        heading="Topic",
        links={"code": CODE, "pdf": ARXIV},
        note="Counts all of the birds",
        tags=["Python"],
    ),
    "a tool and what it is called in short": ResourceForm(
        f"- [Owl Kit]({CODE}) (OK): Counts all of the birds.",
        title="Owl Kit",
        note="(OK): Counts all of the birds",
    ),
    "a tool below the year of its bullet": ResourceForm(
        f"- 2021\n  - [Owl]({CODE}): Counts birds.\n- CVPR 2022",
        title="Owl",
        note="Counts birds",
        year=2021,
    ),
    "a paper in what is said": ResourceForm(
        f"- [Owl]({CODE}) - Sees at night by [Learning to Read Lists]({ARXIV}).",
        links={"code": CODE, "paper": ARXIV},
        note="Sees at night by Learning to Read Lists",
    ),
    "a paper behind a word or two": ResourceForm(
        f"- [Owl]({CODE}): for [Learning to Read Lists]({ARXIV})",
        links={"code": CODE, "paper": ARXIV},
        note="for Learning to Read Lists",
    ),
    "a framework that is a label elsewhere": ResourceForm(f"- [PyTorch]({CODE})", title="PyTorch"),
    "a name in Chinese": ResourceForm(
        f"- [猫头鹰]({HOME})：夜间的数据",
        "dataset",
        "常用数据集",
        "猫头鹰",
        {"link": HOME},
        "夜间的数据",
    ),
}
"""What is no paper, by how it is told, with the heading above it."""

NO_PAPERS = {
    "a remark with a link": (
        f"Researcher: Ann Lee, Some Town [Bo Chen, Some College, Town]({PDF})"
    ),
    "contents": "- [Learning to Read Lists](#learning)\n  - [Reading of Lists](#reading)",
    "prose": f"This list follows our work, [Learning to Read Lists]({ARXIV}), which you may cite.",
    "a heading in a quotation": f"> # [Learning to Read Lists]({ARXIV}), CVPR 2020",
    "a table in a bullet": f"- x\n\n  | Title |\n  |---|\n  | [Learning to Read Lists]({ARXIV}) |",
    "HTML in a quotation": f"> <p><a href='{ARXIV}'>Learning to Read Lists</a></p>",
    "a quotation": f"> [Learning to Read Lists]({ARXIV}), CVPR 2020",
    "a code block": f"```markdown\n- [**CVPR 2020**] Learning to Read Lists [[pdf]]({PDF})\n```",
    "a comment": f"<!-- - [**CVPR 2020**] Learning to Read Lists [[pdf]]({PDF}) -->",
    "models": "| Model | Year | Link |\n|---|---|---|\n"
    + "".join(f"| M{n} | 2020 | [paper]({ARXIV}{n}) |\n" for n in range(4)),
    "nothing linked in HTML": "<p>Learning to Read Lists</p>",
}
"""By what each is."""
