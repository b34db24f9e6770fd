"""`awesome:sections`: sections as cards."""

from __future__ import annotations

from collections.abc import Callable

from ..conftest import Site


def test_sections_as_cards(make_site: Callable[..., Site]) -> None:
    home = "# Home\n\n:::{awesome:sections}\n:::\n\n```{toctree}\nreports\nmodels\n```\n"
    page = make_site({"docs/index.md": home}).build().page("index.html")
    cards = page.by_class("aw-area")
    assert [page.by_class("aw-title", c)[0].text for c in cards] == ["Report Generation", "Models"]
    assert [page.by_class("aw-facts", c)[0].text for c in cards] == [
        "2 papers · 1 with code",
        "2 papers · 0 with code",
    ]
    newest = page.by_tag("a", page.by_class("aw-newest", cards[0])[0])
    assert [a["href"] for a in newest] == [
        "reports.html#paper-roentgen",
        "reports.html#paper-ratchet",
    ]
    assert page.by_tag("a", page.by_class("aw-title", cards[1])[0])[0]["href"] == "models.html"
    # On one scale of years, so that the charts can be compared.
    charts = page.by_class("aw-chart")
    assert [c["aria-label"].count(";") for c in charts] == [1, 1]


def test_some_sections_as_cards(make_site: Callable[..., Site]) -> None:
    toctree = "```{toctree}\nreports\nmodels\n```\n"
    home = "# Home\n\n:::{awesome:sections} models nowhere\n:::\n\n" + toctree
    built = make_site({"docs/index.md": home}).build(strict=False)
    page = built.page("index.html")
    assert [page.by_class("aw-title", c)[0].text for c in page.by_class("aw-area")] == ["Models"]
    assert [w.partition("WARNING: ")[2] for w in built.warnings] == [
        (
            'awesome:sections: there is no section "nowhere"; the list has reports, models '
            "[awesome.section]"
        )
    ]
