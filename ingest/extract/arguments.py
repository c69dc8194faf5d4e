"""The predicate-argument view: who does what to whom, read off a dependency parse once, before any frame is looked at.

Voice, control and raising, coordination, relative and reduced clauses, participles, light verbs, nominalisations and
hyphenated participles come out as the same few slots. A slot is named for what fills it:

    agent     who acts: active subject, by-phrase, controller, owner of an event noun, subject of its light verb
    patient   who is acted on: object, passive subject
    dative    the receiver of a ditransitive
    attr      the predicate noun or adjective of a copula, or an object complement
    poss      the possessor of a noun
    mod       names and adjectives before a noun: "the Malian army", "Houthi attack"
    clause    the subject of an infinitive or that-clause below the verb: "demanded that X leave"
    context   the subject of the clause that an event noun stands in, when nothing nearer fills its agent
    self      whom a role noun speaks of: apposition, copula, the name that it is the title of
    head      the noun that an adjective or participle modifies
    hyphen    the name hyphenated to a participle: "Rwanda-backed"
    PREP      the object of that preposition, such as "with" or "out of"

Labels are ClearNLP's, as in spaCy's English models; this module alone knows them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from spacy.tokens import Doc, Token

Slots = dict[str, tuple[int, ...]]

_SUBJECTS = ("nsubj", "nsubjpass", "csubj", "csubjpass", "expl")
_OBJECTS = ("dobj", "obj")
_RELATIVE_TAGS = ("WDT", "WP", "WP$")
_CLAUSES = ("ccomp", "xcomp", "advcl", "relcl", "acl", "pcomp", "conj", "parataxis", "csubj", "ROOT", "dep", "amod", "appos")
_NOUN_TAGS = ("NOUN", "PROPN", "PRON", "NUM", "ADJ")


@dataclass(frozen=True, slots=True)
class Verbs:
    """What the view must be told about words: which verbs lend their arguments, and which control by their subject.

    Attributes:
        light: Verbs whose object noun is the real predicate: "launch an attack on", "hold talks with".
        subject_control: Verbs whose subject acts in the infinitive even when they have an object: "promise X to go".
        transparent: Nouns that stand for what their of-phrase names: "a group of", "members of".
    """

    light: frozenset[str]
    subject_control: frozenset[str]
    transparent: frozenset[str]


@dataclass(slots=True)
class View:
    """The slots of a document's predicates, each computed when first asked for."""

    doc: Doc
    verbs: Verbs
    _memo: dict[int, Slots] = field(default_factory=dict)
    _open: set[int] = field(default_factory=set)

    def slots(self, index: int) -> Slots:
        """Slot name to argument heads (token indices, text order) of the predicate at a token; coordination not expanded."""
        if index in self._memo:
            return self._memo[index]
        if index in self._open:  # a parse can lead in circles through antecedents and controllers
            return {}
        self._open.add(index)
        token = self.doc[index]
        slots = _Slots()
        if token.pos_ in ("VERB", "AUX"):
            self._verb(token, slots)
        else:
            self._noun(token, slots)
        self._hyphen(token, slots)
        self._open.discard(index)
        self._memo[index] = slots.frozen()
        return self._memo[index]

    def expand(self, index: int) -> Iterator[int]:
        """The token and what is coordinated with it to its right: "X, Y and Z"."""
        yield index
        for child in self.doc[index].children:
            if child.dep_ == "conj" and child.pos_ in _NOUN_TAGS:
                yield from self.expand(child.i)

    def is_passive(self, token: Token) -> bool:
        """Whether a verb's subject is its patient."""
        deps = {child.dep_ for child in token.children}
        if "auxpass" in deps or "nsubjpass" in deps:
            return True
        if token.tag_ != "VBN" or any(c.dep_ == "aux" and c.lemma_ in ("have", "'ve", "ve") for c in token.children):
            return False
        if token.dep_ in ("acl", "amod", "advcl", "relcl"):
            return not (deps & {"dobj"}) or token.dep_ in ("acl", "amod")
        if token.dep_ == "conj" and "nsubj" not in deps:
            return token.head.pos_ in ("VERB", "AUX") and self.is_passive(token.head)
        return "agent" in deps and "dobj" not in deps

    # ------------------------------------------------------------------------------------------------------- verbs

    def _verb(self, verb: Token, slots: _Slots) -> None:
        passive = self.is_passive(verb)
        for child in verb.children:
            self._verb_child(verb, child, passive, slots)
        if not slots.has("patient") and not passive:
            self._shared_object(verb, slots)
        if not (slots.has("agent") if not passive else slots.has("patient")):
            for index in self._missing_subject(verb, passive):
                slots.add("patient" if passive else "agent", index)
        if verb.dep_ in ("acl", "relcl", "amod"):
            slots.add("head", verb.head.i)

    def _verb_child(self, verb: Token, child: Token, passive: bool, slots: _Slots) -> None:
        match child.dep_:
            case "nsubj":
                slots.add("patient" if passive else "agent", self._antecedent(child))
            case "nsubjpass":
                slots.add("patient", self._antecedent(child))
            case "dobj" | "obj":
                slots.add("patient" if not passive else "second", self._antecedent(child))
            case "dative":
                for index in self._objects(child) if child.pos_ == "ADP" else (child.i,):
                    slots.add("dative", index)
                    if child.pos_ == "ADP":
                        slots.add(child.lower_, index)
            case "agent":
                for index in self._objects(child):
                    slots.add("agent", index)
            case "attr" | "oprd" | "acomp":
                slots.add("attr", child.i)
            case "prep":
                self._preposition(child, slots)
            case "advmod" | "npadvmod" if child.pos_ == "PROPN":
                slots.add("mod", child.i)
            case "ccomp" | "xcomp":
                self._clause(verb, child, slots)

    def _clause(self, verb: Token, clause: Token, slots: _Slots) -> None:
        subjects = [c for c in clause.children if c.dep_ in ("nsubj", "nsubjpass")]
        for subject in subjects:
            slots.add("clause", self._antecedent(subject))
            if any(c.dep_ == "aux" and c.lower_ == "to" for c in clause.children):
                slots.add("patient", self._antecedent(subject))  # "urged X to leave": X is whom one urges

    def _shared_object(self, verb: Token, slots: _Slots) -> None:
        """ "attacked and killed soldiers": the object stands with the last verb."""
        for child in verb.children:
            if child.dep_ == "conj" and child.pos_ == "VERB" and not any(c.dep_ in _SUBJECTS for c in child.children):
                between = any(c.dep_ in ("prep", "advcl", "npadvmod") for c in verb.children if c.i < child.i and c.i > verb.i)
                if not between:
                    for grand in child.children:
                        if grand.dep_ in _OBJECTS:
                            slots.add("patient", self._antecedent(grand))

    def _missing_subject(self, verb: Token, passive: bool) -> tuple[int, ...]:
        head = verb.head
        match verb.dep_:
            case "conj" if head.pos_ in ("VERB", "AUX"):
                return self._subject(head)
            case "conj":
                return ()
            case "relcl":
                return self._relative_gap(verb)
            case "acl" | "amod":
                return self._reduced(verb, passive)
            case "xcomp" | "ccomp" if head.pos_ in ("VERB", "AUX"):
                return self._controller(verb, head)
            case "xcomp" | "acomp" | "advcl" | "ccomp" | "prep" | "dep" | "parataxis":
                return self._subject(head) if head.pos_ in ("VERB", "AUX") else self._of_predicate(head)
            case "pcomp":
                return self._gerund(head)
        return ()

    def _controller(self, verb: Token, head: Token) -> tuple[int, ...]:
        if any(c.dep_ == "mark" and c.lower_ in ("that", "whether") for c in verb.children):
            return ()
        objects = [c for c in head.children if c.dep_ in (*_OBJECTS, "dative") and c.i < verb.i and c.pos_ != "ADP"]
        if objects and head.lemma_ not in self.verbs.subject_control and not self.is_passive(head):
            return tuple(self._antecedent(c) for c in objects[:1])
        return self._subject(head)

    def _of_predicate(self, head: Token) -> tuple[int, ...]:
        """Whoever a predicate adjective or noun is about: "X is ready to leave"."""
        if head.dep_ in ("acomp", "attr", "oprd") and head.head.pos_ in ("VERB", "AUX"):
            return self._subject(head.head)
        if head.pos_ in ("NOUN", "PROPN"):
            return self._owner(head)
        if head.pos_ == "ADJ" and head.dep_ in ("amod", "ROOT", "conj", "acl", "relcl"):
            return (head.head.i,) if head.head.pos_ in ("NOUN", "PROPN") and head.dep_ != "ROOT" else ()
        return ()

    def _reduced(self, verb: Token, passive: bool) -> tuple[int, ...]:
        """ "troops deployed to", "rebels holding", "a plan to attack"."""
        noun = verb.head
        infinitive = any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.children)
        return self._owner(noun) if infinitive and not passive else (noun.i,)

    def _gerund(self, preposition: Token) -> tuple[int, ...]:
        """ "accused X of arming": X, or the subject where the verb has no object; "talks on leaving": the noun's owner."""
        governor = preposition.head
        if governor.pos_ in ("VERB", "AUX"):
            slots = self.slots(governor.i)
            if preposition.lower_ in ("of", "for", "from", "into", "against") and slots.get("patient"):
                return slots["patient"][:1]
            return self._subject(governor)
        return self._of_predicate(governor)

    def _relative_gap(self, verb: Token) -> tuple[int, ...]:
        noun = verb.head
        pronouns = [t for t in verb.subtree if t.tag_ in _RELATIVE_TAGS and t.i < verb.i]
        if any(t.dep_ in _OBJECTS or t.dep_ in ("pobj", "dative", "poss") for t in pronouns):
            return ()
        return (noun.i,)

    def _subject(self, verb: Token) -> tuple[int, ...]:
        """The surface subject: agent of an active, patient of a passive verb."""
        slots = self.slots(verb.i)
        return slots.get("patient", slots.get("agent", ())) if self.is_passive(verb) else slots.get("agent", ())

    def _antecedent(self, token: Token) -> int:
        """The noun that a relative pronoun stands for; any other token itself."""
        if token.tag_ not in _RELATIVE_TAGS:
            return token.i
        node = token
        for _ in range(12):
            if node.dep_ == "relcl" and node.head.i != node.i:
                return node.head.i
            if node.head.i == node.i or (node.dep_ in ("ccomp", "pcomp") and node.head.pos_ == "VERB" and node.i < node.head.i):
                break
            node = node.head
        return token.i

    # ------------------------------------------------------------------------------------------------------- nouns

    def _noun(self, noun: Token, slots: _Slots) -> None:
        for child in noun.children:
            match child.dep_:
                case "poss":
                    slots.add("poss", self._antecedent(child))
                case "compound" | "amod" | "nmod" | "nummod":
                    slots.add("mod", child.i)
                    for deeper in child.children:
                        if deeper.dep_ in ("compound", "amod", "conj", "nmod"):
                            slots.add("mod", deeper.i)
                case "prep" | "agent":
                    self._preposition(child, slots)
                case "acl" | "relcl" if child.pos_ == "VERB":
                    self._lend(child, noun, slots)
        self._self(noun, slots)
        self._governor(noun, slots)

    def _self(self, noun: Token, slots: _Slots) -> None:
        """Whom a role noun speaks of."""
        if noun.dep_ == "appos":
            slots.add("self", noun.head.i)
        if noun.dep_ in ("compound", "nmod", "amod") and noun.head.pos_ == "PROPN":
            slots.add("self", noun.head.i)
        if noun.dep_ in ("attr", "oprd", "acomp") and noun.head.pos_ in ("VERB", "AUX"):
            for index in self._subject(noun.head) if noun.dep_ != "oprd" else self.slots(noun.head.i).get("patient", ()):
                slots.add("self", index)
        if noun.dep_ == "pobj" and noun.head.lower_ == "as" and noun.head.head.pos_ == "VERB":
            governor = self.slots(noun.head.head.i)
            for index in governor.get("patient", governor.get("agent", ())):
                slots.add("self", index)
        if noun.dep_ == "conj":
            for index in self.slots(noun.head.i).get("self", ()):
                slots.add("self", index)
        for child in noun.children:
            if child.dep_ == "appos":
                slots.add("self", child.i)

    def _governor(self, noun: Token, slots: _Slots) -> None:
        """The clause that the noun stands in: a light verb lends all its arguments, another verb its subject as context."""
        verb, via = noun.head, noun.dep_
        if via == "conj" and verb.pos_ == "NOUN":
            inherited = self.slots(verb.i)
            for name in ("agent", "context"):
                for index in inherited.get(name, ()):
                    slots.add(name, index)
            return
        if verb.pos_ == "ADP" and via == "pobj":
            verb, via = verb.head, "pobj"
        if verb.pos_ not in ("VERB", "AUX"):
            return
        light = verb.lemma_ in self.verbs.light
        if via in ("dobj", "nsubjpass", "attr") or (light and via == "pobj"):
            governor = self.slots(verb.i)
            if light:
                self._borrow(governor, noun, slots)
            else:
                slots.add_all("context", (i for i in self._subject(verb) if i != noun.i))
        elif via == "pobj":
            slots.add_all("context", (i for i in self._subject(verb) if i != noun.i))
        elif via == "nsubj" and light:
            self._borrow(self.slots(verb.i), noun, slots)

    def _borrow(self, governor: Slots, noun: Token, slots: _Slots) -> None:
        for name, fillers in governor.items():
            if name not in ("patient", "head", "self", "attr", "second", "clause"):
                slots.add_all(name, (i for i in fillers if i != noun.i))

    def _lend(self, verb: Token, noun: Token, slots: _Slots) -> None:
        """ "sanctions imposed by X on Y", "talks that X held with Y": the participle's or relative clause's arguments."""
        if verb.lemma_ in self.verbs.light:
            self._borrow(self.slots(verb.i), noun, slots)

    def _owner(self, noun: Token) -> tuple[int, ...]:
        """Who has or takes what an abstract noun names: possessor, by-phrase, of-phrase, or the subject that it is said of."""
        slots = self.slots(noun.i)
        for name in ("poss", "by", "self", "agent", "context"):
            if slots.get(name):
                return slots[name]
        return slots.get("of", ())

    # -------------------------------------------------------------------------------------------------- prepositions

    def _preposition(self, preposition: Token, slots: _Slots) -> None:
        name = preposition.lower_
        for child in preposition.children:
            if child.dep_ in ("pobj", "pcomp"):
                slots.add(name, self._antecedent(child))
            elif child.dep_ == "prep":
                for index in self._objects(child):
                    slots.add(child.lower_, index)
                    slots.add(f"{name} {child.lower_}", index)
        if name == "by":
            slots.add_all("by", self._objects(preposition))

    def _objects(self, preposition: Token) -> tuple[int, ...]:
        return tuple(self._antecedent(c) for c in preposition.children if c.dep_ in ("pobj", "pcomp"))

    def _hyphen(self, token: Token, slots: _Slots) -> None:
        """The name before "-backed", and the noun that the whole modifies."""
        if token.i < 2 or self.doc[token.i - 1].text not in "-–‑" or self.doc[token.i - 1].whitespace_:
            if token.pos_ in ("ADJ", "VERB") and token.dep_ in ("amod", "acl"):
                slots.add("head", token.head.i)
            return
        slots.add("hyphen", token.i - 2)
        if token.head.i > token.i and token.head.pos_ in ("NOUN", "PROPN", "ADJ"):
            slots.add("head", token.head.i)


@dataclass(slots=True)
class _Slots:
    """Slots while they are filled: no filler twice, order kept."""

    filled: dict[str, list[int]] = field(default_factory=dict)

    def add(self, name: str, index: int) -> None:
        fillers = self.filled.setdefault(name, [])
        if index not in fillers:
            fillers.append(index)

    def add_all(self, name: str, indices: Iterable[int]) -> None:
        for index in indices:
            self.add(name, index)

    def has(self, name: str) -> bool:
        return bool(self.filled.get(name))

    def frozen(self) -> Slots:
        return {name: tuple(fillers) for name, fillers in self.filled.items() if fillers}
