"""Conditions: whether the words around a trigger are those that a frame asks for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from ingest.extract.arguments import View
from ingest.extract.lexicon import Frame, Trigger

_BEHIND = 8
"""How far behind a verb its particle or object noun may stand, in tokens."""
_SHOWN = 4

Failed = tuple[str, Sequence[str]]
"""What is not so, with a gap, and the words that stand in it: text is only made of it where somebody reads it."""


@dataclass(slots=True)
class Conditions:
    """The conditions of frames, checked against one document."""

    view: View
    _words: dict[int, set[str]] = field(default_factory=dict)
    _near: dict[int, set[str]] = field(default_factory=dict)
    _acted_on: dict[int, set[str]] = field(default_factory=dict)
    _done_by: dict[int, set[str]] = field(default_factory=dict)

    def words_stand(self, index: int, trigger: Trigger) -> bool:
        """Whether all words of a trigger stand where its first one does."""
        words, tree = trigger.words, self.view.tree
        if trigger.frame.kind == "verb":
            behind, particles = self._behind(index), self.view.verbs.small.particles
            for at, word in enumerate(words):
                is_near = at <= trigger.at + 1 and word in particles
                if at != trigger.at and (word not in behind or (is_near and not self._is_particle(index, word))):
                    return False
            return True
        start = index - trigger.at
        if start < 0 or start + len(words) > len(tree.words):
            return False
        return all(word in (tree.words[at], tree.lemmas[at]) for at, word in enumerate(words, start))

    def _behind(self, verb: int) -> set[str]:
        """The words that belong to a verb and stand near behind it."""
        if verb in self._words:
            return self._words[verb]
        tree = self.view.tree
        words: set[str] = set()
        for kid in tree.kids[verb]:
            if tree.deps[kid] == "prt" and kid < verb:
                words.add(tree.lemmas[kid])
            elif verb < kid <= verb + _BEHIND and tree.deps[kid] == "ccomp" and not tree.is_verb(kid):
                words.add(tree.words[kid])  # "set X free"
            elif verb < kid <= verb + _BEHIND and tree.deps[kid] not in ("conj", "advcl", "ccomp"):
                words |= {tree.words[kid], tree.lemmas[kid]}
                if tree.deps[kid] in ("prep", "prt", "xcomp", "acomp", "oprd", "advmod", "dobj", "attr"):
                    words |= {word for deeper in tree.kids[kid] for word in (tree.words[deeper], tree.lemmas[deeper])}
        if verb + 1 < len(tree.words):
            words.add(tree.words[verb + 1])
        self._words[verb] = words
        return words

    def _is_particle(self, verb: int, word: str) -> bool:
        """Whether a small word goes with a verb: as in "pulled them out of X", not "took X, mostly on video"."""
        tree = self.view.tree
        if verb + 1 < len(tree.words) and tree.words[verb + 1] == word:
            return True
        return any(tree.words[kid] == word and not tree.kids_as(kid, "pobj") for kid in tree.kids[verb])

    def failed(self, index: int, frame: Frame) -> Failed | None:
        """The condition of a frame that the words around its trigger do not meet; None if they meet all."""
        if not frame.has_conditions:
            return None
        if frame.negated and not self._is_negated(index):
            return "it is not negated", ()
        if frame.infinitive and not self._has_infinitive(index):
            return "no infinitive depends on it", ()
        if frame.patient and self._of_patients(index).isdisjoint(frame.patients):
            return "its patient is none of {}", frame.patient
        if frame.unless and (there := self._surroundings(index) & frame.barred):
            return "{} stands with it", (repr(min(there)),)
        is_lacking = frame.needs and self._surroundings(index).isdisjoint(frame.needed)
        if is_lacking and self._of_doers(index).isdisjoint(frame.needed):
            return "none of {} stands with it", frame.needs
        return None

    def _of_patients(self, index: int) -> set[str]:
        """The words and lemmas of a trigger's patients, each also with the word before it."""
        if index not in self._acted_on:
            tree, words = self.view.tree, set[str]()
            for patient in self._patients(index):
                words |= {tree.lemmas[patient], tree.words[patient]}
                if patient:
                    words.add(f"{tree.words[patient - 1]} {tree.lemmas[patient]}")
                if tree.pos[patient] == "NUM":  # "flew 2,000 more to X": what they are is said before
                    words |= {tree.lemmas[kid] for kid in tree.kids_as(patient, "amod")}
            self._acted_on[index] = words
        return self._acted_on[index]

    def _patients(self, index: int) -> Iterator[int]:
        slots = self.view.slots(index)
        for slot in ("patient", "attr", "second"):
            for filler in slots.get(slot, ()):
                for patient in self.view.expand(filler):
                    yield patient
                    if self.view.tree.lemmas[patient] in self.view.verbs.transparent:  # "thousands of troops"
                        for part in self.view.verbs.small.parts:
                            yield from self.view.slots(patient).get(part, ())

    def _of_doers(self, index: int) -> set[str]:
        """The words of who acts though he stands elsewhere, and of his modifiers: "sent jets, which struck X"."""
        if index not in self._done_by:
            tree = self.view.tree
            agents = [at for at in self.view.slots(index).get("agent", ())[:1] if tree.heads[at] != index]
            near = [*agents, *(kid for at in agents for kid in tree.kids_as(at, "compound", "amod"))]
            self._done_by[index] = {word for at in near for word in (tree.words[at], tree.lemmas[at])}
        return self._done_by[index]

    def _is_negated(self, index: int) -> bool:
        tree = self.view.tree
        below = [deeper for kid in tree.kids_as(index, "prep", "dobj") for deeper in tree.kids[kid]]
        subjects = tree.kids_as(index, "nsubj", "nsubjpass")  # "neither X nor Y accepts it"
        nouns = [*subjects, *(noun for noun in below if tree.deps[noun] == "pobj")]
        before = [k for noun in nouns for k in tree.kids_as(noun, "preconj", "cc", "det")]
        near = [*tree.kids[index], *below, *before]
        beside = [*tree.kids[index], *(deeper for kid in tree.kids_as(index, "advmod") for deeper in tree.kids[kid])]
        small = self.view.verbs.small
        return any(tree.deps[kid] == "neg" or tree.words[kid] in small.never for kid in beside) or any(
            tree.words[kid] in small.neither for kid in near
        )

    def _has_infinitive(self, index: int) -> bool:
        tree = self.view.tree
        clauses = tree.kids_as(index, "xcomp", "ccomp", "advcl", "acl", "relcl")
        clauses += [
            c for kid in tree.kids_as(index, "dobj", "dative") for c in tree.kids_as(kid, "acl", "relcl", "xcomp")
        ]
        return any(tree.is_infinitive(clause) for clause in clauses if clause > index)

    def _surroundings(self, index: int) -> set[str]:
        """The words that stand with a trigger, up to three arcs below it, and what it is an argument of."""
        if index in self._near:
            return self._near[index]
        tree = self.view.tree
        particles = self.view.verbs.small.particles
        near = [k for k in tree.kids[index] if not (tree.is_verb(k) and tree.words[k] in particles)]  # "to back X"
        for kid in tree.kids[index]:
            is_small = tree.deps[kid] == "ccomp" and not tree.is_verb(kid)  # "considers X a terrorist group"
            if is_small or tree.deps[kid] not in ("conj", "relcl", "advcl", "ccomp"):
                near += tree.kids[kid]
            elif tree.deps[kid] == "ccomp":
                near += tree.kids_as(kid, "aux")  # "said that X must leave"
        for kid in tuple(near):
            if tree.deps[kid] in ("prep", "pobj", "dobj", "agent", "compound"):
                near += tree.kids[kid]
        if tree.pos[index] == "ADP":  # "sent X a message through Y"
            near += (tree.heads[index], *tree.kids_as(tree.heads[index], "dobj"))
        if tree.deps[index] == "acl" and self.view.is_passive(index):  # "a delegation led by X"
            near += (tree.heads[index], *tree.kids_as(tree.heads[index], "compound", "amod"))
        if tree.deps[index] in ("dobj", "pobj", "nsubjpass", "compound"):
            near.append(tree.heads[index])
            near += self._several_above(index)
        self._near[index] = {word for i in near for word in (tree.words[i], tree.lemmas[i])}
        return self._near[index]

    def _several_above(self, index: int) -> list[int]:
        """The number that a noun's phrase is a part to: "one" of "one of the leaders"."""
        tree, preposition = self.view.tree, self.view.tree.heads[index]
        above = tree.heads[preposition]
        is_part = tree.deps[index] == "pobj" and tree.words[preposition] in self.view.verbs.small.genitive
        return [above] if is_part and tree.pos[above] == "NUM" else []


def told(failed: Failed) -> str:
    """A condition that is not met, in words."""
    said, words = failed
    more = f" and {len(words) - _SHOWN} more" if len(words) > _SHOWN else ""
    return said.format(", ".join(words[:_SHOWN]) + more)
