"""The files of a new site: entry files, pages, settings, and what a repository needs."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from string import Template
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote, urlsplit

from ..core.model import AwesomeList, Entry, Section
from ..core.text import clean
from ..formats import markdown, readme_writer, toml
from ..version import __version__
from .github import issue_form
from .site.prose_pages import SiteProse, readme_frame

if TYPE_CHECKING:
    from ..formats.registry import ReadResult
    from .site.prose_pages import Leftover

DESCRIPTION_CHARS = 300
"""Characters that a sentence has at most which says what a list is."""

TEMPLATES = Path(__file__).parents[1] / "templates"

_PACKAGE = "sphinx-awesome"

SETUP = "python3 -m venv .venv && .venv/bin/pip install -q nox && .venv/bin/nox"

_PAGES = ("explore", "overview", "venues", "authors", "tags", "contributing")

_PAPER_WORDS = {"entry": "paper", "an_entry": "a paper", "An_entry": "A paper"}

_ENTRY_WORDS = {"entry": "entry", "an_entry": "an entry", "An_entry": "An entry"}

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


@dataclass(frozen=True)
class Scaffold:
    """A new site, made from a list."""

    awesome_list: AwesomeList
    reading: ReadResult | None = None
    """What was read of its source, if that holds more than the list."""
    requirement: Requirement = RELEASE
    """Where the site gets this package from."""

    @cached_property
    def prose(self) -> SiteProse:
        """Return what the source says besides entries, on the pages of the site."""
        pages = {section: section_page_name(section) for section in self.awesome_list.sections}
        parts = self.reading.parts if self.reading else ()
        root = Path(parts[0].origin.path).parent if parts else Path()
        return SiteProse(parts, pages, _RESERVED, root)

    @cached_property
    def described_list(self) -> AwesomeList:
        """Return the list, with what its source says of it and of its sections."""
        prose, listed = self.prose, self.awesome_list
        sections = {
            name: replace(one, description=one.description or prose.descriptions.get(name, ""))
            for name, one in listed.sections.items()
        }
        description = listed.description or description_of(f"{prose.lead}\n\n{prose.about}")
        return replace(listed, sections=sections, description=description)

    def files(self) -> dict[str, str | bytes]:
        """Return all files by their path."""
        awesome_list = self.described_list
        made: dict[str, str | bytes] = {
            f"entries/{name}": text for name, text in toml.write_directory(awesome_list).items()
        }
        pages = self._pages()
        for source in sorted(TEMPLATES.rglob("*.in")):
            name = source.relative_to(TEMPLATES).as_posix().removesuffix(".in")
            if name not in {"docs/section.md", "README.md"} and (
                name in pages or not _is_page(name)
            ):
                own = _OWN[name](self) if name in _OWN else {}
                made[name.replace("dot_", ".")] = self._filled(name, own)
        for known in awesome_list.sections.values():
            above, below = self.prose.section_text(known.id)
            own = {
                "title": readme_writer.escape(known.name),
                "section": known.id,
                "above": f"{above}\n\n" if above else "",
                "below": f"\n{below}\n" if below else "",
            }
            made[f"docs/{section_page_name(known.id)}.md"] = self._filled("docs/section.md", own)
        made |= {f"docs/{name}.md": text for name, text in self.prose.pages.items()}
        made["README.md"] = self._readme()
        if left := self.leftover():
            made["leftover.md"] = leftover_text(left)
        made |= {f"docs/{name}": raw for name, raw in self.prose.pictures.files.items()}
        return dict(sorted(made.items()))

    def _filled(self, name: str, own: dict[str, str]) -> str:
        """Return a template with what stands in all of them, and with its own."""
        described = self.described_list
        noun = _PAPER_WORDS if described.has_papers_alone else _ENTRY_WORDS
        common = {
            "title": readme_writer.escape(described.title),
            "description": _described(described),
            "setup": SETUP,
            "requirement": _requirement_lines(self.requirement),
            **noun,
        }
        text = (TEMPLATES / f"{name}.in").read_text(encoding="utf-8")
        return Template(text).substitute(common | own)

    @cached_property
    def frame(self) -> tuple[str, str]:
        """Return what stands before and after the list in a README: as in its source."""
        described, reading = self.described_list, self.reading
        title = f"# {readme_writer.escape(described.title)}"
        if reading is None or reading.frame is None or not reading.parts:
            return f"{title}\n\n{_described(described)}".strip(), ""
        first = reading.parts[0]
        before, after = readme_frame(reading.frame, first, self.prose.pictures)
        return (before if reading.frame.has_title else f"{title}\n\n{before}".strip()), after

    def _readme(self) -> str:
        """Return the README: what stood before the list, the list, what stood after it, and how.

        What stood before is put behind the list if it would hide that: code that does not end.
        """
        before, after = self.frame
        title = f"# {readme_writer.escape(self.described_list.title)}"
        try:
            return self._with_list(before, after)
        except readme_writer.MarkerError:
            return self._with_list(title, f"{before}\n\n{after}")

    def _with_list(self, before: str, after: str) -> str:
        begin, end = readme_writer.MARKERS
        begin = begin.replace(" -->", " level=2 -->")
        own = {"before": f"{before}\n\n", "begin": begin, "end": end}
        text = self._filled("README.md", {**own, "after": f"{after}\n\n" if after else ""})
        return readme_writer.fill_region(text, self.described_list)

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
        """Return the toctrees: sections and prose below their headings, then the other pages."""
        sections = {section_page_name(section) for section in self.awesome_list.sections}
        groups = self.prose.groups()
        last = max((n for n, group in enumerate(groups) if sections & {*group.names}), default=-1)
        trees: list[tuple[str, list[str]]] = []
        others: list[str] = []
        for number, group in enumerate(groups):
            is_top = not group.titles
            if is_top and number > last:
                others += group.names
            elif is_top and not sections & {*group.names}:
                trees.append(("", group.names))
            elif is_top:
                is_first = "Sections" not in dict(trees)
                trees.append(("Sections" if is_first else "More sections", group.names))
            else:
                trees.append((group.titles[-1], group.names))
        others += [name for name in _PAGES if f"docs/{name}.md" in self._pages()]
        trees.append(("The list", others))
        return "\n\n".join(_toctree(caption, names) for caption, names in trees)

    def numbers(self) -> str:
        """Return the numbers of the home page; they are roles, which stay true."""
        entries = self.awesome_list.entries.values()
        kind = "papers" if self.awesome_list.has_papers_alone else "entries"
        parts = [f"{{awesome:count}}`{kind}` {kind}"]
        if any(entry.year for entry in entries):
            parts.append("{awesome:count}`years`")
        if len(self.awesome_list.sections) > 1:
            parts.append("in {awesome:count}`sections` sections")
        if any("code" in entry.links for entry in entries):
            parts.append(f"{{awesome:count}}`{kind} with code` with code")
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

    def leftover(self) -> list[Leftover]:
        """Return what the source holds that neither a page nor the README shows."""
        shown = "\n".join(self.frame)
        pieces: dict[str, Leftover] = {}
        for piece in self.prose.leftover:
            if piece.text not in shown and not readme_writer.is_marker(piece.text):
                pieces.setdefault(piece.text, piece)
        return list(pieces.values())


def leftover_text(pieces: Sequence[Leftover]) -> str:
    """Return what has no place on a site as a file, to be put into pages by hand."""
    parts = [
        (
            "What the source of this list holds and no page can show. Put into docs/ what readers "
            "need, and delete this file."
        )
    ]
    for piece in pieces:
        where = f"{piece.path}, line {piece.line}" + (f": {piece.where}" if piece.where else "")
        ticks = max((len(run) for run in re.findall("`+", piece.text)), default=0)
        fence = "`" * max(3, ticks + 1)
        parts.append(f"{markdown.escape_for_page(where)}\n\n{fence}html\n{piece.text}\n{fence}")
    return "\n\n".join(parts) + "\n"


def _described(awesome_list: AwesomeList) -> str:
    """Return the description of a list as a paragraph, with an empty line behind it."""
    text = paragraph(awesome_list.description)
    return f"{text}\n\n" if text else ""


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


def _toctree(caption: str, names: Sequence[str]) -> str:
    # An option is a scalar of YAML.
    plain = re.fullmatch(r"\w[\w .,()/&+-]*", caption)
    caption = caption if plain else json.dumps(caption, ensure_ascii=False)
    options = [":hidden:", f":caption: {caption}"] if names and caption != '""' else [":hidden:"]
    return "\n".join(["```{toctree}", *options, "", *names, "```"])


def _python(text: str) -> str:
    """Return a text as a literal of Python."""
    return json.dumps(text, ensure_ascii=False)


def _conf(site: Scaffold) -> Iterator[tuple[str, str]]:
    maintainers = ", ".join(maintainer.name for maintainer in site.awesome_list.maintainers)
    yield "project", _python(site.awesome_list.title)
    yield "author", _python(maintainers or "The contributors of the list")
    yield "theme_options", site.theme_options()


def _index(site: Scaffold) -> Iterator[tuple[str, str]]:
    prose = site.prose
    yield "toctrees", site.toctrees()
    yield "numbers", site.numbers()
    yield "lead", f"{prose.lead}\n\n" if prose.lead else _described(site.described_list)
    yield "about", f"## About this list\n\n{prose.about}\n\n" if prose.about else ""


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
    yield "own", f"\n{site.prose.contributing}\n" if site.prose.contributing else ""


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
    "docs/index.md": lambda site: dict(_index(site)),
    "docs/contributing.md": lambda site: dict(_contributing(site)),
    "dot_github/ISSUE_TEMPLATE/add-a-paper.yml": lambda site: dict(_issue_form(site)),
}
