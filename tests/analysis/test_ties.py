from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newsreader.analysis.pipeline import Pipeline
from newsreader.analysis.tie_words import tie_words
from newsreader.model.article import Basis, ParsedArticle, Relation, Tie
from newsreader.model.document import Document
from tests.analysis.documents import SEEDS, document

pytestmark = pytest.mark.model

SURE = 0.8


@dataclass(frozen=True)
class Read:
    """An article and the ties that were found in it."""

    article: ParsedArticle
    ties: tuple[Tie, ...]

    def sure(self) -> set[tuple[str, str, str]]:
        return self.said(SURE)

    def said(self, least: float = 0.0) -> set[tuple[str, str, str]]:
        names = {actor.id: actor.name for actor in self.article.actors}
        return {(names[t.subject], t.relation, names[t.object]) for t in self.ties if t.confidence >= least}


def read(pipeline: Pipeline, source: Document) -> Read:
    article = pipeline.analyse(source)
    return Read(article, article.ties)


STATED = [
    ("Yemen is backed by France, Russia, Egypt, Italy, Spain and Japan.",
     {(s, "backs", "Yemen") for s in ("France", "Russia", "Egypt", "Italy", "Spain", "Japan")}),
    ("The FCM is backed by France and Russia, while the ULF’s main supporter is Turkey.",
     {("France", "backs", "FCM"), ("Russia", "backs", "FCM"), ("Turkey", "backs", "ULF")}),
    ("France, which backs Yemen, sent a letter.", {("France", "backs", "Yemen")}),
    ("Yemen, backed by France, sent a letter.", {("France", "backs", "Yemen")}),
    ("The UN-recognised government, the GNU, sent a letter.", {("UN", "recognises", "GNU")}),
    ("Tripoli is controlled by the ULF.", {("ULF", "controls", "Tripoli")}),
    ("Russia attacked Ukraine on Monday.", {("Russia", "attacks", "Ukraine")}),
    ("Russia launched an offensive against Ukraine on Monday.", {("Russia", "attacks", "Ukraine")}),
    ("Turkey supplied weapons to Libya last year.", {("Turkey", "arms", "Libya")}),
    ("Jane Roe met with Angela Merkel on Monday.", {("Jane Roe", "meets", "Angela Merkel")}),
    ("Jane Roe held talks with Angela Merkel on Monday.", {("Jane Roe", "meets", "Angela Merkel")}),
    ("Jane Roe, a spokeswoman for the World Bank, left.", {("Jane Roe", "speaks-for", "World Bank")}),
    ("Jane Roe, the UN envoy to Yemen, left.", {("Jane Roe", "represents", "UN"), ("Jane Roe", "envoy-to", "Yemen")}),
    ("Jane Roe, the head of the World Bank, left.", {("Jane Roe", "leads", "World Bank")}),
    ("World Bank President Jane Roe left.", {("Jane Roe", "leads", "World Bank")}),
    ("Jane Roe is the president of the World Bank.", {("Jane Roe", "leads", "World Bank")}),
    ("Jane Roe, who leads the World Bank, left.", {("Jane Roe", "leads", "World Bank")}),
    ("Jane Roe, the deputy director of the World Bank, left.", {("Jane Roe", "works-for", "World Bank")}),
    ("Jane Roe, the World Bank’s chief of staff, left.", {("Jane Roe", "works-for", "World Bank")}),
    ("Jane Roe, a critic of Donald Trump, left.", {("Jane Roe", "opposes", "Donald Trump")}),
    ("Jane Roe, an opponent of Donald Trump, left.", {("Jane Roe", "opposes", "Donald Trump")}),
    ("Paris, the capital of France, was quiet.", {("Paris", "capital-of", "France")}),
    ("They met in Geneva, Switzerland, on Monday.", {("Geneva", "located-in", "Switzerland")}),
    ("Mary Roe, the wife of John Roe, left.", {("Mary Roe", "family-of", "John Roe")}),
    ("John Roe’s brother, Peter Roe, left.", {("Peter Roe", "family-of", "John Roe")}),
    ("France is a member of the European Union.", {("France", "member-of", "European Union")}),
    ("YouTube, a subsidiary of Google, is growing.", {("YouTube", "part-of", "Google")}),
    ("Jane Roe, a professor at Harvard University, left.", {("Jane Roe", "works-for", "Harvard University")}),
    ("Angela Merkel and Emmanuel Macron met in Berlin.", {("Angela Merkel", "meets", "Emmanuel Macron")}),
    ("Iran-backed Hezbollah left.", {("Iran", "backs", "Hezbollah")}),
    ("Donald Trump endorsed Jane Roe.", {("Donald Trump", "backs", "Jane Roe")}),
    ("Pakistan’s rival India waited.", {("India", "rival-of", "Pakistan")}),
    ("India, a rival of Pakistan, waited.", {("India", "rival-of", "Pakistan")}),
    ("France opposes Russia.", {("France", "opposes", "Russia")}),
    ("Jane Roe of the World Bank left.", {("Jane Roe", "works-for", "World Bank")}),
    ("Jane Roe, a Usability Specialist at the World Bank, left.", {("Jane Roe", "works-for", "World Bank")}),
    ("President Jane Roe of France left.", {("Jane Roe", "leads", "France")}),
    ("Jane Roe, chairwoman and chief executive of the World Bank, left.", {("Jane Roe", "leads", "World Bank")}),
    ("John Roe and his wife, Mary Roe, left.", {("Mary Roe", "family-of", "John Roe")}),
    ("Labour Party candidate Jane Roe left.", {("Jane Roe", "member-of", "Labour Party")}),
    ("Jane Roe of the Green Party left.", {("Jane Roe", "member-of", "Green Party")}),
    ("Turkey waited. Turkish-backed Hezbollah left.", {("Turkey", "backs", "Hezbollah")}),
    ("Turkey waited. Turkish President Jane Roe left.", {("Jane Roe", "leads", "Turkey")}),
    ("Members of the World Bank, including France and Japan, met.",
     {("France", "member-of", "World Bank"), ("Japan", "member-of", "World Bank")}),
    ("Jane Roe, political director of the World Bank, left.", {("Jane Roe", "works-for", "World Bank")}),
    ("Jane Roe, the World Bank’s finance chairwoman, left.", {("Jane Roe", "works-for", "World Bank")}),
    ("Jane Roe, chief executive of the World Bank, left.", {("Jane Roe", "leads", "World Bank")}),
    ("Mike Lee, one of Ted Cruz’s critics, left.", {("Mike Lee", "opposes", "Ted Cruz")}),
    ("Other unions, including the World Bank, endorsed Jane Roe.", {("World Bank", "backs", "Jane Roe")}),
    ("Jane Roe, editor for CNN, left.", {("Jane Roe", "works-for", "CNN")}),
    ("CNN’s Jane Roe left.", {("Jane Roe", "works-for", "CNN")}),
    ("The Senate sued Donald Trump.", {("Senate", "opposes", "Donald Trump")}),
    ("Google filed a lawsuit against Microsoft.", {("Google", "opposes", "Microsoft")}),
    ("Ursula Roe, who has led the World Bank since 2010, left.", {("Ursula Roe", "leads", "World Bank")}),
    ("Hezbollah, led by John Doe, left.", {("John Doe", "leads", "Hezbollah")}),
]  # fmt: skip


BESIDE = [
    ("Jane Roe, 45, a member of the World Bank, left.", ("Jane Roe", "member-of", "World Bank")),
    ("Jane Roe, of the World Bank, left the room.", ("Jane Roe", "works-for", "World Bank")),
    ("“We left,” said Jane Roe, Google’s coordinator in the town.", ("Jane Roe", "works-for", "Google")),
    ("France’s interior and foreign minister Jean Roe left.", ("Jean Roe", "works-for", "France")),
    ("Google attorney Jane Roe left.", ("Jane Roe", "represents", "Google")),
    ("Jane Roe, a representative for Google, left.", ("Jane Roe", "represents", "Google")),
    ("Jane Roe, who supports Donald Trump’s bid, left.", ("Jane Roe", "backs", "Donald Trump")),
    ("The president of the Lombardy region, Roberto Maroni, left.", ("Roberto Maroni", "leads", "Lombardy")),
]


@pytest.mark.parametrize(("text", "expected"), BESIDE, ids=[text for text, _ in BESIDE])
def test_ties_by_what_stands_beside_a_noun(pipeline: Pipeline, text: str, expected: tuple[str, str, str]) -> None:
    assert expected in read(pipeline, document(text)).said(0.6)


def test_the_owner_of_a_body_is_not_led_by_who_leads_the_body(pipeline: Pipeline) -> None:
    text = "Italy’s World Bank leader Jane Roe left."
    assert read(pipeline, document(text)).said() == {("Jane Roe", "leads", "World Bank")}


@pytest.mark.parametrize(("text", "expected"), STATED, ids=[text for text, _ in STATED])
def test_stated_ties(pipeline: Pipeline, text: str, expected: set[tuple[str, str, str]]) -> None:
    assert read(pipeline, document(text)).sure() == expected


NOT_STATED = [
    "Jane Roe, a Texas land owner, left.",
    "Paris attorney Jane Roe left.",
    "Donald Trump met people with Jane Roe at the White House.",
    "Donald Trump captured Georgia in March.",
    "Jane Roe, the Georgia chairman, left Google.",
    "Google, 45, a driver, left Jane Roe.",
    "Yemen is not backed by France.",
    "Yemen is no longer backed by France.",
    "France never attacked Russia.",
    "Is Yemen backed by France?",
    "France would back Yemen if Russia left.",
    "If France attacks Yemen, Russia waits.",
    "Russia denied that France backs Yemen.",
    "Russia accused France of backing Yemen.",
    "France refused to back Yemen.",
    "France will attack Russia.",
    "Neither France nor Germany backs Yemen.",
    "Few believe that France backs Yemen.",
    "There is no evidence that France attacked Yemen.",
    "France stopped supporting Yemen.",
    "France used to back Yemen.",
    "Jane Roe did not meet Angela Merkel.",
    "Jane Roe, the former head of the World Bank, left.",
    "Jane Roe, formerly the head of the World Bank, left.",
    "Jane Roe, a nominee for president of the World Bank, left.",
    "Jane Roe, head of the World Bank until 2010, left.",
    "Jane Roe is not the head of the World Bank.",
    "House Democratic Leader Jane Roe left the House.",
    "They stopped in Paris, Berlin and Rome.",
    "Jane Roe, Pope Francis, and a spokesman for Angela Merkel left.",
    "British director David Lean left. Britain waited.",
    "Turkey waited. Turkish singer Jane Roe left.",
    "Sebastian Roe, who is Europe’s youngest minister, left.",
    "He called the senator “the next Jane Roe” of the World Bank group’s past.",
    "France, Russia, and Egypt sent letters.",
]


@pytest.mark.parametrize("text", NOT_STATED)
def test_what_is_not_so_gives_no_tie(pipeline: Pipeline, text: str) -> None:
    assert read(pipeline, document(text)).said() == set()


UNSURE = [
    ("The attack was blamed on the militia of Khalifa Haftar’s LNA.", ("Khalifa Haftar", "leads", "LNA")),
    ("Russia said that France backs Yemen.", ("France", "backs", "Yemen")),
]


@pytest.mark.parametrize(("text", "expected"), UNSURE)
def test_what_is_hinted_or_reported_is_unsure(pipeline: Pipeline, text: str, expected: tuple[str, str, str]) -> None:
    found = read(pipeline, document(text))
    assert found.sure() == set()
    assert found.said() == {expected}


def test_what_is_said_in_marks_is_no_word_of_the_reporter(pipeline: Pipeline) -> None:
    text = "“France backs Yemen and Russia attacked Egypt,” said Jane Roe."
    assert read(pipeline, document(text)).said() == set()


def test_what_the_program_joined_is_resolved(pipeline: Pipeline) -> None:
    text = "Yemen is at war. Jane Roe, the UN envoy to the country, left."
    ties = {tie.relation: tie for tie in read(pipeline, document(text)).ties}
    assert ties[Relation.REPRESENTS].basis is Basis.STATED
    assert ties[Relation.ENVOY_TO].basis is Basis.RESOLVED
    assert ties[Relation.ENVOY_TO].span.of(text) == "Jane Roe, the UN envoy to the country, left."


def test_the_same_tie_is_given_once_and_the_surest(pipeline: Pipeline) -> None:
    text = "Jane Roe said that France backs Yemen. Yemen is backed by France. France backs Yemen."
    (tie,) = read(pipeline, document(text)).ties
    assert tie.confidence >= SURE
    assert tie.span.of(text) == "Yemen is backed by France."


def test_the_founding_article(pipeline: Pipeline) -> None:
    seeds = sorted(SEEDS.glob("000_*"))
    found = read(pipeline, document(seeds[0].read_text(encoding="utf-8")))
    said = found.said()
    backers = {one for one, relation, other in said if relation == "backs" and other == "LNA"}
    assert backers == {"United Arab Emirates", "France", "Russia", "Egypt"}
    assert {one for one, relation, other in said if relation == "backs" and other == "GNA"} == {"Turkey"}
    assert ("GNA", "controls", "Tripoli") in said
    assert ("GNA", "attacks", "Tripoli") not in said
    leaders = {(one, other) for one, relation, other in said if relation == "leads"}
    assert leaders == {
        ("Ghassan Salame", "United Nations Support Mission in Libya"),
        ("Antonio Guterres", "United Nations"),
        ("Khalifa Haftar", "LNA"),
    }


def test_each_word_of_relation_is_read() -> None:
    assert {entry.relation for entry in tie_words("verb")["backed"]} == {Relation.BACKS}
    assert {entry.relation for entry in tie_words("noun")["envoys"]} == {Relation.REPRESENTS, Relation.ENVOY_TO}
    assert "allies" in tie_words("noun")
    for kind in ("verb", "act", "noun", "adj"):
        assert all(0.0 < entry.sure <= 1.0 for entries in tie_words(kind).values() for entry in entries)


_PIECES = ("France", "Jane Roe", "the World Bank", "backs", "is backed by", "head of", "’s", ",", "“", "-led", "and")


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(pieces=st.lists(st.sampled_from(_PIECES), min_size=1, max_size=24))
def test_ties_are_in_order_between_two_actors_and_unique(pipeline: Pipeline, pieces: list[str]) -> None:
    found = read(pipeline, document(" ".join(pieces)))
    ids = {actor.id for actor in found.article.actors}
    keys = [(tie.subject, tie.relation, tie.object) for tie in found.ties]
    assert [tie.span for tie in found.ties] == sorted(tie.span for tie in found.ties)
    assert len(keys) == len(set(keys))
    assert all(tie.subject in ids and tie.object in ids and tie.subject != tie.object for tie in found.ties)
    assert all(0.0 < tie.confidence <= 1.0 and tie.span.end <= len(found.article.text) for tie in found.ties)
