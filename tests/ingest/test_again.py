"""Dead letters tried again, and kept articles read anew."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

import pytest

from graph.errors import ConflictGraphError, UsageError
from graph.model import Article
from graph.settings import load_settings
from graph.stores.ledger import DeadLetter, Ledger
from ingest.job import Job
from ingest.letters import tried_again
from ingest.model import Extraction
from ingest.reextract import Changes, again
from ingest.schedule_command import retry
from ingest.workers import Extracts, Found
from tests.ingest.news import html, report
from tests.ingest.site import our, serving

TEXT = "The Malian army attacked JNIM near Gao on Monday, a spokesman said in Bamako. "


def dead(ledger: Ledger) -> dict[str, str]:
    return {letter.name: letter.reason for letter in ledger.dead()}


@pytest.mark.model
def test_what_has_been_mended_goes_through_and_the_rest_stays_dead(
    ledger: Ledger, extractor: Extracts, tmp_path: Path
) -> None:
    lines = [json.dumps({"text": TEXT * 3}), '{"text": 1}', json.dumps({"text": "Menu"}), "{broken"]
    (tmp_path / "rows.jsonl").write_text("\n".join(lines))
    (tmp_path / "page.txt").write_bytes(bytes(range(256)) * 9)
    with serving() as site:
        settings = our({"tries": 1})
        address, gone = site.page("/story", "", 503), f"{site.url}/nowhere"
        Job(ledger, extractor, settings).run([str(tmp_path / "rows.jsonl"), str(tmp_path / "page.txt"), address, gone])
        before = dead(ledger)
        assert {Path(name).name for name in before} == {
            "rows.jsonl:2", "rows.jsonl:3", "rows.jsonl:4", "page.txt", "story", "nowhere",
        }  # fmt: skip
        (tmp_path / "page.txt").write_text(report(1).text)
        site.page("/story", html(report(2)))
        (tmp_path / "rows.jsonl").unlink()
        job = Job(ledger, extractor, settings)
        job.take(tried_again(list(before), ledger, settings))
        assert job.tally.record().kept == 2
        assert dead(ledger) == {
            name: why for name, why in before.items() if Path(name).name not in ("page.txt", "story")
        }
        known = ledger.sighting(address)
        assert known
        assert known.article == ledger.find(address)


def test_what_is_gone_for_good_can_be_dropped_by_name(address: str) -> None:
    with Ledger.open(address) as ledger:
        for name in "ab":
            ledger.bury(DeadLetter(name=name, reason="no such file", at=dt.datetime.now(dt.UTC)))
        with pytest.raises(ConflictGraphError, match="no dead letter is called 'c'"):
            retry(["a", "c"], forget=True, ledger=address)
        with pytest.raises(UsageError, match="goes with the names"):
            retry(forget=True, ledger=address)
        assert set(dead(ledger)) == {"a", "b"}
        retry(["a"], forget=True, ledger=address)
        assert set(dead(ledger)) == {"b"}


@dataclass(frozen=True, slots=True)
class Earlier:
    """The extractor as an earlier version of it: it found every other claim only."""

    now: Extracts

    @property
    def version(self) -> str:
        return "earlier"

    @property
    def languages(self) -> frozenset[str]:
        return self.now.languages

    def run(self, articles: Iterable[Article]) -> Iterator[Found]:
        for found in self.now.run(articles):
            assert isinstance(found, Extraction)
            yield found.model_copy(update={"claims": found.claims[::2]})


@pytest.mark.model
def test_reading_anew_tells_what_is_gained_and_lost_and_once_is_enough(
    ledger: Ledger, extractor: Extracts, tmp_path: Path
) -> None:
    for number in range(4):
        one = report(number)
        (tmp_path / f"{number}.txt").write_text(f"Title: {one.title}\nDate: {one.day}\n\n{one.text}\n")
    settings = load_settings()
    Job(ledger, Earlier(extractor), settings).run([str(tmp_path)])
    before = list(ledger.claims())
    late = Changes(ledger)
    assert again(ledger, extractor, settings, late, since=report(3).day).kept == 1
    told = StringIO()
    changes = Changes(ledger, told)
    counts = again(ledger, extractor, settings, changes)
    after = list(ledger.claims())
    assert counts.kept == 3
    assert late.same + changes.same == len(before)
    assert late.gained.total() + changes.gained.total() == len(after) - len(before) > 0
    rows = [json.loads(line) for line in told.getvalue().splitlines()]
    assert len(rows) == changes.gained.total()
    assert all(row["change"] == "gained" and row["id"] in {claim.id for claim in after} for row in rows)
    assert again(ledger, extractor, settings, Changes(ledger)).kept == 0
    lost = Changes(ledger)
    again(ledger, Earlier(extractor), settings, lost)
    assert (lost.lost.total(), lost.gained.total()) == (len(after) - len(before), 0)
    assert list(ledger.claims()) == before
    assert [run.command for run in ledger.runs()] == ["reextract"] * 4
