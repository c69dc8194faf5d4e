"""The vocabulary: what the files must hold, and how they complain."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from graph.errors import DataError
from graph.model import ActorType, RelationClass, Status
from graph.ontology import Ontology
from graph.settings import data_dir

FOLDER = data_dir() / "ontology"
PLAN = Path(__file__).parents[3] / "shared" / "relations.md"

GOOD = """
[[relation]]
id = "greets"
class = "verbal-cooperation"
plover = "CONSULT"
cameo = ["040"]
subject = ["person"]
object = ["person"]
definition = "Says hello."
label = "greets"
inverse = "is greeted by"
label_fr = "salue"
inverse_fr = "est salué par"
"""


@pytest.fixture(scope="module")
def ontology() -> Ontology:
    return Ontology.load(FOLDER)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the real files, to be broken."""
    shutil.copytree(FOLDER, tmp_path / "ontology")
    return tmp_path / "ontology"


def plan() -> list[tuple[str, str, str | None, bool]]:
    """Class, relation, PLOVER type and symmetry of each row of the plan's table, in its order."""
    rows: list[tuple[str, str, str | None, bool]] = []
    quad = ""
    for line in PLAN.read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if len(cells) != 4 or cells[1] in ("relation", "---"):
            continue
        quad = cells[0] or quad
        for relation in re.findall(r"[a-z]+(?:-[a-z]+)*", cells[1]):
            plover = cells[2] if cells[2] != "-" else None
            rows.append((quad.replace(" ", "-"), relation, plover, "symmetric" in cells[3]))
    return rows


@pytest.mark.skipif(not PLAN.is_file(), reason="the plan's table of relations is not beside this checkout")
def test_every_relation_of_the_plan_stands_in_its_order_with_class_plover_type_and_symmetry(ontology: Ontology) -> None:
    ours = [(r.relation_class.value, r.id, r.plover, r.symmetric) for r in ontology]
    assert len(ours) >= 46
    assert ours == plan()


def test_a_symmetric_relation_allows_the_same_types_on_both_sides(ontology: Ontology) -> None:
    for relation in ontology:
        if relation.symmetric:
            assert set(relation.subject) == set(relation.object), relation.id
            assert relation.label == relation.inverse, relation.id


def test_what_does_is_no_place_and_only_territorial_relations_reach_one(ontology: Ontology) -> None:
    places = {relation.id for relation in ontology if ActorType.PLACE in relation.object}
    assert not [relation.id for relation in ontology if ActorType.PLACE in relation.subject]
    assert {"withdraws-from", "deploys-to", "operates-in", "controls", "captures", "besieges"} <= places
    assert not places & {"accuses", "supports", "arms", "negotiates-with", "kills", "kidnaps", "leads"}


def test_offices_belong_to_persons(ontology: Ontology) -> None:
    assert (
        ontology["leads"].subject == ontology["founded"].subject == ontology["appoints"].object == (ActorType.PERSON,)
    )


def test_every_act_has_codes_and_structure_has_none(ontology: Ontology) -> None:
    for relation in ontology:
        structural = relation.relation_class is RelationClass.STRUCTURAL
        assert (relation.plover is None) == structural, relation.id
        assert (not relation.cameo) == structural, relation.id
        assert list(relation.cameo) == sorted(set(relation.cameo)), relation.id


def test_no_two_relations_share_a_definition_or_a_reading(ontology: Ontology) -> None:
    for words in ("definition", "label", "label_fr"):
        values = [getattr(relation, words) for relation in ontology]
        assert len(values) == len(set(values)), words


def test_the_cypher_type_is_the_relation_in_upper_snake_case(ontology: Ontology) -> None:
    assert ontology["pledges-allegiance-to"].cypher_type == "PLEDGES_ALLEGIANCE_TO"
    assert len({relation.cypher_type for relation in ontology}) == len(ontology.relations)


def test_every_status_and_actor_type_is_labelled_in_the_models_order(ontology: Ontology) -> None:
    assert [row.id for row in ontology.statuses] == list(Status)
    assert [row.id for row in ontology.actor_types] == list(ActorType)


def test_order_is_by_id_for_a_symmetric_relation_and_untouched_otherwise(ontology: Ontology) -> None:
    mali, france = ("mali", 1), ("france", 2)
    assert ontology.order("meets-with", mali, france) == (france, mali)
    assert ontology.order("meets-with", france, mali) == (france, mali)
    assert ontology.order("accuses", mali, france) == (mali, france)


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ('id = "greets"', 'id = "Greets"', "id: "),
        ('class = "verbal-cooperation"', 'class = "friendly"', "class: "),
        ('subject = ["person"]', "subject = []", "subject: "),
        ('object = ["person"]', 'object = ["robot"]', "object.0: "),
        ('cameo = ["040"]', 'cameo = ["4"]', "cameo.0: "),
        ('definition = "Says hello."', "", "definition: "),
        ('plover = "CONSULT"', 'plover = "CONSULT"\ncolour = "red"', "colour: "),
    ],
)
def test_a_broken_relation_is_named_with_file_and_line(folder: Path, old: str, new: str, complaint: str) -> None:
    path = folder / "relations.toml"
    kept = path.read_text(encoding="utf-8")
    path.write_text(kept + GOOD.replace(old, new), encoding="utf-8")
    line = kept.count("\n") + 2
    with pytest.raises(DataError, match=rf"^{re.escape(str(path))}:{line}: {re.escape(complaint)}") as raised:
        Ontology.load(folder)
    assert raised.value.line == line


def test_a_whole_relation_more_is_no_error(folder: Path) -> None:
    with (folder / "relations.toml").open("a", encoding="utf-8") as file:
        file.write(GOOD)
    assert "greets" in Ontology.load(folder)


def test_an_id_that_stands_twice_names_both_lines(folder: Path) -> None:
    path = folder / "relations.toml"
    kept = path.read_text(encoding="utf-8")
    path.write_text(kept + GOOD + GOOD, encoding="utf-8")
    first = kept.count("\n") + 2
    with pytest.raises(DataError, match=rf":{first + GOOD.count(chr(10))}: 'greets' stands already in line {first}$"):
        Ontology.load(folder)


def test_a_status_without_label_is_an_error(folder: Path) -> None:
    path = folder / "statuses.toml"
    path.write_text(path.read_text(encoding="utf-8").split('[[status]]\nid = "negated"')[0], encoding="utf-8")
    with pytest.raises(DataError, match=r"statuses\.toml: status 'negated' has no label"):
        Ontology.load(folder)


def test_a_missing_file_is_an_error_of_that_file(folder: Path) -> None:
    (folder / "actor_types.toml").unlink()
    with pytest.raises(DataError, match=r"actor_types\.toml: can't be read: No such file"):
        Ontology.load(folder)


def test_text_that_is_no_toml_names_the_line(folder: Path) -> None:
    (folder / "statuses.toml").write_text("[[status]]\nid = \n", encoding="utf-8")
    with pytest.raises(DataError, match=r"statuses\.toml: is no TOML: .*line 2"):
        Ontology.load(folder)
