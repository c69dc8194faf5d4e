"""The judge: a logistic regression that says how likely a candidate is to be what the sentence states.

It is trained by `make train` on annotated articles; its weights lie in data/models as readable JSON, a line a feature.
Running it needs no library beyond the standard one.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated

from pydantic import Field, ValidationError

from graph.errors import DataError
from graph.jsonl import first_problem
from graph.model import Record

_KEPT = 1 << 16
"""How many weighed groups are kept for candidates to come."""


class JudgeFile(Record):
    """data/models/LANG/judge.json.

    Attributes:
        trained_on: Names and SHA-256 digests of the files that it learned from.
        bias: Log odds of a candidate without any feature.
        slope: Factor on the log odds that makes probabilities match frequencies out of fold (Platt scaling).
        offset: Added to them thereafter.
        threshold: The probability from which a candidate becomes a claim, chosen out of fold.
        weights: Log odds that each feature adds.
    """

    trained_on: dict[str, str]
    bias: float
    slope: Annotated[float, Field(gt=0)]
    offset: float
    threshold: Annotated[float, Field(ge=0, le=1)]
    weights: dict[str, float]


class _Weighed(dict[tuple[str, ...], float]):
    """Groups of features to the sum of their weights, made when first asked for."""

    def __init__(self, weights: Mapping[str, float]) -> None:
        super().__init__()
        self._weights = weights

    def __missing__(self, group: tuple[str, ...]) -> float:
        if len(self) >= _KEPT:
            self.clear()
        weight = self[group] = sum(self._weights.get(feature, 0.0) for feature in group)
        return weight


@dataclass(frozen=True, slots=True)
class Judge:
    """Trained weights at work; groups of features that candidates share are weighed once."""

    bias: float
    slope: float
    offset: float
    threshold: float
    weights: Mapping[str, float]
    _weighed: _Weighed = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_weighed", _Weighed(self.weights))

    @classmethod
    def load(cls, path: Path) -> Judge:
        """The judge of a weights file.

        Raises:
            DataError: The file is missing, is no JSON, or lacks a field.
        """
        file = read_judge(path)
        return cls(file.bias, file.slope, file.offset, file.threshold, file.weights)

    def probability(self, odds: float) -> float:
        """That a candidate with these log odds is right, 0 to 1."""
        return 1 / (1 + math.exp(-(self.slope * odds + self.offset)))

    def believes(self, groups: Iterable[tuple[str, ...]]) -> float:
        """That a candidate with these groups of features is right, 0 to 1."""
        return self.probability(self.bias + sum(map(self._weighed.__getitem__, groups)))

    def weightiest(self, features: Iterable[str], count: int) -> list[tuple[str, float]]:
        """The features that count most, for or against, heaviest first."""
        weighed = [(feature, self.weights[feature]) for feature in features if feature in self.weights]
        return sorted(weighed, key=lambda pair: (-abs(pair[1]), pair[0]))[:count]


def read_judge(path: Path) -> JudgeFile:
    """A weights file.

    Raises:
        DataError: The file is missing, is no JSON, or lacks a field.
    """
    try:
        return JudgeFile.model_validate_json(path.read_bytes())
    except OSError as error:
        raise DataError(f"can't be read: {error.strerror}; `make train` makes it", path) from error
    except ValidationError as error:
        raise DataError(first_problem(error), path) from error


def write(path: Path, judge: Judge, trained_on: Mapping[str, str]) -> None:
    """Writes a judge as a file that reads line by line in a diff."""
    learned = {name: getattr(judge, name) for name in JudgeFile.model_fields if name != "trained_on"}
    file = JudgeFile(trained_on=dict(trained_on), **learned)
    head = file.model_dump(exclude={"weights"})
    lines = [f"  {json.dumps(key)}: {json.dumps(value)}," for key, value in head.items()]
    weights = [f"    {json.dumps(key, ensure_ascii=False)}: {value:.3f}" for key, value in sorted(file.weights.items())]
    body = ",\n".join(weights)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("{\n" + "\n".join(lines) + '\n  "weights": {\n' + body + "\n  }\n}\n", encoding="utf-8")
