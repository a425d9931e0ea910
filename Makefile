# `make site` and `make test` do everything on a fresh machine with Python 3.11 or later, Git and make.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.DEFAULT_GOAL := help
.PHONY: help site test coverage serve lint bench pictures lock clean

help: ## Say what there is to make
	@grep -E '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## (.*)/make \1\t\2/' | expand -t 14

site: $(READY) ## Build the site of the real book
	@$(BIN)/briefbook build

test: $(READY) ## Run the tests; those in a browser where Chromium is there
	$(BIN)/pytest -n auto --dist worksteal --durations 20

coverage: $(READY) ## Run the tests, and tell which code they do not reach
	$(BIN)/pytest -n auto --dist worksteal --cov --cov-report=term

serve: $(READY) ## Serve the site and reload it on every change
	$(BIN)/briefbook serve

lint: $(READY) ## Check style, types and the direction of imports
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(READY) ## Measure briefbook against plain MkDocs with Material
	$(BIN)/python bench/run.py

pictures: $(READY) ## Take a picture of each type of page, light and dark, into pictures/; needs Chromium
	$(BIN)/python -m tests.e2e.pictures

lock: $(READY) ## Write requirements.lock anew from pyproject.toml; needs uv
	uv pip compile pyproject.toml --group dev --universal --python-version 3.11 --generate-hashes \
		--no-emit-index-url --no-emit-find-links --no-header --no-annotate --upgrade -o requirements.lock

clean: ## Remove the environment and everything built
	rm -rf $(VENV) site print dist pictures .coverage .mypy_cache .pytest_cache .ruff_cache .import_linter_cache bench/results

# The environment is made once, and again whenever the lock file or the project's settings change.
$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "briefbook needs Python 3.11 or later; name one: make PYTHON=python3.12" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@
