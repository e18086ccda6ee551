from __future__ import annotations

import gzip
import re
from datetime import UTC, datetime
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsreader.errors import InputError
from newsreader.ingest import reading
from newsreader.ingest.raw import Format, Unreadable
from newsreader.ingest.warc import MOST_RECORD_BYTES, Capture, captures
from newsreader.model.document import Document, SourceKind
from tests.ingest.samples import NOW, STORY, raw

PAGE = f"<html lang=en><head><title>Talks</title></head><body><h1>Talks</h1><p>{STORY}</p></body></html>".encode()


def record(
    body: bytes = PAGE,
    *,
    url: str = "https://a.example/1",
    kind: str = "response",
    status: str = "200 OK",
    headers: str = "Content-Type: text/html\r\n",
) -> bytes:
    http = f"HTTP/1.1 {status}\r\n{headers}\r\n".encode() if kind in ("response", "revisit") else b""
    block = http + body
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2024-03-01T10:00:00Z\r\n"
        f"Content-Type: {'application/http; msgtype=response' if http else 'text/plain'}\r\n"
        f"Content-Length: {len(block)}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


def found(data: bytes) -> list[Capture | InputError | None]:
    return list(captures(BytesIO(data), "a.warc"))


def urls(data: bytes) -> list[str]:
    return [item.url for item in found(data) if isinstance(item, Capture)]


def test_a_page_that_was_fetched_is_an_article_of_its_address() -> None:
    (document,) = reading.read(raw(record(), "a.warc"), NOW)
    assert isinstance(document, Document)
    assert (document.source.kind, document.source.uri) == (SourceKind.WARC, "https://a.example/1")
    assert document.received == datetime(2024, 3, 1, 10, tzinfo=UTC)
    assert "Port Ellery" in document.text


@pytest.mark.parametrize(
    "data",
    [
        record(status="404 Not Found"),
        record(status="301 Moved"),
        record(kind="revisit"),
        record(kind="request"),
        record(kind="warcinfo"),
        record(b"\x89PNG", headers="Content-Type: image/png\r\n"),
        record(b"User-agent: *", url="https://a.example/robots.txt", headers="Content-Type: text/plain\r\n"),
        record(url="dns:a.example"),
        record(url="file:///etc/passwd"),
        record(headers=""),
    ],
)
def test_what_is_no_article_is_passed_over(data: bytes) -> None:
    assert found(data + record(url="https://a.example/2"))[0] is None
    assert urls(data + record(url="https://a.example/2")) == ["https://a.example/2"]


def test_a_sitemap_is_no_feed() -> None:
    sitemap = record(
        b"<?xml version='1.0'?><urlset><url><loc>x</loc></url></urlset>", headers="Content-Type: text/xml\r\n"
    )
    item = b"<item><title>One</title><description>Words.</description></item>"
    feed = b"<rss version='2.0'><channel><title>F</title>" + item + b"</channel></rss>"
    items = list(reading.read(raw(sitemap + record(feed, headers="Content-Type: text/xml\r\n"), "a.warc"), NOW))
    assert [item.title for item in items if isinstance(item, Document)] == ["One"]


def test_packed_and_chunked_answers_are_undone() -> None:
    packed = record(gzip.compress(PAGE), headers="Content-Type: text/html\r\nContent-Encoding: gzip\r\n")
    chunked = record(
        b"%x\r\n%s\r\n0\r\n\r\n" % (len(PAGE), PAGE),
        headers="Content-Type: text/html\r\nTransfer-Encoding: chunked\r\n",
    )
    assert [item.data for item in found(packed + chunked) if isinstance(item, Capture)] == [PAGE, PAGE]


def test_the_charset_of_the_answer_is_known_to_its_reader() -> None:
    page = "<p>café</p>".encode("cp1252")
    (capture,) = found(record(page, headers="Content-Type: text/html; charset=ISO-8859-1\r\n"))
    assert isinstance(capture, Capture)
    assert capture.data.decode("utf-8-sig") == "<p>café</p>"


def test_a_broken_record_costs_itself_alone() -> None:
    good = record(url="https://a.example/2")
    for broken in (
        b"garbage\r\n\r\nmore\r\n",
        b"WARC/1.0\r\nWARC-Type: response\r\n\r\n",
        b"WARC/1.0\r\nWARC-Type: response\r\n",
        b"WARC/1.0\r\n" + b"X: y\r\n" * 20_000,
    ):
        items = found(broken + good)
        assert urls(broken + good) == ["https://a.example/2"], broken[:40]
        assert len(items) == 2


def test_one_that_was_cut_short_or_is_too_large_is_told() -> None:
    (cut,) = found(record()[:-400])
    assert "record 1: was cut short" in str(cut)
    large, after = found(record(b" " * (MOST_RECORD_BYTES + 1)) + record())
    assert "is over 20 MB" in str(large)
    assert isinstance(after, Capture)
    bomb, _ = found(
        record(gzip.compress(b" " * 30_000_000), headers="Content-Type: text/html\r\nContent-Encoding: gzip\r\n")
        + record()
    )
    assert "unpacks to over 20 MB" in str(bomb)


@given(st.integers(0, 1500), st.binary(max_size=40))
@settings(deadline=None, max_examples=60)
def test_nothing_in_it_stops_the_reading(at: int, noise: bytes) -> None:
    data = record() + record()
    for item in reading.read(raw(data[:at] + noise + data[at:], "a.warc"), NOW, Format.WARC):
        assert isinstance(item, Document | Unreadable)


@pytest.mark.parametrize("change", [-400, -10, 300, 1500, 10**9, 10**17])
@pytest.mark.parametrize("kind", ["response", "request"])
def test_a_length_that_lies_costs_its_own_record(change: int, kind: str) -> None:
    good = [record(url=f"https://a.example/{n}") for n in range(6)]
    body = re.search(rb"Content-Length: (\d+)", bad := record(kind=kind))
    assert body is not None
    bad = bad.replace(body[0], b"Content-Length: %d" % max(0, int(body[1]) + change))
    data = b"".join(good[:2]) + bad + b"".join(good[2:])
    assert urls(data) == [f"https://a.example/{n}" for n in range(6)]
    assert next(item for item in found(data) if isinstance(item, InputError)).what.endswith("states a wrong length")
