"""Corrections at work: each alone, and the laws that hold for any sequence of them."""

from __future__ import annotations

import datetime as dt
import tempfile
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.corrections import (
    ClaimKey,
    Correction,
    Decision,
    Flip,
    Merge,
    Reject,
    Rename,
    Retype,
    SetStatus,
    SetType,
    Undo,
    Unmerge,
)
from graph.model import ActorType, Claim, Status
from graph.ontology import Ontology
from graph.projection import Projection, project
from graph.replay import Corrected, replay
from graph.settings import data_dir
from graph.stores.ledger import Ledger
from tests.graph.decided import ACTORS, DIRECTED, IDS, PAGES, SYMMETRIC, claim, claims, decisions, logged

ONTOLOGY = Ontology.load(data_dir() / "ontology")
ATTACK = claim("page 1", "b", DIRECTED, "a", speaker="c")
FIGHT = claim("page 1", "c", SYMMETRIC, "b")


def corrected(rows: Sequence[Claim], *made: Decision) -> Corrected:
    ends = {end for row in rows for end in (row.subject, row.object, row.speaker) if end}
    return replay([ACTORS[key] for key in sorted(ends)], sorted(rows, key=lambda row: row.id), logged(made), ONTOLOGY)


def said(graph: Corrected | Projection) -> list[tuple[str, str, str, str, str]]:
    return sorted((row.subject, row.relation, row.object, row.status.value, row.speaker or "") for row in graph.claims)


def key(row: Claim) -> ClaimKey:
    return ClaimKey.of(row)


def test_a_merge_moves_subject_object_and_speaker_and_keeps_all_names() -> None:
    graph = corrected([ATTACK, claim("page 2", "d", DIRECTED, "c")], Merge(actor="c", into=ACTORS["d"]))
    assert said(graph) == [("b", "attacks", "a", "occurred", "d")]
    assert [actor.id for actor in graph.actors] == ["a", "b", "d"]
    assert graph.actors[2].aliases == ("C", "c alias", "d alias")
    (notice,) = graph.notices
    assert (notice.text, notice.applies) == ("1 claim between those merged left out", True)


def test_a_merge_into_one_that_no_article_speaks_of_takes_the_record_that_was_kept() -> None:
    graph = corrected([ATTACK], Merge(actor="a", into=ACTORS["e"]), Rename(actor="e", name="Eth"))
    assert [actor.name for actor in graph.actors] == ["B", "C", "Eth"]
    assert graph.actors[2].aliases == ("A", "E", "a alias", "e alias")
    assert graph.notices == ()


def test_merges_chain_and_an_unmerge_takes_along_whom_it_leads() -> None:
    chain = [Merge(actor="a", into=ACTORS["b"]), Merge(actor="b", into=ACTORS["c"])]
    rows = [claim("page 1", "d", DIRECTED, "a"), claim("page 2", "d", DIRECTED, "c")]
    assert said(corrected(rows, *chain)) == [("d", "attacks", "c", "occurred", "")] * 2
    parted = corrected(rows, *chain, Unmerge(actor="b"))
    assert [row[2] for row in said(parted)] == ["b", "c"]


def test_what_a_merge_makes_symmetric_stays_in_order_and_one_sentence_says_a_thing_once() -> None:
    rows = [FIGHT, claim("page 1", "d", SYMMETRIC, "c")]
    graph = corrected(rows, Merge(actor="b", into=ACTORS["d"]))
    (one,) = graph.claims
    assert (one.subject, one.object) == ("c", "d")
    moved = next(row for row in rows if row.id == one.id)
    swapped = moved is FIGHT
    assert (one.subject_at, one.object_at) == (
        (moved.object_at, moved.subject_at) if swapped else (moved.subject_at, moved.object_at)
    )


def test_claims_are_rejected_retyped_flipped_and_given_a_status() -> None:
    rows = [ATTACK, FIGHT]
    assert said(corrected(rows, Reject(claim=key(ATTACK)))) == [("b", "fights", "c", "occurred", "")]
    assert ("b", "supports", "a", "occurred", "c") in said(
        corrected(rows, Retype(claim=key(ATTACK), relation="supports"))
    )
    assert ("a", "attacks", "b", "occurred", "c") in said(corrected(rows, Flip(claim=key(ATTACK))))
    assert ("a", "fights", "b", "occurred", "c") in said(corrected(rows, Retype(claim=key(ATTACK), relation="fights")))
    assert ("b", "attacks", "a", "denied", "c") in said(
        corrected(rows, SetStatus(claim=key(ATTACK), status=Status.DENIED))
    )


def test_flipped_twice_is_as_before_and_retyped_there_and_back_too() -> None:
    assert corrected([ATTACK], Flip(claim=key(ATTACK)), Flip(claim=key(ATTACK))).claims == (ATTACK,)
    there = (Retype(claim=key(ATTACK), relation="fights"), Retype(claim=key(ATTACK), relation="attacks"))
    assert corrected([ATTACK], *there).claims == (ATTACK,)


def test_an_actor_whose_last_claim_was_rejected_goes_with_it() -> None:
    graph = corrected([ATTACK, FIGHT], Reject(claim=key(ATTACK)))
    assert [actor.id for actor in graph.actors] == ["b", "c"]


def test_names_and_types_are_set_and_the_old_name_is_an_alias() -> None:
    graph = corrected([ATTACK], Rename(actor="a", name="Azawad"), SetType(actor="a", type=ActorType.PERSON))
    assert (graph.actors[0].name, graph.actors[0].aliases) == ("Azawad", ("A", "a alias"))
    assert graph.actors[0].type is ActorType.PERSON


@pytest.mark.parametrize(
    ("decision", "text"),
    [
        (Merge(actor="e", into=ACTORS["a"]), "no article speaks of 'e'"),
        (Unmerge(actor="a"), "'a' is merged into nobody"),
        (Rename(actor="e", name="E2"), "no article speaks of 'e'"),
        (SetType(actor="e", type=ActorType.IGO), "no article speaks of 'e'"),
        (Reject(claim=key(FIGHT)), "the sentence is not read so any longer"),
        (Retype(claim=key(ATTACK), relation="nags"), "relation 'nags' is not in the ontology"),
    ],
)
def test_what_does_not_apply_is_told_and_changes_nothing(decision: Decision, text: str) -> None:
    graph = corrected([ATTACK], decision)
    assert graph.claims == (ATTACK,)
    assert [(notice.text, notice.applies) for notice in graph.notices] == [(text, False)]


def test_a_claim_with_another_id_is_found_by_its_words_unless_two_sentences_say_them() -> None:
    moved = [claim("page 1", "b", DIRECTED, "a", at=at) for at in (1, 2)]
    assert corrected(moved[:1], Reject(claim=key(ATTACK))).claims == ()
    graph = corrected(moved, Reject(claim=key(ATTACK)))
    assert len(graph.claims) == 2
    assert [notice.text for notice in graph.notices] == ["2 sentences say so"]


def test_two_merges_in_a_circle_are_told() -> None:
    graph = corrected([ATTACK], Merge(actor="a", into=ACTORS["c"]), Merge(actor="c", into=ACTORS["a"]))
    assert [notice.text for notice in graph.notices] == ["'a' is merged into 'c' already"]


# ---------------------------------------------------------------------------------------------------------------- laws


def put(ledger: Ledger, rows: Sequence[Claim], extractor: str = "1") -> None:
    for page in PAGES.values():
        mine = [row for row in rows if row.article == page.id]
        ends = sorted({end for row in mine for end in (row.subject, row.object, row.speaker) if end})
        ledger.put(page, [ACTORS[end] for end in ends], mine, extractor=extractor)


def opened(folder: str) -> Ledger:
    return Ledger.open(f"sqlite:///{Path(folder) / 'ledger.db'}")


def graph_of(ledger: Ledger) -> Projection:
    return project(ledger, ONTOLOGY)


@given(rows=claims, data=st.data())
@settings(max_examples=12, deadline=None)
def test_undo_brings_back_the_earlier_graph_exactly(rows: list[Claim], data: st.DataObject) -> None:
    made = data.draw(decisions(rows, least=1))
    with tempfile.TemporaryDirectory() as folder, opened(folder) as ledger:
        put(ledger, rows)
        graphs = [graph_of(ledger)]
        log: list[Correction] = []
        for decision in made:
            log += ledger.correct([decision], author="Awa", reason="seen")
            graphs.append(graph_of(ledger))
        undos: list[Correction] = []
        for number in reversed(range(len(log))):
            undos += ledger.correct([Undo(undone=log[number].id)], author="Awa", reason="mistake")
            assert graph_of(ledger) == graphs[number]
        for number in range(len(log)):
            ledger.correct([Undo(undone=undos.pop().id)], author="Awa", reason="none after all")
            assert graph_of(ledger) == graphs[number + 1]


@given(rows=claims, data=st.data())
@settings(max_examples=100, deadline=None)
def test_undoing_any_of_them_is_as_if_they_had_never_been_made(rows: list[Claim], data: st.DataObject) -> None:
    log = logged(data.draw(decisions(rows, least=1)))
    taken = data.draw(st.sets(st.sampled_from([row.id for row in log])))
    undos = [
        Correction.of(Undo(undone=each), author="Awa", reason="mistake", at=log[0].at + dt.timedelta(days=1))
        for each in sorted(taken)
    ]
    actors, ordered = [ACTORS[each] for each in IDS], sorted(rows, key=lambda row: row.id)
    mixed = data.draw(st.permutations([*log, *undos]))
    without = [row for row in log if row.id not in taken]
    assert replay(actors, ordered, mixed, ONTOLOGY) == replay(actors, ordered, without, ONTOLOGY)


@given(rows=claims, data=st.data())
@settings(max_examples=12, deadline=None)
def test_the_graph_is_as_if_the_decisions_had_always_stood(rows: list[Claim], data: st.DataObject) -> None:
    made = data.draw(decisions(rows))
    graphs = []
    for order in ("before", "after", "between"):
        with tempfile.TemporaryDirectory() as folder, opened(folder) as ledger:
            if order == "after":
                put(ledger, rows)
            if order == "between":
                put(ledger, rows[: len(rows) // 2])
            ledger.take_over(logged(made))
            put(ledger, rows, extractor="2")
            graphs.append(graph_of(ledger))
    assert graphs[0] == graphs[1] == graphs[2]


@given(rows=claims, data=st.data())
@settings(max_examples=12, deadline=None)
def test_another_extraction_that_gives_other_ids_keeps_the_decisions(rows: list[Claim], data: st.DataObject) -> None:
    made = data.draw(decisions(rows))
    again = [row.model_copy(update={"id": f"v2 {row.id}"}) for row in rows]
    with tempfile.TemporaryDirectory() as folder, opened(folder) as ledger:
        put(ledger, rows)
        ledger.take_over(logged(made))
        first = graph_of(ledger)
        put(ledger, again, extractor="2")
        second = graph_of(ledger)
    assert said(second) == said(first)
    assert (second.actors, second.notices) == (first.actors, first.notices)
    assert [(edge.subject, edge.object, edge.key) for edge in second.edges] == [
        (edge.subject, edge.object, edge.key) for edge in first.edges
    ]


@given(rows=claims, pair=st.permutations(IDS))
@settings(max_examples=100, deadline=None)
def test_a_merge_is_as_if_one_had_been_extracted_for_the_other(rows: list[Claim], pair: list[str]) -> None:
    one, other = pair[:2]

    def end(actor: str | None) -> str:
        return other if actor == one else actor or ""

    named = [
        claim(
            row.article,
            end(row.subject),
            row.relation,
            end(row.object),
            row.status,
            at=row.start // 11,
            speaker=end(row.speaker),
        )
        for row in rows
        if end(row.subject) != end(row.object)
    ]
    merged = corrected(rows, Merge(actor=one, into=ACTORS[other]))
    assert {row[:4] for row in said(merged)} == {
        (row.subject, row.relation, row.object, row.status.value) for row in named
    }
    assert len(merged.claims) == len({row.id for row in named})
