"""What the language model says of an article, in plain Python values.

The rules walk trees of words thousands of times; plain objects are faster for that than spaCy's, can be
made by hand in a test, and carry positions in the article instead of in the model's own text. Subtrees
are given as ranges, worked out without recursion: a hostile sentence can nest as deep as it is long.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from newsreader.analysis.passages import Passage
from newsreader.model.spans import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc


@dataclass(slots=True)
class Word:
    """One word or punctuation mark."""

    index: int
    """Its place among the words of the article."""

    start: int
    """Its first code point in the article."""

    end: int
    """One past its last code point."""

    text: str
    """Its letters, as the model was fed them."""

    lower: str
    """The same in lower case."""

    tag: str
    """Its part of speech, in Penn Treebank tags."""

    dep: str
    """How it depends on its head, in spaCy's labels."""

    head: int
    """The index of the word it depends on; its own for the root of a sentence."""

    sentence: int
    """The number of its sentence."""

    passage: int
    """The number of its passage."""

    offset: int
    """Its first character in the passage's folded text."""

    entity: str = ""
    """The kind of name that the model holds it for part of; empty for none."""

    entity_starts: bool = False
    """Whether that name begins here."""

    children: list[int] = field(default_factory=list)
    """The words that depend on it, in order."""

    left: int = 0
    """The first word of all that depends on it, itself with it."""

    right: int = 0
    """The last."""

    @property
    def is_punctuation(self) -> bool:
        """Whether it is no word but a mark."""
        return not any(letter.isalnum() for letter in self.text)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence as the model parts them."""

    first: int
    """Its first word."""

    last: int
    """Its last word."""

    passage: int
    """The number of its passage."""


@dataclass(frozen=True, slots=True)
class Parse:
    """The words and sentences of an article, passage after passage."""

    text: str
    """The text of the article, which all spans count in."""

    passages: tuple[Passage, ...]
    """The passages that were read."""

    words: Sequence[Word]
    """The words, by position in reading order."""

    sentences: Sequence[Sentence]
    """The sentences, by position in reading order."""

    def children(self, word: Word, *deps: str) -> list[Word]:
        """The words that depend on this one, only those of the named kinds where some are named."""
        found = [self.words[child] for child in word.children]
        return [child for child in found if child.dep in deps] if deps else found

    def head(self, word: Word) -> Word:
        """The word that this one depends on, or itself."""
        return self.words[word.head]

    def span(self, first: int, last: int) -> Span:
        """Where the words from the first to the last stand in the article."""
        one, other = self.words[first], self.words[last]
        return Span(min(one.start, other.start), max(one.end, other.end))

    def sentence_span(self, first: int, last: int) -> Span:
        """The sentence or sentences that hold these words."""
        begin, end = self.sentences[self.words[first].sentence], self.sentences[self.words[last].sentence]
        return self.span(begin.first, end.last)

    def within(self, sentence: Sentence) -> Iterator[Word]:
        """The words of a sentence."""
        return iter(self.words[sentence.first : sentence.last + 1])


def read_parse(text: str, passages: tuple[Passage, ...], docs: Iterable[Doc]) -> Parse:
    """The words of the model's documents, one for each passage."""
    words: list[Word] = []
    sentences: list[Sentence] = []
    for number, doc in enumerate(docs):
        _read_passage(passages[number], number, doc, words, sentences)
    _measure_subtrees(words)
    return Parse(text, passages, words, sentences)


def _read_passage(passage: Passage, number: int, doc: Doc, words: list[Word], sentences: list[Sentence]) -> None:
    base = len(words)
    begins: list[int] = []
    for token in doc:
        if token.is_sent_start or token.i == 0:
            begins.append(base + token.i)
        span = passage.span(token.idx, token.idx + len(token.text))
        words.append(
            Word(
                index=base + token.i,
                start=span.start,
                end=span.end,
                text=token.text,
                lower=token.text.lower(),
                tag=token.tag_,
                dep=token.dep_,
                head=base + token.head.i,
                sentence=len(sentences) + len(begins) - 1,
                passage=number,
                offset=token.idx,
                entity=token.ent_type_,
                entity_starts=token.ent_iob_ == "B",
            )
        )
    ends = [begin - 1 for begin in begins[1:]] + [len(words) - 1]
    sentences.extend(Sentence(first, last, number) for first, last in zip(begins, ends, strict=True) if begins)


def _measure_subtrees(words: list[Word]) -> None:
    """Fill in children and the range of each subtree: leaves first, by counting down open children."""
    waiting = [0] * len(words)
    for word in words:
        word.left = word.right = word.index
        if word.head != word.index:
            words[word.head].children.append(word.index)
            waiting[word.head] += 1
    ready = [word.index for word in words if not waiting[word.index]]
    while ready:
        word = words[ready.pop()]
        if word.head == word.index:
            continue
        head = words[word.head]
        head.left, head.right = min(head.left, word.left), max(head.right, word.right)
        waiting[word.head] -= 1
        if not waiting[word.head]:
            ready.append(word.head)
