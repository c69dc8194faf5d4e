"""Views of a part: an actor and its links, the paths between two, communities; and what the panel tells of each."""

from __future__ import annotations

import itertools
import math

import networkx as nx  # type: ignore[import-untyped]  # it ships no types
import pytest
from playwright.sync_api import Page, expect

from graph.model import REALISED, Claim, Status
from graph.ontology import Ontology
from graph.projection import Projection
from tests.browser.pages import Open, page_of, realised
from tests.graph.views.synthetic import synthetic

pytestmark = pytest.mark.browser
SPOTS = "() => conflictgraph.nodes.get().map(({ id, x, y, size }) => [id, x, y, size])"


def names_drawn(page: Page) -> set[str]:
    script = """() => conflictgraph.nodes.get().filter(node => node.id < conflictgraph.actors.length)
        .map(node => conflictgraph.actors[node.id].name)"""
    return set(page.evaluate(script))


def network_of(projection: Projection) -> nx.Graph[str]:
    names = {actor.id: actor.name for actor in projection.actors}
    network: nx.Graph[str] = nx.Graph()
    for claim in projection.claims:
        if realised(claim):
            network.add_edge(names[claim.subject], names[claim.object])
    return network


def seek(page: Page, name: str) -> None:
    page.locator("#find").fill(name)
    page.keyboard.press("Enter")


def test_a_focus_has_its_own_layout(open_page: Open, graph300: Projection, ontology: Ontology) -> None:
    page = open_page(page_of(graph300, ontology)).page
    network = network_of(graph300)
    hub = max(network, key=lambda name: (network.degree(name), name))
    seek(page, hub)
    page.get_by_role("button", name="Focus on its links").click()
    assert names_drawn(page) == {hub, *network[hub]}
    for (_, x1, y1, size1), (_, x2, y2, size2) in itertools.combinations(page.evaluate(SPOTS), 2):
        assert math.hypot(x1 - x2, y1 - y2) > (size1 + size2) * 0.9
    assert hub in page.inner_text("#focused")
    page.locator("input[value=material-conflict]").uncheck()
    assert names_drawn(page) < {hub, *network[hub]}
    page.get_by_label("Back to the whole").click()
    assert len(names_drawn(page)) > 200


def test_the_path_is_the_shortest(open_page: Open, graph300: Projection, ontology: Ontology) -> None:
    page = open_page(page_of(graph300, ontology)).page
    network = network_of(graph300)
    one = max(network, key=lambda name: (network.degree(name), name))
    steps = nx.single_source_shortest_path_length(network, one)
    other = max(steps, key=lambda name: (steps[name], name))
    seek(page, one)
    page.get_by_role("button", name="Path to").click()
    seek(page, other)
    wanted = {name for path in nx.all_shortest_paths(network, one, other) for name in path}
    assert names_drawn(page) == wanted
    assert f"{steps[other]} steps apart" in page.inner_text("#panel")
    shown = page.evaluate("() => [...conflictgraph.scene().lines.values()].flatMap(line => line.claims).length")
    between = sum(
        realised(claim)
        and {names[claim.subject], names[claim.object]} <= wanted
        and abs(steps[names[claim.subject]] - steps[names[claim.object]]) == 1
        for names in [{actor.id: actor.name for actor in graph300.actors}]
        for claim in graph300.claims
    )
    assert shown == between


def test_where_no_path_leads_it_says_so(open_page: Open, ontology: Ontology) -> None:
    one, other = synthetic(12, ontology), synthetic(12, ontology, seed=2)
    moved = other.model_copy(
        update={
            "actors": tuple(
                actor.model_copy(update={"id": f"z-{actor.id}", "name": f"Z {actor.name}"}) for actor in other.actors
            ),
            "claims": tuple(
                claim.model_copy(update={"subject": f"z-{claim.subject}", "object": f"z-{claim.object}"})
                for claim in other.claims
            ),
        }
    )
    both = one.model_copy(
        update={
            "actors": one.actors + moved.actors,
            "claims": one.claims
            + tuple(
                claim.model_copy(update={"id": f"z{claim.id}", "article": one.articles[0].id}) for claim in moved.claims
            ),
        }
    )
    page = open_page(page_of(both, ontology)).page
    names = page.evaluate("() => conflictgraph.actors.map(actor => actor.name)")
    here, there = (next(at for at, name in enumerate(names) if name.startswith("Z ") is far) for far in (False, True))
    page.evaluate("([one, other]) => conflictgraph.focusOn('path', one, other)", [here, there])
    expect(page.locator("#nothing")).to_contain_text("No path")
    page.locator("#nothing button").click()
    expect(page.locator("#nothing")).to_be_hidden()


def test_a_focus_that_the_filters_empty_says_so(open_page: Open, graph300: Projection, ontology: Ontology) -> None:
    page = open_page(page_of(graph300, ontology)).page
    page.evaluate("() => conflictgraph.focusOn('actor', 0)")
    kind = page.evaluate("() => conflictgraph.actors[0].type")
    page.locator(f"input[value={kind}]").uncheck()
    expect(page.locator("#nothing")).to_contain_text("The filters leave nothing")
    page.locator("#nothing button").click()
    expect(page.locator("#nothing")).to_be_hidden()


def test_communities_stand_for_their_actors(open_page: Open, graph300: Projection, ontology: Ontology) -> None:
    page = open_page(page_of(graph300, ontology)).page
    page.get_by_role("button", name="Communities").click()
    sizes = page.evaluate("() => [...conflictgraph.scene().hidden.values()].map(members => members.size)")
    ends = {end for claim in graph300.claims if realised(claim) for end in (claim.subject, claim.object)}
    assert sum(sizes) == len(ends)
    assert names_drawn(page) == set()
    page.locator("#panel .plain-row button").first.click()
    told = page.inner_text("#panel .tally")
    page.get_by_role("button", name="Open the community").click()
    drawn = names_drawn(page)
    assert len(drawn) == max(sizes)
    inside = [
        claim
        for names in [{actor.id: actor.name for actor in graph300.actors}]
        for claim in graph300.claims
        if realised(claim) and {names[claim.subject], names[claim.object]} <= drawn
    ]
    assert told.startswith(f"{len(inside)} claims")


def test_an_actor_can_be_expanded(open_page: Open, ontology: Ontology) -> None:
    many = synthetic(900, ontology)
    page = open_page(page_of(many, ontology)).page
    network = network_of(many)
    before = names_drawn(page)
    hub = max(before, key=lambda name: (len(set(network[name]) - before), name))
    missing = set(network[hub]) - before
    assert missing
    seek(page, hub)
    page.get_by_role("button", name=f"Draw {len(missing)} more of its links").click()
    assert names_drawn(page) == before | missing
    spots = {id_: (x, y) for id_, x, y, _ in page.evaluate(SPOTS)}
    assert len(set(spots.values())) == len(spots)
    page.get_by_role("button", name="Undo").click()
    assert names_drawn(page) == before


def test_no_view_draws_too_much(open_page: Open, ontology: Ontology) -> None:
    many = synthetic(2500, ontology)
    page = open_page(page_of(many, ontology)).page
    for action in (
        "conflictgraph.pick([0])",
        "conflictgraph.focusOn('group', conflictgraph.actors.length)",
        "conflictgraph.focusOn('actor', 0)",
        "for (let actor = 0; actor < 900; actor += 1) if (!conflictgraph.nodes.get(actor)) conflictgraph.pick([actor])",
    ):
        page.evaluate(f"() => {{ {action} }}")
        assert 0 < page.evaluate("() => conflictgraph.nodes.length") <= 400


def test_contradictions_stand_side_by_side(open_page: Open, ontology: Ontology) -> None:
    projection = synthetic(12, ontology, claims=400)
    claims = {claim.id: claim for claim in projection.claims}
    page = open_page(page_of(projection, ontology)).page
    page.evaluate(
        """() => {
            const { link } = conflictgraph.claims.find(claim => claim.contradictions);
            conflictgraph.pick([link.a, link.b, link.polarity], true);
        }"""
    )
    sides = page.locator("#panel .dispute").first.locator(".side")
    boxes = [sides.nth(at).bounding_box() for at in (0, 1)]
    assert boxes[0] is not None
    assert boxes[1] is not None
    assert boxes[0]["y"] == boxes[1]["y"]
    assert boxes[0]["x"] + boxes[0]["width"] <= boxes[1]["x"]
    told, denied = (statuses_of(sides.nth(at).locator(".pill").all_inner_texts()) for at in (0, 1))
    assert told <= set(REALISED)
    assert denied <= {Status.DENIED, Status.NEGATED}
    assert any(is_denial(claim) for claim in claims.values())


def statuses_of(words: list[str]) -> set[Status]:
    return {Status(word) for word in words}


def is_denial(claim: Claim) -> bool:
    return claim.status in (Status.DENIED, Status.NEGATED)
