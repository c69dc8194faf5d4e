"""What goes without saying: the country that an article is about, or the bloc that a state leaves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.model import ActorType
from ingest.mentions import Mention

if TYPE_CHECKING:
    from ingest.extract.candidates import Finder


def unsaid(finder: Finder, index: int, subject: Mention) -> Mention | None:
    """The nearest mention, above if there is one, of the country in focus, or of the subject's own office.

    No army leaves its own country; a state rather leaves the bloc that its sentence speaks of.
    """
    actor = subject.actors[0]
    if actor in finder.at_home:
        return None
    if subject.type is ActorType.STATE and (bloc := _bloc_before(finder, index)):
        return bloc
    bodies = (subject.type is ActorType.PERSON and finder.posts.get(actor)) or {finder.focus}
    heads = [head for head, m in finder.mentions.items() if len(m.actors) == 1 and m.actors[0] in bodies]
    above = [head for head in heads if head < index]
    return finder.mentions[max(above) if above else min(heads)] if heads else None


def _bloc_before(finder: Finder, index: int) -> Mention | None:
    """The alliance or mission named before in a sentence, if no soldiers leave: "X is weaker since Y withdrew"."""
    if finder.view.slots(index).get("patient"):
        return None
    start = finder.doc[index].sent.start
    before = (finder.mentions[at] for at in range(index - 1, start - 1, -1) if at in finder.mentions)
    return next((mention for mention in before if mention.type is ActorType.IGO and mention.actors), None)
