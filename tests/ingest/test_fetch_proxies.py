"""Which proxy an address is asked through."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest

from newsreader.errors import FetchError
from newsreader.ingest.fetch_proxies import Proxies

ENVIRONMENT = {"http": "proxy.example:3128", "all": "socks://tor:9050", "no": "intern.example,.local"}


@pytest.mark.parametrize(
    ("chosen", "url", "proxy"),
    [
        (None, "http://paper.example/", "http://proxy.example:3128"),
        (None, "https://paper.example/", "socks5://tor:9050"),
        (None, "http://intern.example/", None),
        (None, "http://a.local/", None),
        (None, "http://127.0.0.1:8/", None),
        (None, "http://localhost/", None),
        ("direct", "http://paper.example/", None),
        ("socks5h://mine:1", "http://intern.example/", "socks5h://mine:1"),
    ],
)
def test_the_settings_come_before_the_environment(chosen: str | None, url: str, proxy: str | None) -> None:
    assert Proxies(chosen, ENVIRONMENT).of(urlsplit(url), url) == proxy


def test_without_any_the_address_is_asked_itself() -> None:
    assert Proxies(None, {}).of(urlsplit("https://paper.example/"), "") is None


def test_a_kind_that_cannot_be_used() -> None:
    with pytest.raises(FetchError, match="of a kind"):
        Proxies(None, {"http": "socks4://x:1"}).of(urlsplit("http://paper.example/"), "")


def test_the_environment_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("https_proxy", "http://mine.example:1")
    assert Proxies().of(urlsplit("https://paper.example/"), "") == "http://mine.example:1"
