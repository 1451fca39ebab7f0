# Lode. `make run` and `make test` set up whatever is missing; see README.md.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
SETUP := $(VENV)/.setup-done
# llvmlite, pytest workers and the compiler's own processes share the cores.
JOBS ?= $(shell nproc)

.PHONY: run test setup runtime lint stress sanitize clean

run: setup
	@mkdir -p build
	$(BIN)/lode build examples/hello.js -o build/hello
	./build/hello

test: setup
	$(BIN)/python -m pytest

setup: $(SETUP) runtime

# System packages are installed where that may be done, else named.
$(SETUP): setup.cfg scripts/setup-system
	./scripts/setup-system
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[dev]'
	@touch $@

runtime: $(SETUP)
	$(BIN)/python -m runtime.build
	$(BIN)/python -m compiler.library

lint: setup
	$(BIN)/ruff check compiler runtime tests
	$(BIN)/mypy

# The suite with a collection at every allocation, and under AddressSanitizer and UBSan; agents under ThreadSanitizer.
stress: setup
	LODE_GC_STRESS=1 $(BIN)/python -m pytest tests/differential

sanitize: setup
	$(BIN)/python -m runtime.build --variant asan
	$(BIN)/python -m compiler.library --variant asan
	LODE_VARIANT=asan ASAN_OPTIONS=detect_leaks=0:detect_stack_use_after_return=0 \
	  $(BIN)/python -m pytest -k 'not just_in_time' tests/differential
	LODE_VARIANT=tsan $(BIN)/python -m pytest -k interface tests/test_agents.py

clean:
	rm -rf build
