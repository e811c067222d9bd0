# SPDX-License-Identifier: EUPL-1.2
#
# Every target installs what it needs, says what it does and works from a fresh clone.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help

SCHAKEL := .build/release/schakel
RUN_FOLDER := .run

.PHONY: help run test authorisation browser schemathesis torture soak fuzz build dist lint bench bench-worklist bench-private-check clean install screens

help: ## Show what there is to make
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  make \1\t\2/' | expand -t 16

install: ## Install what is missing on this machine
	@scripts/install.sh build

build: install ## Build the release binary at .build/release/schakel
	@echo "Building the release binary (a first build takes some minutes) …"
	@swift build -c release --product schakel

dist: install ## Pack one binary with the Swift library in it, units and documents at dist/
	@echo "Building a binary that needs no Swift on the machine (a first build takes some minutes) …"
	@scripts/dist.sh

run: build ## Build, then play the story with a hub and three providers, and keep them running
	@scripts/install.sh run
	@rm -rf $(RUN_FOLDER)
	@$(SCHAKEL) demo --stay --folder $(RUN_FOLDER)

test: install ## Run all tests
	@scripts/install.sh test
	@scripts/test.sh

browser: install ## Play the journeys in a real browser
	@scripts/install.sh test
	@scripts/test.sh --filter BrowserJourney

schemathesis: build ## Ask the API all that its description allows, as each role, for long; EXAMPLES=1000 for longer
	@scripts/install.sh test
	@scripts/api-trial.py --examples "$${EXAMPLES:-100}" --together 2 --binary $(SCHAKEL)

screens: build ## Make the pictures of the main pages at docs/screens
	@scripts/install.sh screens
	@.build/browser/bin/python scripts/screens.py --program $(SCHAKEL)

torture: build ## Kill a hub 300 times under load, and see that nothing acknowledged is lost
	@scripts/install.sh test
	@scripts/torture.py --kills 300 --binary $(SCHAKEL)

soak: build ## Ask an edge for 20 minutes while its list changes; SOAK=1h for an hour
	@scripts/install.sh bench
	@SOAK="$(SOAK)" scripts/soak.py --binary $(SCHAKEL)

fuzz: install ## Attack every parser for ten minutes, and keep what breaks one
	@Fuzz/run.sh

authorisation: install ## Write who may do what into docs/authorisation.md
	@swift build --product schakel
	@.build/debug/schakel authorisation > docs/authorisation.md.new && mv docs/authorisation.md.new docs/authorisation.md
	@echo "docs/authorisation.md is written."

lint: ## Check the format of all sources
	@swift format lint --strict --recursive --parallel Package.swift Sources Tests Benchmarks/Ledger Benchmarks/Worklist Benchmarks/PrivateCheck Fuzz/Package.swift Fuzz/Sources/Targets
	@echo "The format is as it should be."

bench: build ## Measure, side by side with the named peers
	@scripts/install.sh bench
	@swift build -c release --product index-benchmark
	@swift build -c release --product diameter-benchmark
	@Benchmarks/run.sh

bench-worklist: install ## Measure the worklist with 100,000 open cases; STORE=an address for PostgreSQL
	@swift build -c release --product worklist-benchmark
	@folder=$$(mktemp -d) && trap 'rm -rf "$$folder"' EXIT && \
		.build/release/worklist-benchmark --store "$${STORE:-sqlite:$$folder}"

bench-private-check: install ## Measure private checks: evaluations, the table, bytes
	@swift build -c release --product private-check-benchmark
	@.build/release/private-check-benchmark

clean: ## Remove everything that was built or run
	@rm -rf .build dist $(RUN_FOLDER)
