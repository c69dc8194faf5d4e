"""Mentions: which phrases are found, where they end, and what kind they are."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from graph.errors import DataError
from graph.gazetteer import load_gazetteer
from graph.model import ActorType
from graph.settings import data_dir
from ingest.mentions import MentionKind
from ingest.words import load_words
from tests.ingest.meant import Read

pytestmark = pytest.mark.model
TEXT = (
    "Gao burns again\n\n"
    "French President Emmanuel Macron told the Malian army that its soldiers, who had left Gao, could return.\n\n"
    "Al-Qaeda-linked rebels killed a dozen villagers.\u00a0They said it was a mistake."
)


def kinds(read: Read, text: str) -> dict[str, MentionKind]:
    """Each mention's text with its kind."""
    _, resolution = read(text)
    return {text[m.start : m.end]: m.kind for m in resolution.mentions}


def test_names_nouns_adjectives_and_pronouns(read: Read) -> None:
    found = kinds(read, TEXT)
    assert found["the Malian army"] is MentionKind.NOMINAL
    assert found["Malian"] is MentionKind.ADJECTIVE
    assert found["its"] is MentionKind.PRONOUN
    assert found["They"] is MentionKind.PRONOUN
    assert found["Gao"] is MentionKind.NAMED


def test_a_phrase_has_no_relative_clause(read: Read) -> None:
    assert "its soldiers" in kinds(read, TEXT)


def test_heads_are_single_and_offsets_are_those_of_the_text(read: Read) -> None:
    parsed, resolution = read(TEXT)
    assert parsed.doc.text == TEXT.replace("\u00a0", " ")
    heads = [m.head for m in resolution.mentions]
    assert heads == sorted(set(heads)) == sorted(resolution.by_head)
    for mention in resolution.mentions:
        token = parsed.doc[mention.head]
        assert mention.start <= token.idx < mention.end <= len(TEXT)


def test_a_headline_is_a_sentence_of_its_own(read: Read) -> None:
    parsed, _ = read(TEXT)
    starts = [sentence.start_char for sentence in parsed.doc.sents]
    assert TEXT.index("French") in starts
    assert TEXT.index("Al-Qaeda") in starts
    assert all("\n\n" not in sentence.text.strip() for sentence in parsed.doc.sents)


@pytest.mark.parametrize("text", ["It is likely that the war will last.", "It seems that nobody came."])
def test_it_that_stands_for_nothing_is_no_mention(read: Read, text: str) -> None:
    assert "It" not in kinds(read, text)


@pytest.mark.parametrize(
    ("text", "phrase", "kind"),
    [
        ("Israel withdrew its men from the Netzarim corridor in Gaza.", "Netzarim corridor", ActorType.PLACE),
        ("Russia holds the Zaporizhzhia nuclear plant.", "Zaporizhzhia nuclear plant", ActorType.PLACE),
        ("The fishermen of Mucojo blame marines in Mozambique.", "Mucojo", ActorType.PLACE),
        ("In Sudan the displaced accused the army of looting.", "the displaced", ActorType.CIVILIANS),
        ("The courts have hit the SNSD, the party that he founded in Bosnia.", "SNSD", ActorType.POLITICAL_GROUP),
        ("PKK fighters must leave Turkish soil.", "Turkish soil", ActorType.STATE),
    ],
)
def test_what_a_phrase_names(read: Read, text: str, phrase: str, kind: ActorType) -> None:
    _, resolution = read(text)
    (found,) = (m for m in resolution.mentions if text[m.start : m.end] == phrase)
    assert found.actors
    assert found.type is kind


def test_a_name_that_holds_a_known_surname_is_not_the_known_person(read: Read) -> None:
    _, resolution = read("The singer Salif Keita gave a concert in Bamako.")
    assert "ibrahim-boubacar-keita" not in resolution.actors


def test_every_mention_of_an_actor_names_one_that_is_listed(read: Read) -> None:
    _, resolution = read(TEXT)
    used = {actor for mention in resolution.mentions for actor in mention.actors}
    assert used == set(resolution.actors)


def test_the_same_text_reads_the_same_twice(read: Read) -> None:
    assert read(TEXT)[1] == read(TEXT)[1]


def test_an_article_reads_the_same_beside_others(read: Read) -> None:
    alone = read(TEXT)[1].mentions
    read("The Sudanese army fought the Rapid Support Forces. They denied it.")
    assert read(TEXT)[1].mentions == alone


def test_a_text_without_a_word_has_no_mention(read: Read) -> None:
    for text in ("\n\n", "...", "«»"):
        assert not [m for m in read(text)[1].mentions if m.actors]


def test_a_pronoun_in_two_tables_is_refused(tmp_path: Path) -> None:
    lexicon = (data_dir() / "lexicon" / "en" / "coreference.toml").read_text(encoding="utf-8")
    broken = tmp_path / "coreference.toml"
    broken.write_text(lexicon.replace('"he", "him"', '"he", "she"', 1), encoding="utf-8")
    with pytest.raises(DataError, match="two tables"):
        load_words(broken, load_gazetteer(data_dir() / "gazetteer"))


def test_sentences_follow_one_another(read: Read) -> None:
    parsed, _ = read(TEXT)
    assert all(one.end == other.start for one, other in pairwise(parsed.doc.sents))
