"""Making and taking back: all of it or nothing, and no later correction is turned to another thing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from newsreader.errors import InputError, LibraryError, UsageError
from newsreader.library import Library
from newsreader.model.article import ActorType, ParsedArticle
from newsreader.services import changing, proposing, undoing
from newsreader.services.correcting import Corrections, file_beside
from tests import samples

PARSED = samples.parsed()
DROP, SPEAKER = proposing.drop_quote(PARSED, 0), proposing.set_speakers(PARSED, 1, [])


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    library = Library.open(tmp_path / "library.db")
    library.save(PARSED.document)
    yield library
    library.close()


@pytest.fixture
def corrections(library: Library) -> Corrections:
    return Corrections(file_beside(library.path))


def fails(*_: object) -> None:
    raise LibraryError("is locked")


def two_spokesmen() -> ParsedArticle:
    """The sample with two unnamed people of one description."""
    first, second = (
        replace(PARSED.actors[number], name="a spokesman", type=ActorType.PERSON, aliases=(), roles=())
        for number in (0, 2)
    )
    return replace(PARSED, actors=(first, PARSED.actors[1], second, PARSED.actors[3]))


def test_what_is_made_is_on_the_disk_and_shown(library: Library, corrections: Corrections) -> None:
    made = changing.make(library, corrections, PARSED, DROP)
    assert made == corrections.corrected(PARSED)
    assert made.dropped == (DROP,)
    both = changing.make(library, corrections, PARSED, SPEAKER)
    assert (both.dropped, both.quotes) == ((DROP,), {0: (SPEAKER,)})


def test_what_would_not_be_found_again_is_not_kept(library: Library, corrections: Corrections) -> None:
    changing.make(library, corrections, PARSED, DROP)
    with pytest.raises(InputError, match="would not be found again"):
        changing.make(library, corrections, PARSED, DROP)
    assert corrections.of(PARSED.document) == (DROP,)


def test_where_the_library_fails_nothing_is_kept(
    library: Library, corrections: Corrections, monkeypatch: pytest.MonkeyPatch
) -> None:
    changing.make(library, corrections, PARSED, DROP)
    monkeypatch.setattr(Library, "set_setting", fails)
    with pytest.raises(LibraryError):
        changing.make(library, corrections, PARSED, SPEAKER)
    assert corrections.of(PARSED.document) == (DROP,)
    assert len(file_beside(library.path).read_text(encoding="utf-8").split("- do: ")) == 2


def test_where_the_library_fails_nothing_is_taken_back(
    library: Library, corrections: Corrections, monkeypatch: pytest.MonkeyPatch
) -> None:
    for made in (DROP, SPEAKER):
        changing.make(library, corrections, PARSED, made)
    monkeypatch.setattr(Library, "set_setting", fails)
    with pytest.raises(LibraryError):
        changing.take_back(library, corrections, PARSED, DROP)
    assert corrections.of(PARSED.document) == (DROP, SPEAKER), "in their order"


def test_where_the_file_cannot_be_written_undo_goes_by_what_is_there(
    library: Library, corrections: Corrections, monkeypatch: pytest.MonkeyPatch
) -> None:
    changing.make(library, corrections, PARSED, DROP)

    def full(*_: object) -> None:
        raise InputError("no space")

    with monkeypatch.context() as patched:
        patched.setattr(Corrections, "put", full)
        with pytest.raises(InputError, match="no space"):
            changing.make(library, corrections, PARSED, SPEAKER)
    done = undoing.undo(library, corrections)
    assert done is not None
    assert done.what == "taken back: “We are closer than we were last week” is no quote"


def test_what_hangs_on_one_that_is_taken_back_is_told(library: Library, corrections: Corrections) -> None:
    renamed = proposing.rename_actor(PARSED, PARSED.actors[0], "M. O.")
    now = changing.make(library, corrections, PARSED, renamed).parsed
    retyped = proposing.retype_actor(now, now.actors[0], ActorType.GROUP)
    before = changing.make(library, corrections, PARSED, retyped)
    took = changing.take_back(library, corrections, PARSED, renamed)
    assert took.lost == (retyped,)
    assert took.corrected == corrections.corrected(PARSED)
    undoing.undo(library, corrections)
    assert corrections.corrected(PARSED) == before


def test_one_is_not_taken_back_where_a_later_one_would_be_about_another(
    library: Library, corrections: Corrections
) -> None:
    parsed = two_spokesmen()
    dropped = proposing.drop_actor(parsed, parsed.actors[0])
    now = changing.make(library, corrections, parsed, dropped).parsed
    other = next(actor for actor in now.actors if actor.name == "a spokesman")
    renamed = proposing.rename_actor(now, other, "Jo Dock")
    made = changing.make(library, corrections, parsed, renamed)
    with pytest.raises(UsageError, match=r"something else: a spokesman is called Jo Dock \(take that"):
        changing.take_back(library, corrections, parsed, dropped)
    assert corrections.corrected(parsed) == made
    changing.take_back(library, corrections, parsed, renamed)
    changing.take_back(library, corrections, parsed, dropped)
    assert corrections.of(parsed.document) == ()


def test_ids_that_hang_on_earlier_corrections_make_no_other_thing(library: Library, corrections: Corrections) -> None:
    """The number of what is split off hangs on how many actors there are."""
    dropped = proposing.drop_actor(PARSED, PARSED.actors[3])
    now = changing.make(library, corrections, PARSED, dropped).parsed
    now = changing.make(library, corrections, PARSED, proposing.split_actor(now, now.actors[0], "Okafor")).parsed
    new = next(actor for actor in now.actors if actor.name == "Okafor")
    changing.make(library, corrections, PARSED, proposing.retype_actor(now, new, ActorType.GROUP))
    took = changing.take_back(library, corrections, PARSED, dropped)
    assert took.lost == ()
    assert {actor.name for actor in took.corrected.parsed.actors} > {"Okafor", "Anna Veld"}


def test_what_is_not_there_any_more_is_not_taken_back(library: Library, corrections: Corrections) -> None:
    with pytest.raises(InputError, match="is not there any more"):
        changing.take_back(library, corrections, PARSED, DROP)
