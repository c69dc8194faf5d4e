"""What extraction costs beside the bare spaCy pipeline: `make bench`.

Both read the sample articles of a language, in turn, in one process; a round is timed in CPU time, so that what else
the machine does is left out.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable, Iterable

from graph.model import Article
from graph.settings import Settings
from ingest.extractor import BATCH, Extractor
from ingest.parse import load_pipeline, plain
from tests.bench.articles import samples
from tests.bench.memory import peak

ROUNDS, COPIES = 5, 4


def seconds(run: Callable[[], Iterable[object]]) -> float:
    """CPU seconds until a run has given all that it gives."""
    start = time.process_time()
    for _ in run():
        pass
    return time.process_time() - start


def main() -> None:
    """Measure and tell."""
    settings = Settings()
    extractor = Extractor.load(settings)
    for lang in sorted(extractor.languages):
        measure(extractor, lang, samples(settings, lang) * COPIES)
    sys.stdout.write(f"memory:        {peak():8,.0f} MiB at most\n")


def measure(extractor: Extractor, lang: str, articles: list[Article]) -> None:
    """Measure one language."""
    nlp = load_pipeline(Settings(), lang, bare=True)
    texts = [plain(article.text) for article in articles]
    words = sum(len(text.split()) for text in texts)
    bare, full = [], []
    for _ in range(ROUNDS):
        bare.append(seconds(lambda: nlp.pipe(texts, batch_size=BATCH)))
        full.append(seconds(lambda: extractor.run(articles)))
    ratios = [two / one for one, two in zip(bare, full, strict=True)]
    sys.stdout.write(
        f"{lang}: {words} words, {ROUNDS} rounds, medians of CPU time\n"
        f"bare pipeline: {words / statistics.median(bare):8,.0f} words a second\n"
        f"extraction:    {words / statistics.median(full):8,.0f} words a second\n"
        f"ratio of time: {statistics.median(ratios):8.2f} ({min(ratios):.2f} to {max(ratios):.2f})\n"
    )


if __name__ == "__main__":
    main()
