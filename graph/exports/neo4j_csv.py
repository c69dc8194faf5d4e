"""Files for `neo4j-admin database import`, which fills an empty Neo4j many times faster than statements can."""

from __future__ import annotations

import csv
import datetime as dt
import shlex
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, Final

from graph.files import replacing
from graph.ontology import Ontology
from graph.stores.base import Properties
from graph.stores.property_graph import LABELS, LINKS, schema
from graph.stores.staged import Staged

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


def write_neo4j_csv(staged: Staged, ontology: Ontology, folder: Path) -> list[str]:
    """The command lines that import what was written: on the stopped server, then its constraints once it is started.

    Raises:
        StoreError: A file can't be written, or a relation is not in the ontology.
    """
    options = [option for label in LABELS for option in _write_nodes(staged, label, folder)]
    path = folder / "ties.csv"
    header = (":START_ID(Actor)", ":END_ID(Actor)", ":TYPE", *TIE_COLUMNS)
    with _table(path, header) as write:
        for _, ties in staged.ties(ontology):
            write((tie.start, tie.end, tie.type, *_values(ties[tie], TIE_COLUMNS)) for tie in ties)
    options.append(f"--relationships={path.resolve()}")
    with replacing(folder / SCHEMA) as part:
        part.write_text("".join(f"{statement};\n" for statement in schema()), encoding="utf-8")
    command = ["neo4j-admin", "database", "import", "full", "neo4j", *options, *READING]
    return [shlex.join(command), f"cypher-shell --file {shlex.quote(str((folder / SCHEMA).resolve()))}"]


READING: Final = ("--multiline-fields=true", "--array-delimiter=U+001F")
"""How the importer must read the files."""


def _write_nodes(staged: Staged, label: str, folder: Path) -> Iterator[str]:
    """An option for the file of a label's nodes, and for each kind of links that start there, a file of its own."""
    path = folder / f"nodes-{label}.csv"
    kinds = {kind: folder / f"links-{label}-{kind[1]}.csv" for kind in LINKS if kind[0] == label}
    columns = NODE_COLUMNS[label]
    with ExitStack() as stack:
        write = stack.enter_context(_table(path, (f"id:ID({label})", *columns)))
        write_links = {
            kind: stack.enter_context(_table(file, (f":START_ID({label})", f":END_ID({kind[2]})")))
            for kind, file in kinds.items()
        }
        for page in staged.pages(label):
            write((node.id, *_values(node.properties, columns)) for node in page.values())
            for kind, write_some in write_links.items():
                links = (link for node in page.values() for link in node.links if link.kind == kind)
                write_some((link.start, link.end) for link in links)
    yield f"--nodes={label}={path.resolve()}"
    yield from (f"--relationships={kind[1]}={file.resolve()}" for kind, file in kinds.items())


def _values(properties: Properties, columns: Iterable[str]) -> Iterator[object]:
    return (properties.get(column.partition(":")[0]) for column in columns)


@contextmanager
def _table(path: Path, header: tuple[str, ...]) -> Generator[Callable[[Iterable[tuple[object, ...]]], None]]:
    """What writes rows to a file, which stands once all are written."""
    with replacing(path) as part, part.open("w", encoding="utf-8", newline="") as stream:
        # What is quoted is a text, be it empty; what is not there is null.
        writer = csv.writer(stream, lineterminator="\n", quoting=csv.QUOTE_NOTNULL)
        stream.write(",".join(header) + "\n")
        yield lambda rows: writer.writerows([_cell(value) for value in row] for row in rows)


def _cell(value: Any) -> Any:
    match value:
        case list():
            return DELIMITER.join(str(part).replace(DELIMITER, " ") for part in value)
        case dt.date():
            return value.isoformat()
        case _:
            return value
