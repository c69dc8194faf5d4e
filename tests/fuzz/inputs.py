"""Hostile inputs: the corpus cut, doubled, spliced and strewn with what parsers stumble over."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from hypothesis import strategies as st

CORPUS = Path(__file__).parent / "corpus"
"""A folder a target; each file is an input to begin with, those that once made trouble among them."""
_LONGEST = 300_000
_REPEATS = (2, 10, 100, 5_000)
_STREWN = [
    one.encode("utf-8", "surrogatepass")
    for one in (
        *"\0 \t \r \n \x0b \x1b \x7f \u0085 \u00a0 \u200b \u202e \u2028 \ufeff \ufffe \ud800 \U0010ffff".split(" "),
        *"< > & \" ' / \\ { } [ ] ( ) : , ; # % $ * + - . ? ! | ~ ^ @ ` « » “ ” … —".split(),
        *"<![CDATA[ ]]> <!-- --> <?xml <!DOCTYPE <!ENTITY &x; &#0; &#xffffffff; &nbsp; </ /> <a> </a> <p>".split(),
        *"<div> <script> <style> <table> <svg> <math> <template> xmlns= encoding= charset= <meta <link> <loc>".split(),
        *"NaN Infinity -Infinity 1e999 -1 0 9999999999999999999999 null true \\u0000 \\ud800 \\udc00 {{ [[[[".split(),
        *"0000-00-00 9999-12-31 10000-01-01 2024-02-30 31/02/2024 99.99.9999 1er 31st 00:00:60 +99:99".split(),
        *"http:// https://[ http://[::1 //x ?a&&b=%zz javascript: file:///etc/passwd".split(),
        *"é ß İ \ufb01 漢 \u0627 \u0663".split(),
        *"WARC/1.0 Content-Length: -1 Content-Type: text/html HTTP/1.1 200 User-agent: Disallow: Crawl-delay:".split(),
    )
]


@cache
def seeds(target: str) -> tuple[bytes, ...]:
    """The corpus of a target, by name, as it is at first."""
    return tuple(path.read_bytes() for path in sorted((CORPUS / target).iterdir()))


@st.composite
def hostile(draw: st.DrawFn, target: str) -> bytes:
    """An input of the corpus after some edits, or bytes that are nobody's."""
    corpus = seeds(target)
    data: bytes = draw(st.sampled_from([*corpus, b""]))
    for _ in range(draw(st.integers(0, 8))):
        data = draw(_edited(data, corpus))[:_LONGEST]
    return data


@st.composite
def _edited(draw: st.DrawFn, data: bytes, corpus: tuple[bytes, ...]) -> bytes:
    start, end = sorted((draw(st.integers(0, len(data))), draw(st.integers(0, len(data)))))
    part = data[start:end]
    put = draw(
        st.one_of(
            st.sampled_from(_STREWN),
            st.sampled_from(_STREWN).flatmap(lambda one: st.sampled_from(_REPEATS).map(lambda times: one * times)),
            st.just(b""),
            st.sampled_from(_REPEATS).map(lambda times: part[: _LONGEST // times + 1] * times),
            st.binary(max_size=12),
            st.text(max_size=12).map(lambda text: text.encode("utf-8", "surrogatepass")),
            st.sampled_from(corpus),
        )
    )
    rest = draw(st.sampled_from([start, end]))
    return bytes(data[:start] + put + data[rest:])
