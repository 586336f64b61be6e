"""The optional folder beside the checkout that holds gold, scorers and corpora."""

from __future__ import annotations

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def shared_dir() -> Path | None:
    """The folder `shared/` beside the checkout, or what COMMUNIQUE_SHARED names, if it is there."""
    named = os.environ.get("COMMUNIQUE_SHARED")
    folder = Path(named) if named else ROOT.parent / "shared"
    return folder if folder.is_dir() else None
