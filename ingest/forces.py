"""Nouns for states' bodies and soldiers: "the government", "rebel forces", "its troops"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from graph.model import ActorType
from ingest.back import Back
from ingest.coreference import Discourse, distinct
from ingest.extract.clauses import RELATIVE, objects_of, ruled_by, word_of
from ingest.mentions import Mention, MentionKind
from ingest.owners import BODIES, NOBODY, Owners
from ingest.scene import Scene
from ingest.standing import clause_of, first_of, subjects_of

Found = tuple[str, ...] | None
"""Actors; () for nobody that could be told; None where another way may be tried."""
_NO_SOLDIERS = (ActorType.ARMED_GROUP, ActorType.POLITICAL_GROUP, ActorType.CIVILIANS)

_FORCES = (ActorType.IGO, ActorType.MILITARY, ActorType.ARMED_GROUP)
_SUBJECTS = ("nsubj", "nsubjpass")
_HALVES = ("ccomp", "parataxis")
"""How the first half of a sentence hangs on the second."""


@dataclass(slots=True)
class Forces:
    """Resolves nouns for the bodies and soldiers of states."""

    scene: Scene
    discourse: Discourse
    owners: Owners
    back: Back
    _armies: set[str] | None = None

    def state_body(self, token: Token, mention: Mention) -> Found:
        """Whom a noun for a body of a state stands for."""
        owners = self.owners.of(token)
        if owners == (NOBODY,):
            return ()
        if body := self.owners.first(owners, BODIES):
            return (body,)
        if self.is_apart(token, mention, owners):
            plural = token.tag_ in ("NNS", "NNPS")
            anyone = any(c.lemma_.lower() in self.scene.words.lists.anyones for c in self.scene.words.around(token))
            return () if plural and anyone else None  # "foreign governments"; "the rebel administration"
        if self._is_local(token, mention):
            return None
        if state := self.owners.state(owners):
            return (state,)
        if not owners and (told := self._told_body(token, mention)):
            return told
        if self.scene.words.is_in(mention.lemma, "role") and not self._is_known(token):
            return ()
        if token.tag_ in ("NNS", "NNPS") and mention.lemma in self.scene.words.lists.single_bodies:
            return ()  # "the juntas" are not the one of the country in focus
        if self.scene.is_definite(token) and not owners and (same := self.back.just_now(token, mention)):
            return same
        state = self.own_state(token)
        return (state,) if state else None

    def _told_body(self, token: Token, mention: Mention) -> tuple[str, ...]:
        """Whom a noun without owner names by the text before it, or by who sends it."""
        if self.scene.is_definite(token) and (named := self._named_body(token, mention)):
            return named
        return self._senders(token, mention) if mention.lemma in self.scene.words.lists.sent else ()

    def _is_known(self, token: Token) -> bool:
        """Whether it is told which officials are meant: "the officials", "federal officials"."""
        national = self.scene.words.lists.national
        return self.scene.is_definite(token) or any(c.lower_ in national for c in self.scene.words.around(token))

    def _named_body(self, token: Token, mention: Mention) -> tuple[str, ...]:
        """The body named before that a definite noun is a word of; of courts any: "Special Chambers", "the court"."""
        is_court = mention.lemma in self.scene.words.lists.courts and token.tag_ == "NN"
        if is_court:
            return self.back.body_called(token) or self.back.court(token)
        return self.back.body_called(token) or self.back.government(token)

    def army(self, token: Token, mention: Mention) -> Found:
        """Whom a noun for soldiers of a state stands for."""
        owners, lists = self.owners.of(token), self.scene.words.lists
        if owners == (NOBODY,) or (mention.lemma in lists.bare and not any(token.children)):
            return ()
        if lord := self.scene.lord(token):
            side = self.owners.led(lord) if token.tag_ == "NNS" else None
            return (self.of(side),) if side else None  # "forces loyal to X"
        if mention.lemma in lists.discord and not self.owners.first(owners, BODIES) and not self._is_unit(token):
            return self.back.headed(token)
        if self.is_apart(token, mention, owners):
            singly = token.tag_ == "NN" and self.scene.is_definite(token)
            return (self.back.body_called(token) or None) if singly else None  # "the Kurdish-led force"
        if body := self.owners.first(owners, BODIES) or self.owners.side(owners):
            return (self.of(body),)
        if not owners and (same := self._taken_up(token, mention)):
            return same
        if not owners and token.tag_ == "NNS" and mention.lemma in lists.whole_armies:
            return ()  # "the armies" are not the one of the country in focus
        if not owners and mention.lemma in lists.bare and token.tag_ == "NN":  # "the force" is hardly an army
            is_means = ruled_by(token).lemma_.lower() in lists.using  # « le recours à la force »
            return self.back.of_types(token, _FORCES) if self.scene.is_definite(token) and not is_means else ()
        return None if self._is_local(token, mention) else self._of_state(token, mention, owners)

    def _taken_up(self, token: Token, mention: Mention) -> tuple[str, ...]:
        """Whom a definite noun takes up: soldiers just told of, or a body called so; no "Force" is "the air force"."""
        lists = self.scene.words.lists
        if not self.scene.is_definite(token) or mention.lemma in lists.army_names:
            return ()
        is_left = any(child.dep_ == "amod" and child.lower_ in lists.plain for child in self.scene.words.around(token))
        same = self.back.alike(token, mention) if is_left else self.back.just_now(token, mention)
        is_called = token.tag_ == "NN" and " " not in mention.lemma
        return same or (self.back.body_called(token) if is_called else ())

    def _of_state(self, token: Token, mention: Mention, owners: Sequence[str]) -> Found:
        """The state whose soldiers they are, or its army: its owner, who sends them, or the one in focus."""
        lists = self.scene.words.lists
        whole = mention.lemma in lists.whole_armies
        if state := self.owners.state(owners):
            return (self.soldiers(state, mention),)
        if senders := self._senders(token, mention):
            return tuple(self.of(sender) for sender in senders)
        if mention.lemma in lists.equipment and self._is_handed_over(token):
            return ()  # "Kyiv received jets"
        if state := self._commander(token):
            return (self.scene.army(state, whole=whole),)
        state = self.own_state(token)
        if state in self._left(token):
            return ()  # "Southern African troops came home from Mozambique"
        return (self.scene.army(state, whole=whole),) if state else None

    def soldiers(self, body: str, mention: Mention) -> str:
        """Whom a noun for the soldiers of a body or state stands for: "the army" of a state is one even abroad."""
        whole = mention.lemma in self.scene.words.lists.whole_armies
        return self.scene.army(body, whole=True) if whole and self._is_state(body) else self.of(body)

    def _is_state(self, body: str) -> bool:
        return self.scene.actor(body).type is ActorType.STATE

    def _senders(self, token: Token, mention: Mention) -> tuple[str, ...]:
        """Whose the soldiers are that somebody sends, has or loses: "Ankara deployed soldiers", "X lost ten troops"."""
        lists, noun = self.scene.words.lists, self._whole(token)
        verb = noun.head.lemma_.lower()
        has = verb in lists.having and mention.lemma not in lists.equipment and not self.scene.is_definite(noun)
        if noun.dep_ != "dobj" or not (has or verb in lists.sending):
            return ()
        subjects = [each for subject in _agents_of(noun.head) for each in (subject, *subject.conjuncts)]
        tokens = [noun.head.head if each.tag_ in RELATIVE else each for each in subjects]
        sides = (self.owners.actors_at(each.i) for each in tokens)
        found = [self.owners.first(side, BODIES) or self.owners.state(side) for side in sides]
        return distinct(filter(None, found))

    def _commander(self, token: Token) -> str | None:
        """Whose the soldiers are whom a state or somebody in its service orders to do something."""
        verb = token.head.head if token.dep_ == "nsubj" and token.head.dep_ in ("ccomp", "xcomp") else token.head
        if token.dep_ not in ("dobj", "nsubj") or verb.lemma_.lower() not in self.scene.words.lists.commanding:
            return None
        actors = [actor for subject in subjects_of(verb) for actor in self.owners.actors_at(subject.i)]
        return None if self.owners.first(actors, BODIES) else self.owners.state(actors)

    def _left(self, token: Token) -> tuple[str, ...]:
        """Where soldiers come from who move, which is not their own country: "troops came home from X"."""
        clause, lists = clause_of(token), self.scene.words.lists
        if token.dep_ not in _SUBJECTS or clause.lemma_.lower() not in lists.motion:
            return ()
        words = (
            word for child in clause.children for word in (child, *(child.children if child.dep_ == "advmod" else ()))
        )
        return tuple(a for noun in objects_of(words, lists.sources) for a in self.owners.actors_at(noun.i))

    def _whole(self, token: Token) -> Token:
        """The noun that tells how many they are: "dozens" of "lost dozens of soldiers", else itself."""
        of = token.head
        if token.dep_ != "pobj" or word_of(of) not in self.scene.words.lists.genitive:
            return token
        return of.head if of.head.lemma_.lower() in self.scene.words.lists.transparent else token

    def _is_unit(self, token: Token) -> bool:
        """Whether a number or a name before a noun makes it a unit: "the Sixth Division"."""
        told = ("compound", "nummod", "nmod")
        ordinals = self.scene.words.lists.ordinals
        return any(
            c.dep_ in told or c.i in self.scene.mentions or c.lower_ in ordinals or c.text[0].isdigit()
            for c in self.scene.words.around(token)
        )

    def _is_handed_over(self, token: Token) -> bool:
        """Whether it is what somebody gives or buys, alone or in a list: "supplied drones", "deliveries of tanks"."""
        noun = first_of(token)
        is_handed = ruled_by(noun).lemma_.lower() in self.scene.words.lists.handing
        return is_handed and noun.dep_ in ("dobj", "pobj", "nsubjpass")

    def own_state(self, token: Token) -> str | None:
        """Whose the government or the army is where nothing beside the noun tells: as a rule the one in focus.

        It is the one where the sentence has things happen: "In Conakry, the junta ...", unless parties meet there. It
        is nobody's who speaks of it as of another: in "France condemned the junta" it is that of whoever the text named
        last.
        """
        if here := self._fronted(token):
            return here
        barred, states = self._speakers(token), self.scene.gazetteer.states
        countries = self.scene.context.countries.items()
        realms = {states[code] for code in self.scene.words.lists.realms.get(token.lemma_.lower(), ())}
        if self.scene.focus not in barred and (not realms or self.scene.focus in realms):
            return self.scene.focus
        named = self.discourse.best(
            token,
            self.scene.sentence_of[token.i],
            lambda t: t.type is ActorType.STATE and not barred & {*t.actors} and (not realms or realms >= {*t.actors}),
        )
        told = sorted((-times, state) for code, times in countries if (state := states.get(code)) in realms)
        known = None if self.scene.focus in barred else self.scene.focus
        return named[0] if named else told[0][1] if told else known

    def _fronted(self, token: Token) -> str | None:
        """The state of the place that the sentence opens with, or that "where" takes up, for what follows."""
        lists, clause = self.scene.words.lists, clause_of(token)
        told = (clause, *(child for child in clause.children if child.dep_ in ("dobj", *_SUBJECTS)))
        if any(word.lemma_.lower() in lists.contests for word in told):
            return None  # "in Doha, the government and the rebels resumed talks"
        if clause.dep_ == "relcl" and any(child.lower_ in lists.wheres for child in clause.lefts):
            return self.owners.state(self.owners.actors_at(clause.head.i))
        sentence = token.sent
        first = sentence[0] if sentence[0].dep_ == "prep" or len(sentence) == 1 else sentence[1]
        if first.dep_ != "prep" or word_of(first) not in lists.strictly_locative | lists.at:
            return None
        root, half = sentence.root, first.head
        if half.i not in (clause.i, root.i) and not (half.dep_ in _HALVES and half.head.i == root.i):
            return None
        return self.owners.state([a for c in first.children if c.dep_ == "pobj" for a in self.owners.actors_at(c.i)])

    def _speakers(self, token: Token) -> set[str]:
        """The states that are subjects of a clause whose verb speaks of somebody else, which the noun is part of."""
        clause, top = clause_of(token), token
        while top.head.i != clause.i and top.head.i != top.i:
            top = top.head
        lists = self.scene.words.lists
        is_told = self.scene.mentions[token.i].lemma in lists.told_bodies  # "the premier told parliament"
        if top.dep_ in _SUBJECTS or clause.lemma_.lower() not in lists.speech or is_told:
            return set()
        named = [s for s in subjects_of(clause) if (m := self.scene.mentions.get(s.i)) and m.kind is MentionKind.NAMED]
        actors = [actor for subject in named for actor in self.owners.actors_at(subject.i)]
        own = {self.owners.side([actor]) or actor for actor in actors}
        return {actor for actor in own if self.scene.actor(actor).type is ActorType.STATE}

    def _is_local(self, token: Token, mention: Mention) -> bool:
        """Whether it is a place's within a state; of "troops of" or "officials of" a place that tells nothing."""
        lists = self.scene.words.lists
        of_one = mention.lemma in lists.single_bodies or mention.lemma in lists.army_names
        return self.owners.is_local(token, lists.genitive if of_one else frozenset())

    def is_apart(self, token: Token, mention: Mention, owners: Sequence[str]) -> bool:
        """Whether its words say that it is not the country's own: "rebel forces", "foreign troops"."""
        if self.owners.first(owners, BODIES):
            return False
        if not owners and self.owners.are_aside(token):
            return True
        words, own = self.scene.words, mention.lemma.lower().split()  # "foreign" is a part of "foreign ministry"
        is_of_state, marks = False, []
        for child in words.around(token):
            if child.dep_ in ("amod", "compound", "nmod"):
                if self.owners.first(self.owners.actors_at(child.i), (ActorType.STATE,)):
                    is_of_state = True
                elif child.lemma_.lower() not in own and child.lower_ not in words.lists.plain:
                    marks.append(child.lemma_.lower())
        is_people = self.owners.first(owners, (ActorType.CIVILIANS,)) is not None
        if is_people or any(words.types.get(mark) in _NO_SOLDIERS for mark in marks):
            return True
        return not is_of_state and any(mark in words.lists.irregular for mark in marks)

    def _has_army(self, state: str) -> bool:
        """Whether the text speaks of a state's army as a whole, so that its soldiers are that army's."""
        if self._armies is None:
            self._armies = set(self._named_armies())
        return state in self._armies

    def _named_armies(self) -> Iterator[str]:
        gazetteer = self.scene.gazetteer
        armies = {army: gazetteer.states.get(code) for code, ours in gazetteer.armies.items() for army in ours}
        for mention in self.scene.mentions.values():
            if mention.kind is MentionKind.NAMED or mention.forms:  # such as "Colombian troops"
                yield from filter(None, (armies.get(actor) for actor in mention.actors))
            if mention.kind is not MentionKind.NAMED and mention.lemma in self.scene.words.lists.army_names:
                token = self.scene.doc[mention.head]
                before = [
                    child
                    for child in self.scene.words.around(token)
                    if child.dep_ in ("amod", "compound", "nmod", "poss")
                ]
                named = [a for child in before if (m := self.scene.mentions.get(child.i)) for a in m.actors]
                if state := self.owners.state(named) or self.scene.focus:
                    yield state

    def of(self, body: str) -> str:
        """Whom the soldiers of a body or state count as."""
        return self.scene.army(body) if self._is_state(body) and self._has_army(body) else body

    def owning_body(self, token: Token, mention: Mention, kind: ActorType) -> str | None:
        """The authority whose treasury it is, or the state whose border guards are abroad."""
        if (
            kind not in (ActorType.MILITARY, ActorType.GOVERNMENT)
            or mention.lemma in self.scene.words.lists.independent
        ):
            return None
        owners = self.owners.of(token)
        if self._is_local(token, mention):
            return None
        state = None if self.is_apart(token, mention, owners) else self.owners.state(owners)
        if kind is ActorType.GOVERNMENT:
            return self.owners.first(owners, (ActorType.GOVERNMENT,)) or state
        return state if state and self.scene.army(state) == state else None


def _agents_of(verb: Token) -> list[Token]:
    """Who does what a verb says: its subjects, or whom another accuses of it: "accused X of sending troops"."""
    if verb.dep_ != "pcomp" or verb.head.dep_ != "prep":
        return subjects_of(verb)
    above = verb.head.head
    return [child for child in above.children if child.dep_ in ("dobj", "nsubjpass")] or subjects_of(above)
