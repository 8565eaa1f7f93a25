# make demo: a week from the example course, offline. make test: the tests. make check: what CI runs, slow tests too.
PYTHON ?= python3.11
VENV ?= .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check install --quiet --constraint constraints.txt

.PHONY: demo test test-external check format schemas docs clean

demo: $(VENV)/.installed
	$(BIN)/lecturegen week examples/data-mining/week10.yaml --offline --out outputs

test: $(VENV)/.dev
	$(BIN)/python -m pytest -m "not slow and not external"

# needs what tests/external/README.md names; a test says what it misses
test-external: $(VENV)/.dev
	$(BIN)/python -m pytest -m external -n 2 -rs

check: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/lecturegen schemas --check
	$(BIN)/lecturegen rules --check
	$(BIN)/python -m pytest -m "slow and not external"
	$(BIN)/python -m pytest -m external -n 2 -rs
	$(BIN)/python -m pytest -m "not slow and not external"

format: $(VENV)/.dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

schemas: $(VENV)/.dev
	$(BIN)/lecturegen schemas

docs: $(VENV)/.dev
	$(BIN)/lecturegen rules --write

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: pyproject.toml constraints.txt | $(VENV)/bin/python
	$(PIP) --editable .
	@touch $@

$(VENV)/.dev: pyproject.toml constraints.txt | $(VENV)/bin/python
	$(PIP) --editable '.[dev]'
	@touch $@ $(VENV)/.installed

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
