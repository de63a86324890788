# Broadsheet. `make help` lists the targets; `make run` and `make test` are all that a newcomer needs.
SHELL := /bin/sh
VENV ?= .venv
PORT ?= 8000
BIN := $(VENV)/bin
PY := $(BIN)/python
WORKERS ?= auto
PYTEST := $(PY) -m pytest -n $(WORKERS)
FAKE_SECRET := checks-only-0123456789-abcdefghijklmnopqrstuvwxyz-ABCDEFGHIJ-_

.DEFAULT_GOAL := help
.PHONY: help install dev run format format-check lint types imports migrations deploy-check test test-thorough test-shared \
	test-services test-browser cov bench bench-reads check lock

help: ## List the targets
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  \1	\2/p' Makefile | expand -t 20

install: $(VENV)/installed .env ## Make .venv with what the site needs, and .env with a secret key

$(VENV)/installed: requirements.txt deploy/find-python
	@python=$$(sh deploy/find-python "$(PYTHON)") && "$$python" -m venv $(VENV)
	@echo "Installing packages into $(VENV) (once; a minute or so)"
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements.txt
	@touch $@

$(VENV)/dev: $(VENV)/installed requirements-dev.txt
	@echo "Installing the tools for tests and checks"
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements-dev.txt
	@touch $@

dev: $(VENV)/dev ## Add the tools for tests and checks, and the commit hook
	@if [ -d .git ]; then $(BIN)/pre-commit install; fi

.env:
	@python=$$(sh deploy/find-python "$(PYTHON)") && umask 077 && \
		"$$python" -c 'import secrets; print("SECRET_KEY=" + secrets.token_urlsafe(60))' > $@
	@echo "Wrote .env with a new secret key (git ignores it)"

run: export SITE_URL = http://127.0.0.1:$(PORT)
run: export PORT := $(PORT)
run: install ## Run the site with its sample columns on http://127.0.0.1:8000 (PORT=...)
	@$(PY) manage.py migrate --verbosity 0
	@$(PY) manage.py collectstatic --verbosity 0 --no-input
	@$(PY) manage.py import_columns samples --publish >/dev/null
	@$(PY) manage.py make_admin
	@$(BIN)/gunicorn --config config/gunicorn.conf.py config.wsgi

format: $(VENV)/dev ## Lay out Python and templates
	$(BIN)/ruff check --fix-only --quiet .
	$(BIN)/ruff format .
	-$(BIN)/djlint --reformat --quiet templates

format-check: $(VENV)/dev
	$(BIN)/ruff format --check .
	$(BIN)/djlint --check --quiet templates

lint: $(VENV)/dev ## Look for mistakes in Python and templates
	$(BIN)/ruff check .
	$(BIN)/djlint --lint --quiet templates

types: $(VENV)/dev ## Check types
	$(BIN)/mypy .

imports: $(VENV)/dev ## Check who imports whom
	SECRET_KEY=$(FAKE_SECRET) $(BIN)/lint-imports

migrations: $(VENV)/dev ## Check that migrations say what the models say
	DJANGO_SETTINGS_MODULE=tests.settings $(PY) manage.py makemigrations --check --dry-run

deploy-check: $(VENV)/dev ## Check the settings of a site on https
	SECRET_KEY=$(FAKE_SECRET) SITE_URL=https://opinion.example.org DEBUG=off ENV_FILE=/dev/null \
		$(PY) manage.py check --deploy --fail-level WARNING

test: $(VENV)/dev ## Run the tests (SQLite only, no service, no browser)
	$(PYTEST)

test-thorough: $(VENV)/dev ## Run the tests that take long: hostile input and files, kill -9 at many moments
	$(PYTEST) -m "thorough and not browser"

test-shared: $(VENV)/dev ## Run the tests that read ../shared; they skip where it is not there
	$(PYTEST) -m shared

test-services: $(VENV)/dev ## Run the tests on PostgreSQL and Redis (TEST_DATABASE_URL, TEST_CACHE_URL)
	@test -n "$$TEST_DATABASE_URL" && test -n "$$TEST_CACHE_URL" || \
		{ echo "Set TEST_DATABASE_URL=postgres://... and TEST_CACHE_URL=redis://... first."; exit 2; }
	$(PYTEST) -m "not shared and not browser"

test-browser: $(VENV)/dev ## Run the tests that drive Chromium (CHROMIUM=/usr/bin/chromium)
	$(PY) -m pytest -m browser

cov: $(VENV)/dev ## Say which lines no test runs
	$(PY) -m pytest --cov --cov-report=term-missing:skip-covered

bench: $(VENV)/dev ## Measure speed, scale and quality
	@for script in $$(grep -l __main__ bench/*.py); do echo "== $$script"; $(PY) "$$script" || exit 1; done

bench-reads: $(VENV)/dev ## Replay a million beacons against their truth, and measure the tables of reads
	$(PY) bench/beacon_replay.py
	$(PY) bench/reads_size.py

check: format-check lint types imports migrations deploy-check test ## All that must hold before a commit lands

lock: $(VENV)/dev ## Compile requirements*.in to pinned files with hashes
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --python-version 3.11 requirements.in -o requirements.txt
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --python-version 3.11 requirements-dev.in -o requirements-dev.txt
