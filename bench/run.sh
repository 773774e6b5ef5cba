#!/usr/bin/env bash
# Measures speed and memory on a release build: bench/run.sh [REPORTS.jsonl[.gz]]
# TIDINGS=PATH measures another binary. Writes a table to standard output; see bench/README.md.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
reports=${1:-$root/../shared/data/synthetic-news/stories.jsonl.gz}
if [[ -n "${1:-}" && ! -f "$1" ]]; then echo "$1: no such file" >&2; exit 2; fi
if [[ -z "${TIDINGS:-}" ]]; then
    (cd "$root" && cargo build --release -p tidings >&2)
    TIDINGS=${CARGO_TARGET_DIR:-$root/target}/release/tidings
fi
exec python3 -B "$root/bench/measure.py" "$TIDINGS" "$root/examples" "$reports"
