"""What an article is about, told before it is parsed: the share of its words that lexicon and gazetteer know."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from graph.forms import fold, words
from graph.gazetteer import Gazetteer, load_gazetteer
from graph.model import ActorType, Article, RelationClass
from graph.ontology import Ontology
from ingest.extract.lexicon import Frame, Lexicon

LEAST = 0.025
"""Of the words of an article on a conflict at least this share tells of it. Annotated articles have 0.033 and more."""
SHORT = 30
"""Fewer words than this say too little to tell."""
ENDING = 3
"""An inflected word is at most by so many letters longer than what its lemma begins with."""
SHORTEST = 4
"""Of fewer letters a beginning is part of too many words."""
FORCES = (ActorType.MILITARY, ActorType.ARMED_GROUP)
BODIES = (*FORCES, ActorType.GOVERNMENT, ActorType.POLITICAL_GROUP, ActorType.IGO)


@dataclass(frozen=True, slots=True)
class Topic:
    """The words of conflict: by language the beginnings of acts, nouns for those who fight, and actors' names."""

    acts: Mapping[str, frozenset[str]]
    fighters: frozenset[str]
    gazetteer: Gazetteer

    @classmethod
    def load(cls, data: Path) -> Topic:
        """The topic that a data folder describes.

        Raises:
            DataError: A file is missing or broken.
        """
        ontology, gazetteer = Ontology.load(data / "ontology"), load_gazetteer(data / "gazetteer")
        folders = sorted(path for path in (data / "lexicon").iterdir() if path.is_dir())
        acts = {folder.name: _acts(Lexicon.load(folder, ontology), ontology) for folder in folders}
        nouns = (noun for noun in gazetteer.nouns if noun.type in FORCES)
        return cls(acts, frozenset(fold(form) for noun in nouns for form in (noun.lemma, noun.plural)), gazetteer)

    def is_met(self, article: Article) -> bool:
        """Whether an article may tell of a conflict; one in a language without lexicon may."""
        acts = self.acts.get(article.lang)
        text = [fold(word) for word, _, _ in words(f"{article.title}\n{article.text}")]
        if acts is None or len(text) < SHORT:
            return True
        told = sum(word in self.fighters or _begins(word, acts) for word in text)
        named = (match.forms for match in self.gazetteer.find(article.text))
        told += sum(any(self.gazetteer.actors[form.actor].type in BODIES for form in forms) for forms in named)
        return told >= LEAST * len(text)


def _acts(lexicon: Lexicon, ontology: Ontology) -> frozenset[str]:
    """What words for acts of conflict begin with: those that say it by themselves and say nothing friendlier."""
    told: dict[str, set[RelationClass]] = {}
    for frame in lexicon.frames:
        for trigger in frame.triggers:
            if _is_plain(frame, trigger):
                told.setdefault(_beginning(trigger), set()).add(ontology[frame.relation].relation_class)
    return frozenset(
        word
        for word, classes in told.items()
        if RelationClass.MATERIAL_CONFLICT in classes or classes == {RelationClass.VERBAL_CONFLICT}
    )


def _is_plain(frame: Frame, trigger: str) -> bool:
    restricted = frame.patient or frame.needs or frame.whole
    return frame.kind != "adjective" and not restricted and len(fold(trigger).split()) == 1


def _beginning(lemma: str) -> str:
    word = fold(lemma)
    return word[:-1] if word.endswith(("e", "y")) and len(word) > SHORTEST else word


def _begins(word: str, beginnings: frozenset[str]) -> bool:
    return any(word[:end] in beginnings for end in range(len(word), max(SHORTEST, len(word) - ENDING) - 1, -1))
