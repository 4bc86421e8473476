# Two commands do everything on a Debian or Ubuntu machine with Python 3.11:
#   make demo   verify two scales and two gauges on simulated benches, and print their documents
#   make test   run the tests of everything that decides; make test-systems those of commands, pages, servers, killed processes
PYTHON ?= python3
BIN := .venv/bin
DEMO := demo
# Tables of the demonstration, each after those that it refers to.
TABLES := divisions organisations catalogue instruments people competences institutes standards certificates assessments checks \
  capabilities demand verifications seals bookings uses
# Decisions are computed, one worker on each core; of the systems some wait, or another process works for them.
CORES := $(shell nproc)
WORKERS ?= $(shell echo $$(( $(CORES) + 2 )))

# The tests start some hundred commands: each would compile the whole program again where no bytecode may be written.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: demo test test-systems pictures evidence check fonts bench clean help

help:
	@sed -n 's/^#   //p' Makefile

$(BIN)/steelyard: pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed: make PYTHON=python3.11 …"; exit 1; }
	@$(PYTHON) -m venv .venv || { echo "The venv module is missing. Run: sudo apt-get install python3-venv"; exit 1; }
	$(BIN)/pip install --quiet --disable-pip-version-check -c constraints.txt -e .
	@touch $@

$(BIN)/.test-tools: $(BIN)/steelyard  # a file of our own: pytest may be there without the rest
	$(BIN)/pip install --quiet --disable-pip-version-check -c constraints.txt -e ".[test]"
	@touch $@

# A document is never printed with missing Chinese glyphs: install the fonts where we may, else say which line to run.
fonts: $(BIN)/steelyard
	@$(BIN)/python -c "from reports.fonts import font_folders as f; f()" >/dev/null 2>&1 || { \
	  if [ "$$(id -u)" = 0 ]; then apt-get update -qq && apt-get install -y -qq fonts-noto-cjk >/dev/null; \
	  elif sudo -n true 2>/dev/null; then sudo apt-get update -qq && sudo apt-get install -y -qq fonts-noto-cjk >/dev/null; fi; }
	@$(BIN)/python -c "from reports.fonts import font_folders as f; f()" >/dev/null || { echo; echo "Chinese fonts are missing. Run: sudo apt-get install fonts-noto-cjk"; exit 1; }

demo: $(BIN)/steelyard fonts
	@rm -rf $(DEMO) && $(BIN)/steelyard init $(DEMO)/laboratory >/dev/null
	@set -e; export STEELYARD_STORE=$(DEMO)/runs.sqlite; \
	verify() { \
	  $(BIN)/steelyard run "$$1" --bench $(DEMO)/laboratory/benches/$$2.toml --subject $(DEMO)/laboratory/subjects/$$3.toml --seed 7 || [ $$? -eq 1 ]; \
	  $(BIN)/steelyard replay last; \
	  $(BIN)/steelyard report last -o $(DEMO)/documents/$$3 >/dev/null; echo; }; \
	verify "JJG 539" scale scale; \
	verify "JJG 539" scale scale-with-defect; \
	verify "JJG 52" gauge gauge; \
	verify "JJG 52" gauge gauge-with-defect; \
	echo "登记与委托 Registers and an order:"; cd $(DEMO)/laboratory; export STEELYARD_STORE=$(abspath $(DEMO))/runs.sqlite; \
	for table in $(TABLES); do $(abspath $(BIN))/steelyard $$table import tables/$$table.csv; done; \
	$(abspath $(BIN))/steelyard orders new PG-0021 --client D006; \
	$(abspath $(BIN))/steelyard run --order last --seed 7; $(abspath $(BIN))/steelyard due; \
	$(abspath $(BIN))/steelyard documents issue last -o ../documents/order --by A001; \
	$(abspath $(BIN))/steelyard verify; $(abspath $(BIN))/steelyard runs
	@echo "证书与记录 Certificates, notices and records:"; find $(DEMO)/documents -name '*.pdf' | sort | sed 's/^/  /'

# On a clean clone every worker would compile every test module: two processes do it once for all.
tests/__pycache__:
	@$(BIN)/pytest -q --collect-only tests/[a-m]*/ >/dev/null & $(BIN)/pytest -q --collect-only tests/[n-z]*/ docs >/dev/null; wait

# A busy machine may keep the answer of a simulated instrument, or a page in the browser, for longer than a test waits: such a test is
# repeated, and said.
AGAIN := --reruns 2 --only-rerun "No complete answer within" --only-rerun TimeoutExpired \
  --only-rerun "Locator expected" --only-rerun "Timeout [0-9]+ms exceeded"

# PART=all runs both parts at once, as CI does.
PART ?= decisions
test: $(BIN)/.test-tools fonts tests/__pycache__
	$(BIN)/pytest $(if $(filter all,$(PART)),-n $(WORKERS),--part $(PART) -n $(CORES)) -q $(AGAIN)

# User interfaces, and what starts a browser, a server or another process, ends one, or waits for the wall clock: see tests/parts.py.
test-systems: $(BIN)/.test-tools fonts tests/__pycache__
	$(BIN)/pytest --part systems -n $(WORKERS) -q $(AGAIN)

# Keep the pages as they are drawn now; look at every changed file before you commit it.
pictures: $(BIN)/.test-tools fonts
	STEELYARD_RENEW_PICTURES=1 $(BIN)/pytest -q tests/console/web/test_looks.py

# Five hundred SIGKILLs of runs at random instants, each resumed until it is closed; two hundred of each command that writes,
# half of them before a system call; two hundred of a monitor, a hundred while it raises alarms; thirty runs at the console whose cable is pulled, server killed and browser reloaded; eight kinds of
# work from the scan to the certificate of three people, by the keyboard alone and by the mouse; the memory of a console at which two
# people work for four hours on two benches; how often predicted intervals hold the true day, over 200 seeds; the attacks on
# stores; tests of which `make test` and `make test-systems` try a part; and the fault matrix. About half an hour.
evidence: $(BIN)/.test-tools
	$(BIN)/python -m tests.evidence.kill 500 2
	$(BIN)/python -m tests.evidence.kill_commands 200
	$(BIN)/python -m tests.evidence.monitor_kill 200
	$(BIN)/python -m tests.evidence.alarm_kill 100
	$(BIN)/python -m tests.evidence.console 30
	$(BIN)/python -m tests.evidence.scan_to_certificate
	$(BIN)/python -m tests.evidence.console_memory 4
	STEELYARD_ALL_PEERS=1 $(BIN)/python -m tests.evidence.campaign
	$(BIN)/python -m tests.evidence.type_evaluation
	$(BIN)/python -m tests.evidence.dynamics --seeds 200
	$(BIN)/steelyard init --province $(DEMO)/province --size full && $(BIN)/python -m tests.evidence.province_rates $(DEMO)/province --dates 20
	$(BIN)/python -m tests.evidence.investigations --seeds 200
	$(BIN)/python -m tests.evidence.investigated_samples --seeds 200
	$(BIN)/python -m tests.evidence.prediction --seeds 200
	STEELYARD_THOROUGH=1 $(BIN)/pytest -n $(WORKERS) -q tests/drivers/matrix tests/records tests/sequencer tests/procedures/test_honest_instruments.py \
	  tests/procedures/test_examples.py tests/console/test_new_regulation.py tests/console/web
	$(BIN)/python benchmarks/faults/matrix.py -o docs/reference/fault-matrix.md

check: $(BIN)/.test-tools
	$(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/mypy && $(BIN)/lint-imports

clean:
	rm -rf .venv $(DEMO) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
