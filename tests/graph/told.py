"""The smallest claim that a ledger takes."""

from __future__ import annotations

from graph.model import Article, Claim, Span, Status


def claim(of: Article, key: str, subject: str = "mali", obj: str = "gsim", speaker: str | None = None) -> Claim:
    """That one fights the other, by the whole text of an article."""
    spot = Span(start=0, end=4)
    return Claim(
        id=f"{of.id}/{key}",
        article=of.id,
        subject=subject,
        relation="fights",
        object=obj,
        status=Status.OCCURRED,
        speaker=speaker,
        sentence=of.text,
        start=0,
        end=len(of.text),
        trigger=spot,
        subject_at=spot,
        object_at=spot,
        confidence=0.5,
        pattern="fights",
    )
