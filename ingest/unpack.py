"""Bodies unpacked within a limit, whatever a few bytes of them would grow to."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator

from graph.errors import ArticleError, TooLargeError

ENCODING = "gzip"
"""What is asked for: what can be unpacked step by step, so that a limit holds."""
_GZIP = zlib.MAX_WBITS | 16
_MAGIC = b"\x1f\x8b"
_STEP = 1 << 16
_MEMBERS = 100
"""Parts from which on a gzip file is refused: each takes time, even where it unpacks to nothing."""


def unpacked(chunks: Iterable[bytes], encoding: str, name: str, limit: int) -> bytes:
    """The body whose chunks came in an encoding, "" or "identity" for none.

    Raises:
        ArticleError: The encoding is none that was asked for, or the body is broken or cut off.
        TooLargeError: It is larger than `limit` bytes.
    """
    if encoding in (ENCODING, "x-gzip"):
        chunks = _gunzip(chunks, name)
    elif encoding not in ("", "identity"):
        raise ArticleError(f"comes in an encoding that was not asked for: {encoding[:40]!r}", name)
    body = bytearray()
    for chunk in chunks:
        body += chunk
        if len(body) > limit:
            raise TooLargeError(name, limit)
    return bytes(body)


def gunzipped(body: bytes, name: str, limit: int) -> bytes:
    """A body that is a gzip file itself, as large sitemaps are, unpacked; any other as it is."""
    if not body.startswith(_MAGIC):
        return body
    return unpacked((body[start : start + _STEP] for start in range(0, len(body), _STEP)), ENCODING, name, limit)


def _gunzip(chunks: Iterable[bytes], name: str) -> Iterator[bytes]:
    unpacker, members = zlib.decompressobj(_GZIP), 1
    try:
        for chunk in chunks:
            rest = chunk
            while rest:
                if unpacker.eof:  # gzip may consist of several members
                    unpacker, members = zlib.decompressobj(_GZIP), members + 1
                    if members > _MEMBERS:
                        raise ArticleError(f"is gzip of more than {_MEMBERS} parts", name)
                yield unpacker.decompress(rest, _STEP)
                rest = unpacker.unconsumed_tail or unpacker.unused_data
    except zlib.error as error:
        raise ArticleError(f"is broken: {error}", name) from error
    if not unpacker.eof:
        raise ArticleError("is cut off", name)
