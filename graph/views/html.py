"""The graph as one HTML page that needs nothing else: made by pyvis with our own template, opened from disk.

Data stand in blocks of `application/json` and reach the page as text only. The page's policy admits the scripts and the
style of this file by their hashes and nothing from anywhere, so that a name that slipped through would still not run.
"""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import json
import re
import tomllib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyvis
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from pyvis.network import Network

from graph.errors import DataError, UsageError
from graph.ontology import Ontology
from graph.views.cast import Cast, cast_of
from graph.views.layout import crowd_radius, place, radius
from graph.views.tables import Tables, tabulate

if TYPE_CHECKING:
    from graph.projection import Projection

LANGUAGES = ("en", "fr")

PAGE = Path(__file__).parent / "page"
VIS = Path(pyvis.__file__).parent / "templates" / "lib" / "vis-9.1.2" / "vis-network.min.js"

SCRIPTS = (
    *("columns.js", "days.js", "choice.js", "scene.js", "walks.js", "arrange.js", "address.js", "sheets.js"),
    *("data.js", "words.js", "dom.js", "looks.js", "facets.js", "view.js", "labels.js", "picture.js", "camera.js"),
    *("state.js", "cards.js", "panel.js", "filters.js", "timeline.js", "table.js", "search.js", "files.js", "tools.js"),
    "main.js",
)
"""The page's own modules, in the order in which they are joined into one scope."""

OPTIONS: dict[str, Any] = {
    "autoResize": True,
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "interaction": {"hover": True, "multiselect": False, "selectConnectedEdges": False, "hideEdgesOnDrag": False},
    "nodes": {"borderWidth": 1.5, "borderWidthSelected": 3},
    "edges": {"selectionWidth": 1, "hoverWidth": 0.5, "arrowStrikethrough": False},
}
"""Of vis-network; what depends on light and dark is set by the page."""


def render(
    projection: Projection, ontology: Ontology, *, title: str, lang: str = "en", made: dt.date | None = None
) -> str:
    """The page as a string; the same arguments give the same page, byte for byte.

    Args:
        projection: What to draw.
        ontology: Readings of the relations, labels of statuses and actor types.
        title: Heading of the page, any text.
        lang: "en" or "fr".
        made: The day to call it made on; the page names none if it is None.

    Raises:
        UsageError: The page is not written in that language.
        DataError: A file of the page can't be inlined safely.
    """
    if lang not in LANGUAGES:
        raise UsageError(f"no page in {lang!r}; languages are {', '.join(LANGUAGES)}")
    tables = tabulate(projection, ontology, lang)
    network = Network(directed=True, heading=title, cdn_resources="in_line")
    network.nodes = _nodes(tables, cast_of(tables))
    network.options = OPTIONS
    network.set_template_dir(str(PAGE), "template.html")
    network.templateEnv = _environment(tables.data | _about(lang, made), lang)
    return str(network.generate_html())


def _nodes(tables: Tables, cast: Cast) -> list[dict[str, Any]]:
    """What is drawn at first as vis-network takes it; lines depend on the filters, and the page draws them itself.

    An actor's id is its place in the table; that of a group counts on behind all actors.
    """
    count = len(cast.actors) + len(cast.groups)
    radii = [radius(tables.neighbours[actor], count) for actor in cast.actors]
    radii += [crowd_radius(hidden) for _, hidden in cast.groups]
    spots = place(count, cast.weights, radii, cast.sides)
    ids = [(actor, tables.actors[actor].type.value) for actor in cast.actors]
    ids += [(len(tables.actors) + group, "many") for group, _ in cast.groups]
    return [
        {"id": key, "x": x, "y": y, "size": size, "group": kind}
        for (key, kind), size, (x, y) in zip(ids, radii, spots, strict=True)
    ]


def _about(lang: str, made: dt.date | None) -> dict[str, Any]:
    return {"lang": lang, "made": made.isoformat() if made else None}


def _environment(data: dict[str, Any], lang: str) -> Environment:
    """Where the template finds the page's parts: everything autoescaped but for the parts that are escaped here."""
    script = joined_scripts()
    style = _inlined(PAGE / "style.css")
    vis = _inlined(VIS)
    environment = Environment(loader=FileSystemLoader(PAGE), autoescape=True, undefined=StrictUndefined)
    environment.filters["block"] = json_block
    environment.filters["parsed"] = json.loads
    parts: dict[str, Any] = {
        "data": data,
        "lang": lang,
        "words": _words(lang),
        "policy": _policy([vis, script], style),
        "vis": _trusted(vis),
        "script": _trusted(script),
        "style": _trusted(style),
    }
    environment.globals.update(parts)
    return environment


def json_block(value: Any) -> Markup:
    """JSON that can't end its script element, nor open a comment in it, and that every parser reads alike."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    for letter in "<>&\u2028\u2029":
        text = text.replace(letter, f"\\u{ord(letter):04x}")
    return _trusted(text)


def _trusted(text: str) -> Markup:
    """Text that the template leaves as it is: JSON that `json_block` escaped, or a file that `_inlined` checked."""
    return Markup(text)  # noqa: S704 - nothing else calls it


def _policy(scripts: list[str], style: str) -> str:
    hashes = " ".join(_hash(script) for script in scripts)
    return (
        f"default-src 'none'; script-src {hashes}; style-src {_hash(style)}; "
        "base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'"
    )


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


@cache
def joined_scripts() -> str:
    """The page's modules in one function, so that they share names with one another and with nothing else."""
    parts = "\n".join(f"// {name}\n{_inlined(PAGE / name)}" for name in SCRIPTS)
    return f'\n(() => {{\n"use strict";\n{parts}\n}})();\n'


@cache
def _inlined(path: Path) -> str:
    """The file's text with line feeds only, as parsers will see it.

    Raises:
        DataError: It holds what would end its element.
    """
    text = path.read_text(encoding="utf-8").replace("\r\n", "\n").replace("\r", "\n")
    if re.search(r"</(script|style)|<!--", text, re.IGNORECASE):
        raise DataError("can't stand inside a script or style element", path)
    return text


@cache
def _words(lang: str) -> dict[str, str]:
    """The page's own words in one language, by key."""
    rows = tomllib.loads((PAGE / "words.toml").read_text(encoding="utf-8"))
    return {key: row[lang] for key, row in rows.items()}
