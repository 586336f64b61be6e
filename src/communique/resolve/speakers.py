"""Who "I" and "we" are: the speaker of a quotation, else the author of the report."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from communique.drafts import EntityRef, Mention
from communique.resolve.asking import Making
from communique.resolve.context import Context
from communique.resolve.pairs import PairFinder, is_mutual
from communique.resolve.refs import lower
from communique.resolve.signatories import signatories

MET = 8  # sentences back in which the author may say whom he met


class SpeakerFinder:
    """Resolves the words of the first person."""

    def __init__(
        self,
        context: Context,
        resolution: Making,
        pairs: PairFinder,
        issued: Sequence[str],
    ) -> None:
        self.context = context
        self.resolution = resolution
        self.make = resolution.make
        self.pairs = pairs
        self.titled = issued

    def of(self, mention: Mention, on: date | None) -> tuple[EntityRef, ...]:
        """I, we: who speaks the quotation, else who publishes the report."""
        plural = self._is_plural(mention)
        if self.context.quote_of(mention) is not None:
            speaker = self.context.speaker(mention)
            if speaker is None or speaker.key == mention.key:
                return ()
            refs = self.resolution.of(speaker, on=on)
            return tuple(lower(r, 0.85, f"{speaker.text} speaks") for r in refs)
        joint = plural and (self._signed(mention, on) or self._we_two(mention, on))
        joint = joint or (plural and self._we_met(mention, on))
        return joint or self._author(plural=plural)

    def _signed(self, mention: Mention, on: date | None) -> tuple[EntityRef, ...]:
        """We, in a joint statement: one for each country or body that issued it."""
        if self.titled:
            why = "issued the joint statement"
            return tuple(self.make.state(code, 0.75, why) for code in self.titled)
        joint = signatories(self.context, mention)
        refs = [ref for signing in joint for ref in self.resolution.of(signing, on=on)]
        by_country: dict[str | None, EntityRef] = {}
        for ref in sorted(refs, key=lambda ref: ref.kind == "state"):
            by_country.setdefault(ref.country, ref)
        return tuple(lower(ref, 0.8, "issued the joint statement") for ref in by_country.values())

    def _we_two(self, mention: Mention, on: date | None) -> tuple[EntityRef, ...]:
        """Who "we" are beside "me" and somebody else in a sentence: "X called **me** and **we** …".

        () if the author does not speak as one person there, nobody else is named, or he is told
        what we do: "I made clear to X that **we** …".
        """
        if not self.context.is_subject(mention):
            return ()
        there = [m for m in self.context.by_sentence[mention.sentence] if m.end <= mention.start]
        shadow = self.context.prepared.layout.shadow
        if any(shadow[m.end : mention.start].strip() in ("", "that") for m in there):
            return ()
        me = next((m for m in there if m.note == "speaker" and not self._is_plural(m)), None)
        author = self._author(plural=False) if me is not None else ()
        others = [
            ref
            for m in there
            if m.kind == "person" and m.form in ("name", "title") and not m.plural
            for ref in self.resolution.of(m, on=on)
        ]
        if not author or author[0].kind != "person" or len({ref.key for ref in others}) != 1:
            return ()
        if others[0].country == author[0].country:
            return ()
        return tuple(
            lower(r, 0.8, "we: the author and whom he names") for r in (*author, others[0])
        )

    def _we_met(self, mention: Mention, on: date | None) -> tuple[EntityRef, ...]:
        """Who agrees, or will act together: the author, and whom "I" met or called before."""
        if not self.context.is_subject(mention) or not is_mutual(self.context, mention):
            return ()
        for back in range(MET + 1):
            others = self.pairs.met_by_author(mention.sentence - back)
            refs = [ref for m in others for ref in self.resolution.of(m, on=on)]
            if refs:
                author = self._author(plural=False)
                found = {ref.country: ref for ref in reversed((*author, *refs))}
                why = "we: the author and whom he met"
                return tuple(lower(ref, 0.75, why) for ref in reversed(found.values()))
        return ()

    def _is_plural(self, mention: Mention) -> bool:
        return self.context.word(mention) in ("we", "us", "our", "ours", "ourselves")

    def _author(self, *, plural: bool) -> tuple[EntityRef, ...]:
        """Who writes a release in the first person: the publisher's government or its head."""
        report = self.context.prepared.report
        code = self.context.publisher_country
        if code is None:
            return ()
        head = {"pm", "prime", "president", "premier", "white"}
        if not plural and head.intersection((report.publisher or "").lower().split()):
            state = self.context.gazetteer.state(code)
            office = state.leader if state else "head_of_government"
            why = "writes in the first person"
            found = self.make.one_holder(office, code, report.date, 0.6, why)
            if found is not None:
                return (found,)
        return (self.make.state(code, 0.7, f"published by {report.publisher}"),)
