"""Bytes to text: by what marks them, by what they or their server say of themselves, by detection at last."""

from __future__ import annotations

import codecs
import re

from charset_normalizer import from_bytes

from graph.errors import ArticleError

_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_DECLARED = re.compile(rb"""<(?:\?xml|meta)\b[^>]*?(?:encoding|charset)\s*=\s*["']?([\w.:-]{2,40})""", re.IGNORECASE)
_MEANT = {"iso-8859-1": "cp1252", "latin-1": "cp1252", "latin1": "cp1252", "us-ascii": "cp1252", "ascii": "cp1252"}
"""What publishers mean who name these: the characters that Windows adds."""
_NO_CHARSETS = frozenset({"idna", "punycode", "raw-unicode-escape", "undefined", "unicode-escape", "utf-7"})
"""Codecs of Python's that no page is written in; some of them take time that grows with the square of the size."""


def decode(data: bytes, name: str, charset: str | None = None) -> str:
    """Text of bytes: by byte-order mark, as UTF-8, by the charset that came along or stands within, else by detection.

    Raises:
        ArticleError: The bytes are empty or no text.
    """
    if not data.strip():
        raise ArticleError("is empty", name)
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _as(data, encoding, name)
    if b"\0" in data[:65536]:
        raise ArticleError("is no text but binary data", name)
    declared = _DECLARED.search(data[:2048])
    for likely in ("utf-8", charset, declared and declared[1].decode("ascii")):
        if likely and (codec := _codec(likely)):
            try:
                return data.decode(codec)
            except (UnicodeError, LookupError):
                continue
    best = from_bytes(data[:65536]).best()
    if best is None:
        raise ArticleError("is no text in any known encoding", name)
    return _as(data, best.encoding, name)


def _as(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise ArticleError(f"is not {encoding}: {error.reason} at byte {error.start}", name) from error


def _codec(charset: str) -> str | None:
    try:
        name = codecs.lookup(_MEANT.get(charset.lower(), charset)).name
    except (LookupError, ValueError):
        return None
    return None if name.replace("_", "-") in _NO_CHARSETS else name
