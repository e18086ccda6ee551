"""What a server can do to the reader, and what the reader may do to others: each on this machine."""

from __future__ import annotations

import asyncio
import contextlib
import gzip
import pickle
import shutil
import ssl
import subprocess
import zlib
from collections.abc import AsyncIterator

import pytest
from h2.config import H2Configuration
from h2.connection import H2Connection
from h2.events import RequestReceived

from newsreader.errors import FetchError, GoneError
from newsreader.ingest.fetch import MOST_HEADERS, Fetcher, Policy
from newsreader.ingest.fetch_proxies import Proxies
from newsreader.model.feeds import Validators
from tests import loopback
from tests.loopback import Request, Site, answer

FEED = b"<rss><channel><title>News</title></channel></rss>"
OPEN = Policy(allow_private=True, pause=0.0, timeout=5.0, most_bytes=1_000_000)


@pytest.fixture
async def site() -> AsyncIterator[Site]:
    async with loopback.serve() as site:
        yield site


def fetcher(policy: Policy = OPEN, **given: object) -> Fetcher:
    return Fetcher(policy, proxies=Proxies(policy.proxy, {}), **given)  # type: ignore[arg-type]


async def refused(url: str, policy: Policy = OPEN, **given: object) -> FetchError:
    async with fetcher(policy, **given) as asking:
        with pytest.raises(FetchError) as raised:
            await asking.get(url)
    assert "\n" not in str(raised.value)
    assert str(raised.value).startswith(url.split("?")[0][:60])
    return raised.value


async def test_a_page_comes_with_what_its_headers_say(site: Site) -> None:
    url = site.put(
        "/f", FEED, Content_Type='Application/RSS+xml; charset="ISO-8859-2"', ETag='W/"1"', Last_Modified="x y"
    )
    async with fetcher() as asking:
        got = await asking.get(url)
    assert (got.status, got.data, got.final_url, got.moved_to) == (200, FEED, url, None)
    assert (got.content_type, got.charset) == ("application/rss+xml", "ISO-8859-2")
    assert (got.validators.etag, got.validators.modified) == ('W/"1"', "x y")
    assert got.validators.digest is not None
    sent = site.asked[0].headers
    assert sent["user-agent"].startswith("newsreader/")
    assert sent["accept-encoding"] == "gzip, deflate"
    assert "cookie" not in sent


async def test_what_was_given_is_sent_back_as_it_was_and_a_body_of_a_304_is_no_body(site: Site) -> None:
    site.replies["/f"] = answer(b"HTTP/1.1 200 OK\r\n\r\nforged", "304 Not Modified", Connection="keep-alive")
    site.put("/g", FEED)
    before = Validators('"\u00e9 1"', "Thu, 20 Feb 2020", "d")
    async with fetcher() as asking:
        got = await asking.get(site.url("/f"), before)
        after = await asking.get(site.url("/g"))
    assert (got.not_modified, got.data, got.validators) == (True, b"", before)
    assert after.data == FEED
    assert site.asked[0].headers["if-modified-since"] == "Thu, 20 Feb 2020"
    assert site.asked[0].headers["if-none-match"] == '"\u00e9 1"'


async def test_no_cookies_are_kept(site: Site) -> None:
    url = site.put("/f", FEED, Set_Cookie="a=b; Path=/")
    async with fetcher() as asking:
        await asking.get(url)
        await asking.get(url)
    assert "cookie" not in site.asked[1].headers


async def test_an_unbroken_chain_of_permanent_redirects_says_where_it_moved(site: Site) -> None:
    site.put("/a", status="301 Moved", Location="/b")
    site.put("/b", status="308 Moved", Location=site.url("/c#x"))
    site.put("/c", status="302 Found", Location="/d")
    site.put("/d", status="301 Moved", Location="/e")
    site.put("/e", FEED)
    async with fetcher() as asking:
        got = await asking.get(site.url("/a"))
    assert (got.final_url, got.moved_to, got.data) == (site.url("/e"), site.url("/c"), FEED)


async def test_a_temporary_redirect_moves_nothing(site: Site) -> None:
    site.put("/a", status="307 Temporary", Location="/e")
    site.put("/e", FEED)
    async with fetcher() as asking:
        assert (await asking.get(site.url("/a"))).moved_to is None


async def test_a_redirect_loop_ends(site: Site) -> None:
    error = await refused(site.put("/a", status="302 Found", Location="/a"))
    assert "more than 5 times" in error.what
    assert len(site.asked) == 6


@pytest.mark.parametrize(
    ("location", "what"),
    [
        ("file:///etc/passwd", "is a file: address"),
        ("ftp://host/x", "is a ftp: address"),
        ("gopher:x", "is a gopher: address"),
        ("http://[::1", "no address"),
        ("//:80/", "no address"),
        ("http://a:99999999/", "no address"),
        ("", "without saying where"),
    ],
)
async def test_a_redirect_leads_to_the_web_only(site: Site, location: str, what: str) -> None:
    error = await refused(site.put("/a", status="301 Moved", Location=location))
    assert what in error.what
    assert "root:" not in str(error)


@pytest.mark.parametrize("where", ["http://169.254.169.254/latest/meta-data/", "http://10.0.0.1/", "http://[::1]/"])
async def test_a_redirect_to_an_inner_address_is_refused(where: str) -> None:
    async with loopback.serve() as site:
        url = site.put("/a", status="301 Moved", Location=where).replace("127.0.0.1", "public.invalid")

        async def resolve(host: str, port: int) -> list[str]:
            return ["127.0.0.1"] if host == "public.invalid" else [host]

        # The first host is let through as if it were public; the second must not be.
        error = await _refused_after_first(url, resolve)
    assert error.what == "is a private address"
    assert where[:20] in str(error)


async def _refused_after_first(url: str, resolve: object) -> FetchError:
    from newsreader.ingest import fetch_addresses, fetch_transport

    patch = pytest.MonkeyPatch()
    real = fetch_addresses.may_be_asked
    patch.setattr(fetch_transport, "may_be_asked", lambda text, **given: text == "127.0.0.1" or real(text, **given))
    try:
        return await refused(url, Policy(pause=0.0), resolve=resolve)
    finally:
        patch.undo()


async def test_a_name_that_resolves_to_an_inner_address_is_refused(site: Site) -> None:
    site.put("/", FEED)

    async def resolve(host: str, port: int) -> list[str]:
        return ["127.0.0.1", "::ffff:10.0.0.1"]

    error = await refused(f"http://public.invalid:{site.port}/", Policy(pause=0.0), resolve=resolve)
    assert error.what == "is a private address"
    assert site.asked == []


async def test_a_name_is_resolved_once_and_that_address_is_asked(site: Site) -> None:
    site.put("/", FEED)
    answers = iter([["127.0.0.1"], ["192.0.2.1"], ["192.0.2.1"]])

    async def resolve(host: str, port: int) -> list[str]:
        return next(answers)

    async with fetcher(resolve=resolve) as asking:
        assert (await asking.get(f"http://rebound.invalid:{site.port}/")).data == FEED
    assert next(answers) == ["192.0.2.1"]
    assert site.asked[0].headers["host"] == f"rebound.invalid:{site.port}"


async def test_this_machine_is_refused_unless_allowed(site: Site) -> None:
    site.put("/", FEED)
    for host in ("127.0.0.1", "localhost", "127.1", "0x7f000001", "2130706433", "[::ffff:127.0.0.1]", "x.localhost"):
        error = await refused(f"http://{host}:{site.port}/", Policy(pause=0.0))
        assert error.what == "is a private address", host
        assert error.mend is not None
    assert site.asked == []


@pytest.mark.parametrize("host", ["169.254.169.254", "0", "224.0.0.1", "[fe80::1]", "[::ffff:169.254.1.1]"])
async def test_what_no_site_has_is_refused_also_where_private_addresses_are_allowed(host: str) -> None:
    assert "no site" in (await refused(f"http://{host}/")).what


async def test_a_name_without_an_address() -> None:
    async def resolve(host: str, port: int) -> list[str]:
        raise OSError("no such host")

    assert "cannot be resolved" in (await refused("http://nowhere.invalid/", resolve=resolve)).what


async def test_a_port_where_nobody_listens(site: Site) -> None:
    async with loopback.serve() as other:
        url = other.url("/")
    assert (await refused(url)).what in ("refuses the connection", "cannot be reached")


async def test_tls_with_what_is_none() -> None:
    async def plain(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read(1)
        writer.write(answer(FEED))
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(plain, "127.0.0.1", 0)
    async with server:
        port = server.sockets[0].getsockname()[1]
        assert "no secure connection" in (await refused(f"https://127.0.0.1:{port}/")).what


@pytest.mark.parametrize(
    ("status", "what"),
    [
        ("401 X", "wants a password"),
        ("403 X", "refuses"),
        ("404 X", "not there"),
        ("500 X", "fails (500)"),
        ("418 X", "status 418"),
        ("304 X", "status 304"),
    ],
)
async def test_a_status_is_told_in_words(site: Site, status: str, what: str) -> None:
    assert what in (await refused(site.put("/s", b"words", status))).what


async def test_gone_is_an_error_of_its_own(site: Site) -> None:
    assert isinstance(await refused(site.put("/s", b"", "410 Gone")), GoneError)


async def test_a_busy_server_is_left_alone(site: Site) -> None:
    url = site.put("/s", b"", "429 Slow Down", Retry_After="7200")
    async with fetcher() as asking:
        for _ in range(2):
            with pytest.raises(FetchError) as raised:
                await asking.get(url)
            assert raised.value.retry_after == pytest.approx(7200, abs=60)
    assert len(site.asked) == 1
    copy = pickle.loads(pickle.dumps(raised.value))  # noqa: S301
    assert copy.retry_after == raised.value.retry_after


async def test_a_bomb_is_cut_off(site: Site) -> None:
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    bomb = b"".join(packer.compress(b" " * (1 << 20)) for _ in range(100)) + packer.flush()
    assert "is over 1 MB" in (await refused(site.put("/b", bomb, Content_Encoding="gzip"))).what


@pytest.mark.parametrize("encoding", ["br", "gzip, gzip", "zstd", "compress"])
async def test_what_was_not_asked_for_is_not_unpacked(site: Site, encoding: str) -> None:
    assert "not asked for" in (await refused(site.put("/b", b"abc", Content_Encoding=encoding))).what


async def test_packed_bodies_come_unpacked(site: Site) -> None:
    raw = zlib.compressobj(wbits=-15)
    packed = {
        "/gzip": (gzip.compress(FEED), "gzip"),
        "/two": (gzip.compress(FEED[:9]) + gzip.compress(FEED[9:]) + b"\0\0", "x-gzip"),
        "/zlib": (zlib.compress(FEED), "deflate"),
        "/raw": (raw.compress(FEED) + raw.flush(), "deflate"),
    }
    async with fetcher() as asking:
        for path, (data, encoding) in packed.items():
            assert (await asking.get(site.put(path, data, Content_Encoding=encoding))).data == FEED, path


async def test_a_gzip_that_breaks_off(site: Site) -> None:
    packed = gzip.compress(FEED * 50)
    assert "breaks off" in (await refused(site.put("/b", packed[:-9], Content_Encoding="gzip"))).what
    assert "not what it says" in (await refused(site.put("/c", FEED, Content_Encoding="gzip"))).what


async def test_a_body_shorter_than_it_says(site: Site) -> None:
    site.replies["/b"] = answer(FEED, length=5000)
    assert "breaks off" in (await refused(site.url("/b"))).what


async def test_a_body_longer_than_it_may_be(site: Site) -> None:
    site.replies["/b"] = answer(FEED, length=50_000_000)
    assert "is over 1 MB" in (await refused(site.url("/b"))).what


async def test_a_body_without_end(site: Site) -> None:
    async def endless(_request: Request, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\n\r\n")
        while True:
            writer.write(b"x" * 65536)
            await writer.drain()

    site.replies["/b"] = endless
    assert "is over 1 MB" in (await refused(site.url("/b"))).what


async def test_a_drip_is_cut_off_by_the_whole_time(site: Site) -> None:
    async def drip(_request: Request, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\n\r\n")
        while True:
            writer.write(b"x")
            await writer.drain()
            await asyncio.sleep(0.01)

    site.replies["/b"] = drip
    error = await refused(site.url("/b"), Policy(allow_private=True, pause=0.0, timeout=0.3))
    assert error.what == "took too long"


async def test_silence_is_cut_off(site: Site) -> None:
    async def silence(_request: Request, writer: asyncio.StreamWriter) -> None:
        await asyncio.sleep(5)

    site.replies["/b"] = silence
    error = await refused(site.url("/b"), Policy(allow_private=True, pause=0.0, timeout=0.3))
    assert error.what in ("stopped sending before the end", "took too long")


async def test_headers_have_a_limit(site: Site) -> None:
    many = {f"X-{number}": "y" for number in range(1000)}
    assert f"more than {MOST_HEADERS} header" in (await refused(site.put("/h", FEED, **many))).what
    assert "headers without end" in (await refused(site.put("/l", FEED, X="a" * (1 << 20)))).what


@pytest.mark.parametrize("reply", [b"HTTP/9.9 banana \x1b[31m\r\n\r\n", b"\x00" * 500, b"", b"SSH-2.0-x\r\n"])
async def test_what_is_no_http(site: Site, reply: bytes) -> None:
    site.replies["/"] = reply
    error = await refused(site.url("/"))
    assert "\x1b" not in str(error)


async def test_an_empty_answer_is_an_answer(site: Site) -> None:
    async with fetcher() as asking:
        assert (await asking.get(site.put("/e"))).data == b""


async def test_an_etag_that_steers_a_terminal_is_not_kept(site: Site) -> None:
    async with fetcher() as asking:
        got = await asking.get(site.put("/e", FEED, ETag="\x1b]0;x\x07"))
    assert got.validators.etag is None


async def test_secrets_go_to_their_own_host_alone(site: Site) -> None:
    async with loopback.serve() as other:
        other.put("/there", FEED)
        site.put("/a", status="302 Found", Location="/b")
        site.put("/b", status="302 Found", Location=other.url("/there"))
        async with fetcher() as asking:
            await asking.get(site.url("/a"), private={"Authorization": "Basic c2VjcmV0"})
        assert [request.headers.get("authorization") for request in site.asked] == ["Basic c2VjcmV0"] * 2
        assert "authorization" not in other.asked[0].headers


async def test_a_password_in_a_redirect_is_not_used(site: Site) -> None:
    site.put("/a", status="302 Found", Location=f"http://me:secret@127.0.0.1:{site.port}/b")
    site.put("/b", FEED)
    async with fetcher() as asking:
        got = await asking.get(site.url("/a"))
    assert "secret" not in got.final_url
    assert "authorization" not in site.asked[1].headers


async def test_a_password_in_an_address_is_refused_and_not_repeated() -> None:
    async with fetcher() as asking:
        with pytest.raises(FetchError, match="holds a user name") as raised:
            await asking.get("http://me:secret@host.invalid/")
    assert "secret" not in str(raised.value)


async def test_few_connections_to_one_host_at_once(site: Site) -> None:
    at_once = most = 0
    gate = asyncio.Event()

    async def slow(_request: Request, writer: asyncio.StreamWriter) -> None:
        nonlocal at_once, most
        at_once += 1
        most = max(most, at_once)
        if at_once == 2:
            gate.set()
        await gate.wait()
        writer.write(answer(FEED))
        await writer.drain()
        at_once -= 1

    site.replies["/"] = slow
    async with fetcher() as asking:
        got = await asyncio.gather(*(asking.get(site.url("/")) for _ in range(6)))
    assert [one.data for one in got] == [FEED] * 6
    assert most == 2


async def test_a_proxy_is_given_the_name_as_it_is(site: Site) -> None:
    site.replies["http://name.invalid/feed"] = answer(FEED)
    policy = Policy(pause=0.0, proxy=site.url("").rstrip("/"))

    async def resolve(host: str, port: int) -> list[str]:
        raise AssertionError("the proxy resolves")

    async with fetcher(policy, resolve=resolve) as asking:
        assert (await asking.get("http://name.invalid/feed")).data == FEED
    error = await refused("http://10.0.0.1/", policy)
    assert error.what == "is a private address"
    assert len(site.asked) == 1


async def test_tor_names_are_for_socks_alone(site: Site) -> None:
    assert "Tor" in (await refused("http://abc.onion/")).what
    assert "Tor" in (await refused("http://abc.onion/", Policy(proxy="http://proxy.invalid:1"))).what


async def test_socks_is_given_the_name(site: Site) -> None:
    asked: list[bytes] = []

    async def socks(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readexactly(3)
        writer.write(b"\x05\x00")
        head = await reader.readexactly(5)
        asked.append(await reader.readexactly(head[4] + 2))
        writer.write(b"\x05\x00\x00\x01\x00\x00\x00\x00\x00\x00")
        await reader.readuntil(b"\r\n\r\n")
        writer.write(answer(FEED))
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(socks, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    async with fetcher(Policy(pause=0.0, proxy=f"socks5://127.0.0.1:{port}")) as asking:
        assert (await asking.get("http://abc.onion/feed")).data == FEED
    assert asked == [b"abc.onion\x00\x50"]
    server.close()
    await server.wait_closed()


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, str]:
    """A certificate for `public.invalid` that has signed itself, and its key."""
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("openssl makes the certificate, and is not there")
    folder = tmp_path_factory.mktemp("tls")
    subprocess.run(
        [openssl, "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
         "-keyout", "key.pem", "-out", "cert.pem", "-subj", "/CN=public.invalid",
         "-addext", "subjectAltName=DNS:public.invalid"],
        cwd=folder, check=True, capture_output=True,
    )  # fmt: skip
    return str(folder / "cert.pem"), str(folder / "key.pem")


@pytest.fixture
async def secure_port(certificate: tuple[str, str], monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[int]:
    monkeypatch.setenv("SSL_CERT_FILE", certificate[0])
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*certificate)

    async def handle(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(OSError, asyncio.IncompleteReadError):
            await reader.readuntil(b"\r\n\r\n")
            writer.write(answer(FEED))
            await writer.drain()
        writer.close()

    server = await asyncio.start_server(handle, "127.0.0.1", 0, ssl=context)
    async with server:
        yield server.sockets[0].getsockname()[1]


async def here(_host: str, _port: int) -> list[str]:
    return ["127.0.0.1"]


async def test_tls_checks_the_name_that_was_asked_for_and_not_the_address(secure_port: int) -> None:
    async with fetcher(resolve=here) as asking:
        assert (await asking.get(f"https://public.invalid:{secure_port}/")).data == FEED
    error = await refused(f"https://other.invalid:{secure_port}/", resolve=here)
    assert "certificate is not valid" in error.what


async def test_a_certificate_that_nobody_vouches_for(secure_port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SSL_CERT_FILE")
    error = await refused(f"https://public.invalid:{secure_port}/", resolve=here)
    assert "certificate is not valid" in error.what


async def test_http_2_is_spoken_where_the_server_can(
    certificate: tuple[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", certificate[0])
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*certificate)
    context.set_alpn_protocols(["h2"])
    server = await asyncio.start_server(_speak_http_2, "127.0.0.1", 0, ssl=context)
    async with server:
        port = server.sockets[0].getsockname()[1]
        async with fetcher(resolve=here) as asking:
            got = await asking.get(f"https://public.invalid:{port}/", private={"X-Api-Key": "t"})
    assert (got.data, got.validators.etag) == (FEED, '"2"')


async def _speak_http_2(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    connection = H2Connection(H2Configuration(client_side=False))
    connection.initiate_connection()
    with contextlib.suppress(OSError):
        while data := await reader.read(65536):
            for event in connection.receive_data(data):
                if isinstance(event, RequestReceived):
                    assert (b"x-api-key", b"t") in event.headers
                    connection.send_headers(event.stream_id, [(":status", "200"), ("etag", '"2"')])
                    connection.send_data(event.stream_id, FEED, end_stream=True)
            writer.write(connection.data_to_send())
            await writer.drain()
    writer.close()


async def test_one_asking_may_allow_less(site: Site) -> None:
    url = site.put("/f", b"x" * 5000)
    async with fetcher() as asking:
        with pytest.raises(FetchError, match="MB"):
            await asking.get(url, most=4000)
        assert len((await asking.get(url, most=10_000_000)).data) == 5000


async def test_it_is_told_once_when_the_turn_has_come_and_may_be_called_off(site: Site) -> None:
    url = site.put("/old", status="302 Found", Location="/f")
    site.put("/f", FEED)
    told: list[int] = []

    async def ready() -> None:
        told.append(len(site.asked))

    async def no() -> None:
        raise LookupError

    async with fetcher() as asking:
        await asking.get(url, ready=ready)
        assert told == [0]
        with pytest.raises(LookupError):
            await asking.get(url, ready=no)
    assert len(site.asked) == 2
