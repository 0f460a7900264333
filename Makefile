# Every command sets up what it needs; a second run starts at once.

PYTHON ?= python3
ADDRESS ?= 127.0.0.1:8000

BIN := .venv/bin
JUDGES := tests/judges
DENO := DENO_NO_UPDATE_CHECK=1 DENO_TLS_CA_STORE=mozilla,system $(abspath $(BIN))/deno
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

# Material's notice about MkDocs 2; docs/decisions says what Podium does about it.
export NO_MKDOCS_2_WARNING := 1

.DELETE_ON_ERROR:
.PHONY: help serve build test judges lighthouse lint bench floors clean

help: ## Show the commands
	@sed -n 's/^\([a-z]*\):.*## /make \1 \t/p' $(MAKEFILE_LIST) | expand -t 14

serve: .venv/site.done packages ## Preview the site at 127.0.0.1:8000, live
	$(BIN)/mkdocs serve --dev-addr $(ADDRESS)

build: .venv/site.done packages ## Write the site to site/; any warning fails
	$(BIN)/mkdocs build --strict

test: .venv/dev.done $(JUDGES)/node_modules/done browser libical fetched ## Run the tests
	$(BIN)/python -m pytest -n auto --maxprocesses 8 --dist loadscope

judges: .venv/dev.done $(JUDGES)/node_modules/done browser libical fetched java ## Ask other people's judges about whole sites
	$(BIN)/python -m pytest -n auto --maxprocesses 8 --dist loadscope -m judges

lighthouse: .venv/dev.done $(JUDGES)/lighthouse/node_modules/done browser fetched ## Print Lighthouse's scores of four pages
	$(BIN)/python tests/lighthouse.py

lint: .venv/dev.done $(JUDGES)/node_modules/done ## Check style and types of Python and JavaScript
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(DENO) run --quiet --allow-all $(JUDGES)/node_modules/typescript/bin/tsc --project $(JUDGES)

bench: .venv/dev.done fetched ## Measure speed and memory
	$(BIN)/python benchmarks/run.py

floors: .venv/floors/done browser libical fetched $(JUDGES)/node_modules/done ## Run the tests on the oldest versions allowed
	.venv/floors/bin/python -m pytest -n auto --dist loadscope -W default

clean: ## Remove everything that the commands made
	rm -rf .venv $(JUDGES)/node_modules $(JUDGES)/lighthouse/node_modules site .cache build dist *.egg-info hooks/*.egg-info
	rm -rf .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find hooks tests benchmarks -name __pycache__ -prune -exec rm -rf {} +

# A `done` file marks a finished step, so that a broken one starts again.

.venv/done:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo 'Podium needs Python 3.11 or newer; name one: make PYTHON=python3.13' >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null || .ci/need python3-venv 'its own folder of libraries'
	@echo 'Setting up in .venv; the first time takes a minute'
	@$(PYTHON) -m venv .venv
	@touch $@

.venv/site.done: .venv/done requirements.txt
	@$(PIP) install -r requirements.txt
	@touch $@

.venv/dev.done: .venv/site.done requirements-dev.txt
	@$(PIP) install -r requirements.txt -r requirements-dev.txt
	@touch $@

.venv/floors/done: .venv/dev.done pyproject.toml
	@$(PYTHON) -m venv .venv/floors
	@.venv/floors/bin/python -m pip --quiet install -r requirements-dev.txt
	@.venv/floors/bin/python -m pip --quiet install $$($(BIN)/python tests/requirements.py)
	@touch $@

$(JUDGES)/node_modules/done: $(JUDGES)/package.json $(JUDGES)/deno.lock | .venv/dev.done
	@cd $(JUDGES) && $(DENO) install --quiet --frozen
	@touch $@

$(JUDGES)/lighthouse/node_modules/done: $(JUDGES)/lighthouse/package.json $(JUDGES)/lighthouse/deno.lock | .venv/dev.done
	@cd $(JUDGES)/lighthouse && $(DENO) install --quiet --frozen
	@touch $@

.PHONY: packages fetched browser libical java
packages: .venv/site.done
	@$(BIN)/podium setup >/dev/null || true # a build without reveal.js says so itself

fetched: .venv/dev.done # the tests do without none of it
	@$(BIN)/podium setup >/dev/null

browser: .venv/dev.done
	@$(BIN)/python tests/browsers.py driver || .ci/need libatomic1 'the browser tests: Playwright runs on it'
	@if $(BIN)/python tests/browsers.py installed; then :; \
	elif grep -qs '^ID=debian' /etc/os-release; then .ci/need chromium 'the browser tests'; \
	else $(BIN)/python -m playwright install chromium; fi
	@$(BIN)/python tests/browsers.py starts

libical: .venv/dev.done
	@$(BIN)/python -c 'import ctypes.util, sys; sys.exit(not ctypes.util.find_library("ical"))' || \
	  .ci/need libical3 'the calendar judges'

java:
	@command -v java >/dev/null || .ci/need default-jre-headless 'the Nu HTML checker'
