"""Grammar that several rules need: the subject of a verb, the words of a noun phrase, the ranges of clauses.

All of it works on the model's tree, which is wrong about one word in ten; so each function looks for the one
construction that it is named for and gives nothing back where it is not there.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from newsreader.analysis.parse import Parse, Word

Range = tuple[int, int]
"""The first and the last of some words."""

SUBJECTS = ("nsubj", "csubj")
"""How a subject depends on its verb."""

WHO = frozenset({"who", "which", "that", "whom", "whose"})
"""Pronouns that stand for the noun before them."""

MOST_STEPS = 8
"""How far up the tree a subject is looked for."""

MOST_SPEAKERS = 4
"""How many coordinated speakers are told apart."""

MOST_NP_WORDS = 30
"""A longer noun phrase is cut."""

_LEFT_PARTS = frozenset(
    {"det", "poss", "compound", "amod", "nummod", "nmod", "quantmod", "predet", "advmod", "npadvmod"}
)
_RIGHT_PARTS = frozenset({"prep", "case", "nummod", "compound", "nmod", "acl"})
_GIVES_OUT = frozenset(
    {"issued", "issues", "released", "releases", "published", "made", "makes", "sent", "wrote", "signed", "posted"}
    | {"gave", "delivered", "filed", "passed", "ran", "aired", "launched", "started", "put"}
)


def is_verb(word: Word) -> bool:
    """Whether it is a verb."""
    return word.tag.startswith("VB")


def is_noun(word: Word) -> bool:
    """Whether it can head a noun phrase."""
    return word.tag.startswith(("NN", "PRP", "CD", "WP", "DT")) and not word.is_punctuation


def subject_heads(parse: Parse, verb: Word) -> list[Word]:
    """The heads of who does what the verb says; several where they are coordinated, none where nobody is named."""
    for step in range(MOST_STEPS):
        own = _own_subject(parse, verb, passive_too=step > 0)
        if own is not None:
            return _coordinated(parse, own)
        if is_passive(parse, verb):
            return _agents(parse, verb)
        above = _shares_subject_with(parse, verb)
        if above is None:
            return []
        if not is_verb(above) and above.tag != "MD":
            return [above]
        verb = above
    return []


def _own_subject(parse: Parse, verb: Word, *, passive_too: bool) -> Word | None:
    """The subject that the verb has itself; that of a passive only where another verb shares it."""
    kinds = ("nsubj", "nsubjpass") if passive_too else ("nsubj",)
    for subject in reversed(parse.children(verb, *kinds)):
        if subject.lower in WHO:
            return _antecedent(parse, verb, subject.lower)
        return subject
    return None


def _antecedent(parse: Parse, verb: Word, pronoun: str) -> Word | None:
    """The noun before a relative clause."""
    for _ in range(MOST_STEPS):
        if verb.dep == "relcl":
            return _one_who(parse, parse.head(verb), pronoun)
        if verb.dep not in {"conj", "xcomp", "ccomp"}:
            return None
        verb = parse.head(verb)
    return None


def one_who(parse: Parse, pronoun: Word) -> Word | None:
    """The noun that a pronoun at the head of a relative clause stands for."""
    return _antecedent(parse, parse.head(pronoun), pronoun.lower)


def _one_who(parse: Parse, noun: Word, pronoun: str) -> Word:
    """The noun that "who" stands for: not a place ("Democrats on Capitol Hill, who …"), but those who are there."""
    if pronoun == "who" and noun.entity not in {"PERSON", "NORP"} and noun.dep == "pobj" and noun.tag.startswith("NNP"):
        above = parse.head(parse.head(noun))
        return above if above.tag in {"NNS", "NNPS"} else noun
    return noun


def _coordinated(parse: Parse, head: Word) -> list[Word]:
    """A noun and those that "and" or "as well as" puts beside it."""
    heads = [head]
    while len(heads) < MOST_SPEAKERS:
        more = [child for child in parse.children(heads[-1], "conj") if child.tag.startswith(("NN", "PRP"))]
        if not more:
            break
        heads.append(more[0])
    return heads[1:] if len(heads) == 2 and _is_double_title(parse, *heads) else heads


def _is_double_title(parse: Parse, first: Word, second: Word) -> bool:
    """Whether the first is half of a title before a name: "academic and professor Jane Roe"."""
    bare = first.tag == "NN" and not parse.children(first, "det", "poss")
    return bare and second.tag == "NNP" and first.text[0].islower()


def is_passive(parse: Parse, verb: Word) -> bool:
    """Whether something is done to its subject."""
    return verb.tag in {"VBN", "VBD"} and any(
        child.dep in {"nsubjpass", "auxpass", "agent"} for child in parse.children(verb)
    )


def _agents(parse: Parse, verb: Word) -> list[Word]:
    for agent in parse.children(verb, "agent"):
        for noun in parse.children(agent, "pobj"):
            return _coordinated(parse, noun)
    return []


def _shares_subject_with(parse: Parse, verb: Word) -> Word | None:
    """The verb whose subject this one has too, or the noun that it belongs to."""
    above = parse.head(verb)
    if above is verb:
        return None
    if verb.dep == "conj" and is_verb(above):
        return above
    if verb.dep == "xcomp" and is_verb(above):
        objects = parse.children(above, "dobj")
        return objects[0] if objects and not above.lower.startswith("promis") else above
    if verb.dep == "advcl" and verb.tag == "VBG":
        return above
    if verb.dep in {"acl", "relcl"} and verb.tag in {"VBG", "VBZ", "VBD", "VBP"} and not is_verb(above):
        return _issuer(parse, above)
    if verb.dep == "pcomp" and above.dep == "prep":
        return _above_preposition(parse, above)
    return None


def _issuer(parse: Parse, noun: Word) -> Word:
    """The verb whose subject says what a statement says that it issued, or what was said at an occasion."""
    above = parse.head(noun)
    if noun.dep == "dobj" and above.lower in _GIVES_OUT:
        return above
    if noun.dep == "pobj" and above.lower in {"at", "during"} and is_verb(parse.head(above)):
        return parse.head(above)
    return noun


def _above_preposition(parse: Parse, preposition: Word) -> Word | None:
    """The verb of "was quoted as saying", of "began by saying"."""
    verb = parse.head(preposition)
    if not is_verb(verb):
        return None
    passive = parse.children(verb, "nsubjpass")
    return passive[0] if passive and preposition.lower == "as" else verb


def noun_phrase(parse: Parse, head: Word) -> Range:
    """The words of a noun phrase without its apposition, its relative clause and what is coordinated with it."""
    first = last = head.index
    for child in reversed([parse.words[index] for index in head.children if index < head.index]):
        if child.dep in _LEFT_PARTS:
            first = min(first, child.left)
    for child in (parse.words[index] for index in head.children if index > head.index):
        if child.dep not in _RIGHT_PARTS or (child.dep == "acl" and child.tag in {"VBG", "VB"}):
            break
        last = max(last, _before_comma(parse, child))
    return trim(parse, max(first, head.index - MOST_NP_WORDS), min(last, head.index + MOST_NP_WORDS))


def _before_comma(parse: Parse, part: Word) -> int:
    """The last word of a part, cut where a comma or a relative clause begins inside it."""
    for index in range(part.left, min(part.right, part.left + MOST_NP_WORDS) + 1):
        word = parse.words[index]
        if word.dep == "relcl":
            return max(part.index, word.left - 1)
        if word.text in {",", ";", ":", "(", "—", "–"}:
            return index - 1
    return part.right


def trim(parse: Parse, first: int, last: int) -> Range:
    """A range without marks at its edges; a bracket or currency sign that belongs to it may be lost."""
    while first < last and parse.words[first].is_punctuation and parse.words[first].text not in {"$", "#"}:
        first += 1
    while last > first and parse.words[last].is_punctuation and parse.words[last].text != "%":
        last -= 1
    return first, last


def without(whole: Range, hole: Range) -> list[Range]:
    """What is left of a range when a part is taken out."""
    left = [(whole[0], min(whole[1], hole[0] - 1))] if whole[0] < hole[0] else []
    right = [(max(whole[0], hole[1] + 1), whole[1])] if whole[1] > hole[1] else []
    return left + right


def size(ranges: Sequence[Range]) -> int:
    """How many words and marks some ranges hold."""
    return sum(last - first + 1 for first, last in ranges)


def words_in(ranges: Sequence[Range]) -> Iterator[int]:
    """The words of some ranges, by their index, one range after another."""
    for first, last in ranges:
        yield from range(first, last + 1)


def overlap(one: Range, other: Range) -> bool:
    """Whether two ranges share a word."""
    return one[0] <= other[1] and other[0] <= one[1]
