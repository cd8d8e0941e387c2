# The two commands: `make run` and `make test`. They need Python 3.11 or newer and make, nothing else.
PYTHON ?= python3
VENV := .venv
ifeq ($(OS),Windows_NT)
BIN := $(VENV)/Scripts
else
BIN := $(VENV)/bin
endif
READY := $(VENV)/.ready

.DEFAULT_GOAL := help
.PHONY: help venv run test check format lock messages starter pages readings bench bench-search terminals soak clean

help: ## this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/'

$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "archive needs Python 3.11 or newer: make PYTHON=python3.12 run"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	$(BIN)/python -m compileall -q store importers tui
	@touch $(READY)

venv: $(READY) ## .venv with everything in it, .venv/bin/archive included

run: $(READY) ## open the app on archive.db
	@$(BIN)/archive

# Terminals and threads on a machine that does other things besides: what failed is run once more, by itself, and named;
# what fails then has failed. `AGAIN=` leaves the second look out.
AGAIN := yes
define tests
$(BIN)/python -m pytest -n auto --dist worksteal $(1) || { status=$$?; test "$(AGAIN)" -a $$status = 1 || exit $$status; \
	  echo "== once more, one by one: what failed beside others =="; \
	  $(BIN)/python -m pytest -v --maxfail 5 --last-failed --last-failed-no-failures none $(1); }
endef

test: $(READY) ## all tests (TESTS=path picks some)
	$(call tests,$(TESTS))
ifndef TESTS
	$(call tests,--encrypted -q -m "not slow" --ignore tests/store/text --ignore tests/store/query tests/store)
endif

check: $(READY) ## style, types and the arrows between packages
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(READY) ## write the style that check wants
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

lock: ## requirements.lock anew: pinned, hashed, for every platform
	$(BIN)/uv pip compile pyproject.toml --group dev --all-extras --universal --generate-hashes --python-version 3.11 \
	  --no-emit-index-url --no-emit-find-links --no-annotate --custom-compile-command "make lock" --quiet --upgrade -o requirements.lock

messages: $(READY) ## collect messages from the code and compile the catalogues
	$(BIN)/python -m tui.locale.catalogues

starter: $(READY) ## archive.db anew from starter/
	$(BIN)/python -m starter.build archive.db

pages: $(READY) ## docs/keys.md and the manual pages anew from the commands
	$(BIN)/python -m tui.commands > docs/keys.md
	$(BIN)/python -m tui.cli.man_page en > docs/man/archive.1
	$(BIN)/python -m tui.cli.man_page fr > docs/man/fr/archive.1

readings: $(READY) ## what importers read, written down after a version of one was raised
	$(BIN)/python tests/importers/readings.py

bench: $(READY) ## start-up, search, import and keystroke beside their peers
	$(BIN)/python -m bench

bench-search: $(READY) ## what search finds and how soon, beside its peers (INSTALL=1 installs those: PyPI, Debian)
	$(if $(INSTALL),$(BIN)/python -m pip install --quiet --upgrade --target build/peers tantivy)
	$(if $(INSTALL),apt-get install -y --no-install-recommends liblucene8-java openjdk-17-jdk-headless python3-xapian zstd)
	PYTHONPATH=build/peers $(BIN)/python -m bench retrieval keys

terminals: $(READY) ## every terminal emulator, photographed and read (INSTALL=1 installs them from Debian)
	$(BIN)/python -m tests.terminal.emulators --document docs/terminals.md $(if $(INSTALL),--install)

soak: $(READY) ## kills, power cuts, failed writes, flips and fuzz (SOAK=0.2 for a fifth of it, SOAK_MINUTES at most)
	$(BIN)/python -m tests.soak

clean:
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
