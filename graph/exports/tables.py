"""A projection as flat tables, actors, articles, claims, events and edges: as CSV, Parquet or JSON Lines."""

from __future__ import annotations

import csv
import datetime as dt
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final, TextIO

from graph.exports.safe import unarmed
from graph.files import replacing
from graph.library import needed
from graph.ontology import Ontology
from graph.projection import Projection
from graph.stores.base import relation_of


def _columns(**of_kind: str) -> dict[str, str]:
    return {name: kind for kind, names in of_kind.items() for name in names.split()}


COLUMNS: Final[Mapping[str, Mapping[str, str]]] = {
    "actors": _columns(string="id name name_fr type", list="countries aliases", bool="known"),
    "articles": _columns(string="id url source title lang cluster", date32="published"),
    "claims": _columns(
        string="id article event subject relation object status speaker speaker_label sentence precision place pattern",
        int64="start end",
        date32="first_date last_date",
        float64="confidence",
    ),
    "events": _columns(
        string="id subject relation object status",
        date32="first_date last_date",
        list="claims",
        int64="sources",
        float64="confidence",
    ),
    "edges": _columns(
        string="subject relation object status class plover",
        date32="first_seen last_seen",
        list="claims",
        int64="sources",
        float64="confidence",
    ),
}
"""The columns of each table by the kind of value, in pyarrow's words; an empty cell is unknown."""

type Row = dict[str, Any]


def rows(table: str, projection: Projection, ontology: Ontology) -> Iterator[Row]:
    """The rows of one of the tables, in order of id.

    Raises:
        StoreError: A relation is not in the ontology.
    """
    if table == "claims":
        yield from _claims(projection)
    elif table == "edges":
        for edge in projection.edges:
            relation = relation_of(edge, ontology)
            yield edge.model_dump() | {"class": relation.relation_class.value, "plover": relation.plover}
    else:
        wanted = set(COLUMNS[table])
        for record in getattr(projection, table):
            yield record.model_dump(include=wanted)


def write_csv(projection: Projection, ontology: Ontology, folder: Path) -> None:
    """A file for each table, lists as JSON, no cell a formula.

    Raises:
        StoreError: A file can't be written, or a relation is not in the ontology.
    """
    for table, columns in COLUMNS.items():
        with replacing(folder / f"{table}.csv") as part, part.open("w", encoding="utf-8", newline="") as stream:
            writer = csv.writer(stream, lineterminator="\n")
            writer.writerow(columns)
            for row in rows(table, projection, ontology):
                writer.writerow([_cell(row[name]) for name in columns])


def write_parquet(projection: Projection, ontology: Ontology, folder: Path) -> None:
    """A file for each table, its columns typed.

    Raises:
        LibraryError: pyarrow is not installed.
        StoreError: A file can't be written, or a relation is not in the ontology.
    """
    arrow, parquet = needed("pyarrow"), needed("pyarrow.parquet")
    for table, columns in COLUMNS.items():
        kinds = [(name, _arrow_type(arrow, kind)) for name, kind in columns.items()]
        found = [{name: _known(row[name]) for name in columns} for row in rows(table, projection, ontology)]
        with replacing(folder / f"{table}.parquet") as part:
            parquet.write_table(arrow.Table.from_pylist(found, schema=arrow.schema(kinds)), part)


def write_jsonl(projection: Projection, stream: TextIO) -> None:
    """A line for each claim, with the names of its actors and what tells its article."""
    names = {actor.id: actor.name for actor in projection.actors}
    articles = {article.id: article for article in projection.articles}
    for row in _claims(projection):
        article = articles[row["article"]]
        ends = {f"{end}_name": names.get(row[end]) for end in ("subject", "object", "speaker")}
        told = {"url": article.url, "title": article.title, "source": article.source, "published": article.published}
        shown = {
            name: value.isoformat() if isinstance(value, dt.date) else value
            for name, value in (row | ends | told).items()
        }
        stream.write(json.dumps(shown, ensure_ascii=False) + "\n")


def _claims(projection: Projection) -> Iterator[Row]:
    event_of = {claim: event.id for event in projection.events for claim in event.claims}
    for claim in projection.claims:
        date = claim.date
        row = claim.model_dump(include=set(COLUMNS["claims"]))
        yield row | {
            "event": event_of[claim.id],
            "first_date": date.first if date else None,
            "last_date": date.last if date else None,
            "precision": date.precision.value if date else None,
        }


def _arrow_type(arrow: Any, kind: str) -> Any:
    return arrow.list_(arrow.string()) if kind == "list" else arrow.type_for_alias(kind)


def _cell(value: Any) -> Any:
    match value:
        case bool():
            return str(value).lower()
        case tuple():
            return json.dumps(value, ensure_ascii=False)
        case str():
            return unarmed(value)
        case _:
            return value


def _known(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value
