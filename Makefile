# Twee opdrachten om te onthouden: `make start` en `make test`. `make help` noemt de rest.
SHELL := /bin/bash
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
KLAAR := $(VENV)/.klaar
WIDGET := assistent/web/widget
BOUW := assistent/web/statisch/bouw/toegang-chat.js
export TF_CPP_MIN_LOG_LEVEL := 3
export RASA_TELEMETRY_ENABLED := false
export PYTHONHASHSEED := 1

.DEFAULT_GOAL := help
.PHONY: help start test train toets nakijken lint meten browser controleer schoon slot telefoon centrale test-telefoon sbom

help: ## Toon deze lijst
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  make \1\t\2/' | expand -t 22

start: $(KLAAR) $(BOUW) train ## Start de demogemeente: chat, werkbak en taalmodel
	@$(BIN)/python -m assistent start --demo

test: $(KLAAR) $(BOUW) ## Bereid alles voor en draai alle tests
	@$(MAKE) --no-print-directory -j2 train nakijken
	@$(MAKE) --no-print-directory toets

# Terwijl het model op de ene kern traint doet de andere de rest.
nakijken: browser telefoon lint

train: $(KLAAR) ## Train wat veranderd is
	@$(BIN)/python -m assistent train

toets: ## Alleen de tests, zonder voorbereiding
	@$(BIN)/python -m pytest

lint: $(KLAAR) ## Stijl, types en de richting van de pijlen
	@echo "Stijl, types en pijlen worden gecontroleerd …"
	@$(BIN)/ruff check . && $(BIN)/mypy && $(BIN)/lint-imports --no-cache

controleer: $(KLAAR) ## Controleer de kennisbank en de omgeving
	@$(BIN)/python -m assistent controleer

meten: $(KLAAR) train ## Meet kwaliteit, snelheid en geheugen; drukt een tabel af
	@$(BIN)/python -m benchmarks

telefoon: ## Zet een proefcentrale, SIP-beller, stem en herkenner klaar, als die te krijgen zijn
	@bash bouw/telefoon.sh

centrale: telefoon ## Start een proefcentrale om de demo te bellen met een SIP-toestel
	@bash bouw/centrale.sh

test-telefoon: $(KLAAR) telefoon ## De telefoonlijn met een echte Asterisk, beller, stem en herkenner, als die te krijgen zijn
	@TELEFOONPROEF=1 $(BIN)/python -m pytest tests/telefoon

browser: ## Zet Chromium klaar voor de browsertests, als dat mag
	@bash bouw/browser.sh

slot: ## Maak requirements.lock opnieuw uit pyproject.toml
	@$(VENV)-uv/bin/uv pip compile -q pyproject.toml --group dev --python-version 3.11 --generate-hashes --no-emit-index-url --no-header -o requirements.lock

sbom: $(KLAAR) ## Maak de stuklijst (CycloneDX) en controleer licenties
	@$(BIN)/python bouw/sbom.py

schoon: ## Gooi alles weg wat gemaakt is (ook de demogegevens)
	rm -rf $(VENV) $(VENV)-uv models var $(WIDGET)/node_modules assistent/web/statisch/bouw

$(KLAAR): requirements.lock
	@bash bouw/omgeving.sh "$(PYTHON)" "$(VENV)" && touch $@

$(BOUW): $(shell find $(WIDGET) -path '*/node_modules' -prune -o -type f -print 2>/dev/null)
	@bash bouw/widget.sh "$(WIDGET)" && touch $@
