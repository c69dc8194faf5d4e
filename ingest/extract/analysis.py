"""What is known of an article before the judge decides: who is mentioned, and what the lexicon proposes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from spacy.tokens import Span as SpacySpan

from graph.gazetteer import Gazetteer
from graph.model import ActorType, RelationClass
from graph.ontology import Ontology, Relation
from ingest.extract.arguments import View
from ingest.extract.candidates import Candidate, Finder, Match
from ingest.extract.features import Describer, Group, found_by_frames
from ingest.extract.lexicon import Lexicon
from ingest.extract.paths import Paths
from ingest.mentions import Mention, find_mentions
from ingest.parse import Parsed
from ingest.resolve import Resolution, resolve
from ingest.words import Words

_CONTEXT = "context"
"""Slot name of the subject of a noun's clause."""
_TOLD = "told"
"""Slot name of a party that an earlier sentence gave."""
DOER = "doer"
"""Slot name of whoever did, in the text above, what the trigger's patient speaks of."""


class Proposal(NamedTuple):
    """A candidate, its sentence and what the judge looks at."""

    candidate: Candidate
    sentence: SpacySpan
    features: tuple[Group, ...]

    @property
    def is_retold(self) -> bool:
        """Whether its parties stand in an earlier sentence."""
        return self.candidate.slots[0] == (_TOLD,)


@dataclass(frozen=True, slots=True)
class Analysis:
    """One article, analysed."""

    parsed: Parsed
    resolution: Resolution
    finder: Finder

    def proposals(self) -> Iterator[Proposal]:
        """What the lexicon proposes for each sentence that is no furniture, in text order.

        An event noun that names no party ("any negotiations", "the talks") may speak of what was told before: it is
        proposed with the parties of the nearest strict candidate of its relation in the sentences above.
        """
        told: dict[str, Candidate] = {}
        describer = Describer(self.finder)
        for sentence in self.parsed.doc.sents:
            if self._is_furniture(sentence):
                continue
            spoken_for = set()
            groups = list(self._by_trigger(sentence))
            found = found_by_frames(candidate for candidates in groups for candidate in candidates)
            for candidates in groups:
                spoken_for.add(candidates[0].trigger)
                rivals = {candidate.relation.id for candidate in candidates if candidate.match}
                for candidate in candidates:
                    yield Proposal(candidate, sentence, describer.features(candidate, rivals, found))
                told |= {c.relation.id: c for c in candidates if c.match and not self._is_aside(c, told)}
            for candidate in self._answers(sentence, told):
                yield Proposal(candidate, sentence, describer.features(candidate, frozenset(), found))
            for candidate in self._retold(sentence, spoken_for, told):
                yield Proposal(candidate, sentence, describer.features(candidate, frozenset(), found))

    def _by_trigger(self, sentence: SpacySpan) -> Iterator[list[Candidate]]:
        """The sentence's candidates, those of one trigger together.

        Where a frame found both ends of a relation, a pair that only keeps one of them is no second reading of the same
        words: in "X leads Y, while Z heads V" the trigger "leads" does not lend Y to Z.
        """
        found = self.finder.candidates(sentence.start, sentence.end)
        for _, group in groupby(found, key=attrgetter("trigger")):
            candidates = list(group)
            strict = {end for candidate in candidates if candidate.match for end in _ends(candidate)}
            kept = [c for c in candidates if c.match or not (c.is_shared or _ends(c) & strict)]
            if kept:
                yield kept

    def _retold(self, sentence: SpacySpan, spoken_for: Set[int], told: Mapping[str, Candidate]) -> Iterator[Candidate]:
        """Candidates of event nouns without any party of their own, with the parties that the text gave last."""
        for index in range(sentence.start, sentence.end):
            triggers = () if index in spoken_for else self.finder.triggers(index)
            if not triggers or self.parsed.doc[index].pos_ != "NOUN" or self.finder.has_party(index):
                continue
            evoked = (trigger.frame for trigger in triggers)
            frames = {f.relation: f for f in evoked if self.finder.conditions.failed(index, f) is None}
            for relation, frame in frames.items():
                before = told.get(relation)
                if before is not None and before.trigger < sentence.start:
                    slots = ((_TOLD,), (_TOLD,))
                    yield before._replace(trigger=index, frames=(frame,), match=None, slots=slots)

    def _answers(self, sentence: SpacySpan, told: Mapping[str, Candidate]) -> Iterator[Candidate]:
        """Candidates whose object did what the trigger's patient speaks of: "M23 took Goma. The UN condemned it"."""
        finder = self.finder
        for index in range(sentence.start, sentence.end):
            for trigger in finder.triggers(index):
                frame = trigger.frame
                if DOER not in frame.object or self.parsed.doc[index].pos_ != "VERB":
                    continue
                if finder.conditions.failed(index, frame) is not None:
                    continue
                relation, slots = finder.ontology[frame.relation], finder.view.slots(index)
                deeds = slots.get("patient", ())
                doer = self._doer(deeds[0], told) if deeds else None
                if doer is None:
                    continue
                slot, subjects = finder.fillers.first(index, slots, frame.subject, relation.subject, frozenset())
                for subject in subjects:
                    if subject.actors != doer.actors:
                        match = Match(frame, slot, DOER)
                        yield Candidate(index, (frame,), relation, subject, doer, match, ((slot,), (DOER,)))

    def _doer(self, deed: int, told: Mapping[str, Candidate]) -> Mention | None:
        """Who was last said to have done the deed that a noun without any party of its own speaks of."""
        finder = self.finder
        if finder.view.tree.kids_as(deed, "relcl", "acl"):
            return None
        slots = {name: fillers for name, fillers in finder.view.slots(deed).items() if name != _CONTEXT}
        frames = [trigger.frame for trigger in finder.triggers(deed)]
        if any(
            finder.fillers.first(deed, slots, f.subject, finder.ontology[f.relation].subject, frozenset())[1]
            for f in frames
        ):
            return None
        before = (told.get(f.relation) for f in frames if _is_deed(finder.ontology[f.relation]))
        done = [c for c in before if c is not None and c.trigger < deed and not c.relation.symmetric]
        return max(done, key=lambda candidate: (self._weight(candidate), candidate.trigger)).subject if done else None

    def _is_aside(self, candidate: Candidate, told: Mapping[str, Candidate]) -> bool:
        """Whether a noun only names an event in a sentence whose verb tells one: "fired at X to avenge Y's bombing"."""
        before = told.get(candidate.relation.id)
        return before is not None and self._weight(before) > self._weight(candidate)

    def _weight(self, candidate: Candidate) -> tuple[int, bool]:
        """How much a candidate is what the text has just told: by its sentence, and verbs before nouns."""
        word = self.parsed.doc[candidate.trigger]
        return word.sent.start, word.pos_ == "VERB"

    def _is_furniture(self, sentence: SpacySpan) -> bool:
        return any(span.start < sentence.end_char and sentence.start_char < span.end for span in self.parsed.furniture)


def _ends(candidate: Candidate) -> set[tuple[str, tuple[str, ...]]]:
    """Who stands at either end, each with the relation."""
    return {(candidate.relation.id, end.actors) for end in (candidate.subject, candidate.object)}


@dataclass(frozen=True, slots=True)
class Analyser:
    """Analyses parsed articles with what is known of words and actors."""

    ontology: Ontology
    gazetteer: Gazetteer
    lexicon: Lexicon
    words: Words

    def analyse(self, parsed: Parsed) -> Analysis:
        """Mentions, resolved actors and the predicate-argument view of an article."""
        resolution = resolve(parsed, find_mentions(parsed, self.gazetteer, self.words), self.gazetteer, self.words)
        doc = parsed.doc
        view = View(doc, self.lexicon.verbs)
        posts = {actor: self.gazetteer.bodies_of(actor) for actor in resolution.actors}
        known = frozenset(resolution.actors) & self.gazetteer.actors.keys()
        finder = Finder(
            doc,
            view,
            self.lexicon,
            self.ontology,
            resolution.by_head,
            Paths.of(view.tree),
            focus=resolution.focus,
            posts=posts,
            known=known,
            at_home=frozenset(self._at_home(resolution)),
        )
        return Analysis(parsed, resolution, finder)

    def _at_home(self, resolution: Resolution) -> Iterator[str]:
        """The armies of the country in focus."""
        for actor_id, actor in resolution.actors.items():
            is_army = actor.type is ActorType.MILITARY and actor.countries
            if is_army and self.gazetteer.states.get(actor.countries[0]) == resolution.focus:
                yield actor_id


def _is_deed(relation: Relation) -> bool:
    """Whether somebody does it to another, so that it may be condemned: not what belongs to whom."""
    return relation.relation_class is not RelationClass.STRUCTURAL
