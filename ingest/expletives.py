"""Pronouns that stand for nobody: "it is likely that", "it seems"."""

from __future__ import annotations

from spacy.tokens import Token

from ingest.words import WordLists


def is_empty(token: Token, lists: WordLists) -> bool:
    """Whether a subject refers to nobody: "it is likely that", "it seems"."""
    if token.lower_ not in lists.empty:
        return False
    return token.dep_ == "expl" or (
        token.dep_ == "nsubj" and token.head.lemma_ in lists.empty_verbs and _has_clause(token)
    )


def _has_clause(token: Token) -> bool:
    return any(
        child.dep_ in ("ccomp", "xcomp", "advcl", "csubj", "acomp", "npadvmod")
        for child in token.head.children
        if child.i > token.i
    )
