"""Input too large for one process, cut into parts that are read apart: bytes of JSON Lines, rows of Parquet."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from typing import Any, Literal

from graph.errors import ConflictGraphError
from graph.library import needed
from graph.model import Record
from graph.settings import Settings
from graph.stores.bulk import EXTRA, below, filesystem
from ingest.fetch import guarded
from ingest.model import RawPage, Refused
from ingest.rows import json_lines, parquet_rows

_BLOCK = 1 << 20


class Part(Record):
    """A part of one file.

    Attributes:
        number: Its place among all parts.
        source: Path or URI of the file.
        kind: What the file holds.
        first: Of JSON Lines, the byte from which on its lines begin; of Parquet, its first row.
        end: One past the last byte at which one of its lines begins, or one past its last row.
    """

    number: int
    source: str
    kind: Literal["jsonl", "parquet"]
    first: int
    end: int

    def pages(self, settings: Settings) -> Iterator[RawPage | Refused]:
        """Its pages; what can't be read comes as refused."""
        read = self._rows if self.kind == "parquet" else self._lines
        yield from guarded(f"{self.source} from {self.first}", lambda: read(settings))

    def _lines(self, settings: Settings) -> Iterator[RawPage | Refused]:
        files, path = filesystem(self.source)
        with files.open_input_file(path) as stream:
            lines = _Lines(stream, self.first, self.end)
            yield from json_lines(lines, f"{self.source} from {self.first}", settings)

    def _rows(self, settings: Settings) -> Iterator[RawPage | Refused]:
        files, path = filesystem(self.source)
        with files.open_input_file(path) as stream:
            yield from parquet_rows(stream, self.source, settings, self.first, self.end)


class _Lines:
    """The lines of a file that begin within some of its bytes."""

    def __init__(self, stream: Any, first: int, end: int) -> None:
        self._stream = io.BufferedReader(stream)
        self._at, self._end, self._begins = first, end, True
        if first:  # the line that the byte before belongs to is of the part before
            self._stream.seek(first - 1)
            self._at -= 1
            self._begins = False
        while not self._begins and self.readline(_BLOCK):
            pass

    def readline(self, size: int, /) -> bytes:
        """Up to `size` bytes of a line; empty after the last one."""
        if self._begins and self._at >= self._end:
            return b""
        line = self._stream.readline(size)
        self._at += len(line)
        self._begins = line.endswith(b"\n")
        return line


class Plan(Record):
    """All parts of an input."""

    parts: tuple[Part, ...]


def cut(sources: Iterable[str], *, size: int, rows: int) -> list[Part]:
    """The parts of files and folders, in their order; a folder's files by name.

    Args:
        sources: Paths or URIs, of files that end in .jsonl or .parquet, or of folders of such files.
        size: Bytes of a part of JSON Lines.
        rows: Rows of a part of Parquet.

    Raises:
        ConflictGraphError: There is no such file, it is of another kind, or it can't be read.
    """
    parts: list[Part] = []
    for source in sources:
        for name, kind, length in _files(source):
            step = rows if kind == "parquet" else size
            for first in range(0, length, step):
                end = min(first + step, length)
                parts.append(Part(number=len(parts), source=name, kind=kind, first=first, end=end))
    return parts


def _files(source: str) -> Iterator[tuple[str, Literal["jsonl", "parquet"], int]]:
    """Name, kind and length of each file, in bytes or rows."""
    arrow, fs, parquet = (needed(name, EXTRA) for name in ("pyarrow", "pyarrow.fs", "pyarrow.parquet"))
    try:
        files, path = filesystem(source)
        root = files.get_file_info(path)
        if root.type == fs.FileType.NotFound:
            raise ConflictGraphError(f"{source}: no such file or folder")
        inside = files.get_file_info(fs.FileSelector(path, recursive=True)) if not root.is_file else [root]
        for info in sorted(
            (info for info in inside if info.is_file and info.base_name[0] not in "._"), key=lambda info: info.path
        ):
            name = source if root.is_file else below(source, info.path.removeprefix(path).lstrip("/"))
            if info.extension == "parquet":
                with files.open_input_file(info.path) as stream:
                    yield name, "parquet", parquet.read_metadata(stream).num_rows
            elif info.extension == "jsonl":
                yield name, "jsonl", info.size
            else:
                raise ConflictGraphError(f"{name}: is neither .jsonl nor .parquet")
    except (OSError, arrow.ArrowException) as error:
        raise ConflictGraphError(f"{source}: {' '.join(str(error).split())[:300]}") from error
