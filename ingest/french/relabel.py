"""Universal Dependencies to ClearNLP's labels: prepositions head their phrases, copulas their clauses."""

from __future__ import annotations

from ingest.french.grammar import grammar
from ingest.french.parse import Parse
from ingest.french.prepositions import join_prepositions

_LABELS = {
    "obj": "dobj",
    "iobj": "dative",
    "aux:tense": "aux",
    "aux:caus": "aux",
    "aux:pass": "auxpass",
    "acl:relcl": "relcl",
    "nsubj:pass": "nsubjpass",
    "nsubj:caus": "nsubj",
    "expl:subj": "expl",
    "obl:mod": "npadvmod",
    "obl:arg": "npadvmod",
    "obl:agent": "npadvmod",
    "obl": "npadvmod",
    "flat:name": "flat",
    "flat:foreign": "flat",
}
_CONTRACTED = {"du": "de", "des": "de", "d'": "de", "au": "à", "aux": "à", "dès": "dès", "jusqu'": "jusque"}
_REFLEXIVES = ("se", "s'", "-se")
_AGENTIVE = ("par", "de", "à")
_DEFINITE = ("le", "la", "l'", "les")
_SIDES = ("côté", "côtés")
_SPELT = {"de après": "d'après"}
_PARTICLES = ("de", "d'", "à", "pour")
"""What introduces an infinitive and says nothing more."""
_NEGATIVES = ("pas", "plus", "jamais", "guère", "point", "nullement", "aucunement")
_SECOND = (*_NEGATIVES, "aucun", "aucune", "nul", "nulle", "rien", "personne", "ni")
"""With one of them "ne" says no, without it in a clause of fear, doubt or condition nothing."""
_CLAUSAL = (
    "nsubj", "nsubj:pass", "csubj", "aux:tense", "aux:pass", "aux", "advmod", "mark", "punct", "expl:subj", "ccomp",
    "advcl", "parataxis", "cc", "vocative", "discourse", "dislocated", "obl:mod", "iobj", "expl:comp", "dep",
)  # fmt: skip
"""What belongs to the clause rather than to its predicate noun or adjective."""


def relabel(parse: Parse) -> None:
    """Relabels a parse in place."""
    for index in range(len(parse.words)):
        if parse.deps[index] == "cop" and parse.heads[index] != index:
            _flip_copula(parse, index)
    for index in range(len(parse.words)):
        if parse.is_verb(index):
            _reflexive(parse, index)
            _negation(parse, index)
    for index in range(len(parse.words)):
        _prepositional(parse, index)
    for index, word in enumerate(parse.words):
        _label(parse, index)
        if word in _SIDES and parse.words[index - 1] in ("son", "ses", "leur", "leurs", "aux"):
            parse.pos[index] = "ADV"  # "aux côtés de" is no side
    join_prepositions(parse)


def _flip_copula(parse: Parse, copula: int) -> None:
    """The verb heads "X est un allié de Y"; what it says of X hangs on it."""
    predicate = parse.heads[copula]
    cased = bool(parse.kids_as(predicate, "case"))
    _owned(parse, predicate)
    parse.replace(predicate, copula, "obl" if cased else "acomp" if parse.pos[predicate] == "ADJ" else "attr")
    parse.pos[copula], parse.lemmas[copula] = "AUX", "être"
    for kid in tuple(parse.kids[predicate]):
        dep = parse.deps[kid]
        inside = dep in ("advmod", "punct", "cc", "obl:mod") and kid > predicate and dep != "obl:mod"
        verbal = dep == "conj" and (parse.is_verb(kid) or bool(parse.kids_as(kid, "cop")))
        if (dep in _CLAUSAL and not inside) or verbal:
            parse.attach(kid, copula, dep)


def _owned(parse: Parse, predicate: int) -> None:
    """A name is nobody's: "X, dont le chef est Y" tells of X's chief."""
    subjects = [noun for noun in parse.kids_as(predicate, "nsubj") if parse.pos[noun] == "NOUN"]
    owners = [kid for kid in parse.kids[predicate] if parse.words[kid] == "dont"]
    if subjects and owners and parse.pos[predicate] == "PROPN":
        parse.attach(owners[0], subjects[0], "nmod")


def _reflexive(parse: Parse, verb: int) -> None:
    """A verb with "se" is active, whatever its auxiliary."""
    clitics = [k for k in parse.kids[verb] if parse.pos[k] == "PRON" and _is_reflexive(parse, k)]
    for clitic in clitics:
        parse.lemmas[clitic], parse.deps[clitic] = "se", "prt"
    if clitics:
        for kid in parse.kids_as(verb, "nsubj:pass", "aux:pass"):
            parse.deps[kid] = "nsubj" if parse.deps[kid] == "nsubj:pass" else "aux"


def _is_reflexive(parse: Parse, clitic: int) -> bool:
    return parse.words[clitic] in _REFLEXIVES or parse.deps[clitic] in ("expl:comp", "expl:pass")


def _negation(parse: Parse, verb: int) -> None:
    """One "neg" a verb: "ne" with its second word, but not the "ne ... que" that restricts."""
    ne = [kid for kid in parse.kids[verb] if parse.words[kid] in ("ne", "n'")]
    if not ne:
        return
    if any(
        parse.words[k] in ("que", "qu'") and parse.deps[k] in ("advmod", "mark") and k > verb for k in parse.kids[verb]
    ):
        return
    marks = [parse.words[mark] for mark in parse.kids_as(verb, "mark")]
    if not {"que", "qu'"}.isdisjoint(marks) and not _is_denied(parse, verb):
        parse.deps[ne[0]] = "discourse"  # "craint que l'armée n'attaque"
        return
    parse.deps[ne[0]] = "neg"
    for kid in parse.kids_as(verb, "advmod"):
        if parse.words[kid] in _NEGATIVES:
            parse.deps[kid] = "neg"


def _is_denied(parse: Parse, verb: int) -> bool:
    """Whether "ne" has its second word near the verb."""
    first, last = parse.left_edge(verb), max((verb, *parse.kids[verb]))
    return any(word in _SECOND for word in parse.words[first : last + 3])


def _prepositional(parse: Parse, noun: int) -> None:
    """The preposition comes between a noun and its governor."""
    cases = parse.kids_as(noun, "case")
    for number in [case for case in cases if parse.words[case] == "neuf"]:
        parse.pos[number], parse.deps[number] = "NUM", "nummod"
        cases.remove(number)
    if parse.is_verb(noun) and not cases:
        _introduced(parse, noun)
        return
    dep = parse.deps[noun]
    if not cases or dep in ("conj", "ROOT", "cc", "fixed", "compound"):
        return
    preposition = cases[0]
    _name(parse, preposition, cases)
    agent = (dep == "obl:agent" and parse.lemmas[preposition] in _AGENTIVE) or (
        parse.lemmas[preposition] == "par" and _is_passive(parse, parse.heads[noun])
    )
    agent &= not _is_active(parse, parse.heads[noun])
    parse.replace(noun, preposition, "pobj")
    parse.deps[preposition] = "agent" if agent else "prep"
    for kid in tuple(parse.kids[noun]):
        if parse.deps[kid] == "advmod" and kid < preposition:
            parse.attach(kid, preposition, "advmod")


def _name(parse: Parse, preposition: int, cases: list[int]) -> None:
    """A preposition's lemma is its name for slots: uncontracted, with all its words."""
    parts = [preposition, *parse.kids_as(preposition, "fixed"), *(c for c in cases[1:] if c == cases[0] + 1)]
    words = [_CONTRACTED.get(parse.words[i], parse.words[i]) for i in sorted(set(parts))]
    parse.lemmas[preposition] = _SPELT.get(" ".join(words), " ".join(words))
    parse.pos[preposition] = "ADP"


def _is_passive(parse: Parse, verb: int) -> bool:
    return parse.is_verb(verb) and (
        bool(parse.kids_as(verb, "aux:pass", "auxpass", "nsubj:pass"))
        or (parse.is_past_participle(verb) and not parse.kids_as(verb, "aux:tense"))
    )


def _is_active(parse: Parse, verb: int) -> bool:
    """Whether "avoir" stands with a verb and nothing makes it passive: "l'a remplacé par X"."""
    has = any(parse.lemmas[kid] == "avoir" for kid in parse.kids_as(verb, "aux:tense", "aux"))
    return parse.is_verb(verb) and has and not parse.kids_as(verb, "aux:pass", "auxpass", "nsubj:pass", "nsubjpass")


def _introduced(parse: Parse, verb: int) -> None:
    """What introduces an infinitive: a bare particle, or a preposition that heads it: "sans tirer"."""
    marks = [kid for kid in parse.kids_as(verb, "mark") if kid < verb and parse.pos[kid] == "ADP"]
    if not marks or not (parse.has(verb, "VerbForm=Inf") or _has_infinitive_auxiliary(parse, verb)):
        for mark in marks:
            if parse.words[mark] == "en" and parse.has(verb, "Tense=Pres"):
                parse.deps[mark] = "discourse"
        return
    first = marks[0]
    _name(parse, first, marks)
    if parse.words[first] in _PARTICLES:
        _of_named(parse, verb)
        for mark in marks:
            parse.deps[mark] = "particle"
        return
    if parse.deps[verb] in ("conj", "ROOT"):
        return
    parse.replace(verb, first, "pcomp")
    parse.deps[first] = "prep"


def _of_named(parse: Parse, verb: int) -> None:
    """What one accuses somebody of hangs on the verb, not on who is accused: "accuse l'Algérie d'avoir livré"."""
    noun = parse.heads[verb]
    governor = parse.heads[noun]
    if parse.deps[verb] == "acl" and parse.deps[noun] == "pobj" and parse.lemmas[governor] == "à":
        if parse.is_verb(above := parse.heads[governor]) and above < noun < verb and not parse.kids_as(above, "xcomp"):
            parse.attach(verb, above, "xcomp")  # "reproche à l'Algérie d'héberger"
        return
    is_object = parse.deps[verb] == "acl" and parse.deps[noun] in ("obj", "dobj") and parse.is_verb(governor)
    is_named = parse.pos[noun] in ("PROPN", "PRON") or parse.texts[noun][:1].isupper()
    if is_object and (is_named or parse.lemmas[governor] in grammar().charging):
        parse.attach(verb, governor, "xcomp")


def _has_infinitive_auxiliary(parse: Parse, verb: int) -> bool:
    return any(parse.has(kid, "VerbForm=Inf") for kid in parse.kids_as(verb, "aux:tense", "aux:pass"))


def _label(parse: Parse, index: int) -> None:
    dep, pos = parse.deps[index], parse.pos[index]
    head = parse.heads[index]
    match dep:
        case "det" if parse.has(index, "Poss=Yes"):
            parse.deps[index] = "poss"
        case "nmod":
            parse.deps[index] = _bare_nmod(parse, index)
        case _ if parse.words[index] == "dont" and parse.is_verb(head) and dep not in ("nsubj", "nsubj:pass"):
            parse.deps[index] = "poss"
        case "obj" if _is_made(parse, head):
            parse.deps[index] = "oprd"  # "nommé ministre par X"
        case "flat:name" | "flat:foreign" if pos == "PROPN" and parse.pos[head] == "NOUN" and index > head:
            parse.deps[index] = "appos"
        case "xcomp" if pos in ("NOUN", "PROPN", "ADJ"):
            parse.deps[index] = _predicate(parse, index)
        case "nsubj:pass" if not parse.kids_as(head, "aux:pass", "auxpass") and parse.kids_as(head, "aux:tense", "aux"):
            parse.deps[index] = "nsubj"
        case _:
            parse.deps[index] = _LABELS.get(dep, dep)
    is_long = " " in parse.lemmas[index] or parse.lemmas[index] in _SPELT.values()
    if index > 0 and pos == "ADP" and parse.words[index] in _CONTRACTED and not is_long:
        parse.lemmas[index] = _CONTRACTED[parse.words[index]]


def _predicate(parse: Parse, index: int) -> str:
    """A noun or adjective that completes a verb: what its subject or object is, or its object after all."""
    verb, pos = parse.heads[index], parse.pos[index]
    if pos == "PROPN" and not parse.kids_as(verb, "obj", "dobj", "nsubj:pass", "nsubjpass", "attr"):
        return "dobj"
    if pos == "NOUN" and _is_object(parse, index):  # "a fermé la porte à X"
        return "dobj"
    return "oprd" if parse.kids_as(verb, "obj", "dobj") else "acomp" if pos == "ADJ" else "attr"


def _is_made(parse: Parse, participle: int) -> bool:
    """Whether a participle tells what was done to somebody, so that it has no object of its own."""
    is_past = parse.is_past_participle(participle)
    is_apart = parse.deps[participle] in ("acl", "advcl", "amod") and parse.is_verb(participle)
    return is_past and is_apart and not parse.kids_as(participle, "aux:tense", "aux:pass", "aux", "auxpass")


def _is_object(parse: Parse, noun: int) -> bool:
    """Whether a noun with an article right behind an active verb is its object, though the parser says otherwise."""
    verb = parse.heads[noun]
    is_active = parse.pos[verb] == "VERB" and not parse.kids_as(verb, "obj", "dobj", "aux:pass", "auxpass", "prt")
    has_article = any(parse.words[kid] in _DEFINITE for kid in parse.kids_as(noun, "det"))
    return (
        is_active and has_article and parse.lemmas[verb] not in grammar().copular and parse.left_edge(noun) == verb + 1
    )


def _bare_nmod(parse: Parse, index: int) -> str:
    """A noun without preposition behind another: a relative "dont" owns it, a name names it."""
    if parse.words[index] == "dont":
        return "poss"
    if parse.texts[index][:1].isupper() and index > parse.heads[index]:
        return "appos"
    if parse.pos[index] == "ADJ" and index == parse.heads[index] + 1:
        return "amod"  # "l'aviation birmane"
    return "npadvmod" if index > parse.heads[index] else "nmod"
