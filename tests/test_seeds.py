"""The seed articles: the first thing a newcomer sees, so each shape is there and none of it can be taken for real."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import re
from email.utils import parsedate_to_datetime
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import yaml
from lxml import etree, html

SEEDS = Path(__file__).resolve().parents[1] / "seeds"
FOUNDING = SEEDS / "000_bd068dc6588b05d1.txt"
FOUNDING_SHA256 = "42ac60017764e3962d714b6ff90325bcd9691a7a089f9f8615ea4a7edb9b09df"
OTHERS = sorted(path for path in SEEDS.iterdir() if path.name != FOUNDING.name)
MAX_BYTES = 20_000

SAYS_INVENTED = re.compile(r"\binvented\b", re.IGNORECASE)
FRONT_MATTER = re.compile(r"\A---\n(?P<yaml>.*?)\n---\n", re.DOTALL)
HARMFUL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")
ADDRESS = re.compile(r"""https?://[^\s"'<>)]+""")
OUR_HOSTS = (".example.org", ".example.com")
# Names of vocabularies: they have the form of an address, but nobody is led there.
VOCABULARIES = ("https://schema.org", "http://purl.org/", "http://www.w3.org/")
MONTHS = {"March": 3, "April": 4, "May": 5}
MONTH = "|".join(MONTHS)
WEEKDAY = "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"
DAY_OF_MONTH = rf"(?P<day>\d{{1,2}}) (?P<month>{MONTH})|(?P<month2>{MONTH}) (?P<day2>\d{{1,2}})"
WHOLE_DATE = re.compile(rf"(?:(?P<weekday>{WEEKDAY}), )?(?:{DAY_OF_MONTH}),? 2024")
SPRING = (dt.date(2024, 3, 1), dt.date(2024, 5, 31))
RSS_NAMES = {"content": "http://purl.org/rss/1.0/modules/content/", "dc": "http://purl.org/dc/elements/1.1/"}

each_other = pytest.mark.parametrize("path", OTHERS, ids=lambda path: path.name)


def read(path: Path) -> str:
    return path.read_bytes().decode("utf-8")


def with_suffix(suffix: str) -> list[Path]:
    return [path for path in OTHERS if path.suffix == suffix]


def front_matter(path: Path) -> dict[str, object]:
    found = FRONT_MATTER.match(read(path))
    assert found, f"{path.name} has no front matter"
    values = yaml.safe_load(found["yaml"])
    assert isinstance(values, dict)
    return values


def words_shown(fragment: str) -> str:
    return str(html.document_fromstring(fragment).xpath("string()"))


def feed_items() -> list[etree._Element]:
    (path,) = with_suffix(".xml")
    root = etree.fromstring(path.read_bytes(), etree.XMLParser(resolve_entities=False, no_network=True))
    assert root.tag == "rss"
    assert root.get("version") == "2.0"
    assert root.findtext("channel/title")
    return root.findall("channel/item")


def page() -> html.HtmlElement:
    (path,) = with_suffix(".html")
    return html.document_fromstring(read(path))


def only(nodes: object) -> html.HtmlElement:
    assert isinstance(nodes, list)
    assert len(nodes) == 1
    node = nodes[0]
    assert isinstance(node, html.HtmlElement)
    return node


def meta(document: html.HtmlElement, name: str) -> str:
    return str(only(document.xpath("//meta[@property=$name]", name=name)).get("content", ""))


def last_line(path: Path) -> str:
    return read(path).rstrip("\n").rpartition("\n")[2]


def lines_of(path: Path) -> list[str]:
    return [line for line in read(path).split("\n") if line]


def whole_dates(text: str) -> list[tuple[str | None, dt.date]]:
    """Each date that is written out with its year, and the weekday that is put before it."""
    dates = []
    for found in WHOLE_DATE.finditer(text):
        month = MONTHS[found["month"] or found["month2"]]
        dates.append((found["weekday"], dt.date(2024, month, int(found["day"] or found["day2"]))))
    return dates


def test_the_founding_article_is_untouched() -> None:
    assert hashlib.sha256(FOUNDING.read_bytes()).hexdigest() == FOUNDING_SHA256


def test_there_are_a_dozen_others_in_two_stories() -> None:
    assert len(OTHERS) >= 12
    stories = {path.name[:2] for path in OTHERS}
    assert stories == {"01", "02"}
    numbers = [path.name[:3] for path in OTHERS]
    assert len(set(numbers)) == len(numbers)


@each_other
def test_names_say_number_outlet_and_subject(path: Path) -> None:
    assert re.fullmatch(r"\d{3}(_[a-z]+){3,}\.(txt|md|html|xml)", path.name)


@each_other
def test_bytes_are_plain(path: Path) -> None:
    raw = path.read_bytes()
    assert len(raw) <= MAX_BYTES
    text = raw.decode("utf-8")
    assert not HARMFUL.search(text)
    assert text.endswith("\n")
    assert not text.endswith("\n\n")
    assert not re.search(r" +\n", text), "blanks at the end of a line"


@pytest.mark.parametrize("path", with_suffix(".txt"), ids=lambda path: path.name)
def test_a_text_says_at_its_end_that_it_is_invented(path: Path) -> None:
    assert any(SAYS_INVENTED.search(line) for line in lines_of(path)[-2:])


@pytest.mark.parametrize("path", with_suffix(".md"), ids=lambda path: path.name)
def test_markdown_says_in_its_front_matter_what_it_is(path: Path) -> None:
    values = front_matter(path)
    assert values.keys() >= {"title", "author", "date", "outlet", "language", "note"}
    assert SAYS_INVENTED.search(str(values["note"]))
    assert isinstance(values["date"], dt.date)
    assert SPRING[0] <= values["date"] <= SPRING[1]


@pytest.mark.parametrize("path", with_suffix(".md"), ids=lambda path: path.name)
def test_markdown_has_a_heading_a_list_a_quote_and_a_link(path: Path) -> None:
    text = read(path)
    for mark in (r"^## \w", r"^- \S", r"^> \S", r"\[[^\]]+\]\(https://[^)]+\)"):
        assert re.search(mark, text, re.MULTILINE), mark


def test_every_shape_of_file_is_there() -> None:
    assert len(with_suffix(".md")) == 2
    assert len(with_suffix(".html")) == 1
    assert len(with_suffix(".xml")) == 1
    assert len(with_suffix(".txt")) >= 8


def test_every_shape_of_flat_text_is_there() -> None:
    texts = {path: lines_of(path) for path in with_suffix(".txt")}

    def somewhere(pattern: str) -> list[Path]:
        return [path for path, lines in texts.items() if any(re.search(pattern, line) for line in lines)]

    assert somewhere(r"^[A-Z ]{5,}, [A-Z][a-z]+ \([A-Z]{3,}\), (March|April|May) \d+ — "), "dateline of an agency"
    assert somewhere(r"^[A-Z]{5,}, [A-Z][a-z]+, (March|April|May) \d+ \([A-Z][\w ]+\) – "), "dateline of another"
    assert somewhere(r"^By [A-Z]\w+ [A-Z]\w+"), "byline"
    assert somewhere(r"^By [A-Z]\w+ [A-Z]\w+ and [A-Z]\w+ [A-Z]\w+$"), "byline of two"
    assert somewhere(r"^[A-Z ]+/[A-Z ]+$"), "credit in capitals"
    assert somewhere(r"^Photo: "), "credit in words"
    for leftover in ("^Share this$", "^Read also: ", "^Subscribe to our newsletter$", "^- Advertisement -$"):
        assert somewhere(leftover), leftover


def test_titles_stand_first_last_and_in_the_middle() -> None:
    def title_like(line: str) -> bool:
        return 20 < len(line) < 80 and line[-1] not in ".”\"'" and not line.startswith(("By ", "Read "))

    last = first = middle = 0
    for path in with_suffix(".txt"):
        lines = lines_of(path)
        where = [n for n, line in enumerate(lines) if title_like(line) and not WHOLE_DATE.search(line)]
        first += bool(where) and where[0] == 0
        last += bool(where) and where[-1] == len(lines) - 1
        middle += bool(where) and 5 <= where[0] < len(lines) - 3 and len(lines[0]) > 100
    assert first >= 4
    assert last >= 1
    assert middle >= 2


def test_one_text_is_broken_over_lines() -> None:
    wrapped = [path for path in with_suffix(".txt") if max(map(len, lines_of(path))) <= 72]
    assert len(wrapped) == 1
    assert len(lines_of(wrapped[0])) > 30


def test_the_page_is_a_whole_one_and_agrees_with_itself() -> None:
    document = page()
    for there in (
        "//head/style",
        "//script[not(@type)]",
        "//nav",
        "//body/header",
        "//aside",
        "//body/footer",
        "//article//figure/figcaption",
        "//*[contains(@class, 'cookie')]",
        "//*[contains(@class, 'related')]//a",
        "//article//*[contains(@class, 'byline')]",
    ):
        assert document.xpath(there), there
    data = json.loads(only(document.xpath("//script[@type='application/ld+json']")).text or "")
    assert data["@type"] == "NewsArticle"
    titles = {data["headline"], meta(document, "og:title"), only(document.xpath("//h1")).text_content()}
    assert len(titles) == 1
    assert data["publisher"]["name"] == meta(document, "og:site_name")
    times = {data["datePublished"], meta(document, "article:published_time")}
    times.add(only(document.xpath("//article//time")).get("datetime", ""))
    assert len(times) == 1
    paragraphs = document.xpath("//article//div[@class='article-body']//p")
    assert isinstance(paragraphs, list)
    assert SAYS_INVENTED.search(paragraphs[-1].text_content())


def test_each_item_of_the_feed_is_an_article_of_its_own() -> None:
    items = feed_items()
    assert 3 <= len(items) <= 4
    assert len({item.findtext("guid") for item in items}) == len(items)
    for item in items:
        assert item.findtext("title")
        assert item.findtext("dc:creator", namespaces=RSS_NAMES)
        body = words_shown(item.findtext("content:encoded", "", RSS_NAMES))
        assert len(body.split()) > 120
        assert SAYS_INVENTED.search(body.rstrip().rpartition("\n")[2])


def test_days_in_the_feed_are_right_and_newest_first() -> None:
    stamps = [item.findtext("pubDate", "") for item in feed_items()]
    times = [parsedate_to_datetime(stamp) for stamp in stamps]
    assert [time.strftime("%a") for time in times] == [stamp[:3] for stamp in stamps]
    assert times == sorted(times, reverse=True)
    assert all(SPRING[0] <= time.date() <= SPRING[1] for time in times)


@each_other
def test_weekdays_fit_the_dates(path: Path) -> None:
    for weekday, day in whole_dates(read(path)):
        assert SPRING[0] <= day <= SPRING[1]
        assert weekday in (None, day.strftime("%A")), day


@each_other
def test_addresses_lead_nowhere_real(path: Path) -> None:
    for address in ADDRESS.findall(read(path)):
        if not address.startswith(VOCABULARIES):
            host = urlsplit(address).hostname or ""
            assert f".{host}".endswith(OUR_HOSTS), address


@pytest.mark.parametrize("path", [path for path in OTHERS if path.suffix != ".xml"], ids=lambda path: path.name)
def test_articles_have_the_length_of_a_report(path: Path) -> None:
    text = page().xpath("string(//article)") if path.suffix == ".html" else FRONT_MATTER.sub("", read(path))
    assert 250 <= len(str(text).split()) <= 620


def test_the_same_people_come_back_in_several_outlets() -> None:
    texts = [read(path) for path in OTHERS]
    for name in (
        "Lida Tevlik",
        "Osmar Tevlik",
        "Hallivar",
        "Orrin",
        "Strenn",
        "Kerrin",
        "Sedgely",
        "Hask",
        "Philippa Norrick",
    ):
        assert sum(name in text for text in texts) >= 4, name
