"""From judged candidates to claims: which are kept, and what is said about when, how and by whom."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from spacy.tokens import Doc, Token
from spacy.tokens import Span as SpacySpan

from graph.model import Actor, ActorType, Claim, EventDate, Span, Status, digest
from graph.ontology import Ontology, Relation
from ingest.extract.analysis import Analysis
from ingest.extract.candidates import Candidate
from ingest.extract.dates import DateCues, event_date
from ingest.extract.declarations import declarer
from ingest.extract.denials import denials_of, denier_of
from ingest.extract.forms import surface_forms
from ingest.extract.interviews import answers, interviewee
from ingest.extract.lexicon import Frame
from ingest.extract.speaker import Speaker, Speech
from ingest.extract.speech_cues import SpeechCues, SpeechRole
from ingest.extract.status import StatusCues, is_taken_for_granted, status_of
from ingest.extract.status_cues import Role
from ingest.extract.verdicts import Verdict, without_objects
from ingest.mentions import Mention, MentionKind
from ingest.model import Extraction

_WISHED = (Status.DEMANDED, Status.POSSIBLE)
"""What somebody must want or think, if nobody else then whoever says "we" in the whole text."""
_DOING = ("agent", "poss")
"""Slots of whoever does what a word says."""
_OPENING = ("det", "nummod", "amod", "poss")
"""Dependents that say whether a noun phrase is somebody known: "an", "one", "two", "several", but "the two", "its"."""


@dataclass(frozen=True, slots=True)
class Cues:
    """The cue words of status, speech and dates."""

    status: StatusCues
    speech: SpeechCues
    dates: DateCues

    @classmethod
    def load(cls, folder: Path) -> Cues:
        """The cues of a language's lexicon folder.

        Raises:
            DataError: A file is missing or broken.
        """
        return cls(StatusCues.load(folder), SpeechCues.load(folder), DateCues.load(folder))


@dataclass(frozen=True, slots=True)
class Voice:
    """Who says something: nobody in the paper's own voice.

    Attributes:
        actors: Actor id to the text's own words, of all who say it together.
        label: The text's own words for a speaker who is no actor.
    """

    actors: Mapping[str, str] = field(default_factory=dict)
    label: str | None = None

    def of(self, *ends: str) -> tuple[str | None, str | None]:
        """Actor id and words of a claim's speaker: of several the one that it is about, "X and Y said they left"."""
        if not self.actors:
            return None, self.label
        actor = next((end for end in ends if end in self.actors), next(iter(self.actors)))
        return actor, self.actors[actor]


@dataclass(frozen=True, slots=True)
class Claimant:
    """Makes claims of one article's verdicts."""

    analysis: Analysis
    ontology: Ontology
    cues: Cues
    speech: Speech
    answered: tuple[SpacySpan, ...] = ()
    interviewee: str | None = None
    declarer: int | None = None
    _dates: dict[int, EventDate | None] = field(default_factory=dict)
    _rebuttals: dict[tuple[int, str, int, int], tuple[Speaker, ...]] = field(default_factory=dict)
    _denying: dict[tuple[int, str], bool] = field(default_factory=dict)

    @classmethod
    def of(cls, analysis: Analysis, ontology: Ontology, cues: Cues) -> Claimant:
        """The claimant of an analysed article; quotations are found once."""
        doc = analysis.parsed.doc
        who, speech = interviewee(analysis.parsed.article.title), Speech(doc, cues.speech)
        declared = declarer(speech, analysis.resolution.by_head)
        return cls(analysis, ontology, cues, speech, answers(doc) if who else (), who, declared)

    def extraction(self, verdicts: Iterator[Verdict], threshold: float) -> Extraction:
        """The claims of verdicts at or above a probability, one a sentence, triple and status, with actors."""
        kept: dict[tuple[str | int, ...], Claim] = {}
        for verdict in without_objects(verdicts, self.analysis.finder.view, threshold):
            if verdict.probability >= threshold or verdict.proposal.is_retold:
                for claim in self.claims(verdict):
                    if verdict.probability < threshold:
                        if not _is_own_denial(claim):
                            continue
                        claim = claim.model_copy(update={"confidence": threshold})
                    triple = (claim.start, claim.subject, claim.relation, claim.object, claim.status)
                    known = kept.get(triple)
                    if known is None or claim.confidence > known.confidence:
                        kept[triple] = claim
        claims = tuple(
            sorted(filter(partial(_stands, kept), kept.values()), key=lambda c: (c.start, c.trigger.start, c.id))
        )
        used = {actor for c in claims for actor in (c.subject, c.object, c.speaker) if actor is not None}
        resolution = self.analysis.resolution
        actors: tuple[Actor, ...] = tuple(resolution.actors[actor] for actor in sorted(used))
        names = self._forms(claims, used)
        return Extraction(
            article=self.analysis.parsed.article,
            actors=actors,
            claims=claims,
            mentions={actor: names.get(actor, ()) for actor in sorted(used)},
        )

    def _forms(self, claims: tuple[Claim, ...], used: Set[str]) -> dict[str, tuple[str, ...]]:
        """Id of each used actor to its surface forms, with adjectives of nationality at an end of a claim."""
        forms = surface_forms(self.analysis, used)
        adjectives = {(m.start, m.end) for m in self.analysis.resolution.mentions if m.kind is MentionKind.ADJECTIVE}
        text = self.analysis.parsed.article.text
        for claim in claims:
            for actor, at in ((claim.subject, claim.subject_at), (claim.object, claim.object_at)):
                if (at.start, at.end) in adjectives:
                    known = forms.get(actor, ())
                    forms[actor] = tuple(dict.fromkeys((*known, text[at.start : at.end])))
        return forms

    def claims(self, verdict: Verdict) -> Iterator[Claim]:
        """The claims of one verdict: one for each pair of the actors that its mentions stand for, and its denials."""
        candidate, sentence = verdict.proposal.candidate, verdict.proposal.sentence
        article = self.analysis.parsed.article
        doc = self.analysis.parsed.doc
        trigger = doc[candidate.trigger]
        frame = candidate.match.frame if candidate.match else candidate.frames[0]
        voices = tuple(self._voices(candidate, frame))
        if trigger.i not in self._dates:
            self._dates[trigger.i] = event_date(trigger, article.published, self.cues.dates)
        date = self._dates[trigger.i]
        start, end = _trimmed(article.text, sentence.start_char, sentence.end_char)
        seen = set()
        bodies = frozenset(candidate.object.actors)
        for one in candidate.subject.actors:
            theirs = self.analysis.finder.theirs(candidate.relation, one, bodies)
            for other in candidate.object.actors:
                if one == other or other not in theirs:
                    continue
                first, second = self.ontology.order(
                    candidate.relation.id, (one, candidate.subject), (other, candidate.object)
                )
                if (first[0], second[0]) in seen:
                    continue
                seen.add((first[0], second[0]))
                for status, voice in voices:
                    speaker, label = voice.of(first[0], second[0])
                    yield Claim(
                        id=digest(article.id, start, end, first[0], candidate.relation.id, second[0], status),
                        article=article.id,
                        subject=first[0],
                        relation=candidate.relation.id,
                        object=second[0],
                        status=status,
                        speaker=speaker,
                        speaker_label=label,
                        sentence=article.text[start:end],
                        start=start,
                        end=end,
                        trigger=Span(start=trigger.idx, end=trigger.idx + len(trigger)),
                        subject_at=_span(first[1]),
                        object_at=_span(second[1]),
                        date=date,
                        place=self._place(candidate.trigger, first[1], second[1]),
                        confidence=round(verdict.probability, 4),
                        pattern=candidate.match.frame.id if candidate.match else f"{frame.id}~",
                    )

    def _voices(self, candidate: Candidate, frame: Frame) -> Iterator[tuple[Status, Voice]]:
        """How the claim stands: as the text has it, then as denied by each party that rebuts it."""
        trigger = self.analysis.parsed.doc[candidate.trigger]
        status = self._status(candidate, frame)
        said_by = self._asker(trigger, frame) or self.speech.speaker_of(trigger)
        if said_by and status is Status.DENIED and (denier := denier_of(said_by, self.speech)):
            yield self._status(candidate, frame, below=said_by.verb), self._named(said_by)
            yield status, self._named(denier)
            return
        voice = self._named(said_by) if said_by else self._unsaid(trigger)
        if said_by is None and self._is_promised(trigger, status, candidate.relation):
            voice = self._named(Speaker(candidate.subject.head, trigger.i))  # who promises it says so
        if status is Status.DEMANDED and self._is_ordered_by_itself(candidate, voice):
            status, voice = Status.PLANNED, Voice()  # "the president ordered the withdrawal": nobody is asked
        is_fact = status in (Status.OCCURRED, Status.ONGOING)
        is_given = candidate.relation.is_role and is_taken_for_granted(trigger, self.cues.status)
        is_own = not voice.actors.keys().isdisjoint(candidate.subject.actors)
        if said_by is None and voice != Voice():
            pass  # in an interview even who accuses whom is what the interviewee says
        elif said_by is None and status in _WISHED and self.declarer is not None:
            voice = self._named(Speaker(self.declarer, trigger.i))  # "We met today. X must leave": we say so
        elif candidate.relation.is_speech and (is_fact or (is_own and status is not Status.DENIED)):
            voice = Voice()  # "X accused Y" is X's act, not X's report of it, whoever tells of it
        elif is_given and is_fact:
            voice = Voice()  # who the president is does not hang on who speaks of him
        yield status, voice
        if not (candidate.relation.is_speech or is_given) and (is_fact or status is Status.POSSIBLE):
            yield from self._denials(candidate, voice, is_claimed=said_by is not None and is_fact)

    def _denials(self, candidate: Candidate, voice: Voice, *, is_claimed: bool) -> Iterator[tuple[Status, Voice]]:
        """How each party that rebuts it has it; what somebody claims as a fact may be rebutted by others, too."""
        trigger = self.analysis.parsed.doc[candidate.trigger]
        parties = {*candidate.subject.actors, *candidate.object.actors}
        for denier in self._deniers(trigger, candidate, parties):
            other = self._named(denier)
            if other.actors.keys() & voice.actors.keys() - parties:  # "X accused A and B of it; both denied it"
                if trigger.doc[denier.head].pos_ in ("NOUN", "PROPN"):
                    continue  # who makes a charge does not rebut it: he denies something else
                other = self._named(Speaker(candidate.subject.head, denier.verb))
            if other.actors.keys() & parties or (other.actors and is_claimed):
                yield Status.DENIED, other

    def _is_promised(self, trigger: Token, status: Status, relation: Relation) -> bool:
        """Whether an act is only what its own verb promises, offers or threatens: "promised them medicine"."""
        if status not in (Status.PLANNED, Status.POSSIBLE) or relation.is_speech or trigger.pos_ != "VERB":
            return False
        cues = self.cues.status
        return cues.has(Role.PROMISE, trigger) and status_of(trigger, Status.OCCURRED, cues) is Status.OCCURRED

    def _asker(self, trigger: Token, frame: Frame) -> Speaker | None:
        """Who asks for what a frame's own verb demands: X in "X demands of Y the release of Z"."""
        if frame.status is not Status.DEMANDED or not self.cues.speech.reports(SpeechRole.VERB, trigger, "object"):
            return None
        asker = self.speech.subject(trigger)
        return Speaker(self.speech.owner(asker), trigger.i) if asker is not None else None

    def _is_ordered_by_itself(self, candidate: Candidate, voice: Voice) -> bool:
        """Whether who demands an act is who is to do it alone, or heads him: nobody holds talks with himself."""
        doers, actors = set(candidate.subject.actors), self.analysis.resolution.actors
        heads = [actor for actor in voice.actors if actors[actor].type is ActorType.PERSON]
        headed = {body for actor in heads for body in self.analysis.finder.posts.get(actor, ())}
        return not candidate.relation.symmetric and not doers.isdisjoint({*voice.actors, *headed})

    def _status(self, candidate: Candidate, frame: Frame, *, below: int | None = None) -> Status:
        """How the text presents the claim; below a word of saying, how whoever says it does."""
        status = status_of(
            self.analysis.parsed.doc[candidate.trigger],
            candidate.relation.default_status,
            self.cues.status,
            negated_act=frame.negated,
            speech=candidate.relation.is_speech,
            deed=candidate.relation.is_deed,
            below=below,
        )
        if frame.status is Status.NEGATED:  # asked, planned or denied to end, it goes on: "must lift the siege"
            return frame.status if status in (Status.OCCURRED, Status.ONGOING) else Status.ONGOING
        return status if frame.status is None or status in (Status.NEGATED, Status.DENIED) else frame.status

    def _deniers(self, trigger: Token, candidate: Candidate, parties: Set[str]) -> tuple[Speaker, ...]:
        """Who rebuts what a trigger says of a candidate's relation and parties."""
        key = (trigger.i, candidate.relation.id, candidate.subject.head, candidate.object.head)
        if key not in self._rebuttals:
            denied = partial(self._denied, candidate.relation, parties)
            self._rebuttals[key] = denials_of(trigger, self.speech, denied)
        return self._rebuttals[key]

    def _denied(self, relation: Relation, parties: Set[str], start: int, end: int) -> Iterator[Token]:
        """The words among tokens start to end that say that a relation does not hold, and are somebody's denial.

        "X arms Y. Z denies arming anybody" is no denial of what X does.
        """
        finder = self.analysis.finder
        for index in finder.evoking(relation.id, start, end):
            doers = {actor for name in _DOING for one in self._in_slot(index, name) for actor in one.actors}
            word, key = self.analysis.parsed.doc[index], (index, relation.id)
            if word.dep_ in ("aux", "auxpass") or (doers and doers.isdisjoint(parties)):
                continue
            if key not in self._denying:
                status = status_of(word, relation.default_status, self.cues.status)
                self._denying[key] = status is Status.DENIED
            if self._denying[key]:
                yield word

    def _in_slot(self, index: int, name: str) -> Iterator[Mention]:
        finder = self.analysis.finder
        return finder.fillers.in_slot(index, finder.view.slots(index), name)

    def _unsaid(self, trigger: Token) -> Voice:
        """Who says what no verb of saying governs: in an interview whoever answers, in the title's words."""
        text = self.analysis.parsed.article.text
        if self.interviewee is None or not any(answer.start <= trigger.i < answer.end for answer in self.answered):
            return Voice()
        named = (m for m in self.analysis.resolution.mentions if text[m.start : m.end] == self.interviewee)
        actor = next((m.actors[0] for m in named if m.actors), None)
        return Voice({actor: self.interviewee}) if actor else Voice(label=self.interviewee)

    def _named(self, speaker: Speaker | None) -> Voice:
        """The speaker's actors with the text's own words for each, or the words alone."""
        if speaker is None:
            return Voice()
        doc = self.analysis.parsed.doc
        mention = self.analysis.resolution.by_head.get(speaker.head)
        if mention is None or not mention.actors or self._is_somebody(mention, doc[speaker.head]):
            return Voice(label=_phrase(doc, speaker.head))
        text = self.analysis.parsed.article.text
        together = self.analysis.finder.fillers.actors_at(speaker.head)
        actors: dict[str, str] = {}
        for one in (mention, *together):
            is_group = one.kind is MentionKind.NOMINAL and not set(one.actors) & self.analysis.finder.known
            words = _phrase(doc, one.head) if is_group else text[one.start : one.end]
            for actor in one.actors:
                actors.setdefault(actor, words)
        return Voice(actors)

    def _is_somebody(self, mention: Mention, head: Token) -> bool:
        """Whether unnamed people speak, whom the text only ties to an organisation: "an officer of the army"."""
        opening = [child for child in head.children if child.dep_ in _OPENING]
        return (
            mention.kind is MentionKind.NOMINAL
            and len(mention.actors) == 1
            and any(self.cues.speech.has(SpeechRole.SOMEBODY, child) for child in opening)
            and not any(self.cues.speech.has(SpeechRole.CERTAIN, child) for child in opening)
        )

    def _place(self, trigger: int, *ends: Mention) -> str | None:
        """Where the trigger's clause says that it happened; None if nowhere, or at an end of the claim."""
        slots = self.analysis.finder.view.slots(trigger)
        taken = {end.head for end in ends}
        for name in self.analysis.finder.lexicon.verbs.small.places:
            for index in slots.get(name, ()):
                mention = self.analysis.resolution.by_head.get(index)
                if mention and mention.head not in taken and mention.type in (ActorType.PLACE, ActorType.STATE):
                    return self.analysis.parsed.article.text[mention.start : mention.end]
        return None


def _stands(kept: Mapping[tuple[str | int, ...], Claim], claim: Claim) -> bool:
    """Whether no likelier claim of the sentence tells the triple of one without a whole frame in another way."""
    if not claim.pattern.endswith("~") or claim.status is Status.DENIED:
        return True
    told = (claim.start, claim.subject, claim.relation, claim.object)
    others = (kept.get((*told, status)) for status in Status if status not in (claim.status, Status.DENIED))
    return not any(other and other.confidence > claim.confidence for other in others)


def _is_own_denial(claim: Claim) -> bool:
    """Whether a party denies what was told before: "But the government denied any negotiations had been launched"."""
    return claim.status is Status.DENIED and claim.speaker in (claim.subject, claim.object)


def _phrase(doc: Doc, head: int) -> str:
    """A noun phrase in the text's words, without its relative clauses and appositions."""
    tokens = [
        t
        for t in doc[head].subtree
        if not any(a.dep_ in ("relcl", "appos", "acl", "pcomp") and a.i != head for a in _up_to(t, head))
    ]
    last = max((t.i for t in tokens if t.pos_ != "ADP"), default=head)
    return doc[min(t.i for t in tokens) : last + 1].text.strip(" ,;:")


def _up_to(token: Token, head: int) -> Iterator[Token]:
    while token.i != head:
        yield token
        token = token.head


def _span(mention: Mention) -> Span:
    return Span(start=mention.start, end=mention.end)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Offsets without white space at either end."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
