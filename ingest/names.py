"""Names tied to actors: known ones through the gazetteer, others to one another within the article."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from spacy.tokens import Token

from graph.forms import Form, FormKind, fold
from graph.model import ActorType
from ingest.extract.clauses import HYPHENS, objects_of, word_of
from ingest.mentions import Mention, MentionKind
from ingest.owners import BODIES
from ingest.scene import Scene

_SHORTEST_UNIT = 2
_GUESS = ActorType.POLITICAL_GROUP
"""What an organisation is taken for whose name says nothing."""


@dataclass(slots=True)
class Names:
    """Resolves the names and adjectives of one article."""

    scene: Scene
    unknown: dict[tuple[str, ...], str] = field(default_factory=dict)
    _known: dict[tuple[str, tuple[str, ...]], None] = field(default_factory=dict)
    _chosen: dict[tuple[int, ...], Form | None] = field(default_factory=dict)

    def resolve(self) -> None:
        """Ties every named mention and adjective to an actor; longer names first, so that short forms find them."""
        later: list[Mention] = []
        bearers = self._bearers()
        for mention in list(self.scene.mentions.values()):
            if mention.kind is MentionKind.PRONOUN or (mention.kind is MentionKind.NOMINAL and not mention.forms):
                continue
            if mention.kind is MentionKind.NOMINAL and self._is_joined(mention):
                continue  # "Malian and Burkinabe troops" are two armies'
            forms = _borne(mention, bearers)
            form = self._choose(forms) if forms else None
            if form is not None:
                self._know(mention, self._of_form(mention, form))
            elif mention.kind is not MentionKind.NOMINAL:
                later.append(mention)
        for mention in sorted(later, key=lambda m: (-len(m.lemma.split()), m.head)):
            self._know(mention, self._in_brackets(mention) or self._unknown(mention))

    def _choose(self, forms: tuple[Form, ...]) -> Form | None:
        """The form that is meant, which is the same wherever the same ones stand."""
        which = tuple(map(id, forms))
        if which not in self._chosen:
            self._chosen[which] = self.scene.gazetteer.choose(forms, self.scene.context)
        return self._chosen[which]

    def _bearers(self) -> dict[str, set[str]]:
        """Surname to those whom the article names in full with it: ids of known actors, "" for anybody else."""
        found: dict[str, set[str]] = {}
        for mention in self.scene.mentions.values():
            if mention.kind is MentionKind.NAMED and mention.type is ActorType.PERSON and " " in mention.lemma:
                surname = fold(mention.lemma.rsplit(" ", 1)[-1])
                found.setdefault(surname, set()).update({form.actor for form in mention.forms} or {""})
        return found

    def _is_joined(self, mention: Mention) -> bool:
        """Whether the adjective of a known plural noun is joined to another one before it."""
        token = self.scene.doc[mention.head]
        before = (child for child in token.lefts if child.dep_ in ("amod", "compound", "nmod"))
        joined = (other.i for child in before for other in child.conjuncts)
        return token.tag_ == "NNS" and any(other in self.scene.mentions for other in joined)

    def _of_form(self, mention: Mention, form: Form) -> str:
        actor = self.scene.grain(form.actor, form.text)
        if part := self._part(mention, form):
            name = part.format(place=self.scene.actor(actor).name)
            return self.scene.make("p", name, ActorType.PLACE, self.scene.actor(actor).countries)
        if self._is_people_of(mention, form) or (form.kind is FormKind.ADJECTIVE and self._is_somebody(mention)):
            return self.scene.make("u", form.text, ActorType.CIVILIANS, self.scene.actor(actor).countries)
        if form.kind is FormKind.CITY and self._is_place(self.scene.doc[mention.head]):
            return self.scene.make("p", form.text, ActorType.PLACE, self.scene.actor(actor).countries)
        return actor

    def _is_people_of(self, mention: Mention, form: Form) -> bool:
        """Whether people are meant, not their country: "Russians", "the Armenians of Karabakh"."""
        if form.kind is not FormKind.PEOPLE:
            return False
        token = self.scene.doc[mention.head]
        behind = objects_of(token.rights, self.scene.words.lists.genitive)
        elsewhere = (self.scene.mentions.get(noun.i) for noun in behind)
        places = (ActorType.PLACE, ActorType.STATE, ActorType.GOVERNMENT)
        return not self.scene.is_definite(token) or any(m is not None and m.type in places for m in elsewhere)

    def _is_somebody(self, mention: Mention) -> bool:
        """Whether an adjective stands for a person or some of a country, not for the country: "a Russian"."""
        token = self.scene.doc[mention.head]
        around = [child.dep_ for child in token.children]
        counted = ("det" in around or "nummod" in around) and not {"amod", "compound", "nmod"}.intersection(around)
        of = token.head if token.dep_ == "pobj" and token.tag_ in ("NNS", "NNPS") else None  # "thousands of Haitians"
        some = of is not None and of.head.pos_ == "NOUN" and word_of(of) in self.scene.words.lists.genitive
        return mention.kind is MentionKind.NAMED and (counted or some) and not self.scene.is_definite(token)

    def _part(self, mention: Mention, form: Form) -> str | None:
        """How a part of a state is called, such as "eastern {place}"; None if the whole is meant."""
        token = self.scene.doc[mention.head]
        if form.kind is not FormKind.NAME or self.scene.actor(form.actor).type is not ActorType.STATE:
            return None
        before = [child for child in token.lefts if child.dep_ in ("amod", "compound", "nmod")]
        lists = self.scene.words.lists
        told = (t.lower_ for t in before if t.lower_ in lists.directions and t.is_lower)
        return next((lists.quarters.get(word, f"{word} {{place}}") for word in told), None)

    def _is_place(self, token: Token) -> bool:
        """Whether a capital is where something happens rather than who does it."""
        words = self.scene.words
        lists = words.lists
        listed = any(child.dep_ == "conj" and self._is_city(child) for child in token.children)
        while token.dep_ in ("conj", "appos") and token.head.i != token.i and self._is_city(token.head):
            token, listed = token.head, True
        while token.dep_ == "conj" and token.head.i != token.i:
            token = token.head
        match token.dep_:
            case "pobj":
                return self._is_where(token.head)
            case "dobj" | "nsubjpass":
                return token.head.lemma_.lower() in lists.place_verbs
            case "compound" | "nmod":
                return not any(words.is_in(token.head.lemma_.lower(), name) for name in ("state-body", "army", "role"))
            case "npadvmod" if token.head.i > token.i + 1 and token.nbor().text in HYPHENS:
                return token.head.lemma_.lower() in lists.dwelling  # "Moscow-based", but not "Moscow-backed"
            case "npadvmod" | "appos":
                return not listed  # "Abuja and Niamey agree"
            case _:
                return False

    def _is_city(self, token: Token) -> bool:
        mention = self.scene.mentions.get(token.i)
        return mention is not None and any(form.kind is FormKind.CITY for form in mention.forms)

    def _is_where(self, preposition: Token) -> bool:
        lists = self.scene.words.lists
        governor = preposition.head.lemma_.lower()
        word = word_of(preposition)
        is_body = governor in self.scene.words.lemma_of and governor not in lists.dealing
        if word in lists.at and (preposition.head.pos_ == "PROPN" or is_body):
            return True  # « a rencontré Paul Kagame à Luanda »
        if governor in lists.railing:
            return False  # "lashed out at Moscow"
        if preposition.is_sent_start and word in lists.at:
            return True  # « À Erevan, des manifestants ... »
        given = {child.lemma_.lower() for child in preposition.head.children if child.dep_ in ("dobj", "nsubjpass")}
        if word in lists.goal:
            return governor in lists.motion and given.isdisjoint(lists.delivered)  # "sent weapons to Bamako"
        if word in lists.about:
            return not ({governor} | given) & lists.dealing and governor not in lists.speech
        return word in lists.strictly_locative

    # ------------------------------------------------------------------------------------------------ unknown names

    def _unknown(self, mention: Mention) -> str:
        name = mention.lemma
        folded = _folded(name)
        same = self.unknown.get(folded)
        if same is None and mention.kind is MentionKind.NAMED:
            same = self._short_for(folded, name, mention.type) or self._part_of_person(folded, name)
            same = same or self._head_of_body(mention, folded)
        if same is None:
            same = self._unit(mention)
        if same is None:
            kind = mention.type or (ActorType.CIVILIANS if self._is_people(mention) else _GUESS)
            prefix = "p" if kind is ActorType.PLACE else "x"
            code = self.scene.focus_code
            same = self.scene.make(prefix, name, kind, (code,) if code else ())
            if mention.type is None:
                self.scene.guessed.add(same)
        self.unknown[folded] = same
        return same

    def _unit(self, mention: Mention) -> str | None:
        """The army that a unit is of whose name is but a number or a direction: "the Sixth Division"."""
        lists, words = self.scene.words.lists, mention.lemma.lower().split()
        known = lists.ordinals | lists.directions
        rest = [word for word in words if word not in lists.numbered and word not in known and not word[0].isdigit()]
        if len(words) < _SHORTEST_UNIT or rest or lists.numbered.isdisjoint(words):
            return None
        beside = (self.scene.mentions.get(child.i) for child in self.scene.doc[mention.head].children)
        actors = [actor for other in beside if other is not None for actor in other.actors]
        states = [actor for actor in actors if self.scene.actor(actor).type is ActorType.STATE]
        state = states[0] if states else self.scene.focus
        return self.scene.army(state) if state else None

    def _in_brackets(self, mention: Mention) -> str | None:
        """The actor of the name right before, if this is its short form in brackets: "(EMC)"."""
        token = self.scene.doc[mention.head]
        is_short = mention.lemma.isupper() and " " not in mention.lemma and token.i > 1
        if not is_short or token.nbor(-1).text != "(" or token.i + 1 >= len(token.doc) or token.nbor().text != ")":
            return None
        ends = token.nbor(-1).idx
        before = [m for m in self.scene.mentions.values() if m.kind is MentionKind.NAMED and 0 <= ends - m.end <= 1]
        actors = before[0].actors if before else ()
        if len(actors) != 1 or self.scene.actor(actors[0]).type in (ActorType.PERSON, ActorType.PLACE, ActorType.STATE):
            return None
        self.unknown[(fold(mention.lemma),)] = actors[0]
        return actors[0]

    def _is_people(self, mention: Mention) -> bool:
        """Whether a name without a noun in it is that of a people: "Serbs", "a Druze"."""
        return self.scene.doc[mention.head].ent_type_ == "NORP"

    def _short_for(self, folded: tuple[str, ...], name: str, kind: ActorType | None) -> str | None:
        """The one longer name of the article that this is the surname, the start or the acronym of."""
        particles = self.scene.words.lists.particles
        found = {actor for actor, longer in self._longer() if _is_short(folded, name, longer, kind, particles)}
        person = kind is ActorType.PERSON
        fitting = {actor for actor in found if (self.scene.actor(actor).type is ActorType.PERSON) == person}
        return fitting.pop() if len(fitting) == 1 else None

    def _part_of_person(self, folded: tuple[str, ...], name: str) -> str | None:
        """The one person of the article that bears the name as surname, else as any name, whatever NER says."""
        if len(folded) != 1 or (name.isupper() and len(name) > 1):
            return None
        bearers = [(actor, longer) for actor, longer in self._longer() if folded[0] in longer]
        people = [(a, n) for a, n in bearers if self.scene.actor(a).type is ActorType.PERSON]
        for found in ({a for a, n in people if n[-1] == folded[0]}, {a for a, _ in people}):
            if len(found) == 1:
                return found.pop()
        return None

    def _head_of_body(self, mention: Mention, folded: tuple[str, ...]) -> str | None:
        """The one body whose longer name in the article such a noun heads: "the Panel" of the "High-Level Panel"."""
        is_definite = len(folded) == 1 and self.scene.is_definite(self.scene.doc[mention.head])
        if not is_definite or not self.scene.words.name_nouns.get(mention.lemma.lower()):
            return None
        bodies = {actor for actor, longer in self._longer() if len(longer) > 1 and longer[-1] == folded[0]}
        found = {actor for actor in bodies if self.scene.actor(actor).type in BODIES}
        return found.pop() if len(found) == 1 else None

    def _longer(self) -> Iterable[tuple[str, tuple[str, ...]]]:
        for longer, actor in self.unknown.items():
            yield actor, longer
        yield from self._known

    def _know(self, mention: Mention, actor: str) -> None:
        """Ties a mention to an actor; if it is one of the gazetteer's names, shorter ones may stand for it."""
        self.scene.set(mention, (actor,))
        if mention.kind is MentionKind.NAMED and mention.forms:
            names = (mention.lemma, self.scene.actor(actor).name)
            self._known |= dict.fromkeys((actor, _folded(name)) for name in names)


@lru_cache(maxsize=1 << 13)
def _folded(name: str) -> tuple[str, ...]:
    """The folded words of a name."""
    return tuple(fold(word) for word in name.replace("-", " ").split())


def _borne(mention: Mention, bearers: Mapping[str, set[str]]) -> tuple[Form, ...]:
    """The forms that a name may stand for: a surname only for those whom the article names in full with it, if any."""
    named = bearers.get(fold(mention.lemma)) if mention.kind is MentionKind.NAMED else None
    return tuple(form for form in mention.forms if form.actor in named) if named else mention.forms


def _is_short(
    folded: tuple[str, ...], name: str, longer: tuple[str, ...], kind: ActorType | None, particles: frozenset[str]
) -> bool:
    if len(folded) >= len(longer):
        return False
    if kind is ActorType.PERSON:
        return longer[-len(folded) :] == folded
    if len(folded) == 1 and name.isupper() and len(name) > 1:
        return "".join(w[0] for w in longer if w not in particles) == name.lower()
    return longer[: len(folded)] == folded and kind is not ActorType.PLACE
