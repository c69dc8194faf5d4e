"""Prepositions and other small words that the predicate-argument view must know, read from verbs.toml of a lexicon."""

from __future__ import annotations

from graph.model import Record

Several = frozenset[str]


class SmallWords(Record):
    """Words of one language by what they do; prepositions by their names for slots, and slots by theirs.

    Attributes:
        perfect: Auxiliaries that make a participle active: "have attacked".
        agentive: Prepositions before the agent of a passive.
        comitative: Prepositions that may only bring somebody in: "with Qatar as host".
        role: Prepositions before what somebody is: "as head".
        framework: Nouns that behind these tell within what something is done: "trains X as part of a mission".
        genitive: Prepositions before an owner or a whole.
        where: What opens a clause about a place, and the slots of the verb that the place fills.
        where_slots: These slots, best first.
        complementizers: What opens a finite clause that has its subject for itself.
        addressed: Prepositions before whom one calls on to do something.
        pleading: Verbs, each with the preposition before whom one asks to do something: "appeal to".
        spoken: Verbs that go with a verb of saying rather than with what is said: "said Y had left and accused Z".
        vowing: Verbs of those who will themselves do what is to be done: "threatened that X would be shot".
        said_of: Prepositions before what one accuses somebody of, or keeps somebody from.
        loose: Prepositions whose phrase may belong further up than where it is attached.
        lent: Prepositions that a full verb lends its object noun: "announced on Monday a ban on X".
        owning: Slots of an abstract noun whose filler has or takes it, best first.
        parts: Slots of a noun that stands for what it is a part of: "four of the rebels".
        owners: Slots of a noun that stands for its owner, best first.
        weapons: Nouns for weapons, which whoever launched them is behind.
        behind_weapons: Slots of these that he stands in.
        men: Nouns for unnamed men, who act for the group that they come from: "gunmen from X".
        behind_men: Slots of these that the group stands in.
        settlements: Nouns for places that a name follows: "the village of X".
        occasion: Words that open a clause telling what somebody died or left at: "died when a drone hit".
        bearing: Nouns for having done what a phrase of reason names: "claimed responsibility for".
        sought: Prepositions before what is wanted, not done: "put forward proposals for a truce".
        bynames: Participles before a name that a noun bears: "a militia known as X".
        blaming: Verbs with the deed as their object and the doer behind a preposition: "blamed the attack on X".
        blamed: These prepositions.
        stative: Prepositions before the state that a name before a comma is in: "X, at war with Y".
        opened: Slots whose filler, where it is no actor itself, is looked into.
        inner: Slots that are looked for there.
        places: Slots that say where something happens, best first.
        respectively: What pairs two lists off.
        never: Words that negate a verb though the parse calls them adverbs.
        neither: Words inside a phrase of a verb that negate it.
        including: Prepositions before members of a plural.
        among: Words before or behind members of a plural: "among them".
        notably: Words behind a comma before members of a plural that may stand before it.
        stops: Words that end the phrase in which members of a plural are looked for.
        mutual: Words for each of several as the other's object; for "se" the frame must ask for it.
        distributive: Words for each of several: "each", "neither".
        counterpart: Words for the other of several, where each acts: "the other".
        behind: Words in a trigger that is headed by its first word: "head of state", "secrétaire général".
        mute: Verbs that are no trigger where they are auxiliaries.
        adjacent: Prepositions that belong to the noun right before them, whatever the parse says.
        particles: Words that are part of a trigger only where they have no object of their own: "take on".
        opposed: Nouns for whoever stands against their owner, and so never for him: "met X's rivals".
        naming: Verbs of calling somebody or something what one thinks it is: "what it called X's threats".
        joined: Words before one who does or suffers the same as the subject: "X, along with Y, left".
        together: Of these, those that need no comma before them: "fought X together with Y".
        whens: Prepositions by which an event only tells when something else was: "at its meeting, X expressed".
        gathering: Verbs that have "together" for a part of their own: "brought X and Y together with Z".
        rebutting: Verbs that answer a charge: "accused X of hiding rebels, which X denies".
        bearings: Words that tell where one place lies from another: "X, west of Y, which".
        likewise: A single such word, where commas set the phrase off: "X, like Y, left".
        ruling: Prepositions that a verb needs, in a second half that shares the verb: "and Burundi with Rwanda".
        joining: Verbs whose object does the same as the subject: "X joined Y in arming Z".
        happening: Verbs that say of an event, their subject, no more than that it is: "clashes broke out between".
        verbal: Adjectives that are verbs behind what opens an infinitive: "to free X".
        infinitival: What opens an infinitive though the parser may take it for a preposition.
        phrasal: Verbs and particles that the parser takes for prepositions: "flew in troops".
        high: Prepositions whose phrase belongs to the verb though it stands behind a noun: "fought with X against Y".
        acts: Nouns for acts of force, which have done what a clause behind their place says: "strikes on X, which".
        wrought: Verbs for what such acts do: "killed".
        pointing: Participles that tell, as a preposition does, at whom an act points: "a warrant targeting X". The
            first of them is the slot's name.
        deep: Whether any noun in a phrase of a predicate, not a name alone, may bear what belongs to the predicate.
        siding: Verbs whose by-phrase names nobody who acts, unless they are passive: "X stood by Y".
        impersonal: Relative pronouns that stand for no single person: "which".
        past_alike: Whether a past tense may look like a participle: "X, who left early, offered to help".
        giving: Verbs behind which a name stands for whom something is given to: "sold Israel shells".
        promising: Verbs and nouns whose that-clause tells what somebody is to be given.
        once: Prepositions before a role of the past in front of who had it: "Once a general, X left".
        deploring: Verbs of those who have no part in the deed that is their object: "regretted the killing of X".
        those: Pronouns for several, one of whom the sentence tells of.
        amid: Prepositions before them: "X was among those killed".
        bodies: Nouns for bodies whose of-phrase is no part of them: "the killing by the army of civilians".
        inflections: Endings without which a participle may be a trigger of the lexicon.
    """

    perfect: Several
    agentive: Several
    comitative: Several
    role: Several
    genitive: Several
    where: Several
    where_slots: tuple[str, ...]
    complementizers: Several
    addressed: Several
    pleading: Several = frozenset()
    spoken: Several = frozenset()
    vowing: Several = frozenset()
    said_of: Several
    loose: Several
    lent: tuple[str, ...]
    owning: tuple[str, ...]
    parts: tuple[str, ...]
    owners: tuple[str, ...]
    weapons: Several = frozenset()
    behind_weapons: tuple[str, ...] = ()
    men: Several = frozenset()
    behind_men: tuple[str, ...] = ()
    settlements: Several = frozenset()
    occasion: Several = frozenset()
    bearing: Several = frozenset()
    sought: Several = frozenset()
    bynames: Several = frozenset()
    blaming: Several = frozenset()
    blamed: tuple[str, ...] = ()
    stative: Several = frozenset()
    opened: tuple[str, ...]
    inner: Several
    places: tuple[str, ...]
    respectively: Several
    never: Several
    behind: Several
    neither: Several = frozenset()
    including: Several = frozenset()
    among: Several = frozenset()
    notably: Several = frozenset()
    stops: Several = frozenset()
    mutual: Several = frozenset()
    distributive: Several = frozenset()
    counterpart: Several = frozenset()
    mute: Several = frozenset()
    adjacent: Several = frozenset()
    particles: Several = frozenset()
    opposed: Several = frozenset()
    naming: Several = frozenset()
    joined: Several = frozenset()
    together: Several = frozenset()
    gathering: Several = frozenset()
    rebutting: Several = frozenset()
    whens: Several = frozenset()
    bearings: Several = frozenset()
    likewise: Several = frozenset()
    joining: Several = frozenset()
    ruling: Several = frozenset()
    happening: Several = frozenset()
    verbal: Several = frozenset()
    infinitival: Several = frozenset()
    phrasal: Several = frozenset()
    high: Several = frozenset()
    acts: Several = frozenset()
    wrought: Several = frozenset()
    siding: Several = frozenset()
    impersonal: Several = frozenset()
    pointing: tuple[str, ...] = ()
    deep: bool = False
    past_alike: bool = False
    giving: Several = frozenset()
    framework: Several = frozenset()
    promising: Several = frozenset()
    once: Several = frozenset()
    deploring: Several = frozenset()
    those: Several = frozenset()
    amid: Several = frozenset()
    bodies: Several = frozenset()
    inflections: tuple[str, ...] = ()
