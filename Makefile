.DEFAULT_GOAL := help
.PHONY: help run test test-long bench lint format lock clean

BIN := .venv/bin
ENVIRONMENT := sh .ci/environment
RUN_LOCKS := requirements.lock requirements-build.lock
DEV_LOCKS := requirements-dev.lock
PYTEST := $(BIN)/python -m pytest --numprocesses=auto --dist=loadfile

help: ## list these targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: ## start a demonstration on this machine; needs Python 3.11 or newer, nothing else
	@$(ENVIRONMENT) $(RUN_LOCKS)
	@$(BIN)/woningscan demo

test: lint ## run every check and every test
	$(PYTEST)

test-long: ## run the tests that take longer, with many more examples
	@$(ENVIRONMENT) $(DEV_LOCKS)
	$(PYTEST) -m "long or not long" --hypothesis-profile=long

bench: ## measure speed and size
	@$(ENVIRONMENT) $(DEV_LOCKS)
	$(BIN)/python -m tests.bench

lint: ## run every check, without the tests
	@$(ENVIRONMENT) $(DEV_LOCKS)
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/djlint templates --lint --quiet
	$(BIN)/woningscan content check

format: ## mend what ruff can mend
	@$(ENVIRONMENT) $(DEV_LOCKS)
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

# An address of an index or a folder of this machine may not get into a lock, nor may the hash of a
# file that only this machine has: pip's own configuration is left out.
COMPILE := env -u PIP_FIND_LINKS PIP_CONFIG_FILE=/dev/null CUSTOM_COMPILE_COMMAND="make lock" \
	$(BIN)/pip-compile --quiet --generate-hashes --allow-unsafe --strip-extras \
	--no-emit-index-url --no-emit-find-links --no-emit-trusted-host --no-emit-options \
	--no-build-isolation $(if $(UPGRADE),--upgrade)

lock: ## write the lock files from pyproject.toml; UPGRADE=1 takes the newest versions
	@$(ENVIRONMENT) $(DEV_LOCKS)
	$(COMPILE) --output-file=requirements.lock pyproject.toml
	$(COMPILE) --output-file=requirements-build.lock --only-build-deps --build-deps-for=editable \
		--constraint=requirements.lock pyproject.toml
	$(COMPILE) --output-file=requirements-dev.lock --extra=dev --build-deps-for=editable \
		--constraint=requirements.lock --constraint=requirements-build.lock pyproject.toml

clean: ## remove the environment and all that the tools left
	rm -rf .venv build dist .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache \
		test-results
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
