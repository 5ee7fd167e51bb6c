"""What the extractor refuses on purpose: each message is a sentence a person can act on."""

from __future__ import annotations


class ExtractorFault(Exception):
    """Base of the refusals below; `str(error)` is the sentence to show."""


class ModelUnavailable(ExtractorFault):
    """The language model is missing, damaged or made for another spaCy."""


class TextRefused(ExtractorFault):
    """A text is beyond what one analysis takes."""


RULES_FAULTS = (LookupError, ValueError, TypeError, AttributeError, ArithmeticError, RecursionError)
"""What a mistake of ours in a rule raises on a text that nobody foresaw."""
