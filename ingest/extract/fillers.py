"""Who fills the slots of a trigger: the mentions that its arguments come down to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field

from graph.model import ActorType
from ingest.extract.arguments import Slots, View
from ingest.extract.ends import fits
from ingest.extract.examples import examples
from ingest.mentions import Mention, MentionKind

_OWN = "own"
"""Slot name of the mention that the trigger itself is: "a Hamas leader"."""
_GROUPS = (ActorType.MILITARY, ActorType.ARMED_GROUP, ActorType.POLITICAL_GROUP)
_ACTING = (ActorType.STATE, ActorType.GOVERNMENT, *_GROUPS)
_PARTIES = "parties"
"""Slot name of whoever is brought together in an event."""
_SINGULAR = ("NN", "NNP")
_MODIFIED = ("head", "patient")
"""Slots of what a participle modifies."""


@dataclass(slots=True)
class Fillers:
    """The mentions of one document that fill slots.

    Attributes:
        mentions: By their heads.
    """

    view: View
    mentions: Mapping[int, Mention]
    _actors: dict[int, tuple[Mention, ...]] = field(default_factory=dict)
    _unnamed: tuple[tuple[Set[str], tuple[str, ...], tuple[ActorType, ...]], ...] = field(init=False)

    def __post_init__(self) -> None:
        """Nouns that their phrase may name: where the name stands in it, and the types that it may be of."""
        small = self.view.verbs.small
        self._unnamed = (
            (small.weapons, small.behind_weapons, _ACTING),
            (small.men, small.behind_men, _GROUPS),
            (small.settlements, tuple(small.genitive), (ActorType.PLACE,)),
        )

    def standing(self, index: int, slots: Slots) -> dict[int, tuple[str, ...]]:
        """Mention head to the slots of the trigger that it stands in."""
        standing: dict[int, list[str]] = defaultdict(list)
        for name, fillers in slots.items():
            for filler in fillers:
                for mention in self._filling(index, name, filler):
                    standing[mention.head].append(name)
        if index in self.mentions and index not in standing:
            standing[index].append(_OWN)
        for name in self.view.verbs.small.opened:
            for filler in slots.get(name, ()):
                if not self.actors_at(filler):
                    self._open(name, filler, standing)
        return {head: tuple(dict.fromkeys(names)) for head, names in standing.items()}

    def _open(self, name: str, filler: int, standing: dict[int, list[str]]) -> None:
        """What stands with a filler that is no actor itself: "rejects the independence of X", "shook X's hand"."""
        if self.view.tree.lemmas[filler] in self.view.verbs.small.opposed:
            return
        for inner, fillers in self.view.slots(filler).items():
            if inner in self.view.verbs.small.inner:
                for deeper in fillers:
                    for mention in self.actors_at(deeper):
                        standing.setdefault(mention.head, []).append(f"{name}.{inner}")

    def first(
        self, index: int, slots: Slots, names: tuple[str, ...], types: tuple[ActorType, ...], taken: frozenset[int]
    ) -> tuple[str, list[Mention]]:
        """The first slot that an actor of an allowed type fills, and its fillers."""
        for name in names:
            fitting = [m for m in self.in_slot(index, slots, name) if m.head not in taken and fits(m, types)]
            if fitting:
                return name, fitting
        return "", []

    def in_slot(self, index: int, slots: Slots, name: str) -> Iterator[Mention]:
        """The mentions in a slot of a trigger; "patient.poss" is the possessor of its patient."""
        if name == _OWN:
            if (mention := self.mentions.get(index)) and mention.actors:
                yield mention
            return
        outer, _, inner = name.partition(".")
        for filler in self.view.parties(index) if outer == _PARTIES else slots.get(outer, ()):
            if not inner:
                yield from self._filling(index, outer, filler)
            elif inner == _PARTIES:
                for party in self.view.parties(filler):
                    yield from self.actors_at(party)
            else:
                yield from self._inside(filler, inner)

    def _inside(self, filler: int, inner: str) -> Iterator[Mention]:
        """The mentions in a slot of a filler, or of what it is a number of: "a package of sanctions against X"."""
        for part in self._parts(filler):
            if self.view.tree.lemmas[part] not in self.view.verbs.small.opposed:
                for deeper in self.view.slots(part).get(inner, ()):
                    yield from self.actors_at(deeper)

    def _parts(self, filler: int) -> Iterator[int]:
        """A filler and, if it is a number of something, that."""
        yield filler
        if self.view.tree.lemmas[filler] in self.view.verbs.transparent:
            slots = self.view.slots(filler)
            for name in self.view.verbs.small.parts:
                yield from slots.get(name, ())

    def _filling(self, index: int, name: str, filler: int) -> tuple[Mention, ...]:
        """The mentions that a filler of a slot comes down to; not all that is coordinated is meant everywhere.

        In "President X and rebel leader Y" only X is president; "leaders X and Y" are both. In "Saudi-backed rebels and
        the Nusra Front" only the rebels are backed. In "X, who leads Z, and Y" only X leads.
        """
        found, tree = self.actors_at(filler), self.view.tree
        if len(found) > 1 and filler < index and self._is_said_of(filler, index):
            return tuple(one for one in found if one.head < index)
        if name == "self" and tree.tags[index] in _SINGULAR:
            return found[:1] if found and found[0].type is ActorType.PERSON else found
        if name in _MODIFIED and tree.deps[index] == "amod" and index < filler:
            return tuple(one for one in found if one.head == filler or not self._stands_alone(one.head))
        return found

    def _is_said_of(self, noun: int, word: int) -> bool:
        """Whether a word stands in a clause that modifies a noun."""
        tree = self.view.tree
        while tree.heads[word] not in (word, noun):
            word = tree.heads[word]
        return tree.heads[word] == noun and tree.deps[word] in ("relcl", "acl")

    def _stands_alone(self, conjunct: int) -> bool:
        """Whether a coordinated noun is no part of what stands before the first one: a name, or with an article."""
        tree = self.view.tree
        is_joined = tree.deps[conjunct] == "conj"
        return is_joined and (tree.pos[conjunct] == "PROPN" or bool(tree.kids_as(conjunct, "det", "poss", "amod")))

    def actors_at(self, index: int) -> tuple[Mention, ...]:
        """The mentions that an argument comes down to: itself, its conjuncts, or what it is a group of."""
        if index not in self._actors:
            self._actors[index] = ()  # a phrase may be said to stand for itself
            found: dict[int, Mention] = {}
            for at in self.view.expand(index):
                mention = self.mentions.get(at)
                if mention is not None and (behind := self._behind(at, mention)):
                    found |= {other.head: other for other in behind if other.head not in found}
                elif mention is not None and mention.actors:
                    listed = tuple(self._listed(at))
                    if not listed or mention.kind is not MentionKind.NOMINAL:
                        found.setdefault(mention.head, mention)
                    linked = (*self._of_nations(at, mention), *self._of_owners(at, mention))
                    others = (*self._examples(at), *listed, *linked)
                    found |= {other.head: other for other in others if other.head not in found}
                else:
                    deeper = tuple(self._through(at)) or tuple(self._examples(at)) or tuple(self._listed(at))
                    found |= {other.head: other for other in deeper if other.head not in found}
            self._actors[index] = tuple(found.values())
        return self._actors[index]

    def _behind(self, index: int, mention: Mention) -> tuple[Mention, ...]:
        """Whom or what an unnamed noun's phrase names: "drones launched by X", "gunmen from X", "the village of X"."""
        lemma = self.view.tree.lemmas[index]
        if mention.kind is not MentionKind.NOMINAL:
            return ()
        if named := tuple(self._named(index)):
            return named
        for nouns, names, types in self._unnamed:
            if lemma in nouns:
                slots = self.view.slots(index)
                if self._is_named(slots.get("mod", ())) or self._is_named(slots.get("poss", ())):
                    return ()
                found = (m for name in names for at in slots.get(name, ()) if at > index for m in self.actors_at(at))
                return tuple(m for m in found if fits(m, types))
        return ()

    def _named(self, index: int) -> Iterator[Mention]:
        """Who a noun is said to be by name: "a militia known as X", "a federation of gangs called X"."""
        tree, small = self.view.tree, self.view.verbs.small
        below = [noun for prep in tree.kids_as(index, "prep") for noun in tree.kids_as(prep, "pobj")]
        for naming in (kid for noun in (index, *below) for kid in tree.kids_as(noun, "acl")):
            if tree.words[naming] in small.bynames:
                names = [name for prep in tree.kids_as(naming, "prep") for name in tree.kids_as(prep, "pobj")]
                found = (self.mentions[at] for at in (*tree.kids_as(naming, "oprd"), *names) if at in self.mentions)
                yield from (m for m in found if m.actors and m.kind is MentionKind.NAMED)

    def _is_named(self, fillers: Iterable[int]) -> bool:
        return any(at in self.mentions for at in fillers)

    def _examples(self, index: int) -> Iterator[Mention]:
        """Members that a plural noun is said to take in: "gangs, including X and Y", "among them X and Y"."""
        for example in examples(self.view, index):
            if example != index:
                yield from self.actors_at(example)

    def _of_nations(self, index: int, mention: Mention) -> Iterator[Mention]:
        """The other nations of one noun, which it is linked to one of: "Kenyan and Ugandan troops"."""
        tree = self.view.tree
        if mention.kind is not MentionKind.NOMINAL:
            return
        for kid in tree.kids_as(index, "amod", "compound", "nmod"):
            if tree.kids_as(kid, "conj"):
                nations = [self.mentions[at] for at in self.view.expand(kid) if at in self.mentions]
                is_part = kid not in self.mentions and mention.start <= self.view.doc[kid].idx < mention.end
                if is_part or any(nation.actors == mention.actors for nation in nations):
                    yield from (nation for nation in nations if nation.actors and nation.actors != mention.actors)

    def _of_owners(self, index: int, mention: Mention) -> Iterator[Mention]:
        """The other owners of one noun, which it is linked to one of: "a column of the army and of Wagner"."""
        if mention.kind is not MentionKind.NOMINAL or len(mention.actors) != 1:
            return
        tree, small = self.view.tree, self.view.verbs.small
        behind = (index + 1,) if tree.deps[index + 1 : index + 2] == ("prep",) else ()
        for first in dict.fromkeys((*tree.kids_as(index, "prep"), *behind)):  # "made up of troops from X and Y"
            phrases = [
                at for at in (first, *tree.kids_as(first, "conj")) if tree.words[at] in (*small.owners, *small.parts)
            ]
            heads = [
                at for phrase in phrases for owner in tree.kids_as(phrase, "pobj") for at in self.view.expand(owner)
            ]
            owners = [self.mentions[at] for at in heads if at in self.mentions]
            if any(one.actors == mention.actors for one in owners) or self._is_army_of(index, mention, owners):
                yield from (one for one in owners if one.actors and one.actors != mention.actors)

    def _is_army_of(self, index: int, mention: Mention, owners: Sequence[Mention]) -> bool:
        """Whether soldiers are those of several countries: "troops from X, Y and Z"."""
        are_states = len(owners) > 1 and all(one.type is ActorType.STATE for one in owners)
        slots = self.view.slots(index) if are_states and mention.type is ActorType.MILITARY else {}
        return bool(slots) and not self._is_named((*slots.get("mod", ()), *slots.get("poss", ())))

    def _listed(self, index: int) -> Iterator[Mention]:
        """Who a plural noun is said to be: "both leaders, X and Y"; and what is listed behind a name: "X, Y and Z"."""
        tree = self.view.tree
        for kid in tree.kids_as(index, "appos"):
            is_list = kid > index and tree.kids_as(kid, "conj") and tree.pos[kid] == "PROPN"
            if is_list and (tree.tags[index] == "NNS" or tree.pos[index] == "PROPN"):
                yield from self.actors_at(kid)

    def _through(self, index: int) -> Iterator[Mention]:
        """Whom a phrase without an actor stands for: "four of the rebels", "an army base", "X, a man who"."""
        tree, verbs = self.view.tree, self.view.verbs
        lemma = tree.lemmas[index]
        names: tuple[str, ...] = ()
        before: list[int] = []
        if called := self._called(index):
            yield from called
            return
        if tree.words[index] in verbs.small.those and tree.words[tree.heads[index]] in verbs.small.amid:
            yield from self._singled_out(tree.heads[tree.heads[index]])
        elif lemma in verbs.transparent or tree.words[index] in verbs.transparent or tree.pos[index] == "NUM":
            names = (*verbs.small.parts, *verbs.small.owning[:1])
            before = tree.kids_as(index, "compound")  # "SDF members"
        elif lemma in verbs.owned:
            names = verbs.small.owners
        elif self._is_kind(index):
            names = (tree.words[tree.heads[index]], "mod")
        slots = self.view.slots(index) if names else {}
        for inside in (*(slots.get(name, ()) for name in names), before):
            found = [mention for deeper in inside for mention in self.actors_at(deeper)]
            if found:
                yield from found
                return
        yield from self._beside(index)

    def _called(self, index: int) -> tuple[Mention, ...]:
        """The person that one of several is called: "a member of X, Y Z, was killed", "one of its chiefs, Y Z"."""
        tree, transparent = self.view.tree, self.view.verbs.transparent
        if not {tree.lemmas[index], tree.words[index]} & transparent and tree.pos[index] != "NUM":
            return ()
        names = [self.mentions[kid] for kid in tree.kids_as(index, "appos") if kid > index and kid in self.mentions]
        people = (m for m in names if m.type is ActorType.PERSON and m.kind is MentionKind.NAMED)
        return () if tree.tags[index] == "NNS" else tuple(people)

    def _beside(self, index: int) -> Iterator[Mention]:
        """Whom a noun without an actor stands beside, or is said of."""
        tree = self.view.tree
        if tree.deps[index] == "appos":
            yield from self.actors_at(tree.heads[index])
        elif tree.deps[index] == "attr" and tree.kids_as(index, "relcl", "acl"):  # "X is a town that Y took"
            yield from self._singled_out(tree.heads[index])
        else:  # "le rappeur X a été tué", "his cousin X Y"
            for kid in tree.kids_as(index, "appos"):
                is_next = kid > index and all(tree.heads[at] == kid for at in range(index + 1, kid))
                if is_next and tree.pos[kid] == "PROPN":
                    yield from self.actors_at(kid)

    def _singled_out(self, governor: int) -> Iterator[Mention]:
        """Who is said to be one of several: "X was among those killed", "among those whom Y met was X"."""
        for at in self.view.subject(governor) if self.view.tree.is_verb(governor) else (governor,):
            yield from self.actors_at(at)

    def _is_kind(self, index: int) -> bool:
        """Whether a noun only says of what kind another is, so that what follows is said of that one.

        « des dépôts de munitions du Hezbollah », « un bailleur de fonds du parti ».
        """
        tree, small = self.view.tree, self.view.verbs.small
        preposition = tree.heads[index]
        return (
            small.deep
            and tree.deps[index] == "pobj"
            and tree.pos[index] == "NOUN"
            and tree.words[preposition] in small.genitive
            and tree.pos[tree.heads[preposition]] == "NOUN"
            and not tree.kids_as(index, "det", "poss", "nummod")
        )
