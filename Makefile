# codecred is built, tested and measured from here; `make` lists what there is.

GO       ?= go
OUT      ?= out
BIN      ?= bin/codecred
FUZZTIME ?= 10s
PARTS    ?= 1
PACKAGES ?= ./steps/flow ./fixtures/redact ./reports ./runner/play ./runner/knownfailures ./runner/journal
PATIENCE ?= 10
VERSION  ?= $(shell git describe --tags --always --dirty 2>/dev/null || echo unknown)

# The version is stamped by name, so a checkout that git does not trust still builds.
BUILD := CGO_ENABLED=0 $(GO) build -buildvcs=false -trimpath -ldflags '-s -w -X main.version=$(VERSION)'

# Tools run at a pinned version, outside of go.mod.
LINT     := $(GO) run github.com/golangci/golangci-lint/v2/cmd/golangci-lint@v2.15.0
TESTSUM  := $(GO) run gotest.tools/gotestsum@v1.13.0 --format pkgname --
GREMLINS  = GOFLAGS="$$($(GO) env GOFLAGS) -count=1" $(GO) run github.com/go-gremlins/gremlins/cmd/gremlins@v0.6.0 unleash --workers 1 \
	--timeout-coefficient $(PATIENCE) --invert-logical --invert-loopctrl --output-statuses lt --threshold-efficacy 95

.DEFAULT_GOAL := help
.PHONY: help build run run-container combinations independent grids prove prove-whole prove-sample mutants mutants-server bench races image test test-container habits hostile mutate fuzz lint fmt clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  %-15s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

build: ## one static binary, in bin/
	$(BUILD) -o $(BIN) ./runner/cmd/codecred

run: build ## judge the embedded reference server in both profiles, reports in out/
	$(BIN) run --out $(OUT)
	$(BIN) run --profile strict --out $(OUT)/strict

run-container: build ## judge the reference server in a container, reports in out/container/
	$(BIN) run --target container --out $(OUT)/container

combinations: build ## every combination of settings and ways to ask against the decision table, in both profiles
	$(BIN) run --tags @combinations --strength full --out $(OUT)/combinations
	$(BIN) run --tags @combinations --strength full --profile strict --out $(OUT)/combinations/strict

prove: build ## run the suite against every fault and variant of the reference server, and put the figures into README.md
	$(BIN) prove --out $(OUT)/proof --page README.md

prove-whole: build ## the same by all scenarios against every server, and it must come to the same; takes many minutes
	$(BIN) prove --whole --out $(OUT)/proof-whole --page README.md

prove-sample: build ## every thirtieth fault and variant by all scenarios
	$(BIN) prove --whole --out $(OUT)/proof-sample $$($(BIN) list faults --json | sed -n 's/^    "name": "\(.*\)",$$/--fault \1/p' | awk 'NR % 30 == 0') \
	  $$($(BIN) list variants --json | sed -n 's/^    "name": "\(.*\)",$$/--variant \1/p' | awk 'NR % 30 == 0')

independent: ## judge two authorization servers that share no code with the suite, and hold what it reports against what was judged by hand
	cd fixtures/independent/fosite && $(GO) vet . && $(GO) test .
	$(GO) test -count=1 -timeout 20m -run IsAccusedOfNothingNew ./runner

grids: ## write the features of the tables in features/grids/
	$(GO) test -count=1 -run TestTheFeaturesOfTheGrids ./features -write

mutants: ## delete each assertion of the step definitions in turn, and want the proof to fail; takes a minute or two
	CODECRED_MUTANTS=1 GOGC=400 GOMEMLIMIT=384MiB $(GO) test -count=1 -timeout 60m -v -run TestDeletingAnAssertion ./runner/prove

# PARTS=12 judges one mutant in twelve, always the same ones.
mutants-server: ## change the source of the reference server piece by piece, and want a scenario to fail; takes many minutes
	CODECRED_MUTANTS_SERVER=$(PARTS) GOGC=400 GOMEMLIMIT=384MiB $(GO) test -count=1 -timeout 60m -v -run TestMutantsOfTheServer ./runner/prove

# Memory is set as the command sets it. 100 ms of latency and 10,000 scenarios take a minute.
bench: ## scenarios a second, the suite over a bare client, far targets, 10,000 scenarios; each beside its line
	GOGC=400 GOMEMLIMIT=384MiB $(GO) test -run '^$$' -bench 'Suite|Replay' -benchtime 5x ./runner
	GOGC=400 GOMEMLIMIT=384MiB $(GO) test -run '^$$' -bench 'Latency|Generated' -benchtime 1x -timeout 10m ./runner

races: ## how often requests at the same moment find a window of a millisecond; on a machine that does nothing else
	CODECRED_RACES=1 $(GO) test -count=1 -v -run TestRacesFindAWindow ./steps

image: build ## the image codecred:VERSION, FROM scratch around the binary
	docker build -f fixtures/container/Dockerfile -t codecred:$(VERSION) $(dir $(BIN))

test: ## all tests, with the race detector and then, whole, those that play the suite again and again
	GO=$(GO) .ci/test
	cd fixtures/independent/fosite && $(GO) vet . && $(GO) test .

test-container: ## the container's tests; they fail without a Docker daemon
	CODECRED_REQUIRE_DOCKER=1 $(TESTSUM) -race -count=1 ./fixtures/container/...

habits: ## the whole suite against an org with each habit of real ones
	CODECRED_WHOLE=1 $(GO) test -count=1 -run '^TestNoHabitOfAnOrgIsAFailure$$' -v -timeout 40m ./runner

hostile: ## run against targets that misbehave, each way with its verdict in a table
	$(GO) test -count=1 -run '^TestHostile$$' -v ./runner

# gremlins takes the condition of a case for one that no test reaches
# (github.com/go-gremlins/gremlins/issues/298), so only mutants that it can try are counted. A mutant that
# never ends is stopped after PATIENCE times as long as all tests of its package take. That time is measured
# first, and a result from the cache would make it too short: hence -count=1.
mutate: ## change the code that judges, piece by piece, and want its tests to fail; takes an hour. PACKAGES=./DIR for some
	@for package in $(PACKAGES); do echo "$$package"; $(GREMLINS) "$$package" || exit 1; done

fuzz: ## every fuzz target, each for FUZZTIME (10s)
	@grep -rlE --include='*_test.go' '^func Fuzz' . | while read -r file; do \
	  for name in $$(sed -n 's/^func \(Fuzz[A-Za-z0-9_]*\)(.*/\1/p' "$$file"); do \
	    echo "$$name in $$file"; \
	    $(GO) test -run '^$$' -fuzz "^$$name\$$" -fuzztime $(FUZZTIME) "$$(dirname "$$file")" || exit 1; \
	  done; \
	done

lint: ## formatting, go vet and golangci-lint
	@unformatted=$$(gofmt -l .); test -z "$$unformatted" || { echo "run make fmt; not formatted:"; echo "$$unformatted"; exit 1; }
	$(GO) vet ./...
	$(LINT) run ./...

fmt: ## format all Go files
	gofmt -w .

clean: ## remove what was built, written and measured
	rm -rf bin $(OUT)
