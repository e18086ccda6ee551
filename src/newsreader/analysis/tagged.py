"""What the tagger has read, as statements over the words of the parse.

The tagger knows where a quote, its words of saying and its source begin and end; the tree knows which word is
the head of a source and whether the verb is negated; the lists know what the verb does.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from newsreader.analysis import lexicon
from newsreader.analysis.clauses import MOST_SPEAKERS, Range, is_noun, is_verb, trim, words_in
from newsreader.analysis.cues import ACCORDING, Saying, cue_entry, is_asserted
from newsreader.analysis.lexicon import CueEntry
from newsreader.analysis.parse import Parse, Word
from newsreader.analysis.tagger.tagger import Stretch, Tagged
from newsreader.model.article import CueClass

SPEECH = 0.5
"""What is speech with at least this probability is shown as speech."""

FINITE = frozenset({"VBZ", "VBD", "VBP", "MD"})
"""Tags of verbs that make a statement."""

_NEGATIONS = frozenset({"not", "n't", "n’t", "never", "nobody", "nor", "neither", "without"})


def read_tagged(parse: Parse, found: Sequence[Tagged], inside: Mapping[int, int]) -> list[Saying]:
    """The tagger's quotes as statements, in its order; `inside` says which words stand in quotation marks."""
    places = _Places(parse)
    sayings: list[Saying] = []
    for quote in found:
        saying = _saying(parse, places, quote, inside)
        if saying is not None:
            sayings.extend(_part(parse, saying, inside))
    return sayings


class _Places:
    """Finds the words of a stretch of a passage."""

    def __init__(self, parse: Parse) -> None:
        self.words = parse.words
        self.begins = [0] * (len(parse.passages) + 1)
        for word in parse.words:
            self.begins[word.passage + 1] = word.index + 1
        for number in range(1, len(self.begins)):
            self.begins[number] = max(self.begins[number], self.begins[number - 1])

    def of(self, stretch: Stretch) -> Range | None:
        """The words that a stretch touches; None where there are none."""
        low, high = self.begins[stretch.passage], self.begins[stretch.passage + 1]
        first = bisect_right(self.words, stretch.start, low, high, key=_offset) - 1
        last = bisect_left(self.words, stretch.end, low, high, key=_offset) - 1
        if first < low:
            first = low
        if first < high and self.words[first].offset + len(self.words[first].text) <= stretch.start:
            first += 1
        return (first, last) if first <= last else None


def _offset(word: Word) -> int:
    return word.offset


def _saying(parse: Parse, places: _Places, quote: Tagged, inside: Mapping[int, int]) -> Saying | None:
    found = [words for part in quote.parts if (words := places.of(part)) is not None]
    ranges = [_to_marks(parse, trim(parse, *_own_sentences(parse, words, inside)), inside) for words in found]
    ranges = [part for part in ranges if not parse.words[part[0]].is_punctuation or part[0] < part[1]]
    if not ranges:
        return None
    cue = _bare(parse, places.of(quote.cue)) if quote.cue else None
    source = places.of(quote.source) if quote.source else None
    if source is not None and any(first <= source[0] and source[1] <= last for first, last in ranges):
        source = None
    saying = Saying(ranges, cue, find_entry(parse, cue, quote.speech >= SPEECH) if cue else None)
    saying.speakers = find_heads(parse, *source) if source else []
    saying.inherited = quote.inherits
    saying.asserted = cue is None or _is_asserted(parse, cue)
    saying.marked = _is_marked(ranges, inside)
    saying.speech = _speech(parse, saying, quote.speech)
    saying.evidence = quote
    return saying


def _part(parse: Parse, saying: Saying, inside: Mapping[int, int]) -> Iterator[Saying]:
    """A statement in the reporter's words, and the quotation behind it that goes on with it as one of its own."""
    ranges = [piece for part in saying.ranges for piece in _at_marks(parse, part, inside)]
    for at in range(1, len(ranges)):
        before, after = ranges[at - 1], ranges[at]
        cue = saying.cue[0] if saying.cue else before[1]
        if before[1] not in inside and after[0] in inside and not before[1] < cue < after[0]:
            if parse.words[before[1]].sentence == parse.words[after[0]].sentence:
                continue
            yield replace(saying, ranges=ranges[:at], marked=_is_marked(ranges[:at], inside))
            rest, speakers = ranges[at:], list(saying.speakers)
            yield replace(saying, ranges=rest, speakers=speakers, cue=None, entry=None, inherited=True, speech=1.0)
            return
    yield saying


def _at_marks(parse: Parse, part: Range, inside: Mapping[int, int]) -> Iterator[Range]:
    """Some words cut where a sentence in marks begins behind one without."""
    first, last = part
    end = parse.sentences[parse.words[first].sentence].last
    while end < last:
        begin = _first_word(parse, end + 1)
        if end not in inside and begin in inside and begin <= last:
            yield trim(parse, first, end)
            first = begin
        end = parse.sentences[parse.words[end + 1].sentence].last
    yield first, last


def _is_marked(ranges: Sequence[Range], inside: Mapping[int, int]) -> bool:
    return any(word in inside for word in words_in(ranges))


def _first_word(parse: Parse, first: int) -> int:
    """The next word that is no mark."""
    while first < len(parse.words) - 1 and parse.words[first].is_punctuation:
        first += 1
    return first


def _speech(parse: Parse, saying: Saying, sure: float) -> float:
    """How sure it is that it was said: the lists know a word of thinking, and what states nothing is a plan at most."""
    if saying.marked:
        return 1.0
    if (saying.entry is not None and saying.entry.frames and not saying.entry.speech) or not is_statement(
        parse, saying.ranges
    ):
        return 0.0
    return sure


def _own_sentences(parse: Parse, part: Range, inside: Mapping[int, int]) -> Range:
    """What was said without the sentences behind it that stand outside of marks: those are the reporter's own."""
    first, last = part
    end = parse.sentences[parse.words[first].sentence].last
    while end < last:
        sentence = parse.sentences[parse.words[end + 1].sentence]
        if not any(word in inside for word in range(sentence.first, min(sentence.last, last) + 1)):
            return first, end
        end = sentence.last
    return part


def _bare(parse: Parse, words: Range | None) -> Range | None:
    """Words of saying without the colon or dash beside them; None where nothing else is left."""
    if words is None:
        return None
    first, last = trim(parse, *words)
    return None if first == last and parse.words[first].is_punctuation else (first, last)


def _to_marks(parse: Parse, part: Range, inside: Mapping[int, int]) -> Range:
    """What was said with the punctuation that stands inside the same quotation marks."""
    first, last = part
    while first - 1 in inside and inside[first - 1] == inside.get(first) and parse.words[first - 1].is_punctuation:
        first -= 1
    while last + 1 in inside and inside[last + 1] == inside.get(last) and parse.words[last + 1].is_punctuation:
        last += 1
    return first, last


def is_statement(parse: Parse, ranges: Sequence[Range]) -> bool:
    """Whether some words say that something is so: they hold a finite verb."""
    return any(parse.words[word].tag in FINITE for word in words_in(ranges))


def find_entry(parse: Parse, cue: Range, speech: bool) -> CueEntry:
    """What the lists say of some words of saying; of words that are not in them, that they are neutral."""
    words = parse.words[cue[0] : cue[1] + 1]
    for word in reversed(words):
        entry = cue_entry(word)
        if entry is not None:
            return entry
    for word in words:
        if word.lower == "according":
            return ACCORDING
        noun = lexicon.cue_nouns().get(word.lower)
        if noun is not None:
            return noun
    return CueEntry(words[-1].lower, CueClass.NEUTRAL if speech else CueClass.THINK, speech, "")


def _is_asserted(parse: Parse, cue: Range) -> bool:
    words = parse.words[cue[0] : cue[1] + 1]
    if any(word.lower in _NEGATIONS for word in words):
        return False
    verbs = [word for word in words if is_verb(word)]
    return not verbs or is_asserted(parse, verbs[-1])


def find_heads(parse: Parse, first: int, last: int) -> list[Word]:
    """The nouns that some words are about: the first that depends on nothing among them, and those beside it."""
    nouns = [word for word in parse.words[first : last + 1] if is_noun(word) or word.tag == "WDT"]
    roots = [word for word in nouns if not first <= word.head <= last or word.head == word.index]
    if not roots:
        return nouns[-1:]
    heads = roots[:1]
    while len(heads) < MOST_SPEAKERS:
        more = [child for child in parse.children(heads[-1], "conj") if first <= child.index <= last and is_noun(child)]
        if not more:
            break
        heads.append(more[0])
    return heads
