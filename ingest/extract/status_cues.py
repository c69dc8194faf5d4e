"""The words that change how a claim is presented, read from status.toml of a lexicon."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

from spacy.tokens import Token

from ingest.extract.cues import Cue, read_cues


class Role(StrEnum):
    """Where a cue stands, seen from the trigger."""

    GOVERNOR = "governor"
    AUXILIARY = "auxiliary"
    ADVERB = "adverb"
    MARK = "mark"
    NEGATOR = "negator"
    PREPOSITION = "preposition"
    MODIFIER = "modifier"
    LIGHT = "light"
    CLAIM = "claim"
    ENDED = "ended"
    LASTING = "lasting"
    BOUND = "bound"
    PENDING = "pending"
    REBUTTAL = "rebuttal"
    SAYING = "saying"
    STATE = "state"
    DURATIVE = "durative"
    CONTINUING = "continuing"
    AFTERWARDS = "afterwards"
    PAST = "past"
    PERFECT = "perfect"
    PLUPERFECT = "pluperfect"
    PRESENT = "present"
    PROGRESSIVE = "progressive"
    UNDERWAY = "underway"
    COPULA = "copula"
    FORETOLD = "foretold"
    INFLECTION = "inflection"
    BACKSHIFT = "backshift"
    ARTICLE = "article"
    BUT = "but"
    BESIDES = "besides"
    SINGLING = "singling"
    ROLE = "as"
    GENITIVE = "of"
    RESULT = "result"
    PUNCTUAL = "punctual"
    PERFORMATIVE = "performative"
    PROMISE = "promise"
    BEGINNING = "beginning"
    ENTRY = "entry"
    PROCESS = "process"
    UNDER = "under"
    PURPOSE = "purpose"
    WITH = "with"
    AIMED = "aimed"
    MEANS = "means"


class Effect(StrEnum):
    """What a cue makes of a claim; "ceased" negates a fact, but what is only asked or planned to cease goes on."""

    PLANNED = "planned"
    POSSIBLE = "possible"
    DEMANDED = "demanded"
    DENIED = "denied"
    NEGATED = "negated"
    CEASED = "ceased"


class StatusCue(Cue[Role]):
    """Words of one role and effect.

    Attributes:
        effect: What they do; None for the roles that only guide the climb.
        over: For a governor, how the trigger hangs on it: "inf", "own", "told" (an infinitive, in what is told),
            "that", "ing", "object", "subject", "claim", or the preposition between them.
    """

    effect: Effect | None = None


class StatusCues:
    """All cues of a language, by role and word."""

    def __init__(self, cues: tuple[StatusCue, ...]) -> None:
        self.governors: dict[str, dict[str, Effect]] = {}
        self.words: dict[Role, dict[str, Effect | None]] = {role: {} for role in Role}
        for cue in cues:
            for word in cue.words:
                self.words[cue.role][word] = cue.effect
                if cue.role is Role.GOVERNOR and cue.effect:
                    self.governors.setdefault(word, {}).update(dict.fromkeys(cue.over, cue.effect))

    @classmethod
    def load(cls, folder: Path) -> StatusCues:
        """The cues of status.toml in a folder.

        Raises:
            DataError: The file is missing or broken, a word stands twice in one place, or a governor governs nothing.
        """
        return cls(read_cues(folder / "status.toml", StatusCue, (Role.GOVERNOR,)))

    def governor(self, token: Token, over: str) -> Effect | None:
        """What a word does to what it governs in that way; a form of its own goes before its lemma."""
        for word in (token.lower_, token.lemma_.lower()):
            if (effects := self.governors.get(word)) and over in effects:
                return effects[over]
        return None

    def effect(self, role: Role, token: Token) -> Effect | None:
        """What a word does in a role, None if it isn't in it."""
        words = self.words[role]
        return words.get(token.lower_) or words.get(token.lemma_.lower())

    def inflection(self, verb: Token, role: Role = Role.INFLECTION) -> Effect | None:
        """What the form of a verb itself does, such as a future or a conditional."""
        words = self.words[role]
        found = (words.get(feature.lower()) for feature in verb.morph) if words else ()
        return next(filter(None, found), None)

    def is_told(self, verb: Token) -> bool:
        """Whether a finite verb tells of what was or has been, and so is nobody's wish."""
        auxiliaries = [child for child in verb.children if child.dep_ in ("aux", "auxpass")]
        if not auxiliaries:
            return verb.tag_ == "VBD" and verb.lower_ != verb.lemma_  # but "demanded that X set Y free"
        return any(self.has(Role.PAST, word) or self.has(Role.PERFECT, word) for word in auxiliaries)

    def is_purpose(self, noun: Token) -> bool:
        """Whether a noun and the word before it only open what something is done for: "in order to"."""
        return noun.i > 0 and f"{noun.nbor(-1).lower_} {noun.lower_}" in self.words[Role.PURPOSE]

    def is_aim(self, verb: Token, head: Token) -> bool:
        """Whether an infinitive tells a deed that another one is meant to bring: "sent troops to arrest X"."""
        return self.has(Role.AIMED, verb) and not self.has(Role.MEANS, head)

    def has(self, role: Role, token: Token) -> bool:
        """Whether a word is listed in a role."""
        words = self.words[role]
        return token.lower_ in words or token.lemma_.lower() in words
