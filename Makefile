# make help lists the targets.

# Only `make run HOST=…` changes the host: some shells export their machine's name as HOST.
HOST = 127.0.0.1
PORT ?= 8000

VENV = .venv
UV = uv==0.13.9
PIP = $(VENV)/bin/python -m pip --disable-pip-version-check

# Left empty, the first of these that is new enough and can make environments.
PYTHON ?=
PYTHONS = $(or $(PYTHON),python3 python3.13 python3.12 python3.11)

# Tests wait for the disk and for other programs: one more worker than there are processors.
WORKERS ?= $(shell expr $$(getconf _NPROCESSORS_ONLN) + 1)

# One stamp for each set of packages, so that they are installed again only after a change.
RUNTIME = $(VENV)/.installed
DEV = $(VENV)/.installed-dev
PACKAGE = pyproject.toml hatch_build.py $(wildcard portal/translations/*/LC_MESSAGES/messages.po)

.DELETE_ON_ERROR:
.PHONY: help install run test lint format screens audit catalogs lock clean

help: ## list the targets
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' Makefile | expand -t 12

install: $(RUNTIME) ## make .venv with the portal command

run: $(RUNTIME) ## serve the portal on HOST and PORT; sample data if there is none yet
	@[ -e "$${PORTAL_DATA:-data}/public.sqlite" ] || $(VENV)/bin/portal init --sample
	$(VENV)/bin/portal serve --host $(HOST) --port $(PORT)

test: $(DEV) ## lint, types and all tests, with what they need
	.ci/system-packages
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/mypy
	$(VENV)/bin/pytest -n $(WORKERS) --dist loadfile --no-loadscope-reorder

lint: $(DEV) ## lint and types only
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/mypy

format: $(DEV) ## rewrite the code in the house format
	$(VENV)/bin/ruff check --fix .
	$(VENV)/bin/ruff format .

screens: $(DEV) ## pictures of every kind of page into build/screens/
	.ci/system-packages
	$(VENV)/bin/python bench/screens.py $(PAGES)

audit: $(DEV) ## html-validate, axe, Lighthouse and weight of every kind of page (needs npm)
	.ci/system-packages
	$(VENV)/bin/python bench/audit.py $(PAGES)

catalogs: $(RUNTIME) ## collect the messages to translate and compile the catalogs
	$(VENV)/bin/python -m portal.translations

lock: $(VENV)/bin/python ## pin the packages of pyproject.toml (UPGRADE=--upgrade for newer ones)
	$(VENV)/bin/python -m venv $(VENV)/lock
	$(VENV)/lock/bin/python -m pip --disable-pip-version-check install --quiet $(UV)
	$(COMPILE) --group build --output-file requirements.txt
	$(COMPILE) --group build --extra pdf --extra docx --constraints requirements.txt --output-file requirements-pdf.txt
	$(COMPILE) --group dev --all-extras --constraints requirements.txt --output-file requirements-dev.txt

COMPILE = $(VENV)/lock/bin/uv pip compile pyproject.toml --quiet --no-config --universal \
	--python-version 3.11 --generate-hashes --custom-compile-command "make lock" $(UPGRADE)

clean: ## remove .venv, builds and caches; data stays
	rm -rf $(VENV) build dist *.egg-info .hypothesis .mypy_cache .pytest_cache .ruff_cache
	find . -name __pycache__ -prune -exec rm -rf {} +
	rm -f portal/translations/*/LC_MESSAGES/messages.mo

$(RUNTIME): $(VENV)/bin/python requirements.txt $(PACKAGE)
	@echo "Installing the packages of requirements.txt into $(VENV)"
	@$(PIP) install --quiet --require-hashes -r requirements.txt
	@$(PIP) install --quiet --no-build-isolation --no-deps --editable .
	@touch $@

$(DEV): $(RUNTIME) requirements-dev.txt
	@echo "Installing the packages of requirements-dev.txt into $(VENV)"
	@$(PIP) install --quiet --require-hashes -r requirements-dev.txt
	@touch $@

$(VENV)/bin/python:
	@bare=; \
	for python in $(PYTHONS); do \
	  "$$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || continue; \
	  if "$$python" -c 'import venv, ensurepip' 2>/dev/null; then \
	    echo "Making $(VENV) with $$("$$python" --version)"; \
	    exec "$$python" -m venv --clear $(VENV); \
	  fi; \
	  bare="$$bare $$python"; \
	done; \
	if [ -n "$$bare" ]; then \
	  echo "Python has no venv module ($${bare# }). On Debian and Ubuntu: apt-get install python3-venv" >&2; \
	else \
	  echo "Python 3.11 or later is needed; tried: $(PYTHONS). Name one with: make PYTHON=/path/to/python" >&2; \
	fi; \
	exit 1
