"""Whom a definite noun points back to: by its words, those of the names before it, or the kind of actor."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from spacy.tokens import Token

from graph.forms import FormKind
from graph.model import ActorType
from ingest.coreference import JUST_NOW, Discourse, Trace
from ingest.extract.clauses import word_of
from ingest.mentions import Mention
from ingest.owners import BODIES, Owners
from ingest.scene import Scene


@dataclass(slots=True)
class Back:
    """Finds antecedents of common nouns."""

    scene: Scene
    discourse: Discourse
    owners: Owners
    _named: dict[str, frozenset[str]] = field(default_factory=dict)

    def body_called(self, token: Token) -> tuple[str, ...]:
        """The body named before whose name has the noun in it: "the court" after "International Criminal Court"."""
        if token.lemma_.lower() in self.scene.words.lists.generic:
            return ()
        many = token.tag_ in ("NNS", "NNPS")  # no "Authority" is "the authorities", unless it has no other name

        def is_called(trace: Trace) -> bool:
            is_body = trace.named and trace.type in BODIES
            return is_body and self._is_called(trace, token) and (not many or trace.actors[0] in self.scene.made)

        return self.discourse.best(token, self.scene.sentence_of[token.i], is_called)

    def government(self, token: Token) -> tuple[str, ...]:
        """The one authority of the country in focus that was named with such a noun: "Government of National Unity"."""
        code = self.scene.focus_code
        if token.tag_ != "NN" or self.scene.modifiers(token):
            return ()
        named = {
            trace.actors
            for trace in self.discourse.traces
            if trace.named and trace.type is ActorType.GOVERNMENT and self._is_called(trace, token)
        }
        here = [actors for actors in named if code in self.scene.actor(actors[0]).countries]
        return here[0] if len(here) == 1 else ()

    def alike(self, token: Token, mention: Mention) -> tuple[str, ...]:
        """The unnamed group that such a noun described before: "jihadist groups", "the jihadists"."""
        words = self.scene.words
        noun = words.kindred(mention.lemma)
        return self.discourse.best(
            token, self.scene.sentence_of[token.i], lambda t: not t.named and words.kindred(t.lemma) == noun
        )

    def just_now(self, token: Token, mention: Mention) -> tuple[str, ...]:
        """Whom such a noun described a moment ago, with words that told whose it is: "the Tripoli government"."""
        words, doc = self.scene.words, self.scene.doc
        noun = words.kindred(mention.lemma)

        def is_told(trace: Trace) -> bool:
            if trace.named or len(trace.actors) != 1 or words.kindred(trace.lemma) != noun:
                return False
            return bool(self.owners.of(doc[trace.at])) or not self.scene.is_definite(doc[trace.at])

        return self.discourse.best(token, self.scene.sentence_of[token.i], is_told, JUST_NOW)

    def same_crowd(self, token: Token, mention: Mention) -> tuple[str, ...]:
        """Those who were told of by another noun for the same people: "demonstrators", then "protesters"."""
        noun, lists = self.scene.words.kindred(mention.lemma), self.scene.words.lists
        if noun not in lists.gathered or self.scene.modifiers(token) or self.owners.of(token):
            return ()
        return self.alike(token, mention)

    def same_people(self, token: Token, mention: Mention) -> tuple[str, ...]:
        """Whom the same noun, else one like it, told of before."""
        words, sentence = self.scene.words, self.scene.sentence_of[token.i]
        noun, one = words.kindred(mention.lemma), token.tag_ == "NN"  # a former policeman is not "the policemen"

        def is_same(trace: Trace) -> bool:
            if not one and trace.type is ActorType.PERSON and len(trace.actors) == 1:
                return False  # "the president" is none of "the presidents"
            fits = not trace.named and (one or trace.type is not ActorType.PERSON)
            return trace.lemma == mention.lemma and (fits or trace.type is mention.type)

        return (
            self.discourse.best(token, sentence, is_same)
            or self.discourse.best(
                token, sentence, lambda t: not t.named and t.type is mention.type and words.kindred(t.lemma) == noun
            )
            or (self._mass(token) if noun in words.lists.gathered else ())
        )

    def _mass(self, token: Token) -> tuple[str, ...]:
        """The people in numbers who were told of just before: "thousands marched", then "the crowd"."""
        masses = self.scene.words.lists.masses
        return self.discourse.best(
            token, self.scene.sentence_of[token.i], lambda t: not t.named and t.lemma in masses, JUST_NOW
        )

    def anybody(self, token: Token, mention: Mention) -> tuple[str, ...]:
        """Those of whom a noun speaks as of anybody: "shot 40 villagers", then "denied killing any civilian"."""
        words = self.scene.words
        if mention.type is not ActorType.CIVILIANS or words.lists.anybody.isdisjoint(words.openers(token)):
            return ()
        noun, wide = words.kindred(mention.lemma), mention.lemma in words.lists.victims
        return self.discourse.best(
            token,
            self.scene.sentence_of[token.i],
            lambda t: not t.named and t.type is mention.type and (wide or noun == words.kindred(t.lemma)),
            JUST_NOW,
        )

    def of_types(self, token: Token, types: Sequence[ActorType]) -> tuple[str, ...]:
        """Whom a definite noun points back to: whom the same words named, then those whose name has the noun in it."""
        sentence = self.scene.sentence_of[token.i]
        lemma = self.scene.mentions[token.i].lemma
        if " " in lemma or self.scene.modifiers(token):
            same = self.discourse.best(
                token,
                sentence,
                lambda t: (
                    t.lemma == lemma
                    and not t.named
                    and t.type in types
                    and len(t.actors) == 1
                    and self._agree(t, token)
                ),
            )
            if same:
                return same
        lists = self.scene.words.lists
        if lemma not in lists.generic and lemma not in lists.organisations:
            called = self.discourse.best(
                token, sentence, lambda t: t.type in types and (self._is_called(t, token) or self._is_such(t, lemma))
            )
            if called:
                return called
        if self.scene.words.kindred(lemma) in lists.unions:
            types = [kind for kind in types if kind is ActorType.IGO]  # of groups only those that are called so
        guessed, counted = self.scene.guessed, self._counted(token, lemma)

        def fits(trace: Trace) -> bool:
            return trace.type in types and len(trace.actors) == 1 and trace.actors[0] not in guessed

        whole = self.discourse.best(token, sentence, lambda t: fits(t) and t.actors[0] not in counted)
        return whole or self.discourse.best(token, sentence, fits)

    def seceding(self, token: Token, mention: Mention) -> tuple[str, ...]:
        """The party that "the separatists" points back to, where no armed group was named."""
        if mention.lemma not in self.scene.words.lists.seceding or token.tag_ != "NNS":
            return ()
        return self.of_types(token, (ActorType.POLITICAL_GROUP,))

    def splinter(self, token: Token) -> tuple[str, ...]:
        """The unnamed group that was said to have broken away: "a dissident faction", then "the dissidents"."""
        words, doc = self.scene.words, self.scene.doc

        def is_one(trace: Trace) -> bool:
            around = (child.lemma_.lower() for child in words.around(doc[trace.at]))
            left = trace.lemma in words.lists.splinters or not words.lists.splinters.isdisjoint(around)
            return not trace.named and len(trace.actors) == 1 and left

        return self.discourse.best(token, self.scene.sentence_of[token.i], is_one)

    def _agree(self, trace: Trace, token: Token) -> bool:
        """Whether no other words tell the group of a noun apart: no "Shia movement" is "the Islamist movement"."""
        ours, theirs = (set(self.scene.modifiers(each)) for each in (token, self.scene.doc[trace.at]))
        return not ours or not theirs or not ours.isdisjoint(theirs)

    def _counted(self, token: Token, lemma: str) -> set[str]:
        """Unnamed people that are but some, whom no noun for a whole takes up: "20 gunmen", then "the group"."""
        if token.tag_ != "NN":
            return set()
        unnamed = [t for t in self.discourse.traces if not t.named and len(t.actors) == 1]
        counted = {t.actors[0] for t in unnamed if t.actors[0] in self.scene.made and self._is_some(t)}
        return counted - {t.actors[0] for t in unnamed if t.lemma == lemma}  # "a group of 20 gunmen", then "the group"

    def _is_some(self, trace: Trace) -> bool:
        """Whether an unnamed mention is of so many, or of fighters whom nothing points to: "gunmen", "20 fighters"."""
        token, words = self.scene.doc[trace.at], self.scene.words
        if any(child.dep_ == "nummod" for child in token.lefts):
            return True
        return trace.plural and words.is_in(trace.lemma, "fighters") and not words.is_definite(token)

    def organisation(self, token: Token) -> tuple[str, ...]:
        """The body of any kind that "the organisation" points back to, but no army, company or paper."""
        civil = (ActorType.IGO, ActorType.NGO)
        is_asking = token.dep_ == "nsubj" and token.head.lemma_.lower() in self.scene.words.lists.asking
        found = self.of_types(token, civil) if is_asking else ()
        return found or self.of_types(token, (*civil, ActorType.ARMED_GROUP, ActorType.POLITICAL_GROUP))

    def named(self, token: Token, kind: ActorType) -> tuple[str, ...]:
        """The one of a type whom the text named before."""
        return self.discourse.best(
            token,
            self.scene.sentence_of[token.i],
            lambda t: t.named and t.type is kind and len(t.actors) == 1,
        )

    def organ(self, token: Token) -> tuple[str, ...]:
        """The body that "the body" points back to, be it of states, of one state or of a party."""
        return self.of_types(token, (ActorType.IGO, ActorType.GOVERNMENT, ActorType.POLITICAL_GROUP, ActorType.NGO))

    def court(self, token: Token) -> tuple[str, ...]:
        """The court named before: no other body is "the tribunal"."""
        courts = self.scene.words.lists.courts
        return self.discourse.best(
            token,
            self.scene.sentence_of[token.i],
            lambda t: t.type in BODIES and len(t.actors) == 1 and not courts.isdisjoint(self._name_words(t.actors[0])),
        )

    def headed(self, token: Token) -> tuple[str, ...]:
        """Whom a name that such a noun heads stood for before: "the 4th Division", then "the division"."""
        noun = token.lemma_.lower()
        return self.discourse.best(
            token, self.scene.sentence_of[token.i], lambda t: t.lemma.lower().rsplit(" ", 1)[-1] == noun
        )

    def place(self, token: Token, lemma: str) -> tuple[str, ...]:
        """The place that a noun points back to: no village for "the province", no province for "the village"."""
        lists = self.scene.words.lists
        if lemma in lists.settlements:
            other = lists.regions
        elif lemma in lists.regions:
            other = lists.settlements
        else:
            return self.of_types(token, (ActorType.PLACE,))
        barred = {t.actors for t in self.discourse.traces if t.type is ActorType.PLACE and other & self._kinds(t)}
        found = self.discourse.best(
            token,
            self.scene.sentence_of[token.i],
            lambda t: t.type is ActorType.PLACE and len(t.actors) == 1 and t.actors not in barred,
        )
        return found or (self._land(token) if lemma in lists.regions else ())

    def _land(self, token: Token) -> tuple[str, ...]:
        """The land of those who govern it, where only they were named: "the Karabakh Armenians", then "the enclave"."""
        governing = self.discourse.best(
            token, self.scene.sentence_of[token.i], lambda t: t.named and self._region(t.actors) is not None
        )
        region = self._region(governing)
        return (self.scene.make("p", region, ActorType.PLACE),) if region else ()

    def _region(self, actors: Sequence[str]) -> str | None:
        """The name of a region that those who govern it bear."""
        if len(actors) != 1:
            return None
        name = self.scene.actor(actors[0]).name
        found = [region for region in self.scene.words.lists.region_names if region in name.lower()]
        longest = max(found, key=len, default="")
        start = name.lower().find(longest)
        return name[start : start + len(longest)] or None

    def _kinds(self, trace: Trace) -> set[str]:
        """The nouns that say what a place is: of "the village of X", "X province", and of its own name."""
        token, lists = self.scene.doc[trace.at], self.scene.words.lists
        if trace.named and trace.lemma in self.scene.gazetteer.capitals.values():
            return set(lists.capitals)
        mention = self.scene.mentions.get(trace.at)
        lemma = trace.lemma.lower()
        is_city = mention is not None and any(form.kind is FormKind.CITY for form in mention.forms)
        if is_city and lemma not in lists.region_names:
            return set(lists.capitals)
        said = {lemma.rsplit(" ", 1)[-1], lemma.split(" ", 1)[0]} if trace.named else {lemma}
        said.update(child.lemma_.lower() for child in token.rights if child.dep_ == "appos")
        if token.dep_ in ("compound", "nmod", "appos"):
            said.add(token.head.lemma_.lower())
        elif token.dep_ == "pobj" and word_of(token.head) in lists.genitive:
            said.add(token.head.head.lemma_.lower())
        return said

    def _is_such(self, trace: Trace, lemma: str) -> bool:
        """Whether such a noun told of an actor before, for itself: "the Viv Ansanm coalition", then "the alliance"."""
        words, told = self.scene.words, not trace.named and trace.type is not ActorType.PLACE
        one = len(trace.actors) == 1 and not trace.plural  # "a list of terrorist organisations" told of no single one
        return told and one and words.kindred(trace.lemma) == words.kindred(lemma)

    def _name_words(self, actor_id: str) -> frozenset[str]:
        """The words of an actor's names, lower case."""
        if actor_id not in self._named:
            actor = self.scene.actor(actor_id)
            names = (actor.name, *actor.aliases)
            self._named[actor_id] = frozenset(word for name in names for word in name.lower().split())
        return self._named[actor_id]

    def _is_called(self, trace: Trace, token: Token) -> bool:
        """Whether a noun is in the name of the one actor of a trace."""
        if len(trace.actors) != 1:
            return False
        noun = token.lemma_.lower()
        nouns = {noun, self.scene.words.plurals.get(noun, noun)}
        return not nouns.isdisjoint(self._name_words(trace.actors[0]))

    def fuller(self, token: Token) -> tuple[str, ...]:
        """Whom a capitalised noun named in full before: "the Council" after "Council of Ministers"."""
        words, doc = self.scene.words, self.scene.doc
        is_short = token.text[0].isupper() and not token.is_sent_start and self.scene.is_definite(token)
        is_always = token.text in words.types  # « l'État » is written so whoever is meant
        if not is_short or is_always or self.scene.modifiers(token) or self.owners.of(token):
            return ()

        def is_fuller(trace: Trace) -> bool:
            is_name = trace.named or (doc[trace.at].text[0].isupper() and not doc[trace.at].is_sent_start)
            bodies = trace.type not in (ActorType.PERSON, ActorType.PLACE, ActorType.STATE)
            return is_name and bodies and words.head_of(trace.lemma) == token.lower_ and len(trace.actors) == 1

        return self.discourse.best(token, self.scene.sentence_of[token.i], is_fuller)

    def only_one(self, types: Sequence[ActorType]) -> tuple[str, ...]:
        """The one actor of these types that the text names anywhere, before or after."""
        named = {a for actors in self.discourse.names for a in actors if self.scene.actor(a).type in types}
        return (named.pop(),) if len(named) == 1 else ()
