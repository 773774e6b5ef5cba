#!/usr/bin/env bash
# Makes the model from the corpora, all steps in order.
#
#   training/retrain.sh [--without-polnear] DATA OUT
#
# DATA holds the corpora as training/README.md lists them; OUT gets everything that is made, the model files in OUT/model. Copy these
# over model/ to build them into the program. CPU only, two cores: about two and a half hours in all, 6 GB of memory. A step whose
# result is there is not done again, and a training that was cut off goes on from its last checkpoint: run the same command again.
# --without-polnear leaves out PolNeAR, whose licence is not named: its attributions and its texts. Use another OUT for it.
# PYTHON names another interpreter than training/.venv/bin/python; SILVER_WORDS, BASE_EPOCHS and JOINT_EPOCHS make a trial run short.
set -euo pipefail

usage() { sed -n '2,11s/^# \{0,1\}//p' "$0" >&2; exit 2; }

with_polnear=true
if [[ "${1:-}" == --without-polnear ]]; then with_polnear=false; shift; fi
[[ $# -eq 2 && "$1" != -* ]] || usage
[[ -d "$1" ]] || { echo "$1: no such folder; it should hold the corpora (training/README.md)" >&2; exit 2; }
mkdir -p "$2"
data=$(cd "$1" && pwd)
out=$(cd "$2" && pwd)
cd "$(dirname "$0")"

python=${PYTHON:-$PWD/.venv/bin/python}
if ! "$python" -c 'import torch, spacy, onnxruntime' 2>/dev/null; then
    echo "$python lacks what training needs. Make it once:" >&2
    echo "  python3 -m venv training/.venv && training/.venv/bin/pip install -r training/requirements.txt" >&2
    exit 2
fi

# Which mix of corpora OUT was begun with: its steps are not to be mixed with those of the other.
mix=$($with_polnear && echo "with PolNeAR" || echo "without PolNeAR")
if [[ -f "$out/mix" && "$(cat "$out/mix")" != "$mix" ]]; then
    echo "$out was begun $(cat "$out/mix"); name another folder" >&2
    exit 2
fi
echo "$mix" >"$out/mix"

# Runs a command that writes the file $1.new, unless $1 is there already.
make() {
    local made=$1; shift
    if [[ -e "$made" ]]; then echo "have $made"; return; fi
    echo "+ $*"
    "$@"
    mv "$made.new" "$made"
}

attribution=()
texts=$data
if $with_polnear; then
    make "$out/attribution.jsonl" "$python" prepare.py attribution "$out/attribution.jsonl.new" "$data/polnear/train.jsonl.gz"
    attribution=(--attribution "$out/attribution.jsonl" --attribution-share 0.06)
else
    # The texts that silver labels are made of, with nothing in PolNeAR's place.
    texts=$out/texts
    mkdir -p "$texts/polnear"
    ln -sfn "$data/synthetic-news" "$texts/synthetic-news"
    gzip -c </dev/null >"$texts/polnear/train.jsonl.gz"
fi

make "$out/silver.jsonl" "$python" silver.py "$texts" "$out/silver.jsonl.new" --words "${SILVER_WORDS:-700000}"
make "$out/corpus.jsonl" "$python" corpus/read.py --json "$out/corpus.jsonl.new" corpus/written/*.txt
make "$out/events.jsonl" "$python" prepare.py events "$out/events.jsonl.new" "$out/corpus.jsonl"
make "$out/names.jsonl" "$python" prepare.py names "$out/names.jsonl.new" corpus/names/n*.txt

# First words, syntax and names; then everything together, from there.
train() {
    local run=$1; shift
    if [[ -e "$run/finished" ]]; then echo "have $run"; return; fi
    echo "+ train.py --out $run $*"
    "$python" train.py --data "$data" --out "$run" --silver "$out/silver.jsonl" --names "$out/names.jsonl" "$@"
    touch "$run/finished"
}
train "$out/base" --silver-share 0.1 --epochs "${BASE_EPOCHS:-3}"
train "$out/joint" --silver-share 0.04 --names-repeat 2 --events "$out/events.jsonl" --events-repeat 2 --encoder-rate 1.2e-4 --seed 3 \
    ${attribution[@]+"${attribution[@]}"} --start "$out/base/last.pt" --epochs "${JOINT_EPOCHS:-9}"

"$python" export.py "$out/joint" "$out/model"
"$python" lemmas.py "$data" "$out/model/lemmas.tsv"
echo "The model is in $out/model. To build it into the program, and then fit the weights by which people get a country to what it reads:"
echo "  cp $out/model/* ../model/ && $python homeland.py $out/corpus.jsonl --write ../gazetteer/homeland.csv"
