"""The model at load: what is refused, and that the refusal says what to do."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

import nlp.model
from nlp.faults import ModelUnavailable
from nlp.forms import RULER
from nlp.model import LOCKED_MODEL, load_model

pytestmark = pytest.mark.model


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the locked model's folder under its package's name."""
    folder = tmp_path / LOCKED_MODEL
    shutil.copytree(nlp.model.model_folder(LOCKED_MODEL), folder)
    return folder


def test_the_locked_model_loads() -> None:
    """The default is the locked package, with what the rules need."""
    ours = {"claimwire_forms" if name == RULER else name for name in nlp.model.NEEDED}
    assert set(load_model().pipe_names) >= ours


def test_a_sum_ends_its_sentence() -> None:
    """The stop behind "£3m" is no abbreviation's; that behind an initial is."""
    doc = load_model()("It paid £3m. It was late. John M. Smith left at 5 p.m. on Monday.")
    assert [span.text for span in doc.sents] == [
        "It paid £3m.",
        "It was late.",
        "John M. Smith left at 5 p.m. on Monday.",
    ]


def test_a_missing_model_is_refused() -> None:
    """The sentence names the model and the remedy."""
    with pytest.raises(ModelUnavailable, match="no_such_model is not installed: run `make setup`"):
        load_model("no_such_model")


def test_a_package_without_a_pipeline_is_refused() -> None:
    """A package that is no model is told apart from one that is missing."""
    with pytest.raises(ModelUnavailable, match="holds no spaCy pipeline"):
        load_model("json")


@pytest.mark.parametrize("name", [LOCKED_MODEL, "english"])
def test_a_damaged_model_is_refused(copy: Path, name: str) -> None:
    """One changed byte in a locked file is found before it is used, whatever its folder's name."""
    folder = copy.rename(copy.with_name(name))
    file = folder / "parser" / "model"
    data = bytearray(file.read_bytes())
    data[1000] ^= 1
    file.write_bytes(bytes(data))
    with pytest.raises(ModelUnavailable, match="parser/model is not the one we lock"):
        load_model(str(folder))


def test_a_folder_without_a_pipeline_is_refused(tmp_path: Path) -> None:
    """A folder that is there is not called missing."""
    with pytest.raises(ModelUnavailable, match="holds no spaCy pipeline"):
        load_model(str(tmp_path))


def test_a_model_for_another_spacy_is_refused(copy: Path) -> None:
    """The version the model was made for is read first."""
    meta = json.loads((copy / "meta.json").read_text("utf-8"))
    meta["spacy_version"] = ">=2.0,<2.1"
    (copy / "meta.json").write_text(json.dumps(meta), "utf-8")
    with pytest.raises(ModelUnavailable, match=r"made for spaCy >=2\.0,<2\.1"):
        load_model(str(copy))


@pytest.mark.parametrize("meta", ["", "[]", "{broken"])
def test_an_unreadable_description_is_refused(copy: Path, meta: str) -> None:
    """A broken meta.json is damage, not a crash."""
    (copy / "meta.json").write_text(meta, "utf-8")
    with pytest.raises(ModelUnavailable, match="is damaged"):
        load_model(str(copy))


def test_another_model_is_taken_as_it_is(copy: Path) -> None:
    """A model that calls itself by another name has no hashes to keep; it must only fit."""
    meta = json.loads((copy / "meta.json").read_text("utf-8")) | {"name": "own"}
    (copy / "meta.json").write_text(json.dumps(meta), "utf-8")
    strings = copy / "vocab" / "strings.json"
    strings.write_text(json.dumps([*json.loads(strings.read_text("utf-8")), "ours"]), "utf-8")
    assert load_model(str(copy)).meta["name"] == "own"


def test_a_model_without_a_parser_is_refused(copy: Path, tmp_path: Path) -> None:
    """The rules need tags and a parse."""
    other = tmp_path / "no_parser"
    copy.rename(other)
    config = (other / "config.cfg").read_text("utf-8")
    (other / "config.cfg").write_text(config.replace('"parser",', ""), "utf-8")
    with pytest.raises(ModelUnavailable, match=r"has no parser|cannot be read"):
        load_model(str(other))
