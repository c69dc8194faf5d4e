"""What one does with the page: its address and undo, the table, files of what is shown."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import networkx as nx  # type: ignore[import-untyped]  # it ships no types
import pytest
from playwright.sync_api import Page

from graph.ontology import Ontology
from graph.projection import Projection
from tests.browser.pages import Open, page_of, realised
from tests.graph.views.hostile import hostile

pytestmark = pytest.mark.browser
SHOWN = "() => [document.getElementById('shown').textContent, document.querySelector('#panel h2').textContent]"


def address(page: Page) -> str:
    """The page's address once it holds the present state."""
    page.wait_for_timeout(1000)
    return str(page.evaluate("() => location.href"))


def save(page: Page, kind: str, folder: Path) -> bytes:
    page.locator("#save summary").click()
    with page.expect_download() as download:
        page.locator(f"[data-save={kind}]").click()
    path = folder / download.value.suggested_filename
    download.value.save_as(path)
    return path.read_bytes()


def steady(page: Page, asked: str) -> float:
    """A number of the page once it no longer changes, such as the scale after zooming."""
    before, now = -1.0, float(page.evaluate(asked))
    while before != now:
        page.wait_for_timeout(300)
        before, now = now, float(page.evaluate(asked))
    return now


def test_the_address_holds_the_state(open_page: Open, graph300: Projection, ontology: Ontology) -> None:
    opened = open_page(page_of(graph300, ontology))
    page = opened.page
    page.locator("input[value=planned]").check()
    page.locator("input[value=material-cooperation]").uncheck()
    page.locator("#least-confidence").press("ArrowRight")
    page.locator("#time-from").press("ArrowRight")
    page.locator("#panel .plain-list button").nth(3).click()
    page.get_by_role("button", name="Focus on its links").click()
    page.get_by_label("Zoom in").click()
    sight = steady(page, "() => conflictgraph.network.getScale()")
    wanted = page.evaluate(SHOWN)
    there = address(page)
    page.goto("about:blank")
    page.goto(there)
    page.wait_for_selector("html[data-ready]")
    assert page.evaluate(SHOWN) == wanted
    assert page.evaluate("() => conflictgraph.network.getScale()") == pytest.approx(sight, rel=0.01)
    assert address(page) == there
    assert opened.problems == []


@pytest.mark.parametrize(
    "hash_",
    [
        "#status=!__proto__&relation=constructor&type=%",
        "#pick=nobody&focus=actor,nobody&extra=a,b,,&camera=1,2",
        "#pick=actor-00000,actor-00001,nonsense&focus=path,actor-00000&confidence=NaN&sources=-4&from=2024-13-45",
        "#camera=1e99,0,0&sort=__proto__,down&view=<script>&mode=%00",
        "#" + "&".join(["focus=group,%00actor-00000"] * 3),
        "#" + "%" * 500,
    ],
)
def test_a_broken_address_breaks_nothing(open_page: Open, graph30: Projection, ontology: Ontology, hash_: str) -> None:
    opened = open_page(page_of(graph30, ontology))
    opened.page.evaluate("(hash) => { location.hash = hash; }", hash_)
    opened.page.wait_for_timeout(300)
    opened.page.locator("#as-table").click()
    opened.page.locator("#as-picture").click()
    opened.page.locator("#help").click()
    assert opened.problems == []


def test_each_step_can_be_undone(open_page: Open, graph300: Projection, ontology: Ontology) -> None:
    page = open_page(page_of(graph300, ontology)).page
    steps: list[Callable[[], object]] = [
        lambda: page.locator("input[value=denied]").check(),
        lambda: page.locator("input[value=state]").uncheck(),
        lambda: page.locator("#panel .plain-list button").first.click(),
        lambda: page.get_by_role("button", name="Focus on its links").click(),
        lambda: page.locator("#as-groups").click(),
        lambda: page.locator("#reset").click(),
    ]
    seen = [page.evaluate(SHOWN)]
    for step in steps:
        step()
        seen.append(page.evaluate(SHOWN))
    for wanted in reversed(seen[:-1]):
        page.locator("#undo").click()
        assert page.evaluate(SHOWN) == wanted
    assert page.locator("#undo").is_disabled()


def test_a_gesture_is_one_step(open_page: Open, graph300: Projection, ontology: Ontology) -> None:
    page = open_page(page_of(graph300, ontology)).page
    before = page.evaluate(SHOWN)
    page.locator("#least-confidence").focus()
    for _ in range(12):
        page.keyboard.press("ArrowRight")
    assert page.evaluate(SHOWN) != before
    page.locator("#undo").click()
    assert page.evaluate(SHOWN) == before


def test_the_table_lists_all_and_sorts(open_page: Open, graph300: Projection, ontology: Ontology) -> None:
    page = open_page(page_of(graph300, ontology)).page
    page.locator("#as-table").click()
    shown = {claim.id: claim for claim in graph300.claims if realised(claim)}
    while page.locator("#table .more").is_visible():
        page.locator("#table .more").click()
    rows = "() => [...document.querySelectorAll('#table tbody tr')].map(row => row.dataset.claim)"
    assert sorted(page.evaluate(rows)) == sorted(shown)
    page.get_by_role("button", name="Confidence").click()
    order = [shown[key].confidence for key in page.evaluate(rows)]
    assert order == sorted(order)
    page.get_by_role("button", name="Confidence").click()
    order = [shown[key].confidence for key in page.evaluate(rows)]
    assert order == sorted(order, reverse=True)
    assert page.locator("th[aria-sort=descending]").inner_text().startswith("Confidence")
    names = {actor.id: actor.name for actor in graph300.actors}
    page.get_by_role("button", name="Subject").click()
    first = shown[page.evaluate(rows)[0]]
    assert names[first.subject].casefold() == min(names[claim.subject].casefold() for claim in shown.values())
    page.locator("#table tbody tr .of-subject button").first.click()
    assert page.inner_text("#panel h2").strip() == names[first.subject]


def test_sheets_hold_what_is_shown(open_page: Open, graph300: Projection, ontology: Ontology, tmp_path: Path) -> None:
    opened = open_page(page_of(graph300, ontology))
    page = opened.page
    page.locator("input[value=verbal-conflict]").uncheck()
    kinds = {relation.id: relation.relation_class for relation in ontology}
    wanted = {
        claim.id: claim for claim in graph300.claims if realised(claim) and kinds[claim.relation] != "verbal-conflict"
    }
    rows = list(csv.DictReader(io.StringIO(save(page, "csv", tmp_path).decode("utf-8-sig"))))
    assert {row["id"] for row in rows} == set(wanted)
    assert len(rows) == len(wanted)
    for row in rows:
        claim = wanted[row["id"]]
        told = (row["subject_id"], row["relation"], row["object_id"], row["status"], row["sentence"])
        assert told == (claim.subject, claim.relation, claim.object, claim.status, claim.sentence)
    network = nx.parse_graphml(save(page, "graphml", tmp_path).decode())
    assert network.number_of_edges() == len(wanted)
    assert set(network) == {end for claim in wanted.values() for end in (claim.subject, claim.object)}
    edges = {key: (one, other) for one, other, key in network.edges(keys=True)}
    assert edges == {key: (claim.subject, claim.object) for key, claim in wanted.items()}
    assert opened.problems == []


def test_pictures_can_be_saved(open_page: Open, graph300: Projection, ontology: Ontology, tmp_path: Path) -> None:
    opened = open_page(page_of(graph300, ontology))
    assert save(opened.page, "png", tmp_path).startswith(b"\x89PNG\r\n")
    root = ElementTree.fromstring(save(opened.page, "svg", tmp_path))
    space = "{http://www.w3.org/2000/svg}"
    nodes, edges = opened.page.evaluate("() => [conflictgraph.nodes.length, conflictgraph.edges.length]")
    assert len(root.findall(f"{space}g")) == nodes
    assert len([path for path in root.findall(f"{space}path") if path.get("fill") == "none"]) == edges
    assert len(root.findall(f"{space}text")) == len(opened.page.evaluate("() => conflictgraph.names()"))
    assert opened.problems == []
    assert opened.requests == []


def test_hostile_text_stays_text_in_files(open_page: Open, ontology: Ontology) -> None:
    projection = hostile()
    page = open_page(page_of(projection, ontology)).page
    sheet, graph, picture = page.evaluate("() => ['csv', 'graphml', 'svg'].map(kind => conflictgraph.saved[kind]())")
    rows = list(csv.DictReader(io.StringIO(sheet, newline="")))
    assert len(rows) == len(projection.claims)
    for row in rows:
        for value in row.values():
            assert not value.startswith(("=", "+", "-", "@"))
    assert len(nx.parse_graphml(graph).edges) == len(projection.claims)
    tags = {element.tag.split("}")[1] for element in ElementTree.fromstring(picture).iter()}
    assert tags <= {"svg", "rect", "path", "g", "circle", "text", "title"}


def test_a_sheet_runs_no_formula(open_page: Open, graph30: Projection, ontology: Ontology) -> None:
    actors = tuple(
        actor.model_copy(update={"name": f"{sign}HYPERLINK(1)"}) if index < 4 else actor
        for index, (actor, sign) in enumerate(zip(graph30.actors, "=+-@" + "x" * 26, strict=True))
    )
    page = open_page(page_of(graph30.model_copy(update={"actors": actors}), ontology)).page
    rows = list(csv.DictReader(io.StringIO(page.evaluate("() => conflictgraph.saved.csv()"), newline="")))
    cells = {row[column] for row in rows for column in ("subject", "object")}
    assert {f"'{sign}HYPERLINK(1)" for sign in "=+-@"} <= cells
