# What can be done here. Everything works offline once the packages are there.

CARGO ?= cargo
# More flags for cargo, such as --locked or --offline.
FLAGS ?=
# Cases a property is tried with by `make fuzz`, and seconds of mutated accounts.
CASES ?= 20000
SECONDS_OF_FUZZING ?= 120
# Processes that `make torture` kills.
KILLS ?= 500
DEMO := $(or $(CARGO_TARGET_DIR),target)/demo
# The program of the demo.
RELEASED := $(or $(CARGO_TARGET_DIR),target)/release/chancery
# The program that the tests were run with.
TESTED := $(or $(CARGO_TARGET_DIR),target)/debug/chancery

# Two sides' accounts of one visit.
SUMMIT := examples/accounts/summit-alvonia-zh.txt examples/accounts/summit-kestria-en.txt

.DEFAULT_GOAL := help
.PHONY: help demo test check fmt clippy docs web web-check pages bench fuzz torture install clean

help: ## say what there is to make
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' Makefile

demo: web/dist/index.html ## read and compare the example accounts, then open the desk over them
	$(CARGO) build --release $(FLAGS) --package chancery
	$(RELEASED) read examples/accounts --lexicon examples/lexicon
	$(RELEASED) read examples/accounts --lexicon examples/lexicon --out $(DEMO)
	$(RELEASED) compare $(SUMMIT) --lexicon examples/lexicon
	$(RELEASED) compare $(SUMMIT) --lexicon examples/lexicon --format html > $(DEMO)/summit.html
	@echo
	@echo "$$(ls $(DEMO)/*.json | wc -l) readings as JSON: $(DEMO)"
	@echo "two accounts of one visit, side by side: $(DEMO)/summit.html"
	@sh examples/desk.sh $(RELEASED) $(DEMO)/desk.db

web: web/dist/index.html ## build the pages of the desk, which go into the program

# Node.js builds them; without it the program is built all the same, and says on its pages how to get them.
web/dist/index.html: web/package-lock.json web/index.html $(wildcard web/*.ts web/*.js) $(shell find web/src web/public -type f -not -name schema.d.ts) crates/chancery-server/openapi.json
	@if command -v npm > /dev/null; then \
		cd web && npm ci --no-audit --no-fund --loglevel=error && npm run --silent build && touch dist/index.html; \
	else \
		echo "npm was not found: the desk is built without its pages; install Node.js 20 or newer and run make web"; \
	fi

test: web/dist/index.html ## run all tests: of the program, of the examples that every rule carries, of the pages
	$(CARGO) test --workspace $(FLAGS)
	$(TESTED) rules check
	$(TESTED) rules check --lexicon examples/lexicon
	@$(MAKE) --no-print-directory pages

# Where this is done by root on Debian, a browser that is missing is installed; elsewhere the tests say what they want.
pages: ## test the pages of the desk, with the program of the tests and in Chromium
	@if command -v npm > /dev/null; then \
		if ! command -v chromium > /dev/null && [ "$$(id -u)" = 0 ] && command -v apt-get > /dev/null; then \
			{ apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium fonts-noto-cjk; } > /dev/null 2>&1 || true; \
		fi; \
		cd web && npm run --silent test && CHANCERY=$(abspath $(TESTED)) npm run --silent pages; \
	else \
		echo "skipped: the pages are not tested, since npm was not found"; \
	fi

check: fmt clippy docs web-check ## format, lints and documentation, with warnings denied

fmt:
	$(CARGO) fmt --all --check

clippy:
	$(CARGO) clippy --workspace --all-targets $(FLAGS) -- --deny warnings

web-check: web/dist/index.html
	@if command -v npm > /dev/null; then cd web && npm run --silent check; else echo "skipped: npm was not found"; fi

docs:
	RUSTDOCFLAGS="--deny warnings" $(CARGO) doc --workspace --no-deps $(FLAGS)

bench: ## measure speed, start-up time and memory of the release build
	$(CARGO) build --release $(FLAGS) --package chancery --package chancery-bench
	$(CARGO) run --release --quiet $(FLAGS) --package chancery-bench

fuzz: ## try every property with many cases, then read mutated accounts for a while
	PROPTEST_CASES=$(CASES) $(CARGO) test --release --workspace $(FLAGS)
	$(CARGO) run --release --quiet $(FLAGS) --package chancery-bench -- fuzz --seconds $(SECONDS_OF_FUZZING)

torture: ## kill processes, fill disks and change bytes under a workspace, and see that nothing is lost
	CHANCERY_TORTURE=$(KILLS) PROPTEST_CASES=$(KILLS) $(CARGO) test $(FLAGS) --package chancery-ledger --test torture --test histories -- --nocapture

install: ## install the command line for this user
	$(CARGO) install --path crates/chancery $(FLAGS)

clean: ## remove what was built
	$(CARGO) clean
