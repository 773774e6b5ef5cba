#!/usr/bin/env python3
"""Sentences with a marked source, target and PLOVER class (PLV): how often an event of that class is found between them.

    bench/relations.py PLV.jsonl[.gz] [--tidings target/release/tidings] [--errors N]

Every sentence is coded as a report of its own. It counts where an event of the class has a participant that overlaps the source on
its actors' side and one that overlaps the target among its recipients, or both among the actors (met, signed). YIELD is CONCEDE and
RETREAT here. Prints the share of the sentences with marked spans, by class and in all; also the share where the class alone is right.
"""
import argparse
import collections
import json

from reports import opened, read

CLASSES = {"YIELD": {"CONCEDE", "RETREAT"}}


def touches(participants, span):
    return any(one["start"] < span[1] and span[0] < one["end"] for one in participants)


def between(event, source, target):
    actors, recipients = event["actor"], event["recipient"]
    return touches(actors, source) and (touches(recipients, target) or touches(actors, target))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("relations"), parser.add_argument("--tidings", default="target/release/tidings")
    parser.add_argument("--errors", type=int, default=0)
    args = parser.parse_args()
    with opened(args.relations) as handle:
        items = [one for one in map(json.loads, handle) if one["source"] and one["target"]]
    coded = read(args.tidings, "code", [{"text": item["text"]} for item in items])
    all_of, class_right, right = collections.Counter(), collections.Counter(), collections.Counter()
    errors = []
    for number, item in enumerate(items):
        wanted = CLASSES.get(item["event"], {item["event"]})
        report = coded.get(number, {"text": item["text"], "events": []})
        # What the program took out of the text (a dateline) moves the places.
        moved = report["text"].find(item["text"][item["source"][0]:]) - item["source"][0]
        source, target = ([place + moved for place in item[side]] for side in ("source", "target"))
        found = [event for event in report["events"] if event["event"] in wanted]
        hit = any(between(event, source, target) for event in found)
        all_of[item["event"]] += 1
        class_right[item["event"]] += bool(found)
        right[item["event"]] += hit
        if not hit:
            errors.append((item["event"], [event["event"] for event in report["events"]], item["text"]))
    for name in [*sorted(all_of), "all"]:
        of = lambda counter: sum(counter.values()) if name == "all" else counter[name]
        print(f"{name:<10} {of(all_of):>5} sentences   between source and target {of(right) / of(all_of):.3f}   class {of(class_right) / of(all_of):.3f}")
    for error in errors[:args.errors]:
        print(*error, sep="  ")


if __name__ == "__main__":
    main()
