from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newsreader.analysis.events import find_events
from newsreader.analysis.figures import find_figures
from newsreader.analysis.moments import Moment, Tense, day_of_publication, settle
from newsreader.analysis.parse import Parse, read_parse
from newsreader.analysis.passages import find_passages
from newsreader.analysis.pipeline import Pipeline
from newsreader.model.article import Bound, DatePrecision, Event, Figure, ParsedArticle
from newsreader.model.document import Document, PublishedFrom, Stamp
from tests.analysis.documents import SEEDS, document, named

pytestmark = pytest.mark.model

FOUNDING = SEEDS / "000_bd068dc6588b05d1.txt"
FOUNDING_KINDS = ["body"] * 5 + ["title", "credit", "caption", "boilerplate", "boilerplate"]
WEDNESDAY = datetime(2024, 5, 15, tzinfo=UTC)


def parsed(pipeline: Pipeline, source: Document) -> Parse:
    passages, _ = find_passages(source)
    return read_parse(source.text, passages, pipeline._read([passage.text for passage in passages]))


def figures(pipeline: Pipeline, text: str) -> list[Figure]:
    return list(find_figures(parsed(pipeline, document(text))))


def published(text: str, kinds: list[str] | None = None, day: datetime | None = WEDNESDAY) -> Document:
    stamp = None if day is None else Stamp(day, "day")
    origin = None if day is None else PublishedFrom.FEED
    return replace(document(text, kinds or []), published=stamp, published_from=origin)


def events(pipeline: Pipeline, source: Document) -> list[Event]:
    return list(find_events(parsed(pipeline, source), pipeline.analyse(source)))


@pytest.fixture(scope="module")
def founding(pipeline: Pipeline) -> tuple[Parse, ParsedArticle]:
    source = document(FOUNDING.read_text(encoding="utf-8"), FOUNDING_KINDS)
    return parsed(pipeline, source), pipeline.analyse(source)


COUNTED = [
    ("The flood killed [at least 14 people] on the coast.", 14, Bound.AT_LEAST, "people", "killed"),
    ("[More than 1,200 villagers were evacuated] by boat.", 1200, Bound.MORE_THAN, "villagers", "evacuated"),
    ("The ministry sent [five inspectors] to the mine.", 5, Bound.EXACTLY, "inspectors", "sent"),
    ("The firm paid [$3.2bn] for the mine.", 3.2e9, Bound.EXACTLY, "$", "paid"),
    ("The firm paid [412 million crowns] for the mine.", 412e6, Bound.EXACTLY, "crowns", "paid"),
    ("The fund holds [31 percent] of the company.", 31, Bound.EXACTLY, "percent", "holds"),
    ("[Nearly 40,000 homes were destroyed].", 40000, Bound.LESS_THAN, "homes", "destroyed"),
    ("Police arrested [fewer than twenty protesters].", 20, Bound.LESS_THAN, "protesters", "arrested"),
    ("The quake injured [about 300 workers].", 300, Bound.ABOUT, "workers", "injured"),
    ("Soldiers seized [twenty-three trucks].", 23, Bound.EXACTLY, "trucks", "seized"),
    ("The army freed [two hundred and ten prisoners].", 210, Bound.EXACTLY, "prisoners", "freed"),
    ("[Up to 60 passengers were injured] in the crash.", 60, Bound.AT_MOST, "passengers", "injured"),
    ("[A dozen people were killed] on the coast.", 12, Bound.EXACTLY, "people", "killed"),
    ("[Half a million people fled].", 5e5, Bound.EXACTLY, "people", "fled"),
    ("[Over a hundred people attended].", 100, Bound.MORE_THAN, "people", "attended"),
    ("[Some 2.3m people voted].", 2.3e6, Bound.ABOUT, "people", "voted"),
    ("The fund gave [$200 or less].", 200, Bound.AT_MOST, "$", "gave"),
    ("[Six of the hostages were freed].", 6, Bound.EXACTLY, "hostages", "freed"),
    ("The blast left [two people] dead.", 2, Bound.EXACTLY, "people", "dead"),
    ("The firm holds [$65.4 billion].", 65.4e9, Bound.EXACTLY, "$", "holds"),
    ("Shells destroyed [dozens of houses].", None, Bound.EXACTLY, "houses", "destroyed"),
]


@pytest.mark.parametrize(("marked", "value", "bound", "unit", "what"), COUNTED)
def test_what_is_counted(
    pipeline: Pipeline, marked: str, value: float | None, bound: Bound, unit: str, what: str
) -> None:
    text = marked.replace("[", "").replace("]", "")
    [figure] = figures(pipeline, text)
    assert (figure.value, figure.bound, figure.unit, figure.what) == (value, bound, unit, what)
    begin, end = marked.index("["), marked.index("]") - 1
    assert figure.span.of(text).startswith(text[begin:end].split(" of ")[0])


PUT_AT = [
    ("The union put [the number of miners killed at no more than five].", 5, Bound.AT_MOST, "miners", "killed"),
    ("Officials put [the number of dead at 12] on Monday.", 12, Bound.EXACTLY, None, "dead"),
    ("[The death toll rose to 2,019] on Monday.", 2019, Bound.EXACTLY, "death toll", None),
    ("The union puts [the figure at fewer than 700].", 700, Bound.LESS_THAN, None, None),
    ("There will be [60 of them].", 60, Bound.EXACTLY, None, None),
    ("The miners came back, but [two of them] were injured.", 2, Bound.EXACTLY, None, "injured"),
]


@pytest.mark.parametrize(("marked", "value", "bound", "unit", "what"), PUT_AT)
def test_what_a_number_is_put_at(
    pipeline: Pipeline, marked: str, value: float, bound: Bound, unit: str | None, what: str | None
) -> None:
    text = marked.replace("[", "").replace("]", "")
    [figure] = figures(pipeline, text)
    assert (figure.value, figure.bound, figure.unit, figure.what) == (value, bound, unit, what)
    assert figure.span.of(text).startswith(marked[marked.index("[") + 1 : marked.index("]")])


@pytest.mark.parametrize(
    ("text", "least", "most"),
    [
        ("The blast injured between 10 and 15 workers.", 10, 15),
        ("The blast injured 10 to 15 workers.", 10, 15),
        ("The storm damaged two to three hundred boats.", 200, 300),
        ("Between 50 and 60 soldiers died.", 50, 60),
        ("The blast injured five or six workers.", 5, 6),
        ("A group of 5-10 people met.", 5, 10),
        ("Death rates were 6% to 11% last year.", 6, 11),
    ],
)
def test_a_range_gives_its_two_ends(pipeline: Pipeline, text: str, least: float, most: float) -> None:
    found = [(figure.value, figure.bound) for figure in figures(pipeline, text)]
    assert found == [(least, Bound.AT_LEAST), (most, Bound.AT_MOST)]


NO_FIGURES = [
    "The treaty was signed in 1998.",
    "The talks begin on 6 February 2020.",
    "The train left at 5 pm.",
    "The 34-year-old driver was unhurt.",
    "Ana Pell, aged 34, leads the union.",
    "Norrick beat Ferrow 2-1 in the final.",
    "The 5+5 commission met in Selmark.",
    "The Boeing 737 landed safely.",
    "Leaders of the G20 met in Selmark.",
    "The accident closed Route 66.",
    "The second round of talks has begun.",
    "Call 555-0134 for help.",
    "The two countries share a river.",
    "One of the ministers resigned.",
    "The minister left the room three minutes later.",
    "The shirt is made of 100% cotton.",
    "The mayor has several ideas.",
    "The party lost the June 2 primaries.",
    "He won the 400 metres hurdles final.",
    "The rate was 3 per 100,000 people.",
    "It was less than half of 1 percent.",
    "They sold it after 25 years.",
    "The union put the figure at the end of page 12.",
    "Two of them went home.",
    "The number of miners changed in 2019.",
]


@pytest.mark.parametrize("text", NO_FIGURES)
def test_what_counts_nothing(pipeline: Pipeline, text: str) -> None:
    assert figures(pipeline, text) == []


def test_since_when(pipeline: Pipeline) -> None:
    [figure] = figures(pipeline, "More than 900 people have been killed in the fighting since March.")
    assert (figure.value, figure.since, figure.what) == (900, "March", "killed")


def test_since_when_of_what_only_is_so(pipeline: Pipeline) -> None:
    [figure] = figures(pipeline, "More than 60,000 homes have been without power since Monday.")
    assert (figure.value, figure.since, figure.what) == (60000, "Monday", None)


def test_what_did_not_happen_is_not_told_as_if_it_had(pipeline: Pipeline) -> None:
    [figure] = figures(pipeline, "At least 900 jobs would be lost.")
    assert figure.what == "would be lost"


DATED = [
    ("The talks resumed on Monday.", "on Monday", "2024-05-13", DatePrecision.DAY),
    ("The talks resumed on Wednesday.", "on Wednesday", "2024-05-15", DatePrecision.DAY),
    ("The talks resumed on Thursday.", "on Thursday", "2024-05-09", DatePrecision.DAY),
    ("The court will rule on Friday.", "on Friday", "2024-05-17", DatePrecision.DAY),
    ("The minister is expected to resign on Friday.", "on Friday", "2024-05-17", DatePrecision.DAY),
    ("The crews have voted to strike on June 3.", "on June 3", "2024-06-03", DatePrecision.DAY),
    ("The election is scheduled for June 3.", "for June 3", "2024-06-03", DatePrecision.DAY),
    ("The minister resigned yesterday.", "yesterday", "2024-05-14", DatePrecision.DAY),
    ("The bridge collapsed in April.", "in April", "2024-04", DatePrecision.MONTH),
    ("The bridge collapsed in November.", "in November", "2023-11", DatePrecision.MONTH),
    ("The bridge collapsed in March last year.", "in March last year", "2023-03", DatePrecision.MONTH),
    ("The bridge collapsed last year.", "last year", "2023", DatePrecision.YEAR),
    ("The bridge collapsed on 2 March.", "on 2 March", "2024-03-02", DatePrecision.DAY),
    ("The bridge collapsed on December 30.", "on December 30", "2023-12-30", DatePrecision.DAY),
    ("The bridge was opened in 1998.", "in 1998", "1998", DatePrecision.YEAR),
    ("The bridge was opened on 6 February 2020.", "on 6 February 2020", "2020-02-06", DatePrecision.DAY),
    ("The bridge was opened in June 2011.", "in June 2011", "2011-06", DatePrecision.MONTH),
]


@pytest.mark.parametrize(("text", "expression", "date", "precision"), DATED)
def test_dates_against_the_day_of_publication(
    pipeline: Pipeline, text: str, expression: str, date: str, precision: DatePrecision
) -> None:
    [event] = events(pipeline, published(text))
    assert (event.expression, event.date, event.precision) == (expression, date, precision)


UNDATED = [
    ("The talks resumed last Thursday.", "last Thursday"),
    ("The talks resumed last week.", "last week"),
    ("The envoy has led the talks since April.", "since April"),
    ("The talks resumed three weeks ago.", "three weeks ago"),
    ("The talks were held on Monday and Tuesday.", "on Monday"),
    ("The minister was expected to resign on Friday.", "on Friday"),
    ("The crews agreed to strike on Friday.", "on Friday"),
    ("The mayor has declared tomorrow a day of mourning.", "tomorrow"),
    ("The bridge was opened on 31 February 2020.", "on 31 February 2020"),
]


@pytest.mark.parametrize(("text", "expression"), UNDATED)
def test_what_is_not_settled_keeps_its_words(pipeline: Pipeline, text: str, expression: str) -> None:
    [event] = events(pipeline, published(text))
    assert (event.expression, event.date, event.precision) == (expression, None, None)


@pytest.mark.parametrize(("text", "expression", "date", "precision"), DATED[:-3])
def test_without_a_day_of_publication_nothing_is_counted_from_it(
    pipeline: Pipeline, text: str, expression: str, date: str, precision: DatePrecision
) -> None:
    [event] = events(pipeline, published(text, day=None))
    assert (event.expression, event.date) == (expression, None)


@pytest.mark.parametrize(
    "text",
    [
        "The talks did not resume on Monday.",
        "The talks could resume on Monday.",
        "Monday's vote was a surprise.",
        "The plant may close.",
        "The union bought the hall to meet there on Monday.",
        "Soldiers march through the town.",
        "The mayor said on Tuesday that he was tired.",
        "The mayor said on Wednesday that he was tired.",
        "The mayor spoke, he said in April.",
        "“I am tired,” the mayor said in April.",
        "The crews did not vote to strike on June 3.",
        "The 2019 elections were annulled.",
    ],
)
def test_what_is_no_dated_happening(pipeline: Pipeline, text: str) -> None:
    assert events(pipeline, published(text)) == []


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("She dropped out of the race on Monday.", "She dropped out of the race"),
        ("In 2013, the regime was able to gain a majority.", "the regime was able to gain a majority"),
        ("The council adopted new rules for small and medium-sized firms in 2019.",
         "The council adopted new rules for small and medium-sized firms"),
        ("Created in 1996, Norrick grew.", "Norrick Created"),
    ],
)  # fmt: skip
def test_what_happened_in_a_few_words(pipeline: Pipeline, text: str, what: str) -> None:
    assert [event.what for event in events(pipeline, published(text))] == [what]


SAID = [
    ("The mayor said in April that the bridge was safe.", "The mayor said that the bridge was safe", "2024-04"),
    ("The mayor told reporters on Monday that the bridge was safe.",
     "The mayor told reporters that the bridge was safe", "2024-05-13"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "what", "date"), SAID)
def test_what_was_said_on_another_day_than_that_of_the_news(
    pipeline: Pipeline, text: str, what: str, date: str
) -> None:
    assert [(event.what, event.date) for event in events(pipeline, published(text))] == [(what, date)]


def test_an_object_of_a_verb_is_no_verb(pipeline: Pipeline) -> None:
    text = "The Selmark government suspended its part in the ceasefire talks on Tuesday."
    [event] = events(pipeline, published(text))
    assert (event.what, event.date) == (
        "The Selmark government suspended its part in the ceasefire talks",
        "2024-05-14",
    )


def test_a_dateline_takes_no_part(pipeline: Pipeline) -> None:
    text = "SELMARK, Ferrow (ISPA), March 12 — The Vesmarran government suspended the talks on Tuesday."
    source = published(text)
    [event] = events(pipeline, source)
    assert event.span.of(text).startswith("The Vesmarran")


def test_a_day_with_a_name_of_its_own_is_no_day_of_this_week(pipeline: Pipeline) -> None:
    assert events(pipeline, published("Both candidates dropped out prior to Super Tuesday.")) == []


def test_a_speaker_counts_from_another_day(pipeline: Pipeline) -> None:
    source = published("“The soldiers left the town yesterday,” said Ana Pell, the mayor of Selmark.")
    assert [(event.expression, event.date) for event in events(pipeline, source)] == [("yesterday", None)]


def test_a_month_beside_another_year_is_not_dated(pipeline: Pipeline) -> None:
    source = published("The bridge was opened in 1998. The first tolls were collected in March.")
    assert [event.date for event in events(pipeline, source)] == ["1998", None]


def test_a_caption_dates_itself_alone(pipeline: Pipeline) -> None:
    text = "The talks resumed on Thursday.\nThe envoy meets reporters in Geneva, 06 February 2020."
    found = events(pipeline, published(text, ["body", "caption"], day=None))
    assert [(event.expression, event.date) for event in found] == [
        ("on Thursday", None),
        ("06 February 2020", "2020-02-06"),
    ]


def test_who_takes_part_and_where(pipeline: Pipeline) -> None:
    source = published("Angela Merkel met Emmanuel Macron in Berlin on Monday.")
    article = pipeline.analyse(source)
    [event] = find_events(parsed(pipeline, source), article)
    assert set(event.actors) == {named(article, "Angela Merkel").id, named(article, "Emmanuel Macron").id}
    assert event.place == named(article, "Berlin").id
    assert event.what == "Angela Merkel met Emmanuel Macron"


def test_the_events_of_the_founding_article(founding: tuple[Parse, ParsedArticle]) -> None:
    found = find_events(*founding)
    assert [(event.expression, event.date) for event in found][:3] == [
        ("on Thursday", None),
        ("on Tuesday", None),
        ("since April", None),
    ]
    assert all(event.date in {None, "2020-02-06"} for event in found)


def test_the_figures_of_the_founding_article(founding: tuple[Parse, ParsedArticle]) -> None:
    text = founding[1].text
    assert [(f.span.of(text), f.value, f.bound, f.unit, f.what, f.since) for f in find_figures(founding[0])] == [
        ("five representatives from each of the factions", 5, Bound.EXACTLY, "representatives", None, None),
        (
            "More than 1,000 people have been killed in the violence since April",
            1000,
            Bound.MORE_THAN,
            "people",
            "killed",
            "April",
        ),
        ("several large oil export terminals", None, Bound.EXACTLY, "oil export terminals", "seized", None),
    ]


def test_a_date_of_the_text_needs_a_line_of_its_own() -> None:
    stated = replace(published("Words."), published_from=PublishedFrom.TEXT)
    assert day_of_publication(stated) is None
    assert day_of_publication(replace(stated, blocks=document("Words.", ["date"]).blocks)) == WEDNESDAY.date()
    assert day_of_publication(replace(stated, blocks=document("Words.", ["byline"]).blocks)) == WEDNESDAY.date()
    assert day_of_publication(replace(stated, published=Stamp(WEDNESDAY, "month"))) is None


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.integers(0, 6), st.sampled_from([Tense.PAST, Tense.FUTURE]))
def test_a_weekday_lies_within_a_week_on_its_own_side(day: date, weekday: int, tense: Tense) -> None:
    settled = settle(Moment(0, 0, 0, "on", weekday=weekday), day, tense)
    if settled is None:
        assert tense is Tense.FUTURE
        assert day.weekday() == weekday
        return
    found = date.fromisoformat(settled[0])
    assert found.weekday() == weekday
    ahead = found - day if tense is Tense.FUTURE else day - found
    assert timedelta(0) <= ahead < timedelta(7)


PIECES = st.sampled_from(["12", "1,000", "million", "$", "%", "people", "on", "Monday", "March", "2019", "-", "since"])


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.one_of(PIECES, st.text(max_size=6)), min_size=1, max_size=20))
def test_any_words_keep_the_invariants(pipeline: Pipeline, pieces: list[str]) -> None:
    source = published(" ".join(pieces).replace("\n", " ") or "x")
    if not source.blocks:
        return
    parse = parsed(pipeline, source)
    found: list[Figure | Event] = [*find_figures(parse), *find_events(parse, pipeline.analyse(source))]
    assert all(0 <= fact.span.start < fact.span.end <= len(source.text) for fact in found)
