"""With `-j 2` a build comes out the same, and says the same."""

from __future__ import annotations

import re
from collections import defaultdict
from copy import deepcopy
from pathlib import Path

import pytest

from sphinx_awesome.ext.components.count import CountUse
from sphinx_awesome.ext.domain import PageRecord, domain_of

from .conftest import Build, Site
from .rebuilds import SITE, Watch, assert_same, contents, pages

pytestmark = [
    pytest.mark.filterwarnings("ignore:'myst_parser"),
    pytest.mark.filterwarnings("ignore:.*use of fork.* may lead to deadlocks"),
]

#: Something to say about entry files, about single pages, and about all of them together.
WRONG = {
    "entries/zzz.toml": 'title = "Not in the order"',
    "docs/wrong-1.md": "# 1\n\n:::{awesome:entries} modls\n:::\n\n{awesome:entry}`ratchett`",
    "docs/wrong-2.md": "# 2\n\n:::{awesome:entries} models\n:sort: best\n:limit: none\n:::",
    "docs/wrong-3.md": "# 3\n\n{awesome:count}`papers in modls`, {awesome:tag}`diffusion`",
    "docs/wrong-4.md": "# 4\n\n> :::{awesome:entries} vqa\n> :has: cod\n> :::",
    "docs/wrong-5.md": "# 5\n\n:::{awesome:index} colour\n:::\n\n{ref}`paper-nothing`",
}


@pytest.fixture(scope="module")
def twice(tmp_path_factory: pytest.TempPathFactory) -> tuple[Build, Build]:
    """A wrong site, built in one process and in several."""
    site = Site(tmp_path_factory.mktemp("wrong"), {**SITE, **WRONG})
    names = "".join(f"wrong-{number}\n" for number in range(1, 6))
    site.replace("docs/index.md", "about\n", f"about\n{names}")
    site.replace("entries/vqa.toml", "year = 2019", 'year = "2019"')
    serial, parallel = (
        site.build(out=f"out-{jobs}", doctrees=f"doctrees-{jobs}", parallel=jobs, strict=False)
        for jobs in (0, 2)
    )
    return serial, parallel


def test_the_same_output(twice: tuple[Build, Build]) -> None:
    serial, parallel = twice
    assert_same(contents(parallel), contents(serial))


def test_the_same_is_known_of_pages(twice: tuple[Build, Build]) -> None:
    serial, parallel = (domain_of(build.app.env) for build in twice)
    assert parallel.data == serial.data
    assert {"areas", "reports", "mixed", "venues", "references", "wrong-1"} <= parallel.pages.keys()


def by_file(warnings: list[str]) -> dict[str, list[str]]:
    """Sphinx tells what one process has found when it is done, whichever is done first."""
    found = defaultdict(list)
    for warning in warnings:
        found[re.split(r":\d+:|: ", warning)[0]].append(warning)
    return dict(found)


def test_the_same_warnings(twice: tuple[Build, Build]) -> None:
    serial, parallel = (build.warnings for build in twice)
    assert by_file(serial).keys() >= {
        "entries/zzz.toml",
        "entries/vqa.toml",
        *(f"docs/wrong-{n}.md" for n in range(1, 6)),
    }
    assert by_file(parallel) == by_file(serial)
    assert len(serial) == len(set(serial))
    # What is found in one process stands in one order: of the list, and of all pages together.
    for subtype in ("type", "section", "home"):
        found = [
            [w for w in ws if f"[awesome.{subtype}]" in w and "wrong" not in w]
            for ws in (serial, parallel)
        ]
        assert found[0] == found[1]


def test_rebuilds(tmp_path: Path) -> None:
    watch = Watch(Site(tmp_path, SITE), parallel=2)
    watch.site.replace("entries/vqa.toml", "Overcoming", "Conquering")
    assert watch.rebuild() == pages("vqa mixed", "venues authors")
    # More than five pages: only then Sphinx reads and writes in other processes.
    watch.site.replace("entries/reports.toml", 'venue = "CVPR"', 'venue = "BIOSYM"\ntags = ["x"]')
    watch.site.write("docs/about.md", "# About\n\n:::{awesome:index} tag\n:::")
    watch.site.replace("docs/numbers.md", "# Numbers", "# Figures")
    watch.site.replace("docs/areas.md", "# Areas", "# Fields")
    watch.site.replace("docs/models.md", "# Models", "# Model")
    found = watch.rebuild()
    assert found.read == {"reports", "venues", "about", "numbers", "areas", "models"}


def test_only_what_a_process_has_read_is_taken_from_it(tmp_path: Path) -> None:
    """It began with all that was known before, and knows nothing of what others have read."""
    domain = domain_of(Site(tmp_path, SITE).build("dummy").app.env)
    before = deepcopy(domain.pages)
    theirs = {
        "pages": {
            "vqa": PageRecord([CountUse("papers")]),
            "models": PageRecord([CountUse("years")]),
        }
    }
    domain.merge_domaindata({"vqa", "about"}, theirs)
    assert domain.pages == {**before, "vqa": PageRecord([CountUse("papers")])}
    assert domain.home_pages == {"reports": "reports", "models": "models"}


def test_nothing_is_left_of_a_page_that_is_gone(tmp_path: Path) -> None:
    site = Site(tmp_path, SITE)
    site.build("dummy")
    (site.root / "docs/vqa.md").unlink()
    site.replace("docs/index.md", "vqa\n", "")
    env = site.build("dummy", strict=False).app.env
    domain, standard = domain_of(env), env.domains.standard_domain
    assert "vqa" not in domain.pages
    assert "vqa" not in domain.home_pages
    assert domain.find("entry", "mevf") is None
    assert all(place[0] != "vqa" for place in standard.labels.values())
    assert all(place[0] != "vqa" for place in standard.anonlabels.values())
