"""The header of a question: what is read is what was written, and what is wrong is named with file and line."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import DataError
from graph.ontology import Ontology
from queries.catalog import Kind, Parameter, Question, load_catalog, parameter_names, parse_question

GOOD = """// title: A title
// answers: What it tells.
// param actor: actor -- who
// param status: status = occurred,ongoing -- how
// example: conflictgraph query a-name --param actor=Mali
MATCH (a:Actor {id: $actor})-[r]-() WHERE r.status IN $status RETURN a.name ORDER BY a.id
"""
PATH = Path("a-name.cypher")

words = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1, max_size=12)
lines = st.lists(words, min_size=1, max_size=4).map(" ".join).filter(lambda line: " -- " not in f" {line} ")
names = st.from_regex(r"[a-z]{1,8}(_[a-z]{1,4})?", fullmatch=True)
parameters = st.builds(
    Parameter,
    name=names,
    kind=st.sampled_from(Kind),
    default=st.none() | st.from_regex(r"[a-z0-9,-]{1,12}", fullmatch=True),
    help=lines,
)


def header(question: Question) -> str:
    rows = [f"// title: {question.title}", f"// answers: {question.answers}"]
    for each in question.parameters:
        default = "" if each.default is None else f" = {each.default}"
        rows.append(f"// param {each.name}: {each.kind}{default} -- {each.help}")
    return "\n".join([*rows, f"// example: {question.example}", ""])


@given(lines, lines, st.lists(parameters, max_size=4, unique_by=lambda each: each.name))
def test_what_a_header_says_is_read_back(title: str, answers: str, listed: list[Parameter]) -> None:
    example = "conflictgraph query a-name" + "".join(f" --param {each.name}=x" for each in listed)
    question = Question(
        name="a-name", title=title, answers=answers, parameters=tuple(listed), example=example, cypher="-"
    )
    text = header(question) + "RETURN " + ", ".join(["1 AS one", *(f"${each.name}" for each in listed)])
    assert parse_question(text, PATH) == question.model_copy(update={"cypher": text})


@given(st.text())
def test_any_text_is_a_question_or_a_data_error(text: str) -> None:
    # Whatever stands there, no other error comes out, and hardly anything of it is a question.
    with pytest.raises(DataError, match=r"^a-name\.cypher:"):
        parse_question(text, PATH)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("// title: A title\n", "", "a-name.cypher: the header lacks '// title: ...'"),
        ("// title: A title", "// title:", "a-name.cypher:1: title:"),
        ("// answers:", "// title: B\n// answers:", "a-name.cypher:2: 'title' stands already in line 1"),
        ("// answers:", "// anwsers:", "a-name.cypher:2: a header line is"),
        ("actor: actor --", "actor: actress --", "a-name.cypher:3: parameter 'actor': kind:"),
        ("actor: actor -- who", "actor: actor", "a-name.cypher:3: a parameter is written"),
        ("// param status", "// param actor: int -- n\n// param status", "a-name.cypher:4: parameter 'actor' stands"),
        ("IN $status", "IN $state", "a-name.cypher:6: $state is no parameter"),
        ("IN $status", "= 'occurred'", "a-name.cypher:4: parameter 'status' is not used"),
        ("IN $status", "= '$status' // $status", "a-name.cypher:4: parameter 'status' is not used"),
        ("query a-name", "query other", "a-name.cypher:5: the example does not begin with"),
        ("actor=Mali", "actor", "a-name.cypher:5: the example gives 'actor' where"),
        ("--param actor=Mali", "", "a-name.cypher:5: the example does not give 'actor'"),
        ("actor=Mali", "actor=Mali --param x=y", "a-name.cypher:5: the example gives 'x'"),
        ("actor=Mali", "actor='Mali", "a-name.cypher:5: No closing quotation"),
    ],
)
def test_what_is_wrong_is_named_with_its_line(old: str, new: str, message: str) -> None:
    assert old in GOOD
    with pytest.raises(DataError, match=f"^{re.escape(message)}"):
        parse_question(GOOD.replace(old, new, 1), PATH)


def test_the_clause_for_the_index_takes_the_place_of_the_first() -> None:
    text = GOOD.replace("// example", "// indexed: CALL an.index($actor) YIELD a\n// example")
    assert parse_question(text, PATH).by_index == text.replace(text.splitlines()[-1], "CALL an.index($actor) YIELD a")
    assert parse_question(GOOD, PATH).by_index == GOOD


def test_a_dollar_in_comments_and_quotes_is_no_parameter() -> None:
    cypher = "// $a\nRETURN '$b', \"it\\\"s $c\", `$d`, /* $e\n */ $f, '\\'$g', $h"
    assert list(parameter_names(cypher)) == [(3, "f"), (3, "h")]


def test_a_folder_without_questions_and_one_that_is_no_text_are_refused(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"holds no \.cypher file"):
        load_catalog(tmp_path)
    (tmp_path / "x.cypher").write_bytes(b"\xff")
    with pytest.raises(DataError, match="is not UTF-8"):
        load_catalog(tmp_path)


def test_the_projects_questions_end_in_a_total_order_and_name_known_relations(ontology: Ontology) -> None:
    catalog = load_catalog()
    assert len(catalog) >= 16
    known = {relation.cypher_type for relation in ontology} | {"SUBJECT", "OBJECT", "SAID_BY", "STATED_IN", "TELLS"}
    for question in catalog.values():
        assert question.cypher.rstrip().splitlines()[-1].startswith("ORDER BY "), question.name
        for pattern in re.findall(r"-\[\w*:([A-Z_|]+)", question.cypher):
            assert set(pattern.split("|")) <= known, question.name
