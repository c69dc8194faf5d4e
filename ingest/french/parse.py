"""A dependency parse that can be changed, as plain lists."""

from __future__ import annotations

from bisect import insort
from dataclasses import dataclass, field

from spacy.tokens import Doc

from ingest.columns import columns, heads

NAMES = ("PER", "LOC", "ORG", "MISC")


@dataclass(slots=True)
class Parse:
    """One entry a token, as in the document; `kids` are the dependents in text order, `glued` is before no blank."""

    texts: list[str]
    words: list[str]
    pos: list[str]
    deps: list[str]
    heads: list[int]
    lemmas: list[str]
    morphs: list[str]
    tags: list[str]
    ents: list[tuple[int, int, str]]
    glued: list[bool]
    kids: list[list[int]] = field(init=False)

    def __post_init__(self) -> None:
        self.kids = [[] for _ in self.heads]
        for index, head in enumerate(self.heads):
            if head != index:
                self.kids[head].append(index)

    @classmethod
    def of(cls, doc: Doc) -> Parse:
        """The parse of a document."""
        texts, words, pos, deps, lemmas, morphs = columns(doc, ("ORTH", "LOWER", "POS", "DEP", "LEMMA", "MORPH"))
        return cls(
            texts=texts,
            words=[word.replace("’", "'") for word in words],
            pos=pos,
            deps=deps,
            heads=heads(doc),
            lemmas=lemmas,
            morphs=morphs,
            tags=[""] * len(doc),
            glued=[not spaced for spaced in doc.to_array("SPACY").tolist()],
            ents=[(ent.start, ent.end, ent.label_) for ent in doc.ents],
        )

    def attach(self, node: int, head: int, dep: str) -> bool:
        """Hangs a token on another, or makes it a root (on itself); False, and nothing done, if that made a circle."""
        if head != node and self._is_below(head, node):
            return False
        if self.heads[node] != node:
            self.kids[self.heads[node]].remove(node)
        if head != node:
            insort(self.kids[head], node)
        self.heads[node], self.deps[node] = head, dep
        return True

    def replace(self, node: int, by: int, dep: str) -> None:
        """Puts one token below another in its place: `by` gets its governor and label, and it hangs on `by`.

        Where it already stands somewhere below `by`, that keeps its place.
        """
        if self._is_below(node, by):
            self.attach(node, by, dep)
            return
        head, label = self.heads[node], self.deps[node]
        is_root = head == node
        if self.heads[by] != by:
            self.kids[self.heads[by]].remove(by)
        if not is_root:
            self.kids[head].remove(node)
            insort(self.kids[head], by)
        self.heads[by], self.deps[by] = (by if is_root else head), label
        self.heads[node], self.deps[node] = by, dep
        insort(self.kids[by], node)

    def _is_below(self, node: int, above: int) -> bool:
        """Whether a token is another or stands somewhere below it."""
        while node != above and self.heads[node] != node:
            node = self.heads[node]
        return node == above

    def hand_over(self, node: int, to: int, *, behind: int = -1) -> None:
        """Hangs what hangs on a token on another, as what it was: all that stands behind a place."""
        for kid in [kid for kid in self.kids[node] if kid > behind]:
            self.attach(kid, to, self.deps[kid])

    def kids_as(self, index: int, *deps: str) -> list[int]:
        """The dependents with one of these labels, text order."""
        kids = self.kids[index]
        return [kid for kid in kids if self.deps[kid] in deps] if kids else []

    def has(self, index: int, feature: str) -> bool:
        """Whether a token has a feature, such as "VerbForm=Inf"."""
        return feature in self.morphs[index]

    def has_case(self, index: int, prepositions: tuple[str, ...]) -> bool:
        """Whether one of these prepositions stands before a noun."""
        kids = self.kids[index]
        return bool(kids) and any(self.deps[kid] == "case" and self.words[kid] in prepositions for kid in kids)

    def is_verb(self, index: int) -> bool:
        """Whether a token is a verb, auxiliaries included."""
        return self.pos[index] in ("VERB", "AUX")

    def is_past_participle(self, index: int) -> bool:
        """Whether a token is a past participle."""
        return self.has(index, "VerbForm=Part") and self.has(index, "Tense=Past")

    def is_hyphened(self, index: int) -> bool:
        """Whether a hyphen ties a word to the one behind it."""
        return self.texts[index + 1 : index + 2] == ["-"] and self.glued[index] and self.glued[index + 1]

    def opens_sentence(self, index: int) -> bool:
        """Whether a sentence begins with a token."""
        return index == 0 or self.words[index - 1] in (".", "»") or "\n" in self.texts[index - 1]

    def name_head(self, index: int) -> int:
        """The first word of the name that a token is a further word of; the token itself if it is none."""
        return self.start_of(index, "flat:name", "flat:foreign")

    def start_of(self, index: int, *deps: str) -> int:
        """Where arcs of these labels lead from a token, each to a word before; the token itself if none does."""
        while self.deps[index] in deps and self.heads[index] < index:
            index = self.heads[index]
        return index

    def make_participle(self, index: int, lemma: str) -> None:
        """Makes a token the passive participle of a verb."""
        self.pos[index], self.lemmas[index] = "VERB", lemma
        self.morphs[index] = "Tense=Past|VerbForm=Part|Voice=Pass"

    def is_noun(self, index: int) -> bool:
        """Whether a token is a noun or name."""
        return self.pos[index] in ("NOUN", "PROPN")

    def left_edge(self, index: int) -> int:
        """The first token of a subtree that is no comma."""
        edge = -1
        while edge != index:
            edge = index
            for kid in self.kids[edge]:
                if kid >= edge:
                    break
                if self.pos[kid] != "PUNCT":
                    index = kid
                    break
        return edge
