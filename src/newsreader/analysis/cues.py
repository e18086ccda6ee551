"""Words of saying and what the tree says was said: indirect speech, without regard to quotation marks.

Each rule is one construction: a clause ("said that …"), an infinitive ("promised to …"), "called for …",
"described it as …", "according to …", "…, he said", "as he said, …". A rule gives the word ranges of what
was said, the verb, and how far it can be trusted.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from newsreader.analysis import lexicon
from newsreader.analysis.clauses import WHO, Range, is_passive, is_verb, noun_phrase, subject_heads, trim, without
from newsreader.analysis.lexicon import CueEntry
from newsreader.analysis.parse import Parse, Word
from newsreader.analysis.tagger.tagger import Tagged
from newsreader.model.article import CueClass

LEAST_WORDS = 2
"""Fewer words are no statement."""

MOST_TAIL = 12
"""How many words may follow the cue of a statement that stands before it."""

_NOT_YET = frozenset({"will", "would", "could", "might", "may", "should", "shall", "'ll", "’ll"})
_IFS = frozenset({"if", "unless", "until", "whether"})
_NEGATING = frozenset({"decline", "declined", "declines", "refuse", "refused", "refuses", "failed", "stopped"})
ACCORDING = CueEntry("according", CueClass.NEUTRAL, True, "")
"""What "according to" does: it is no verb, and so not in the lists."""


@dataclass(slots=True)
class Saying:
    """A statement that is being worked out."""

    ranges: list[Range]
    """The words of what was said."""

    cue: Range | None
    """The words of saying."""

    entry: CueEntry | None
    """What the lists say of them."""

    speakers: list[Word] = field(default_factory=list)
    """The heads of the noun phrases that say who said it."""

    sure: float = 0.9
    """How far the construction can be trusted, 0 to 1."""

    asserted: bool = True
    """False where the saying is negated, hypothetical or still to come."""

    inherited: bool = False
    """Whether the speaker was taken from the statement before."""

    marked: bool = False
    """Whether quotation marks stand about it or a part of it."""

    wholly_marked: bool = False
    """Whether they stand about all of it."""

    speech: float | None = None
    """How sure the tagger is that it was said and not thought, 0 to 1; None where it has not read it."""

    evidence: Tagged | None = None
    """What the tagger has read."""

    agreed: bool = False
    """Whether tagger and rules have read the same words."""

    borrowed: bool = False
    """Whether the speaker is the rules' and not the tagger's."""

    same_speaker: bool | None = None
    """Whether they have read the same speaker; None where one of them has read none."""

    @property
    def first(self) -> int:
        """The first word of what was said."""
        return min(first for first, _ in self.ranges)

    @property
    def last(self) -> int:
        """The last word of what was said."""
        return max(last for _, last in self.ranges)


def cue_entry(word: Word) -> CueEntry | None:
    """What the lists say of a verb; None where it is no cue or no verb."""
    if not is_verb(word):
        return None
    return lexicon.cue_verbs().get(word.lower)


def find_sayings(parse: Parse, quoted: dict[int, int]) -> list[Saying]:
    """The statements that the trees hold; verbs inside quotation marks are the speaker's own and not looked at."""
    found: list[Saying] = []
    for word in parse.words:
        if word.index in quoted:
            continue
        saying = _of_word(parse, word)
        if saying is not None and saying.last - saying.first + 1 >= LEAST_WORDS:
            found.append(saying)
    return found


def _of_word(parse: Parse, word: Word) -> Saying | None:
    if word.lower == "according":
        return _according_to(parse, word)
    entry = cue_entry(word)
    if entry is not None:
        return _of_verb(parse, word, entry)
    noun = lexicon.cue_nouns().get(word.lower)
    if noun is not None and word.tag in {"NN", "NNS"}:
        return _of_noun(parse, word, noun)
    return None


def _of_verb(parse: Parse, verb: Word, entry: CueEntry) -> Saying | None:
    ranges, sure = _content(parse, verb, entry)
    if not ranges:
        return None
    speakers = subject_heads(parse, verb)
    if not speakers and not (entry.speech and is_passive(parse, verb)):
        return None
    cue = verb_phrase(parse, verb)
    return Saying(ranges, cue, entry, speakers, sure if speakers else sure - 0.2, is_asserted(parse, verb))


def verb_phrase(parse: Parse, verb: Word) -> Range:
    """The verb with the particle that belongs to it ("pointed out")."""
    particles = [child.index for child in parse.children(verb, "prt") if child.index == verb.index + 1]
    return verb.index, particles[0] if particles else verb.index


def is_asserted(parse: Parse, verb: Word) -> bool:
    """Whether the verb says that it was said: not negated, not hypothetical, not still to come."""
    for child in parse.children(verb):
        if child.dep == "neg" or (child.dep == "aux" and child.lower in _NOT_YET):
            return False
        if child.dep in {"mark", "advmod"} and child.lower in _IFS:
            return False
    above = parse.head(verb)
    if verb.dep == "xcomp" and is_verb(above):
        return above.lower not in _NEGATING and (above is verb or is_asserted(parse, above) or above.dep == "xcomp")
    return True


def _content(parse: Parse, verb: Word, entry: CueEntry) -> tuple[list[Range], float]:
    """What was said by the verb's own construction, and how far that can be trusted."""
    if "c" in entry.frames or entry.lemma in {"continue", "read", "point"}:
        ranges = _clause(parse, verb)
        if ranges:
            return ranges, 0.85
        ranges = _around(parse, verb)
        if ranges:
            return ranges, 0.8
    if "t" in entry.frames:
        ranges = _infinitive(parse, verb)
        if ranges:
            return ranges, 0.6
    for frame, rule in (("n", _naming), ("a", _as_something), ("o", _of_something), ("f", _for_something)):
        if frame in entry.frames:
            ranges = rule(parse, verb)
            if ranges:
                return ranges, 0.65
    return [], 0.0


def _clause(parse: Parse, verb: Word) -> list[Range]:
    """A clause that depends on the verb, before or after it."""
    clauses = [child for child in parse.children(verb, "ccomp") if child.index != verb.index]
    if not clauses:
        return []
    clause = max(clauses, key=lambda child: child.right - child.left)
    first, last = clause.left, clause.right
    if first > verb.index:
        first = _after_time(parse, clause)
    if first > verb.index:
        return [trim(parse, _after_verb(parse, verb, first), last)]
    if last < verb.index:
        return [trim(parse, first, min(last, _clause_start(parse, verb) - 1))]
    hole = (_clause_start(parse, verb), _clause_end(parse, verb))
    return [trim(parse, *part) for part in without((first, last), hole) if part[0] <= part[1]]


def _after_time(parse: Parse, clause: Word) -> int:
    """Where a clause begins without the day before it, which says when it was said."""
    first = clause.left
    for child in parse.children(clause):
        if child.left != first or child.index > clause.index:
            break
        if child.dep != "npadvmod" and not (child.dep == "punct" and first != clause.left):
            break
        first = child.right + 1
    return first


def _after_verb(parse: Parse, verb: Word, first: int) -> int:
    """Where a clause behind the verb begins; "that" counts as its beginning."""
    before = first - 1
    if before > verb.index and parse.words[before].lower == "that":
        return before
    return first


def _clause_start(parse: Parse, verb: Word) -> int:
    """Where the words of saying begin: at the subject, where it stands before the verb."""
    subjects = parse.children(verb, "nsubj")
    before = [subject.left for subject in subjects if subject.index < verb.index]
    others = [child.index for child in parse.children(verb, "aux", "neg", "advmod") if child.index < verb.index]
    near = [index for index in others if index >= verb.index - 3]
    return min([verb.index, *before, *near])


def _clause_end(parse: Parse, verb: Word) -> int:
    """Where the words of saying end, in an interrupted statement."""
    subjects = [subject.right for subject in parse.children(verb, "nsubj") if subject.index > verb.index]
    end = max([verb.index, *subjects])
    after = parse.words[end + 1] if end + 1 < len(parse.words) else None
    while after is not None and after.text not in {",", ".", "—", "–", ";"} and after.index - verb.index < MOST_TAIL:
        end = after.index
        after = parse.words[end + 1] if end + 1 < len(parse.words) else None
    return end


def _around(parse: Parse, verb: Word) -> list[Range]:
    """The clause about a verb that stands in it or behind it without governing it: "People, he said, like it"."""
    sentence = parse.sentences[verb.sentence]
    above = parse.head(verb)
    bare = not parse.children(verb, "xcomp", "dobj")
    as_clause = verb.dep == "advcl" and any(child.lower == "as" for child in parse.children(verb, "mark", "advmod"))
    if not bare:
        return []
    if verb.dep == "parataxis" or as_clause:
        hole = (min(verb.left, _clause_start(parse, verb)), verb.right)
        parts = without((above.left, above.right), hole)
        return [trim(parse, *part) for part in parts if part[1] - part[0] >= LEAST_WORDS - 1]
    if verb.dep != "ROOT" or not parse.children(verb, "nsubj"):
        return []
    begin = _clause_start(parse, verb)
    end = sentence.last
    if begin - sentence.first < LEAST_WORDS or end - verb.index > MOST_TAIL or parse.words[begin - 1].text != ",":
        return []
    if parse.words[sentence.first].dep in {"prep", "mark", "advmod", "cc"} or not _is_finite(
        parse, sentence.first, begin
    ):
        return []
    return [trim(parse, sentence.first, begin - 1)]


def _is_finite(parse: Parse, first: int, end: int) -> bool:
    """Whether some words hold a subject with its verb, and not only "Pressed on why …"."""
    if parse.words[first].tag in {"VBN", "VBG"}:
        return False
    subjects = [word for word in parse.words[first:end] if word.dep in {"nsubj", "nsubjpass"}]
    return any(parse.head(word).dep not in {"advcl", "pcomp", "relcl", "acl"} for word in subjects)


def _infinitive(parse: Parse, verb: Word) -> list[Range]:
    for child in parse.children(verb, "xcomp", "ccomp"):
        if child.index > verb.index and any(aux.lower == "to" for aux in parse.children(child, "aux")):
            if child.lower in {"named", "identified"} and parse.children(child, "neg"):
                return []
            return [trim(parse, child.left, child.right)]
    return []


def _naming(parse: Parse, verb: Word) -> list[Range]:
    """What the verb calls something: `called it a farce`."""
    for child in parse.children(verb, "oprd", "ccomp"):
        objects = [other for other in parse.children(verb, "dobj", "nsubj") if other.index > verb.index]
        if child.index > verb.index and not is_verb(child) and not is_passive(parse, verb):
            first = min([child.left, *(thing.left for thing in objects)])
            return [trim(parse, first, child.right)]
    return []


def _as_something(parse: Parse, verb: Word) -> list[Range]:
    """What the verb takes something for: `described it as a farce`, `it was condemned as a farce`."""
    return _passive_as(parse, verb) if is_passive(parse, verb) else _object_and(parse, verb, {"as"})


def _passive_as(parse: Parse, verb: Word) -> list[Range]:
    """Subject and complement of a passive; who says it stands after "by", or nowhere."""
    subjects = [child for child in parse.children(verb, "nsubjpass") if child.index < verb.index]
    for preposition in parse.children(verb, "prep"):
        if subjects and preposition.lower == "as" and preposition.index > verb.index:
            subject = subjects[-1]
            if subject.lower in WHO:
                return []
            return [trim(parse, subject.left, subject.right), trim(parse, preposition.index, preposition.right)]
    return []


def _of_something(parse: Parse, verb: Word) -> list[Range]:
    """What somebody is held to have done: `accused them of lying`, `blamed them for it`."""
    return _object_and(parse, verb, {"of", "for", "over"})


def _object_and(parse: Parse, verb: Word, prepositions: set[str]) -> list[Range]:
    objects = [child for child in parse.children(verb, "dobj") if child.index > verb.index]
    if not objects or is_passive(parse, verb):
        return []
    below = parse.children(verb, "prep") + parse.children(objects[0], "prep")
    for preposition in below:
        if preposition.lower in prepositions and preposition.index > objects[0].index:
            return [trim(parse, objects[0].left, preposition.right)]
    return []


def _for_something(parse: Parse, verb: Word) -> list[Range]:
    """What is demanded: `called for a ceasefire`, `insisted on it`."""
    for preposition in parse.children(verb, "prep"):
        if is_passive(parse, verb) or verb.dep == "acl":
            return []
        if preposition.lower in {"for", "on", "to"} and preposition.index == verb.index + 1:
            things = parse.children(preposition, "pobj", "pcomp")
            if things:
                return [trim(parse, preposition.index + 1, max(thing.right for thing in things))]
    return []


def _according_to(parse: Parse, word: Word) -> Saying | None:
    """The clause that "according to …" stands in."""
    speakers = [noun for to in parse.children(word, "prep") if to.lower == "to" for noun in parse.children(to, "pobj")]
    if not speakers:
        return None
    sentence = parse.sentences[word.sentence]
    first, last = word.index, max(word.index, noun_phrase(parse, speakers[0])[1])
    last = _to_comma(parse, last, sentence.last) if first == sentence.first else max(last, word.right)
    parts = without((sentence.first, sentence.last), (first, last))
    kept = [trim(parse, *part) for part in parts if part[1] - part[0] >= LEAST_WORDS]
    kept = _with_verbs(parse, kept)
    return Saying(kept, (word.index, word.index + 1), ACCORDING, speakers[:1], 0.85) if kept else None


def _to_comma(parse: Parse, index: int, end: int) -> int:
    """From a speaker on to the comma that ends "according to …" at the head of a sentence."""
    for at in range(index, min(end, index + MOST_TAIL) + 1):
        if parse.words[at].text == ",":
            return at
    return index


def _with_verbs(parse: Parse, parts: list[Range]) -> list[Range]:
    """The parts that hold a verb, or the first where none does."""
    return [part for part in parts if any(is_verb(parse.words[at]) for at in range(part[0], part[1] + 1))] or parts[:1]


def _of_noun(parse: Parse, noun: Word, entry: CueEntry) -> Saying | None:
    """The clause of `his claim that …`: one of its own that the noun announces."""
    for clause in parse.children(noun, "acl", "ccomp"):
        marks = [child for child in parse.children(clause, "mark") if child.lower == "that"]
        if marks and clause.index > noun.index:
            owners = parse.children(noun, "poss") or _doers(parse, noun)
            if not owners:
                return None
            return Saying([trim(parse, clause.left, clause.right)], (noun.index, noun.index), entry, owners[:1], 0.7)
    return None


def _doers(parse: Parse, noun: Word) -> list[Word]:
    """Who a statement is "by" or "from"."""
    return [
        who
        for preposition in parse.children(noun, "prep")
        if preposition.lower in {"by", "from"}
        for who in parse.children(preposition, "pobj")
    ]
