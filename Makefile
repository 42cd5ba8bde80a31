# The one door: people and .ci/run call these targets and nothing else.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
PYTHON ?= $(shell command -v python3.11 || command -v python3)
BIN := .venv/bin
PORT ?= 8000
TEST_PROCESSES ?= 2
BANKCRM_MODE ?= demo
export BANKCRM_MODE PORT
export UV_PYTHON_DOWNLOADS := never
export UV_NO_PROGRESS := 1
export PATH := $(CURDIR)/.venv/bin:$(PATH)

.PHONY: help setup run test browser check format lint types contracts migrations translations fix migrate tour bench golden lock messages

help: ## show this list
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

setup: .venv/.dev node_modules/.done ## everything into .venv/ and node_modules/

# python3 -m venv leaves half a folder behind where the venv package is missing: say so and remove it.
.venv/.uv: requirements-uv.txt
	@test -n "$(PYTHON)" || { echo "No python3 here: install Python 3.11 (Debian: apt-get install python3 python3-venv)"; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info[:2] != (3, 11))' || { echo "bankcrm needs Python 3.11, found $$($(PYTHON) -V): make PYTHON=/path/to/python3.11 ..."; exit 1; }
	@$(PYTHON) -m venv .venv || { rm -rf .venv; echo "Cannot make a virtual environment (Debian: apt-get install python3-venv)"; exit 1; }
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-uv.txt
	@touch $@

.venv/.run: .venv/.uv requirements.txt
	@$(BIN)/uv pip install --quiet --require-hashes -r requirements.txt
	@touch $@

.venv/.dev: .venv/.uv requirements-dev.txt
	@$(BIN)/uv pip install --quiet --require-hashes -r requirements-dev.txt
	@touch $@ .venv/.run

node_modules/.done: package-lock.json | .venv/.run
	@$(BIN)/npm ci --silent --ignore-scripts --no-audit --no-fund
	@touch $@

run: .venv/.run node_modules/.done ## the whole portal with a demo bank on http://127.0.0.1:8000 (PORT, BANKCRM_HOME)
	@exec $(BIN)/python -m bankcrm.runner

migrate: .venv/.run node_modules/.done ## bring the database to this code
	@$(BIN)/python manage.py migrate

messages: .venv/.run ## compile the message catalogues
	@$(BIN)/python manage.py catalogues

test: setup browser messages ## every test, browser journeys too (TESTS=tests/customers for a part)
	@BANKCRM_HOME= $(BIN)/python -m pytest -q -n $(TEST_PROCESSES) --dist loadfile $(TESTS)

# The journeys need a browser and a Chinese font. Root installs Debian's; others are told.
browser:
	@if ! command -v chromium chromium-browser google-chrome >/dev/null && test -z "$${CHROMIUM_PATH:-}"; then \
	  if test "$$(id -u)" = 0 && command -v apt-get >/dev/null; then \
	    apt-get -qq update && DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends chromium fonts-wqy-zenhei >/dev/null; \
	  else \
	    echo "The browser tests need: apt-get install chromium fonts-wqy-zenhei (or CHROMIUM_PATH=/path/to/chrome)"; exit 1; \
	  fi; \
	fi

check: format lint types contracts migrations translations ## format, lint, types, import contracts, migrations, translations

format: setup
	@$(BIN)/ruff format --check --quiet . >/dev/null || { $(BIN)/ruff format --check . | head -n 20; echo "Not formatted: run \`make fix\`"; exit 1; }
	@node_modules/.bin/prettier --check --log-level warn static/css static/js || { echo "Not formatted: run \`make fix\`"; exit 1; }

lint: setup
	@$(BIN)/ruff check --quiet .

types: setup
	@$(BIN)/mypy

contracts: setup
	@$(BIN)/lint-imports --no-logo --no-cache

migrations: setup
	@PYTHONWARNINGS=ignore::RuntimeWarning $(BIN)/python manage.py makemigrations --check --dry-run
	@$(BIN)/python manage.py check --fail-level WARNING

translations: setup messages
	@$(BIN)/python manage.py catalogues --check

fix: setup ## format, and mend what the linter can
	@$(BIN)/ruff check --fix --quiet . || true
	@$(BIN)/ruff format --quiet .
	@node_modules/.bin/prettier --write --log-level warn static/css static/js

golden: .venv/.run node_modules/.done ## the golden cases of the rules (FILE=cases.yaml for others)
	@$(BIN)/python manage.py golden $(FILE)

bench: .venv/.run node_modules/.done ## loads, night and pages against bare SQL (N=20000, GROWTH=1)
	@$(BIN)/python manage.py bench $(if $(N),--customers $(N)) $(if $(GROWTH),--growth)

tour: setup browser messages ## the pictures of the README
	@$(BIN)/python manage.py tour

COMPILE = $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header
lock: .venv/.uv ## pin what requirements*.in ask for, with hashes
	@$(COMPILE) requirements.in -o requirements.txt
	@$(COMPILE) requirements-dev.in -c requirements.txt -o requirements-dev.txt
	@$(BIN)/npm install --silent --package-lock-only --ignore-scripts --no-audit --no-fund
