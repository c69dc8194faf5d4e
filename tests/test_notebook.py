"""The notebook in docs, run from top to bottom over a small ledger."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient

from graph.ontology import Ontology
from graph.settings import data_dir
from graph.stores.ledger import Ledger
from tests.graph.views.synthetic import synthetic

ROOT = Path(__file__).parents[1]


def tour() -> Any:
    read: Any = nbformat.read  # which has no annotations
    return read(ROOT / "docs" / "tour.ipynb", as_version=4)


@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::ResourceWarning")  # the kernel client's own
def test_every_cell_of_the_tour_runs_and_it_asks_measures_and_draws(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = synthetic(20, Ontology.load(data_dir() / "ontology"), claims=100)
    cast = {actor.id: actor for actor in kept.actors}
    cast["actor-00000"] = cast["actor-00000"].model_copy(update={"name": "Mali"})
    with Ledger.open(f"sqlite:///{tmp_path / 'ledger.db'}") as ledger:
        for article in kept.articles:
            claims = [claim for claim in kept.claims if claim.article == article.id]
            ends = {end for claim in claims for end in (claim.subject, claim.object)}
            ledger.put(article, [cast[end] for end in sorted(ends)], claims, extractor="1")
    monkeypatch.setenv("CONFLICTGRAPH_HOME", str(tmp_path))
    monkeypatch.delenv("CONFLICTGRAPH_NEO4J__URI", raising=False)
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path / "ipython"))
    notebook = tour()
    NotebookClient(notebook, timeout=240, resources={"metadata": {"path": str(ROOT)}}).execute()
    shown = [cell.outputs[-1].data["text/plain"] for cell in notebook.cells if cell.cell_type == "code"]
    assert shown[0].startswith(f"'{len(kept.actors)} actors, {len(kept.claims)} claims")
    assert "occurred" in shown[2]
    assert "betweenness" in shown[3]
    assert (tmp_path / "mali.html").stat().st_size > 100_000


def test_the_notebook_is_kept_without_outputs() -> None:
    notebook = tour()
    assert not [cell for cell in notebook.cells if cell.cell_type == "code" and (cell.outputs or cell.execution_count)]
