# `make demo` and `make test` are all a fresh machine needs; each brings what it uses.
PORT ?= 8000
export PYTHONUTF8 := 1

.PHONY: demo install test check fix bench trust lock bundle

demo: install ## an invented network, served: make demo PORT=8000
	@.venv/bin/omuz demo --port $(PORT)

install: ## the program into .venv
	@tools/bootstrap.sh runtime

test: ## everything; make test DATABASE_URL=postgresql://administrator… uses your own server
	@tools/test.sh

check: ## sentences, style, types, floors
	@tools/bootstrap.sh develop && tools/check.sh

fix: ## what the tools can put right themselves
	@tools/bootstrap.sh develop && .venv/bin/ruff check --fix --quiet && .venv/bin/ruff format --quiet && .venv/bin/python tools/messages.py

bench: ## ratios to a peer or floor measured in the same minute; make bench ONLY="load growth"
	@tools/bootstrap.sh develop && .venv/bin/python -m tests.bench $(ONLY)

trust: ## each promise in full, written to docs/trust.md; hours; make trust ONLY=kills SHARE=0.1
	@tools/trust.sh "$(or $(SHARE),1)" $(ONLY)

bundle: install ## everything an office without a network needs, into build/omuz-bundle.tar.gz
	@tools/bundle.sh

lock: ## the locked dependencies anew, without addresses (needs uv)
	@tools/lock.sh
