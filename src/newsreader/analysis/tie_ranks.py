"""What rank a noun gives whom it is said of: who leads, works for or is one of what it serves, and whether still.

A deputy, one of several and the head of a part do not lead the whole; a former or future holder of an office has it
not.
"""

from __future__ import annotations

from newsreader.analysis.parse import Parse, Word
from newsreader.analysis.tie_names import Names
from newsreader.analysis.tie_words import phrases_after
from newsreader.model.article import Relation

MOST_OF_TITLE = 4
"""How many words before its noun a title has: "deputy executive director"."""

MOST_BEFORE = 10
"""How many words before a noun may qualify it."""

MOST_BEHIND = 20
"""How many words behind it."""

_EARLIER = frozenset({"former", "formerly", "ex", "ousted", "deposed", "then", "late", "once", "onetime", "previously"})
_ENDED = frozenset({"until", "till"})
_UNREAL = frozenset(
    {"future", "incoming", "potential", "possible", "likely", "alleged", "suspected", "outgoing", "would", "previous"}
    | {"old", "past", "aspiring", "next", "minority", "majority", "opposition", "no", "not", "self-proclaimed"}
)
_WHOLES = frozenset(
    {"party", "board", "company", "club", "union", "government", "country", "group", "region", "province", "movement"}
    | {"organisation", "organization", "county"}
)
_DEPUTIES = frozenset({"deputy", "vice", "assistant", "associate", "under", "sub"})
_FOR_A_PART = frozenset(
    {"political", "legislative", "legal", "medical", "scientific", "editorial", "technical", "financial", "creative"}
    | {"artistic", "musical", "digital", "regional", "sporting", "technological"}
)
HEADS_OF_PARTS = frozenset(
    {"chief", "head", "director", "commander", "boss", "manager", "coach", "president"}
    | {"chairman", "chairwoman", "chair"}
)
"""Who leads something may lead but a part of a body: "campaign director"."""


def rank(parse: Parse, names: Names, noun: Word, relation: Relation) -> Relation:
    """The relation of a noun: who is one of several, a deputy or the head of a part does not lead the whole."""
    before = {word.lower for word in _before(parse, noun)}
    if noun.lower == "secretary" and "press" in before:
        relation = Relation.SPEAKS_FOR
    if noun.lower == "executive" and parse.words[noun.index - 1].lower == "chief":
        relation = Relation.LEADS
    if noun.lower == "minister" and "prime" in before:
        relation = Relation.LEADS
    if relation is not Relation.LEADS:
        return relation
    if any(child.lower in {"a", "an", "one"} for child in parse.children(noun, "det", "nummod")):
        return Relation.MEMBER_OF if noun.lower == "leader" else Relation.WORKS_FOR
    parts = parse.children(noun, "compound")
    parts += [other for _, other in phrases_after(parse, noun, frozenset({"of"}))]
    of_a_part = any(
        part.tag in {"NN", "NNS"} and names.at(part) is None and part.lower not in _WHOLES for part in parts
    )
    own = {word.lower for word in parse.words[max(noun.left, noun.index - MOST_OF_TITLE) : noun.index]}
    if own & (_DEPUTIES | _FOR_A_PART) or (of_a_part and noun.lower in HEADS_OF_PARTS):
        return Relation.WORKS_FOR
    return relation


def _before(parse: Parse, noun: Word) -> list[Word]:
    """The words that may qualify a noun: those before it up to a comma."""
    found: list[Word] = []
    words = parse.words
    begin = max(parse.sentences[noun.sentence].first, noun.index - MOST_BEFORE)
    for at in range(noun.index - 1, begin - 1, -1):
        if words[at].text in {",", ";", ":", "("} or (words[at].tag.startswith("VB") and at < noun.left):
            break
        found.append(words[at])
    return found


def is_no_more(parse: Parse, noun: Word) -> bool:
    """Whether it says what somebody was, may be or is not: "former president", "president-elect"."""
    words = parse.words
    own = {words[at].lower for at in noun.children if at < noun.index}
    end = min(noun.right, noun.index + MOST_BEHIND) + 3
    after = [word.lower for word in words[noun.index + 1 : end] if word.sentence == noun.sentence]
    if after and (after[0] in {"-", "elect", "candidate", "nominee"} or _ENDED.intersection(after)):
        return True
    early = _EARLIER.intersection(word.lower for word in _before(parse, noun))
    return bool(own & _UNREAL or early or (noun.index and words[noun.index - 1].text == "-"))
