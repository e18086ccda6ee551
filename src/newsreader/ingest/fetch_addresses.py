"""Which machines may be asked: those that everybody can reach, unless the person allows their own.

A feed is written by strangers, and so are the redirects and links in it. What lies behind the reader's
own router, on its own machine or beside it in a data centre is no news and may be harmed by being
asked, so an address is looked at after its name was resolved, and the connection goes to that very
address: a name that resolves to something else the next moment gains nothing.
"""

from __future__ import annotations

import asyncio
import contextlib
import ipaddress
import re
import socket
import threading
from collections.abc import Awaitable, Callable, Iterable
from typing import Any, TypeAlias
from urllib.parse import SplitResult, urlsplit

from newsreader.errors import FetchError
from newsreader.ingest.urls import web_address
from newsreader.text.safe import one_line

Address: TypeAlias = ipaddress.IPv4Address | ipaddress.IPv6Address

Resolve: TypeAlias = Callable[[str, int], Awaitable[list[str]]]
"""Gives the addresses, as text, of a host and port; raises OSError where there are none."""

_EMBEDDING = tuple(map(ipaddress.IPv6Network, ("::/96", "64:ff9b::/96")))
"""IPv6 networks whose last four bytes are an IPv4 address: compatible, and NAT64."""

_SPECIAL = tuple(map(ipaddress.IPv6Network, ("64:ff9b:1::/48", "fec0::/10", "fe80::/10", "5f00::/16", "3fff::/20")))
_USER = re.compile(r"\A([^/?#]{0,20}//)[^/?#]*@")
_LOCAL_ENDINGS = (".localhost", ".local", ".internal", ".lan", ".home.arpa")


def is_private(text: str) -> bool:
    """Whether an address, as text, is not for everybody; also what is no address at all."""
    try:
        return _is_private(ipaddress.ip_address(text))
    except ValueError:
        return True


def _is_private(address: Address) -> bool:
    if isinstance(address, ipaddress.IPv4Address):
        return not address.is_global or address.is_multicast or address.is_reserved
    if address.scope_id is not None or any(address in network for network in _SPECIAL):
        return True
    inner = list(_embedded(address))
    if inner:
        return any(map(_is_private, inner))
    return not address.is_global or address.is_multicast or address.is_reserved


def _embedded(address: ipaddress.IPv6Address) -> Iterable[ipaddress.IPv4Address]:
    """The IPv4 addresses that an IPv6 one stands for."""
    if address.ipv4_mapped:
        yield address.ipv4_mapped
    if address.sixtofour:
        yield address.sixtofour
    if address.teredo:
        yield from address.teredo
    if any(address in network for network in _EMBEDDING):
        yield ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)


def may_be_asked(text: str, *, allow_private: bool) -> bool:
    """Whether an address, as text, may be asked; what a whole network shares, or a machine has by itself, never."""
    return not is_private(text) or (allow_private and not _is_nobodys(text))


def _is_nobodys(text: str) -> bool:
    """Whether an address is one that nobody runs a web site on: data centres keep secrets under such."""
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        return True
    inner = list(_embedded(address)) if isinstance(address, ipaddress.IPv6Address) and not address.is_loopback else []
    return any(
        each.is_link_local or each.is_multicast or each.is_unspecified or (each.version == 4 and each.is_reserved)
        for each in (address, *inner)
    )


def literal_address(host: str) -> str | None:
    """The address that a host is written as, in any of its forms (`127.1`, `0x7f000001`); None for a name."""
    with contextlib.suppress(ValueError):
        return str(ipaddress.ip_address(host.strip("[]")))
    with contextlib.suppress(OSError, UnicodeError, ValueError):
        return socket.inet_ntoa(socket.inet_aton(host))
    return None


def check_url(url: str, where: str) -> SplitResult:
    """The parts of an address that may be asked for; raises FetchError for any other."""
    if web_address(url) is None:
        scheme = url.partition(":")[0].lower() if ":" in url[:20] else ""
        if scheme.isalnum() and scheme not in ("http", "https"):
            raise FetchError(f"is a {one_line(scheme, 20)}: address, which is not fetched", where=where)
        raise FetchError("is no address of the web", where=where, mend="write https://host/path")
    return urlsplit(url)


def refuse_local_name(host: str, where: str, *, allow_private: bool) -> None:
    """Raise FetchError for a host that is private by its name or by the address that it is written as."""
    name, literal = host.lower().rstrip("."), literal_address(host)
    local = name == "localhost" or name.endswith(_LOCAL_ENDINGS)
    if local and not allow_private:
        raise refusal(where, allow_private=allow_private)
    if literal is not None and not may_be_asked(literal, allow_private=allow_private):
        raise refusal(where, allow_private=allow_private)


def refusal(where: str | None, *, allow_private: bool) -> FetchError:
    """Why an address is not asked."""
    if allow_private:
        return FetchError("is an address that no site has", where=where)
    return FetchError(
        "is a private address", where=where, mend="`fetch: {allow_private: true}` in the settings allows such"
    )


def is_onion(host: str) -> bool:
    """Whether the host is one of Tor, which no name server must be asked about."""
    return host.lower().rstrip(".").endswith(".onion")


def without_user(url: str) -> str:
    """The address without a name and password in it."""
    return _USER.sub(r"\1", url)


def has_user(url: str) -> bool:
    """Whether there is a name or password in an address."""
    return bool(_USER.search(url))


def shown_url(url: str) -> str:
    """The address as a message shows it: without a password, on one line."""
    return one_line(without_user(url), 300)


async def resolve(host: str, port: int) -> list[str]:
    """The addresses of a host, from the system.

    It is asked in a thread that nobody waits for: the loop's own are waited for when the program ends,
    and a name server that is away can take half a minute.
    """
    loop = asyncio.get_running_loop()
    answer: asyncio.Future[list[Any]] = loop.create_future()

    def ask() -> None:
        found: list[Any] | OSError
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:
            found = error if isinstance(error, OSError) else OSError(str(error))
        with contextlib.suppress(RuntimeError):  # the loop may be gone by now
            loop.call_soon_threadsafe(_settle, answer, found)

    threading.Thread(target=ask, daemon=True, name="resolving").start()
    rows = await answer
    return list(dict.fromkeys(str(row[4][0]) for row in rows))


def _settle(answer: asyncio.Future[list[Any]], found: list[Any] | OSError) -> None:
    if answer.done():
        return
    if isinstance(found, OSError):
        answer.set_exception(found)
    else:
        answer.set_result(found)
