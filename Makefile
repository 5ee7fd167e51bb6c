# Claimwire: `make run` sets everything up and starts the bot, `make test` checks everything.

PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV   := .venv
BIN    := $(VENV)/bin
READY  := $(VENV)/.ready

CLAIMS ?= 10000 100000 1000000

.PHONY: help run test check setup format lock bench gallery hostile kills year clean

help:  ## What can be made
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/'

run: setup  ## Set up, read the articles in seeds/ and start the bot (the console without tokens)
	@$(BIN)/python -m bot run

test: setup check  ## Set up, then check format, lint and types, and run every test
	@echo "== tests"
	@$(BIN)/python -m pytest -n 3 --dist worksteal

check: setup  ## Format, lint and types
	@echo "== format"
	@$(BIN)/ruff format --check .
	@echo "== lint"
	@$(BIN)/ruff check .
	@echo "== types"
	@$(BIN)/mypy

setup: $(READY)  ## Make .venv from the hash-checked lock; does nothing the second time

$(READY): requirements-dev.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info[:2] != (3, 11))' </dev/null || \
		{ echo "Claimwire needs Python 3.11; set PYTHON=/path/to/python3.11."; exit 1; }
	@echo "== 1 of 3: making $(VENV)"
	@$(PYTHON) -m venv $(VENV) </dev/null
	@echo "== 2 of 3: installing locked packages (about 120; a minute or two)"
	@$(BIN)/python -m pip install --disable-pip-version-check --no-input --require-hashes \
		-r requirements-dev.txt </dev/null
	@echo "== 3 of 3: linking the project"
	@PYTHONWARNINGS=ignore $(BIN)/python -m pip install --disable-pip-version-check --no-input --quiet --no-deps \
		--no-build-isolation --editable . </dev/null
	@touch $@

format: setup  ## Put every file in our format
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

lock: setup  ## Lock the dependencies of pyproject.toml anew, with hashes and no addresses
	@$(BIN)/pip-compile --quiet --generate-hashes --allow-unsafe --strip-extras --no-header \
		--no-emit-index-url --no-emit-find-links --no-emit-trusted-host --no-emit-options \
		--output-file requirements.txt pyproject.toml
	@$(BIN)/pip-compile --quiet --generate-hashes --allow-unsafe --strip-extras --no-header \
		--no-emit-index-url --no-emit-find-links --no-emit-trusted-host --no-emit-options \
		--extra dev --output-file requirements-dev.txt pyproject.toml
	@$(BIN)/pip-compile --quiet --generate-hashes --allow-unsafe --strip-extras --no-header \
		--no-emit-index-url --no-emit-find-links --no-emit-trusted-host --no-emit-options \
		--extra dev --extra bench --constraint requirements-dev.txt \
		--output-file requirements-bench.txt pyproject.toml

bench: setup  ## Time the extractor beside stock spaCy, and answers at 10,000, 100,000 and 1,000,000 claims, and acknowledgements while 1,000 articles are read (BENCH=texts, CLAIMS=10000, ACKS="--articles 100")
	@$(BIN)/python -m pip install --disable-pip-version-check --no-input --quiet --require-hashes \
		-r requirements-bench.txt </dev/null
	@$(BIN)/python tests/bench_extract.py $(BENCH)
	@$(BIN)/python tests/bench_answers.py $(CLAIMS)
	@$(BIN)/python tests/bench_acks.py $(ACKS)

gallery: setup  ## Draw docs/gallery.md from the golden payloads (pictures need Chromium)
	@$(BIN)/python tests/gallery.py

hostile: setup  ## Draw 100,000 hostile strings a platform through its renderers, judged by a parser of its markup (minutes)
	@CLAIMWIRE_HOSTILE=100000 CLAIMWIRE_STRINGS=100000 $(BIN)/python -m pytest -q \
		tests/test_bot_slack_hostile.py tests/test_bot_discord_hostile.py

kills: setup  ## Kill the bot 50 times while it sends digests, to a local Slack and a local Discord, and count (half an hour)
	@$(BIN)/python tests/bench_kills.py $(KILLS)

year: setup  ## Live through a simulated year of digests in eight zones over a real store, and count (half an hour)
	@$(BIN)/python tests/simulate_year.py $(DAYS)

clean:  ## Remove what was made (not the data folder)
	@rm -rf $(VENV) *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis
