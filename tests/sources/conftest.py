"""A world and a server for the tests of sources."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from sphinx_awesome.sources import HOSTS, Answers, AnswerStore, Caller, Client, ClientLimits
from sphinx_awesome.sources.mirrors import read_mirrors

from .server import WorldServer
from .world import Code, Work, World

LIMITS = ClientLimits(step_seconds=2.0, total_seconds=3.0, patience_seconds=5.0)

Make = Callable[..., Answers]


def small_world() -> World:
    """A world with a work for each source."""
    return World(
        [
            Work(
                "RATCHET: Reading Things with Transformers",
                [("Benjamin", "Hou"), ("Georgios", "Kaissis")],
                arxiv="2107.02104",
                version=2,
                comment="Accepted at MICCAI 2021",
                arxiv_doi="10.1007/978-3-030-87199-4_7",
            ),
            Work(
                "RATCHET: Reading Things with Transformers",
                [("Benjamin", "Hou"), ("Georgios", "Kaissis")],
                doi="10.1007/978-3-030-87199-4_7",
                type="book-chapter",
                containers=("Lecture Notes in Computer Science", "MICCAI 2021"),
                printed=2021,
                relation={"has-preprint": [{"id-type": "arxiv", "id": "2107.02104"}]},
                pubmed="123456",
            ),
            Work("On Old Ids", arxiv="math/0309136", submitted=2003),
            Work(
                "Things at a Meeting",
                anthology="2021.emnlp-main.288",
                doi="10.18653/v1/2021.emnlp-main.288",
                meeting="Proceedings of EMNLP",
                printed=2021,
            ),
            Work(
                "Things of Vision",
                page="/content/CVPR2021/html/Hou_Things_CVPR_2021_paper.html",
                meeting="Proceedings of the IEEE/CVF Conference on Computer Vision",
                printed=2021,
            ),
        ],
        [
            Code("me/code", 1),
            Code("you/new-name", 2, former=["you/old-name"], is_archived=True),
        ],
    )


@pytest.fixture
def server() -> Iterator[WorldServer]:
    with WorldServer(small_world()) as running:
        yield running


@pytest.fixture
def store(tmp_path: Path) -> Iterator[AnswerStore]:
    made = AnswerStore(tmp_path / "cache" / "answers.sqlite3")
    yield made
    made.close()


@pytest.fixture
def client(server: WorldServer, store: AnswerStore) -> Iterator[Client]:
    made = Client(
        store,
        Caller("https://github.com/me/list", "me@example.org"),
        read_mirrors(server.mirrors(), HOSTS),
        limits=LIMITS,
        environment={},
    )
    yield made
    made.close()


@pytest.fixture
def answers(client: Client, store: AnswerStore) -> Answers:
    return Answers(store, client)
