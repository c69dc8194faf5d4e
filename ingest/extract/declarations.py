"""Declarations: texts in the voice of a body that says "we" outside quotations, as communiqués and resolutions do."""

from __future__ import annotations

from collections.abc import Mapping

from ingest.extract.clauses import SUBJECTS
from ingest.extract.speaker import Speech
from ingest.mentions import Mention

_WE = {"PronType": "Prs", "Person": "1", "Number": "Plur"}
_LEAST = 2
"""How often a text must speak of itself; once may be the author of any article."""


def declarer(speech: Speech, mentions: Mapping[int, Mention]) -> int | None:
    """Token index of the first "we" that is a subject, rather one that is somebody's; None if the text speaks of no we.

    Args:
        speech: The quotations of a document.
        mentions: By their heads.
    """
    own = [
        token.i
        for token in speech.doc
        if token.dep_ in SUBJECTS and _WE.items() <= token.morph.to_dict().items()
        if not speech.is_quoted(token)
    ]
    if len(own) < _LEAST:
        return None
    return next((at for at in own if at in mentions and mentions[at].actors), own[0])
