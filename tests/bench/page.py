"""Measures the drawn page beside stock pyvis on the same graph: `make bench`. Exit code 1 tells that a goal is missed.

What is timed is what a reader waits for, in Chromium without a graphics card; on a busy machine the figures grow.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright
from pyvis.network import Network
from rich.console import Console
from rich.table import Table

from graph.ontology import Ontology
from graph.projection import Projection
from graph.settings import data_dir
from graph.views.html import render
from tests.browser.conftest import ARGUMENTS, find_browser
from tests.graph.views.synthetic import synthetic

VIEWPORT = {"width": 1440, "height": 900}
PATIENCE = 150.0
"""Seconds after which stock pyvis is given up."""

DRAWN = """() => {
    const started = performance.now();
    const small = new OffscreenCanvas(40, 40).getContext("2d", { willReadFrequently: true });
    const look = () => {
        const canvas = document.querySelector("canvas");
        if (canvas && canvas.width) {
            small.drawImage(canvas, 0, 0, 40, 40);
            if (small.getImageData(0, 0, 40, 40).data.some(Boolean)) { window.firstDraw = performance.now(); return; }
        }
        setTimeout(look, 20);
    };
    look();
}"""
"""Watches for the first moment at which the canvas is not blank."""

STEP = """async (value) => {
    const box = document.querySelector(`input[value="${value}"]`);
    const started = performance.now();
    box.click();
    await new Promise(done => requestAnimationFrame(() => setTimeout(done)));
    return performance.now() - started;
}"""


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured figure and what it should be; `most` or `least` is None where there is no such goal."""

    name: str
    value: float
    unit: str
    most: float | None = None
    least: float | None = None

    @property
    def met(self) -> bool:
        """Whether the goal is met."""
        return (self.most is None or self.value <= self.most) and (self.least is None or self.value >= self.least)


def main() -> int:
    """Measure, print, and say by the exit code whether all goals are met."""
    ontology = Ontology.load(data_dir() / "ontology")
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(executable_path=find_browser(playwright), args=list(ARGUMENTS))
        figures = [
            *_own(browser, Path(folder), synthetic(300, ontology, claims=940), ontology, (1.0, 1.0)),
            *_own(browser, Path(folder), synthetic(10_000, ontology, claims=31_006), ontology, (6.0, 1.5)),
            *_beside_pyvis(browser, Path(folder), synthetic(500, ontology), ontology),
        ]
        browser.close()
    table = Table("figure", "measured", "goal", "met")
    for figure in figures:
        table.add_row(figure.name, f"{figure.value:,.2f} {figure.unit}", _goal(figure), "yes" if figure.met else "NO")
    Console(width=110).print(table)
    return 0 if all(figure.met for figure in figures) else 1


def _goal(figure: Figure) -> str:
    if figure.most is not None:
        return f"at most {figure.most:g}"
    return f"at least {figure.least:g}" if figure.least is not None else ""


def _own(
    browser: Browser, folder: Path, projection: Projection, ontology: Ontology, goals: tuple[float, float]
) -> list[Figure]:
    size, ready = goals
    started = time.perf_counter()
    file = _page(folder, projection, ontology)
    took = time.perf_counter() - started
    times = [_opened(browser, file, _ready_time) for _ in range(5)]
    steps = _opened(browser, file, _filter_steps)
    name = f"{len(projection.actors):,} actors, {len(projection.claims):,} claims"
    return [
        Figure(f"{name}: written", took, "s"),
        Figure(f"{name}: file", file.stat().st_size / 1e6, "MB", most=size),
        Figure(f"{name}: ready", statistics.median(times), "s", most=ready),
        Figure(f"{name}: filter step", statistics.median(steps), "ms", most=250),
        Figure(f"{name}: panning", _opened(browser, file, _pan_rate), "drawings a second", least=25),
    ]


def _beside_pyvis(browser: Browser, folder: Path, projection: Projection, ontology: Ontology) -> list[Figure]:
    own = statistics.median(_opened(browser, _page(folder, projection, ontology), _first_draw) for _ in range(3))
    stock = _opened(browser, _stock(folder, projection), _first_draw)
    name = f"{len(projection.actors)} actors: first drawing"
    return [
        Figure(f"{name}, ours", own, "s"),
        Figure(f"{name}, stock pyvis", stock, "s"),
        Figure(f"{name}, sooner by", stock / own, "times", least=20),
    ]


def _page(folder: Path, projection: Projection, ontology: Ontology) -> Path:
    file = folder / f"{len(projection.actors)}.html"
    file.write_text(render(projection, ontology, title="Benchmark"), encoding="utf-8")
    return file


def _stock(folder: Path, projection: Projection) -> Path:
    """The same actors and claims as pyvis draws them by itself."""
    network = Network(directed=True, cdn_resources="in_line")
    for actor in projection.actors:
        network.add_node(actor.id, label=actor.name)
    for claim in projection.claims:
        network.add_edge(claim.subject, claim.object, title=claim.relation)
    file = folder / "stock.html"
    file.write_text(network.generate_html(), encoding="utf-8")
    return file


def _opened[T](browser: Browser, file: Path, measure: Callable[[Page, str], T]) -> T:
    context = browser.new_context(offline=True, viewport=VIEWPORT)  # type: ignore[arg-type]  # a mapping of its form
    try:
        return measure(context.new_page(), file.as_uri())
    finally:
        context.close()


def _ready_time(page: Page, address: str) -> float:
    page.goto(address)
    page.wait_for_selector("html[data-ready]")
    return float(page.evaluate("() => Number(document.documentElement.dataset.ready)")) / 1000


def _first_draw(page: Page, address: str) -> float:
    """Seconds to the first drawing; `PATIENCE` if there is none by then."""
    page.add_init_script(f"({DRAWN})()")
    page.goto(address, wait_until="commit")
    try:
        page.wait_for_function("() => window.firstDraw", timeout=PATIENCE * 1000, polling=100)
    except TimeoutError:
        return PATIENCE
    return float(page.evaluate("() => window.firstDraw")) / 1000


def _filter_steps(page: Page, address: str) -> list[float]:
    _ready_time(page, address)
    page.wait_for_timeout(500)
    steps = []
    for value in ("planned", "state", "material-conflict", "planned", "person", "state", "denied", "material-conflict"):
        steps.append(float(page.evaluate(STEP, value)))
        page.wait_for_timeout(500)
    return steps


def _pan_rate(page: Page, address: str) -> float:
    """Drawings a second while the drawing is dragged, by the page's own frames."""
    _ready_time(page, address)
    page.wait_for_timeout(500)
    script = """async () => {
        const { network } = conflictgraph;
        let drawings = 0;
        network.on("afterDrawing", () => { drawings += 1; });
        const started = performance.now();
        const at = network.getViewPosition();
        while (performance.now() - started < 3000) {
            const turn = (performance.now() - started) / 500;
            network.moveTo({ position: { x: at.x + 80 * Math.sin(turn), y: at.y + 80 * Math.cos(turn) } });
            await new Promise(done => requestAnimationFrame(done));
        }
        return drawings / ((performance.now() - started) / 1000);
    }"""
    return float(page.evaluate(script))


if __name__ == "__main__":
    sys.exit(main())
