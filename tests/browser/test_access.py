"""Who can't see the drawing or use a mouse: axe-core's rules, everything by keyboard, and a narrow or printed page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from graph.ontology import Ontology
from graph.projection import Projection
from tests.browser.pages import Open, page_of
from tests.graph.views.hostile import hostile
from tests.graph.views.synthetic import synthetic

pytestmark = pytest.mark.browser

STATES = {
    "start": "",
    "everything on": "for (const box of all('#filter-groups input[value]')) if (!box.checked) box.click()",
    "all unfolded": "for (const part of all('.filters details, #save')) part.open = true;"
    "for (const fold of all('.fold')) fold.click();",
    "an actor": "conflictgraph.pick([0], true)",
    "a focus": "conflictgraph.focusOn('actor', 0)",
    "a line": "pickLine([...conflictgraph.links.values()][0])",
    "a dispute": "pickLine(conflictgraph.claims.find(claim => claim.contradictions)?.link)",
    "a path": "conflictgraph.focusOn('path', 0, 11)",
    "communities": "one('#as-groups').click(); conflictgraph.pick([conflictgraph.actors.length], true)",
    "a table": "one('#as-table').click()",
    "the guide": "one('#help').click()",
    "a search": "one('#guide').close(); one('#find').focus(); one('#find').value = 'a';"
    "one('#find').dispatchEvent(new Event('input'))",
    "nothing left": "for (const box of all('[data-facet=status] input')) if (box.checked) box.click()",
}
"""What a reader may see, and how a script gets there."""

HELP = """
    const one = (selector) => document.querySelector(selector);
    const all = (selector) => [...document.querySelectorAll(selector)];
    const pickLine = (line) => { if (line) conflictgraph.pick([line.a, line.b, line.polarity], true); };
"""


def go(page: Page, state: str) -> None:
    page.evaluate(f"() => {{ {HELP} {STATES[state]} }}")


def violations(page: Page) -> list[str]:
    found = Axe().run(page).response["violations"]
    return [
        f"{one['id']}: {[node['html'][:200] for node in one['nodes']][:3]}"
        for one in found
        if one["impact"] in ("serious", "critical")
    ]


@pytest.fixture(scope="session")
def disputed(ontology: Ontology) -> Projection:
    """Few actors who contradict one another."""
    return synthetic(14, ontology, claims=400)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 390])
def test_axe_finds_nothing_serious(
    open_page: Open, disputed: Projection, ontology: Ontology, scheme: str, width: int
) -> None:
    html = page_of(disputed, ontology, made=dt.date(2025, 1, 2))
    viewport = {"width": width, "height": 900}
    page = open_page(html, color_scheme=scheme, viewport=viewport, reduced_motion="reduce").page
    for name in STATES:
        go(page, name)
        page.wait_for_timeout(100)
        assert violations(page) == [], name


def test_axe_sees_what_it_must(open_page: Open, graph30: Projection, ontology: Ontology) -> None:
    """Or the test above could not fail."""
    page = open_page(page_of(graph30, ontology)).page
    page.evaluate(
        "() => { document.getElementById('picture').removeAttribute('aria-label');"
        "document.getElementById('about').style.color = '#eeeeee'; }"
    )
    found = " ".join(violations(page))
    assert "role-img-alt" in found
    assert "color-contrast" in found


class Keys:
    """A reader without a mouse."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def reach(self, selector: str, most: int = 150) -> None:
        """Press Tab until what the selector names has the focus."""
        for _ in range(most):
            if self.page.evaluate("(selector) => document.activeElement.matches(selector)", selector):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"Tab does not reach {selector}")

    def find(self, name: str) -> None:
        self.press("/")
        self.page.keyboard.type(name)
        self.press("Enter")


@pytest.fixture
def keys(open_page: Open, graph300: Projection, ontology: Ontology) -> Iterator[Keys]:
    """The page of 300 actors, for a reader without a mouse; it must not complain of anything."""
    opened = open_page(page_of(graph300, ontology))
    yield Keys(opened.page)
    assert opened.problems == []


def name_of(page: Page, actor: int) -> str:
    return str(page.evaluate("(actor) => conflictgraph.actors[actor].name", actor))


def test_search_focus_and_undo_go_by_keyboard(keys: Keys) -> None:
    page, name = keys.page, name_of(keys.page, 0)
    keys.find(name)
    expect(page.locator("#panel h2")).to_have_text(name)
    assert page.evaluate("() => document.activeElement.tagName") == "H2"
    keys.reach("[data-act=focus_actor]")
    keys.press("Enter")
    expect(page.locator("#focused")).to_contain_text(name)
    keys.press("Escape", "Escape")
    expect(page.locator("#focused")).to_be_hidden()
    keys.press("Control+z")
    expect(page.locator("#focused")).to_contain_text(name)
    keys.press("Control+z", "Control+z", "Control+z")
    expect(page.locator("#undo")).to_be_disabled()
    expect(page.locator("#panel h2")).to_have_text("Evidence")


def test_a_path_and_its_evidence_go_by_keyboard(keys: Keys) -> None:
    page, other = keys.page, name_of(keys.page, 70)
    keys.find(name_of(page, 0))
    keys.reach("[data-act=path_to]")
    keys.press("Enter")
    page.keyboard.type(other)
    keys.press("Enter")
    expect(page.locator("#focused")).to_contain_text(other)
    keys.reach("#panel .plain-list button")
    keys.press("Enter")
    expect(page.locator("#panel .claim").first).to_be_visible()
    keys.reach("#panel .claim a")


def test_filters_go_by_keyboard(keys: Keys) -> None:
    page = keys.page
    before = page.inner_text("#shown")
    keys.reach("#filters input[value=planned]")
    keys.press("Space")
    expect(page.locator("#shown")).not_to_have_text(before)
    keys.reach("#least-confidence")
    keys.press("ArrowRight", "ArrowRight", "ArrowRight", "ArrowRight", "ArrowRight", "ArrowRight")
    keys.press("ArrowRight", "ArrowRight", "ArrowRight", "ArrowRight", "ArrowRight", "ArrowRight")
    keys.reach("#filters details[data-facet=source] summary")
    keys.press("Enter")
    keys.reach("#filters input[data-group=source]")
    keys.press("Space")
    keys.reach("#time-from")
    keys.press("ArrowRight", "ArrowRight")
    told = page.inner_text("#hidden-by")
    for title in ("Status", "Confidence", "Sources", "Time"):
        assert f"{title} " in told
    keys.reach("#undated, #panel button")
    page.locator("#find").focus()
    keys.reach("#reset")
    keys.press("Enter")
    expect(page.locator("#shown")).to_have_text(before)


def test_table_and_files_go_by_keyboard(keys: Keys) -> None:
    page = keys.page
    keys.reach("#as-table")
    keys.press("Enter")
    keys.reach("#save summary")
    keys.press("Enter")
    keys.reach("[data-save=csv]")
    with page.expect_download() as download:
        keys.press("Enter")
    assert download.value.suggested_filename == "claims.csv"
    keys.reach("#help")
    keys.press("Enter")
    expect(page.locator("#guide")).to_be_visible()
    keys.press("Escape")
    expect(page.locator("#guide")).to_be_hidden()
    keys.reach("[data-sort=subject]")
    keys.press("Enter")
    assert page.locator("th[aria-sort=ascending]").inner_text().startswith("Subject")
    assert page.evaluate("() => document.activeElement.dataset.sort") == "subject"
    keys.reach("#table td button")
    keys.press("Enter")
    expect(page.locator("#panel .claim").first).to_be_visible()


def test_drawing_communities_and_time_go_by_keyboard(keys: Keys) -> None:
    page = keys.page
    keys.reach("#picture")
    at, scale = page.evaluate("() => [conflictgraph.network.getViewPosition(), conflictgraph.network.getScale()]")
    keys.press("ArrowRight", "+")
    page.wait_for_timeout(500)
    assert page.evaluate("() => conflictgraph.network.getViewPosition()")["x"] > at["x"]
    assert page.evaluate("() => conflictgraph.network.getScale()") > scale
    keys.reach("#as-groups")
    keys.press("Enter")
    keys.reach("#panel .plain-row button")
    keys.press("Enter")
    keys.reach("[data-act=open_group]")
    keys.press("Enter")
    expect(page.locator("#focused")).to_be_visible()
    page.locator("#find").focus()
    keys.reach("#play")
    keys.press("Enter")
    expect(page.get_by_label("Pause")).to_be_visible()
    keys.press("Enter")
    expect(page.get_by_label("Play through time")).to_be_visible()


def test_all_controls_have_a_name(open_page: Open, graph300: Projection, ontology: Ontology) -> None:
    page = open_page(page_of(graph300, ontology)).page
    unnamed = page.evaluate(
        "() => [...document.querySelectorAll('button, a, input, summary')]"
        ".filter(node => !(node.textContent.trim() || node.getAttribute('aria-label') || node.labels?.length)).length"
    )
    assert unnamed == 0


@pytest.mark.parametrize(("width", "lang"), [(390, "en"), (390, "fr"), (320, "fr")])
def test_a_phone_needs_no_sideways_scrolling(
    open_page: Open, ontology: Ontology, disputed: Projection, width: int, lang: str
) -> None:
    for projection in (disputed, hostile()):
        html = page_of(projection, ontology, title="W" * 300, lang=lang)
        page = open_page(html, viewport={"width": width, "height": 844}, reduced_motion="reduce").page
        for name in STATES:
            go(page, name)
            assert page.evaluate("() => document.documentElement.scrollWidth") <= width, name
        page.evaluate("() => document.getElementById('reset').click()")
        page.evaluate("() => document.getElementById('as-picture').click()")
        canvas = page.locator("#picture canvas").bounding_box()
        assert canvas is not None
        assert canvas["height"] > 200


def test_paper_shows_drawing_and_evidence(open_page: Open, graph30: Projection, ontology: Ontology) -> None:
    page = open_page(page_of(graph30, ontology)).page
    page.locator("#panel .plain-list button").first.click()
    page.emulate_media(media="print")
    for selector in ("h1", "#hidden-by", "#picture canvas", "#shown", "#panel .claim"):
        assert page.locator(selector).first.is_visible(), selector
    for selector in ("#find", ".tools", ".zoom", ".actions", "#filter-groups details"):
        assert not page.locator(selector).first.is_visible(), selector
