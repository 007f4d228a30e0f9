# Two commands are enough: `make up` runs Manta, `make test` proves it. Everything they need goes into
# .tools and .venv of this folder.

SHELL := /bin/bash
.DEFAULT_GOAL := help
UV := $(shell command -v uv 2>/dev/null || echo .tools/bin/uv)
RUN := .venv/bin
export UV_COMPILE_BYTECODE := 1
# The environment is what requirements.lock says; `uv run` must not quietly change it.
export UV_NO_SYNC := 1

.PHONY: help setup web up down test unit check check-python check-board format types bench chaos lock clean

help: ## Show this list
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 10

setup: .venv/.locked ## Install the locked dependencies into .venv

.venv/.locked: requirements.lock pyproject.toml | $(UV)
	@echo "Installing the locked dependencies into .venv …"
	@test -x $(RUN)/python || $(UV) venv --quiet .venv
	@$(UV) pip install --quiet --python $(RUN)/python --require-hashes -r requirements.lock
	@$(UV) pip install --quiet --python $(RUN)/python --no-deps --no-build-isolation -e .
	@touch $@

.tools/bin/uv:
	@echo "Installing uv into .tools …"
	@python3 -m venv .tools
	@.tools/bin/python -m pip install --quiet --require-hashes -r requirements-uv.lock

web: setup api/board/index.html ## Build the board, the page that the API serves

web/node_modules/.locked: web/package-lock.json web/package.json web/.npmrc | .venv/.locked
	@echo "Installing the board's locked dependencies into web/node_modules …"
	@web/npm ci --silent
	@touch $@

api/board/index.html: web/node_modules/.locked $(shell find web/src web/public web/build web/*.* -type f -not -name openapi.json)
	@echo "Building the board …"
	@web/npm run --silent build -- --logLevel warn

types: setup web/node_modules/.locked ## Write the board's types anew from the OpenAPI document
	@$(RUN)/manta openapi --output web/openapi.json
	@web/npm run --silent types

up: setup web ## Start Manta; Ctrl-C stops it. UP="--port 8001" passes options
	@$(RUN)/manta up $(UP)

down: setup ## Stop the Manta that runs in this folder
	@$(RUN)/manta down

test: setup web ## Run every test
	$(RUN)/python -m pytest $(TEST)

unit: setup ## Run the unit tests only, in seconds
	$(RUN)/python -m pytest tests/unit --timeout 30 -q

check: setup web/node_modules/.locked ## Format, lint, types, imports and unit tests: what the pre-commit hook runs
	$(RUN)/ruff format --check .
	$(RUN)/ruff check .
	@$(MAKE) --no-print-directory --jobs 2 --output-sync=target check-python check-board
	$(RUN)/python -m pytest tests/unit --timeout 30 -q

check-python:
	$(RUN)/pyright
	$(RUN)/lint-imports

check-board:
	web/npm run --silent check

format: setup web/node_modules/.locked ## Format and mend what can be mended by itself
	$(RUN)/ruff format .
	$(RUN)/ruff check --fix .
	web/npm run --silent format

bench: setup ## Measure, and print ratios against plain uvicorn in the same run
	$(RUN)/python -m benchmarks $(BENCH)

chaos: setup ## Break the real system for CHAOS="--minutes 20 --seed 1" and judge what is left
	@$(RUN)/python -m tests.chaos $(CHAOS)

lock: | $(UV) ## Resolve the dependencies anew and write the lock files
	UV_NO_SYNC=0 $(UV) lock --quiet
	UV_NO_SYNC=0 $(UV) export --quiet --all-groups --all-extras --no-emit-project --no-annotate --no-header \
	  --format requirements-txt --output-file requirements.lock
	UV_NO_SYNC=0 $(UV) export --quiet --no-default-groups --extra tracing --no-emit-project --no-annotate --no-header \
	  --format requirements-txt --output-file requirements-runtime.lock

clean: ## Remove what was installed and built, not the data in .data
	rm -rf .venv .tools .pytest_cache .ruff_cache .hypothesis web/node_modules api/board
