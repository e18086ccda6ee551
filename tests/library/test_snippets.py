"""The words around what was found."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from newsreader.library import Library, folding
from newsreader.model.query import Query, State, Term, Where
from newsreader.text.safe import is_safe
from tests.library.documents import document
from tests.library.test_search import with_library, words


def test_a_snippet_shows_what_was_found_and_where(library: Library) -> None:
    text = (
        "First line.\n" + "Nobody came to the quay of Saltmarsh that day. " * 5 + "Then MARIA OKAFÓR spoke.\nThe end."
    )
    key = library.save(document("1", text)).key
    query = Query(
        (Term("maria okafor", phrase=True), Term("spoke"), Term("nothing", negated=True), Term("x", Where.TAG))
    )
    snippet = library.snippets(query, [key, 99])[key]
    assert [span.of(snippet.text) for span in snippet.spans] == ["MARIA OKAFÓR", "spoke"]
    assert snippet.text.startswith("…")
    assert "\n" not in snippet.text
    assert library.snippets(Query((Term("absent"),)), [key]) == {}
    assert library.snippets(Query(states=((State.READ, True),)), [key]) == {}


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=300), st.text(min_size=1, max_size=3))
def test_the_places_in_a_snippet_hold_the_words_and_it_is_safe(text: str, word: str) -> None:
    def check(library: Library) -> None:
        query = words(word)
        key = library.save(document("1", f"{text} {word}", title=None)).key
        snippet = library.snippets(query, [key]).get(key)
        if snippet:
            assert is_safe(snippet.text)
            assert "\n" not in snippet.text
            wanted = {token for piece in word.split() for token in folding.tokens(piece)}
            for span in snippet.spans:
                assert set(folding.tokens(span.of(snippet.text))) <= wanted

    with_library(check)


def test_a_snippet_from_deep_in_a_long_text(library: Library) -> None:
    key = library.save(document("1", "word " * 5000 + "zanzibar at the end")).key
    snippet = library.snippets(words("zanzibar"), [key])[key]
    assert snippet.text.endswith("word zanzibar at the end")
