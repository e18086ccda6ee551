"""What happened in a few words: who, the verb with its helpers, and what or whom.

The words are those of the article in its order, so that they can be found in it; the time stands apart. What is cut
for its length is cut where a name, a hyphened word or a phrase ends, and what leads to words that are not shown is
not shown either.
"""

from __future__ import annotations

from itertools import pairwise

from newsreader.analysis.clauses import WHO, Range, is_verb, noun_phrase
from newsreader.analysis.moments import Moment
from newsreader.analysis.parse import Parse, Word
from newsreader.text.safe import fold

MOST_WORDS = 16
"""How many words tell what happened."""

MOST_NOUN_WORDS = 8
"""A longer name of who or what it was is cut to its last words."""

MOST_STEPS = 5
"""How many verbs or nouns that hang on one another are gone through."""

_OBJECTS = frozenset({"dobj", "attr", "oprd", "acomp", "agent", "xcomp", "dative"})
_GROUP = frozenset({"aux", "auxpass", "prt", "neg"})
_LEADS_ON = frozenset({"IN", "DT", "TO", "CC", "PRP$", ",", ":", "``", "-LRB-"})
_MODIFIES = frozenset({"compound", "amod", "nmod", "nummod", "quantmod", "poss", "det", "advmod", "npadvmod", "aux"})


def retell(parse: Parse, verb: Word, moment: Moment, subject: Word) -> str:
    """The clause in a few words: who, the verb with its helpers, and what or whom; the time stands apart."""
    kept = set(_core(parse, verb, moment))
    nouns = [subject]
    if verb.dep == "relcl" and any(child.lower in WHO for child in parse.children(verb)):
        nouns.append(parse.head(verb))
    for noun in nouns:
        first, last = _with_others(parse, noun)
        if last - first >= MOST_NOUN_WORDS:
            first, last = _whole_name(parse, max(first, noun.index - MOST_NOUN_WORDS + 1), first), noun.index
        kept |= set(range(first, last + 1))
    kept |= _helpers(parse, verb)
    kept -= set(range(moment.first, moment.last + 1))
    behind = subject.index > verb.index and verb.dep in {"acl", "advcl"}
    who = set(range(noun_phrase(parse, subject)[0], noun_phrase(parse, subject)[1] + 1)) if behind else set()
    ordered = sorted(kept, key=lambda index: (index not in who, index))
    return _join(parse, _rounded(parse, [index for index in ordered if not _is_markup(parse.words[index])]))


def _with_others(parse: Parse, noun: Word) -> Range:
    """The words of a noun with those that "and" puts beside it, where they are few."""
    first, last = noun_phrase(parse, noun)
    end, head = last, noun
    for _ in range(MOST_STEPS):
        others = [child for child in parse.children(head, "conj") if child.tag.startswith(("NN", "PRP"))]
        if not others or others[0].index < head.index:
            break
        head = others[0]
        end = max(end, noun_phrase(parse, head)[1])
    return (first, end) if end - first < MOST_NOUN_WORDS else (first, last)


def _whole_name(parse: Parse, first: int, begin: int) -> int:
    """Where a cut noun begins: not inside a name or a word with hyphens."""
    while first > begin and (parse.words[first].tag.startswith(("NNP", "HYPH")) or parse.words[first - 1].text == "-"):
        first -= 1
    return first


def _is_markup(word: Word) -> bool:
    """Whether it is a piece of a page's markup that was read as a word."""
    return "http" in word.lower or any(mark in word.text for mark in "[]<>{}")


def _rounded(parse: Parse, indices: list[int]) -> list[int]:
    """The words that are shown, without what leads to something that is not: "in", "small and medium"."""
    if len(indices) > 1 and parse.words[indices[0]].lower in {"that", "whether"}:
        indices = indices[1:]
    indices = indices[:MOST_WORDS]
    while len(indices) > 1:
        word = parse.words[indices[-1]]
        if word.tag not in _LEADS_ON and not (word.head > word.index and word.dep in _MODIFIES):
            break
        indices.pop()
    return indices


def _helpers(parse: Parse, verb: Word) -> set[int]:
    """The verbs that an infinitive hangs on: "are expected" of "to meet"."""
    kept: set[int] = set()
    for _ in range(MOST_STEPS):
        above = parse.head(verb)
        if verb.dep != "xcomp" or not is_verb(above):
            break
        kept |= {above.index, *(child.index for child in parse.children(above, *_GROUP))}
        verb = above
    return kept


def _core(parse: Parse, verb: Word, moment: Moment) -> list[int]:
    """The verb with its helpers and what follows it closely."""
    kept = [verb.index, *(child.index for child in parse.children(verb, *_GROUP))]
    if verb.index + 1 < len(parse.words) and parse.words[verb.index + 1].head == verb.index:
        kept.extend([verb.index + 1] if parse.words[verb.index + 1].tag in {"RP", "RB"} else [])
    objects = parse.children(verb, *_OBJECTS)
    subjects = parse.children(verb, "nsubj")
    # a second subject behind the verb is its object, which the tree got wrong
    objects += [child for child in subjects if subjects[0].index < verb.index < child.index]
    if objects and objects[0].dep == "xcomp":
        objects += [child for child in parse.children(verb, "prep") if verb.index < child.index < objects[0].index]
    direct = [child for child in objects if child.dep == "dobj"]
    for one, other in pairwise(direct):
        # of two objects the tree took what leads to the second for no part of it: "suspended its part in the talks"
        kept.extend(range(one.index, other.index) if other.index - one.index < MOST_NOUN_WORDS else ())
    if objects:
        objects += [child for child in parse.children(verb, "ccomp") if _follows(parse, child, objects[-1])]
    for child in objects or _behind(parse, verb, moment):
        first, last = child.left, child.right
        if child.dep in {"agent", "prep"}:
            inner = next(iter(parse.children(child, "prep")), child)
            nouns = parse.children(child, "pobj") or parse.children(inner, "pobj")
            last = noun_phrase(parse, nouns[0])[1] if nouns else child.index
        elif child.dep not in {"xcomp", "ccomp", "acomp"}:
            first, last = noun_phrase(parse, child)
        kept.extend(range(first, min(last, first + MOST_WORDS) + 1))
    return kept


def _follows(parse: Parse, clause: Word, noun: Word) -> bool:
    """Whether a clause goes on behind an object with no mark between: "told reporters that …"."""
    before, first = parse.words[clause.left - 1], parse.words[clause.left]
    return clause.left > noun.index and not before.is_punctuation and not first.is_punctuation


def _behind(parse: Parse, verb: Word, moment: Moment) -> list[Word]:
    """What a verb without an object says, or the first thing that follows it."""
    behind = [child for child in parse.children(verb, "prep") if child.index > verb.index]
    told = [child for child in parse.children(verb, "ccomp") if child.index > verb.index]
    return told or [child for child in behind if not moment.first <= child.index <= moment.last][:1]


def _join(parse: Parse, indices: list[int]) -> str:
    pieces: list[str] = []
    shown = set(indices)
    for before, index in zip([None, *indices], indices, strict=False):
        word = parse.words[index]
        if word.text == "," and (before != index - 1 or index + 1 not in shown):
            continue
        touching = before == index - 1 and parse.words[index - 1].end == word.start
        pieces.append(("" if touching or not pieces else " ") + parse.text[word.start : word.end])
    return fold("".join(pieces)).strip(" ,;:–—-")
