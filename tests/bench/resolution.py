"""How many mentions a second are resolved in one process: `make bench`.

The English sample articles are parsed and their mentions found once. They are then resolved, article after article and
each time from nothing, until there are 100,000; the gazetteer holds 5,000 actors, those that it lacks made up. What is
timed is `ingest.resolve`, which leaves out the parser, and, for itself, finding the mentions; in CPU time, so that what
else the machine does is left out too.
"""

from __future__ import annotations

import json
import shutil
import sys
import tempfile
import time
from itertools import cycle
from pathlib import Path

from graph.gazetteer import Gazetteer, load_gazetteer
from graph.settings import Settings, data_dir
from ingest.mentions import find_mentions
from ingest.parse import load_pipeline, parse
from ingest.resolve import resolve
from ingest.words import load_words
from tests.bench.articles import samples

MENTIONS, ACTORS = 100_000, 5_000


def grown(folder: Path) -> Gazetteer:
    """The project's gazetteer with made-up actors besides, so many that it holds `ACTORS`; written to the folder."""
    shutil.copytree(data_dir() / "gazetteer", folder, dirs_exist_ok=True)
    lacking = ACTORS - len(load_gazetteer(folder).actors)
    with (folder / "actors.jsonl").open("a", encoding="utf-8") as lines:
        for number in range(lacking):
            name = f"Zarq{number} Liberation Front"
            aliases = [
                {"text": f"ZLF{number}", "lang": "mul"},
                {"text": f"Front de libération du Zarq{number}", "lang": "fr"},
            ]
            lines.write(
                json.dumps(
                    {
                        "id": f"zz-bench-{number:05}",
                        "name": name,
                        "name_fr": aliases[1]["text"],
                        "type": "armed-group",
                        "countries": ["ML"],
                        "aliases": aliases,
                    }
                )
                + "\n"
            )
    return load_gazetteer(folder)


def main() -> None:
    """Measure and tell."""
    settings = Settings()
    with tempfile.TemporaryDirectory() as folder:
        gazetteer = grown(Path(folder) / "gazetteer")
    words = load_words(data_dir() / "lexicon" / "en" / "coreference.toml", gazetteer)
    texts = list(parse(samples(settings, "en"), load_pipeline(settings, "en")))
    found, finding = [], time.process_time()
    for parsed in texts:
        found.append((parsed, find_mentions(parsed, gazetteer, words)))
    finding = time.process_time() - finding
    each = sum(len(mentions) for _, mentions in found)
    done, tied = 0, 0
    resolving = time.process_time()
    for parsed, mentions in cycle(found):
        if done >= MENTIONS:
            break
        tied += sum(bool(mention.actors) for mention in resolve(parsed, mentions, gazetteer, words).mentions)
        done += len(mentions)
    resolving = time.process_time() - resolving
    sys.stdout.write(
        f"{len(texts)} articles, {each} mentions, {len(gazetteer.actors)} actors; seconds of CPU time\n"
        f"found:    {each / finding:10,.0f} mentions a second\n"
        f"resolved: {done / resolving:10,.0f} mentions a second: {done} in {resolving:.1f} s, {tied / done:.0%} tied\n"
    )


if __name__ == "__main__":
    main()
