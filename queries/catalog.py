"""The named questions: one .cypher file each, whose comments at its head tell title, answer, parameters and an example.

    // title: Who negotiates with whom
    // answers: Pairs of actors in talks, since when, and who says so.
    // param actor: actor = any -- only talks that this actor takes part in
    // example: conflictgraph query who-negotiates --param actor=GSIM

A parameter without default must be given; `any` as default means no restriction: null in
Cypher, for a status all of them. A line "// indexed: ..." is a clause that takes the place of the Cypher's first line
where the graph has the full-text index: it may find more than that line does, never less.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from enum import StrEnum
from itertools import pairwise
from pathlib import Path
from typing import Annotated, Final

from pydantic import Field, ValidationError

from graph.errors import DataError
from graph.jsonl import first_problem
from graph.model import Record
from graph.toml import read_text

ANY: Final = "any"
COMMAND: Final = ("conflictgraph", "query")

Line = Annotated[str, Field(min_length=1, pattern=r"^\S(.*\S)?$")]
"""Text on one line, without blanks around it."""

_NAME = r"[a-z]+(?:-[a-z]+)*"
_HEADER = re.compile(r"//\s*(?P<key>[a-z]+)(?P<rest>.*)")
_PARAMETER = re.compile(r"(?P<name>[^\s:]+):\s*(?P<kind>[^\s=]+)(?:\s*=\s*(?P<default>.*?))?\s+--\s+(?P<help>.+)")
# What can hold a dollar sign without naming a parameter comes first: comments, strings, quoted names.
_TOKEN = re.compile(
    r"//[^\n]*|/\*.*?\*/|'(?:\\.|[^'\\])*'|\"(?:\\.|[^\"\\])*\"|`(?:``|[^`])*`|\$(?P<name>[A-Za-z_]\w*)", re.DOTALL
)


class Kind(StrEnum):
    """What a parameter's value is."""

    ACTOR = "actor"
    RELATION = "relation"
    STATUS = "status"
    DATE = "date"
    INT = "int"
    TEXT = "text"
    WORDS = "words"
    COUNTRY = "country"


class Parameter(Record):
    """One parameter of a question.

    Attributes:
        default: As a user would write it; None if a value must be given, `any` for no restriction.
        help: What the value does, to be read after "name: ".
    """

    name: Annotated[str, Field(pattern=r"^[a-z][a-z_]*$")]
    kind: Kind
    default: str | None = None
    help: Line

    @property
    def is_required(self) -> bool:
        """Whether a value must be given."""
        return self.default is None


class Question(Record):
    """A named question.

    Attributes:
        name: The file's name without its ending.
        answers: What the rows tell.
        parameters: In the order of the file.
        example: A whole command line that asks it.
        indexed: What its first clause is where the graph has the full-text index; None if that does not matter.
        cypher: The file's text; its header is comments.
    """

    name: Annotated[str, Field(pattern=f"^{_NAME}$")]
    title: Line
    answers: Line
    parameters: tuple[Parameter, ...] = ()
    example: Line
    indexed: Line | None = None
    cypher: str

    @property
    def by_index(self) -> str:
        """The Cypher for a graph that has the full-text index."""
        lines = self.cypher.split("\n")
        first = next(at for at, line in enumerate(lines) if not line.startswith("//"))
        return "\n".join([*lines[:first], self.indexed or lines[first], *lines[first + 1 :]])

    @property
    def usage(self) -> str:
        """The parameters' names, those that need not be given in brackets."""
        return " ".join(p.name if p.is_required else f"[{p.name}]" for p in self.parameters)

    @property
    def example_values(self) -> dict[str, str]:
        """The parameters that the example gives.

        Raises:
            ValueError: The example does not ask this question.
        """
        words = shlex.split(self.example)
        if tuple(words[:3]) != (*COMMAND, self.name):
            raise ValueError(f"the example does not begin with {' '.join((*COMMAND, self.name))!r}")
        values = {}
        for option, word in pairwise(words):
            if option == "--param":
                name, equals, value = word.partition("=")
                if not equals:
                    raise ValueError(f"the example gives {word!r} where NAME=VALUE should stand")
                values[name] = value
        return values


def load_catalog(folder: Path | None = None) -> dict[str, Question]:
    """The questions of a folder, by name, sorted; by default the project's own.

    Raises:
        DataError: The folder holds none, or a file is no question; the message names file and line.
    """
    place = folder or Path(__file__).parent / "cypher"
    paths = sorted(place.glob("*.cypher"))
    if not paths:
        raise DataError("holds no .cypher file", place)
    return {path.stem: parse_question(read_text(path), path) for path in paths}


def parse_question(text: str, path: Path) -> Question:
    """The question that a file's text holds; `path` gives its name.

    Raises:
        DataError: The header lacks something, says it twice or wrongly, or does not fit the Cypher below it.
    """
    fields: dict[str, tuple[int, str]] = {}
    parameters: dict[str, tuple[int, Parameter]] = {}
    for line, key, value in _header(text, path):
        if key == "param":
            parameter = _parameter(value, path, line)
            if parameter.name in parameters:
                first = parameters[parameter.name][0]
                raise DataError(f"parameter {parameter.name!r} stands already in line {first}", path, line)
            parameters[parameter.name] = line, parameter
        elif key in fields:
            raise DataError(f"{key!r} stands already in line {fields[key][0]}", path, line)
        else:
            fields[key] = line, value
    for key in ("title", "answers", "example"):
        if key not in fields:
            raise DataError(f"the header lacks '// {key}: ...'", path)
    _check_names(text, parameters, path)
    question = _question(text, path, fields, tuple(parameter for _, parameter in parameters.values()))
    _check_example(question, path, fields["example"][0])
    return question


def parameter_names(cypher: str) -> Iterator[tuple[int, str]]:
    """Line and name of each parameter that Cypher uses, in text order; what stands in comments or quotes is none."""
    for match in _TOKEN.finditer(cypher):
        if name := match["name"]:
            yield cypher.count("\n", 0, match.start()) + 1, name


def _header(text: str, path: Path) -> Iterator[tuple[int, str, str]]:
    """Line, key and value of the comments that the file begins with."""
    for number, line in enumerate(text.split("\n"), 1):
        if not line.startswith("//"):
            return
        match = _HEADER.fullmatch(line.rstrip())
        key, rest = (match["key"], match["rest"]) if match else ("", "")
        if key == "param" and rest.startswith(" "):
            yield number, key, rest.strip()
        elif key in ("title", "answers", "indexed", "example") and rest.startswith(":"):
            yield number, key, rest[1:].strip()
        else:
            raise DataError("a header line is title:, answers:, param NAME: ..., indexed: or example:", path, number)


def _parameter(value: str, path: Path, line: int) -> Parameter:
    match = _PARAMETER.fullmatch(value)
    if match is None:
        raise DataError("a parameter is written NAME: TYPE [= DEFAULT] -- WHAT IT DOES", path, line)
    try:
        return Parameter.model_validate(match.groupdict())
    except ValidationError as error:
        raise DataError(f"parameter {match['name']!r}: {first_problem(error)}", path, line) from error


def _question(text: str, path: Path, fields: dict[str, tuple[int, str]], parameters: tuple[Parameter, ...]) -> Question:
    values = {key: value for key, (_, value) in fields.items()}
    try:
        return Question.model_validate({"name": path.stem, "cypher": text, "parameters": parameters, **values})
    except ValidationError as error:
        problem = first_problem(error)
        raise DataError(problem, path, fields.get(problem.partition(":")[0], (None, ""))[0]) from error


def _check_names(text: str, parameters: dict[str, tuple[int, Parameter]], path: Path) -> None:
    used = {name: line for line, name in reversed(list(parameter_names(text)))}
    for name, line in used.items():
        if name not in parameters:
            raise DataError(f"${name} is no parameter of the header", path, line)
    for name, (line, _) in parameters.items():
        if name not in used:
            raise DataError(f"parameter {name!r} is not used", path, line)


def _check_example(question: Question, path: Path, line: int) -> None:
    try:
        given = question.example_values
    except ValueError as error:
        raise DataError(str(error), path, line) from error
    known = {parameter.name for parameter in question.parameters}
    if unknown := sorted(given.keys() - known):
        raise DataError(f"the example gives {unknown[0]!r}, which is no parameter", path, line)
    if missing := [p.name for p in question.parameters if p.is_required and p.name not in given]:
        raise DataError(f"the example does not give {missing[0]!r}, which has no default", path, line)
