"""Rules that only sources can apply: `update` and `links` look for these faults, `check` never."""

from __future__ import annotations

from ...core.problem import Severity
from ..context import Rule, find_nothing

SOURCE_RULES = (
    Rule(
        code="arxiv-identity",
        title="An arXiv number is of another paper",
        why="The number leads to a paper of another title or by other people, or to none. Whoever "
        "clicks reads something else, and what arXiv knows under that number is not learnt.",
        fix="Look at the paper on arXiv, and write its own number. If it is the paper after all, "
        "say so: `ignore.arxiv-identity`, with the reason.",
        example="""\
[[entry]]
id = "ratchet"
title = "RATCHET: Medical Transformer for Chest X-ray Diagnosis"
arxiv = "2107.02140"
""",
        find=find_nothing,
    ),
    Rule(
        code="doi-identity",
        title="A DOI is of another paper",
        why="The DOI is registered for a work of another title or by other people, or for none. "
        "Citations made from the list cite something else.",
        fix="Look where the DOI leads, and write the paper's own. If it is the paper after all, "
        "say so: `ignore.doi-identity`, with the reason.",
        example="""\
[[entry]]
id = "ratchet"
title = "RATCHET: Medical Transformer for Chest X-ray Diagnosis"
doi = "10.1007/978-3-030-87199-4_8"
""",
        find=find_nothing,
    ),
    Rule(
        code="withdrawn",
        title="A paper was withdrawn by its authors",
        why="arXiv has no file of it any more, and its record says that it was withdrawn. Readers "
        "of the list should know.",
        fix="Take the proposal of `update`, which writes the notice's address into `withdrawn`; or "
        "remove the paper, and name its id under `removed` in `_list.toml`.",
        example="""\
[[entry]]
id = "ratchet"
title = "RATCHET: Medical Transformer for Chest X-ray Diagnosis"
arxiv = "2107.02104"
""",
        find=find_nothing,
    ),
    Rule(
        code="retracted",
        title="A paper was retracted by its publisher",
        why="The publisher has registered a retraction of it. What it says no longer holds, and "
        "who cites it should say so.",
        fix="Take the proposal of `update`, which writes the notice's address into `retracted`; or "
        "remove the paper, and name its id under `removed` in `_list.toml`.",
        example="""\
[[entry]]
id = "ratchet"
title = "RATCHET: Medical Transformer for Chest X-ray Diagnosis"
doi = "10.1007/978-3-030-87199-4_7"
""",
        find=find_nothing,
    ),
)

LINK_RULES = (
    Rule(
        code="dead-link",
        title="A link leads nowhere",
        why="The server has answered 404 or 410, or there is no such host, in two runs at least "
        "three days apart, and in none between them was it there. Of an arXiv id, a DOI or a "
        "repository on GitHub, arXiv, the registrar or GitHub says so itself. What does not "
        "answer robots (401, 403, 429, 503) is not dead.",
        fix="Write the new address; or take the proposal of `links`, which adds the copy in the "
        "Internet Archive that is nearest to the day on which the paper was added.",
        example="""\
[[entry]]
id = "ratchet"
title = "RATCHET: Medical Transformer for Chest X-ray Diagnosis"
links.project = "https://example.org/gone"
""",
        find=find_nothing,
    ),
    Rule(
        code="moved-link",
        title="A link has moved",
        why="The server leads to another address for good (301, 308). One day it will do so no "
        "longer. Of a repository, GitHub says so by its number, which a move does not change.",
        fix="`links --write` writes the new name of a repository on GitHub. Look at any other new "
        "address, and take it with `links --accept`, or write the right one.",
        example="""\
[[entry]]
id = "ratchet"
title = "RATCHET: Medical Transformer for Chest X-ray Diagnosis"
links.code = "https://github.com/former-name/code"
""",
        find=find_nothing,
    ),
    Rule(
        code="archived-code",
        title="The code is archived",
        why="Its owners have made the repository read-only: no issue is answered and no fault "
        "mended any more. The code may be as good as ever, so it is a notice, which fails nothing.",
        fix="If its authors go on elsewhere, write that address. Otherwise leave it, and say so in "
        "`ignore.archived-code`.",
        example="""\
[[entry]]
id = "ratchet"
title = "RATCHET: Medical Transformer for Chest X-ray Diagnosis"
links.code = "https://github.com/example/archived"
""",
        find=find_nothing,
        severity=Severity.NOTICE,
    ),
)
