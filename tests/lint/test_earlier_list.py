"""A list against what stood in git before: lost addresses, and which of two blocks is new."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from textwrap import dedent

import pytest

from sphinx_awesome.core.git import GitError
from sphinx_awesome.core.problem import Problem
from sphinx_awesome.lint.rules import KNOWN_CODES
from sphinx_awesome.lint.runner import check_list

from ..histories import commit, git, write

TODAY = date(2026, 5, 31)
Files = dict[str, str | None]

RATCHET = """
[[entry]]
id = "ratchet"
title = "RATCHET: Medical Transformer for Chest X-ray Diagnosis"
arxiv = "2107.02104"
aliases = ["hou-2021"]
"""
GRAPH = """
[[entry]]
id = "graph"
title = "A Graph Transformer"
links.pdf = "https://example.org/graph.pdf"
"""
TALK = """
[[entry]]
id = "talk"
title = "What a Talk Is Good For"
doi = "10.1000/talk"
"""
OTHER = """
[[entry]]
id = "other"
title = "Something Else That Is Quite Different"
"""
LIST = 'title = "L"\nremoved.gone = "Retracted by \\"them\\"."\n'
SECTION = f'title = "S"\naliases = ["former"]\n{RATCHET}{GRAPH}'
THEIRS = f'title = "T"\n{TALK}'
BEFORE: Files = {"_list.toml": LIST, "s.toml": SECTION, "t.toml": THEIRS}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A list of two sections in a repository."""
    folder = tmp_path / "repository"
    commit(folder, {f"entries/{name}": text for name, text in BEFORE.items()})
    return folder / "entries"


def problems(root: Path, since: str | None = "HEAD", code: str = "") -> list[Problem]:
    found = check_list(root, TODAY, KNOWN_CODES, since).problems
    return [problem for problem in found if str(problem.code) == (code or str(problem.code))]


def told(root: Path, found: list[Problem]) -> list[tuple[str, str, str, tuple[str, ...]]]:
    """Place, message, hint and lines of problems, with paths from the root."""
    return [
        (
            f"{Path(p.location.path).name}:{p.location.line}",
            p.message.replace(f"{root}/", ""),
            p.hint.replace(f"{root}/", ""),
            p.lines,
        )
        for p in found
    ]


LOST: list[tuple[str, Files, list[tuple[str, str, str, tuple[str, ...]]]]] = [
    ("nothing", {}, []),
    (
        "a new id, with an alias that goes on",
        {"s.toml": SECTION.replace('"ratchet"', '"medical"')},
        [
            (
                "s.toml:8",
                "the id `ratchet` had an address at HEAD and has none now",
                "write into the block of `medical`, in place of its aliases",
                ('aliases = ["hou-2021", "ratchet"]',),
            )
        ],
    ),
    (
        "a new id, without its alias, in another file",
        {
            "s.toml": SECTION.replace(RATCHET, ""),
            "t.toml": f'{THEIRS}[[entry]]\nid = "m"\ntitle = "X-ray"\narxiv = "2107.02104v2"\n',
        },
        [
            (
                "t.toml:8",
                "the ids `ratchet`, `hou-2021` had addresses at HEAD and have none now",
                "write into the block of `m`",
                ('aliases = ["ratchet", "hou-2021"]',),
            )
        ],
    ),
    (
        "a new id and a new title, under the same link",
        {"s.toml": SECTION.replace('"graph"', '"trees"').replace("A Graph", "Many Trees")},
        [
            (
                "s.toml:11",
                "the id `graph` had an address at HEAD and has none now",
                "write into the block of `trees`",
                ('aliases = ["graph"]',),
            )
        ],
    ),
    (
        "a new id, under a short title",
        {"s.toml": SECTION.replace('"graph"', '"trees"').replace("links.pdf", "links.code")},
        [
            (
                "s.toml:11",
                "the id `graph` had an address at HEAD and has none now",
                "write into the block of `trees`",
                ('aliases = ["graph"]',),
            )
        ],
    ),
    (
        "an alias deleted",
        {"s.toml": SECTION.replace('aliases = ["hou-2021"]\n', "")},
        [
            (
                "s.toml:5",
                "the id `hou-2021` had an address at HEAD and has none now",
                "write into the block of `ratchet`",
                ('aliases = ["hou-2021"]',),
            )
        ],
    ),
    (
        "a paper deleted",
        {"s.toml": SECTION.replace(RATCHET, "")},
        [
            (
                "_list.toml:1",
                "the ids `ratchet`, `hou-2021` had addresses at HEAD and have none now",
                "write at the top of _list.toml, with the reason for why",
                ('removed.ratchet = "why"', 'removed.hou-2021 = "why"'),
            )
        ],
    ),
    (
        "a paper removed, its alias forgotten",
        {
            "s.toml": SECTION.replace(RATCHET, ""),
            "_list.toml": 'removed = {gone = "x", ratchet = "It was withdrawn."}\n',
        },
        [
            (
                "_list.toml:1",
                "the id `hou-2021` had an address at HEAD and has none now",
                "write between the braces in _list.toml, with the reason for why",
                ('hou-2021 = "It was withdrawn.",',),
            )
        ],
    ),
    (
        "a paper and its alias removed",
        {
            "s.toml": SECTION.replace(RATCHET, ""),
            "_list.toml": f'{LIST}removed.ratchet = "x"\nremoved.hou-2021 = "x"\n',
        },
        [],
    ),
    (
        "a paper deleted, in a list that has a table of what was removed",
        {
            "t.toml": 'title = "T"\n',
            "_list.toml": 'title = "L"\n\n[removed]\ngone = "x"\n\n[[maintainer]]\nname = "A"\n',
        },
        [
            (
                "_list.toml:3",
                "the id `talk` had an address at HEAD and has none now",
                "write below [removed] in _list.toml, with the reason for why",
                ('talk = "why"',),
            )
        ],
    ),
    (
        "a list without a file of its own any more",
        {"_list.toml": None},
        [
            (
                "_list.toml:1",
                "the id `gone` had an address at HEAD and has none now",
                "write into a new file, _list.toml, with the reason for why",
                ('removed.gone = "Retracted by \\"them\\"."',),
            )
        ],
    ),
    (
        "a section with another id",
        {"s.toml": None, "u.toml": SECTION.replace('aliases = ["former"]', "")},
        [
            (
                "u.toml:1",
                "the ids `s`, `former` had addresses at HEAD and have none now",
                "write at the top of u.toml",
                ('aliases = ["s", "former"]',),
            )
        ],
    ),
    (
        "a section with another id and another title",
        {"s.toml": None, "u.toml": SECTION.replace('title = "S"', 'title = "U"')},
        [
            (
                "u.toml:2",
                "the id `s` had an address at HEAD and has none now",
                "write at the top of u.toml, in place of its aliases",
                ('aliases = ["former", "s"]',),
            )
        ],
    ),
    (
        "a section merged into another",
        {"t.toml": None, "s.toml": SECTION + TALK.replace('"talk"', '"lecture"')},
        [
            (
                "s.toml:2",
                "the id `t` had an address at HEAD and has none now",
                "write at the top of s.toml, in place of its aliases",
                ('aliases = ["former", "t"]',),
            ),
            (
                "s.toml:16",
                "the id `talk` had an address at HEAD and has none now",
                "write into the block of `lecture`",
                ('aliases = ["talk"]',),
            ),
        ],
    ),
    (
        "two sections merged into a new one",
        {
            "s.toml": None,
            "t.toml": None,
            "u.toml": f'title = "U"\naliases = ["former"]\n{RATCHET}{GRAPH}{TALK}',
        },
        [
            (
                "u.toml:2",
                "the ids `s`, `t` had addresses at HEAD and have none now",
                "write at the top of u.toml, in place of its aliases",
                ('aliases = ["former", "s", "t"]',),
            )
        ],
    ),
    (
        "a section removed with its papers",
        {"t.toml": None, "_list.toml": f'{LIST}removed.t = "Nobody read it."\n'},
        [
            (
                "_list.toml:1",
                "the id `talk` had an address at HEAD and has none now",
                "write at the top of _list.toml, with the reason for why",
                ('removed.talk = "why"',),
            )
        ],
    ),
    (
        "a block that cannot be read",
        {"s.toml": SECTION.replace("title = ", "headline = "), "t.toml": f"{THEIRS}title = x\n"},
        [],
    ),
    (
        "a section deleted with its papers",
        {"t.toml": None},
        [
            (
                "_list.toml:1",
                "the id `talk` had an address at HEAD and has none now",
                "write at the top of _list.toml, with the reason for why",
                ('removed.talk = "why"',),
            ),
            (
                "_list.toml:1",
                "the id `t` had an address at HEAD and has none now",
                "write at the top of _list.toml, with the reason for why",
                ('removed.t = "why"',),
            ),
        ],
    ),
    (
        "a section removed, its papers in another, and its former id forgotten",
        {
            "s.toml": None,
            "t.toml": THEIRS + RATCHET + GRAPH,
            "_list.toml": f'{LIST}removed.s = "x"\n',
        },
        [
            (
                "_list.toml:1",
                "the id `former` had an address at HEAD and has none now",
                "write at the top of _list.toml, with the reason for why",
                ('removed.former = "x"',),
            )
        ],
    ),
    ("a file that cannot be read", {"s.toml": None, "s.toml.txt": SECTION}, []),
]


@pytest.mark.parametrize(("files", "expected"), [c[1:] for c in LOST], ids=[c[0] for c in LOST])
def test_lost_addresses_are_reported_with_the_lines_that_fix_them(
    root: Path, files: Files, expected: list[tuple[str, str, str, tuple[str, ...]]]
) -> None:
    write(root, files)
    assert told(root, problems(root, code="lost-permalink")) == expected


@pytest.mark.parametrize("index", [1, 2, 3, 5, 6, 11, 12])
def test_writing_the_lines_fixes_a_lost_address(root: Path, index: int) -> None:
    write(root, LOST[index][1])
    for problem in problems(root, code="lost-permalink"):
        path = Path(problem.location.path)
        lines = path.read_text(encoding="utf-8").splitlines()
        at = problem.location.line - 1
        if "in place of" in problem.hint:
            lines[at] = problem.lines[0]
        else:
            lines[at:at] = problem.lines
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    assert problems(root, code="lost-permalink") == []
    assert problems(root, code="duplicate-id") == []


def test_lost_addresses_are_reported_only_if_asked_for(root: Path) -> None:
    write(root, {"s.toml": None})
    assert problems(root, None, "lost-permalink") == []
    assert check_list(root, TODAY, {*KNOWN_CODES} - {"lost-permalink"}, "HEAD").problems == []


def test_a_broken_list_before_loses_what_was_broken_alone(root: Path) -> None:
    broken = f"{SECTION}{OTHER}title = x\n"
    commit(root.parent, {"entries/s.toml": broken, "entries/Not an id.toml": "", "entries/x": ""})
    (root / "u.toml").write_bytes(b"\xff\xfe")
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "-m", "Broken")
    write(root, {"s.toml": 'title = "S"\n', "u.toml": None})
    lost = problems(root, code="lost-permalink")
    assert [p.message.split("`")[1] for p in lost] == ["ratchet", "graph", "former"]


def test_a_list_file_that_cannot_be_read_may_still_say_what_was_removed(root: Path) -> None:
    (root / "_list.toml").write_bytes(b"\xff\xfe")
    write(root, {"t.toml": 'title = "T"\n'})
    (problem,) = problems(root, code="lost-permalink")
    assert problem.lines == ('removed.talk = "why"',)
    assert problem.hint.startswith("write at the top of ")


def test_a_list_that_was_moved_is_found_where_it_was(root: Path) -> None:
    git(root.parent, "mv", "entries", "papers")
    root = root.parent / "papers"
    write(root, {"t.toml": 'title = "T"\n'})
    assert [p.message.split("`")[1] for p in problems(root, code="lost-permalink")] == ["talk"]


def test_a_list_that_was_at_the_root_is_found_there(tmp_path: Path) -> None:
    commit(tmp_path, {**BEFORE, "x/y.txt": ""})
    assert problems(tmp_path, "HEAD", "lost-permalink") == []
    root = tmp_path / "entries"
    root.mkdir()
    for name in BEFORE:
        (tmp_path / name).rename(root / name)
    write(root, {"t.toml": 'title = "T"\n'})
    assert [p.message.split("`")[1] for p in problems(root, code="lost-permalink")] == ["talk"]


def test_a_second_list_is_not_the_first_one_moved(root: Path) -> None:
    other = root.parent / "other"
    write(other, {**BEFORE, "t.toml": 'title = "T"\n'})
    checked = check_list(other, TODAY, KNOWN_CODES, "HEAD")
    assert checked.is_new
    assert checked.problems == []
    assert not check_list(root, TODAY, KNOWN_CODES, "HEAD").is_new


def test_a_link_to_the_folder_is_followed(root: Path, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(root, target_is_directory=True)
    write(root, {"t.toml": 'title = "T"\n'})
    (problem,) = problems(tmp_path / "link", code="lost-permalink")
    assert problem.location.path == str(tmp_path / "link" / "_list.toml")


def test_a_commit_must_be_known(root: Path, tmp_path: Path) -> None:
    with pytest.raises(GitError, match="git knows no commit 'none'"):
        problems(root, "none")
    write(tmp_path / "plain", BEFORE)
    with pytest.raises(GitError, match="no git repository holds"):
        problems(tmp_path / "plain", "HEAD")


# Which of two is new

PASTED = TALK.replace('"talk"', '"new-talk"')


def test_a_paper_pasted_into_an_earlier_file_is_blamed(root: Path) -> None:
    write(root, {"a.toml": f'title = "A"\n{PASTED}'})
    (problem,) = problems(root, None, "duplicate-paper")
    assert told(root, [problem]) == [
        (
            "a.toml:5",
            "the paper is told already, as `talk` in t: both have that title, at t.toml:5:9",
            'write only ref = "talk" here',
            (),
        )
    ]
    commit(root.parent, {})
    (problem,) = problems(root, None, "duplicate-paper")
    assert told(root, [problem]) == [
        (
            "t.toml:5",
            "the paper is told already, as `new-talk` in a: both have that title, at a.toml:5:9",
            'write only ref = "new-talk" here; if this is the older, ref = "talk" there',
            (),
        )
    ]
    assert problems(root, "HEAD~", "duplicate-paper")[0].location.path.endswith("a.toml")


def test_a_paper_pasted_into_a_later_file_is_blamed(root: Path) -> None:
    write(root, {"u.toml": f'title = "U"\n{PASTED}'})
    (problem,) = problems(root, None, "duplicate-paper")
    assert problem.location.path.endswith("u.toml")
    assert problem.hint == 'write only ref = "talk" here'


def test_a_paper_pasted_above_itself_is_blamed(root: Path) -> None:
    write(root, {"t.toml": f'title = "T"\n{PASTED}{TALK}'})
    (problem,) = problems(root, None, "twice-in-section")
    assert told(root, [problem]) == [
        (
            "t.toml:5",
            "the section t has the paper twice: `talk` has that title too, at t.toml:10:9",
            "delete this block, and move what only it says to that of `talk`",
            (),
        )
    ]


def test_a_published_form_pasted_above_the_preprint_is_blamed(root: Path) -> None:
    commit(root.parent, {"entries/t.toml": f'{THEIRS}venue = "arXiv"\nyear = 2021\n'})
    pasted = f'title = "A"\n{PASTED}venue = "CVPR"\nyear = 2022\n'
    write(root, {"a.toml": pasted})
    (problem,) = problems(root, None, "preprint-and-published")
    ((place, message, _, _),) = told(root, [problem])
    assert place == "a.toml:5"
    assert message == (
        "the paper is listed as CVPR 2022 here and as arXiv 2021 at `talk` in t: "
        "both have that title, at t.toml:5:9"
    )


def test_a_title_that_is_nearly_another_is_blamed_if_it_is_new(root: Path) -> None:
    near = SECTION.replace('"ratchet"', '"r"').replace("Medical", "A Medical")
    near = near.replace('arxiv = "2107.02104"\naliases = ["hou-2021"]\n', "")
    write(root, {"a.toml": near.replace(GRAPH, "").replace('aliases = ["former"]\n', "")})
    (problem,) = problems(root, None, "near-title")
    assert told(root, [problem])[0][:2] == (
        "a.toml:5",
        "the title is nearly that of `ratchet` in s, at s.toml:6:9",
    )


@pytest.mark.parametrize("ignores", ["new", "old"])
def test_either_of_two_papers_may_ignore_a_rule(root: Path, ignores: str) -> None:
    reason = 'ignore.duplicate-paper = "They are two."\n'
    commit(root.parent, {"entries/t.toml": THEIRS + reason * (ignores == "old")})
    write(root, {"a.toml": f'title = "A"\n{PASTED}{reason * (ignores == "new")}'})
    assert problems(root, None) == []
    commit(root.parent, {})
    assert problems(root, None) == []


CLASHES: list[tuple[str, Files, tuple[str, str, str]]] = [
    (
        "an id given again, in an earlier file",
        {"a.toml": f'title = "A"\n{OTHER.replace("other", "talk")}'},
        (
            "a.toml:4",
            "the id `talk` is taken already, at t.toml:4:6",
            'for the same paper, write only ref = "talk"; for another one, another id',
        ),
    ),
    (
        "a paper copied into an earlier file",
        {"a.toml": f'title = "A"\n{TALK}'},
        (
            "a.toml:4",
            "the id `talk` is taken already, at t.toml:4:6",
            'for the same paper, write only ref = "talk"; for another one, another id',
        ),
    ),
    (
        "another paper pasted above, under the same id",
        {"t.toml": f'title = "T"\n{OTHER.replace("other", "talk")}{TALK}'},
        (
            "t.toml:4",
            "the id `talk` is taken already, at t.toml:8:6",
            "for the same paper, delete one of the two blocks; for another one, another id",
        ),
    ),
    (
        "an id that is a former one",
        {"a.toml": f'title = "A"\n{OTHER.replace("other", "hou-2021")}'},
        ("a.toml:4", "the id `hou-2021` is taken already, at s.toml:8:12", "choose another one"),
    ),
    (
        "an id that is the former one of a section",
        {"a.toml": f'title = "A"\n{OTHER.replace("other", "former")}'},
        ("a.toml:4", "the id `former` is taken already, at s.toml:2:12", "choose another one"),
    ),
    (
        "a section called as a paper is",
        {"talk.toml": f'title = "A"\n{OTHER}'},
        (
            "talk.toml:1",
            "the id `talk` is taken already, at t.toml:4:6",
            "choose another name for the file",
        ),
    ),
    (
        "a section called as one that was removed",
        {"gone.toml": f'title = "A"\n{OTHER}'},
        (
            "gone.toml:1",
            'the id `gone` was removed, at _list.toml:2:16: "Retracted by "them"."',
            (
                "choose another name for the file; if this is what was removed, "
                "delete removed.gone there"
            ),
        ),
    ),
    (
        "a paper that is there, and was removed",
        {"_list.toml": f'{LIST}removed.talk = "x"\n'},
        (
            "_list.toml:3",
            "`talk` was removed, and is in use at t.toml:4:6",
            "delete what has the id there; or, if it is back, delete this line",
        ),
    ),
    (
        "an id that was removed, given again",
        {"a.toml": f'title = "A"\n{OTHER.replace("other", "gone")}'},
        (
            "a.toml:4",
            'the id `gone` was removed, at _list.toml:2:16: "Retracted by "them"."',
            "choose another one; if this is what was removed, delete removed.gone there",
        ),
    ),
]


@pytest.mark.parametrize(
    ("files", "expected"), [c[1:] for c in CLASHES], ids=[c[0] for c in CLASHES]
)
def test_the_newer_of_two_papers_with_one_id_is_reported(
    root: Path, files: Files, expected: tuple[str, str, str]
) -> None:
    write(root, files)
    (problem,) = problems(root, None, "duplicate-id")
    assert told(root, [problem])[0][:3] == expected


def test_the_later_of_two_is_reported_if_git_cannot_tell(tmp_path: Path) -> None:
    write(tmp_path, {**BEFORE, "a.toml": f'title = "A"\n{PASTED}{OTHER.replace("other", "graph")}'})
    found = [
        [(str(p.code), Path(p.location.path).name) for p in problems(tmp_path, None, code)]
        for code in ("duplicate-id", "duplicate-paper")
    ]
    assert found == [[("duplicate-id", "s.toml")], [("duplicate-paper", "t.toml")]]
    git(tmp_path, "init", "--quiet")
    assert [
        [(str(p.code), Path(p.location.path).name) for p in problems(tmp_path, None, code)]
        for code in ("duplicate-id", "duplicate-paper")
    ] == found


def test_git_is_asked_for_nothing_unless_there_is_something_to_blame(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr("sphinx_awesome.formats.loading.load_at", refuse)
    assert problems(root, None) == []


# In a README

README = """\
    # A list

    ## Reports

    - [**CVPR 2022**] A Graph Transformer for Reports [[pdf]](https://a.org/graph.pdf)
    - [**CVPR 2023**] Another Transformer of Many Medical Images [[pdf]](https://a.org/other.pdf)
    """


def test_lost_addresses_of_a_readme(tmp_path: Path) -> None:
    commit(tmp_path, {"README.md": README})
    readme = tmp_path / "README.md"
    assert problems(readme, code="lost-permalink") == []
    text = README.replace("## Reports", "## Texts").replace("A Graph", "Some Tree")
    write(tmp_path, {"README.md": "\n".join(text.splitlines()[:-2]) + "\n"})
    found = told(tmp_path, problems(readme, code="lost-permalink"))
    why = "with the reason for why"
    command = f"sphinx-awesome lock {readme}"
    assert found == [
        (
            "README.ids.json:1",
            "the id `2023-another` had an address at HEAD and has none now",
            f"run this command, {why}",
            (f'{command} --removed 2023-another="why"',),
        ),
        (
            "README.md:3",
            "the id `reports` had an address at HEAD and has none now",
            "run this command",
            (f"{command} --alias reports=texts",),
        ),
        (
            "README.md:5",
            "the id `2022-graph` had an address at HEAD and has none now",
            "run this command",
            (f"{command} --alias 2022-graph=2022-some",),
        ),
    ]


def test_a_readme_that_was_not_there_has_lost_nothing(tmp_path: Path) -> None:
    commit(tmp_path, {"a.txt": ""})
    write(tmp_path, {"README.md": README})
    assert check_list(tmp_path / "README.md", TODAY, KNOWN_CODES, "HEAD").is_new


def test_the_newer_of_two_papers_of_a_readme_is_reported(tmp_path: Path) -> None:
    commit(tmp_path, {"README.md": README})
    new = "- [**CVPR 2023**] Another Transforme of Many Medical Images [[pdf]](https://a.org/new.pdf)\n"
    text = dedent(README).replace("- [**CVPR 2022**]", f"{new}- [**CVPR 2022**]")
    write(tmp_path, {"README.md": text})
    ((place, message, *_),) = told(tmp_path, problems(tmp_path / "README.md", None, "near-title"))
    assert place == "README.md:5"
    assert message.endswith(", at README.md:7:19")


def test_ids_tell_the_newer_of_two_papers_with_new_titles(tmp_path: Path) -> None:
    lock = '{"title:anothertransformeofmanymedicalimages": "2023-another"}'
    commit(tmp_path, {"README.md": README, "README.ids.json": lock})
    old, new = (
        "Another Transformer of Many Medical Images",
        "Another Transforme of Many Medical Images",
    )
    line = f"- [**CVPR 2023**] {new} [[pdf]](https://a.org/new.pdf)\n"
    text = dedent(README).replace(old, old.replace("Many", "Most"))
    write(tmp_path, {"README.md": text + line.replace("Many", "Most")})
    found = problems(tmp_path / "README.md", None, "near-title")
    assert [p.location.line for p in found] == [7]
