"""Dossiers: one HTML file of a pair or an agreement that needs nothing else, chart and all."""

from __future__ import annotations

from base64 import b64encode
from datetime import UTC, date, datetime
from hashlib import sha256
from importlib import metadata
from pathlib import Path
from typing import Any

from markupsafe import Markup

from communique.account import Entry
from communique.errors import QuestionError
from communique.query import Record, Telling
from communique.web.bars import draw_counts, draw_ties
from communique.web.drawing import draw_timeline
from communique.web.marking import fields_of, mentions_by_year, provisions_of, why_by_pair
from communique.web.templating import by_lane, fit, lane_of, make_environment, say_verdict

STYLE = Path(__file__).parent / "static" / "style.css"
#: Entries of a dossier: more would be a book. The newest are kept, and the file says so.
MOST = 400


def dossier_of_dyad(
    record: Record,
    a: str,
    b: str,
    *,
    since: date | None = None,
    until: date | None = None,
    as_known_on: date | None = None,
) -> str:
    """All between two parties as one file, every line with the words that it rests on.

    Raises:
        QuestionError: If a party is unknown, or there is nothing between the two.
    """
    codes = record.code(a), record.code(b)
    overview = record.overview(as_known_on=as_known_on)
    entries = overview.timeline(*codes, since=since, until=until)
    if not entries:
        raise QuestionError(f"the record tells of nothing between {codes[0]} and {codes[1]}")
    kept = entries[-MOST:]
    ties = record.ties(*codes, since=since, until=until, as_known_on=as_known_on)
    return _file(
        record,
        "dossier_dyad.html",
        as_known_on,
        a=codes[0],
        b=codes[1],
        since=since,
        until=until,
        total=len(entries),
        kept=len(kept),
        groups=by_lane(kept, record.ontology),
        told={entry.id: _told(record, entry, as_known_on) for entry in kept},
        timeline=draw_timeline(
            kept, lambda e: lane_of(e, record.ontology), since=since, until=until
        ),
        ties=ties,
        verdict=say_verdict(ties),
        bars=draw_ties(ties),
    )


def dossier_of_agreement(record: Record, name: str, *, as_known_on: date | None = None) -> str:
    """An agreement as one file: parties, steps, provisions, mentions, and all evidence.

    Raises:
        QuestionError: If none, or more than one, goes by that name.
    """
    shown = record.agreement(name, as_known_on=as_known_on)
    entry = record.overview(as_known_on=as_known_on).entry(shown.id)
    assert entry is not None  # it has just been shown
    tellers = record.tellers(entry.id, as_known_on=as_known_on)
    return _file(
        record,
        "dossier_agreement.html",
        as_known_on,
        thing=entry,
        tellers=tellers,
        numbers={teller.report.key: teller.number for teller in tellers},
        fields=fields_of(entry, tellers),
        provisions=provisions_of(tellers),
        why=why_by_pair(shown),
        mentions=draw_counts(mentions_by_year(tellers)),
    )


def _told(record: Record, entry: Entry, known: date | None) -> list[dict[str, Any]]:
    """The reports that tell an entry, each with the words that tell most."""
    return [
        {
            "report": teller.report,
            "copies": teller.copies,
            "quotes": [quote for one in teller.tellings if (quote := _telling_words(one))],
        }
        for teller in record.tellers(entry.id, as_known_on=known)
    ]


def _telling_words(telling: Telling) -> Any:
    chosen = [q for q in telling.evidence if q.role in ("trigger", "name", "step")]
    return next(iter(chosen or telling.evidence), None)


def _file(record: Record, template: str, known: date | None, **values: Any) -> str:
    style = STYLE.read_text("utf-8")
    env = make_environment(record.gazetteer, record.ontology)
    text = env.get_template(template).render(
        style=Markup(style),  # our own file
        style_hash=b64encode(sha256(style.encode()).digest()).decode(),
        version=metadata.version("communique"),
        made=datetime.now(UTC).date(),
        known=known,
        last=record.overview().last_day(),
        **values,
    )
    return fit(text)
