"""Folders of Parquet files: what extraction gave, partitioned by month, on its way into a ledger.

    FOLDER/articles/month=2022-02/part-000012.parquet   likewise `actors`, by article, and `claims`
    FOLDER/dead/part-000012.parquet                     what could not be read, and why
    FOLDER/done/part-000012.json                        that all of a part is there, and how much that is
    FOLDER/plan.json                                    which parts there are to be

A part is what one process reads in one go. Whatever is not told by a file in `done` is left from a process that died,
and not read. The folder may lie in a store of objects that pyarrow knows, such as s3://bucket/folder.
"""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import groupby
from pathlib import Path
from typing import Any, Final, NamedTuple, Self
from urllib.parse import quote, urlsplit, urlunsplit

from pydantic import ValidationError

from graph.errors import StoreError
from graph.library import needed
from graph.model import Actor, Article, Claim, Record
from graph.stores.records import Entry

EXTRA: Final = "cluster"
"""The extra that installs what reads and writes them."""

UNDATED: Final = "undated"
"""The month of articles that have no date."""

AT_ONCE: Final = 1_000
"""Rows that are read at once."""

RETRY_SECONDS: Final = 60
"""How long Google's store is asked again; pyarrow would go on for a quarter of an hour, and say nothing."""

COLUMNS: Final[Mapping[str, tuple[str, ...]]] = {
    "articles": (*Article.model_fields, "extractor"),
    "actors": ("article", *Actor.model_fields, "forms"),
    "claims": tuple(Claim.model_fields),
    "dead": ("name", "reason", "payload"),
}


class Dead(NamedTuple):
    """An input that could not be read: what it is called, why, and what to try again."""

    name: str
    reason: str
    payload: str | None


class Done(Record):
    """That a part is whole.

    Attributes:
        part: Its number.
        extractor: Version of the extractor.
        languages: That it reads, sorted.
        months: Of its articles, sorted.
        articles: How many there are.
        words: In the articles that were extracted from.
        claims: How many there are.
        skipped: Articles that were kept but not extracted from, by reason.
        dead: Inputs that could not be read.
    """

    part: int
    extractor: str
    languages: tuple[str, ...]
    months: tuple[str, ...]
    articles: int
    words: int
    claims: int
    skipped: dict[str, int]
    dead: int


class Bulk:
    """One such folder."""

    def __init__(self, files: Any, root: str, name: str) -> None:
        self._files = files
        self._root = root.rstrip("/")
        self.name = name

    @classmethod
    def at(cls, name: str) -> Self:
        """The folder of this path or URI.

        Raises:
            LibraryError: pyarrow is not installed.
            StoreError: There is no such store, or it can't be reached.
        """
        return cls(*filesystem(name), name)

    def write(self, part: int, entries: Iterable[Entry], dead: Sequence[Dead]) -> tuple[str, ...]:
        """The months of a part, which is written but not done yet; what is left of an earlier try goes first.

        Raises:
            StoreError: It can't be written.
        """
        months = []
        with self._complaints():
            self._clear(part)
            for month, group in groupby(sorted(entries, key=_month), key=_month):
                months.append(month)
                self._write_month(part, month, list(group))
            if dead:
                self._write("dead", f"dead/{_part(part)}.parquet", [letter._asdict() for letter in dead])
        return tuple(months)

    def finish(self, done: Done) -> None:
        """Note that a part is whole.

        Raises:
            StoreError: It can't be written.
        """
        with self._complaints():
            self._put(_done(done.part), done.model_dump_json())

    def done(self) -> list[Done]:
        """The parts that are whole, by number.

        Raises:
            StoreError: They can't be read.
        """
        fs = needed("pyarrow.fs", EXTRA)
        with self._complaints():
            chosen = fs.FileSelector(f"{self._root}/done", allow_not_found=True)
            paths = sorted(info.path for info in self._files.get_file_info(chosen) if info.extension == "json")
            return [Done.model_validate_json(self._get(path)) for path in paths]

    def plan(self) -> str | None:
        """What `begin` noted; None of a folder that is none of ours.

        Raises:
            StoreError: It can't be read.
        """
        with self._complaints():
            path = f"{self._root}/plan.json"
            return self._get(path).decode() if self._files.get_file_info(path).is_file else None

    def begin(self, plan: str) -> None:
        """Note which parts there are to be.

        Raises:
            StoreError: It can't be written.
        """
        with self._complaints():
            self._put("plan.json", plan)

    def entries(self, done: Done, month: str) -> Iterator[Entry]:
        """What a part has of a month, in its order.

        Raises:
            StoreError: It can't be read.
        """
        with self._complaints():
            of_article: dict[str, dict[str, list[dict[str, Any]]]] = {}
            for name in ("actors", "claims"):
                for row in self._read(f"{name}/{_file(month, done.part)}"):
                    of_article.setdefault(row["article"], {}).setdefault(name, []).append(row)
            for row in self._read(f"articles/{_file(month, done.part)}"):
                extractor, found = row.pop("extractor"), of_article.get(row["id"], {})
                actors = found.get("actors", [])
                mentions = {actor["id"]: tuple(actor["forms"]) for actor in actors}
                yield Entry(
                    Article.model_validate(row),
                    [Actor.model_validate({name: actor[name] for name in Actor.model_fields}) for actor in actors],
                    [Claim.model_validate(claim) for claim in found.get("claims", [])],
                    mentions,
                    extractor,
                )

    def dead(self, done: Done) -> Iterator[Dead]:
        """What of a part could not be read.

        Raises:
            StoreError: It can't be read.
        """
        if done.dead:
            with self._complaints():
                for row in self._read(f"dead/{_part(done.part)}.parquet"):
                    yield Dead(**row)

    def _write_month(self, part: int, month: str, entries: Sequence[Entry]) -> None:
        rows: dict[str, list[dict[str, Any]]] = {"articles": [], "actors": [], "claims": []}
        for article, actors, claims, mentions, extractor in entries:
            rows["articles"].append(article.model_dump() | {"extractor": extractor})
            rows["actors"] += [
                actor.model_dump() | {"article": article.id, "forms": mentions.get(actor.id, ())} for actor in actors
            ]
            rows["claims"] += [claim.model_dump() for claim in claims]
        for name, listed in rows.items():
            self._write(name, f"{name}/{_file(month, part)}", listed)

    def _write(self, table: str, path: str, rows: Sequence[Mapping[str, Any]]) -> None:
        arrow, parquet = needed("pyarrow", EXTRA), needed("pyarrow.parquet", EXTRA)
        self._files.create_dir(f"{self._root}/{path.rpartition('/')[0]}")
        found = arrow.Table.from_pylist(rows, schema=_schema(arrow, table))
        parquet.write_table(found, f"{self._root}/{path}", filesystem=self._files, compression="zstd")

    def _read(self, path: str) -> Iterator[dict[str, Any]]:
        parquet = needed("pyarrow.parquet", EXTRA)
        with parquet.ParquetFile(f"{self._root}/{path}", filesystem=self._files) as file:
            for batch in file.iter_batches(batch_size=AT_ONCE):
                yield from batch.to_pylist()

    def _clear(self, part: int) -> None:
        """Take away what an earlier try of a part wrote."""
        path = f"{self._root}/{_done(part)}"
        if not self._files.get_file_info(path).is_file:
            return  # what an unfinished try left has the names of what is written now
        before = Done.model_validate_json(self._get(path))
        self._files.delete_file(path)
        for month in before.months:
            for name in ("articles", "actors", "claims"):
                self._files.delete_file(f"{self._root}/{name}/{_file(month, part)}")
        if before.dead:
            self._files.delete_file(f"{self._root}/dead/{_part(part)}.parquet")

    def _put(self, path: str, text: str) -> None:
        self._files.create_dir(f"{self._root}/{path}".rpartition("/")[0])
        with self._files.open_output_stream(f"{self._root}/{path}.part") as stream:
            stream.write(text.encode())
        self._files.move(f"{self._root}/{path}.part", f"{self._root}/{path}")

    def _get(self, path: str) -> bytes:
        with self._files.open_input_stream(path) as stream:
            return bytes(stream.read())

    @contextmanager
    def _complaints(self) -> Generator[None]:
        arrow = needed("pyarrow", EXTRA)
        try:
            yield
        except (OSError, arrow.ArrowException, ValidationError) as error:
            raise StoreError(f"{self.name}: {' '.join(str(error).split())[:300]}") from error


def filesystem(name: str) -> tuple[Any, str]:
    """The store that a path or URI is in, and its path there.

    Raises:
        LibraryError: pyarrow is not installed.
        StoreError: There is no such store.
    """
    arrow, fs = needed("pyarrow", EXTRA), needed("pyarrow.fs", EXTRA)
    if "://" not in name:
        return fs.LocalFileSystem(), str(Path(name).resolve())
    parts = urlsplit(name)
    if parts.scheme in ("gs", "gcs") and "retry_limit_seconds" not in parts.query:
        parts = parts._replace(query=f"{parts.query}&retry_limit_seconds={RETRY_SECONDS}".lstrip("&"))
    try:
        files, path = fs.FileSystem.from_uri(urlunsplit(parts))
    except (OSError, arrow.ArrowException) as error:
        raise StoreError(f"{name}: {' '.join(str(error).split())[:300]}") from error
    return files, path


def below(name: str, path: str) -> str:
    """The path or URI of what lies at a path below a folder."""
    if "://" not in name:
        return str(Path(name, path))
    parts = urlsplit(name)
    return urlunsplit(parts._replace(path=f"{parts.path.rstrip('/')}/{quote(path)}"))


def _schema(arrow: Any, table: str) -> Any:
    texts, day, number = arrow.list_(arrow.string()), arrow.date32(), arrow.int64()
    span = arrow.struct([("start", number), ("end", number)])
    kinds = {
        "published": day,
        **dict.fromkeys(("countries", "aliases", "forms"), texts),
        "known": arrow.bool_(),
        **dict.fromkeys(("start", "end"), number),
        **dict.fromkeys(("trigger", "subject_at", "object_at"), span),
        "date": arrow.struct([("first", day), ("last", day), ("precision", arrow.string())]),
        "confidence": arrow.float64(),
    }
    return arrow.schema([(name, kinds.get(name, arrow.string())) for name in COLUMNS[table]])


def _month(entry: Entry) -> str:
    published = entry.article.published
    return f"{published:%Y-%m}" if published else UNDATED


def _part(number: int) -> str:
    return f"part-{number:06d}"


def _file(month: str, part: int) -> str:
    return f"month={month}/{_part(part)}.parquet"


def _done(part: int) -> str:
    return f"done/{_part(part)}.json"
