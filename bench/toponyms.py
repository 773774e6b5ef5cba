#!/usr/bin/env python3
"""Toponyms of LGL or GeoVirus: how many are found, and how far those that are resolved lie from where they should.

    bench/toponyms.py PLACES.jsonl[.gz] [--tidings target/release/tidings] [--errors N]

A place that the program names counts as found where it overlaps a marked toponym, else as invented; places without a name ("the
capital") are left out. Of the found ones with coordinates the distance on the sphere is taken. Prints precision, recall and F1 of
finding; of the resolved the share within 161 km (100 miles; as in Gritta and others 2018) and the median distance.
"""
import argparse
import difflib
import json
import math
import re
import statistics

from reports import opened, read

NEAR = 161.0
RADIUS = 6371.0


def distance(a, b):
    (lat1, lon1), (lat2, lon2) = ([math.radians(degrees) for degrees in point] for point in (a, b))
    part = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 2 * RADIUS * math.asin(min(1.0, math.sqrt(part)))


def words(text):
    return [(match.group(), match.start(), match.end()) for match in re.finditer(r"\w+", text)]


def moved(item, report):
    """Where each word of the item stands in the program's text, which may lack a dateline or a repeated paragraph."""
    own, others = words(item["text"]), words(report["text"])
    matcher = difflib.SequenceMatcher(None, [word for word, *_ in own], [word for word, *_ in others], autojunk=False)
    return [(own[block.a + k][1:], others[block.b + k][1:]) for block in matcher.get_matching_blocks() for k in range(block.size)]


def place_of(toponym, pairs):
    """Start and end of a toponym in the program's text; None where it was taken out."""
    spans = [there for (start, end), there in pairs if start < toponym["end"] and toponym["start"] < end]
    return (min(start for start, _ in spans), max(end for _, end in spans)) if spans else None


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("places"), parser.add_argument("--tidings", default="target/release/tidings")
    parser.add_argument("--errors", type=int, default=0)
    args = parser.parse_args()
    with opened(args.places) as handle:
        items = [json.loads(line) for line in handle]
    reports = read(args.tidings, "annotate", [{"text": item["text"], "published": item.get("date")} for item in items])
    found = marked = named = 0
    distances, errors = [], []
    for number, item in enumerate(items):
        report = reports.get(number)
        if report is None:
            marked += len(item["toponyms"])
            continue
        places = [place for place in report["places"] if any(letter.isupper() for letter in place["name"])]
        pairs = moved(item, report)
        taken = set()
        for toponym in item["toponyms"]:
            start, end = place_of(toponym, pairs) or (0, 0)
            hit = next((n for n, place in enumerate(places) if place["start"] < end and start < place["end"]), None)
            marked += 1
            if hit is None:
                errors.append(("missed", toponym["text"], item["id"]))
                continue
            taken.add(hit)
            found += 1
            place = places[hit]
            if place["lat"] is not None and toponym.get("lat") is not None:
                distances.append(distance((place["lat"], place["lon"]), (toponym["lat"], toponym["lon"])))
                if distances[-1] > NEAR:
                    errors.append((f"{distances[-1]:.0f} km", toponym["text"], place["country"], toponym.get("country"), item["id"]))
            else:
                errors.append(("no coordinates", toponym["text"], place["precision"], item["id"]))
        named += len(places)
        errors += [("invented", place["name"], item["id"]) for n, place in enumerate(places) if n not in taken]
    precision, recall = found / max(named, 1), found / max(marked, 1)
    both = 2 * precision * recall / max(precision + recall, 1e-9)
    near = sum(one <= NEAR for one in distances) / max(len(distances), 1)
    print(f"finding   precision {precision:.3f}  recall {recall:.3f}  f1 {both:.3f}  of {marked} toponyms in {len(items)} articles")
    print(f"resolved  {len(distances)} of {found} found  within 161 km {near:.3f}  median {statistics.median(distances or [0]):.1f} km")
    for error in errors[:args.errors]:
        print(*error, sep="  ")


if __name__ == "__main__":
    main()
