# melobridge: `make` lists what can be done.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PINS := pyproject.toml constraints.txt
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt

NO_MIDI := No MIDI ports: python-rtmidi could not be installed ($(VENV)/midi.log says why); \
	all else works, OSC too.

.DEFAULT_GOAL := help
.PHONY: help serve test fast check docs bench clean

help: ## list the targets
	@echo "make TARGET [ARGS='...']"
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  %-6s  %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

serve: $(VENV)/.serve-stamp ## start the OSC server (ARGS='--port 7000' goes to `melobridge serve`)
	@exec $(BIN)/melobridge serve $(ARGS)

test: $(VENV)/.dev-stamp ## run all tests (ARGS='-k clock' goes to pytest)
	@.ci/system-packages
	@$(BIN)/python -m pytest -n 2 --dist loadfile $(ARGS)

fast: $(VENV)/.dev-stamp ## run the quick tests: no other programs, no training
	@$(BIN)/python -m pytest -n 2 -q -m 'not slow' tests/agent tests/bridge tests/melobridge tests/test_architecture.py $(ARGS)

check: $(VENV)/.dev-stamp ## format, lint and types
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/mypy

docs: $(VENV)/.docs-stamp ## build the pages of docs/ as a site: build/site/index.html
	@$(BIN)/python -m sphinx --fail-on-warning --keep-going --fresh-env --quiet docs build/site

bench: $(VENV)/.bench-stamp ## print the figures of the classic task and of serving
	$(BIN)/python -m benchmarks.training
	$(BIN)/python -m benchmarks.ablation
	$(BIN)/python -m benchmarks.serving

clean: ## remove caches and build products (.venv stays)
	rm -rf build dist *.egg-info .hypothesis .mypy_cache .pytest_cache .ruff_cache
	find . -path ./$(VENV) -prune -o -type d -name __pycache__ -exec rm -rf {} +

# A stamp per set of dependencies; the larger sets hold the smaller ones.
$(VENV)/.serve-stamp: $(PINS) | $(BIN)/pip
	@echo "Installing what serving needs into $(VENV) ..."
	@$(INSTALL) -e '.[midi]' 2>$(VENV)/midi.log || { $(INSTALL) -e . && echo "$(NO_MIDI)"; }
	@touch $@

$(VENV)/.dev-stamp: $(PINS) | $(BIN)/pip
	@echo "Installing what training and testing need into $(VENV) (torch is large) ..."
	@$(INSTALL) -e '.[dev]'
	@touch $(VENV)/.serve-stamp $(VENV)/.docs-stamp $@

$(VENV)/.docs-stamp: $(PINS) | $(BIN)/pip
	@echo "Installing what the site needs into $(VENV) ..."
	@$(INSTALL) -e '.[docs]'
	@touch $@

$(VENV)/.bench-stamp: $(PINS) | $(BIN)/pip
	@echo "Installing what the benchmarks need into $(VENV) (torch is large) ..."
	@$(INSTALL) -e '.[dev,bench]'
	@touch $(VENV)/.serve-stamp $(VENV)/.docs-stamp $(VENV)/.dev-stamp $@

# Debian ships Python without ensurepip: without it, a virtual environment has no pip.
$(BIN)/pip:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "melobridge needs Python 3.11 or newer: name one with PYTHON=..." >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || .ci/system-packages python3-venv
	@$(PYTHON) -m venv $(VENV)
