"""A list is written as a directory, and read again it is the same list."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given
from hypothesis import strategies as st

from sphinx_awesome.core.model import AwesomeList, Citation, FieldDefinition, Maintainer, Section
from sphinx_awesome.core.problem import ProblemCode
from sphinx_awesome.core.venues import Venue, Venues
from sphinx_awesome.formats.toml import load, load_single_file, write_directory, write_single_file
from sphinx_awesome.formats.toml.directory import packaged_venues

from ..strategies import entries, names, texts

OWN = Venue("Ourjournal", "Journal of Ours")


@st.composite
def lists(draw: st.DrawFn) -> AwesomeList:
    """Lists of one to three sections; some papers stand in several of them."""
    papers = draw(st.lists(entries, min_size=1, max_size=5, unique_by=lambda entry: entry.id))
    papers = [replace(paper, aliases=()) for paper in papers]
    sections: dict[str, Section] = {}
    homes: dict[str, str] = {}
    for number in range(draw(st.integers(1, 3))):
        name = f"zz-{number}"
        home = [p.id for p in papers if p.id not in homes and draw(st.booleans())]
        others = [paper for paper in homes if draw(st.booleans())]
        homes |= dict.fromkeys(home, name)
        members = tuple(draw(st.permutations(home + others)))
        former = tuple(f"former-{number}-{n}" for n in range(draw(st.integers(0, 2))))
        sections[name] = Section(name, draw(names), draw(texts), draw(texts), members, former)
    told = {paper.id: paper for paper in papers}
    own = dict.fromkeys(name for paper in papers for name in paper.fields)
    order = [p for s in sections.values() for p in s.entries if homes[p] == s.id]
    return AwesomeList(
        title=draw(names),
        description=draw(texts),
        licence=draw(texts),
        maintainers=tuple(draw(st.lists(st.builds(Maintainer, names), max_size=2))),
        cite=draw(st.none() | st.builds(Citation, names)),
        sections=sections,
        entries={paper: told[paper] for paper in order},
        homes={paper: homes[paper] for paper in order},
        fields={name: draw(st.builds(FieldDefinition, names, st.booleans())) for name in own},
        removed=draw(st.dictionaries(st.sampled_from(["gone-a", "gone-b"]), names)),
        venues=Venues([*packaged_venues(), *draw(st.sampled_from([[], [OWN]]))]),
    )


def facts(awesome_list: AwesomeList) -> tuple[object, ...]:
    """A list as it can be compared, in its order."""
    plain = replace(awesome_list, venues=Venues())
    return (
        replace(plain, venues=None),
        list(awesome_list.venues),
        list(awesome_list.sections),
        list(awesome_list.entries),
    )


@given(lists())
def test_a_directory_reads_back_to_the_same_list(awesome_list: AwesomeList) -> None:
    with TemporaryDirectory() as folder:
        for name, text in write_directory(awesome_list).items():
            (Path(folder) / name).write_text(text, encoding="utf-8", newline="\n")
        again, problems = load(Path(folder))
    assert [problem for problem in problems if problem.code is not ProblemCode.VENUE] == []
    assert facts(again) == facts(awesome_list)


@given(lists())
def test_all_papers_as_one_section(awesome_list: AwesomeList) -> None:
    again, problems = load_single_file(write_single_file(awesome_list), "list.toml")
    assert [problem for problem in problems if problem.code is not ProblemCode.VENUE] == []
    assert list(again.entries.values()) == list(awesome_list.papers())
    (section,) = again.sections.values()
    assert section.title == awesome_list.title


def test_a_list_without_a_title_has_that_of_its_only_section() -> None:
    text = 'title = "T"\ncolor = "red"\ndescription = "D"\n\n[[entry]]\nid = "a"\ntitle = "A"\n'
    assert write_single_file(load_single_file(text, "s.toml")[0]) == text


def test_a_file_alone_lacks_the_papers_that_it_names() -> None:
    text = 'title = "T"\n[[entry]]\nref = "b"\n[[entry]]\nid = "a"\ntitle = "A"\n'
    awesome_list, (problem,) = load_single_file(text, "s.toml")
    assert problem.code is ProblemCode.REF
    assert list(awesome_list.entries) == ["a"] == list(awesome_list.sections["s"].entries)


def test_a_list_of_nothing_is_a_directory_of_nothing() -> None:
    assert write_directory(AwesomeList(venues=Venues(packaged_venues()))) == {}
