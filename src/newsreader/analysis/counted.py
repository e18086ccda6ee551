"""What a number counts: the noun, share or currency that it stands beside, and the verb of what happened to that."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from newsreader.analysis import lexicon
from newsreader.analysis.clauses import MOST_NP_WORDS, WHO, is_verb, noun_phrase
from newsreader.analysis.numerals import PERCENT, Numeral
from newsreader.analysis.parse import Parse, Word
from newsreader.text.safe import fold

MOST_STEPS = 5
"""How many words may stand between a number and the noun that it counts."""

LONGEST = 30
"""A longer stretch is cut back to the noun, in words."""

TIMED = frozenset({"DATE", "TIME"})
"""What the model calls words of time."""

BECAME = frozenset({"dead", "missing", "injured", "wounded"})
"""Adjectives behind a number that say what became of as many people."""

_THOSE = frozenset({"the", "those", "these", "his", "her", "its", "their", "our"})
_BEFORE_NAMED = frozenset({"them", "us", "whom"})
_DESCRIBES = frozenset({"npadvmod", "compound", "nmod", "amod"})


@dataclass(frozen=True, slots=True)
class Counted:
    """What a number counts."""

    head: Word
    """The word that takes part in what happens."""

    unit: str | None
    """The words that name it; None where only the verb tells."""

    first: int
    """The first word of the number, or of what it is said to be the number of where that stands before it."""

    last: int
    """The last word that belongs to it."""


@cache
def count_words(kind: str) -> frozenset[str]:
    """The words of one kind that tell whether a number counts: `time unit` or another that the list has."""
    listed = {row[0]: row[1] for row in lexicon.rows("count_words")}
    return frozenset(word.strip() for word in listed[kind].split(";"))


@cache
def harm_words() -> frozenset[str]:
    """Words for what becomes of people."""
    return frozenset(row[0] for row in lexicon.rows("harm_words"))


def find_counted(parse: Parse, numeral: Numeral) -> Counted | None:
    """What a number counts, if anything."""
    last = parse.words[numeral.last]
    behind = parse.words[numeral.last + 1] if numeral.last + 1 < len(parse.words) else None
    if behind is not None and behind.sentence != last.sentence:
        behind = None
    if behind is not None and (behind.lower in PERCENT or (behind.lower == "per" and _next_is(parse, behind, "cent"))):
        end = behind if behind.lower in PERCENT else parse.words[behind.index + 1]
        if _is_mixture(parse, numeral, end):
            return None
        head = end if end.dep not in {"compound", "amod", "nmod"} else parse.head(end)
        return Counted(end if head.index > end.index + 2 else head, "percent", numeral.first, _of(parse, end))
    if numeral.currency is not None:
        if behind is not None and behind.text == "-":
            return None
        return Counted(_top(parse, numeral), numeral.currency, numeral.first, numeral.last)
    return (
        _noun(parse, numeral)
        or _part_of(parse, numeral)
        or _some_of(parse, numeral)
        or _put_at(parse, numeral)
        or _alone(parse, numeral)
    )


def _is_mixture(parse: Parse, numeral: Numeral, share: Word) -> bool:
    """Whether a share only describes a noun: "80% nitrogen", "100 percent cotton"; a rise by it is a figure."""
    behind = share.index + 1
    if behind >= len(parse.words) or parse.words[behind].sentence != share.sentence:
        return numeral.value == 100
    noun = parse.words[behind]
    return numeral.value == 100 or (noun.tag in {"NN", "NNP"} and noun.lower not in count_words("change"))


def _next_is(parse: Parse, word: Word, text: str) -> bool:
    return word.index + 1 < len(parse.words) and parse.words[word.index + 1].lower == text


def _top(parse: Parse, numeral: Numeral) -> Word:
    """The word of a number that depends on one outside."""
    inside = parse.words[numeral.first : numeral.last + 1]
    return next((word for word in inside if not numeral.first <= word.head <= numeral.last), inside[-1])


def _noun(parse: Parse, numeral: Numeral) -> Counted | None:
    """The plural noun that a number stands before, at most a few words on."""
    begin = end = numeral.last + 1
    words = parse.words
    while end < len(words) and end - begin <= MOST_STEPS and words[end].sentence == words[numeral.last].sentence:
        word = words[end]
        if word.tag in {"NNS", "NNPS"} or word.lower in count_words("measure") or _is_one(numeral, word):
            behind = words[end + 1 : end + 2]
            double = word.tag == "NNS" and behind and behind[0].tag == "NNS" and behind[0].sentence == word.sentence
            if double and word.lower in count_words("measure") | count_words("time unit"):
                return None
            return _of_noun(parse, numeral, behind[0] if double else word, begin)
        if not word.tag.startswith(("JJ", "NN", "VBN", "VBG", "RB")) or (word.tag == "NNP" and word.head == word.index):
            return None
        end += 1
    return None


def _part_of(parse: Parse, numeral: Numeral) -> Counted | None:
    """What "six of the hostages were freed" counts: those of whom they are a part."""
    words = parse.words[numeral.last + 1 : numeral.last + 4]
    out = bool(words) and words[0].lower == "out"
    words = words[out : out + 2]
    top = _top(parse, numeral)
    if (
        len(words) < 2
        or words[0].lower != "of"
        or numeral.value == 1
        or not (out or words[1].lower in _THOSE)
        or verb_of(parse, top) is None
    ):
        return None
    for noun in parse.children(words[0], "pobj"):
        plain = noun.tag == "NNS" and noun.lower not in count_words("time unit") and noun.lower != "ones"
        if plain and words[1].index < noun.index:
            return Counted(top, words_of(parse, *_name_of(parse, noun, words[1].index + 1)), numeral.first, noun.index)
    return None


def _some_of(parse: Parse, numeral: Numeral) -> Counted | None:
    """A number of those named before, where it is said that they are there or are harmed: "60 of them"."""
    words = parse.words[numeral.last + 1 : numeral.last + 3]
    if [word.lower for word in words[:1]] != ["of"] or words[-1].lower not in _BEFORE_NAMED or numeral.value == 1:
        return None
    top = _top(parse, numeral)
    there = top.dep in {"attr", "nsubj"} and bool(parse.children(parse.head(top), "expl"))
    if not there and _deed(parse, top) not in harm_words():
        return None
    return Counted(top, None, numeral.first, words[-1].index)


def _put_at(parse: Parse, numeral: Numeral) -> Counted | None:
    """What "put the number of dead at 12" and "the death toll rose to 12" count."""
    top = _top(parse, numeral)
    at = parse.head(top)
    total = _total(parse, at) if top.dep == "pobj" and at.dep == "prep" and at.lower in {"at", "to"} else None
    if total is None or numeral.first - total.index > LONGEST:
        return None
    begin = noun_phrase(parse, total)[0]
    for of in parse.children(total, "prep"):
        for noun in parse.children(of, "pobj") if of.lower == "of" else ():
            if noun.lower in BECAME:
                return Counted(noun, None, begin, numeral.last)
            if noun.tag == "NNS":
                unit = words_of(parse, *_name_of(parse, noun, of.index + 1))
                return Counted(noun, unit, begin, numeral.last)
            return None
    named = _name_of(parse, total, begin)
    return Counted(top, words_of(parse, *named) if named[0] < total.index else None, begin, numeral.last)


def _total(parse: Parse, at: Word) -> Word | None:
    """The "number" or "toll" that stands before "at", which the tree may hang on one of its last words."""
    above = at
    for _ in range(MOST_STEPS):
        above = parse.head(above)
        held = parse.children(above, "dobj", "nsubj", "nsubjpass") if is_verb(above) else []
        for noun in [above, *held]:
            if noun.lower in count_words("total") and noun.index < at.index:
                return noun
        if is_verb(above) and above.dep != "acl":
            break
    return None


def _name_of(parse: Parse, noun: Word, begin: int) -> tuple[int, int]:
    """The noun with those before it that belong to its name."""
    first = noun.index
    while first > begin and _is_of_its_name(parse.words[first - 1]):
        first -= 1
    return first, noun.index


def _is_one(numeral: Numeral, word: Word) -> bool:
    return numeral.value == 1 and word.tag == "NN" and word.dep not in {"compound", "nmod"}


def _of_noun(parse: Parse, numeral: Numeral, noun: Word, begin: int) -> Counted | None:
    tied = noun.left <= numeral.last <= noun.right or parse.head(_top(parse, numeral)).index >= numeral.first
    if not tied or noun.dep in _DESCRIBES or noun.lower in count_words("part of one"):
        return None
    if noun.lower in count_words("time unit") and not _in_prison(parse, noun):
        return None
    if not noun.text[0].isalpha():
        return None
    named = noun.tag == "NNPS" or noun.text[0].isupper()
    if named and noun.entity != "NORP" and noun.text not in lexicon.demonyms():
        return None
    if numeral.value == 1 and _deed(parse, noun) not in harm_words():
        return None
    first = _name_of(parse, noun, begin)[0]
    last = min(noun_phrase(parse, noun)[1], noun.index + LONGEST)
    if any(word.text in {";", ":"} for word in parse.words[noun.index : last]):
        last = noun.index
    return Counted(noun, words_of(parse, first, noun.index), numeral.first, max(last, noun.index))


def _is_of_its_name(word: Word) -> bool:
    return word.tag.startswith("NN") or word.lower in {"cubic", "square"}


def _in_prison(parse: Parse, noun: Word) -> bool:
    behind = parse.words[noun.index + 1 : noun.index + 3]
    return any(word.lower in count_words("prison") for word in behind)


def _alone(parse: Parse, numeral: Numeral) -> Counted | None:
    """A number without a noun, where somebody is harmed: "20 were killed", "five dead"."""
    top = _top(parse, numeral)
    if numeral.value == 1 and numeral.digits:
        return None
    if top.dep in {"nsubj", "nsubjpass", "dobj"} and _deed(parse, top) in harm_words():
        return Counted(top, None, numeral.first, numeral.last)
    behind = parse.words[numeral.last + 1 : numeral.last + 2]
    if behind and behind[0].lower in BECAME and top.dep != "npadvmod":
        return Counted(behind[0], None, numeral.first, behind[0].index)
    return None


def _deed(parse: Parse, noun: Word) -> str | None:
    """The verb that says what happened to it or what it did."""
    verb = verb_of(parse, noun)
    return None if verb is None else verb.lower


def verb_of(parse: Parse, noun: Word) -> Word | None:
    """The verb that says what happened to what a noun names, or what it did; of a state the adjective."""
    first = _first_of_list(parse, noun)
    above = parse.head(first)
    if first.dep in {"nsubj", "nsubjpass", "dobj"} and is_verb(above):
        if above.lower in count_words("stative"):
            states = parse.children(above, "acomp") if first.dep == "nsubj" else []
            return states[0] if states and states[0].lower in harm_words() else None
        return above
    for child in parse.children(noun, "acl", "relcl"):
        its_own = child.dep == "acl" or any(who.lower in WHO for who in parse.children(child, "nsubj", "nsubjpass"))
        if its_own and child.lower in harm_words() and child.tag == "VBN":
            return child
    return None


def _first_of_list(parse: Parse, noun: Word) -> Word:
    """The first of the nouns that "and" puts beside one another: their verb is that of all."""
    for _ in range(MOST_STEPS):
        above = parse.head(noun)
        if noun.dep != "conj" or not above.tag.startswith(("NN", "CD")):
            break
        noun = above
    return noun


def governing(parse: Parse, noun: Word) -> Word:
    """The verb that a noun is subject or object of, what it says aside; else the noun itself."""
    above = parse.head(noun)
    return above if noun.dep in {"nsubj", "nsubjpass", "dobj"} and is_verb(above) else noun


def _of(parse: Parse, share: Word) -> int:
    """The last word of "31 percent of voters"."""
    for of in parse.children(share, "prep"):
        if of.lower == "of" and of.index == share.index + 1:
            for noun in parse.children(of, "pobj"):
                return min(noun_phrase(parse, noun)[1], share.index + MOST_NP_WORDS)
    return share.index


def words_of(parse: Parse, first: int, last: int) -> str:
    """The words from the first to the last as they are written, spaces folded."""
    return fold(parse.span(first, last).of(parse.text))
