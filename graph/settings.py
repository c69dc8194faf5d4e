"""Settings: arguments, then CONFLICTGRAPH_* variables, then conflictgraph.toml, then defaults."""

from __future__ import annotations

from importlib.metadata import version
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, SecretStr, ValidationError
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from graph.errors import UsageError
from graph.jsonl import first_problem


class Neo4jSettings(BaseModel):
    """Where a Neo4j server is; without a URI the embedded server is used."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    uri: str | None = None
    user: str = "neo4j"
    password: SecretStr = SecretStr("")
    database: str = "neo4j"


class FetchSettings(BaseModel):
    """How pages and feeds are fetched.

    Attributes:
        contact: An address of mail or web at which sites can reach whoever runs this; sent along with each request.
        at_once: The most requests under way at a time.
        per_host: The most of them to one host.
        delay: Seconds between the starts of two requests to one host; robots.txt may ask for more.
        seconds: How long a server may take for each step: to be reached, to send the next piece.
        total_seconds: How long it may take for all of them.
        redirects: The most redirects that are followed.
        tries: How often an address that gives no answer is asked in one run.
        backoff: Seconds to the second try; each further one waits about twice as long.
        longest_wait: The most seconds that a server may ask to wait, between requests or before the next try.
        recheck_hours: Hours after which a page that its feed still lists is asked for again, to see whether it changed.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    contact: Annotated[str, Field(pattern=r"^[!-~][ -~]*$", max_length=200)] | None = None
    at_once: Annotated[int, Field(ge=1, le=64)] = 8
    per_host: Annotated[int, Field(ge=1, le=16)] = 2
    delay: Annotated[float, Field(ge=0, le=3600)] = 1
    seconds: Annotated[float, Field(gt=0, le=600)] = 20
    total_seconds: Annotated[float, Field(gt=0, le=3600)] = 60
    redirects: Annotated[int, Field(ge=0, le=20)] = 5
    tries: Annotated[int, Field(ge=1, le=10)] = 3
    backoff: Annotated[float, Field(ge=0, le=60)] = 1
    longest_wait: Annotated[float, Field(ge=0, le=3600)] = 60
    recheck_hours: Annotated[float, Field(ge=0)] = 24


class Settings(BaseSettings):
    """Everything that can be set, once for a command.

    Attributes:
        home: Folder of what a user keeps: ledger and embedded graph. Made when first written to.
        ledger: SQLAlchemy URL; by default an SQLite file in `home`.
        neo4j: A Neo4j server to use in place of the embedded one.
        model_en: spaCy pipeline for English: a package's name or a folder; by default the one that is installed along.
        model_fr: Likewise for French.
        author: Who decides corrections; by default the user's login.
        min_confidence: Candidates below it make no claim; by default the threshold that the judge was trained to.
        max_bytes: Largest single input, in bytes.
        max_characters: Longest article text, in characters.
        allow_private_addresses: Whether URLs may lead to loopback, link-local or private addresses.
        feeds: File of feeds; by default the one that comes along.
        fetch: How pages and feeds are fetched.
    """

    model_config = SettingsConfigDict(
        env_prefix="CONFLICTGRAPH_",
        env_nested_delimiter="__",
        toml_file="conflictgraph.toml",
        frozen=True,
        extra="forbid",
    )

    home: Path = Path(".conflictgraph")
    ledger: str | None = None
    neo4j: Neo4jSettings = Neo4jSettings()
    model_en: str | None = None
    model_fr: str | None = None
    author: str | None = None
    min_confidence: Annotated[float, Field(ge=0, le=1)] | None = None
    max_bytes: int = 20_000_000
    max_characters: int = 200_000
    allow_private_addresses: bool = False
    feeds: Path | None = None
    fetch: FetchSettings = FetchSettings()

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Arguments before variables before the file; no .env and no secrets folder."""
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls)

    @property
    def user_agent(self) -> str:
        """What the fetcher calls itself."""
        return f"conflictgraph/{version('conflictgraph')} (+{self.fetch.contact or 'no contact set'})"

    @property
    def ledger_url(self) -> str:
        """The ledger's SQLAlchemy URL."""
        return self.ledger or f"sqlite:///{(self.home / 'ledger.db').resolve()}"


def load_settings(**given: Any) -> Settings:
    """The settings, arguments that are None left out.

    Raises:
        UsageError: A value is refused; the message names it.
    """
    try:
        return Settings(**{key: value for key, value in given.items() if value is not None})
    except ValidationError as error:
        raise UsageError(f"setting {first_problem(error)}") from error


def data_dir() -> Path:
    """The folder that holds ontology, lexicon and gazetteer: the checkout's data/, or the copy inside the wheel."""
    packaged = Path(__file__).parent / "_data"
    return packaged if packaged.is_dir() else Path(__file__).parent.parent / "data"
