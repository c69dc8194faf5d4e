"""The drawn page in a real browser: quiet, offline, and telling what the projection holds."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from playwright.sync_api import expect

from graph.model import REALISED, RelationClass
from graph.ontology import Ontology
from graph.projection import Projection
from graph.views.tables import POLARITY
from tests.browser.pages import Open, cards, click_line, drawn, expected, page_of, realised
from tests.graph.views.hostile import TEXTS, hostile
from tests.graph.views.synthetic import synthetic

pytestmark = pytest.mark.browser


def test_it_is_quiet_and_asks_for_nothing(open_page: Open, graph300: Projection, ontology: Ontology) -> None:
    for scheme in ("light", "dark"):
        opened = open_page(page_of(graph300, ontology), color_scheme=scheme)
        opened.page.locator("#panel .plain-list button").first.click()
        opened.page.get_by_label("Zoom in").click()
        opened.page.locator("#theme").click()
        opened.page.wait_for_timeout(500)
        assert opened.problems == []
        assert opened.requests == []


def test_the_watch_sees_what_it_must(open_page: Open, graph30: Projection, ontology: Ontology) -> None:
    """Or the test above could not fail: the same page with a script and a picture that its policy does not know."""
    html = page_of(graph30, ontology)
    tampered = html.replace("<body>", "<body><script>console.log(1)</script><img src='https://evil.example/x.png'>")
    assert any("Content Security Policy" in problem for problem in open_page(tampered).problems)
    without_policy = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", tampered)
    assert open_page(without_policy).requests == ["https://evil.example/x.png"]


def test_it_draws_each_actor_and_one_line_a_pair_and_polarity(
    open_page: Open, graph300: Projection, ontology: Ontology
) -> None:
    opened = open_page(page_of(graph300, ontology))
    assert drawn(opened) == expected(graph300, ontology, realised)
    assert f"From {len(graph300.articles)} articles" in opened.page.inner_text("#about")


def test_hub_names_are_readable_at_first_sight(open_page: Open, graph300: Projection, ontology: Ontology) -> None:
    names = open_page(page_of(graph300, ontology)).page.evaluate("() => conflictgraph.names()")
    assert len(names) >= 20
    assert {0, 1, 2} <= {name["actor"] for name in names}
    for index, one in enumerate(names):
        for other in names[index + 1 :]:
            apart = one["right"] <= other["left"] or other["right"] <= one["left"]
            assert apart or one["bottom"] <= other["top"] or other["bottom"] <= one["top"]


def test_filters_leave_what_they_say(open_page: Open, graph300: Projection, ontology: Ontology) -> None:
    opened = open_page(page_of(graph300, ontology))
    box = opened.page.locator
    box("input[value=planned]").check()
    wide = (*REALISED, "planned")
    assert drawn(opened) == expected(graph300, ontology, lambda claim: claim.status in wide)
    box("input[value=verbal-conflict]").uncheck()
    assert drawn(opened) == expected(
        graph300,
        ontology,
        lambda claim: (
            claim.status in wide and ontology[claim.relation].relation_class is not RelationClass.VERBAL_CONFLICT
        ),
    )
    kinds = {actor.id: actor.type for actor in graph300.actors}
    box("input[value=person]").uncheck()
    kept = [
        claim
        for claim in graph300.claims
        if claim.status in wide
        and ontology[claim.relation].relation_class is not RelationClass.VERBAL_CONFLICT
        and "person" not in (kinds[claim.subject], kinds[claim.object])
    ]
    assert drawn(opened) == expected(graph300, ontology, lambda claim: claim in kept)
    assert f"from {len(kept)} claims" in opened.page.inner_text("#shown")
    for name in ("occurred", "ongoing", "planned"):
        box(f"input[value={name}]").uncheck()
    assert drawn(opened) == (0, 0)
    expect(box("#nothing")).to_be_visible()
    box("#nothing button").click()
    assert drawn(opened) == expected(graph300, ontology, realised)
    expect(box("#nothing")).to_be_hidden()


def test_what_is_not_so_looks_different(open_page: Open, graph300: Projection, ontology: Ontology) -> None:
    opened = open_page(page_of(graph300, ontology))
    looks = (
        "() => conflictgraph.edges.get().filter(edge => !edge.hidden && edge.arrows.middle.enabled)"
        ".map(edge => edge.arrows.middle.type)"
    )
    assert opened.page.evaluate(looks) == []
    for name in ("planned", "denied"):
        opened.page.locator(f"input[value={name}]").check()
    assert set(opened.page.evaluate(looks)) == {"circle", "bar"}


def test_a_line_shows_its_sentences(open_page: Open, graph30: Projection, ontology: Ontology) -> None:
    opened = open_page(page_of(graph30, ontology))
    line = opened.page.evaluate("() => conflictgraph.edges.get().find(edge => !edge.hidden).id")
    click_line(opened, line)
    heading = opened.page.inner_text("#panel h2")
    a, b = heading.replace("\n", " ").split(" and ")
    ids = {actor.name: actor.id for actor in graph30.actors}
    polarity = line.split("-")[2]
    told = [
        claim
        for claim in graph30.claims
        if {claim.subject, claim.object} == {ids[a], ids[b]}
        and POLARITY[ontology[claim.relation].relation_class] == polarity
        and realised(claim)
    ]
    assert told
    assert cards(opened) == len(told)
    assert sorted(opened.page.locator("#panel blockquote").all_inner_texts()) == sorted(
        claim.sentence for claim in told
    )
    marks = set(opened.page.locator("#panel mark").all_inner_texts())
    assert marks == {ontology[claim.relation].label for claim in told}


def test_an_actor_shows_all_that_is_said_of_it(open_page: Open, graph300: Projection, ontology: Ontology) -> None:
    opened = open_page(page_of(graph300, ontology, made=dt.date(2025, 1, 2)))
    opened.page.locator("#panel .plain-list button").first.click()
    name = opened.page.inner_text("#panel h2").strip()
    actor = next(actor for actor in graph300.actors if actor.name == name)
    shown = [claim for claim in graph300.claims if actor.id in (claim.subject, claim.object) and realised(claim)]
    assert cards(opened) == len(shown)
    clusters = {article.id: article.cluster for article in graph300.articles}
    assert f"{len({clusters[claim.article] for claim in shown})} independent sources" in opened.page.inner_text(
        ".tally"
    )
    assert "made on 2 Jan 2025" in opened.page.inner_text("#about")
    opened.page.keyboard.press("Escape")
    assert opened.page.inner_text("#panel h2") == "Evidence"


def test_the_search_knows_aliases_and_no_accents(open_page: Open, graph300: Projection, ontology: Ontology) -> None:
    named = next(actor for actor in graph300.actors if "Traoré" in actor.name)
    opened = open_page(page_of(graph300, ontology))
    for text in (named.name.upper().replace("É", "E"), named.aliases[0].lower()):
        opened.page.locator("#find").fill(text)
        assert named.name in opened.page.locator("#found li").first.inner_text()
        opened.page.keyboard.press("Enter")
        assert opened.page.inner_text("#panel h2").strip() == named.name
    opened.page.locator("#find").fill("nobody at all")
    assert opened.page.inner_text("#found").strip() == "No actor of that name"


def test_actors_beyond_the_drawing_are_counted_and_found(open_page: Open, ontology: Ontology) -> None:
    many = synthetic(520, ontology)
    opened = open_page(page_of(many, ontology))
    total = expected(many, ontology, realised)[0]
    nodes = opened.page.evaluate(
        "() => conflictgraph.nodes.get().filter(node => node.id < conflictgraph.actors.length).length"
    )
    assert nodes <= 400 < total
    assert f"{nodes} of " in opened.page.inner_text("#shown")
    last = opened.page.evaluate(
        "() => conflictgraph.actors.findLast(actor => !conflictgraph.nodes.get(actor.index)).index"
    )
    name = opened.page.evaluate("(index) => conflictgraph.actors[index].name", last)
    opened.page.locator("#find").fill(name)
    opened.page.keyboard.press("Enter")
    assert opened.page.inner_text("#panel h2").strip() == name
    assert cards(opened) > 0
    assert opened.page.evaluate("(id) => conflictgraph.nodes.get(id) !== null", last)


@pytest.mark.parametrize("policy", [True, False], ids=["with its policy", "without"])
def test_hostile_text_is_shown_and_never_runs(open_page: Open, ontology: Ontology, policy: bool) -> None:
    projection = hostile()
    html = page_of(projection, ontology, title=TEXTS[1])
    if not policy:
        html, count = re.subn(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", html)
        assert count == 1
    opened = open_page(html)
    page = opened.page
    assert page.inner_text("h1") == TEXTS[1]
    names = page.evaluate("() => conflictgraph.actors.map(actor => actor.name)")
    assert sorted(names) == sorted(TEXTS)
    for index, name in enumerate(names):
        page.evaluate(
            "(name) => { const find = document.getElementById('find'); find.value = name;"
            " find.dispatchEvent(new Event('input')); }",
            name,
        )
        page.evaluate("(index) => conflictgraph.pick([index], true)", index)
        assert page.locator("#panel h2 bdi").text_content() == name
        told = [
            claim
            for claim in projection.claims
            if any(actor.name == name and actor.id in (claim.subject, claim.object) for actor in projection.actors)
        ]
        shown = page.locator("#panel blockquote").evaluate_all("all => all.map(one => one.textContent)")
        assert sorted(shown) == sorted(claim.sentence for claim in told)
        for mark in page.locator("#panel mark").all():
            assert mark.text_content() == "strikes"
        for link in page.locator("#panel a").all():
            assert (link.get_attribute("href") or "").startswith("https://")
    page.mouse.move(700, 450)
    page.wait_for_timeout(300)
    assert page.evaluate("() => window.__ran") is None
    assert page.locator("img, iframe, body base, math, textarea").count() == 0
    assert opened.requests == []
    assert opened.problems == []


def test_an_empty_ledger_says_what_to_do(open_page: Open, ontology: Ontology) -> None:
    opened = open_page(page_of(synthetic(0, ontology), ontology))
    assert "conflictgraph run" in opened.page.inner_text("#nothing")
    assert drawn(opened) == (0, 0)
    assert opened.problems == []


def test_it_speaks_french(open_page: Open, ontology: Ontology, graph30: Projection) -> None:
    opened = open_page(page_of(graph30, ontology, lang="fr"))
    assert opened.page.get_attribute("html", "lang") == "fr"
    assert "Filtres" in (opened.page.locator("#filters summary").first.text_content() or "")
    assert "groupe armé" in opened.page.inner_text("#filter-groups")
    opened.page.locator("#panel .plain-list button").first.click()
    assert "source" in opened.page.inner_text(".tally")
    labels = {relation.label_fr for relation in ontology}
    heading = opened.page.locator("#panel .card h3").first.inner_text()
    assert any(f" {label} " in heading.replace("\n", " ") for label in labels)
