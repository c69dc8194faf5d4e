"""The vocabulary: relations, statuses and actor types with their meaning, read from data/ontology."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import Annotated

from pydantic import Field

from graph.errors import DataError
from graph.model import ActorType, Record, RelationClass, Status
from graph.toml import read_tables

Types = Annotated[tuple[ActorType, ...], Field(min_length=1)]
Text = Annotated[str, Field(min_length=1)]
_REQUEST = "REQUEST"
"""PLOVER event type of what is asked of somebody."""


class Relation(Record):
    """One relation of the vocabulary.

    Attributes:
        id: Such as "withdraws-from"; in Cypher WITHDRAWS_FROM.
        relation_class: Quad class, or structural.
        plover: PLOVER event type (PLOVER codebook), None for structural relations.
        mode: PLOVER mode, None where the type has none that fits.
        cameo: CAMEO codes that it covers, sorted.
        symmetric: Whether A r B says the same as B r A.
        state: Whether it names a lasting state, so that a bare assertion of it is ongoing, not occurred.
        subject: Allowed actor types of the subject.
        object: Allowed actor types of the object.
        definition: One line: when a text states it.
        label: English reading, "withdraws from".
        inverse: English reading from the object's side, "is left by".
        label_fr: French reading.
        inverse_fr: French reading from the object's side.
    """

    id: Annotated[str, Field(pattern="^[a-z]+(-[a-z]+)*$")]
    relation_class: Annotated[RelationClass, Field(alias="class")]
    plover: str | None = None
    mode: str | None = None
    cameo: tuple[Annotated[str, Field(pattern=r"^\d{2,4}$")], ...] = ()
    symmetric: bool = False
    state: bool = False
    subject: Types
    object: Types
    definition: Text
    label: Text
    inverse: Text
    label_fr: Text
    inverse_fr: Text

    @property
    def cypher_type(self) -> str:
        """The relationship type in Cypher: WITHDRAWS_FROM."""
        return self.id.upper().replace("-", "_")

    @property
    def is_speech(self) -> bool:
        """Whether it is done by saying so: an accusation, a refusal, a threat, a request."""
        return self.relation_class is RelationClass.VERBAL_CONFLICT or self.plover == _REQUEST

    @property
    def is_deed(self) -> bool:
        """Whether it is material, and so not done as long as it is only promised."""
        return self.relation_class in (RelationClass.MATERIAL_CONFLICT, RelationClass.MATERIAL_COOPERATION)

    @property
    def is_role(self) -> bool:
        """Whether it ties actors to each other by what they are, not do: a post, membership, part of a whole."""
        return self.relation_class is RelationClass.STRUCTURAL and ActorType.PLACE not in self.object

    @property
    def default_status(self) -> Status:
        """What a bare assertion of it means."""
        return Status.ONGOING if self.state else Status.OCCURRED


class StatusLabel(Record):
    """How a status reads in both languages, and what it means."""

    id: Status
    label: Text
    label_fr: Text
    definition: Text


class ActorTypeLabel(Record):
    """How an actor type reads in both languages, and what it covers."""

    id: ActorType
    label: Text
    label_fr: Text
    definition: Text


class Ontology:
    """The whole vocabulary. Iterating gives the relations in file order."""

    def __init__(
        self,
        relations: tuple[Relation, ...],
        statuses: tuple[StatusLabel, ...],
        actor_types: tuple[ActorTypeLabel, ...],
    ) -> None:
        self.relations = relations
        self.statuses = statuses
        self.actor_types = actor_types

    @classmethod
    def load(cls, folder: Path) -> Ontology:
        """The ontology of a folder: relations.toml, statuses.toml and actor_types.toml.

        Raises:
            DataError: A file is missing or broken, an id stands twice, or a status or actor type lacks a label.
        """
        relations = _unique(read_tables(folder / "relations.toml", "relation", Relation), folder / "relations.toml")
        statuses = _unique(read_tables(folder / "statuses.toml", "status", StatusLabel), folder / "statuses.toml")
        types = _unique(
            read_tables(folder / "actor_types.toml", "actor_type", ActorTypeLabel), folder / "actor_types.toml"
        )
        if missing := sorted(set(Status) - {row.id for row in statuses}):
            raise DataError(f"status {missing[0].value!r} has no label", folder / "statuses.toml")
        if absent := sorted(set(ActorType) - {row.id for row in types}):
            raise DataError(f"actor type {absent[0].value!r} has no label", folder / "actor_types.toml")
        return cls(relations, statuses, types)

    @cached_property
    def _by_id(self) -> dict[str, Relation]:
        return {relation.id: relation for relation in self.relations}

    def __iter__(self) -> Iterator[Relation]:
        return iter(self.relations)

    def __contains__(self, relation: str) -> bool:
        return relation in self._by_id

    def __getitem__(self, relation: str) -> Relation:
        return self._by_id[relation]

    def order[T](
        self, relation: str, subject: tuple[str, T], obj: tuple[str, T]
    ) -> tuple[tuple[str, T], tuple[str, T]]:
        """Subject and object, each an id with what goes with it, in canonical order: by id if symmetric."""
        if self[relation].symmetric and subject[0] > obj[0]:
            return obj, subject
        return subject, obj


def _unique[R: (Relation, StatusLabel, ActorTypeLabel)](rows: list[tuple[int, R]], path: Path) -> tuple[R, ...]:
    seen: dict[str, int] = {}
    for line, row in rows:
        if row.id in seen:
            raise DataError(f"{row.id!r} stands already in line {seen[row.id]}", path, line)
        seen[row.id] = line
    return tuple(row for _, row in rows)
