"""Putting right what the panel says: of the thing under the cursor what can be changed, each by one letter.

What is put right is named from the article as it is on the screen, written to the file, and then applied anew
to the article as the analysis left it; so the screen shows what the next start will show.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from textual import work

from newsreader.errors import NewsreaderError
from newsreader.model.article import Actor, ActorType, ParsedArticle
from newsreader.model.corrections import ActorName, Corrected, Correction, MergeActor
from newsreader.model.spans import ActorId
from newsreader.services import proposing
from newsreader.services.recognising import find_actor, name_actor
from newsreader.services.wording import describe, describe_with_before
from newsreader.text.safe import fold, one_line
from newsreader.ui.commands import Place
from newsreader.ui.panes.cards import Card
from newsreader.ui.screens.base import telling
from newsreader.ui.screens.choosing import Choosing
from newsreader.ui.screens.moving import Moving
from newsreader.ui.screens.opening import Opening
from newsreader.ui.widgets.choices import Option
from newsreader.ui.widgets.prompt import Question


class Correcting(Choosing, Moving, Opening):
    """The command that puts right what is wrong."""

    _asked_about: Corrected | None = None
    """The article as it was when the person was asked; what comes of it is for that one alone."""

    def put_right(self) -> None:
        """Ask what is to be put right about what the cursor is on, or about what is picked in the text."""
        parsed = self.reading.parsed
        if parsed is None or not parsed.analysed:
            self.say("nothing to put right: this article is not analysed yet")
            return
        card = self.panel.current if self.place is Place.PANEL else self._picked_in_text(parsed)
        options = self._options(parsed, card) if card is not None else []
        if card is None or not options:
            self.say("nothing to put right here: go to a quote, an actor or a tie")
            return
        self._asked_about = self.corrected
        self.offer_letters(self._heading(parsed, card), options)

    def _picked_in_text(self, parsed: ParsedArticle) -> Card | None:
        """What is picked; where nothing is, the first quote in sight is picked, so that the eye sees which it is."""
        index, actor = self.reading.quote_index, self.reading.actor_id
        if index is None and actor is None:
            for number, quote in enumerate(parsed.quotes):
                if any(part.meets(piece) for part in quote.parts for piece in self.reader.in_sight()):
                    index = number
                    self.reading = replace(self.reading, quote_index=number)
                    self.light(quote.span)
                    break
        return Card((), (), actor_id=actor, quote_index=index) if (index, actor) != (None, None) else None

    def _heading(self, parsed: ParsedArticle, card: Card) -> str:
        if card.correction is not None:
            return describe_with_before(card.correction)
        if card.quote_index is not None:
            return f"“{one_line(parsed.quotes[card.quote_index].span.of(parsed.text))}”"
        if card.tie_index is not None:
            tie = parsed.ties[card.tie_index]
            names = [actor.name if actor else "?" for actor in (parsed.actor(tie.subject), parsed.actor(tie.object))]
            return f"{names[0]} {tie.relation.value.replace('-', ' ')} {names[1]}"
        actor = parsed.actor(card.actor_id)
        return f"{actor.name}, {actor.type.value}" if actor else ""

    def _options(self, parsed: ParsedArticle, card: Card) -> list[Option]:
        if card.correction is not None:
            return self._taking_back([card.correction])
        if card.quote_index is not None:
            return self._of_quote(parsed, card.quote_index)
        if card.tie_index is not None:
            index = card.tie_index
            return [Option("the article does not say so", lambda: self._keep(proposing.drop_tie, parsed, index), "d")]
        actor = parsed.actor(card.actor_id)
        return self._of_actor(parsed, actor) if actor is not None else []

    # ------------------------------------------------------------------ quotes

    def _of_quote(self, parsed: ParsedArticle, index: int) -> list[Option]:
        speakers = proposing.speakers_of(parsed, index)

        def say_by(*names: ActorName) -> None:
            self._keep(proposing.set_speakers, parsed, index, names)

        options = [Option("somebody else said it", lambda: self._ask_speaker(parsed, say_by), "s")]
        if speakers:
            options += [
                Option("another said it too", lambda: self._ask_speaker(parsed, lambda n: say_by(*speakers, n)), "a"),
                Option("the article does not say who said it", say_by, "n"),
            ]
        options.append(Option("this is no quote", lambda: self._keep(proposing.drop_quote, parsed, index), "d"))
        corrected = self.corrected.quotes.get(index, ()) if self.corrected else ()
        return options + self._taking_back(corrected)

    def _ask_speaker(self, parsed: ParsedArticle, answer: Callable[[ActorName], None]) -> None:
        """Ask who said it: an actor, or somebody whom the article names in words that are no actor's."""

        def in_words(words: str) -> None:
            name = proposing.speaker_in_words(parsed, words) if fold(words) else None
            if name is None:
                self.say(f"neither an actor nor words of this article: {words}" if fold(words) else "nothing changed")
            else:
                answer(name)

        options = self._actors(parsed, lambda actor: answer(name_actor(parsed, actor)))
        self.offer_names("Who said it?", "name: ", options, otherwise=in_words)

    def _actors(
        self, parsed: ParsedArticle, chosen: Callable[[Actor], None], but: ActorId | None = None
    ) -> list[Option]:
        return [
            Option(
                f"{actor.name}, {actor.type.value}",
                lambda actor=actor: chosen(actor),  # type: ignore[misc]  # the actor of this round
                also=" ".join(alias.text for alias in actor.aliases),
            )
            for actor in parsed.actors
            if actor.id != but and actor.mentions
        ]

    # ------------------------------------------------------------------ actors

    def _of_actor(self, parsed: ParsedArticle, actor: Actor) -> list[Option]:
        options = [
            Option("it has another name", lambda: self._ask_name(parsed, actor), "r"),
            Option("it is of another kind", lambda: self._ask_kind(parsed, actor), "t"),
            Option("it is the same as another actor", lambda: self._ask_same(parsed, actor), "m"),
        ]
        forms = proposing.split_forms(parsed, actor)
        if forms:
            options.append(
                Option("a form of its name is somebody else's", lambda: self._ask_form(parsed, actor, forms), "p")
            )
        options.append(Option("this is no actor", lambda: self._keep(proposing.drop_actor, parsed, actor), "d"))
        corrected = self.corrected.actors.get(actor.id, ()) if self.corrected else ()
        return options + self._taking_back(corrected)

    def _ask_name(self, parsed: ParsedArticle, actor: Actor) -> None:
        back = self.focused

        def answered(name: str) -> None:
            self.set_focus(back, scroll_visible=False)
            self._keep(proposing.rename_actor, parsed, actor, name)

        def dismissed() -> None:
            self.set_focus(back, scroll_visible=False)

        self.prompt.ask(Question("name: ", answered, None, dismissed, value=actor.name))

    def _ask_kind(self, parsed: ParsedArticle, actor: Actor) -> None:
        options = [
            Option(kind.value, lambda kind=kind: self._keep(proposing.retype_actor, parsed, actor, kind))  # type: ignore[misc]
            for kind in ActorType
            if kind is not actor.type
        ]
        self.offer_names(f"What is {actor.name}?", "kind: ", options)

    def _ask_same(self, parsed: ParsedArticle, actor: Actor) -> None:
        def chosen(into: Actor) -> None:
            self._keep(proposing.merge_actor, parsed, actor, into)

        options = self._actors(parsed, chosen, but=actor.id)
        self.offer_names(f"{actor.name} is the same as", "name: ", options)

    def _ask_form(self, parsed: ParsedArticle, actor: Actor, forms: Sequence[str]) -> None:
        options = [
            Option(form, lambda form=form: self._keep(proposing.split_actor, parsed, actor, form))  # type: ignore[misc]
            for form in forms
        ]
        self.offer_names(f"Which is not {actor.name}?", "form: ", options)

    # ------------------------------------------------------------------ what comes of it

    def _taking_back(self, corrections: Sequence[Correction]) -> list[Option]:
        keys = ["u", *"123456789"]
        return [
            Option(f"take back: {describe(made)}", lambda made=made: self._take_back(made), key)  # type: ignore[misc]
            for key, made in zip(keys, reversed(corrections), strict=False)
        ]

    def _keep(self, propose: Callable[..., Correction], *about: object) -> None:
        """Keep what a person chose, or say why it cannot be."""
        try:
            self._write(propose(*about))
        except NewsreaderError as error:
            self.say(str(error), alarm=True)

    @work(group="marks")
    @telling
    async def _write(self, correction: Correction) -> None:
        asked = self._asked_about
        if asked is None or asked is not self.corrected:
            self.say("the article is another one now: nothing was changed")
            return
        await self._show(asked, await self.desk.correct(asked.raw, correction))
        if self.corrected is not None and self.corrected.raw is asked.raw:
            self._follow(correction)
        self.say(f"{describe_with_before(correction)}; u undoes it")
        self.tell_of_the_file()

    async def _show(self, asked: Corrected, corrected: Corrected) -> None:
        """Show what came of it; where there is another article or analysis by now, that one as it is put right."""
        if self.corrected is asked:
            self.show_corrected(corrected)
        else:
            await self.put_right_again()

    def _follow(self, correction: Correction) -> None:
        """Put the panel's cursor on the actor that another went into: the card that it was on is gone."""
        parsed = self.reading.parsed
        if isinstance(correction, MergeActor) and parsed is not None:
            into = find_actor(parsed, correction.into)
            self.panel.show_actor(into.id if into else None)

    @work(group="marks")
    @telling
    async def _take_back(self, correction: Correction) -> None:
        asked = self._asked_about
        if asked is None:
            return
        took = await self.desk.take_back(asked.raw, correction)
        await self._show(asked, took.corrected)
        lost = [f"not found any more without it: {describe(made)}" for made in took.lost]
        self.say("; ".join([f"taken back: {describe(correction)}", *lost]))
        self.tell_of_the_file()
