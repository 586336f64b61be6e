"""Every exception the package raises, as one tree.

* CommuniqueError
    * SourceError      a file could not be read as reports
    * VocabError       an ontology, frame or gazetteer file is wrong
    * EvidenceError    a quotation does not match the report it cites
    * DateError        a date or interval makes no sense
    * ModelError       the parser's language model is missing or unfit
    * StoreError       the record is missing, of another version, locked, full or no record at all
    * QuestionError    a question names what the record or the vocabulary doesn't know
    * ExportError      an export can't be written
    * JudgementError   a judgement says what no record can be, or contradicts one that stands

An exception stops the run. A report that cannot be coded does not: the stage returns a
`Problem` instead.
"""


class CommuniqueError(Exception):
    """The root: catch it to catch everything that this package raises on purpose."""


class SourceError(CommuniqueError):
    """A file could not be read as reports; the message names the file and the way out."""


class VocabError(CommuniqueError):
    """An ontology, frame or gazetteer file is wrong; the message names file and row."""


class EvidenceError(CommuniqueError):
    """A quotation does not match the report that it cites."""


class DateError(CommuniqueError):
    """A date or an interval of dates makes no sense."""


class ModelError(CommuniqueError):
    """The parser's language model is missing or unfit; the message says how to get one."""


class StoreError(CommuniqueError):
    """The record can't be opened or written; what was added before is kept."""


class QuestionError(CommuniqueError):
    """A question names what the record or the vocabulary does not know."""


class ExportError(CommuniqueError):
    """An export can't be written; the message says where, and the way out."""


class JudgementError(CommuniqueError):
    """A judgement says what the contract or the vocabulary has no place for, or contradicts one
    that stands; nothing was changed."""
