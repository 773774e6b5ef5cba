#!/usr/bin/env python3
"""How far two coders agree: second/*.txt (the blind coding) against the first coding in written/*.txt.

    agreement.py [--write FOLDER] [--errors N] [--resample N]

The first coder stands as gold, the second as prediction in the form of reference/output.md (only the fields the
scorer reads); ../shared/tools/score_events.py scores them. The columns:

    all, sentences, reports   the first coder's accepted alternatives count as right
    swapped                   the second coder as gold
    strict                    no alternatives
    countries                 where only the second coder left a participant's country open, it is filled from the first

--write keeps the files given to the scorer; --resample draws the items anew, N times, for the spread of the figures.
"""
import argparse
import copy
import json
import pathlib
import random
import re
import subprocess
import sys
import tempfile

import read

HERE = pathlib.Path(__file__).parent
SCORER = HERE.parents[2] / "shared" / "tools" / "score_events.py"
F1 = ["event", "triple", "actor", "recipient", "said_by", "condition", "date", "place_country", "dead", "injured", "size", "statement"]
ACCURACY = ["cameo", "cameo2", "status", "stance"]
ORDER = ["event", "triple", "cameo", "cameo2", "actor", "recipient", "status", "said_by", "condition", "date", "place_country",
         "dead", "injured", "size", "statement", "stance"]


def items(folder):
    return [item for path in sorted((HERE / folder).glob("*.txt")) for item, _ in read.read(path)]


def pairs():
    """(first, second) codings of each item that both coders coded."""
    first = {item["text"]: item for item in items("written")}
    for item in items("second"):
        of = next(tag[3:] for tag in item["tags"] if tag.startswith("of="))
        if item["text"] not in first:
            sys.exit(f"{of}: its text is no longer in written/")
        yield {**first[item["text"]], "id": of}, {**item, "id": of}


def span(text, piece):
    return {"start": text.find(piece), "end": text.find(piece) + len(piece), "text": piece} if piece else None


def number(value):
    return None if value is None else {"low": value, "high": value}


def predicted(item):
    """An item as `tidings code` would write it."""
    text = item["text"]

    def people(members):
        return [{**span(text, one["text"]), "name": one["name"], "country": one["country"], "sectors": [one["sector"]]} for one in members]

    def event(one):
        first, _, last = (one["date"] or "").partition("/")
        return {"event": one["event"], "mode": one["mode"], "cameo": one["cameo"], "trigger": span(text, one["trigger"]), "mentions": [],
                "actor": people(one["actor"]), "recipient": people(one["recipient"]), "status": one["status"],
                "said_by": span(text, one["said_by"]), "condition": span(text, one["condition"]),
                "date": {"from": first, "to": last or first} if first else None,
                "place": {**span(text, one["place"]), "country": one["place_country"]} if one["place"] else None,
                **{key: number(one[key]) for key in ("dead", "injured", "size")}}

    return {"id": item["id"], "text": text, "published": item["published"], "events": [event(one) for one in item["events"]],
            "statements": [{"speaker": span(text, one["speaker"]), "cue": span(text, one["cue"]),
                            "content": span(text, one["content"]), "stance": one["stance"]} for one in item["statements"]]}


def without_alternatives(item):
    return {**item, "events": [{k: v for k, v in one.items() if not k.endswith("_alt")} for one in item["events"]]}


def with_countries(first, second):
    """The second coding, a country it leaves open filled where the first coder's participant shares a word with its own."""
    known = {}
    for one in first["events"]:
        for member in one["actor"] + one["recipient"]:
            for word in re.findall(r"\w+", member["text"].lower()):
                known.setdefault(word, member["country"])
    second = copy.deepcopy(second)
    for one in second["events"]:
        for member in one["actor"] + one["recipient"]:
            if not member["country"] and member["sector"] not in ("IGO", "NGO", "MNC"):
                member["country"] = next((known[word] for word in re.findall(r"\w+", member["text"].lower()) if known.get(word)), None)
    return second


def score(folder, name, gold, prediction, errors):
    for kind, rows in (("gold", gold), ("predicted", map(predicted, prediction))):
        with open(folder / f"{name}.{kind}.jsonl", "w", encoding="utf8") as out:
            out.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    command = [sys.executable, str(SCORER), str(folder / f"{name}.gold.jsonl"), str(folder / f"{name}.predicted.jsonl")]
    if errors:
        print(subprocess.run([*command, "--errors", str(errors)], capture_output=True, text=True, check=True).stdout)
    return json.loads(subprocess.run([*command, "--json"], capture_output=True, text=True, check=True).stdout)


def value(result, key):
    return result[key]["f1" if key in F1 else "accuracy"]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", metavar="FOLDER", type=pathlib.Path)
    parser.add_argument("--errors", type=int, default=0, help="events that only one of the two coders has, so many at most")
    parser.add_argument("--resample", type=int, default=0)
    args = parser.parse_args()
    both = list(pairs())
    events = [sum(len(item["events"]) for item in coder) for coder in zip(*both)]
    print(f"{len(both)} items; events of the first coder {events[0]}, of the second {events[1]}")
    if not SCORER.exists():
        sys.exit(f"no scorer at {SCORER}")
    with tempfile.TemporaryDirectory() as scratch:
        folder = args.write or pathlib.Path(scratch)
        folder.mkdir(parents=True, exist_ok=True)
        parts = {"all": both, "sentences": [p for p in both if p[0]["kind"] == "sentence"],
                 "reports": [p for p in both if p[0]["kind"] == "report"]}
        results = {name: score(folder, name, *zip(*part), args.errors if name == "all" else 0) for name, part in parts.items()}
        first, second = zip(*both)
        results["swapped"] = score(folder, "swapped", second, first, 0)
        results["strict"] = score(folder, "strict", map(without_alternatives, first), second, 0)
        results["countries"] = score(folder, "countries", first, [with_countries(a, b) for a, b in both], 0)
        draw, drawn = random.Random(1), []
        for _ in range(args.resample):
            sample = [[{**item, "id": f"{i}"} for item in pair] for i, pair in enumerate(draw.choices(both, k=len(both)))]
            drawn.append(score(folder, "resampled", *zip(*sample), 0))
    print(f"{'':<14}" + "".join(f"{name:>11}" for name in results))
    for key in ORDER:
        print(f"{key:<14}" + "".join(f"{value(result, key):>11.3f}" for result in results.values()))
    for key in ORDER if drawn else []:
        values = sorted(value(result, key) for result in drawn)
        print(f"{key:<14} 95 in 100 draws from {values[len(values) // 40]:.3f} to {values[-1 - len(values) // 40]:.3f}")
    print("\nevent F1 by class (all):")
    for name, row in results["all"]["classes"].items():
        print(f"  {name:<10} {row['f1']:.3f}  of {row['gold']}")


if __name__ == "__main__":
    main()
