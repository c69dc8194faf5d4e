"""By which forms an article mentions its actors."""

from __future__ import annotations

from collections.abc import Container, Iterator

from spacy.tokens import Doc

from ingest.extract.analysis import Analysis
from ingest.extract.clauses import word_of
from ingest.mentions import Mention, MentionKind


def surface_forms(analysis: Analysis, wanted: Container[str] | None = None) -> dict[str, tuple[str, ...]]:
    """Actor id, of all or of those wanted, to the distinct forms, no pronouns, that mention it, in text order."""
    forms: dict[str, dict[str, None]] = {}
    text = analysis.parsed.article.text
    for mention in analysis.resolution.mentions:
        actors = [actor for actor in mention.actors if wanted is None or actor in wanted]
        if actors and mention.kind not in (MentionKind.PRONOUN, MentionKind.ADJECTIVE):
            counted = _counted(analysis, mention)
            for actor in actors:
                forms.setdefault(actor, {})[text[mention.start : mention.end]] = None
                if mention.kind is MentionKind.NOMINAL and not analysis.resolution.actors[actor].known:
                    forms[actor] |= dict.fromkeys(_described(analysis.parsed.doc, mention))
                if counted is not None:
                    forms[actor][text[counted : mention.end]] = None
    return {actor: tuple(found) for actor, found in forms.items()}


def _described(doc: Doc, mention: Mention) -> Iterator[str]:
    """A noun phrase with the participle behind it, which may be all that tells a group: "groups linked to X"."""
    for child in doc[mention.head].rights:
        if child.dep_ == "acl" and child.tag_ in ("VBN", "VBG"):
            yield doc.text[mention.start : doc[child.right_edge.i].idx + len(doc[child.right_edge.i])]


def _counted(analysis: Analysis, mention: Mention) -> int | None:
    """Where the phrase begins that tells how many a noun names: "a dozen of the men"; None if there is none."""
    doc, verbs = analysis.parsed.doc, analysis.finder.lexicon.verbs
    of = doc[mention.head].head
    noun = of.head
    if (
        doc[mention.head].dep_ != "pobj"
        or word_of(of) not in verbs.small.genitive
        or noun.lemma_ not in verbs.transparent
    ):
        return None
    start = min([noun, *(child for child in noun.lefts if child.dep_ in ("det", "nummod"))], key=lambda t: t.i)
    return start.idx if start.idx < mention.start else None
