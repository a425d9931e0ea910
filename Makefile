# `make site` and `make test` do everything on a fresh machine with Python 3.11 or later, Git and make.

VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
READY_DEV := $(VENV)/.ready-dev
PIP := $(BIN)/python -m pip --disable-pip-version-check
NODE_BIN := node_modules/.bin
READY_NODE := node_modules/.ready
LAY_OUT_TYPST := node --no-warnings --experimental-wasm-modules tools/typst.mjs

# An environment that another Python made than the one that is named is out of date.
ifdef PYTHON
ifneq ($(shell $(PYTHON) --version),$(shell test -x $(BIN)/python && $(BIN)/python --version))
.PHONY: $(BIN)/python
endif
endif
PYTHON ?= python3

unexport PYTHONPATH PYTHONHOME # the environment holds what the locks say, and nothing from outside

.DEFAULT_GOAL := help
.PHONY: help site test test-unit test-scripts coverage serve lint lint-scripts format format-scripts bench pictures fonts lock \
	test-versions test-lowest-direct test-highest fuzz clean

help: ## Say what there is to make
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/make \1\t\2/' | expand -t 20

site: $(READY) ## Build the site of the real book
	@$(BIN)/briefbook build

test: $(READY_DEV) test-scripts ## Run the tests; those in a browser where Chromium is there, those of scripts where Node is
	$(BIN)/pytest -n auto --dist worksteal --durations 20

test-unit: $(READY_DEV) ## Run the quick tests: no browser, no publication, no whole book
	$(BIN)/pytest -n auto --dist worksteal -m "unit and not slow"

coverage: $(READY_DEV) ## Run the tests, and say which code they do not reach
	$(BIN)/pytest -n auto --dist worksteal --cov --cov-report=term

serve: $(READY) ## Serve the site and reload it on every change
	$(BIN)/briefbook serve

lint: $(READY_DEV) lint-scripts ## Check style, types and the direction of imports
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/codespell src docs templates tests bench tools/*.mjs tools/*.py tools/*.ts *.md Makefile pyproject.toml .importlinter \
		.ci/run .editorconfig .pre-commit-config.yaml

format: $(READY_DEV) format-scripts ## Lay out all code as `make lint` wants it
	$(BIN)/ruff format

# The tools for scripts, style sheets and Typst run under Node. Where it is missing they are left out, but never in CI.
ifneq ($(shell command -v node && command -v npm),)
lint-scripts: $(READY_NODE)
	$(NODE_BIN)/biome check --error-on-warnings
	$(NODE_BIN)/tsc
	$(LAY_OUT_TYPST) --check

format-scripts: $(READY_NODE)
	$(NODE_BIN)/biome check --write
	$(LAY_OUT_TYPST)

test-scripts: $(READY_DEV) $(READY_NODE)
	BRIEFBOOK_PYTHON=$(BIN)/python node --test --test-reporter=dot tests/js/*.test.mjs
else ifdef CI
lint-scripts format-scripts test-scripts:
	@echo "CI has no Node with npm; .ci/run installs it" >&2; exit 1
else
lint-scripts format-scripts test-scripts:
	@echo "$@ is left out: Node with npm is not installed"
endif

SECONDS := 600
KILLS := 120

fuzz: $(READY_DEV) ## Try out books by chance for SECONDS=600 of CPU, and KILLS=120 commands; SEED= and ONLY= make one again
	$(BIN)/python -m tests.fuzz --seconds $(SECONDS) --kills $(KILLS) $(if $(SEED),--seed $(SEED)) $(if $(ONLY),--only $(ONLY))

bench: $(READY_DEV) ## Measure briefbook against plain MkDocs with Material
	$(BIN)/python -m bench.build.run

pictures: $(READY_DEV) ## Take a picture of each type of page, light and dark, into pictures/; needs Chromium
	$(BIN)/python -m tests.e2e.pictures

fonts: $(READY) ## Cut the fonts that every site carries anew, as fonts/latin.py says
	$(BIN)/python -m tools.fonts

lock: ## Write both locks anew from pyproject.toml, and check them for every system; needs uv
	$(PYTHON) -m tests.lock

test-versions: test-lowest-direct test-highest ## Run the tests with the lowest and with the newest versions that pyproject.toml allows; needs uv

test-lowest-direct test-highest: test-%:
	uv venv --quiet --clear --seed --python $(PYTHON) .venv-$*
	uv pip install --quiet --python .venv-$* --resolution $* --group build --group dev --editable .
	.venv-$*/bin/python -m pytest -n auto --dist worksteal --ignore tests/house/test_lock.py $(TESTS)

clean: ## Remove the environments and everything built
	rm -rf $(VENV) .venv-* node_modules site print dist pictures fuzz-finds .coverage .mypy_cache .pytest_cache .ruff_cache .import_linter_cache bench/results

# What is installed is exactly what the locks name: pip resolves nothing and builds nothing, so that it does not
# matter what has been published since. The environment is made anew if it is half made, or older than a lock.
$(READY): requirements.lock requirements-dev.lock pyproject.toml src/briefbook/__init__.py $(BIN)/python
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "briefbook needs Python 3.11 or later; name one: make PYTHON=python3.12" >&2; exit 1; }
	@rm -f $@ # until this is done, the environment is half made
	$(PYTHON) -m venv --clear $(VENV)
	$(if $(WITH_PIP),$(PIP) install --quiet --upgrade "$(WITH_PIP)")
	$(call install,requirements.lock)
	$(PIP) install --quiet --no-deps --no-build-isolation --editable .
	$(PIP) check
	@touch $@

# What an interrupted run has left of a package is written over.
$(READY_DEV): $(READY)
	$(call install,requirements-dev.lock) --ignore-installed
	$(PIP) check
	@touch $@

$(READY_NODE): package.json package-lock.json .npmrc
	npm ci --ignore-scripts --no-audit --no-fund --loglevel=error >/dev/null
	@touch $@

# What is imported is compiled then, and the rest never.
install = $(PIP) install --quiet --no-compile --no-deps --require-hashes --only-binary :all: --requirement $(1)

$(BIN)/python: # gone, or never there
