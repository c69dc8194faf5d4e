"""Places told by where they lie: what somebody does to one in a relative clause is not done to the other."""

from __future__ import annotations

from ingest.extract.clauses import HYPHENS
from ingest.extract.smallwords import SmallWords
from ingest.extract.tree import Tree

_PHRASE = ("ADJ", "ADP", "ADV", "DET", "NOUN", "NUM", "PART", "PROPN")
_FAR = 12
"""How long such a phrase may be, in tokens."""


def with_places(tree: Tree, small: SmallWords) -> Tree:
    """The tree with such clauses under the place that they tell of: "took Sake, west of Goma, which Y had held"."""
    clauses = (verb for verb, dep in enumerate(tree.deps) if dep == "relcl")
    return tree.hung([(verb, place, "relcl") for verb in clauses if (place := _meant(tree, verb, small)) is not None])


def tells_where(tree: Tree, start: int, end: int, small: SmallWords) -> bool:
    """Whether the words from start to end tell where something lies: "near X", "a town in X", "west of X"."""
    ruled = next((at for at in range(start, end) if tree.pos[at] == "ADP"), None)
    if ruled is None or any(tree.pos[at] not in _PHRASE and tree.words[at] not in HYPHENS for at in range(start, end)):
        return False
    if ruled == start:
        return tree.words[ruled] in small.places
    return any(tree.lemmas[at] in small.settlements or tree.lemmas[at] in small.bearings for at in range(start, ruled))


def _meant(tree: Tree, verb: int, small: SmallWords) -> int | None:
    """The name before the commas between which stands the noun that an object relative clause hangs on."""
    noun, subjects, pronoun = tree.heads[verb], tree.kids_as(verb, "nsubj"), tree.left_edge(verb)
    is_object = tree.tags[pronoun] == "WDT" and subjects and pronoun not in subjects
    if not is_object or tree.words[pronoun - 1] != ",":
        return None
    comma = next((at for at in range(noun - 1, max(noun - _FAR, 0), -1) if tree.words[at] == ","), None)
    if comma is None or tree.pos[comma - 1] != "PROPN":
        return None
    return comma - 1 if tells_where(tree, comma + 1, noun + 1, small) else None
