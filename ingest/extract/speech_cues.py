"""Words of saying, by what they do; read from data/lexicon."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

from spacy.tokens import Token

from ingest.extract.cues import Cue, read_cues


class SpeechRole(StrEnum):
    """What a word of saying is."""

    VERB = "verb"
    NOUN = "noun"
    PREPOSITION = "preposition"
    VOICE = "voice"
    TEXT = "text"
    MARK = "mark"
    DENIAL = "denial"
    CALLING = "calling"
    FALSEHOOD = "falsehood"
    CONTENT = "content"
    AUTHOR = "author"
    PRINCIPAL = "principal"
    SOMEBODY = "somebody"
    CERTAIN = "certain"
    ACCOUNT = "account"
    BY = "by"
    THING = "thing"
    OPEN = "open"
    TELLING = "telling"
    MAKING = "making"
    RECALLING = "recalling"
    HEARSAY = "hearsay"


class SpeechCue(Cue[SpeechRole]):
    """Words of one role.

    Attributes:
        over: For verbs and nouns, how what is reported hangs on them: "inf", "that", "ing", "object", "quote", or a
            preposition.
    """


class SpeechCues:
    """All words of saying of a language, by role."""

    def __init__(self, cues: tuple[SpeechCue, ...]) -> None:
        self.over: dict[SpeechRole, dict[str, set[str]]] = {role: {} for role in SpeechRole}
        for cue in cues:
            for word in cue.words:
                self.over[cue.role].setdefault(word, set()).update(cue.over)

    @classmethod
    def load(cls, folder: Path) -> SpeechCues:
        """The cues of speech.toml in a folder.

        Raises:
            DataError: The file is missing or broken, a word stands twice, or a verb or noun reports nothing.
        """
        return cls(read_cues(folder / "speech.toml", SpeechCue, (SpeechRole.VERB, SpeechRole.NOUN)))

    def reports(self, role: SpeechRole, token: Token, over: str) -> bool:
        """Whether a word of that role reports what hangs on it in that way."""
        words = self.over[role]
        return over in words.get(token.lemma_.lower(), ()) or over in words.get(token.lower_, ())

    def has(self, role: SpeechRole, token: Token) -> bool:
        """Whether a word is listed in a role."""
        return token.lemma_.lower() in self.over[role] or token.lower_ in self.over[role]
