"""Rules that only sources can apply: `update` looks for these faults, and `check` never does."""

from __future__ import annotations

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
