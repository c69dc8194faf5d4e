"""A browser for the tests: Chromium of the system, else one that is installed if the tests are required to run."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, Request, sync_playwright

from graph.ontology import Ontology
from graph.projection import Projection
from graph.settings import data_dir
from tests.graph.views.synthetic import synthetic

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ARGUMENTS = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
)


@dataclass
class Opened:
    """A drawn page in the browser, and what it did that it should not have.

    Attributes:
        problems: Messages of the console that are errors or warnings, and errors that nothing caught.
        requests: Addresses that it asked for beside its own file.
    """

    page: Page
    problems: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as running:
        yield running


@pytest.fixture(scope="session")
def browser(playwright: Playwright, request: pytest.FixtureRequest) -> Iterator[Browser]:
    required = os.environ.get("CI") == "true" or "browser" in str(request.config.getoption("--require", default=""))
    executable = find_browser(playwright)
    if not executable and required:
        executable = _install(playwright)
    if not executable:
        message = "no Chromium: install Debian's package chromium, or run `playwright install chromium`"
        pytest.fail(message) if required else pytest.skip(message)
    running = playwright.chromium.launch(executable_path=executable, args=list(ARGUMENTS))
    yield running
    running.close()


@pytest.fixture
def open_page(browser: Browser, tmp_path: Path) -> Iterator[Callable[..., Opened]]:
    """Opens HTML from disk in a context without a network; keywords go to the browser's context, such as `viewport`."""
    contexts: list[BrowserContext] = []

    def opening(html: str, **keywords: object) -> Opened:
        file = tmp_path / f"page{len(contexts)}.html"
        file.write_text(html, encoding="utf-8")
        context = browser.new_context(offline=True, **keywords)  # type: ignore[arg-type]  # as the caller names them
        contexts.append(context)
        opened = Opened(context.new_page())
        _watch(opened, file.as_uri())
        opened.page.goto(file.as_uri())
        opened.page.wait_for_selector("html[data-ready]", timeout=20_000)
        return opened

    yield opening
    for context in contexts:
        context.close()


@pytest.fixture(scope="session")
def ontology() -> Ontology:
    return Ontology.load(data_dir() / "ontology")


@pytest.fixture(scope="session")
def graph30(ontology: Ontology) -> Projection:
    return synthetic(30, ontology)


@pytest.fixture(scope="session")
def graph300(ontology: Ontology) -> Projection:
    return synthetic(300, ontology)


def _watch(opened: Opened, own: str) -> None:
    def asked(request: Request) -> None:
        if request.url != own:
            opened.requests.append(request.url)

    opened.page.on("request", asked)
    opened.page.on("pageerror", lambda error: opened.problems.append(str(error)))
    opened.page.on(
        "console", lambda said: opened.problems.append(said.text) if said.type in ("error", "warning") else None
    )


def find_browser(playwright: Playwright) -> str | None:
    """Chromium of the system or of playwright; None if there is neither."""
    return _system_browser() or _own_browser(playwright)


def _system_browser() -> str | None:
    return next((found for name in NAMES if (found := shutil.which(name))), None)


def _own_browser(playwright: Playwright) -> str | None:
    path = Path(playwright.chromium.executable_path)
    return str(path) if path.is_file() else None


def _install(playwright: Playwright) -> str | None:
    """Chromium from Debian's packages where that is allowed, else from playwright; None if neither can be had."""
    if os.geteuid() == 0 and shutil.which("apt-get"):
        subprocess.run(["apt-get", "update", "-q"], check=False, capture_output=True, timeout=280)
        command = ["apt-get", "install", "-q", "-y", "--no-install-recommends", "chromium"]
        subprocess.run(command, check=False, capture_output=True, timeout=280)
    if not (found := _system_browser()):
        command = [sys.executable, "-m", "playwright", "install", "chromium"]
        subprocess.run(command, check=False, capture_output=True, timeout=280)
        found = _own_browser(playwright)
    return found
