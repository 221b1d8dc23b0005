# The two commands that matter: `make demo` and `make test`. `make` alone lists them all.
PYTHON ?= python3
REPORT ?=
PORT ?= 8000

VENV := .venv
BIN := $(VENV)/bin
WEB := concertation/web
VENDOR := $(WEB)/static/vendor
CATALOGUES := $(patsubst %.po,%.mo,$(wildcard $(WEB)/locale/*/LC_MESSAGES/*.po))
ON_BOTH_DATABASES := $(wildcard $(addprefix tests/,accounts register insight review exchange digest reporting web cli))
PYTEST := $(BIN)/pytest -n 2 --dist worksteal

export PIP_DISABLE_PIP_VERSION_CHECK := 1
export PIP_ROOT_USER_ACTION := ignore

.NOTPARALLEL:
.DELETE_ON_ERROR:
.DEFAULT_GOAL := help
.PHONY: help demo serve setup test test-setup checks lint style format imports types
.PHONY: migrations postgres sqlite messages lock clean

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: setup ## set up, read a report, write the next one in out/, show the pages (REPORT=any.docx)
	$(BIN)/concert demo $(if $(REPORT),--report "$(REPORT)")
	$(BIN)/concert serve --port $(PORT)

serve: setup ## show the pages of the register (PORT=8000)
	$(BIN)/concert setup
	$(BIN)/concert serve --port $(PORT)

setup: $(VENV)/.installed $(VENDOR)/.copied $(CATALOGUES) ## install what the program needs, into this folder only

test: test-setup ## install what the tests need and run every check
	@$(MAKE) --no-print-directory --keep-going checks

# Each check runs whatever the others say; the test runs come last, so that their counts close the output.
checks: lint types migrations postgres sqlite

lint: style format imports ## style, format and which part may import which

style: $(VENV)/.tested
	$(BIN)/ruff check .

format: $(VENV)/.tested
	$(BIN)/ruff format --check .

imports: $(VENV)/.tested
	$(BIN)/lint-imports --no-logo

types: $(VENV)/.tested node_modules/.tested ## types, strictly where the rules live
	node_modules/.bin/pyright

migrations: setup
	$(BIN)/python manage.py makemigrations --check --dry-run

postgres: test-setup
	$(BIN)/python scripts/with_postgres.py $(PYTEST) -m "not browser or story" $(ON_BOTH_DATABASES)

sqlite: test-setup
	env -u DATABASE_URL $(PYTEST)

messages: $(VENV)/.installed ## bring the translation catalogues up to date with the pages
	@scripts/need xgettext gettext
	cd concertation && ../$(BIN)/python ../manage.py makemessages --all --no-obsolete --no-wrap --add-location file

lock: $(VENV)/.tested ## choose the newest allowed releases and lock them with their hashes
	$(BIN)/python scripts/lock.py
	npm update --package-lock-only --ignore-scripts

clean: ## remove all that these commands made, the register in var/ excepted
	rm -rf $(VENV) node_modules $(VENDOR) $(CATALOGUES) out staticfiles .pytest_cache .ruff_cache .hypothesis *.egg-info

# What is installed is named by the lock files: a stamp older than its lock is made again.

$(BIN)/python:
	@scripts/prerequisites "$(PYTHON)"
	"$(PYTHON)" -m venv $(VENV)

$(VENV)/.installed: requirements/main.txt pyproject.toml | $(BIN)/python
	$(BIN)/pip install --quiet --require-hashes --requirement requirements/main.txt
	$(BIN)/pip install --quiet --no-deps --no-build-isolation --config-settings editable_mode=compat --editable .
	@touch $@

$(VENV)/.tested: requirements/test.txt $(VENV)/.installed
	$(BIN)/pip install --quiet --require-hashes --requirement requirements/test.txt
	@touch $@

node_modules/.installed: package.json package-lock.json | $(BIN)/python
	npm ci --omit=dev
	@touch $@

node_modules/.tested: package.json package-lock.json | $(BIN)/python
	npm ci
	@touch node_modules/.installed $@

$(VENDOR)/.copied: node_modules/.installed Makefile
	rm -rf $(VENDOR)
	mkdir -p $(addprefix $(VENDOR)/,bootstrap htmx echarts)
	cp node_modules/bootstrap/dist/css/bootstrap.min.css* node_modules/bootstrap/dist/css/bootstrap.rtl.min.css* \
	   node_modules/bootstrap/dist/js/bootstrap.bundle.min.js* node_modules/bootstrap/LICENSE $(VENDOR)/bootstrap/
	cp node_modules/htmx.org/dist/htmx.min.js node_modules/htmx.org/LICENSE $(VENDOR)/htmx/
	cp node_modules/echarts/dist/echarts.min.js node_modules/echarts/LICENSE node_modules/echarts/NOTICE $(VENDOR)/echarts/
	@touch $@

%.mo: %.po $(VENV)/.installed
	$(BIN)/pybabel --quiet compile --input-file $< --output-file $@ --locale $(notdir $(patsubst %/LC_MESSAGES/,%,$(dir $<)))
	@test -f $@ || { echo "$<: complete the head of this catalogue and take the mark 'fuzzy' off it" >&2; exit 1; }

test-setup: $(VENV)/.tested node_modules/.tested setup
	@scripts/need chromium chromium
	@scripts/need pango-view pango1.0-tools
	@scripts/need initdb postgresql
	@scripts/need xgettext gettext
