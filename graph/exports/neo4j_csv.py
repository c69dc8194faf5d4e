"""Files for `neo4j-admin database import`, which fills an empty Neo4j many times faster than statements can."""

from __future__ import annotations

import csv
import datetime as dt
import shlex
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path
from typing import Any, Final

from graph.files import replacing
from graph.ontology import Ontology
from graph.projection import Projection
from graph.stores.base import Properties
from graph.stores.property_graph import LINKS, links, nodes, schema, ties

DELIMITER: Final = "\x1f"
"""Between the parts of a list: a control character, which is removed from the parts themselves."""

NODE_COLUMNS: Final = {
    "Actor": ("name", "type", "country", "aliases:string[]"),
    "Article": ("url", "title", "source", "published:date", "lang", "cluster"),
    "Claim": ("relation", "status", "date", "confidence:double", "sentence", "start:long", "end:long", "pattern"),
    "Event": ("relation", "status", "first_date:date", "last_date:date", "claims:long", "sources:long"),
}
TIE_COLUMNS: Final = (
    *("status", "first_seen:date", "last_seen:date", "claims:long", "sources:long", "confidence:double"),
    *("class", "plover"),
)
SCHEMA: Final = "schema.cypher"


def write_neo4j_csv(projection: Projection, ontology: Ontology, folder: Path) -> list[str]:
    """The command lines that import what was written: on the stopped server, then its constraints once it is started.

    Raises:
        StoreError: A file can't be written, or a relation is not in the ontology.
    """
    options = []
    for label, found in nodes(projection).items():
        columns = NODE_COLUMNS[label]
        path = folder / f"nodes-{label}.csv"
        rows = ((row["id"], *(row.get(_name(column)) for column in columns)) for row in found.values())
        _write(path, (f"id:ID({label})", *columns), rows)
        options.append(f"--nodes={label}={path.resolve()}")
    options += list(_write_links(projection, folder))
    path = folder / "ties.csv"
    tied = ties(projection, ontology)
    header = (":START_ID(Actor)", ":END_ID(Actor)", ":TYPE", *TIE_COLUMNS)
    _write(path, header, ((tie.start, tie.end, tie.type, *_values(tied[tie])) for tie in sorted(tied)))
    options.append(f"--relationships={path.resolve()}")
    with replacing(folder / SCHEMA) as part:
        part.write_text("".join(f"{statement};\n" for statement in schema()), encoding="utf-8")
    command = ["neo4j-admin", "database", "import", "full", "neo4j", *options, *READING]
    return [shlex.join(command), f"cypher-shell --file {shlex.quote(str((folder / SCHEMA).resolve()))}"]


READING: Final = ("--multiline-fields=true", "--array-delimiter=U+001F")
"""How the importer must read the files."""


def _write_links(projection: Projection, folder: Path) -> Iterator[str]:
    """An option for each kind of relationships without properties, written to a file of its own."""
    by_kind = {kind: list(group) for kind, group in groupby(sorted(links(projection)), key=lambda link: link.kind)}
    for kind in LINKS:
        start, name, end = kind
        path = folder / f"links-{start}-{name}.csv"
        rows = ((link.start, link.end) for link in by_kind.get(kind, ()))
        _write(path, (f":START_ID({start})", f":END_ID({end})"), rows)
        yield f"--relationships={name}={path.resolve()}"


def _values(properties: Properties) -> Iterator[object]:
    return (properties.get(_name(column)) for column in TIE_COLUMNS)


def _name(column: str) -> str:
    return column.partition(":")[0]


def _write(path: Path, header: tuple[str, ...], rows: Iterable[tuple[object, ...]]) -> None:
    with replacing(path) as part, part.open("w", encoding="utf-8", newline="") as stream:
        # What is quoted is a text, be it empty; what is not there is null.
        writer = csv.writer(stream, lineterminator="\n", quoting=csv.QUOTE_NOTNULL)
        stream.write(",".join(header) + "\n")
        writer.writerows([_cell(value) for value in row] for row in rows)


def _cell(value: Any) -> Any:
    match value:
        case list():
            return DELIMITER.join(str(part).replace(DELIMITER, " ") for part in value)
        case dt.date():
            return value.isoformat()
        case _:
            return value
