"""Pictures of the page as a reader first sees it, kept in out/pages to be looked at."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from graph.ontology import Ontology
from graph.settings import data_dir
from tests.browser.pages import Open, page_of
from tests.graph.views.synthetic import synthetic

pytestmark = pytest.mark.browser

KEPT = Path(__file__).parents[2] / "out" / "pages"
SIGHTS = {
    "light": {"color_scheme": "light", "viewport": {"width": 1440, "height": 900}},
    "dark": {"color_scheme": "dark", "viewport": {"width": 1440, "height": 900}},
    "phone": {"color_scheme": "light", "viewport": {"width": 390, "height": 844}},
}


def keep_pictures(open_page: Open, html: str, name: str) -> None:
    KEPT.mkdir(parents=True, exist_ok=True)
    for sight, keywords in SIGHTS.items():
        opened = open_page(html, reduced_motion="reduce", **keywords)
        opened.page.wait_for_timeout(300)
        path = KEPT / f"{name}-{sight}.png"
        opened.page.screenshot(path=path)
        assert path.stat().st_size > 20_000
        assert len(opened.page.evaluate("() => conflictgraph.names()")) >= 5
        assert opened.problems == []


@pytest.mark.parametrize("actors", [300, 10_000])
def test_made_up_graphs(open_page: Open, ontology: Ontology, actors: int) -> None:
    html = page_of(synthetic(actors, ontology), ontology, title=f"{actors:,} made-up actors")
    keep_pictures(open_page, html, str(actors))


@pytest.mark.model
def test_the_sample_articles(open_page: Open, tmp_path: Path) -> None:
    command = Path(sys.executable).with_name("conflictgraph")
    page = tmp_path / "graph.html"
    for arguments in (["ingest", str(data_dir() / "samples")], ["draw", "--out", str(page)]):
        subprocess.run(
            [str(command), *arguments, "--home", str(tmp_path)], check=True, capture_output=True, timeout=200
        )
    keep_pictures(open_page, page.read_text(encoding="utf-8"), "samples")
