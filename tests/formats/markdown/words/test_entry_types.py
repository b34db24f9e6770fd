"""Types of entries that are no papers, by the words of a section and by addresses."""

from __future__ import annotations

import pytest

from sphinx_awesome.formats.markdown.words.entry_types import (
    address_type,
    entry_type,
    heading_types,
    list_types,
)
from sphinx_awesome.formats.markdown.words.link_kinds import classify_url


@pytest.mark.parametrize(
    ("title", "types"),
    [
        ("Datasets", "dataset"),
        ("Public Data Sets (English)", "dataset"),
        ("Dataset Resources", "dataset"),
        ("Tools for Datasets", "software"),
        ("Open-source Libraries", "software"),
        ("Toolboxes", "software"),
        ("Datasets and Tools", "dataset software"),
        ("Dissertations", "thesis"),
        ("List of LLMs", "model"),
        ("Blogs", "post"),
        ("Talks & Videos", "talk course"),
        ("Workshops", "website"),
        ("Books", "book"),
        ("Online Classes", "course"),
        ("数据集", "dataset"),
        ("开源工具推荐", "software"),
        ("在线课程", "course"),
        ("模型压缩", ""),
        ("Model Explanation", ""),
        ("Data Pipeline", ""),
        ("Night Vision", ""),
        ("", ""),
    ],
)
def test_types_of_a_heading(title: str, types: str) -> None:
    assert " ".join(heading_types(title).types) == types


def test_the_title_of_a_list_names_neither_its_subject_nor_sites() -> None:
    assert list_types("Awesome Diffusion Models").types == ()
    assert list_types("Awesome Courses").types == ("course",)


@pytest.mark.parametrize(
    ("url", "type_"),
    [
        ("https://github.com/example/owl", "software"),
        ("https://gitlab.inria.fr/owl/owl", "software"),
        ("https://pypi.org/project/owl/", "software"),
        ("https://github.com/example/awesome-owls", "website"),
        ("https://github.com/example", "website"),
        ("https://huggingface.co/datasets/example/owl", "dataset"),
        ("https://huggingface.co/example/owl", "model"),
        ("https://www.kaggle.com/example/owl", "dataset"),
        ("https://zenodo.org/records/1", "dataset"),
        ("https://physionet.org/content/owl/", "dataset"),
        ("https://www.youtube.com/watch?v=owl", "talk"),
        ("https://class.coursera.org/owl-001", "course"),
        ("https://www.edx.org/course/owl", "course"),
        ("https://owl.medium.com/night", "post"),
        ("https://owl.example.org/blog/night", "post"),
        ("https://owltechblog.com/night", "post"),
        ("https://engineering.owl.com/night", "post"),
        ("https://www.owl.com/engineering/night", "post"),
        ("https://eng.owl.ac.uk/night", None),
        ("https://leanpub.com/owl", "book"),
        ("https://owl.example.org", None),
        ("https://github.com/example/owl/issues/1", None),
        ("https://gitlab.com/example/owl/-/merge_requests/2", None),
    ],
)
def test_type_of_an_address(url: str, type_: str | None) -> None:
    assert address_type(classify_url(url)) == type_


@pytest.mark.parametrize(
    ("headings", "title", "url", "description", "type_"),
    [
        (["Data"], "", "https://owl.example.org", "", "dataset"),
        (["Datasets"], "", "https://github.com/example/owl", "", "dataset"),
        (
            ["Imbalanced Datasets"],
            "",
            "https://github.com/a/owl",
            "A library for them.",
            "software",
        ),
        (["Imbalanced Datasets"], "", "https://github.com/a/owl", "Rare owls.", "dataset"),
        (["Graphical Models"], "", "https://github.com/a/owl", "", "software"),
        (["3D Models", "Datasets"], "", "https://owl.example.org", "", "dataset"),
        (["3D Models"], "", "https://owl.example.org", "", "model"),
        (["Code"], "LLM Datasets", "https://huggingface.co/datasets/a/owl", "", "dataset"),
        (["Code"], "", "https://owl.example.org", "", "software"),
        (["Night"], "Awesome Courses", "https://owl.example.org", "", "course"),
        (["Night"], "Awesome Courses", "https://github.com/a/owl", "", "course"),
        (["Night"], "Awesome Owls", "https://github.com/a/owl", "", "software"),
        (["Night"], "Awesome Owls", "https://owl.example.org", "", "website"),
    ],
)
def test_type_of_an_entry(
    headings: list[str], title: str, url: str, description: str, type_: str
) -> None:
    above = [heading_types(heading) for heading in headings]
    assert entry_type(above, list_types(title), [classify_url(url)], description) == type_
