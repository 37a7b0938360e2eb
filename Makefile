# Set-up in two commands: make run, make test. Both make what they need.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
READY  := $(VENV)/.ready

# Nothing is compiled when it is installed: every process would compile Beam anew, which takes five seconds.
export PYTHONDONTWRITEBYTECODE :=

.DEFAULT_GOAL := help
.PHONY: help setup run test bytecode check test-slow test-browser test-airflow test-terraform test-dataflow test-prism test-flink test-kafka \
        test-runners test-soak test-kills \
        docs test-dbt test-tables wheel bench bench-check bench-scale bench-compiled bench-runners bench-lake quality learn format lock clean

help:  ## list the commands
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-14s %s\n", $$1, $$2}'

setup: $(READY)  ## create .venv with exact, hashed versions and the dyadwire command

# --no-compile: Python compiles what it imports, which is a tenth of what is installed. Errors alone are told: pip warns of
# an extra that a package asks for and another no longer has, which no user can mend.
# As constraints, too: else pip looks at the newest of what another one wants with an extra (smart-open[http]), which has no hash here.
$(READY): requirements.txt pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "dyadwire needs Python 3.11 or newer: make PYTHON=python3.11")'
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install -qq --disable-pip-version-check --no-compile --require-hashes -r requirements.txt -c requirements.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $(READY)

run: $(READY)  ## run the bundled sample and print the Russia-China trend
	$(BIN)/dyadwire demo
	@command -v dyadwire >/dev/null || echo "First: source $(BIN)/activate, so that dyadwire is found."

WITHOUT_OTHERS = --ignore=tests/browser --ignore=tests/runners --ignore=tests/tables
ONLY_PYTHON = -q -n 2 --dist worksteal $(WITHOUT_OTHERS)

test: $(READY)  ## nearly every test that needs only Python, in some six minutes
	$(BIN)/python -m pytest $(ONLY_PYTHON) -m "not slow and not long"

test-slow: $(READY)  ## the others: kills, damaged lakes, object stores, whole runs, each of over a second and a half
	$(BIN)/python -m pytest $(ONLY_PYTHON) -m "slow and not long"

# What is new is compiled as it is first imported, which takes ten seconds in each process of `make test`: once, where a core
# is idle. What fails here fails there too, and is told there.
bytecode: $(READY)
	-$(BIN)/python -m pytest -qqq --collect-only $(WITHOUT_OTHERS) >/dev/null

check: $(READY)  ## format, lint, types, import contract
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

test-browser: $(READY)  ## reports, charts, the explorer and the documentation in a real browser (needs chromium)
	@command -v chromium >/dev/null || { echo "make test-browser needs chromium on the PATH" >&2; exit 2; }
	$(BIN)/python -m pytest -q -n 2 --dist worksteal tests/browser

# Material names its successor at each start; it reads these settings too, should this theme go.
docs: $(READY) .venv-docs/.ready  ## the documentation as a site in build/site, to be read from disk
	$(BIN)/python infra/write_reference.py build/reference
	NO_MKDOCS_2_WARNING=1 .venv-docs/bin/mkdocs build --quiet --strict -f infra/mkdocs.yml -d ../build/site
	@echo "build/site/index.html"

PIP := python -m pip install --quiet --disable-pip-version-check --no-compile --require-hashes -r
.venv-docs/.ready: infra/docs/requirements.txt
	test -x .venv-docs/bin/python || $(PYTHON) -m venv .venv-docs
	.venv-docs/bin/$(PIP) infra/docs/requirements.txt
	touch $@

# dbt and the clients of other table formats, which read a lake that the project itself writes.
.venv-tables/.ready: tests/tables/requirements.txt
	test -x .venv-tables/bin/python || $(PYTHON) -m venv .venv-tables
	.venv-tables/bin/$(PIP) tests/tables/requirements.txt
	touch $@

test-dbt: $(READY) .venv-tables/.ready  ## the example project of dbt counts what the command counts
	$(BIN)/python -m pytest -q tests/tables/test_dbt.py

test-tables: $(READY) .venv-tables/.ready  ## a lake as Iceberg, Delta and a BI tool's file: the same counts
	$(BIN)/python -m pytest -q tests/tables --ignore=tests/tables/test_dbt.py

# Environments of their own: Airflow and Dataflow's clients want other versions than the project does.
test-airflow:  ## the DAG as Airflow itself reads it
	test -x .venv-airflow/bin/python || $(PYTHON) -m venv .venv-airflow
	.venv-airflow/bin/python -m pip install --quiet --disable-pip-version-check "apache-airflow>=3.3,<4"
	.venv-airflow/bin/python tests/airflow/check_dag.py

test-terraform:  ## terraform's own checks, with the provider's schema (needs terraform and go)
	bash tests/infra/validate_terraform.sh

test-dataflow:  ## the job that Dataflow would get, in the image's locked versions
	test -x .venv-dataflow/bin/python || $(PYTHON) -m venv .venv-dataflow
	.venv-dataflow/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r infra/requirements.txt -c infra/requirements.txt
	.venv-dataflow/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	.venv-dataflow/bin/python -m tests.dataflow.check_dry_run

# Of the version that is installed: Beam's runners speak to each other only within one.
BEAM = $(shell sed -nE 's/^apache-beam==([0-9.]+).*/\1/p' requirements.txt)
build/prism: requirements.txt
	@command -v go >/dev/null || { echo "Beam's Prism is built by Go, which is not on the PATH" >&2; exit 2; }
	GOBIN=$(CURDIR)/build go install github.com/apache/beam/sdks/v2/go/cmd/prism@v$(BEAM)

JAVA_IS_THERE = { command -v java && command -v mvn; } >/dev/null || { echo "make $@ needs Java and Maven on the PATH" >&2; exit 2; }

test-prism: build/prism  ## the same rows from one process, two, and Beam's Prism; a stream on it (needs Go)
	$(BIN)/python -m pytest -q tests/runners/test_same_rows.py tests/runners/test_prism_stream.py

test-flink: $(READY)  ## batch and stream on a Flink cluster whose processes are killed (needs Java and Maven)
	@$(JAVA_IS_THERE)
	$(BIN)/python -m pytest -q tests/runners/test_flink_batch.py tests/runners/test_flink_stream.py

test-kafka: build/prism  ## a stream from a broker, killed and replayed (needs Java, Maven and Go)
	@$(JAVA_IS_THERE)
	$(BIN)/python -m pytest -q tests/runners/test_kafka.py

# In one process: they share the input, what it must leave, and a cluster.
test-runners: build/prism  ## all three of these
	@$(JAVA_IS_THERE)
	$(BIN)/python -m pytest -q tests/runners --ignore=tests/runners/test_soak.py

# Some twenty of the kills and a hundred of the damages are in `make test-slow`, which hear each kind of line that `verify` has for them.
test-kills: $(READY)  ## damage a lake in all ways, kill its writers at 200 points on disk and in a store: make test-kills KILLS=600
	$(BIN)/python -m pytest -q -n 2 --dist worksteal -m long tests
	$(BIN)/python -m tests.pipelines.kills --kills $(or $(KILLS),200)

test-soak: $(READY)  ## ten minutes each of a topic and a feed at 50 articles a second on Flink (needs Java and Maven)
	@$(JAVA_IS_THERE)
	$(BIN)/python -m pytest -q tests/runners/test_soak.py

bench-runners: build/prism  ## articles a second of every runner on one input, and equal rows: make bench-runners ARTICLES=20000
	@$(JAVA_IS_THERE)
	$(BIN)/python -m tests.runners.parity $(or $(ARTICLES),20000)

bench-lake: $(READY)  ## time questions on a generated lake of ten years (twenty minutes of writing, 11 GB): make bench-lake LAKE=folder
	$(BIN)/python -m tests.bench.big_lake $(LAKE)

# Peers that nothing else needs: quantulum3 and flashgeotext. Without them their rows say so: python -m tests.bench.
.venv-bench/.ready: tests/bench/requirements.txt
	test -x .venv-bench/bin/python || $(PYTHON) -m venv .venv-bench
	.venv-bench/bin/$(PIP) tests/bench/requirements.txt
	touch $@

bench: $(READY) .venv-bench/.ready  ## every part beside its peer in the same run, on texts read once (eight minutes)
	$(BIN)/python -m tests.bench

bench-check: $(READY) .venv-bench/.ready  ## fewer rounds of it; fails where a ratio fell 15 % below its floor
	$(BIN)/python -m tests.bench --check

bench-scale: $(READY)  ## seconds, memory, files of 1 k, 10 k and 100 k articles: make bench-scale SCALE='--characters 600'
	$(BIN)/python -m tests.bench.scale $(SCALE)

# For machines that read archives: mypyc makes C of the engine, in some four minutes.
PACKED := setup.py pyproject.toml README.md $(shell find -L src/dyadwire -type f -not -path '*/__pycache__/*')
build/wheel: $(READY) $(PACKED)
	rm -rf build/wheel build/compiled build/made build/lib.*  # setuptools would pack modules that are gone
	DYADWIRE_COMPILE=1 $(BIN)/python -m pip wheel --quiet --disable-pip-version-check --no-deps --no-build-isolation \
	  --wheel-dir build/made .
	touch build/made && mv build/made build/wheel  # a build that failed leaves nothing that looks made

wheel: build/wheel  ## build/wheel/*.whl, its engine compiled to C (needs a C compiler)

bench-compiled: build/wheel  ## the engine as Python and compiled: the same rows, articles a second
	rm -rf build/compiled
	$(BIN)/python -m zipfile -e build/wheel/*.whl build/compiled
	$(BIN)/python -m tests.bench.compiled build/compiled

quality: $(READY)  ## scores on the gold of the project, and on development sets where DYADWIRE_GOLD names them
	$(BIN)/python -m tests.gold.quality

learn:  ## learn all decisions anew, from real articles beside the checkout and the project's gold (ten minutes)
	test -x .venv-learn/bin/python || $(PYTHON) -m venv .venv-learn
	.venv-learn/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt -c requirements.txt
	.venv-learn/bin/python -m pip install --quiet --disable-pip-version-check scipy==1.17.1
	.venv-learn/bin/python -m pip install --quiet --disable-pip-version-check --no-deps gensim==4.4.0  # for its texts
	.venv-learn/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	.venv-learn/bin/python -m tests.gold.learn

format: $(READY)  ## put the code in its form
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

LOCK := uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate
lock: $(READY)  ## choose exact versions anew, for developers and for the image (needs uv)
	$(LOCK) --upgrade --extra model --extra s3 --extra gcs --extra kafka --extra yaml --extra dev pyproject.toml -o requirements.txt
	$(LOCK) --extra model --extra s3 --extra gcs --extra kafka --extra dataflow --constraint requirements.txt pyproject.toml -o infra/requirements.txt
	$(LOCK) --upgrade infra/docs/requirements.in -o infra/docs/requirements.txt
	$(LOCK) --upgrade --no-strip-extras tests/tables/requirements.in -o tests/tables/requirements.txt
	$(LOCK) --upgrade tests/bench/requirements.in -o tests/bench/requirements.txt

clean:  ## remove what make made
	rm -rf $(VENV) .venv-airflow .venv-bench .venv-dataflow .venv-docs .venv-learn .venv-tables build dist src/*.egg-info
