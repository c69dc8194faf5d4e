"""The filters of the page: what each leaves, what it counts, and that no claim is lost between lines and groups."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from graph.model import REALISED, Article, Claim
from graph.ontology import Ontology
from graph.projection import Projection
from tests.browser.conftest import Opened
from tests.browser.pages import Open, page_of, realised
from tests.graph.views.synthetic import synthetic

pytestmark = pytest.mark.browser
Keep = Callable[[Claim], bool]


@pytest.fixture(scope="session")
def graph700(ontology: Ontology) -> Projection:
    """More actors than are drawn."""
    return synthetic(700, ontology)


def ids_shown(page: Page) -> list[str]:
    """Ids of all claims in lines, drawn or too thin, and inside groups: each as often as it stands there."""
    script = """() => {
        const { visible, thin, inside } = conflictgraph.scene();
        return [...visible, ...thin].flatMap(line => line.claims).concat(...inside.values()).map(claim => claim.id);
    }"""
    return list(page.evaluate(script))


def said(page: Page) -> int:
    """The sum of the claims that the line below the drawing names."""
    text = page.inner_text("#shown").replace(",", "")
    parts = [r"from (\d+) claim", r"(\d+) claims? inside", r"(\d+) more in lines", r"(\d+) outside"]
    return sum(int(found.group(1)) for part in parts if (found := re.search(part, text)))


def check(opened: Opened, projection: Projection, keep: Keep) -> None:
    """Every claim that passes is in exactly one place, and the page's own figures add up to them."""
    wanted = sorted(claim.id for claim in projection.claims if keep(claim))
    assert wanted
    assert sorted(ids_shown(opened.page)) == wanted
    assert said(opened.page) == len(wanted)
    lines = opened.page.evaluate("() => conflictgraph.edges.getIds().length")
    assert lines == opened.page.evaluate("() => conflictgraph.scene().visible.length")
    hidden = len(projection.claims) - len(wanted)
    told = opened.page.inner_text("#hidden-by")
    assert told.startswith(f"{hidden:,} claim" if hidden else "No claim is filtered out")


def unfold(page: Page, facet: str) -> None:
    page.locator(f"details[data-facet={facet}] summary").click()


def only(page: Page, facet: str, value: str) -> None:
    page.locator(f"details[data-facet={facet}] .all-none button").nth(1).click()
    page.locator(f'details[data-facet={facet}] input[value="{value}"]').check()


def slide(page: Page, selector: str, value: float) -> None:
    page.locator(selector).evaluate(
        "(input, value) => { input.value = value; input.dispatchEvent(new Event('input')); }", value
    )


@pytest.mark.parametrize("mode", ["actors", "groups"])
def test_no_claim_is_lost_at_any_filter(open_page: Open, graph700: Projection, ontology: Ontology, mode: str) -> None:
    opened = open_page(page_of(graph700, ontology))
    page = opened.page
    page.locator(f"#as-{mode}").click()
    kinds = {actor.id: actor.type for actor in graph700.actors}
    check(opened, graph700, realised)
    page.locator("details[data-facet=status] .all-none button").first.click()
    check(opened, graph700, lambda claim: True)
    page.locator("input[value=person]").uncheck()
    check(opened, graph700, lambda claim: "person" not in (kinds[claim.subject], kinds[claim.object]))
    slide(page, "#least-confidence", 0.8)
    check(
        opened,
        graph700,
        lambda claim: "person" not in (kinds[claim.subject], kinds[claim.object]) and round(claim.confidence, 2) >= 0.8,
    )
    page.locator("#reset").click()
    check(opened, graph700, realised)
    page.evaluate("() => conflictgraph.pick([[...[...conflictgraph.scene().hidden.values()][0]][0]], true)")
    check(opened, graph700, realised)


def test_no_claim_is_lost_in_a_focus(open_page: Open, graph700: Projection, ontology: Ontology) -> None:
    opened = open_page(page_of(graph700, ontology))
    total = sum(realised(claim) for claim in graph700.claims)
    for focus in ("'actor', 0", "'group', conflictgraph.actors.length", "'path', 5, 600"):
        opened.page.evaluate(f"() => conflictgraph.focusOn({focus})")
        shown = ids_shown(opened.page)
        assert 0 < len(shown) == len(set(shown)) < total
        assert said(opened.page) == total


def test_each_filter_leaves_what_it_should(open_page: Open, graph300: Projection, ontology: Ontology) -> None:
    opened = open_page(page_of(graph300, ontology))
    page = opened.page
    articles = {article.id: article for article in graph300.articles}
    voices: dict[tuple[str, str, str, str], set[str]] = {}
    for claim in graph300.claims:
        voices.setdefault(key_of(claim), set()).add(articles[claim.article].cluster)

    page.get_by_label("Relations of conflict in deeds").click()
    only(page, "relation", "attacks")
    check(opened, graph300, lambda claim: realised(claim) and claim.relation == "attacks")
    page.locator("#reset").click()
    unfold(page, "source")
    only(page, "source", "Wire 7")
    check(opened, graph300, lambda claim: realised(claim) and articles[claim.article].source == "Wire 7")
    page.locator("#reset").click()
    unfold(page, "country")
    only(page, "country", "BF")
    in_burkina = {actor.id for actor in graph300.actors if "BF" in actor.countries}
    check(opened, graph300, lambda claim: realised(claim) and bool({claim.subject, claim.object} & in_burkina))
    page.locator("#reset").click()
    slide(page, "#least-sources", 2)
    check(opened, graph300, lambda claim: realised(claim) and len(voices[key_of(claim)]) >= 2)


def key_of(claim: Claim) -> tuple[str, str, str, str]:
    return claim.subject, claim.relation, claim.object, claim.status


def test_time_narrows_by_day_of_event_or_article(open_page: Open, graph300: Projection, ontology: Ontology) -> None:
    opened = open_page(page_of(graph300, ontology))
    page = opened.page
    articles = {article.id: article for article in graph300.articles}
    slide(page, "#time-from", 10)
    slide(page, "#time-to", 14)
    since, until = page.evaluate("() => [conflictgraph.state().from, conflictgraph.state().to]")
    first, last = (dt.date(1970, 1, 1) + dt.timedelta(days=day) for day in (since, until))
    assert first.day == 1
    assert (last - first).days in (149, 150, 151, 152)

    def in_time(claim: Claim) -> bool:
        day = claim.date.first if claim.date else articles[claim.article].published
        return realised(claim) and day is not None and first <= day <= last

    check(opened, graph300, in_time)
    assert page.locator("#bars .bar:not(.out)").count() <= 10
    page.locator("#reset").click()
    check(opened, graph300, realised)


def test_time_can_be_played(open_page: Open, graph300: Projection, ontology: Ontology) -> None:
    page = open_page(page_of(graph300, ontology)).page
    page.get_by_label("Play through time").click()
    first = page.inner_text("#time-says")
    expect(page.locator("#time-says")).not_to_have_text(first, timeout=5000)
    page.get_by_label("Pause").click()
    stopped = page.inner_text("#time-says")
    page.wait_for_timeout(1600)
    assert page.inner_text("#time-says") == stopped


def test_counts_tell_what_a_value_would_show(open_page: Open, graph300: Projection, ontology: Ontology) -> None:
    page = open_page(page_of(graph300, ontology)).page
    page.locator("input[value=verbal-conflict]").uncheck()
    kinds = {relation.id: relation.relation_class for relation in ontology}

    def count(value: str) -> int:
        row = page.locator(f'#filter-groups li:has(> label > input[value="{value}"]) > label > .count')
        return int(row.text_content() or "")

    statuses = Counter(claim.status.value for claim in graph300.claims if kinds[claim.relation] != "verbal-conflict")
    for status, wanted in statuses.items():
        assert count(status) == wanted
    classes = Counter(kinds[claim.relation].value for claim in graph300.claims if claim.status in REALISED)
    for kind, wanted in classes.items():
        assert count(kind) == wanted
    ends = {
        end
        for claim in graph300.claims
        if realised(claim) and kinds[claim.relation] != "verbal-conflict"
        for end in (claim.subject, claim.object)
    }
    types = Counter(actor.type.value for actor in graph300.actors if actor.id in ends)
    for kind, wanted in types.items():
        assert count(kind) == wanted


def test_what_has_no_day_can_be_left_out(open_page: Open, graph30: Projection, ontology: Ontology) -> None:
    undated: tuple[Article, ...] = tuple(
        article.model_copy(update={"published": None}) if index % 2 else article
        for index, article in enumerate(graph30.articles)
    )
    projection = graph30.model_copy(update={"articles": undated})
    opened = open_page(page_of(projection, ontology))
    without = {article.id for article in undated if article.published is None}
    box = opened.page.get_by_label("undated")
    assert box.is_checked()
    box.uncheck()
    check(
        opened, projection, lambda claim: realised(claim) and (claim.date is not None or claim.article not in without)
    )


def test_actors_without_a_country_have_a_filter(open_page: Open, graph30: Projection, ontology: Ontology) -> None:
    opened = open_page(page_of(graph30, ontology))
    unfold(opened.page, "country")
    only(opened.page, "country", "-")
    homeless = {actor.id for actor in graph30.actors if not actor.countries}
    check(opened, graph30, lambda claim: realised(claim) and bool({claim.subject, claim.object} & homeless))
