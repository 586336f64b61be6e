"""The words that decide what fills a slot; see `arguments`."""

from __future__ import annotations

from communique.extract.day_names import WEEKDAYS

OBJECT_CONTROL = frozenset(
    "ask urge tell order force allow enable permit encourage press persuade invite request require "
    "compel instruct direct command beg implore authorize authorise help get want expect advise "
    "warn convince lead cause oblige call prompt spur prod goad pressure induce".split()
)
#: What one does oneself when nobody else is asked: "I want to **thank** President Ruto".
OWN_WORDS = frozenset(
    "thank congratulate commend praise applaud salute express extend convey acknowledge recognize "
    "recognise welcome honor honour condemn reaffirm stress emphasize emphasise offer assure "
    "reassure pay underscore reiterate".split()
)
SAME_AS = {
    "to": ("to", "towards"),
    "toward": ("toward", "towards"),
    "on": ("on", "upon", "onto"),
    "into": ("into", "onto"),
    "about": ("about", "regarding", "concerning", "over"),
    "among": ("among", "amongst"),
    "with": ("with", "alongside"),
}
PLAIN = frozenset(
    "subj obj iobj poss mod comp aux prt neg pred if unless here adv around stands acl list "
    "when".split()
)
#: What speaks for those who issue it: "issued a statement condemning …".
DOCUMENTS = frozenset(
    "statement letter resolution petition message declaration communique communiqué report note "
    "motion tweet post article editorial speech call appeal decree order memo memorandum paper "
    "release bill draft text document address leaflet banner op-ed commentary telegram cable "
    "ultimatum warning sermon edict manifesto complaint protest proclamation submission "
    "affidavit lawsuit suit indictment filing deposition testimony dispatch broadcast "
    "circular notice brief dossier demarche fax email".split()
)
#: Those of them that say nothing but what their makers say.
TOLD = frozenset(
    "statement letter resolution petition message declaration communique communiqué note motion "
    "tweet appeal".split()
)
#: Verbs of two objects, of which the second says what the first is called or made.
NAMING = frozenset("designate name appoint declare elect call label dub proclaim make".split())
#: Words that pick some out of many: "**some** of the rebels".
PICKING = frozenset(
    "some many most several all both few another more half part dozens scores hundreds thousands "
    "couple handful barrage number last first rest remainder group batch contingent pair pairs "
    "wave truckload busload boatload carload lorryload".split()
)
#: Passives that say what one does, not what is done to one: "were **engaged** in talks".
STATES = frozenset({"engage", "embroil", "lock", "poise"})
CONDITIONS = {
    "if": frozenset({"if", "unless", "until", "should", "once"}),
    "unless": frozenset({"unless"}),
}
#: Slots that are a relation or some.
BARE = {
    "aux": ("aux", "auxpass"),
    "prt": ("prt",),
    "poss": ("poss",),
    "mod": ("amod", "compound", "nmod"),
    "acl": ("acl", "relcl"),
}
#: What people say things at, in or on: no less said for that.
OCCASIONS = frozenset(
    "letter message telegram talk talks meeting conversation visit call conference summit session "
    "trip tour discussion negotiation lunch dinner interview consultation dialogue stay".split()
)
#: Such nouns behind these words say where something else is asked: "asked **in** a **letter**".
WITHIN = frozenset({"in", "during", "after", "at", "following", "including", "on", "over"})
#: Presents of "be".
NOW = frozenset({"is", "are", "am", "'s", "'re", "'m"})
#: Nouns for what one may do or leave: "has no **choice** but to go".
CHOICES = frozenset({"choice", "option", "alternative"})
#: "Issues **including** holding Chad to account" are only talked about.
TOPICS = frozenset({"issue", "topic", "subject", "matter", "area", "challenge", "priority"})
#: How long something is resisted or done: no deed that somebody's "by" belongs to.
SPELLS = WEEKDAYS | frozenset(
    "end last day week month year time moment hour evening morning night".split()
)
