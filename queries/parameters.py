"""What a user writes for a parameter, turned into what Cypher gets: checked against vocabulary and actors."""

from __future__ import annotations

import datetime as dt
import json
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from typing import Final

from graph.directory import either, suggestion
from graph.errors import QueryError
from graph.forms import key
from graph.model import Status
from graph.ontology import Ontology
from queries.catalog import ANY, Kind, Parameter, Question

_INT: Final = re.compile(r"[+-]?[0-9]{1,18}")
_WORD: Final = re.compile(r"[^\W_]+")
_MOST_WORDS: Final = 20
_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def resolve(
    question: Question, given: Mapping[str, str], ontology: Ontology, actor: Callable[[str], str]
) -> dict[str, object]:
    """The values that the question's Cypher gets, by parameter name.

    Args:
        question: What is asked.
        given: Name and value of each parameter, as the user wrote them.
        ontology: Knows relations and statuses.
        actor: The id of the actor that a text names, as `ActorIndex.find` has it.

    Raises:
        QueryError: A parameter is unknown, missing, or its value is none of its kind; the message names it.
    """
    check_names(given, [parameter.name for parameter in question.parameters], f"query {question.name!r}")
    values: dict[str, object] = {}
    for parameter in question.parameters:
        text = given.get(parameter.name, parameter.default)
        if text is None:
            raise QueryError(f"query {question.name!r} needs --param {parameter.name}=...: {parameter.help}")
        try:
            if parameter.kind is Kind.ACTOR and not _is_any(parameter, text):
                values[parameter.name] = actor(text)
            else:
                values[parameter.name] = _value(parameter, text, ontology)
        except QueryError as error:
            raise QueryError(f"parameter {parameter.name!r}: {error}") from error
    return values


def literals(given: Mapping[str, str]) -> dict[str, object]:
    """Values for Cypher that declares no kinds: JSON where the text is JSON (3, null, [1, 2]), else the text itself."""
    return {name: _literal(text) for name, text in given.items()}


def check_names(given: Iterable[str], known: Iterable[str], what: str) -> None:
    """Nothing, if every name given is known.

    Raises:
        QueryError: One is not; `what` says whose parameters they would be.
    """
    names = list(known)
    for name in given:
        if name not in names:
            has = f"it has {', '.join(names)}" if names else "it has none"
            raise QueryError(f"{what} has no parameter {name!r}{suggestion(name, names) or f'; {has}'}")


def _value(parameter: Parameter, text: str, ontology: Ontology) -> object:
    if parameter.kind is Kind.STATUS:
        return _statuses(text)
    if _is_any(parameter, text):
        return None
    match parameter.kind:
        case Kind.RELATION:
            return _relation(text, ontology)
        case Kind.DATE:
            return _day(text)
        case Kind.INT:
            return _number(text)
        case Kind.COUNTRY:
            return _country(text)
        case Kind.WORDS:
            return _words(text)
        case _:
            return text


def _is_any(parameter: Parameter, text: str) -> bool:
    return text == ANY and parameter.default == ANY


def _statuses(text: str) -> list[str]:
    known = [status.value for status in Status]
    if text == ANY:
        return known
    wanted = [part.strip().lower() for part in text.split(",")]
    for status in wanted:
        if status not in known:
            raise QueryError(f"{status!r} is no status{suggestion(status, known) or f'; they are {either(known)}'}")
    return sorted(set(wanted), key=known.index)


def _relation(text: str, ontology: Ontology) -> str:
    relation = re.sub(r"[\s_]+", "-", text.strip()).lower()
    if relation not in ontology:
        raise QueryError(f"{text!r} is no relation{suggestion(relation, [known.id for known in ontology])}")
    return relation


def _day(text: str) -> dt.date:
    try:
        if _DAY.fullmatch(text):
            return dt.date.fromisoformat(text)
    except ValueError as error:
        raise QueryError(f"{text!r} is no day of the calendar: {error}") from error
    raise QueryError(f"{text!r} is no date such as 2022-02-17")


def _number(text: str) -> int:
    if not _INT.fullmatch(text):
        raise QueryError(f"{text!r} is no whole number of up to 18 digits")
    return int(text)


def _country(text: str) -> str:
    from babel import Locale

    names: dict[str, str] = {}
    shown: dict[str, str] = {}
    for language in ("fr", "en"):
        for code, name in Locale(language).territories.items():
            if len(code) == 2:
                names[" ".join(key(name))] = code
                shown[" ".join(key(name))] = name
    folded = " ".join(key(text))
    if code := names.get(folded):
        return code
    if text.upper() in names.values():
        return text.upper()
    raise QueryError(f"{text!r} is no country's name or code such as ML{suggestion(folded, shown)}")


def _words(text: str) -> list[str]:
    words = sorted(set(_WORD.findall(unicodedata.normalize("NFC", text.lower()))))
    if not 1 <= len(words) <= _MOST_WORDS:
        raise QueryError(f"{text!r} has {len(words)} words; a search takes 1 to {_MOST_WORDS}")
    return words


def _literal(text: str) -> object:
    try:
        return json.loads(text, parse_constant=_refuse, parse_int=_whole)
    except (ValueError, RecursionError):
        return text


def _whole(digits: str) -> int:
    if -(2**63) <= (number := int(digits)) < 2**63:
        return number
    raise ValueError("no server keeps such a number")


def _refuse(name: str) -> object:
    raise ValueError(f"{name} is no JSON")
