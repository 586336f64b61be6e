"""The desk: a web page on the record. Server-rendered, nothing from elsewhere."""

from communique.web.app import DeskOptions, Sharing, make_app
from communique.web.dossier import dossier_of_agreement, dossier_of_dyad
from communique.web.pictures import (
    Picture,
    picture_of_actor,
    picture_of_dyad,
    picture_of_map,
    picture_of_network,
)
from communique.web.serving import PORT, Place, serve

__all__ = [
    "PORT",
    "DeskOptions",
    "Picture",
    "Place",
    "Sharing",
    "dossier_of_agreement",
    "dossier_of_dyad",
    "make_app",
    "picture_of_actor",
    "picture_of_dyad",
    "picture_of_map",
    "picture_of_network",
    "serve",
]
