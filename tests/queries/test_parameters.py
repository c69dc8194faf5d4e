"""Parameters: what a user writes, what Cypher gets, and what is said where it can't be."""

from __future__ import annotations

import datetime as dt
import re

import pytest

from graph.directory import ActorIndex
from graph.errors import QueryError
from graph.model import Status
from graph.ontology import Ontology
from graph.projection import Projection
from queries.catalog import Kind, Parameter, Question
from queries.parameters import literals, resolve


@pytest.fixture(scope="module")
def index(scene: Projection) -> ActorIndex:
    return ActorIndex((actor.id, actor.name, actor.aliases) for actor in scene.actors)


def question(kind: Kind, default: str | None = None) -> Question:
    parameter = Parameter(name="x", kind=kind, default=default, help="what")
    return Question(name="q", title="t", answers="a", parameters=(parameter,), example="e", cypher="RETURN $x")


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        (Kind.ACTOR, "mali", "mali"),
        (Kind.ACTOR, "BAMAKO", "mali"),
        (Kind.ACTOR, "cedeao", "ecowas"),
        (Kind.ACTOR, "Al-Qaida", "al-qaeda"),
        (Kind.ACTOR, "al qaïda", "al-qaeda"),
        (Kind.ACTOR, "groupe de soutien a l’Islam et aux musulmans", "gsim"),
        (Kind.RELATION, "NEGOTIATES_WITH", "negotiates-with"),
        (Kind.RELATION, "negotiates with", "negotiates-with"),
        (Kind.STATUS, "denied,occurred", ["occurred", "denied"]),
        (Kind.STATUS, "any", [status.value for status in Status]),
        (Kind.DATE, "2022-02-17", dt.date(2022, 2, 17)),
        (Kind.INT, "-3", -3),
        (Kind.COUNTRY, "ml", "ML"),
        (Kind.COUNTRY, "Côte d'Ivoire", "CI"),
        (Kind.COUNTRY, "allemagne", "DE"),
        (Kind.TEXT, "' OR 1 = 1 //", "' OR 1 = 1 //"),
        (Kind.WORDS, "Withdraws, l'E\u0301lyse\u0301e* +withdraws", ["l", "withdraws", "élysée"]),
    ],
)
def test_a_value_is_understood(kind: Kind, text: str, value: object, index: ActorIndex, ontology: Ontology) -> None:
    assert resolve(question(kind), {"x": text}, ontology, index.find) == {"x": value}


@pytest.mark.parametrize(
    ("kind", "text", "says"),
    [
        (Kind.ACTOR, "Mly", "no actor of the graph is called 'Mly'; did you mean Mali?"),
        (Kind.ACTOR, "Wagnr", "no actor of the graph is called 'Wagnr'; did you mean Wagner"),
        (Kind.ACTOR, "", "no actor of the graph is called ''"),
        (Kind.ACTOR, "any", "no actor of the graph is called 'any'"),
        (Kind.RELATION, "negotiate-with", "is no relation; did you mean negotiates-with"),
        (Kind.STATUS, "ocurred", "'ocurred' is no status; did you mean occurred?"),
        (Kind.STATUS, "", "'' is no status; they are occurred"),
        (Kind.DATE, "2022-02-30", "is no day of the calendar"),
        (Kind.DATE, "20220217", "is no date such as"),
        (Kind.INT, "١٢", "is no whole number"),
        (Kind.INT, "1e3", "is no whole number"),
        (Kind.WORDS, "(*) _", "has 0 words; a search takes 1 to 20"),
        (Kind.WORDS, " ".join(map(str, range(21))), "has 21 words"),
        (Kind.COUNTRY, "Malli", "is no country's name or code such as ML; did you mean Mali"),
    ],
)
def test_a_wrong_value_is_named_with_its_parameter(
    kind: Kind, text: str, says: str, index: ActorIndex, ontology: Ontology
) -> None:
    with pytest.raises(QueryError, match=f"^parameter 'x': .*{re.escape(says)}"):
        resolve(question(kind), {"x": text}, ontology, index.find)


def test_any_is_no_restriction_only_where_it_is_the_default(ontology: Ontology) -> None:
    def never(text: str) -> str:
        raise AssertionError(f"{text!r} is to be looked up")

    for kind in set(Kind) - {Kind.STATUS}:
        assert resolve(question(kind, "any"), {}, ontology, never) == {"x": None}


def test_a_parameter_is_missing_unknown_or_of_a_question_that_has_none(ontology: Ontology, index: ActorIndex) -> None:
    with pytest.raises(QueryError, match=r"query 'q' needs --param x=\.\.\.: what"):
        resolve(question(Kind.INT), {}, ontology, index.find)
    with pytest.raises(QueryError, match="query 'q' has no parameter 'actr'; it has x"):
        resolve(question(Kind.INT), {"actr": "1", "x": "1"}, ontology, index.find)


def test_a_name_of_two_actors_asks_for_the_id_and_a_name_goes_before_an_alias() -> None:
    index = ActorIndex([("a", "The Front", ["Front X"]), ("b", "Front", []), ("c", "Front X", []), ("d", "D", ["Z"])])
    assert index.find("front x") == "c"
    assert index.find("a") == "a"
    with pytest.raises(QueryError, match="may be a or b: give the id"):
        index.find("the front")


def test_values_without_kind_are_json_or_text() -> None:
    texts = {"a": "3", "b": "null", "c": '["x"]', "d": "Mali", "e": "NaN", "f": "9" * 30, "g": "[" * 100_000}
    assert literals(texts) == texts | {"a": 3, "b": None, "c": ["x"]}
