"""A small graph, written by hand, that gives every named question something to answer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Generator

import pytest

from graph.model import Actor, ActorType, Article, Claim, EventDate, Precision, Span, Status, digest
from graph.ontology import Ontology
from graph.projection import Projection, assemble
from graph.settings import data_dir
from graph.stores.base import Endpoint
from graph.stores.bolt import BoltStore
from graph.stores.embedded import embedded

ACTORS = """
al-qaeda          | Al-Qaeda                | armed-group | AF | Al-Qaida, Al-Qaïda
algeria           | Algeria                 | state       | DZ | Algérie
ansar-dine        | Ansar Dine              | armed-group | ML | Ansar ed-Dine
burkina-faso      | Burkina Faso            | state       | BF | Burkina
cma               | CMA                     | armed-group | ML | Coordination of Azawad Movements
ecowas            | ECOWAS                  | igo         |    | Cédéao, Economic Community of West African States
eu                | European Union          | igo         |    | EU, Union européenne
france            | France                  | state       | FR |
gsim              | GSIM                    | armed-group | ML | Groupe de soutien à l'islam et aux musulmans, JNIM
is-sahel          | Islamic State Sahel     | armed-group | ML | EIGS, ISGS
iyad-ag-ghaly     | Iyad Ag Ghaly           | person      | ML |
macina            | Katiba Macina           | armed-group | ML | Macina Liberation Front
mali              | Mali                    | state       | ML | Bamako
niger             | Niger                   | state       | NE | Niamey
russia            | Russia                  | state       | RU | Russie
timbuktu          | Timbuktu                | place       | ML | Tombouctou
un                | United Nations          | igo         |    | ONU, UN
wagner-group      | Wagner Group            | company     | RU | Groupe Wagner, Wagner
"""

# Each block is an article: day, source and title; then a sentence a line with what it says:
# subject relation object, status[, speaker][, date of the event as first..last].
ARTICLES = """
2012-07-02 | Courrier du Fleuve | The north of Mali
Ansar Dine seized Timbuktu. | ansar-dine captures timbuktu | occurred
Ansar Dine controls the old town of Timbuktu. | ansar-dine controls timbuktu | ongoing

2013-01-14 | Northern Post | France goes in
France sent soldiers to Mali. | france deploys-to mali | occurred
French planes bombed Ansar Dine. | france bombs ansar-dine | occurred
Algeria supports Mali. | algeria supports mali | ongoing
France supports Mali. | france supports mali | ongoing

2013-01-15 | Courrier du Fleuve | Air raids
French jets bombed positions of Ansar Dine. | france bombs ansar-dine | occurred, france

2014-05-22 | Northern Post | Fighting in the north
Soldiers of Mali fought the CMA. | cma fights mali | occurred
France trains the army of Mali. | france trains mali | ongoing

2015-06-21 | Sahel Daily | The accord
Algeria mediated with Mali. | algeria mediates-with mali | occurred
Algeria mediated with the CMA. | algeria mediates-with cma | occurred
The CMA signed the accord with Mali on 20 June. | cma signs-agreement-with mali | occurred, , 2015-06-20..2015-06-20

2017-03-03 | Sahel Daily | A merger
Ansar Dine became part of GSIM. | ansar-dine part-of gsim | occurred
Katiba Macina became part of GSIM. | macina part-of gsim | occurred
GSIM pledged allegiance to Al-Qaeda. | gsim pledges-allegiance-to al-qaeda | occurred
Iyad Ag Ghaly leads GSIM. | iyad-ag-ghaly leads gsim | ongoing
Iyad Ag Ghaly founded Ansar Dine. | iyad-ag-ghaly founded ansar-dine | occurred, , 2012-01-01..2012-12-31

2019-04-05 | Northern Post | Attacks
GSIM attacked an army post in Mali. | gsim attacks mali | occurred
GSIM operates in Mali. | gsim operates-in mali | ongoing
GSIM attacked a convoy of France. | gsim attacks france | occurred
GSIM fought Islamic State Sahel. | gsim fights is-sahel | occurred

2019-04-06 | Sahel Daily | Army post attacked
GSIM has claimed the attack on the army of Mali. | gsim attacks mali | occurred, gsim
GSIM attacked Burkina Faso. | gsim attacks burkina-faso | possible, burkina-faso

2020-10-12 | Sahel Daily | Talks
Mali is negotiating with GSIM, the United Nations said. | gsim negotiates-with mali | ongoing, un
France rejects talks with GSIM. | france rejects gsim | occurred, france

2020-10-13 | Northern Post | No talks
Mali denied that it negotiates with GSIM. | gsim negotiates-with mali | denied, mali

2021-10-01 | Courrier du Fleuve | Helicopters
Russia delivered helicopters to Mali. | russia arms mali | occurred

2022-01-10 | Sahel Daily | Sanctions
ECOWAS imposed sanctions on Mali. | ecowas sanctions mali | occurred
The European Union imposed sanctions on the Wagner Group. | eu sanctions wagner-group | occurred
The Wagner Group has moved into Mali, France said. | wagner-group deploys-to mali | occurred, france
Mali denied that the Wagner Group is there. | wagner-group deploys-to mali | denied, mali
The Wagner Group cooperates with Mali. | mali cooperates-with wagner-group | ongoing
The Wagner Group fought GSIM. | gsim fights wagner-group | occurred

2022-01-31 | Northern Post | Ambassador
Mali expelled the ambassador of France. | mali expels france | occurred

2022-02-17 | Northern Post | Withdrawal
France will leave Mali. | france withdraws-from mali | planned, france
France will send soldiers to Niger. | france deploys-to niger | planned, france
Mali told France to leave at once. | france withdraws-from mali | demanded, mali
France demands that the Wagner Group leave Mali. | wagner-group withdraws-from mali | demanded, france

2022-02-18 | Wire 7 | Withdrawal
France will leave Mali. | france withdraws-from mali | planned, france
France will send soldiers to Niger. | france deploys-to niger | planned, france
Mali told France to leave at once. | france withdraws-from mali | demanded, mali
France demands that the Wagner Group leave Mali. | wagner-group withdraws-from mali | demanded, france

2022-07-04 | Sahel Daily | Sanctions lifted
ECOWAS lifted its sanctions on Mali. | ecowas lifts-sanctions-on mali | occurred

2022-08-15 | Courrier du Fleuve | Last soldiers
The last soldiers of France left Mali. | france withdraws-from mali | occurred
Mali accused France of helping GSIM. | mali accuses france | occurred, mali
"""


def actors() -> tuple[Actor, ...]:
    """Sorted by id."""
    rows = [[cell.strip() for cell in line.split("|")] for line in ACTORS.strip().splitlines()]
    return tuple(
        Actor(
            id=key,
            name=name,
            type=ActorType(kind),
            countries=(country,) if country else (),
            aliases=tuple(alias.strip() for alias in aliases.split(",") if alias),
        )
        for key, name, kind, country, aliases in rows
    )


def articles() -> tuple[tuple[Article, ...], tuple[Claim, ...]]:
    """Articles and claims, each sorted by id."""
    pages: list[Article] = []
    claims: list[Claim] = []
    for block in ARTICLES.strip().split("\n\n"):
        head, *lines = block.splitlines()
        day, source, title = (cell.strip() for cell in head.split("|"))
        text = " ".join(line.split(" | ")[0] for line in lines)
        page = Article(
            id=digest(day, source),
            url=f"https://news.example/{day}",
            source=source,
            title=title,
            published=dt.date.fromisoformat(day),
            lang="en",
            text=text,
            digest=digest(text, size=64),
            cluster=digest(text),
        )
        pages.append(page)
        claims.extend(claim(page, *line.split(" | ")) for line in lines)
    return tuple(sorted(pages, key=lambda page: page.id)), tuple(sorted(claims, key=lambda claim: claim.id))


def claim(page: Article, sentence: str, triple: str, how: str) -> Claim:
    """The claim of one line."""
    subject, relation, obj = triple.split()
    status, speaker, date = (*(part.strip() for part in how.split(",")), "", "")[:3]
    start = page.text.index(sentence)
    words = Span(start=start, end=start + len(sentence))
    return Claim(
        id=digest(page.id, start, triple, status),
        article=page.id,
        subject=subject,
        relation=relation,
        object=obj,
        status=Status(status),
        speaker=speaker or None,
        speaker_label=speaker or None,
        sentence=sentence,
        start=start,
        end=words.end,
        trigger=words,
        subject_at=words,
        object_at=words,
        date=span(date) if date else None,
        confidence=0.9,
        pattern="by-hand",
    )


def span(text: str) -> EventDate:
    """The date of "first..last"."""
    first, last = (dt.date.fromisoformat(day) for day in text.split(".."))
    return EventDate(first=first, last=last, precision=Precision.DAY if first == last else Precision.SPAN)


@pytest.fixture(scope="session")
def ontology() -> Ontology:
    """The project's own."""
    return Ontology.load(data_dir() / "ontology")


@pytest.fixture(scope="session")
def scene() -> Projection:
    """The graph."""
    return assemble(actors(), *articles())


@pytest.fixture(scope="session")
def on_embedded(
    scene: Projection, ontology: Ontology, tmp_path_factory: pytest.TempPathFactory
) -> Generator[BoltStore]:
    """The graph on the embedded server."""
    with embedded(tmp_path_factory.mktemp("questions")) as endpoint, BoltStore(endpoint) as store:
        store.load(scene, ontology)
        yield store


@pytest.fixture(scope="module")
def on_neo4j(scene: Projection, ontology: Ontology, neo4j_endpoint: Endpoint) -> Generator[BoltStore]:
    """The graph on a real Neo4j, which tests of other files empty."""
    with BoltStore(neo4j_endpoint) as store:
        store.load(scene, ontology)
        yield store


@pytest.fixture(params=["embedded", pytest.param("neo4j", marks=pytest.mark.neo4j)])
def loaded(request: pytest.FixtureRequest) -> BoltStore:
    """The graph on each server."""
    store = request.getfixturevalue(f"on_{request.param}")
    assert isinstance(store, BoltStore)
    return store
