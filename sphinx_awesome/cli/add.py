"""`sphinx-awesome add`: put papers into a list, each named by what somebody has of it."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import fields, replace
from pathlib import Path
from typing import TYPE_CHECKING

from .. import clock
from ..core import files
from ..core.text import clean, closest_names, did_you_mean, fold
from .common import UsageError, add_list, example, printable
from .edits import open_list_edit
from .edits.additions import DRY, REFUSED, STATUS, UNASKED, WRITTEN, PaperAddition
from .edits.text_editor import EditorError, edit_text
from .github.issue_form import IssueForm, comment_on, read_issue

if TYPE_CHECKING:
    from ..core.model import AwesomeList, Entry
    from ..core.venues import Venue
    from .common import Commands
    from .edits.list_edits import ListEdit
    from .paper_lookup import LookupResult, NamedPaper

_NEAR_TITLE_WORDS = 3  # of a title that somebody gives in part

_BIBTEX, _EDIT = "BibTeX", "your edit"


def register(commands: Commands) -> None:
    """Add the command to the command line."""
    parser = commands.add_parser(
        "add",
        help="add papers by arXiv id, DOI, address, title or BibTeX",
        description="Add papers to a list: sources are asked for the whole entry, which is shown, "
        "with where each fact is from, before it is written at the end of a section. A paper that "
        "is there already, that was withdrawn or retracted, or that is another one than was named, "
        "is refused.",
        epilog=example("sphinx-awesome add 2107.02104 --to report-generation")
        + "Exit status: 0 if all is written or would be, 1 if a paper was refused or is known to "
        "no source, 2 on wrong usage, 3 if a source could not be asked: then nothing is written "
        "of that paper.",
    )
    parser.add_argument(
        "what",
        nargs="*",
        metavar="WHAT",
        help="an arXiv id, a DOI, the address of a paper's page, a title in quotes, or - for "
        "BibTeX on standard input",
    )
    add_list(parser)
    parser.add_argument(
        "--to",
        default="",
        metavar="SECTION",
        help="id or title of the section (asked for on a terminal, if not given)",
    )
    parser.add_argument("--id", default="", help="id of the paper (made from it, if not given)")
    parser.add_argument(
        "--issue",
        type=Path,
        metavar="EVENT.json",
        help="add the paper of an issue on GitHub instead, as its event tells it there: paper and "
        "section are read from the fields of the form, and nothing else",
    )
    parser.add_argument(
        "--report",
        type=Path,
        metavar="FILE.md",
        help="write what would be added, or why not, into a file too, as the text of a comment or "
        "a pull request",
    )
    parser.add_argument("--yes", action="store_true", help="write without asking")
    parser.add_argument("--dry-run", action="store_true", help="show what would be written")
    parser.add_argument(
        "--format",
        choices=("text", "json"),
        default="text",
        help="form of what is printed (%(default)s, if not given)",
    )
    parser.add_argument(
        "--offline", action="store_true", help="answer from what earlier runs have kept alone"
    )
    parser.set_defaults(run=run, writes=lambda given: [] if given.dry_run else [given.path])


def run(arguments: argparse.Namespace) -> int:
    """Add papers, or show what would be added.

    :raises UsageError: if it cannot be understood what to add, or where.
    """
    if bool(arguments.what) == bool(arguments.issue):
        raise UsageError("what to add is named by WHAT or by --issue", "give one of them")
    is_asked = sys.stdin.isatty() and arguments.format == "text" and "-" not in arguments.what
    if not is_asked and not (arguments.yes or arguments.dry_run):
        raise UsageError("nobody can be asked whether to write", "add --yes or --dry-run")
    edit = open_list_edit(arguments.path)
    if edit is None:
        return 1
    issue = read_issue(arguments.issue) if arguments.issue else None
    if issue:
        return _add_of_issue(issue, edit, arguments)
    if arguments.issue:
        sys.stdout.write("the issue names no paper in the field of the form: nothing to do\n")
        return 0
    papers = list(_named(arguments.what, edit.awesome_list))
    _check_id(arguments.id, papers, edit)
    section = _section(arguments.to, edit.awesome_list, is_asked=is_asked)
    additions = _Run(edit, section, arguments, is_asked=is_asked).run(papers)
    if arguments.report:
        text = "\n".join(addition.markdown() for addition in additions)
        files.replace_file(arguments.report, text)
    return _status(additions)


def _add_of_issue(issue: IssueForm, edit: ListEdit, arguments: argparse.Namespace) -> int:
    """Add the paper of an issue; what is wrong with it is the issue's fault, not wrong usage."""
    addition = PaperAddition(issue.what)
    try:
        paper = _paper(issue.what)
        section = _section(arguments.to or issue.section, edit.awesome_list, is_asked=False)
        _check_id(arguments.id, [paper], edit)
    except UsageError as error:
        addition.refuse(error.what, error.hint)
        _show([addition], arguments)
    else:
        (addition,) = _Run(edit, section, arguments, is_asked=False).run([paper])
    if arguments.report:
        files.replace_file(arguments.report, comment_on(addition))
    return _status([addition])


def _status(additions: Sequence[PaperAddition]) -> int:
    return max((STATUS[one.standing] for one in additions), default=0)


def _show(additions: Sequence[PaperAddition], arguments: argparse.Namespace) -> None:
    """Print additions in the form that is asked for."""
    if arguments.format == "json":
        shown = [addition.as_json() for addition in additions]
        sys.stdout.write(f"{json.dumps(shown, indent=2)}\n")
    else:
        for addition in additions:
            sys.stdout.writelines(f"{printable(line)}\n" for line in addition.lines())
    sys.stdout.flush()


def _named(texts: Sequence[str], awesome_list: AwesomeList) -> Iterator[NamedPaper]:
    """Yield the papers that are named.

    :raises UsageError: if one cannot be understood.
    """
    from .paper_lookup import name_entry  # noqa: PLC0415

    if texts.count("-") > 1:
        raise UsageError("- stands twice", "give all BibTeX at once")
    for text in texts:
        if text == "-":
            yield from map(name_entry, _bibtex(sys.stdin.read(), awesome_list))
        else:
            yield _paper(clean(text))


def _paper(text: str) -> NamedPaper:
    """Return the paper that a text names.

    :raises UsageError: if it cannot be understood.
    """
    from .paper_lookup import name_paper  # noqa: PLC0415

    if paper := name_paper(text):
        return paper
    hint = "give an arXiv id, a DOI, the address of the paper's page, or its title"
    raise UsageError(f'no source knows "{text}"', hint)


def _bibtex(text: str, awesome_list: AwesomeList) -> Sequence[Entry]:
    from ..formats.bibtex import reader  # noqa: PLC0415

    read, problems = reader.read(text, "stdin.bib", awesome_list.venues)
    if not read.entries:
        hint = problems[0].message if problems else "give a record such as @article{…}"
        raise UsageError("standard input holds no record of BibTeX", hint)
    return list(read.entries.values())


def _check_id(id_: str, papers: Sequence[NamedPaper], edit: ListEdit) -> None:
    """Check the id that is to be given.

    :raises UsageError: if it cannot be given.
    """
    from ..core.slugs import is_id  # noqa: PLC0415

    if not id_:
        return
    if len(papers) > 1:
        raise UsageError("--id is for one paper", "leave it out, or add one paper after the other")
    if not is_id(id_):
        hint = "use lower-case letters, digits and single hyphens, 64 characters at most"
        raise UsageError(f'"{id_}" can be no id', hint)
    if id_ in edit.taken_ids():
        raise UsageError(f'the id "{id_}" is taken', "choose another one")


def _section(wanted: str, awesome_list: AwesomeList, *, is_asked: bool) -> str:
    """Return the id of the section to add to.

    :raises UsageError: if there is none of that name, or nobody can be asked.
    """
    sections = awesome_list.sections
    if not sections:
        raise UsageError("the list has no section", "write one first")
    names = ", ".join(sections)
    if not wanted and is_asked:
        sys.stdout.writelines(
            f"  {one.id}" + (f"  {printable(one.title)}\n" if one.title else "\n")
            for one in sections.values()
        )
        with suppress(EOFError):
            wanted = _ask("To which section? ")
    if not wanted:
        raise UsageError("no section is named", f"name one with --to: {names}")
    if wanted in sections:
        return wanted
    titled = [one.id for one in sections.values() if fold(one.title) == fold(wanted)]
    if len(titled) == 1:
        return titled[0]
    near = closest_names(wanted, sections, 3, 0.6)
    hint = did_you_mean(near) if near else f"name one of: {names}"
    raise UsageError(f'no section is called "{wanted}"', hint)


def _ask(question: str) -> str:
    """Return what is answered at a terminal.

    :raises EOFError: at the end of input.
    """
    return clean(input(question))


class _Run:
    """One run of the command: what is added stands in `_papers` too, for those that follow."""

    def __init__(
        self, edit: ListEdit, section: str, arguments: argparse.Namespace, *, is_asked: bool
    ) -> None:
        self._edit = edit
        self._section = section
        self._arguments = arguments
        self._is_asked = is_asked and not arguments.yes and not arguments.dry_run
        self._is_text = arguments.format == "text"
        self._list = edit.awesome_list
        self._papers = list(self._list.entries.values())
        self._taken = edit.taken_ids()
        self._file = edit.path(section)

    def run(self, papers: Sequence[NamedPaper]) -> list[PaperAddition]:
        """Add papers; return what became of each."""
        title = self._list.sections[self._section].name
        additions = {
            paper: PaperAddition(paper.text, section=self._section, title=title) for paper in papers
        }
        for paper, addition in additions.items():
            self._refuse_listed(paper, addition)
        results = self._look_up([one for one in papers if not additions[one].standing])
        try:
            for paper, addition in additions.items():
                self._add(addition, paper, results.get(paper))
        except EOFError:  # who is asked has gone: nothing is certain any more
            sys.stdout.write("\nnothing was written\n")
            for addition in additions.values():
                addition.refuse("not wanted")
            return list(additions.values())
        self._write(list(additions.values()))
        if not self._is_text:
            _show(list(additions.values()), self._arguments)
        return list(additions.values())

    def _add(self, addition: PaperAddition, paper: NamedPaper, result: LookupResult | None) -> None:
        """Show what would be added, and decide whether it is."""
        before = dict(self._edit.changed)
        if result:
            self._prepare(paper, result, addition)
        if self._is_text:
            _show([addition], self._arguments)
        if addition.entry and not addition.standing:
            self._decide(addition, addition.entry, before)
        if addition.standing in {REFUSED, UNASKED}:
            self._edit.changed = before

    # -- what is there already -------------------------------------------------------------------

    def _refuse_listed(self, paper: NamedPaper, addition: PaperAddition) -> None:
        """Refuse what is in the list, as far as that can be known before anything is asked."""
        from ..core.same_work import title_key, title_words, titles_match  # noqa: PLC0415

        if paper.entry:
            self._refuse_duplicate(paper.entry, addition)
        elif not paper.is_title:
            self._refuse_named(paper, addition)
        else:
            words = len(title_words(paper.text))
            for other in self._papers:
                if title_key(other.title) == title_key(paper.text):
                    self._refuse_as(other, "that title", addition)
                elif (
                    _NEAR_TITLE_WORDS <= words <= len(title_words(other.title))
                    and not addition.standing
                    and titles_match(paper.text, other.title)
                ):
                    self._refuse_as(other, "nearly the same title", addition)
                    addition.hint = "if it is another paper, give its arXiv id or DOI"

    def _refuse_named(self, paper: NamedPaper, addition: PaperAddition) -> None:
        """Refuse a paper whose id, or whose own page, is in the list."""
        from ..core.identifiers import arxiv_in_citation, doi_in_citation  # noqa: PLC0415
        from ..core.model import Entry  # noqa: PLC0415
        from ..core.same_work import own_links  # noqa: PLC0415
        from ..sources import questions_for  # noqa: PLC0415

        arxiv = arxiv_in_citation(paper.text)
        doi = "" if arxiv else doi_in_citation(paper.text)
        self._refuse_duplicate(Entry("", "", arxiv=arxiv.id if arxiv else "", doi=doi), addition)
        if addition.standing or arxiv:
            return
        asked = set(paper.questions)
        for other in self._papers:
            for label, url in own_links(other):
                if asked & set(questions_for(url)):
                    self._refuse_as(other, f"its link `{printable(label)}`", addition)
                    return

    def _refuse_duplicate(self, entry: Entry, addition: PaperAddition) -> None:
        """Refuse a paper that is the same work as one of the list."""
        from ..core.same_work import arxiv_ids_of, find_duplicates  # noqa: PLC0415

        new = replace(entry, id="")
        papers = [*self._papers, new]
        for pair in find_duplicates(papers, {one.id: arxiv_ids_of(one) for one in papers}):
            if pair.second is new:
                self._refuse_as(pair.first, pair.what, addition)

    def _refuse_as(self, other: Entry, what: str, addition: PaperAddition) -> None:
        place = ""
        if other.id in self._list.entries:
            location = self._edit.location(other.id)
            place = f" ({location.path}:{location.line})"
            addition.location = f"{location.path}:{location.line}"
        addition.refuse(f"in the list already: {other.id}{place}, by {what}")

    # -- asking ----------------------------------------------------------------------------------

    def _look_up(self, papers: Sequence[NamedPaper]) -> dict[NamedPaper, LookupResult]:
        from ..sources import Answers, MirrorError, OnlineMissingError  # noqa: PLC0415
        from .paper_lookup import look_up  # noqa: PLC0415

        if not papers:
            return {}
        try:
            answers = Answers.open(self._list, offline=self._arguments.offline)
        except (MirrorError, OnlineMissingError) as error:
            what, _, hint = str(error).partition("; ")
            raise UsageError(what, hint) from None
        with answers:
            results = look_up(papers, answers, self._list.venues)
            if self._is_text:
                for message in answers.messages:
                    sys.stdout.write(f"{printable(message)}\n")
                sys.stdout.write(f"{answers.summary()}\n\n")
        return results

    # -- the entry -------------------------------------------------------------------------------

    def _prepare(self, paper: NamedPaper, result: LookupResult, addition: PaperAddition) -> None:
        """Make the entry of a paper, or note why there is none."""
        addition.remarks += result.remarks
        addition.remarks += [
            f"{label} could not be asked; {other} was, instead"
            for label, other in result.stand_ins.items()
        ]
        facts = result.facts
        if result.contradiction:
            addition.refuse(result.contradiction, "see whether id or title is wrong")
            return
        if facts is None and not (paper.entry and not result.unasked and not result.candidates):
            self._without_record(result, addition)
            return
        entry = self._entry(paper, result, addition)
        self._refuse_duplicate(entry, addition)
        if addition.standing:
            return
        # Who wrote an issue decides nothing.
        if facts and facts.notice and (self._arguments.issue or not self._arguments.yes):
            what = f"it was {facts.notice.type.value}: {facts.notice.url}"
            addition.refuse(what, "add --yes to write it all the same")
            return
        self._put(entry, result, addition)
        if result.unasked and not addition.standing:
            addition.standing = UNASKED
            addition.message, addition.hint = _unasked(result), "try again later"

    def _without_record(self, result: LookupResult, addition: PaperAddition) -> None:
        from .paper_lookup import address_of  # noqa: PLC0415

        if result.unasked:
            addition.standing = UNASKED
            addition.message, addition.hint = _unasked(result), "try again later"
            return
        names = [f"{address_of(one)} ({one.title})" for one in result.candidates]
        hint = f"perhaps one of these, by its id: {', '.join(names)}" if names else "see its id"
        addition.refuse("no source has it" if not names else "no source has that title alone", hint)

    def _entry(self, paper: NamedPaper, result: LookupResult, addition: PaperAddition) -> Entry:
        """Return the entry: what sources say, and of the rest what BibTeX does."""
        from ..core.model import Entry  # noqa: PLC0415
        from ..core.slugs import suggest_id  # noqa: PLC0415
        from ..sources import SOURCES  # noqa: PLC0415

        given = paper.entry or Entry("", "")
        facts = result.facts
        if facts is None:
            entry = given
        else:
            entry = replace(
                given,
                title=facts.title,
                authors=facts.authors or given.authors,
                venue=facts.venue.name if facts.venue else given.venue,
                year=facts.year or given.year,
                doi=facts.doi or given.doi,
                arxiv=facts.arxiv or given.arxiv,
                links={**given.links, **facts.links},
            )
            addition.origins = {
                name: SOURCES[record.source].label
                for name, record in facts.origins.items()
                if name != "published"
            }
            if not facts.are_authors_in_order:
                addition.remarks.append("the authors may stand in the order of the alphabet")
        for name in _filled(entry):
            addition.origins.setdefault(name, _BIBTEX)
        id_ = self._arguments.id or suggest_id(
            entry.title, entry.shown_authors, entry.year, self._taken
        )
        return replace(entry, id=id_, added=clock.today())

    def _put(self, entry: Entry, result: LookupResult, addition: PaperAddition) -> None:
        """Put an entry into its file in memory, with a venue that is not known yet."""
        from .paper_lookup import evidence  # noqa: PLC0415

        addition.entry = entry
        remark = evidence(result, clock.today().isoformat())
        if not result.facts:
            remark = f"{_BIBTEX}, in no source. {clock.today()}" if entry.venue else ""
        addition.block = self._edit.add(entry, self._section, remark)
        if not addition.block:
            addition.refuse(f"{self._file} cannot take it", "write it by hand")
            return
        self._locate(addition)
        if entry.venue and not self._list.venues.find(entry.venue):
            addition.venue_block = self._edit.add_venue(_venue(entry, result))

    def _locate(self, addition: PaperAddition) -> None:
        text, _ = files.normalize_newlines(self._edit.changed[self._file], "")
        line = text.count("\n", 0, text.rfind(addition.block)) + 1
        addition.location = f"{self._file}:{line}"

    # -- deciding, writing -----------------------------------------------------------------------

    def _decide(self, addition: PaperAddition, entry: Entry, before: dict[Path, str]) -> None:
        """Decide whether a paper that is shown is written.

        :param entry: as it is shown first.
        :param before: texts of files without it.
        """
        draft = ""
        while self._is_asked:
            what = "Write both?" if addition.venue_block else "Write it?"
            question = "Edit it again? [e(dit)/N]" if draft else f"{what} [y/N/e(dit)]"
            answer = fold(_ask(f"{question} "))
            if answer in {"e", "edit"}:
                draft = self._edited(addition, entry, draft or addition.block, before)
                entry = addition.entry or entry
            elif answer in {"y", "yes"} and not draft:
                break
            else:
                addition.refuse("not wanted")
                sys.stdout.write("nothing was written\n")
                return
        addition.standing = DRY if self._arguments.dry_run else WRITTEN
        self._papers.append(entry)
        self._taken.add(entry.id)

    def _edited(
        self, addition: PaperAddition, entry: Entry, text: str, before: dict[Path, str]
    ) -> str:
        """Have an entry edited and put it in as it is then; return the text if it cannot be.

        :param text: to edit.
        """
        try:
            new = edit_text(f"{text}\n", f"{entry.id}{self._edit.suffix}").strip("\n")
        except EditorError as error:
            sys.stdout.write(f"{printable(str(error))}\n")
            return "" if text == addition.block else text
        texts, self._edit.changed = self._edit.changed, dict(before)
        taken, reasons = self._edit.take(new, self._section, entry)
        if taken:
            reasons = list(self._reasons_against(taken))
        if not taken or reasons:
            self._edit.changed = texts
            sys.stdout.writelines(f"{printable(line)}\n" for line in reasons)
            return new
        addition.block, addition.entry = new, taken
        addition.origins = {
            name: addition.origins.get(name, _EDIT) if value == _filled(entry).get(name) else _EDIT
            for name, value in _filled(taken).items()
        }
        self._locate(addition)
        addition.venue_block = ""
        if taken.venue and not self._list.venues.find(taken.venue):
            addition.venue_block = self._edit.add_venue(_venue(taken, None))
        _show([addition], self._arguments)
        return ""

    def _reasons_against(self, entry: Entry) -> Iterator[str]:
        """Yield why an entry that somebody has edited cannot be added."""
        if entry.id in self._taken:
            yield f'the id "{entry.id}" is taken; choose another one'
        twin = PaperAddition("")
        self._refuse_duplicate(entry, twin)
        if twin.standing:
            yield twin.message

    def _write(self, additions: Sequence[PaperAddition]) -> None:
        """Write all files at once, those first that others rest on: venues, then papers."""
        done = [one for one in additions if one.standing in {WRITTEN, DRY}]
        if self._arguments.dry_run:
            if done and self._is_text:
                sys.stdout.write("dry run: nothing was written\n")
            return
        for path in sorted(self._edit.changed, key=lambda path: path == self._file):
            files.replace_file(path, self._edit.changed[path])
        if self._is_text:
            for one in done:
                sys.stdout.write(f"{printable(one.location)}: {one.entry_id} was added\n")
            if done and (readme := _readme_of(self._arguments.path)):
                what = f"{readme} tells the list; to bring it up to date: sphinx-awesome readme"
                sys.stdout.write(f"{printable(what)}\n")


def _readme_of(path: Path) -> Path | None:
    """Return the README beside a directory of entry files that is made from them, if one is."""
    from ..formats import readme_writer  # noqa: PLC0415

    readme = path.parent / "README.md"
    is_made = path.is_dir() and readme_writer.NOTE in files.read_text(readme)
    return readme if is_made else None


def _unasked(result: LookupResult) -> str:
    """Return which sources could not be asked, and why."""
    return "; ".join(f"{label} {why}" for label, why in result.unasked.items())


def _filled(entry: Entry) -> dict[str, object]:
    """Return the fields of an entry that say something, by name."""
    values: dict[str, object] = {}
    for one in fields(entry):
        value = getattr(entry, one.name)
        if one.name == "links":
            values |= {f"links.{label}": url for label, url in value.items()}
        elif value and value != one.default and one.name not in {"id", "added"}:
            values[one.name] = value
    return values


def _venue(entry: Entry, result: LookupResult | None) -> Venue:
    """Return the venue to propose for the registry of a list."""
    from ..core.venues import Venue  # noqa: PLC0415

    proposed = result.facts.venue if result and result.facts else None
    return proposed if proposed and proposed.name == entry.venue else Venue(entry.venue)
