"""Getting an article out of the reader: its address, a citation, a command that takes its text."""

from __future__ import annotations

import os
import shlex
import subprocess
import threading
from collections.abc import Sequence

from newsreader.errors import InputError
from newsreader.export.forms import said_text, speaker_text
from newsreader.model.article import ParsedArticle, Quote
from newsreader.text.safe import fold


def cite(article: ParsedArticle, quote: Quote) -> str:
    """A quote as one cites it: the words, who said them, and where that stands."""
    return f"{said_text(article, quote)}\n— {speaker_text(article, quote)}\n{reference(article)}"


def reference(article: ParsedArticle) -> str:
    """Title, outlet, date and address of an article, as far as they are known."""
    document = article.document
    date = document.published.iso() if document.published else None
    facts = [document.title or "Untitled", document.source.outlet, date, document.address() or document.source.uri]
    return ", ".join(fold(fact) for fact in facts if fact)


def is_remote() -> bool:
    """Whether the person sits at another machine, so that a browser opened here would not be theirs."""
    return bool(os.environ.get("SSH_CONNECTION") or os.environ.get("SSH_TTY"))


def browse(url: str, browser: Sequence[str]) -> bool:
    """Open an address in a browser, without a shell and without waiting; False where there is none to open it in."""
    try:
        words = list(browser) or shlex.split(os.environ.get("BROWSER", "").partition(":")[0])
    except ValueError as error:
        raise InputError(f"is no command: {error}", where="$BROWSER") from None
    if not words or is_remote():
        return False
    if not url.isascii() or not url.isprintable() or url.partition("://")[0] not in ("http", "https"):
        raise InputError("is no address that may be opened", where=url)
    placed = [word.replace("%u", url).replace("%s", url) for word in words]
    command = placed if placed != words else [*words, url]
    try:
        process = subprocess.Popen(  # noqa: S603 - the person's own browser, in words, with an address that was looked at
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError as error:
        raise InputError(
            f"cannot be run: {error.strerror}", where=words[0], mend="see `browser` in the settings"
        ) from None
    threading.Thread(target=process.wait, daemon=True).start()
    return True


def pipe(text: str, command: str) -> int:
    """Hand a text to a command that the person typed, without a shell; its exit status.

    Raises InputError where the command cannot be read or run.
    """
    try:
        words = shlex.split(command)
    except ValueError as error:
        raise InputError(f"is no command: {error}", where=command) from None
    if not words:
        raise InputError("no command was given")
    try:
        return subprocess.run(words, input=text.encode(), check=False).returncode  # noqa: S603 - as typed
    except OSError as error:
        raise InputError(f"cannot be run: {error.strerror}", where=words[0]) from None
