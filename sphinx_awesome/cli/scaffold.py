"""The files of a new site: entry files, pages, settings, and what a repository needs."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from string import Template
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from ..core.model import AwesomeList, Entry, Section
from ..core.text import clean
from ..formats import readme_writer, toml
from ..version import __version__
from .github import issue_form

DESCRIPTION_CHARS = 300
"""Characters that a sentence has at most which says what a list is."""

TEMPLATES = Path(__file__).parents[1] / "templates"

_PACKAGE = "sphinx-awesome"

SETUP = "python3 -m venv .venv && .venv/bin/pip install -q nox && .venv/bin/nox"

_PAGES = ("explore", "overview", "venues", "authors", "tags", "contributing")

# Names of pages that are there already, ours and Sphinx's.
_RESERVED = {"index", "genindex", "search", "py-modindex", "requirements", *_PAGES}


class Requirement(NamedTuple):
    """The requirement by which a site gets this package."""

    line: str
    """As pip reads it."""
    folder: str = ""
    """The folder of this machine that it names; "" if any machine can install it."""


RELEASE = Requirement(f"{_PACKAGE}>={__version__}")


def installed_requirement() -> Requirement:
    """Return the requirement that installs what is installed here.

    That is the release, unless pip has noted another origin: a commit of a repository, an archive
    or a folder of this machine (https://packaging.python.org/en/latest/specifications/direct-url/).
    """
    try:
        noted = distribution(_PACKAGE).read_text("direct_url.json")
        origin = json.loads(noted) if noted else {}
        url = str(origin.get("url", ""))
    except (PackageNotFoundError, ValueError, AttributeError):
        return RELEASE
    if commit := origin.get("vcs_info", {}).get("commit_id"):
        return Requirement(f"{_PACKAGE} @ {origin['vcs_info']['vcs']}+{url}@{commit}")
    if url.startswith("file:"):
        return Requirement(f"{_PACKAGE} @ {url}", unquote(urlsplit(url).path))
    return Requirement(f"{_PACKAGE} @ {url}") if url else RELEASE


@dataclass(frozen=True, slots=True)
class Scaffold:
    """A new site, made from a list."""

    awesome_list: AwesomeList
    paths: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Headings that led to a section, its own last, by its id."""
    prose: Mapping[str, str] = field(default_factory=dict)
    """Markdown of the source that tells no paper, by section."""
    requirement: Requirement = RELEASE
    """Where the site gets this package from."""

    def files(self) -> dict[str, str]:
        """Return all files by their path."""
        awesome_list = self.awesome_list
        made = {
            f"entries/{name}": text for name, text in toml.write_directory(awesome_list).items()
        }
        pages = self._pages()
        common = {
            "title": readme_writer.escape(awesome_list.title),
            "description": f"{text}\n\n" if (text := paragraph(awesome_list.description)) else "",
            "setup": SETUP,
            "requirement": _requirement_lines(self.requirement),
        }
        for source in sorted(TEMPLATES.rglob("*.in")):
            name = source.relative_to(TEMPLATES).as_posix().removesuffix(".in")
            if name != "docs/section.md" and (name in pages or not _is_page(name)):
                text = source.read_text(encoding="utf-8")
                own = _OWN[name](self) if name in _OWN else {}
                made[name.replace("dot_", ".")] = Template(text).substitute(common | own)
        section = Template((TEMPLATES / "docs/section.md.in").read_text(encoding="utf-8"))
        for known in awesome_list.sections.values():
            made[f"docs/{section_page_name(known.id)}.md"] = section.substitute(
                title=readme_writer.escape(known.name), section=known.id
            )
        made["README.md"] = readme_writer.fill_region(made["README.md"], awesome_list)
        if left := self.leftover():
            made["leftover.md"] = left
        return dict(sorted(made.items()))

    def _pages(self) -> set[str]:
        """Return the pages of the whole list that it has something for."""
        entries = self.awesome_list.entries.values()
        has = {
            "venues": any(entry.venue for entry in entries),
            "authors": any(entry.authors for entry in entries),
            "tags": any(entry.tags for entry in entries),
        }
        return {"docs/index.md"} | {f"docs/{name}.md" for name in _PAGES if has.get(name, True)}

    def toctrees(self) -> str:
        """Return the toctrees: sections below the headings that they had, then the other pages."""
        groups: dict[tuple[str, ...], list[str]] = {}
        for section in self.awesome_list.sections:
            above = self.paths.get(section, ())[:-1]
            groups.setdefault(above or ("Sections",), []).append(section_page_name(section))
        others = [name for name in _PAGES if f"docs/{name}.md" in self._pages()]
        trees = [*((above[-1], pages) for above, pages in groups.items()), ("The list", others)]
        return "\n\n".join(_toctree(caption, names) for caption, names in trees)

    def numbers(self) -> str:
        """Return the numbers of the home page; they are roles, which stay true."""
        entries = self.awesome_list.entries.values()
        parts = ["{awesome:count}`papers` papers"]
        if any(entry.year for entry in entries):
            parts.append("{awesome:count}`years`")
        if len(self.awesome_list.sections) > 1:
            parts.append("in {awesome:count}`sections` sections")
        if any("code" in entry.links for entry in entries):
            parts.append("{awesome:count}`papers with code` with code")
        return ", ".join(parts)

    def theme_options(self) -> str:
        """Return the settings that link each page to its source, or "" without a repository."""
        if not self.awesome_list.repository:
            return ""
        options = {
            "source_repository": self.awesome_list.repository,
            "source_branch": "main",
            "source_directory": "docs/",
        }
        lines = (f"    {json.dumps(name)}: {_python(text)}," for name, text in options.items())
        return "\n".join(["\nhtml_theme_options = {", *lines, "}"])

    def example(self) -> tuple[str, str, str]:
        """Return a paper as a block to copy, the fence around it, and its id."""
        entries = list(self.awesome_list.entries.values())
        blocks = {entry.id: _block(entry) for entry in entries[:200]}
        complete = [e for e in entries[:200] if e.venue and e.year and e.links and e.authors]
        entry = min(
            complete or entries[:1],
            key=lambda e: ("http:" in blocks[e.id], blocks[e.id].count("\n") > 10, -len(e.links)),
        )
        text = blocks[entry.id]
        ticks = max((len(run) for run in re.findall("`+", text)), default=0)
        return text.rstrip("\n"), "`" * max(3, ticks + 1), entry.id

    def entry_files(self) -> str:
        """Return where to find the entry files: links, if it is known where they are."""
        if not self.awesome_list.repository:
            return "; the file has the name of the section's page."
        links = (
            f"   - [{readme_writer.escape(known.name)}]({self.awesome_list.repository}"
            f"/edit/main/entries/{known.id}.toml)"
            for known in self.awesome_list.sections.values()
        )
        return "\n".join([":\n", *links, ""])

    def leftover(self) -> str:
        """Return what the source holds besides papers, to be put into pages by hand; or ""."""
        prose = {name: text.strip() for name, text in self.prose.items() if text.strip()}
        if not prose:
            return ""
        parts = ["What the source of this list says besides papers. Put into docs/ what readers"]
        parts[0] += " need, and delete this file."
        for name, text in prose.items():
            section = self.awesome_list.sections.get(name)
            heading = section.title if section else "Before the first section"
            parts.append(f"<!-- {heading.replace('--', '- -')} -->\n\n{text}")
        return "\n\n".join(parts) + "\n"


def section_page_name(section: str) -> str:
    """Return the name of the page of a section, without its ending.

    :param section: its id.
    """
    return f"{section}-papers" if section in _RESERVED else section


def paragraph(text: str) -> str:
    """Return a text as a paragraph of MyST, escaped where the start of a line has a meaning.

    :param text: plain, on one line.
    """
    return re.sub(r"^(?=[%(:|{$])", r"\\", readme_writer.escape(text))


_NOT_TEXT = re.compile(r"\s{4}|[#>|<!*+-]|\d+[.)]|`{3}|~{3}|\[!\[")

_OF_A_LIST = re.compile(r"\b(?:lists?|collection|collects|curated|must-read)\b", re.IGNORECASE)

_INLINE = (
    (re.compile(r"!\[[^\]]*\]\([^)]*\)|<[^>]*>"), ""),
    (re.compile(r"\[([^\]]*)\](?:\([^)]*\)|\[[^\]]*\])"), r"\1"),
    (re.compile(r"(?<!\w)[*_`]+|[*_`]+(?!\w)"), ""),
)

_ORNAMENT = re.compile(r"(?:[^\w\s\"'(]+\s+)+")  # an emoji before the first word


def description_of(prose: str) -> str:
    """Return the first sentence in the first paragraphs that says what a list is, or "".

    :param prose: Markdown.
    """
    blocks = re.split(r"\n[ \t]*\n", prose)
    for block in [block for block in blocks if not _NOT_TEXT.match(block)][:3]:
        for pattern, instead in _INLINE:
            block = pattern.sub(instead, block)  # noqa: PLW2901
        text = clean(block)
        if ornament := _ORNAMENT.match(text):
            text = text[ornament.end() :]
        sentence = re.match(rf".{{1,{DESCRIPTION_CHARS}}}?[.!?](?=\s|$)", text)
        if sentence and _OF_A_LIST.search(sentence[0]):
            return sentence[0]
    return ""


def _requirement_lines(requirement: Requirement) -> str:
    if not requirement.folder:
        return requirement.line
    return (
        "# A folder of the machine that made this site. Name where other machines, such as those\n"
        f"# that publish it, get the package from: a release, or {_PACKAGE} @ git+https://…\n"
        f"{requirement.line}"
    )


def _is_page(name: str) -> bool:
    return name.startswith("docs/") and name.endswith(".md")


def _toctree(caption: str, names: list[str]) -> str:
    # An option is a scalar of YAML.
    plain = re.fullmatch(r"\w[\w .,()/&+-]*", caption)
    caption = caption if plain else json.dumps(caption, ensure_ascii=False)
    return "\n".join(["```{toctree}", ":hidden:", f":caption: {caption}", "", *names, "```"])


def _python(text: str) -> str:
    """Return a text as a literal of Python."""
    return json.dumps(text, ensure_ascii=False)


def _conf(site: Scaffold) -> Iterator[tuple[str, str]]:
    maintainers = ", ".join(maintainer.name for maintainer in site.awesome_list.maintainers)
    yield "project", _python(site.awesome_list.title)
    yield "author", _python(maintainers or "The contributors of the list")
    yield "theme_options", site.theme_options()


def _contributing(site: Scaffold) -> Iterator[tuple[str, str]]:
    example, fence, first = site.example()
    yield "files", site.entry_files()
    repository = site.awesome_list.repository
    new_issue = f"{repository}/issues/new?template=add-a-paper.yml"
    form = f"Or give its number in [the form]({new_issue}), and see there what its entry would be."
    yield "form", f"\n{form}\n" if repository else ""
    yield "example", "\n".join(f"   {line}".rstrip() for line in example.split("\n"))
    yield "fence", fence
    yield "first", first


def _issue_form(site: Scaffold) -> Iterator[tuple[str, str]]:
    sections = site.awesome_list.sections.values()
    counts = Counter(known.name for known in sections)
    options = [known.name if counts[known.name] == 1 else known.id for known in sections]
    yield "paper", issue_form.PAPER_LABEL
    yield "section", issue_form.SECTION_LABEL
    yield "options", "\n".join(f"        - {_python(one)}" for one in (*options, "Another one"))


def _block(entry: Entry) -> str:
    block = toml.Block(entry)
    return toml.write_entry_file(toml.EntryFile(toml.FileKind.SECTION, Section(""), (block,)))


_OWN: Mapping[str, Callable[[Scaffold], dict[str, str]]] = {
    "docs/conf.py": lambda site: dict(_conf(site)),
    "docs/index.md": lambda site: {"toctrees": site.toctrees(), "numbers": site.numbers()},
    "docs/contributing.md": lambda site: dict(_contributing(site)),
    "dot_github/ISSUE_TEMPLATE/add-a-paper.yml": lambda site: dict(_issue_form(site)),
    "README.md": lambda _: dict(zip(("begin", "end"), readme_writer.MARKERS, strict=True)),
}
