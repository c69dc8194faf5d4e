"""How an answer is written: as a table for people, as CSV, JSON or JSON Lines, or as a graph in GraphML."""

from __future__ import annotations

import csv
import datetime as dt
import json
import re
from collections.abc import Iterator, Mapping
from enum import StrEnum
from pathlib import Path
from typing import Any, Final, TextIO

from graph.errors import QueryError, UsageError
from graph.exports.safe import unarmed, xml_text
from graph.files import replacing
from graph.library import needed
from graph.stores.base import Table

_CONTROL: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
"""Control characters, but tab and line feed, and what turns the direction of writing: a terminal would obey them."""

WIDE: Final = 10_000
"""Columns of a table that no terminal shows: nothing is cut."""


class Format(StrEnum):
    """A form of output."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"
    JSONL = "jsonl"
    GRAPHML = "graphml"
    PARQUET = "parquet"


def write(table: Table, form: Format, stream: TextIO) -> None:
    """Write the answer.

    Raises:
        QueryError: GraphML is wanted of an answer without nodes, or with a relationship whose ends it lacks.
        UsageError: Parquet is wanted, which is no text.
    """
    match form:
        case Format.TABLE:
            _write_table(table, stream)
        case Format.CSV:
            _write_csv(table, stream)
        case Format.JSON:
            rows = [_object(table.columns, row) for row in table.rows]
            stream.write(json.dumps(rows, ensure_ascii=False, indent=2) + "\n")
        case Format.JSONL:
            for row in table.rows:
                stream.write(json.dumps(_object(table.columns, row), ensure_ascii=False) + "\n")
        case Format.GRAPHML:
            _write_graphml(table, stream)
        case Format.PARQUET:
            raise UsageError("parquet is no text: name a file with --out")


def write_file(table: Table, form: Format, path: Path) -> None:
    """Write the answer to a file, in place of what is there.

    Raises:
        QueryError: As `write`.
        LibraryError: Parquet is wanted, and pyarrow is not installed.
        StoreError: The file can't be written.
    """
    with replacing(path) as part:
        if form is Format.PARQUET:
            _write_parquet(table, part)
        else:
            with part.open("w", encoding="utf-8", newline="\n") as stream:
                write(table, form, stream)


def cell(value: Any) -> str:
    """A value as text: a node by its name, a relationship by its type, a list by its parts; None is empty."""
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case dt.date() | dt.time():
            return value.isoformat()
        case {"labels": _, "properties": Mapping() as properties}:
            return str(properties.get("name") or properties.get("title") or properties.get("id", ""))
        case {"type": kind, "properties": Mapping()}:
            return str(kind)
        case Mapping():
            return ", ".join(f"{name}: {cell(part)}" for name, part in value.items())
        case list() | tuple():
            return "; ".join(cell(part) for part in value)
        case bytes():
            return value.hex()
        case _:
            return str(value)


def _write_table(table: Table, stream: TextIO) -> None:
    from rich import box
    from rich.console import Console
    from rich.table import Table as Grid
    from rich.text import Text

    console = Console(file=stream, width=None if stream.isatty() else WIDE, highlight=False)
    grid = Grid(box=box.SIMPLE_HEAD, pad_edge=False)
    for place, name in enumerate(table.columns):
        numbers = bool(table.rows) and all(_is_number(row[place]) for row in table.rows)
        grid.add_column(Text(shown(name)), justify="right" if numbers else "left", overflow="fold")
    for row in table.rows:
        grid.add_row(*(Text(shown(cell(value))) for value in row))
    if table.rows:
        console.print(grid)
    else:
        console.print("no rows")


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def shown(text: str) -> str:
    """The text as a terminal may show it."""
    return _CONTROL.sub("�", text)


def _write_csv(table: Table, stream: TextIO) -> None:
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow([unarmed(name) for name in table.columns])
    for row in table.rows:
        writer.writerow([value if _is_number(value) else unarmed(cell(value)) for value in row])


def _object(columns: tuple[str, ...], row: tuple[Any, ...]) -> dict[str, Any]:
    return {name: _json(value) for name, value in zip(columns, row, strict=True)}


def _json(value: Any) -> Any:
    match value:
        case dt.date() | dt.time():
            return value.isoformat()
        case bytes():
            return value.hex()
        case float() if value != value or value in (float("inf"), float("-inf")):
            return str(value)  # JSON has no such numbers
        case Mapping():
            return {str(name): _json(part) for name, part in value.items()}
        case list() | tuple():
            return [_json(part) for part in value]
        case _:
            return value


def _write_parquet(table: Table, path: Path) -> None:
    """A column for each of the answer's; one that holds other than plain values of one kind is text, nodes as JSON."""
    arrow, parquet = needed("pyarrow"), needed("pyarrow.parquet")
    columns = {}
    for place, name in enumerate(table.columns):
        values = [row[place] for row in table.rows]
        kinds = {type(value) for value in values} - {type(None)}
        if len(kinds) > 1 or kinds & {list, dict}:
            values = [None if value is None else json.dumps(_json(value), ensure_ascii=False) for value in values]
        columns[name] = arrow.array(values, type=None if kinds else arrow.string())
    parquet.write_table(arrow.table(columns), path)


def _write_graphml(table: Table, stream: TextIO) -> None:
    import networkx as nx  # type: ignore[import-untyped]  # it ships no types

    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    links: dict[str, tuple[str, str, dict[str, Any]]] = {}
    for element in (element for row in table.rows for element in elements(row)):
        attributes = _attributes(element["properties"])
        if "labels" in element:
            graph.add_node(_end(attributes.get("id"), element), label="|".join(element["labels"]), **attributes)
        else:
            start, end = _end(element["start"], element), _end(element["end"], element)
            links[json.dumps([start, end, element["type"], attributes])] = (
                start,
                end,
                {"type": element["type"], **attributes},
            )
    if not graph:
        raise QueryError("the answer holds no nodes, which GraphML needs; query 'neighbourhood' returns some")
    for number, (_, (start, end, attributes)) in enumerate(sorted(links.items())):
        graph.add_edge(start, end, key=f"e{number}", **attributes)
    for line in nx.generate_graphml(graph, named_key_ids=True):
        stream.write(line + "\n")


def elements(value: Any) -> Iterator[dict[str, Any]]:
    """The nodes and relationships in a value, however deep."""
    match value:
        case {"properties": Mapping(), "labels": _} | {"properties": Mapping(), "type": _, "start": _, "end": _}:
            yield value
        case Mapping():
            for part in value.values():
                yield from elements(part)
        case list() | tuple():
            for part in value:
                yield from elements(part)


def _end(identifier: object, element: Mapping[str, Any]) -> str:
    if not isinstance(identifier, str):
        what = element.get("type") or "|".join(element.get("labels", ()))
        raise QueryError(f"GraphML needs nodes with an id, and both of a relationship: {what} lacks one")
    return identifier


def _attributes(properties: Mapping[str, Any]) -> dict[str, str | int | float | bool]:
    """What GraphML can hold of the properties: numbers and booleans as such, all else as text; none for None."""
    return {
        xml_text(name): value if isinstance(value, bool | int | float) else xml_text(cell(value))
        for name, value in sorted(properties.items())
        if value is not None
    }
