"""The predicate-argument view: who does what to whom, read off a dependency parse once, before any frame is looked at.

Voice, control and raising, coordination, relative and reduced clauses, participles, light verbs, nominalisations and
hyphenated participles come out as the same few slots. A slot is named for what fills it:

    agent     who acts: active subject, by-phrase, controller, owner of an event noun, subject of its light verb
    patient   who is acted on: object, passive subject, what an object relative clause is about
    dative    the receiver of a ditransitive
    attr      the predicate noun or adjective of a copula, or an object complement
    poss      the possessor of a noun
    mod       names and adjectives before a noun: "the Malian army", "Houthi attack"
    clause    the subject of an infinitive or that-clause below the verb or noun: "demanded that X leave"
    clause-patient   the same of a passive one: "threatened that X would be shot"
    clause-agent    who acts in it, with or without a passive: "demanded that it be freed by X"
    act       the infinitive below a verb, whose own slots are asked for: "act.patient" of "threatened to bomb X"
    told      the finite clause below a verb, likewise: "told.patient" of "warned that he would bomb X"
    aim       the infinitive that says what a verb is done for: "marched to demand reforms of X"
    charged   who is charged with what an event noun names: "blamed X for the death of Y"
    when      the clause that tells on what occasion something happened: "died when a drone hit their car"
    context   the subject of the clause that an event noun stands in, when nothing nearer fills its agent
    self      whom a role noun speaks of: apposition, copula, the name that it is the title of
    said      whose words or deed a noun sums up: "X offered talks, an offer that Y spurned"
    near      the name before an apposition that hangs farther up: "X, commander of Y, the armed wing of Z"
    head      the noun that an adjective or participle modifies
    hyphen    the name hyphenated to a participle or a prefix: "Rwanda-backed", "pro-Russian"
    made      who made or did what a noun names: "shells fired by X"
    doer      who did, in the text above, what the patient speaks of: "M23 took Goma. The UN condemned the attack"
    parties   who signed or talked in the event that a noun is, or stands with: "signed under the mediation of X"
    mutual    each other, which need not be said: "X and Y traded blame"
    beside    whom a loose "with"-phrase brings in: "with Qatar as host"
    PREP      the object of that preposition, such as "with" or "out of"

A prepositional phrase belongs to a verb as well as to its object where English leaves it open ("sent troops to X"), and
so does a phrase that the parser has put one noun too deep. Labels are ClearNLP's, as in spaCy's English models; this
module and its parts, such as `verbal`, `nominal` and `roles`, alone know them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from spacy.tokens import Doc

from ingest.extract import nominal, parties, verbal
from ingest.extract.clauses import HYPHENS, is_torn, thing_meant
from ingest.extract.misread import mended
from ingest.extract.places import tells_where
from ingest.extract.slots import Slots, SlotsInMaking
from ingest.extract.smallwords import SmallWords
from ingest.extract.tree import Tree

__all__ = ["Slots", "Verbs", "View"]

_RELATIVE_TAGS = frozenset({"WDT", "WP", "WP$"})
_NOUN_TAGS = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ"})
_STEPS = 12
"""How far up from a relative pronoun its clause is looked for, in arcs."""


@dataclass(frozen=True, slots=True)
class Verbs:
    """What the view must be told about words: which verbs lend their arguments, and which control by their subject.

    Attributes:
        light: Verbs whose object noun is the real predicate: "launch an attack on", "hold talks with".
        subject_control: Verbs whose subject acts in the infinitive even when they have an object: "promise X to go".
        object_control: Verbs whose object acts in the infinitive: "X, which Y had forced to withdraw".
        charging: Verbs whose object is said to do what stands behind "of" or "for": "accuse the army of killing".
        uttering: Verbs that whoever speaks is the subject of behind a speech tag: "attacked, he said, adding that".
        transparent: Nouns that stand for what their of-phrase names: "a group of", "members of".
        owned: Nouns that stand for their owner: "the army's barracks", "whose troops", "Syrian soil".
        small: Prepositions and other small words.
        lemmas: Right lemmas by the word, or by the lemma that the pipeline wrongly gives.
    """

    light: frozenset[str]
    subject_control: frozenset[str]
    object_control: frozenset[str]
    charging: frozenset[str]
    uttering: frozenset[str]
    transparent: frozenset[str]
    owned: frozenset[str]
    small: SmallWords
    lemmas: Mapping[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class View:
    """The slots of a document's predicates, each computed when first asked for."""

    doc: Doc
    verbs: Verbs
    tree: Tree = field(init=False)
    _memo: dict[int, Slots] = field(default_factory=dict)
    _open: set[int] = field(default_factory=set)
    _passive: dict[int, bool] = field(default_factory=dict)
    _parties: dict[int, tuple[int, ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Reads the parse."""
        self.tree = mended(Tree.of(self.doc, self.verbs.lemmas), self.verbs.charging, self.verbs.small)

    def slots(self, index: int) -> Slots:
        """Slot name to the heads of a predicate's arguments, best first; coordination is not expanded."""
        if index in self._memo:
            return self._memo[index]
        if index in self._open:  # a parse can lead in circles through antecedents and controllers
            return {}
        self._open.add(index)
        slots = SlotsInMaking()
        if self.tree.is_verb(index):
            verbal.fill(self, index, slots)
        else:
            nominal.fill(self, index, slots)
        self._hyphen(index, slots)
        self._open.discard(index)
        self._memo[index] = slots.frozen()
        return self._memo[index]

    def parties(self, noun: int) -> tuple[int, ...]:
        """The fillers of a noun's slot of that name, which is filled only when a frame asks for it."""
        if noun not in self._parties:
            self._parties[noun] = parties.of_noun(self, noun)
        return self._parties[noun]

    def expand(self, index: int) -> Iterator[int]:
        """The token and what is coordinated with it to its right: "X, Y and Z", but not "X but no Y"."""
        yield index
        tree, never = self.tree, self.verbs.small.never
        for kid in tree.kids[index]:
            is_more = tree.deps[kid] == "conj" and tree.pos[kid] in _NOUN_TAGS
            if is_more and not any(tree.words[word] in never for word in tree.kids_as(kid, "det", "neg")):
                yield from self.expand(kid)

    def is_passive(self, verb: int) -> bool:
        """Whether a verb's subject is its patient."""
        if verb not in self._passive:
            self._passive[verb] = self._looks_passive(verb)
        return self._passive[verb]

    def _looks_passive(self, verb: int) -> bool:
        tree = self.tree
        deps = {tree.deps[kid] for kid in tree.kids[verb]}
        if "auxpass" in deps or "nsubjpass" in deps:
            return True
        is_bare = tree.deps[verb] == "advcl" and deps.isdisjoint(("aux", "nsubj", "mark"))
        is_fronted = verb < tree.heads[verb] and tree.tags[verb] == "VBN"
        if is_bare and (is_fronted or ("agent" in deps and "dobj" not in deps)):
            return True  # "Denied visas by X, Y left"; the tagger may take it for an infinitive or a past tense
        if tree.tags[verb] == "VBD" and tree.deps[verb] == "acl" and not is_torn(self.doc[verb]):
            return deps.isdisjoint(("dobj", "aux", "nsubj"))  # "a bloc, made up of X and Y": taken for a past tense
        if tree.tags[verb] == "VBD":
            is_done = "agent" in deps and deps.isdisjoint(("dobj", "aux", "cc"))
            return is_done and (self._has_second(verb) or self._is_headline(verb))
        if tree.tags[verb] != "VBN" or any(
            tree.deps[k] == "aux" and tree.lemmas[k] in self.verbs.small.perfect for k in tree.kids[verb]
        ):
            return False
        dep, head = tree.deps[verb], tree.heads[verb]
        if dep == "ccomp" and tree.is_verb(head) and deps.isdisjoint(("aux", "mark", "dobj")) and "nsubj" in deps:
            return True  # "wants the hostages freed"
        if dep == "acl" and self.verbs.small.past_alike and is_torn(self.doc[verb]):
            return False
        if dep in ("acl", "amod", "advcl", "relcl"):
            return "dobj" not in deps or dep in ("acl", "amod")
        if dep == "conj" and "nsubj" not in deps:
            return self.is_passive(head) if tree.is_verb(head) else tree.pos[head] == "ADJ" and "agent" in deps
        return "agent" in deps and "dobj" not in deps

    def _is_headline(self, verb: int) -> bool:
        """Whether the auxiliary of a passive is left out: "Two officers shot dead by a gang", "Bus blown up by X"."""
        tree = self.tree
        if tree.lemmas[verb] in self.verbs.small.siding or not tree.kids_as(verb, "oprd", "acomp", "prt"):
            return False
        doers = (doer for by in tree.kids_as(verb, "agent") for doer in tree.kids_as(by, "pobj"))
        return any(tree.pos[doer] == "PROPN" or tree.kids_as(doer, "det") for doer in doers)

    def _has_second(self, verb: int) -> bool:
        """Whether another verb hangs on one without its own subject or "and": "rockets fired by X have hit Y"."""
        tree = self.tree
        others = [kid for kid in tree.kids_as(verb, "conj", "dep", "ccomp") if kid > verb and tree.is_verb(kid)]
        others += [kid for kid in tree.kids_as(verb, "advcl") if kid > verb and tree.kids_as(kid, "aux", "auxpass")]
        return any(not tree.kids_as(kid, "nsubj", "nsubjpass", "mark") for kid in others)

    def subject(self, verb: int) -> tuple[int, ...]:
        """The surface subject: agent of an active, patient of a passive verb."""
        slots = self.slots(verb)
        return slots.get("patient", slots.get("agent", ())) if self.is_passive(verb) else slots.get("agent", ())

    def is_relative(self, index: int) -> bool:
        """Whether the token is a relative pronoun, or looks like one."""
        return self.tree.tags[index] in _RELATIVE_TAGS

    def antecedent(self, index: int) -> int:
        """The noun that a relative pronoun stands for; any other token itself."""
        if not self.is_relative(index):
            return index
        tree, node = self.tree, index
        for _ in range(_STEPS):
            head = tree.heads[node]
            if tree.deps[node] == "relcl" and head != node:
                meant = self._act_meant(node, head)
                is_thing = meant == head and tree.words[index] in self.verbs.small.impersonal
                is_thing = is_thing and not tells_where(tree, head + 2, index - 1, self.verbs.small)
                return thing_meant(self.doc, index, head) if is_thing else meant
            if head == node or (tree.deps[node] in ("ccomp", "pcomp") and tree.pos[head] == "VERB" and node < head):
                break
            node = head
        return index

    def _act_meant(self, clause: int, noun: int) -> int:
        """What a relative clause tells of: of "the strikes on X, which killed 20" it is the strikes that killed."""
        tree, small = self.tree, self.verbs.small
        if tree.lemmas[clause] not in small.wrought or tree.words[noun + 1 : noun + 2] != (",",):
            return noun
        preposition = tree.heads[noun]
        act = tree.heads[preposition]
        is_place = tree.deps[noun] == "pobj" and tree.deps[preposition] == "prep"
        return act if is_place and tree.lemmas[act] in small.acts else noun

    def objects(self, preposition: int) -> tuple[int, ...]:
        """What stands after a preposition."""
        return tuple(self.antecedent(kid) for kid in self.tree.kids_as(preposition, "pobj", "pcomp"))

    def _hyphen(self, index: int, slots: SlotsInMaking) -> None:
        """The name before "-backed", and the noun that the whole modifies; also where the hyphen is left out."""
        tree, head = self.tree, self.tree.heads[index]
        if self._is_prefix(index):  # "the anti-Taliban militia"
            modified = head if head > index + 2 else tree.heads[index + 2]
            slots.add("hyphen", index + 2)
            if modified > index + 2:
                slots.add("head", modified)
            return
        is_joined = index >= 2 and tree.words[index - 1] in HYPHENS and not self.doc[index - 1].whitespace_
        if not is_joined and not self._lacks_hyphen(index):
            if tree.pos[index] in ("ADJ", "VERB") and tree.deps[index] in ("amod", "acl"):
                slots.add("head", head)
            return
        name = index - 2 if is_joined else index - 1
        slots.add("hyphen", name)
        if name >= 2 and tree.words[name - 1] in HYPHENS and not self.doc[name - 1].whitespace_:
            slots.add("hyphen", name - 2)  # "the al-Qaeda-linked group"
        if head > index and tree.pos[head] in ("NOUN", "PROPN", "ADJ"):
            slots.add("head", head)
            if tree.tags[index] == "VBN" or not is_joined:  # "UN-patrolled zone": the UN patrols the zone
                slots.add("agent", name)
                slots.add("patient", head)

    def _is_prefix(self, index: int) -> bool:
        """Whether a hyphen ties a word to the name behind it."""
        tree, hyphen = self.tree, index + 1
        if hyphen + 1 >= len(tree.words) or tree.words[hyphen] not in HYPHENS or tree.pos[index] == "PROPN":
            return False
        return not (self.doc[index].whitespace_ or self.doc[hyphen].whitespace_) and tree.pos[hyphen + 1] in (
            "PROPN",
            "ADJ",
        )

    def _lacks_hyphen(self, index: int) -> bool:
        """Whether a participle before a noun follows the name that it belongs to: "the UN backed government"."""
        tree = self.tree
        if index < 1 or tree.deps[index] != "amod" or tree.heads[index] < index or tree.pos[index - 1] != "PROPN":
            return False
        if tree.heads[index - 1] == index:
            return tree.tags[index] in ("VBD", "VBN") and tree.deps[index - 1] in ("nsubj", "npadvmod")
        return tree.heads[index - 1] == tree.heads[index] and tree.deps[index - 1] == "nmod"
