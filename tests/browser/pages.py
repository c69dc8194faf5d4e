"""What tests ask of a drawn page, and what the projection says the answer should be."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from graph.model import REALISED, Claim
from graph.ontology import Ontology
from graph.projection import Projection
from graph.views.html import render
from graph.views.tables import POLARITY
from tests.browser.conftest import Opened

Open = Callable[..., Opened]


def page_of(projection: Projection, ontology: Ontology, **keywords: Any) -> str:
    return render(projection, ontology, title=keywords.pop("title", "A graph"), **keywords)


def drawn(opened: Opened) -> tuple[int, int]:
    """Number of actors and of lines in the drawing that are not hidden."""
    script = "() => ['nodes', 'edges'].map(set => conflictgraph[set].get().filter(item => !item.hidden).length)"
    nodes, edges = opened.page.evaluate(script)
    return nodes, edges


def expected(projection: Projection, ontology: Ontology, keep: Callable[[Claim], bool]) -> tuple[int, int]:
    """Number of actors and of lines that the claims make which are kept."""
    kept = [claim for claim in projection.claims if keep(claim)]
    lines = {
        (
            min(claim.subject, claim.object),
            max(claim.subject, claim.object),
            POLARITY[ontology[claim.relation].relation_class],
        )
        for claim in kept
    }
    return len({end for claim in kept for end in (claim.subject, claim.object)}), len(lines)


def realised(claim: Claim) -> bool:
    return claim.status in REALISED


def click_line(opened: Opened, line: str) -> None:
    """Click the middle of a line in the drawing."""
    spot = opened.page.evaluate(
        """async (id) => {
            const {network, edges} = conflictgraph;
            const {from, to} = edges.get(id);
            network.fit({nodes: [from, to], maxZoomLevel: 3, animation: false});
            await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
            const spot = network.canvasToDOM(network.body.edges[id].edgeType.getPoint(0.5));
            const box = document.getElementById("picture").getBoundingClientRect();
            return [box.left + spot.x, box.top + spot.y];
        }""",
        line,
    )
    opened.page.mouse.click(*spot)


def cards(opened: Opened) -> int:
    """Number of claims that the panel shows, all lists unfolded."""
    more = opened.page.locator("#panel .more")
    while more.count():
        more.first.click()
    return opened.page.locator("#panel .claim").count()
