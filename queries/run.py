"""Asking: a named question with its parameters, or Cypher of the user's own, of a graph store."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Final

from graph.directory import ActorIndex, suggestion
from graph.errors import QueryError
from graph.ontology import Ontology
from graph.stores.base import GraphStore, Table
from queries.catalog import Question, parameter_names
from queries.parameters import check_names, literals, resolve

ACTORS: Final = "MATCH (a:Actor) RETURN a.id AS id, a.name AS name, a.aliases AS aliases ORDER BY a.id"
WITH_ID: Final = "MATCH (a:Actor {id: $id}) RETURN a.id AS id"
ONE: Final = "MATCH (a:Actor) RETURN a.id AS id LIMIT 1"

NO_ACTORS: Final = "the graph holds no actors yet: run or ingest articles first"


def find_question(name: str, catalog: Mapping[str, Question]) -> Question:
    """The question of that name.

    Raises:
        QueryError: There is none; the message tells names spelt nearly so.
    """
    if name not in catalog:
        titles = {question.title.lower(): known for known, question in catalog.items()}
        near = suggestion(name.lower(), {known: known for known in catalog} | titles)
        raise QueryError(f"no query is called {name!r}{near or '; query --list tells all'}")
    return catalog[name]


def ask(
    store: GraphStore,
    question: Question,
    given: Mapping[str, str],
    ontology: Ontology,
    *,
    timeout: float | None = None,
    limit: int | None = None,
) -> Table:
    """The answer to a named question, in the order that it states.

    Args:
        store: The graph.
        question: What is asked.
        given: Name and value of each parameter, as the user wrote them.
        ontology: Knows relations and statuses.
        timeout: Seconds to wait for the answer.
        limit: Most rows to fetch; the answer tells whether there are more.

    Raises:
        QueryError: A parameter is unknown, missing or no value of its kind, or the server refuses the question.
        StoreError: The store can't be reached.
    """
    values = values_of(store, question, given, ontology)
    return store.run(cypher_of(store, question), values, timeout=timeout, limit=limit)


def cypher_of(store: GraphStore, question: Question) -> str:
    """The question's Cypher for what the store has.

    Raises:
        StoreError: The store can't be reached.
    """
    return question.by_index if question.indexed and store.finds_words() else question.cypher


def values_of(store: GraphStore, question: Question, given: Mapping[str, str], ontology: Ontology) -> dict[str, object]:
    """The values that the question's Cypher gets, actors looked up in the store.

    Raises:
        QueryError: A parameter is unknown, missing or no value of its kind.
        StoreError: The store can't be reached.
    """
    return resolve(question, given, ontology, _Actors(store).find)


def ask_cypher(
    store: GraphStore,
    cypher: str,
    given: Mapping[str, str],
    *,
    write: bool = False,
    timeout: float | None = None,
    limit: int | None = None,
) -> Table:
    """The answer to Cypher of the user's own; it may change the graph only if `write`.

    Raises:
        QueryError: A parameter is missing or not used, the server refuses the Cypher, or it would write and may not.
        StoreError: The store can't be reached.
    """
    return store.run(cypher, values_for(cypher, given), write=write, timeout=timeout, limit=limit)


def values_for(cypher: str, given: Mapping[str, str]) -> dict[str, object]:
    """The values that Cypher of the user's own gets.

    Raises:
        QueryError: There is no Cypher, or a parameter is missing or not used.
    """
    if not cypher.strip():
        raise QueryError("there is no Cypher to run")
    used = dict.fromkeys(name for _, name in parameter_names(cypher))
    check_names(given, used, "this Cypher")
    if missing := [name for name in used if name not in given]:
        raise QueryError(f"this Cypher needs --param {missing[0]}=...")
    return literals(given)


def is_empty(store: GraphStore) -> bool:
    """Whether the store holds no actors.

    Raises:
        StoreError: It can't be reached.
    """
    return not store.run(ONE).rows


class _Actors:
    """The actors of a store; what they are called is read once, and only if it must be."""

    def __init__(self, store: GraphStore) -> None:
        self._store = store

    def find(self, text: str) -> str:
        """The id of the actor that a text names.

        Raises:
            QueryError: No actor is called so, several are, or there are none at all.
            StoreError: The store can't be reached.
        """
        return text if self._store.run(WITH_ID, {"id": text}).rows else self._index.find(text)

    @cached_property
    def _index(self) -> ActorIndex:
        rows = self._store.run(ACTORS).rows
        if not rows:
            raise QueryError(NO_ACTORS)
        return ActorIndex((identifier, name, aliases or ()) for identifier, name, aliases in rows)
