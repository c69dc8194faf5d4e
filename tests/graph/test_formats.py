"""Answers as text: nothing is lost, and nothing of an article's text is obeyed by who opens the file."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from pathlib import Path

import networkx as nx  # type: ignore[import-untyped]  # it ships no types
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import QueryError, UsageError
from graph.formats import Format, write, write_file
from graph.stores.base import Table

MALI = {"labels": ["Actor"], "properties": {"id": "mali", "name": "Mali", "aliases": ["Bamako"], "country": None}}
GSIM = {"labels": ["Actor"], "properties": {"id": "gsim", "name": "G\x00SIM"}}
FIGHTS = {"type": "FIGHTS", "start": "gsim", "end": "mali", "properties": {"claims": 2, "since": dt.date(2019, 4, 5)}}


def written(table: Table, form: Format) -> str:
    stream = io.StringIO()
    write(table, form, stream)
    return stream.getvalue()


def one(value: object) -> Table:
    return Table(columns=("x",), rows=((value,),))


@given(st.text(st.characters(codec="utf-8")))
def test_no_text_is_a_formula_in_csv_and_all_of_it_is_there(text: str) -> None:
    read = list(csv.reader(io.StringIO(written(one(text), Format.CSV), newline="")))
    (cell,) = read[1] or [""]
    kept = text.replace("\r\n", "\n").replace("\r", "\n")
    assert cell in (kept, f"'{kept}")
    assert cell.lstrip(" \u00a0")[:1] not in set("=+-@\t\r\n＝＋－＠") - {""}  # noqa: RUF001 - the full-width ones


def test_numbers_stay_numbers_in_csv_and_headings_are_guarded() -> None:
    table = Table(columns=("=1+1", "n"), rows=((None, -3),))
    assert written(table, Format.CSV) == "'=1+1,n\n,-3\n"


@given(st.lists(st.lists(st.text(st.characters(codec="utf-8")) | st.integers() | st.none(), min_size=2, max_size=2)))
def test_json_and_json_lines_say_the_same_and_all_of_it(rows: list[list[object]]) -> None:
    table = Table(columns=("a", "b"), rows=tuple(tuple(row) for row in rows))
    expected = [{"a": a, "b": b} for a, b in rows]
    assert json.loads(written(table, Format.JSON)) == expected
    assert [json.loads(line) for line in written(table, Format.JSONL).split("\n")[:-1]] == expected


def test_what_json_lacks_is_text() -> None:
    row = json.loads(written(one([dt.date(2022, 2, 17), float("nan"), b"\x01", {"k": float("inf")}]), Format.JSONL))
    assert row == {"x": ["2022-02-17", "nan", "01", {"k": "inf"}]}


def test_a_table_is_whole_and_neither_markup_nor_escapes_of_an_article_reach_the_terminal() -> None:
    text = written(one("[bold]\x1b[2Jx" + "y" * 300 + "\u202e"), Format.TABLE)
    assert "[bold]�[2Jx" + "y" * 300 + "�" in text
    assert "no rows" in written(Table(columns=("x",), rows=()), Format.TABLE)


def test_graphml_holds_nodes_and_relationships_once_wherever_they_stand() -> None:
    table = Table(columns=("p", "more"), rows=(([GSIM, FIGHTS, MALI], {"deep": [MALI]}), ([GSIM, FIGHTS, MALI], 1)))
    graph = nx.parse_graphml(written(table, Format.GRAPHML), force_multigraph=True)
    assert dict(graph.nodes(data=True)) == {
        "gsim": {"label": "Actor", "id": "gsim", "name": "G�SIM"},
        "mali": {"label": "Actor", "id": "mali", "name": "Mali", "aliases": "Bamako"},
    }
    ((start, end, data),) = graph.edges(data=True)
    assert (start, end) == ("gsim", "mali")
    assert data | {"id": ""} == {"type": "FIGHTS", "claims": 2, "since": "2019-04-05", "id": ""}


def test_pandas_reads_the_parquet_typed_and_nodes_as_json(tmp_path: Path) -> None:
    rows = (("a", 1, 0.5, dt.date(2022, 2, 17), MALI, ["x"], 1), (None, None, None, None, None, None, "one"))
    table = Table(columns=("text", "n", "share", "day", "node", "list", "mixed"), rows=rows)
    write_file(table, Format.PARQUET, tmp_path / "x.parquet")
    read = pd.read_parquet(tmp_path / "x.parquet", dtype_backend="pyarrow").to_dict("list")
    assert read["text"][0] == "a"
    assert (read["n"][0], read["share"][0], read["day"][0]) == (1, 0.5, dt.date(2022, 2, 17))
    assert json.loads(read["node"][0]) == MALI
    assert (json.loads(read["list"][0]), read["mixed"]) == (["x"], ["1", '"one"'])
    write_file(Table(columns=("x",), rows=()), Format.PARQUET, tmp_path / "x.parquet")
    assert list(pd.read_parquet(tmp_path / "x.parquet").columns) == ["x"]


def test_parquet_is_no_text() -> None:
    with pytest.raises(UsageError, match="name a file with --out"):
        written(one(1), Format.PARQUET)


@pytest.mark.parametrize("value", ["Mali", FIGHTS | {"end": None}, {"labels": ["X"], "properties": {}}])
def test_graphml_of_what_is_no_graph_is_refused_in_one_line(value: object) -> None:
    with pytest.raises(QueryError, match="GraphML needs"):
        written(one(value), Format.GRAPHML)
