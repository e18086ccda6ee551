"""The cue of a quotation that no tree reaches: the verb beside it, the colon before it, the dash behind it.

The model's trees break at quotation marks more than anywhere else. What stands beside the marks is then a
better guide: `“…,” said NAME`, `“…,” NAME, a spokesman, said`, `NAME said: “…”`, `NAME: “…”`, `“…” — NAME`.
"""

from __future__ import annotations

from collections.abc import Iterable

from newsreader.analysis.clauses import Range, is_noun, is_verb, subject_heads, words_in
from newsreader.analysis.cues import Saying, cue_entry, is_asserted, verb_phrase
from newsreader.analysis.lexicon import cue_verbs
from newsreader.analysis.parse import Parse, Word

MOST_AFTER = 25
"""How many words behind a quotation its verb is looked for."""

MOST_BEFORE = 25
"""How many words before it."""

MOST_BETWEEN = 40
"""How many words may stand between the two halves of an interrupted quotation."""

MOST_NAME_WORDS = 8
"""How many words a speaker before a colon or behind a dash may have."""

MOST_LEAD_IN = 20
"""How many words may lead into a quoted piece of a clause."""

MOST_TITLE_WORDS = 12
"""A longer quotation is no title."""

_CLOSING = frozenset("”\"'’»“")
_DASHES = frozenset("—–-―~")
_ENDS = frozenset({".", "!", "?"})


def attach(parse: Parse, parts: tuple[Range, ...], inside: dict[int, int]) -> Saying | None:
    """The quotation with the cue beside it; None where there is none."""
    after = _window_after(parse, parts[-1][1], inside)
    before = _window_before(parse, parts[0][0], inside)
    return (
        (_verb_after(parse, parts, after) if _ends_as_speech(parse, parts[-1][1]) else None)
        or _dash_after(parse, parts, after)
        or _verb_before(parse, parts, before)
        or _colon_before(parse, parts, before)
        or _colon_above(parse, parts)
    )


def _ends_as_speech(parse: Parse, last: int) -> bool:
    """Whether a quotation ends as one that its verb follows: on a pause, a question or a call, but no full stop.

    The mark of it stands before the closing mark or behind it.
    """
    if parse.words[last].text == ".":
        return False
    if parse.words[last].is_punctuation or last + 2 >= len(parse.words):
        return True
    return any(word.text in {",", "—", "–", "-", "--"} for word in parse.words[last + 1 : last + 3])


def _make(parse: Parse, parts: tuple[Range, ...], verb: Word | None, speakers: list[Word], sure: float) -> Saying:
    if verb is None:
        return Saying(list(parts), None, None, speakers, sure)
    entry = cue_verbs().get(verb.lower)
    return Saying(list(parts), verb_phrase(parse, verb), entry, speakers, sure, is_asserted(parse, verb))


def _window_after(parse: Parse, last: int, inside: dict[int, int]) -> list[Word]:
    """The words behind a quotation, up to the next one or the end of the sentence."""
    found: list[Word] = []
    passage = parse.words[last].passage
    for word in parse.words[last + 1 : last + 3 + MOST_AFTER]:
        if word.passage != passage or word.index in inside:
            break
        if word.is_punctuation and not found and _CLOSING.issuperset(word.text):
            continue
        found.append(word)
        if word.text in _ENDS:
            break
    return found


def _window_before(parse: Parse, first: int, inside: dict[int, int]) -> list[Word]:
    """The words before a quotation, nearest first, back to the one before it or the beginning of the sentence."""
    found: list[Word] = []
    passage = parse.words[first].passage
    for index in range(first - 1, max(-1, first - 3 - MOST_BEFORE), -1):
        word = parse.words[index]
        if word.passage != passage or word.index in inside or word.text in _ENDS:
            break
        if word.is_punctuation and not found and word.text in _CLOSING | {"“", "‘", "«"}:
            continue
        found.append(word)
    return found


def _verb_after(parse: Parse, parts: tuple[Range, ...], window: list[Word]) -> Saying | None:
    words = [word for word in window if not word.is_punctuation]
    if not words or (window[0].text in _ENDS and len(window) == 1):
        return None
    for place, verb in enumerate(words):
        entry = cue_entry(verb)
        if entry is None or verb.tag in {"VB", "VBG"} or (verb.tag == "VBN" and place):
            continue
        speakers = subject_heads(parse, verb)
        near = [who for who in speakers if _is_near(who, verb, words)]
        if near and _leads_here(near[0], words, verb):
            return _make(parse, parts, verb, speakers, 0.9)
        guess = _noun_beside(words, place)
        if guess is not None and place <= 5:
            return _make(parse, parts, verb, [guess], 0.75)
        if place > 12:
            return None
    return None


def _is_near(who: Word, verb: Word, words: list[Word]) -> bool:
    return words[0].index <= who.index <= words[-1].index and who.index != verb.index


def _leads_here(who: Word, words: list[Word], verb: Word) -> bool:
    """Whether nothing but the speaker stands between the quotation and the verb."""
    begin = min(who.left, verb.index) if who.index < verb.index else verb.index
    between = [word for word in words if word.index < begin]
    return (
        all(word.dep in {"advmod", "cc", "aux", "mark"} or word.tag in {"RB", "CC"} for word in between[:4])
        and len(between) < 4
    )


def _noun_beside(words: list[Word], place: int) -> Word | None:
    """The noun next to a verb whose subject the tree does not give: before it, else behind it."""
    before = words[place - 1] if place else None
    if before is not None and before.tag in {"NNP", "PRP", "NNPS"}:
        return before
    if place == 0:
        for word in words[1:6]:
            if word.tag in {"NNP", "NNPS", "PRP", "NN", "NNS"}:
                return _end_of_run(words, word)
            if word.tag not in {"DT", "JJ", "PRP$", "CD"}:
                return None
    return None


def _end_of_run(words: list[Word], word: Word) -> Word:
    """The last of the nouns that stand in a row."""
    at = words.index(word)
    while at + 1 < len(words) and words[at + 1].tag.startswith("NN") and words[at + 1].index == words[at].index + 1:
        at += 1
    return words[at]


def _dash_after(parse: Parse, parts: tuple[Range, ...], window: list[Word]) -> Saying | None:
    """`“…” — NAME`."""
    if len(window) < 2 or not window[0].is_punctuation or not _DASHES.intersection(window[0].text):
        return None
    names: list[Word] = []
    for word in window[1 : MOST_NAME_WORDS + 1]:
        if not word.tag.startswith("NNP"):
            break
        names.append(word)
    return _make(parse, parts, None, [names[-1]], 0.7) if names and window[1] is names[0] else None


def _verb_before(parse: Parse, parts: tuple[Range, ...], window: list[Word]) -> Saying | None:
    if not window:
        return None
    introduced = window[0].text in {",", ":"}
    if introduced and len(window) > 2 and window[1].lower in cue_verbs() and window[1].tag == "NNS":
        return _make(parse, parts, window[1], [window[2]], 0.7) if is_noun(window[2]) else None
    for place, verb in enumerate(window):
        entry = cue_entry(verb)
        if entry is None or (verb.tag == "VB" and not introduced):
            continue
        if not introduced and place > 3 and not _governs(verb, parts[0][0]):
            continue
        speakers = subject_heads(parse, verb)
        if introduced:
            beside = [] if speakers else _beside(window, place)
            return _make(parse, parts, verb, speakers or beside, 0.85 if speakers else 0.75)
        if speakers:
            led_in = _with_lead_in(parse, parts, verb)
            return _make(parse, led_in, verb, speakers, 0.75) if led_in else None
    return None


def _beside(window: list[Word], place: int) -> list[Word]:
    """The noun before or, where it is inverted, behind a verb; the window runs backwards."""
    before = window[place + 1] if place + 1 < len(window) else None
    if before is not None and before.tag.startswith(("NN", "PRP")):
        return [before]
    behind = [word for word in window[:place] if not word.is_punctuation]
    return behind[:1] if behind and before is None and behind[0].tag.startswith(("NN", "PRP")) else []


def _with_lead_in(parse: Parse, parts: tuple[Range, ...], verb: Word) -> tuple[Range, ...]:
    """A quoted piece of a clause with the words that lead into it; nothing where it is a title and no piece."""
    begin = verb_phrase(parse, verb)[1] + 1
    for index in range(begin, parts[0][0]):
        if parse.words[index].lower == "that":
            begin = index
            break
    while begin < parts[0][0] and parse.words[begin].is_punctuation:
        begin += 1
    if begin >= parts[0][0] - 1:
        return parts
    if is_title(parse, parts) or parts[0][0] - begin > MOST_LEAD_IN:
        return ()
    return ((begin, parts[0][1]), *parts[1:])


def is_title(parse: Parse, parts: tuple[Range, ...]) -> bool:
    """Whether quoted words are written as those of a title are."""
    words = [parse.words[at] for at in words_in(parts)]
    long = [word for word in words if word.text.isalpha() and len(word.text) > 3]
    return len(words) < MOST_TITLE_WORDS and all(word.text[0].isupper() for word in long)


def _governs(verb: Word, index: int) -> bool:
    """Whether a word depends on the verb, by some steps."""
    return verb.left <= index <= verb.right


def _colon_before(parse: Parse, parts: tuple[Range, ...], window: list[Word]) -> Saying | None:
    """`NAME: “…”`, or any sentence that ends in a colon: its subject has the word."""
    if not window or window[0].text != ":":
        return None
    return _introduced(parse, parts, window[1:])


def _introduced(parse: Parse, parts: tuple[Range, ...], words: Iterable[Word]) -> Saying | None:
    back = [word for word in words if not word.is_punctuation]
    for verb in back:
        if is_verb(verb):
            speakers = subject_heads(parse, verb)
            if speakers:
                known = verb if cue_entry(verb) else None
                return _make(parse, parts, known, speakers, 0.8 if known else 0.65)
    if back and len(back) <= MOST_NAME_WORDS and back[0].tag.startswith(("NN", "PRP")):
        return _make(parse, parts, None, [back[0]], 0.7)
    return None


def _colon_above(parse: Parse, parts: tuple[Range, ...]) -> Saying | None:
    """A quotation that begins a paragraph after one that ends in a colon."""
    first = parts[0][0]
    begin = first
    while begin and parse.words[begin - 1].passage == parse.words[first].passage:
        begin -= 1
        if not parse.words[begin].is_punctuation:
            return None
    if not begin or parse.words[begin - 1].text != ":":
        return None
    end = begin - 1
    sentence = parse.sentences[parse.words[end].sentence]
    return _introduced(parse, parts, reversed(parse.words[max(sentence.first, end - MOST_BEFORE) : end]))


def goes_on_with(parse: Parse, parts: tuple[Range, ...], before: Saying) -> Saying | None:
    """The statement that a quotation without a cue goes on with: the one before, where the turn is clearly the same.

    An interrupted quotation is given to that very statement as a further part; a later one in the same
    paragraph, or one that fills the next, becomes a statement of its own with the same speaker.
    """
    first = parts[0][0]
    if not before.marked or not before.speakers or is_title(parse, parts):
        return None
    here, there = parse.words[first].passage, parse.words[before.last].passage
    between = parse.words[before.last + 1 : first]
    words = [word for word in between if not word.is_punctuation]
    if here == there and _only_cue(parse, before, words):
        before.ranges.extend(parts)
        return before
    if here == there and not _somebody_else(words, before):
        return _inherit(parts, before, 0.65)
    if here == there + 1 and _fills(parse, parts) and (not words or _ends_with_cue(before, words)):
        return _inherit(parts, before, 0.6)
    return None


def _ends_with_cue(before: Saying, words: list[Word]) -> bool:
    """Whether only the words of saying stand between a quotation and the paragraph behind it."""
    if before.cue is None or len(words) > MOST_BETWEEN or _somebody_else(words, before):
        return False
    return words[0].index <= before.cue[0] <= words[-1].index


def _only_cue(parse: Parse, before: Saying, words: list[Word]) -> bool:
    """Whether nothing but the words of saying stands between, in one sentence."""
    if not words or before.cue is None or len(words) > MOST_BETWEEN:
        return False
    if not words[0].index <= before.cue[0] <= words[-1].index:
        return False
    verbs = sum(1 for word in words if is_verb(word) and word.dep in {"ROOT", "conj", "parataxis"})
    return verbs <= 1 and not any(word.text in _ENDS for word in parse.words[words[0].index : words[-1].index + 1])


def _somebody_else(words: list[Word], before: Saying) -> bool:
    """Whether some other person or body is the subject of what stands between."""
    known = {who.lower for who in before.speakers}
    subjects = [word for word in words if word.dep in {"nsubj", "nsubjpass"} and word.lower not in known]
    return any(word.tag.startswith(("NNP", "PRP")) for word in subjects) or len(words) > MOST_BETWEEN


def _fills(parse: Parse, parts: tuple[Range, ...]) -> bool:
    """Whether a quotation is all that stands in its paragraph."""
    first, last = parts[0][0], parts[-1][1]
    passage, end = parse.words[first].passage, parse.words[last].passage
    before = first - 2 >= 0 and parse.words[first - 2].passage == passage
    after = last + 2 < len(parse.words) and parse.words[last + 2].passage == end
    return not before and not after


def _inherit(parts: tuple[Range, ...], before: Saying, sure: float) -> Saying:
    return Saying(list(parts), None, None, list(before.speakers), sure, inherited=True)
