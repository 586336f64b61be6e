"""The desk: a web page on the record. Server-rendered, loopback alone, nothing from elsewhere."""

from communique.web.app import DeskOptions, make_app
from communique.web.dossier import dossier_of_agreement, dossier_of_dyad
from communique.web.serving import PORT, serve

__all__ = [
    "PORT",
    "DeskOptions",
    "dossier_of_agreement",
    "dossier_of_dyad",
    "make_app",
    "serve",
]
