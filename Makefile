# Practicebook: the front door. Every command prepares what it needs; nothing has to be installed by hand
# but Python (3.11 or newer) and make. Works with GNU make 3.81 and any POSIX shell, on Linux and macOS.

PORT      ?= 8000
LANGUAGES ?=
PYTHON    ?=
SIZES     ?=
PARTS     ?=

SHELL := /bin/sh
VENV  := .venv
RUN   := $(VENV)/bin/python
READY := $(VENV)/ready
BOOK  := $(RUN) -m practicebook

NEW_ENOUGH := 'import sys; sys.exit(sys.version_info < (3, 11))'

# Ready means: made from these very files, in this very folder (a copied one would run the code of the first), and
# with a Python that still runs.
STATE := $(shell cat requirements.txt pyproject.toml | cksum) $(CURDIR)
ifneq ($(shell cat $(READY) 2>/dev/null && $(RUN) -c 'print("runs")' 2>/dev/null),$(STATE) runs)
.PHONY: $(READY)
endif

.DEFAULT_GOAL := help
.PHONY: help setup browser checker serve site check fix verify test fuzz hostile faults crawl accessibility agree paper edits coverage mutants bench lint format lock clean

help:
	@echo 'make serve    build the site and serve it at http://127.0.0.1:$(PORT) (PORT=8000 LANGUAGES="en fr")'
	@echo 'make test     run every test'
	@echo 'make fuzz     try 100,000 damaged inputs of every kind (PRACTICEBOOK_FUZZ=1000000, PRACTICEBOOK_SEED=2 for others)'
	@echo 'make hostile  put every hostile text into every field, and look at each page of the site that this makes'
	@echo 'make agree    judge 10,000 spoilt records in the browser form and here'
	@echo 'make faults   kill 200 builds, fail the disk at every step, damage every file of the cache; some minutes'
	@echo 'make crawl    open every page in a browser: nothing from third parties, nothing left behind; ten minutes'
	@echo 'make check    check the records'
	@echo 'make fix      mend order, quotes, dates and spaces in the records, then check them'
	@echo 'make site     build the site into build/site (OFFLINE=yes adds copies to read without a network)'
	@echo 'make verify   check the built site: links, anchors, budgets, nothing from third parties'
	@echo 'make paper    print every practice and count the sides: two at most'
	@echo 'make accessibility ON=2026-11-23   look for barriers, and write down what was found that day'
	@echo 'make coverage tell which branches of the code the tests leave out; some minutes'
	@echo 'make mutants  change the code in a thousand ways, and tell which of them no test notices (PARTS="reading rules")'
	@echo 'make edits    after each of a hundred edits, compare what is built with what is built from nothing'
	@echo 'make bench ON=2026-11-23   measure builds beside other generators, and pages on a phone (SIZES="150 1000")'
	@echo 'make lint     check the style and the types of the code'
	@echo 'make format   put the code into the common style'
	@echo 'make setup    prepare .venv and nothing else (PYTHON=python3.13 chooses one for a new .venv)'
	@echo 'make lock     choose the versions of all dependencies anew and write requirements.txt'
	@echo 'make clean    remove what was built; .venv stays'

setup: $(READY)
	@echo 'Ready. Next: make serve, or make test.'

# A .venv that was made here and still runs is kept. Else the first Python that runs, is new enough and can make one:
# that a name is on the PATH says little, since version managers put names there that only print an error.
$(READY):
	@rm -f $(READY)
	@grep -qs '^command = .* $(CURDIR)/$(VENV)$$' $(VENV)/pyvenv.cfg && $(RUN) -c $(NEW_ENOUGH) 2>/dev/null && exit; \
	lacking=; \
	for name in $(or $(PYTHON),python3.14 python3.13 python3.12 python3.11 python3); do \
	  $$name -c $(NEW_ENOUGH) 2>/dev/null || continue; \
	  version=$$($$name -c 'import sys; print("%d.%d" % sys.version_info[:2])'); \
	  if $$name -c 'import ensurepip, venv' 2>/dev/null; then \
	    echo "Preparing $(VENV) with Python $$version (once, about a minute) ..."; \
	    exec $$name -m venv --clear $(VENV); \
	  fi; \
	  lacking=$$version; \
	done; \
	if test -n "$$lacking"; then \
	  echo "Python $$lacking cannot make a virtual environment here. On Debian and Ubuntu: apt-get install python$$lacking-venv"; \
	else \
	  echo 'No Python 3.11 or newer was found. Install one, or say where it is: make setup PYTHON=/path/to/python'; \
	  echo '  Debian, Ubuntu:  apt-get install python3 python3-venv'; \
	  echo '  macOS:           brew install python'; \
	fi >&2; exit 1
	@$(RUN) -m pip install -qq --disable-pip-version-check --require-hashes --requirement requirements.txt
	@$(RUN) -m pip install -qq --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@printf '%s\n' "$(STATE)" > $(READY)

# A Chromium for the tests in a browser: found, or installed. tests/site/chromium.py holds the one rule.
browser: $(READY)
	@$(RUN) -m tests.site.chromium

# The HTML checker of the tests, if Java is here. tests/site/vnu.py holds the one rule; where CI is set, the test insists.
checker: $(READY)
	@$(RUN) -m tests.site.vnu

serve: $(READY)
	@$(BOOK) serve --port $(PORT) $(LANGUAGES:%=--language %)

site: $(READY)
	@$(BOOK) build $(LANGUAGES:%=--language %) $(OFFLINE:%=--offline)

check: $(READY)
	@$(BOOK) check

fix: $(READY)
	@$(BOOK) check --fix

verify: $(READY)
	@$(BOOK) verify

test: browser checker
	@$(RUN) -m pytest --numprocesses auto --dist worksteal

# What tests/faults tries at some moments of a build, tried at all of them.
faults: $(READY)
	@PRACTICEBOOK_FAULTS=1 $(RUN) -m pytest tests/faults

# Every page in a browser: what it asks of the network, and what it leaves behind.
crawl: browser site
	@$(RUN) -m tests.site.crawl

paper: browser site
	@$(RUN) -m tests.benchmarks.paper

# Does anything that may come in end in a traceback? A hundred thousand inputs instead of four hundred.
fuzz: $(READY)
	@PRACTICEBOOK_FUZZ=$${PRACTICEBOOK_FUZZ:-100000} $(RUN) -m pytest tests/hostile/test_fuzz.py --numprocesses auto

# Each hostile text in each field that takes it, and every page in a browser, instead of some of each type.
hostile: browser
	@PRACTICEBOOK_HOSTILE=all $(RUN) -m pytest tests/hostile/test_site.py

# Does the browser form judge records as the command line does? Ten thousand spoilt ones instead of five hundred.
agree: browser
	@PRACTICEBOOK_SPOILT=10000 $(RUN) -m pytest tests/site/test_form_agrees.py

# Looks for barriers on each type of page and writes down what was found, for the page on accessibility.
accessibility: browser site
	@test -n "$(ON)" || { echo 'Say which day it is: make accessibility ON=2026-11-23' >&2; exit 2; }
	@$(RUN) -m tests.site.accessibility $(ON)

# Which branches the tests run; 95 of 100 at least (pyproject.toml, tool.coverage). Browsers, random inputs by the hundred,
# other tools and words alone would make it slow and run no other branch; a full disk cannot hold what is measured.
UNMEASURED := tests/site tests/hostile/test_site.py tests/hostile/test_fuzz.py tests/unit/test_mutations.py \
  tests/unit/test_properties.py tests/repository/test_style.py tests/repository/test_languages.py \
  tests/repository/test_own_words.py
coverage: $(READY)
	@$(RUN) -m pytest --numprocesses auto --dist worksteal $(UNMEASURED:%=--ignore %) \
	  --deselect tests/faults/test_processes.py::test_a_disk_without_room_is_named --cov --cov-report term

# Changes the code that reads, escapes and judges records, and asks the tests whether they notice; half an hour.
mutants: $(READY)
	@$(RUN) -m tests.mutants $(PARTS)

# After random edits, what is built from what was kept has to be what is built from nothing.
edits: $(READY)
	@PRACTICEBOOK_EDITS=100 $(RUN) -m pytest tests/unit/test_incremental.py

# SIZES="150 1000" makes it quick (100000 is checked and expanded only). One of the peers needs npm; the rest runs without.
bench: browser site
	@test -n "$(ON)" || { echo 'Say which day it is: make bench ON=2026-11-23' >&2; exit 2; }
	@$(RUN) -m tests.benchmarks.finder
	@$(RUN) -m tests.benchmarks $(ON) $(SIZES)

lint: $(READY)
	@$(RUN) -m ruff check
	@$(RUN) -m ruff format --check
	@$(RUN) -m mypy

format: $(READY)
	@$(RUN) -m ruff check --fix --quiet
	@$(RUN) -m ruff format

# One set of versions for every Python and system, each file named by its hash. `make lock UPGRADE=--upgrade` takes
# the newest that pyproject.toml allows; without it only what pyproject.toml asks for changes.
lock: $(READY)
	@$(RUN) -m pip install -qq --disable-pip-version-check uv
	@$(RUN) -m uv --no-config pip compile pyproject.toml --all-extras --universal --python-version 3.11 \
	  --fork-strategy fewest --generate-hashes --no-emit-index-url \
	  --custom-compile-command 'make lock' --quiet --output-file requirements.txt $(UPGRADE)
	@cd tests/benchmarks/peers && $(CURDIR)/$(RUN) -m uv --no-config pip compile requirements.in --universal \
	  --python-version 3.11 --generate-hashes --no-annotate --no-emit-index-url \
	  --custom-compile-command 'make lock' --quiet --output-file requirements.txt $(UPGRADE)

clean:
	@rm -rf build .mypy_cache .pytest_cache .ruff_cache .hypothesis scripts/*.egg-info
	@find scripts tests -name __pycache__ -type d -prune -exec rm -rf {} +
