"""What extraction costs beside the bare spaCy pipeline: `make bench`.

Both read the English sample articles, in turn, in one process; a round is timed in CPU time, so that what else the
machine does is left out.
"""

from __future__ import annotations

import resource
import statistics
import sys
import time
from collections.abc import Callable, Iterable

from graph.errors import ArticleError
from graph.model import Article
from graph.settings import Settings, data_dir
from ingest.clean import clean
from ingest.extractor import BATCH, LANG, Extractor
from ingest.fetch import Refused, pages
from ingest.parse import plain

ROUNDS, COPIES = 5, 4


def samples(settings: Settings) -> list[Article]:
    """The English sample articles."""
    found = []
    for page in pages([str(data_dir() / "samples")], settings):
        if not isinstance(page, Refused):
            try:
                article = clean(page, longest=settings.max_characters)
            except ArticleError:
                continue
            if article.lang == LANG:
                found.append(article)
    return found


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
    articles = samples(settings) * COPIES
    texts = [plain(article.text) for article in articles]
    words = sum(len(text.split()) for text in texts)
    bare, full = [], []
    for _ in range(ROUNDS):
        bare.append(seconds(lambda: extractor.reader.nlp.pipe(texts, batch_size=BATCH)))
        full.append(seconds(lambda: extractor.run(articles)))
    ratios = [two / one for one, two in zip(bare, full, strict=True)]
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    sys.stdout.write(
        f"{words} words, {ROUNDS} rounds, medians of CPU time\n"
        f"bare pipeline: {words / statistics.median(bare):8,.0f} words a second\n"
        f"extraction:    {words / statistics.median(full):8,.0f} words a second\n"
        f"ratio of time: {statistics.median(ratios):8.2f} ({min(ratios):.2f} to {max(ratios):.2f})\n"
        f"memory:        {memory:8,.0f} MiB at most\n"
    )


if __name__ == "__main__":
    main()
