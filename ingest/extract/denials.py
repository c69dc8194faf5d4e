"""Who denies what another has said: "X accused Y of arming rebels, which Y denies", "Y rejected the charge"."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from spacy.tokens import Span, Token

from ingest.extract.clauses import is_content
from ingest.extract.speaker import SPEAKING, Speaker, Speech
from ingest.extract.speech_cues import SpeechRole

_ALONE = frozenset({"nsubj", "advmod", "aux", "npadvmod", "prep"})
"""What may stand beside a verb that denies all that was said before."""


def denials_of(
    trigger: Token, speech: Speech, retold: Callable[[int, int], Iterable[Token]] | None = None
) -> tuple[Speaker, ...]:
    """Who rebuts the trigger's content after it: by a word that points back to it, or by saying again what is not so.

    At most two. A relative clause ("which X denies") may rebut what the paper states; any other word that points back
    counts only where the content is reported from somebody: nobody's "it" denies for certain.

    Args:
        trigger: The word that expresses the relation.
        speech: Who says what in the document.
        retold: The words among tokens start to end that deny the same relation: "X never armed anybody".
    """
    said = speech.speaker_of(trigger)
    is_told = not any(word.dep_ == "relcl" and not is_content(word) for word in (trigger, *trigger.ancestors))
    found: list[Speaker] = []
    sentence = trigger.sent
    following = _next_sentence(sentence)
    if retold is not None:
        again = map(speech.speaker_of, retold(trigger.i + 1, (following or sentence).end))
        found += dict.fromkeys(denier for denier in again if denier is not None)
    for verb in _rebuttals(trigger, sentence, following, speech):
        subject = speech.subject(verb)
        if subject is None or subject.pos_ not in SPEAKING:
            continue
        is_sure = verb.dep_ == "relcl" or _says_no_more(verb) or (is_told and _names_what_was_said(verb, speech))
        if said is None and not is_sure and not speech.is_reported(trigger):
            continue
        denier = Speaker(speech.owner(subject), verb.i)
        if denier not in found and (said is None or (verb.i != said.verb and denier.head != said.head)):
            found.append(denier)
    return tuple(found[:2])


def denier_of(said: Speaker, speech: Speech) -> Speaker | None:
    """Who rebuts what somebody else's word, a noun, says: X in "X rejected Y's claim that"; None if nobody does."""
    noun = speech.doc[said.verb]
    verb = noun.head
    if noun.pos_ != "NOUN" or verb.pos_ != "VERB" or not speech.cues.has(SpeechRole.DENIAL, verb):
        return None
    subject = speech.subject(verb)
    if subject is None or subject.pos_ not in SPEAKING or subject.i == said.head:
        return None
    return Speaker(speech.owner(subject), verb.i)


def _rebuttals(trigger: Token, sentence: Span, following: Span | None, speech: Speech) -> Iterator[Token]:
    """Verbs that deny something said before: the sentence's own; if it has none, that of the next sentence."""
    later = [index for index in speech.denials if index > trigger.i]
    if not later:
        return
    own = [verb for index in later if index < sentence.end and _denies(verb := speech.doc[index], speech)]
    yield from own
    if not own and following is not None and _denies(following.root, speech):
        yield following.root


def _next_sentence(sentence: Span) -> Span | None:
    """The next sentence of the same paragraph."""
    doc = sentence.doc
    if sentence.end >= len(doc) or "\n" in sentence[-1].text or doc[sentence.end].is_space:
        return None
    return doc[sentence.end].sent


def _denies(verb: Token, speech: Speech) -> bool:
    cues = speech.cues
    if verb.i not in speech.denials:
        return False
    if any(child.dep_ == "neg" for child in verb.children):
        return False
    if cues.has(SpeechRole.CALLING, verb) and not _calls_it_false(verb, speech):
        return False
    if verb.dep_ == "relcl" and cues.has(SpeechRole.CONTENT, verb.head):
        return True
    return any(_points_back(noun, speech) for noun in _objects(verb)) or _says_no_more(verb)


def _says_no_more(verb: Token) -> bool:
    """Whether a sentence's verb has nothing but its subject and adverbs: "Kigali dément", "Tehran denies"."""
    beside = {child.dep_ for child in verb.children if not child.is_punct}
    return verb.dep_ == "ROOT" and verb.tag_ in ("VBZ", "VBP", "VBD") and "nsubj" in beside and beside <= _ALONE


def _names_what_was_said(verb: Token, speech: Speech) -> bool:
    """Whether what is denied is named and pointed at: "rejected these allegations", "denies the charge"."""
    return any(
        noun.pos_ == "NOUN" and _points_back(noun, speech) and any(child.dep_ == "det" for child in noun.children)
        for noun in _objects(verb)
    )


def _objects(verb: Token) -> Iterator[Token]:
    """What is denied: the object, or what is called false ("called the charge baseless")."""
    for child in verb.children:
        if child.dep_ in ("dobj", "nsubjpass", "dative") or (child.dep_ == "nsubj" and child.tag_ == "WDT"):
            yield child
        elif child.dep_ == "oprd" or (child.dep_ == "ccomp" and _is_small(child)):
            yield from (grand for grand in child.children if grand.dep_ in ("nsubj", "compound"))


def _is_small(clause: Token) -> bool:
    """Whether a clause has no verb: "called the charge baseless", but not "denies that it fired"."""
    return clause.pos_ != "VERB" and not any(child.dep_ == "mark" for child in clause.children)


def _points_back(noun: Token, speech: Speech) -> bool:
    """Whether a noun or pronoun stands for what was said before, and brings no content of its own."""
    return speech.cues.has(SpeechRole.CONTENT, noun) and not any(c.dep_ in ("acl", "relcl") for c in noun.children)


def _calls_it_false(verb: Token, speech: Speech) -> bool:
    return any(speech.cues.has(SpeechRole.FALSEHOOD, token) for token in verb.subtree if token.i > verb.i)
