"""The assemble stage: drafts and resolved mentions become the records of one report."""

from communique.assemble.assembler import Assembler

__all__ = ["Assembler"]
