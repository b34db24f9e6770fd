"""Every rule by its own example, and the published list by every rule."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from sphinx_awesome.core.problem import ProblemCode, Severity
from sphinx_awesome.core.slugs import is_id
from sphinx_awesome.formats.toml import replace_values
from sphinx_awesome.lint.context import LintContext, Rule
from sphinx_awesome.lint.earlier_list import LOST_PERMALINK_RULE
from sphinx_awesome.lint.rules import CODES, RULES
from sphinx_awesome.lint.runner import LintResult, check_list

ENTRIES = Path(__file__).parents[3] / "entries"
TODAY = date(2026, 5, 31)

every_rule = pytest.mark.parametrize("rule", RULES, ids=str)


def write(root: Path, blocks: str) -> None:
    """Write blocks as sections; a comment says where another one starts."""
    files = re.split(r"(?m)^# in the file of another section\n", blocks)
    for name, text in zip("st", files, strict=False):
        (root / f"{name}.toml").write_text(f'title = "{name}"\n\n{text}', encoding="utf-8")


def codes_of(checked: LintResult) -> list[str]:
    return [str(problem.code) for problem in checked.problems]


@every_rule
def test_each_example_breaks_its_rule_only(rule: Rule, tmp_path: Path) -> None:
    write(tmp_path, rule.example)
    checked = check_list(tmp_path, TODAY)
    assert codes_of(checked) == [rule.code]
    (problem,) = checked.problems
    last = max(tmp_path.iterdir())
    lines = last.read_text(encoding="utf-8").split("\n")
    assert problem.location.path == str(last)
    assert problem.location.line > len(lines) - lines[::-1].index("[[entry]]")
    assert problem.severity is rule.severity is not Severity.ERROR
    assert problem.message
    assert problem.hint
    assert not f"{problem.message}{problem.hint}".endswith(".")


@every_rule
def test_each_certain_example_is_fixed(rule: Rule, tmp_path: Path) -> None:
    write(tmp_path, rule.example)
    checked = check_list(tmp_path, TODAY)
    assert bool(checked.edits) is bool(rule.fixed_example)
    for path, edits in checked.edits.items():
        text = path.read_text(encoding="utf-8")
        new, done = replace_values(text, str(path), edits)
        assert new.removeprefix('title = "s"\n\n') == rule.fixed_example
        assert len(done) == 1
        path.write_text(new, encoding="utf-8")
        assert codes_of(check_list(tmp_path, TODAY)) == []


@every_rule
def test_each_rule_can_be_ignored_in_its_example(rule: Rule, tmp_path: Path) -> None:
    write(tmp_path, f'{rule.example}ignore.{rule.code} = "It is right as it is."\n')
    assert codes_of(check_list(tmp_path, TODAY)) == []


@every_rule
def test_each_rule_can_be_left_out(rule: Rule, tmp_path: Path) -> None:
    write(tmp_path, rule.example)
    left_out = {rule.code, *(code.slug for code in rule.overrules)}
    assert codes_of(check_list(tmp_path, TODAY, {*CODES} - left_out)) == []


@every_rule
def test_each_rule_has_the_texts_of_its_page(rule: Rule) -> None:
    assert is_id(rule.code)
    assert rule.slug == str(rule) == rule.code
    assert not rule.title.endswith(".")
    for text in (rule.why, rule.fix):
        assert text.endswith(".")
        assert text.isprintable()
        assert "  " not in text


@pytest.mark.parametrize(
    "line", ['links.pdf = "x.pdf"', 'doi = "x"', 'arxiv = "x"', 'links = "https://example.org/"']
)
def test_an_address_that_is_refused_is_reported_once(line: str, tmp_path: Path) -> None:
    write(tmp_path, f'[[entry]]\nid = "a"\ntitle = "A"\n{line}\n')
    (problem,) = check_list(tmp_path, TODAY).problems
    assert problem.severity is Severity.ERROR


def test_no_two_problems_have_one_name() -> None:
    codes = [rule.code for rule in (*RULES, LOST_PERMALINK_RULE)]
    assert len({*codes, *(code.slug for code in ProblemCode)}) == len(codes) + len(ProblemCode)


def test_the_rule_that_compares_finds_nothing_in_a_list_alone(tmp_path: Path) -> None:
    example = LOST_PERMALINK_RULE.example.partition("# in the file of a section\n")
    write(tmp_path, example[2])
    (tmp_path / "_list.toml").write_text(example[0], encoding="utf-8")
    checked = check_list(tmp_path, TODAY)
    assert checked.problems == []
    assert checked.awesome_list.removed
    assert checked.awesome_list.entries["ratchet"].aliases
    assert list(LOST_PERMALINK_RULE.find(LintContext(checked.awesome_list, TODAY))) == []
    test_each_rule_has_the_texts_of_its_page(LOST_PERMALINK_RULE)


def test_the_published_list_breaks_no_rule() -> None:
    """Today: a paper of this year is none of the future."""
    problems = check_list(ENTRIES, datetime.now(UTC).date()).problems
    assert [problem for problem in problems if problem.severity is not Severity.NOTICE] == []
