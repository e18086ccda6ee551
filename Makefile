# make run    the reader on the seed articles      make test   every test and check
# make quality the figures of the analysis on all annotated sets, against the last record; RECORD=1 keeps them
# All make the environment in .venv first, from the lock files, if it is not there.

PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11 python3.14; do \
	$$p -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 14))' 2>/dev/null && echo $$p && break; done)
BIN := .venv/bin
export PYTHONSAFEPATH := 1

.PHONY: run test quality lint format lock clean

run: .venv/run
	@$(BIN)/newsreader

test: .venv/dev lint
	$(BIN)/pytest -n 2

quality: .venv/dev
	@PYTHONPATH=$(CURDIR) $(BIN)/python -m tests.quality.measure $(if $(RECORD),--record)

lint: .venv/dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache

format: .venv/dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

.venv/made:
	@test -n "$(PYTHON)" || { echo "newsreader needs Python 3.11 to 3.14: install one, or name it: make PYTHON=/path/to/python3" >&2; exit 1; }
	$(PYTHON) -m venv .venv
	@touch $@

# The build backend is in the lock too, so that nothing is installed that is not pinned.
.venv/run: .venv/made requirements.lock pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	$(BIN)/python -m compileall -q src/newsreader
	@touch $@

.venv/dev: .venv/made requirements-dev.lock pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	$(BIN)/python -m compileall -q src/newsreader
	@touch $@ .venv/run

# Needs uv. Writes both locks anew, for every Python and platform that the project names.
lock:
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
		--no-emit-index-url --no-emit-find-links --extra build pyproject.toml -o requirements.lock
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
		--no-emit-index-url --no-emit-find-links --extra build --extra dev pyproject.toml -o requirements-dev.lock

clean:
	rm -rf .venv build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
