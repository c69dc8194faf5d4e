# All that one does with this checkout. Each target does its own set-up; `make` alone lists them.

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
SHELL := /bin/bash
# Tests start many processes, each of which would compile the project anew.
unexport PYTHONDONTWRITEBYTECODE

UV_VERSION := 0.13.9
UV := $(or $(shell command -v uv),.cache/uv/bin/uv)
BIN := .venv/bin
READY := .venv/.ready
# The demo keeps its ledger and page apart from the user's own.
DEMO := out/demo
# The folder of annotated articles and their scorer.
SHARED := ../shared
# Where everything must run, a test that finds no server or browser fails; elsewhere it is skipped and says why.
EVERYTHING := --require neo4j,postgres,s3,browser,model
# Most of the tests' time is waiting for servers and browsers, so that one process more than there are cores pays; each
# takes some 3 GB of memory.
WORKERS := $(shell n=$$(getconf _NPROCESSORS_ONLN); echo $$((n < 3 ? n + 1 : 4)))
REQUIRE := $(if $(filter true,$(CI)),$(EVERYTHING))

needs = @test -n "$($(1))" || { echo "make $@: name annotated articles, $(1)=\"FILE...\"" >&2; exit 2; }

.PHONY: help
help: ## list the targets
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## / { printf "make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

.PHONY: setup
setup: $(READY) ## make .venv, after which .venv/bin/conflictgraph works

$(READY): pyproject.toml uv.lock .python-version | $(UV)
	$(UV) sync --locked --quiet --compile-bytecode
	@touch $@

# System Pythons refuse global installs, hence a folder of our own.
.cache/uv/bin/uv:
	@echo "installing uv $(UV_VERSION) into .cache/uv" >&2
	@python3 -m venv --clear .cache/uv >/dev/null || { rm -rf .cache/uv; \
	  echo "python3 can't make virtual environments: install them (Debian, Ubuntu: apt-get install python3-venv), or uv itself" >&2; exit 1; }
	@.cache/uv/bin/python -m pip install --quiet --disable-pip-version-check uv==$(UV_VERSION)

.PHONY: demo
demo: $(READY) ## read the sample articles, keep them, load the graph and draw it
	@mkdir -p $(DEMO)
	@CONFLICTGRAPH_HOME=$(DEMO) $(BIN)/conflictgraph run data/samples --out $(DEMO)/graph.html

.PHONY: test
test: check ## all checks, then all tests
	$(BIN)/pytest $(REQUIRE) -n $(WORKERS) --dist loadfile

.PHONY: check
check: $(READY) ## linters, type checkers, import contracts, data files
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/pyright
	$(BIN)/lint-imports --no-cache
	$(BIN)/conflictgraph check

.PHONY: eval
eval: $(READY) ## measure extraction on articles unseen by the judge, write docs/evaluation.md, fail below the floors
	$(BIN)/python -m ingest.assess $(SHARED) --floors tests/floors.toml --out docs/evaluation.md

.PHONY: train
train: $(READY) ## train a judge anew: make train GOLD="a.jsonl b.jsonl" [IN=fr]
	$(call needs,GOLD)
	$(BIN)/python -m ingest.train --lang $(or $(IN),en) --out data/models/$(or $(IN),en)/judge.json $(GOLD)

.PHONY: bench
bench: $(READY) ## measure extraction, resolution, the page, the stores and scale: make bench [SCALE=0.1]
	$(BIN)/python -m tests.bench.extraction
	$(BIN)/python -m tests.bench.resolution
	$(BIN)/python -m tests.bench.page
	$(BIN)/python -m tests.bench.stores --scale $(or $(SCALE),1)
	$(BIN)/python -m tests.bench.scale $(SHARED) --out docs/benchmarks.md --scale $(or $(SCALE),1)

.PHONY: kills
kills: $(READY) ## kill schedules, and the Neo4j that they load, at random moments: make kills [KILLS=50]
	$(BIN)/python -m tests.bench.kills --kills $(or $(KILLS),50) --neo4j 10

.PHONY: day
day: $(READY) ## simulate a day of fifty feeds: make day [SCALE=0.1]
	$(BIN)/python -m tests.bench.day --scale $(or $(SCALE),1)

.PHONY: fuzz
fuzz: $(READY) ## feed what reads feeds and articles with hostile inputs for ten minutes: make fuzz [SECONDS=600]
	$(BIN)/python -m tests.fuzz --seconds $(or $(SECONDS),600)

.PHONY: schema
schema: $(READY) ## write data/schema from the records
	$(BIN)/python -m ingest.schema data/schema

.PHONY: clean
clean: ## remove what these targets made
	rm -rf .venv .cache .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache dist out
