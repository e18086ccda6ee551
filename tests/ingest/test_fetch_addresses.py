"""Which addresses are for everybody."""

from __future__ import annotations

import asyncio
import ipaddress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.errors import FetchError
from newsreader.ingest.fetch_addresses import (
    check_url,
    is_private,
    literal_address,
    may_be_asked,
    resolve,
    shown_url,
    without_user,
)

PRIVATE = """
127.0.0.1 10.1.2.3 172.16.0.1 192.168.1.1 169.254.169.254 100.64.0.1 0.0.0.0 224.0.0.1 239.1.1.1
240.0.0.1 255.255.255.255 192.0.2.1 198.18.0.1 198.51.100.7 203.0.113.9 :: ::1 fe80::1 fe80::1%eth0
fc00::1 fd12::1 fec0::1 ff02::1 2001:db8::1 ::ffff:10.0.0.1 ::ffff:127.0.0.1 ::127.0.0.1
64:ff9b::10.0.0.1 64:ff9b::7f00:1 64:ff9b:1::1 2002:7f00:1:: 2002:a00:1::1 2001:0:a00:1:: 100::1
nonsense 1.2.3 1.2.3.4.5
"""
PUBLIC = ["8.8.8.8", "93.184.216.34", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::8.8.8.8", "2002:808:808::1"]


@pytest.mark.parametrize("text", PRIVATE.split())
def test_private(text: str) -> None:
    assert is_private(text)
    assert not may_be_asked(text, allow_private=False)


@pytest.mark.parametrize("text", PUBLIC)
def test_public(text: str) -> None:
    assert not is_private(text)
    assert may_be_asked(text, allow_private=False)


@pytest.mark.parametrize("text", ["127.0.0.1", "10.0.0.1", "192.168.1.1", "::1", "fd12::1", "100.64.0.1"])
def test_the_persons_own_network_where_it_is_allowed(text: str) -> None:
    assert may_be_asked(text, allow_private=True)


@given(st.ip_addresses(v=4))
def test_what_stands_for_a_private_address_is_private(address: ipaddress.IPv4Address) -> None:
    number = int(address)
    for network in (0xFFFF << 32, 0x64FF9B << 96, 0):
        assert is_private(str(ipaddress.IPv6Address(network | number))) >= is_private(str(address))
    assert is_private(str(ipaddress.IPv6Address(0x2002 << 112 | number << 80))) >= is_private(str(address))


def test_an_address_in_any_of_its_forms() -> None:
    for text in ("127.1", "0x7f.1", "0177.0.0.1", "2130706433", "127.0.0.1"):
        assert literal_address(text) == "127.0.0.1"
    assert literal_address("[::1]") == "::1"
    assert literal_address("paper.example") is None


@given(
    st.text(max_size=40) | st.sampled_from(["file:///x", "javascript:x", "http://", "https://a b/", "//x", "data:,x"])
)
def test_what_is_no_address_of_the_web_is_refused_in_one_line(url: str) -> None:
    try:
        parts = check_url(url, "somewhere")
    except FetchError as error:
        assert "\n" not in str(error)  # noqa: PT017 - either way is right, and this is what holds of the one
    else:
        assert parts.scheme in ("http", "https")
        assert parts.hostname


def test_a_password_is_not_shown() -> None:
    assert shown_url("https://me:secret@host/a?b") == "https://host/a?b"
    assert without_user("http://a@b@host:8/") == "http://host:8/"
    assert shown_url("http://[::1\x1b") == "http://[::1\N{REPLACEMENT CHARACTER}"


async def test_resolving_asks_the_system_beside_the_loop() -> None:
    assert "127.0.0.1" in await resolve("127.0.0.1", 80)
    with pytest.raises(OSError):  # noqa: PT011 - what the system says differs
        await asyncio.wait_for(resolve("a" * 70 + ".invalid", 80), 20)
