"""Everything can be read and reached with JavaScript off."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from .conftest import Site

pytestmark = pytest.mark.browser

REPORTS = "medical-report-generation.html"


@pytest.fixture
def open_plain(open_page: Callable[..., Page]) -> Callable[..., Page]:
    """Open a page with JavaScript off."""

    def open_(address: str, **options: object) -> Page:
        return open_page(address, java_script_enabled=False, **options)

    return open_


def test_every_card_is_visible(open_plain: Callable[..., Page]) -> None:
    cards = open_plain(REPORTS).locator(".aw-card")
    assert cards.count() == 51
    assert all(card.is_visible() for card in cards.all())


def test_a_citation_opens_with_a_click(open_plain: Callable[..., Page]) -> None:
    card = open_plain(REPORTS).locator("#paper-ratchet")
    record = card.locator("pre")
    assert not record.is_visible()
    card.locator("summary").click()
    assert record.is_visible()
    assert record.inner_text().startswith("@inproceedings{ratchet,")


def test_also_in_leads_to_the_other_card(open_plain: Callable[..., Page], site: Site) -> None:
    page = open_plain(REPORTS)
    page.locator("#paper-repsnet .aw-also a").click()
    page.wait_for_url(f"{site.base}medical-vision-language-model.html#paper-repsnet")
    assert page.locator(".aw-card:target").get_attribute("id") == "paper-repsnet"


def test_a_permalink_leads_to_the_card(open_plain: Callable[..., Page], site: Site) -> None:
    page = open_plain("p/ratchet.html")
    assert page.locator("h1").inner_text().startswith("RATCHET: Medical Transformer")
    page.locator("footer").get_by_role("link", name="Medical Report Generation").click()
    page.wait_for_url(f"{site.base}{REPORTS}#paper-ratchet")
    card = page.locator(".aw-card:target")
    assert card.get_attribute("id") == "paper-ratchet"
    box = card.bounding_box()
    assert 0 <= box["y"] <= page.viewport_size["height"] - box["height"]


def test_the_target_stands_out_by_more_than_colour(open_plain: Callable[..., Page]) -> None:
    page = open_plain(f"{REPORTS}#paper-ratchet")
    look = "card => [getComputedStyle(card).backgroundColor, getComputedStyle(card).boxShadow]"
    target = page.locator("#paper-ratchet").evaluate(look)
    other = page.locator("#paper-repsnet").evaluate(look)
    assert target[0] != other[0]
    assert "inset" in target[1]
    assert other[1] == "none"
