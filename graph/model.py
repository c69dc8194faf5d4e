"""The records that cross a stage. All are frozen and checked when made; none knows a store, a parser or a page.

The flow is RawPage -> Article -> Mention -> Actor -> Claim -> Event; what holds a live spaCy object stays in `ingest`.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from enum import StrEnum
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

Id = Annotated[str, Field(min_length=1, max_length=200)]


class Record(BaseModel):
    """Base of every record: frozen, and a field that it does not know is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Status(StrEnum):
    """How the text presents a claim, relative to the article's date."""

    OCCURRED = "occurred"
    ONGOING = "ongoing"
    PLANNED = "planned"
    POSSIBLE = "possible"
    DEMANDED = "demanded"
    DENIED = "denied"
    NEGATED = "negated"


REALISED = (Status.OCCURRED, Status.ONGOING)
"""What default queries and views show."""


class ActorType(StrEnum):
    """What kind of thing an actor is."""

    STATE = "state"
    GOVERNMENT = "government"
    MILITARY = "military"
    ARMED_GROUP = "armed-group"
    POLITICAL_GROUP = "political-group"
    PERSON = "person"
    IGO = "igo"
    NGO = "ngo"
    COMPANY = "company"
    CIVILIANS = "civilians"
    MEDIA = "media"
    PLACE = "place"


class RelationClass(StrEnum):
    """The quad class of PLOVER and CAMEO, and `structural` for who belongs to whom."""

    VERBAL_COOPERATION = "verbal-cooperation"
    MATERIAL_COOPERATION = "material-cooperation"
    VERBAL_CONFLICT = "verbal-conflict"
    MATERIAL_CONFLICT = "material-conflict"
    STRUCTURAL = "structural"


class Precision(StrEnum):
    """How exactly the text dates an event."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    SPAN = "span"


class Span(Record):
    """Offsets into an article's text, in characters, end exclusive."""

    start: Annotated[int, Field(ge=0)]
    end: Annotated[int, Field(ge=0)]

    @model_validator(mode="after")
    def _not_reversed(self) -> Self:
        if self.end < self.start:
            raise ValueError(f"span ends at {self.end}, before its start {self.start}")
        return self


class EventDate(Record):
    """When the text says that something happened: the first and the last day that its words allow."""

    first: dt.date
    last: dt.date
    precision: Precision

    @model_validator(mode="after")
    def _not_reversed(self) -> Self:
        if self.last < self.first:
            raise ValueError(f"date ends on {self.last}, before its start {self.first}")
        return self

    def __str__(self) -> str:
        """The shortest ISO 8601 form: 2022-02-17, 2022-02, 2022, or 2022-02-01/2022-03-15."""
        match self.precision:
            case Precision.DAY:
                return self.first.isoformat()
            case Precision.MONTH:
                return f"{self.first:%Y-%m}"
            case Precision.YEAR:
                return f"{self.first:%Y}"
            case Precision.SPAN:
                return f"{self.first.isoformat()}/{self.last.isoformat()}"


class Actor(Record):
    """One actor: a node of the graph.

    Attributes:
        id: A slug of the gazetteer ("gsim", "mali"); for one that it lacks, computed from name and country.
        name: English display name.
        name_fr: French display name; None where it is the same.
        type: What kind of thing it is.
        countries: ISO 3166-1 alpha-2 codes, most important first; XK is Kosovo.
        aliases: Other names, sorted, both languages.
        known: Whether the gazetteer has it. False for a name first met in an article, or an unnamed group.
    """

    id: Id
    name: Annotated[str, Field(min_length=1, max_length=300)]
    name_fr: str | None = None
    type: ActorType
    countries: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    known: bool = True

    def name_in(self, lang: str) -> str:
        """Its display name in a language; the English one where it has no other."""
        return self.name_fr or self.name if lang == "fr" else self.name


class Article(Record):
    """One article as it is kept; its text never changes after this, so that offsets stay true.

    Attributes:
        id: Hash of the canonical URL, or of the text where there is none; for a JSON line, of its own id and place.
        url: http(s) address, or None.
        source: Who published it, as given or the URL's host; None if unknown.
        title: Not part of `text`; empty if unknown.
        published: Publication date; None if neither given nor found.
        lang: ISO 639-1 code.
        text: NFC, no boilerplate, paragraphs parted by an empty line.
        digest: SHA-256 of text, title and date: what a later version differs in.
        cluster: The same for an article and its copies: a copy is no second source. In what the ledger gives, the id of
            the first of them.
    """

    id: Id
    url: str | None = None
    source: str | None = None
    title: str = ""
    published: dt.date | None = None
    lang: Annotated[str, Field(pattern="^[a-z]{2,3}$")]
    text: Annotated[str, Field(min_length=1)]
    digest: str
    cluster: Id


class Claim(Record):
    """What one sentence says: the triple, how it is presented, who says so, and where it stands.

    Attributes:
        id: Hash of article, sentence and what is said, so that extracting twice gives the same ids.
        article: Article id.
        subject: Actor id.
        relation: Relation id of the ontology, such as "withdraws-from".
        object: Actor id. For a symmetric relation subject and object are in canonical order (`Ontology.order`).
        status: How the text presents it.
        speaker: Actor id of whom it is reported from; None in the paper's own voice or if the speaker is no actor.
        speaker_label: The text's own words for the speaker; None in the paper's own voice.
        sentence: The evidence, equal to the article's text between `start` and `end`.
        start: First character of the sentence in the article's text.
        end: One past its last character.
        trigger: The words that express the relation.
        subject_at: The mention of the subject, usually inside the sentence.
        object_at: The mention of the object.
        date: When it happened or will; None if the text does not say.
        place: Where, in the text's words; None if it does not say.
        confidence: Probability that the triple is right, 0 to 1.
        pattern: Id of the frame that gave it, for explanation.
    """

    id: Id
    article: Id
    subject: Id
    relation: Id
    object: Id
    status: Status
    speaker: Id | None = None
    speaker_label: str | None = None
    sentence: Annotated[str, Field(min_length=1)]
    start: Annotated[int, Field(ge=0)]
    end: int
    trigger: Span
    subject_at: Span
    object_at: Span
    date: EventDate | None = None
    place: str | None = None
    confidence: Annotated[float, Field(ge=0, le=1)]
    pattern: str

    @model_validator(mode="after")
    def _sentence_fits(self) -> Self:
        if self.end - self.start != len(self.sentence):
            raise ValueError(f"sentence of {len(self.sentence)} characters at {self.start}-{self.end}")
        if self.subject == self.object:
            raise ValueError(f"{self.subject} stands in relation to itself")
        return self


class Event(Record):
    """The claims that tell the same thing: same subject, relation, object and status, near dates.

    Attributes:
        id: Hash of what is told and of its earliest claim.
        first_date: Earliest day that its claims allow; the publication date where the text gives none; None if neither.
        last_date: Latest such day.
        claims: Claim ids, sorted.
        sources: Number of independent sources: distinct clusters of articles.
        confidence: That at least one of its claims is right, the best claim of each cluster counted once.
    """

    id: Id
    subject: Id
    relation: Id
    object: Id
    status: Status
    first_date: dt.date | None
    last_date: dt.date | None
    claims: tuple[Id, ...]
    sources: Annotated[int, Field(ge=1)]
    confidence: Annotated[float, Field(ge=0, le=1)]


def digest(*parts: object, size: int = 16) -> str:
    """The first `size` hex digits of the SHA-256 of the parts, unambiguous about where one ends."""
    joined = "\x1f".join("" if part is None else str(part) for part in parts)
    return hashlib.sha256(joined.encode("utf-8", "surrogatepass")).hexdigest()[:size]
