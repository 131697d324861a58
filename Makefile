# The front door: `make help` lists what is here.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := build
MAKEFLAGS += --no-print-directory --no-builtin-rules

BUILD ?= build
# Flags for `fabula serve`, e.g. make run ARGS="--port 9000".
ARGS ?=
# Names of tests (or whole test programs) to run, with * and , e.g. make test T="*viewer*".
T ?=

PACKAGES := packaging/install_packages.sh
# Precompiled headers make a clean build twice as fast; a compiler cache would rule them out.
CONFIGURE = cmake -S . -B $(1) -G Ninja -DCCACHE=OFF $(2) >$(1)/configure.log 2>&1 || \
	{ cat $(1)/configure.log >&2; echo "Configuring $(1) failed; the lines above say why." >&2; exit 1; }

# What a user needs.

.PHONY: help
help: ## this list
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/\1\t\2/p' $(MAKEFILE_LIST) | \
		while IFS=$$'\t' read -r target text; do printf '  make %-10s %s\n' "$$target" "$$text"; done

.PHONY: build
build: tools ## builds the program: build/fabula
	@ninja -C $(BUILD) fabula

.PHONY: run
run: build ## builds and starts it, and prints its URL; ARGS="--port 9000"
	@exec $(BUILD)/fabula serve $(ARGS)

.PHONY: dev
dev: build ## like run, with templates, scripts and styles reloaded from disk
	@exec packaging/dev.sh $(BUILD) $(ARGS)

.PHONY: test
test: tools test-tools ## builds and runs all tests; T="*viewer*" runs those whose names match
	@ninja -C $(BUILD) tests
	@T='$(T)' tests/run.sh $(BUILD)

# What a developer needs.

.PHONY: check
check: tools test-tools check-tools ## format, types, clang-tidy (ALL=1: every file), then all tests
	@packaging/check.sh $(BUILD)
	@$(MAKE) test

.PHONY: fmt
fmt: check-tools ## formats the C++ files
	@git ls-files -z '*.cpp' '*.hpp' | xargs -0 clang-format -i

.PHONY: accept
accept: tools test-tools ## rewrites the golden files; look at the diff before committing it
	@ninja -C $(BUILD) tests
	@FABULA_ACCEPT=1 T='$(T)' tests/run.sh $(BUILD)
	@git status --short

.PHONY: asan
asan: tools test-tools ## all tests under the address and undefined-behaviour sanitizers
	@$(MAKE) sanitized SANITIZE=address,undefined SANITIZED=$(BUILD)/asan

.PHONY: tsan
tsan: tools test-tools ## all tests under the thread sanitizer
	@$(MAKE) sanitized SANITIZE=thread SANITIZED=$(BUILD)/tsan

.PHONY: sanitized
sanitized:
	@mkdir -p $(SANITIZED)
	@[[ -f $(SANITIZED)/build.ninja ]] || \
		{ $(call CONFIGURE,$(SANITIZED),-DCMAKE_BUILD_TYPE=Debug -DFABULA_SANITIZE=$(SANITIZE)); }
	@ninja -C $(SANITIZED) tests
	@TSAN_OPTIONS=suppressions=$(CURDIR)/tests/support/tsan.supp PATIENCE=7200 T='$(T)' \
		tests/run.sh $(SANITIZED)

.PHONY: fuzz
fuzz: tools check-tools ## runs every fuzzer for TIME seconds (60)
	@mkdir -p $(BUILD)/fuzz
	@[[ -f $(BUILD)/fuzz/build.ninja ]] || \
		{ $(call CONFIGURE,$(BUILD)/fuzz,-DFABULA_FUZZ=ON -DCMAKE_C_COMPILER=clang -DCMAKE_CXX_COMPILER=clang++); }
	@ninja -C $(BUILD)/fuzz fuzzers
	@tests/fuzz/run.sh $(BUILD)/fuzz $(or $(TIME),60) '$(T)'

.PHONY: coverage
coverage: tools test-tools check-tools ## runs the tests and reports covered lines: build/coverage/index.html
	@mkdir -p $(BUILD)/coverage
	@[[ -f $(BUILD)/coverage/build.ninja ]] || \
		{ $(call CONFIGURE,$(BUILD)/coverage,-DCMAKE_BUILD_TYPE=Debug -DFABULA_COVERAGE=ON); }
	@ninja -C $(BUILD)/coverage tests
	@find $(BUILD)/coverage -name '*.gcda' -delete
	@T='$(T)' tests/run.sh $(BUILD)/coverage
	@packaging/coverage.sh $(BUILD)/coverage

.PHONY: bench
bench: build ## measures beside named peers and prints a table
	@$(PACKAGES) bench
	@tests/bench/run.sh $(BUILD)

.PHONY: soak
soak: tools test-tools ## one of the long runs: NAME=…; without NAME their list
	@$(PACKAGES) package
	@tests/soak/run.sh $(BUILD) '$(NAME)'

.PHONY: package
package: tools ## builds the static program and packs it: build/package/*.deb, *.tar.gz
	@$(PACKAGES) package
	@packaging/package.sh $(BUILD)/package

# What these need.

.PHONY: tools
tools:
	@$(PACKAGES) build
	@$(MAKE) --silent node_modules/.installed $(BUILD)/build.ninja

.PHONY: test-tools
test-tools:
	@$(PACKAGES) test

.PHONY: check-tools
check-tools:
	@$(PACKAGES) check

node_modules/.installed: package-lock.json package.json .npmrc
	@mkdir -p $(BUILD)/logs
	@echo "Installing the npm packages of package-lock.json (log: build/logs/npm.log)"
	@npm ci >$(BUILD)/logs/npm.log 2>&1 || { tail -n 20 $(BUILD)/logs/npm.log >&2; \
		echo "npm ci failed; the lines above say why." >&2; exit 1; }
	@touch $@

$(BUILD)/build.ninja:
	@mkdir -p $(BUILD)
	@$(call CONFIGURE,$(BUILD),)
