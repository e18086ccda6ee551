"""Every error that the program raises on purpose.

    NewsreaderError
    ├── InputError           something that was to be read could not be
    │   ├── NotFoundError        there is nothing there
    │   ├── TooLargeError        it is past a limit
    │   └── FetchError           an address did not give what was asked of it
    │       └── GoneError            its server says that it is gone for good
    ├── SettingsError        the settings file says something that cannot be
    ├── LibraryError         the library cannot be opened or used
    ├── WireError            something that claims to be a parsed article is none
    ├── ModelError           the language model is missing or not the one that was pinned
    ├── WorkerError          a worker process could not do what it was given
    │   └── NotStartedError      there is no worker to give it to
    └── UsageError           the command line asks for something impossible

Each says in one line what, where and how to mend it, and survives pickling.
"""

from __future__ import annotations


class NewsreaderError(Exception):
    """The root of what the program raises on purpose; its text is fit for a person."""

    def __init__(self, what: str, *, where: str | None = None, mend: str | None = None) -> None:
        """Say what is wrong, where (a path, an article's title), and how to mend it."""
        super().__init__(what)
        self.what = what
        self.where = where
        self.mend = mend

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where else ""
        cure = f" ({self.mend})" if self.mend else ""
        return f"{place}{self.what}{cure}"

    def __reduce__(self) -> tuple[object, ...]:
        return (_rebuild, (type(self), self.what, self.where, self.mend))


def _rebuild(kind: type[NewsreaderError], what: str, where: str | None, mend: str | None) -> NewsreaderError:
    return kind(what, where=where, mend=mend)


class InputError(NewsreaderError):
    """Something that was to be read could not be."""


class NotFoundError(InputError):
    """There is nothing at the place that was named."""


class TooLargeError(InputError):
    """An input is past a limit."""


class FetchError(InputError):
    """An address did not give what was asked of it."""

    def __init__(
        self, what: str, *, where: str | None = None, mend: str | None = None, retry_after: float | None = None
    ) -> None:
        """Say what went wrong; `retry_after`: the seconds for which the server wants to be left alone."""
        super().__init__(what, where=where, mend=mend)
        self.retry_after = retry_after

    def __reduce__(self) -> tuple[object, ...]:
        return (_rebuild_fetch, (type(self), self.what, self.where, self.mend, self.retry_after))


def _rebuild_fetch(
    kind: type[FetchError], what: str, where: str | None, mend: str | None, retry_after: float | None
) -> FetchError:
    return kind(what, where=where, mend=mend, retry_after=retry_after)


class GoneError(FetchError):
    """The server says that what was at an address is gone for good."""


class SettingsError(NewsreaderError):
    """The settings file says something that cannot be."""


class LibraryError(NewsreaderError):
    """The library cannot be opened or used."""


class WireError(NewsreaderError):
    """Something that claims to be a parsed article is none."""


class ModelError(NewsreaderError):
    """The language model is missing, or is not the one that was pinned."""


class WorkerError(NewsreaderError):
    """A worker process could not do what it was given."""


class NotStartedError(WorkerError):
    """No worker process could be started, or the program is ending."""


class UsageError(NewsreaderError):
    """The command line asks for something impossible."""
