"""The text of the file of corrections: what goes in comes out, and what is no such file is told by its line."""

from __future__ import annotations

import contextlib
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsreader.model.article import ActorType
from newsreader.model.corrections import ActorName, ArticleName, RetypeActor, SetSpeakers, Words
from newsreader.services.corrections_form import HEADER, Damaged, Noted, dump, parse
from tests.services.corrections import notes

ARTICLE = ArticleName("/news/a.txt", "x1", "Dockers out")
SPEAKER = SetSpeakers(
    Words("We are closer", 2), (ActorName("No", ActorType.PERSON),), "not attributed", "2024-03-04T12:00:00+00:00"
)
TEXT = """\
form: 1
articles:
- title: Dockers out
  source: /news/a.txt
  id: x1
  corrections:
  - do: set speakers
    quote:
      words: We are closer
      nth: 2
    speakers:
    - name: No
      type: person
    was: not attributed
    made: 2024-03-04T12:00:00+00:00
...
"""


def test_it_reads_as_a_person_would_write_it() -> None:
    assert parse(TEXT.encode()) == (Noted(ARTICLE, SPEAKER),), "`No` is a name, and a moment needs no quotes"
    written = dump([Noted(ARTICLE, SPEAKER)])
    assert written.removeprefix(HEADER).replace("'", "") == TEXT


def test_who_writes_it_by_hand_need_not_say_what_was_before_and_when() -> None:
    text = TEXT.replace("    was: not attributed\n", "").replace("    made: 2024-03-04T12:00:00+00:00\n", "")
    assert parse(text.encode()) == (Noted(ARTICLE, replace(SPEAKER, was="", made="")),)


def test_corrections_of_one_article_stand_together_in_their_order() -> None:
    other = ArticleName("/news/b.txt", "x2", "Bakers in")
    kind = RetypeActor(ActorName("Port", ActorType.PLACE), ActorType.STATE, "place", "later")
    read = parse(dump([Noted(ARTICLE, SPEAKER), Noted(other, kind), Noted(ARTICLE, kind)]).encode())
    assert read == (Noted(ARTICLE, SPEAKER), Noted(ARTICLE, kind), Noted(other, kind))


@settings(deadline=None, max_examples=50)
@given(st.lists(notes, max_size=4))
def test_what_is_written_is_read(noted: list[Noted]) -> None:
    together = sorted(noted, key=lambda each: [other.article for other in noted].index(each.article))
    assert list(parse(dump(noted).encode())) == together


@pytest.mark.parametrize(
    ("before", "after", "complaint"),
    [
        ("form: 1", "form: 2", "a form that this version does not know"),
        ("form: 1\n", "", "line 1: form is missing"),
        ("do: set speakers", "do: set speaker", "line 7: there is no such correction: 'set speaker'"),
        ("    quote:\n      words: We are closer\n      nth: 2\n", "", "line 7: quote is missing"),
        ("type: person", "type: personne", "line 13: is none of person, organisation"),
        ("nth: 2", "nth: 0", "line 10: nth is a number from 1"),
        ("nth: 2", "nth: ²", "line 10: nth is a number from 1"),
        ("id: x1", "id: x1\n  id: x1", "line 6: id is given twice"),
        ("id: x1", "id: [x1]", "line 5: words are expected"),
        ("was:", "why:", "line 7: 'why' says nothing of a correction"),
        ("We are closer", "[We are closer", "line 10: did not find expected"),
        ("We are closer", "&a We are closer\n      nth: *a\n      x: y", "line 9: anchors and aliases are not taken"),
        ("articles:", "articles: none\nx:", "line 2: a list is expected"),
        ("- title", "- x\n- title", "line 3: `name: value` lines are expected"),
        ("We are closer", "We \x07 are closer", "is not YAML"),
        ("name: No", "name: !!python/object:os.system No", "line 12: tags are not taken"),
        ("name: No", "name: !!str No", "line 12: tags are not taken"),
        ("    speakers:\n", "    speakers: !x\n", "line 11: tags are not taken"),
        ("name: No", "name:", "line 12: a name is expected"),
        ("name: No", "name: ' '", "line 12: a name is expected"),
        ("    made", "---\n    made", "line 15: "),
    ],
)
def test_what_cannot_be_read_whole_is_told_by_its_line(before: str, after: str, complaint: str) -> None:
    assert before in TEXT
    with pytest.raises(Damaged) as damage:
        parse(TEXT.replace(before, after).encode())
    assert complaint in str(damage.value)


@pytest.mark.parametrize(
    "data", [b"", b"# nothing\n", b"\xff\xfe", b"form: 1", b"- 1", b"{", b"!!python/x y", b"a: &a [*a]"]
)
def test_what_is_no_such_file(data: bytes) -> None:
    with pytest.raises(Damaged):
        parse(data)


@settings(deadline=None)
@given(
    st.binary(max_size=200)
    | st.text(max_size=200).map(lambda text: (TEXT.replace("...", text) + "\n...").encode("utf-8", "replace"))
)
def test_whatever_the_bytes_are_they_are_read_or_told_to_be_damaged(data: bytes) -> None:
    with contextlib.suppress(Damaged):
        parse(data)


def test_half_a_file_is_never_taken_for_a_whole_one() -> None:
    whole = dump([Noted(ARTICLE, SPEAKER), Noted(ARTICLE, SPEAKER)]).encode()
    assert whole.endswith(b"\n...\n")
    for end in range(len(HEADER), len(whole) - 1, 3):
        with pytest.raises(Damaged):
            parse(whole[:end])


def test_what_strangers_wrote_into_it_is_harmless() -> None:
    noted = parse(TEXT.replace("Dockers out", '"\\e[2J\\u202eDockers"').encode())
    assert noted[0].article.title == "\ufffd[2J\ufffdDockers"


def test_deep_and_wide_files_end_soon() -> None:
    for text in ("[" * 5000, "a:\n" * 5000, "? " * 5000, "- " * 5000 + "x"):
        with pytest.raises(Damaged):
            parse(text.encode())


@pytest.mark.parametrize("key", ["name", "alias"])
def test_nobody_is_called_nothing(key: str) -> None:
    kind = "rename actor" if key == "name" else "split actor"
    head, _, _ = TEXT.partition("  - do")
    text = f"{head}  - do: {kind}\n    actor: {{name: Ann}}\n    {key}: ''\n...\n"
    with pytest.raises(Damaged, match="line 9: a name is expected"):
        parse(text.encode())
