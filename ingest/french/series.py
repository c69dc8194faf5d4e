"""Names in a series, "X, Y et Z", as one coordination wherever the French parser hangs each of them."""

from __future__ import annotations

from ingest.french.parse import Parse
from ingest.french.predicates import SUBJECTS, first_of, is_bare, is_predicate, role

_INTRODUCING = ("par", "de", "d'", "du", "des", "avec", "entre", "contre", "après", "outre", "dont")
"""What may stand before the first of a series; behind a place or source another clause begins: "À Gao, X et Y ont"."""
_ENDS = (",", ".", ";", ")", "»")
_CLOSING = (".", "?", "!", ";", "«", "»")
_MANY = ("plusieurs", "quelques", "certains", "différents")
_LEAST = 3

Item = tuple[int, int]
"""The first token of a name and one past its last."""


def mend_series(parse: Parse) -> None:
    """Mends a parse in place, when its names are whole."""
    for index, word in enumerate(parse.words):
        if word == "et" and index + 1 < len(parse.words) and (items := _series(parse, index)):
            _coordinate(parse, items, index)


def _series(parse: Parse, link: int) -> list[Item]:
    """The names that "et" ends a series of; none if there are fewer than three."""
    end = start = link + 1 + (parse.pos[link + 1] == "DET")
    while end < len(parse.words) and _is_part(parse, end, inside=end > start):
        end += 1
    items = [(start, end)] if end > start else []
    last = link - 1
    while items and last >= 0:
        start = last + 1
        while start > 0 and _is_part(parse, start - 1, inside=True):
            start -= 1
        if start > last or not _is_part(parse, start, inside=False):
            return []
        items.insert(0, (start, last + 1))
        before = _before(parse, items[0])
        if before < 0 or parse.words[before] != ",":
            break
        last = before - 1
    return items if len(items) >= _LEAST and _stands_alone(parse, items) else []


def _before(parse: Parse, item: Item) -> int:
    """The token before a name and its article; -1 if there is none."""
    before = item[0] - 1
    return before - 1 if before >= 0 and parse.pos[before] == "DET" else before


def _is_part(parse: Parse, index: int, *, inside: bool) -> bool:
    """Whether a token is a name or, inside of one, an adjective or hyphen: "Arabie saoudite", "Émirats arabes unis"."""
    text, pos = parse.texts[index], parse.pos[index]
    if text[:1].isupper() and pos in ("PROPN", "NOUN", "ADJ"):
        return True
    is_second = pos == "VERB" and index > 0 and parse.pos[index - 1] == "ADJ" and parse.deps[index] in ("amod", "acl")
    return inside and (pos in ("ADJ", "PROPN") or is_second or (text == "-" and index > 0 and parse.glued[index - 1]))


def _stands_alone(parse: Parse, items: list[Item]) -> bool:
    """Whether the series is no part of two clauses: "À Gao, X et Y ont fui" has only two that flee."""
    before, after = _before(parse, items[0]), items[-1][1]
    head = _head(parse, items[0])
    cases = [*(parse.words[kid] for kid in parse.kids_as(head, "case")), *parse.words[max(before, 0) : before + 1]]
    is_bare = not parse.kids_as(head, "case") and (before < 0 or parse.pos[before] != "ADP")
    is_closed = after >= len(parse.words) or parse.words[after] in _ENDS
    return is_bare or (is_closed and any(case in _INTRODUCING for case in cases))


def _head(parse: Parse, item: Item) -> int:
    """The token of a name that hangs on something outside of it."""
    start, end = item
    return next((i for i in range(start, end) if not start <= parse.heads[i] < end or parse.heads[i] == i), start)


def _coordinate(parse: Parse, items: list[Item], link: int) -> None:
    """Hangs the names of a series on the first, which gets the place of the highest of them."""
    heads = [_head(parse, item) for item in items]
    first = heads[0]
    above = first
    while parse.heads[above] != above and above not in heads[1:]:
        above = parse.heads[above]
    if above in heads[1:]:
        head, dep = parse.heads[above], parse.deps[above]
        is_root = head == above
        parse.attach(above, above, "ROOT")
        parse.attach(first, first if is_root else head, dep)
    for other in heads[1:]:
        parse.attach(other, first, "conj")
    parse.attach(link, heads[-1], "cc")
    if parse.heads[first] == first:
        _before_verb(parse, first, items[-1][1])
    colon = _before(parse, items[0])
    if colon > 0 and parse.words[colon] == ":" and (several := _counted(parse, colon)) is not None:
        parse.attach(first, several, "appos")


def _before_verb(parse: Parse, first: int, end: int) -> None:
    """A verb right behind a series has it for subject, though the parser hangs it on that: "X, Y et Z ont vu W"."""
    for verb in parse.kids_as(first, "parataxis", "acl", "dep", "conj", "advcl"):
        if not is_predicate(parse, verb) or first_of(parse, verb) != end or parse.kids_as(verb, *SUBJECTS):
            continue
        parse.replace(first, verb, role(parse, verb))
        parse.hand_over(first, verb, behind=verb)
        for noun in parse.kids_as(verb, "appos", "flat:name"):
            parse.deps[noun] = "obj" if is_bare(parse, noun) and not parse.kids_as(verb, "obj") else "dep"
        return


def _counted(parse: Parse, colon: int) -> int | None:
    """Who is counted before a colon, and named behind it: "Trois groupes ont fui : X, Y et Z"."""
    for index in range(colon - 1, -1, -1):
        if parse.words[index] in _CLOSING or "\n" in parse.texts[index]:
            return None
        is_counted = parse.kids_as(index, "nummod") or any(
            parse.words[kid] in _MANY for kid in parse.kids_as(index, "det", "amod")
        )
        if parse.pos[index] == "NOUN" and is_counted:
            return index
    return None
