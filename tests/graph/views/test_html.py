"""What the page is made of: the same bytes each time, nothing from elsewhere, text that can't leave its block."""

from __future__ import annotations

import base64
import hashlib
import json
import os
import re
import subprocess
import sys
import tomllib
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import UsageError
from graph.model import Span
from graph.ontology import Ontology
from graph.settings import data_dir
from graph.views.cast import MOST_ACTORS, cast_of
from graph.views.columns import DIGITS, pack
from graph.views.html import PAGE, SCRIPTS, json_block, render
from graph.views.tables import Units, safe_url, tabulate
from tests.graph.views.hostile import PROOF, TEXTS, URLS, hostile
from tests.graph.views.packed import unpack
from tests.graph.views.synthetic import synthetic

ROOT = Path(__file__).parents[3]
MADE_UP = ("column_", "save_", "least_")
"""How the keys of words begin that the script puts together."""


@pytest.fixture(scope="module")
def ontology() -> Ontology:
    return Ontology.load(data_dir() / "ontology")


class Parts(HTMLParser):
    """The text of each script and style element, and the attributes of all elements, as a browser would part them."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.inside: list[tuple[str, dict[str, str | None], str]] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag in ("script", "style"):
            self.inside.append((tag, dict(attrs), ""))

    def handle_data(self, data: str) -> None:
        if self.elements and self.elements[-1][0] in ("script", "style") and self.inside:
            name, attributes, text = self.inside[-1]
            self.inside[-1] = (name, attributes, text + data)

    def handle_endtag(self, tag: str) -> None:  # what follows is no script
        self.elements.append((f"/{tag}", {}))


def test_the_same_bytes_in_another_process(ontology: Ontology, tmp_path: Path) -> None:
    """Sets of strings change their order from process to process; the page must not."""
    code = (
        "import sys; from graph.ontology import Ontology; from graph.settings import data_dir\n"
        "from graph.views.html import render; from tests.graph.views.synthetic import synthetic\n"
        "o = Ontology.load(data_dir() / 'ontology')\n"
        "sys.stdout.buffer.write(render(synthetic(120, o), o, title='T').encode())"
    )
    here = render(synthetic(120, ontology), ontology, title="T").encode()
    for seed in ("1", "2"):
        environment = os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)}
        done = subprocess.run(
            [sys.executable, "-c", code], cwd=tmp_path, env=environment, capture_output=True, check=True, timeout=120
        )
        assert done.stdout == here


def test_its_policy_admits_its_own_parts_only(ontology: Ontology) -> None:
    parts = Parts(render(hostile(), ontology, title=TEXTS[1]))
    policy = next(attrs["content"] for _, attrs in parts.elements if attrs.get("http-equiv"))
    assert policy is not None
    rules = dict(rule.split(" ", 1) for rule in policy.split("; "))
    assert rules["default-src"] == rules["base-uri"] == rules["form-action"] == "'none'"
    code = [(tag, text) for tag, attrs, text in parts.inside if attrs.get("type") != "application/json"]
    hashes = {
        (tag, f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'") for tag, text in code
    }
    assert {digest for tag, digest in hashes if tag == "script"} == set(rules["script-src"].split())
    assert {digest for tag, digest in hashes if tag == "style"} == set(rules["style-src"].split())
    assert "unsafe" not in policy


def test_it_points_nowhere_and_holds_no_handler(ontology: Ontology) -> None:
    for tag, attributes in Parts(render(hostile(), ontology, title=TEXTS[1])).elements:
        assert not {"src", "style", "srcset", "action"} & set(attributes)
        assert not [name for name in attributes if name.startswith("on")]
        assert attributes.get("href", "#").startswith("#")  # type: ignore[union-attr]  # an href without a value fails too
        assert tag not in ("img", "iframe", "link", "base", "object", "embed")


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_hostile_text_comes_back_whole_from_its_block(ontology: Ontology, lang: str) -> None:
    parts = Parts(render(hostile(), ontology, title=TEXTS[1], lang=lang))
    blocks = {attrs["id"]: text for _, attrs, text in parts.inside if attrs.get("type") == "application/json"}
    tables = json.loads(blocks["tables"])
    assert sorted(unpack(tables["actors"]["name"])) == sorted(TEXTS)
    assert len(unpack(tables["claims"]["id"])) == len(TEXTS)
    assert PROOF not in "".join(text for _, attrs, text in parts.inside if attrs.get("type") != "application/json")


@given(
    st.recursive(
        st.text() | st.integers() | st.none(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner)
    )
)
def test_a_block_is_json_and_holds_nothing_that_ends_it(value: Any) -> None:
    block = str(json_block(value))
    assert json.loads(block) == value
    assert not set("<>&\u2028\u2029") & set(block)


@given(
    st.lists(st.integers(-(10**9), 10**9))
    | st.lists(st.sampled_from(["mali", "niger", None, True, 1, 1.5, ["ML"]]), max_size=200)
    | st.lists(st.integers(0, 3), min_size=20)
    | st.lists(st.text())
)
def test_a_packed_column_comes_back(values: list[Any]) -> None:
    packed = json.loads(str(json_block(pack(values))))
    assert json.dumps(unpack(packed)) == json.dumps(values)


def test_digits_need_no_escape() -> None:
    assert len(DIGITS) == 88
    assert str(json_block(DIGITS)) == f'"{DIGITS}"'


def test_a_block_refuses_what_is_no_json() -> None:
    with pytest.raises(ValueError, match="not JSON compliant"):
        json_block(float("nan"))


def test_only_web_addresses_become_links() -> None:
    assert [url for url in URLS if safe_url(url)] == list(URLS[-3:])
    assert safe_url("HTTPS://Example.org/a?b#c") == "HTTPS://Example.org/a?b#c"
    assert safe_url(None) is None


@given(st.text(min_size=1), st.data())
def test_offsets_are_those_of_a_script(sentence: str, data: st.DataObject) -> None:
    """A script counts an emoji as two."""
    start = data.draw(st.integers(0, len(sentence) - 1))
    end = data.draw(st.integers(start + 1, len(sentence)))
    found = Units(sentence, 100).span(Span(start=100 + start, end=100 + end))
    units = sentence.encode("utf-16-le", "surrogatepass")
    assert units[2 * found[0] : 2 * found[1]].decode("utf-16-le", "surrogatepass") == sentence[start:end]


def test_a_mention_outside_the_sentence_is_not_marked() -> None:
    units = Units("She left.", 50)
    assert units.span(Span(start=10, end=14)) == (-1, -1)
    assert units.span(Span(start=48, end=52)) == (-1, -1)
    assert units.span(Span(start=55, end=60)) == (-1, -1)
    assert units.span(Span(start=55, end=55)) == (-1, -1)
    assert units.span(Span(start=50, end=53)) == (0, 3)


def test_each_claim_is_on_the_page_once(ontology: Ontology) -> None:
    projection = synthetic(90, ontology)
    tables = tabulate(projection, ontology, "en")
    columns = {name: unpack(column) for name, column in tables.data["claims"].items()}
    assert sorted(columns["id"]) == [claim.id for claim in projection.claims]
    claims = {claim.id: claim for claim in projection.claims}
    for index, key in enumerate(columns["id"]):
        told = claims[key]
        assert tables.actors[columns["subject"][index]].id == told.subject
        assert tables.actors[columns["object"][index]].id == told.object
        assert projection.articles[columns["article"][index]].id == told.article
        assert tables.data["sentences"][columns["sentence"][index]] == told.sentence
        assert (columns["relation"][index], columns["status"][index]) == (told.relation, told.status)
    assert list(tables.neighbours) == sorted(tables.neighbours, reverse=True)


def test_a_denial_and_what_it_denies_are_told(ontology: Ontology) -> None:
    projection = synthetic(12, ontology, claims=400)
    assert projection.contradictions
    events = {event.id: event for event in projection.events}
    wanted = [[sorted(events[one].claims), sorted(events[other].claims)] for one, other in projection.contradictions]
    tables = tabulate(projection, ontology, "en")
    ids = unpack(tables.data["claims"]["id"])
    told = [[sorted(ids[at] for at in side) for side in pair] for pair in tables.data["contradictions"]]
    assert told == wanted


@pytest.mark.parametrize(("actors", "claims", "most"), [(300, 940, 1_000_000), (10_000, 31_006, 6_000_000)])
def test_it_stays_small(ontology: Ontology, actors: int, claims: int, most: int) -> None:
    projection = synthetic(actors, ontology, claims=claims)
    assert len(projection.claims) >= claims * 0.99
    assert len(render(projection, ontology, title="T").encode()) <= most


def test_a_large_graph_is_drawn_by_its_hubs_and_groups(ontology: Ontology) -> None:
    projection = synthetic(900, ontology)
    tables = tabulate(projection, ontology, "en")
    cast = cast_of(tables)
    assert len(cast.actors) + len(cast.groups) <= MOST_ACTORS
    assert set(range(100)) <= set(cast.actors)
    assert sum(hidden for _, hidden in cast.groups) + len(cast.actors) == len(tables.actors)
    inside = sum(tables.strength.values()) - sum(cast.weights.values())
    assert 0 < inside < len(projection.claims)


def test_a_language_it_lacks_is_refused(ontology: Ontology) -> None:
    with pytest.raises(UsageError, match="'de'"):
        render(synthetic(3, ontology), ontology, title="T", lang="de")


def test_every_word_stands_in_both_languages_and_is_used() -> None:
    words = tomllib.loads((PAGE / "words.toml").read_text(encoding="utf-8"))
    code = "".join((PAGE / name).read_text(encoding="utf-8") for name in (*SCRIPTS, "template.html"))
    classes = {"verbal-cooperation", "material-cooperation", "verbal-conflict", "material-conflict", "structural"}
    for key, row in words.items():
        assert set(row) == {"en", "fr"}
        gaps = {lang: sorted(set(re.findall(r"\{\w+\}", text))) for lang, text in row.items()}
        assert gaps["en"] == gaps["fr"], key
        used = f'"{key}"' in code or f"words.{key} " in code or key in classes or key.startswith(MADE_UP)
        assert used, f"{key} is used nowhere"


def test_modules_stay_readable() -> None:
    for name in SCRIPTS:
        lines = (PAGE / name).read_text(encoding="utf-8").splitlines()
        assert len(lines) < 300, name
    assert {file.name for file in PAGE.glob("*.js")} == set(SCRIPTS)
    assert len(SCRIPTS) == len(set(SCRIPTS))
