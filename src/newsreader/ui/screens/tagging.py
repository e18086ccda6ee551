"""Tags: typed all at once, what is new is put on and what is missing is taken off."""

from __future__ import annotations

import re
from collections.abc import Sequence

from textual import work

from newsreader.text.safe import fold
from newsreader.ui.screens.base import telling
from newsreader.ui.screens.marking import Marking
from newsreader.ui.widgets.prompt import Question

_TAG = re.compile(r'"([^"]*)"?|(\S+)')


def parse_tags(words: str) -> list[str]:
    """The tags that are typed: words, or several words in quotation marks; a `#` before one is no part of it."""
    found = [fold(quoted or word.lstrip("#")) for quoted, word in _TAG.findall(words)]
    return list({tag.casefold(): tag for tag in reversed(found) if tag}.values())[::-1]


def tags_line(tags: Sequence[str]) -> str:
    """Tags as they are typed."""
    return " ".join(f'"{tag}"' if " " in tag else tag for tag in tags)


def complete_tag(typed: str, tags: Sequence[str]) -> str:
    """What is typed with its last word completed; the next tag that begins so where it is complete already."""
    head, _, word = typed.rpartition(" ")
    start = word.lstrip("#").casefold()
    known = [tag for tag in tags if " " not in tag]
    whole = next((tag for tag in known if tag.casefold() == start), None)
    fitting = [tag for tag in known if tag.casefold().startswith(start)] if start else []
    if not fitting:
        return typed
    chosen = fitting[(fitting.index(whole) + 1) % len(fitting)] if whole else fitting[0]
    return f"{head} {chosen}" if head else chosen


class Tagging(Marking):
    """The command that tags."""

    def ask_for_tags(self) -> None:
        """Ask for the tags of the article, with those that it has to begin with."""
        key = self.subject()
        if key is None:
            self.say("no article there")
            return
        self.hold_keys()
        self._ask_for_tags(key)

    @work(exclusive=True, group="tags")
    @telling
    async def _ask_for_tags(self, key: int) -> None:
        try:
            before = await self.desk.tags_of([key])
            self._ask_with(key, before, await self.desk.all_tags())
        finally:
            self.release_keys()

    def _ask_with(self, key: int, before: Sequence[str], known: Sequence[str]) -> None:
        back = self.focused

        def answered(words: str) -> None:
            self.set_focus(back, scroll_visible=False)
            self._set_tags(key, before, parse_tags(words))

        def dismissed() -> None:
            self.set_focus(back, scroll_visible=False)

        value = f"{tags_line(before)} " if before else ""
        self.prompt.ask(
            Question("tags: ", answered, None, dismissed, value, complete=lambda typed: complete_tag(typed, known))
        )

    @work(group="marks")
    @telling
    async def _set_tags(self, key: int, before: Sequence[str], now: Sequence[str]) -> None:
        old, new = ({tag.casefold() for tag in tags} for tags in (before, now))
        put = [tag for tag in now if tag.casefold() not in old]
        take = [tag for tag in before if tag.casefold() not in new]
        if put or take:
            await self.changed(await self.desk.set_tags([key], put, take))
