#!/usr/bin/env python3
"""Checks files of marked names and reads them: brackets closed and not nested, kinds known, no span that starts with an article or ends
in a possessive or a comma, no line twice.

    check.py FILE…      names file and line of each problem; then the counts
"""
import collections
import re
import sys

KINDS = ("person", "organisation", "place", "nationality", "other")
MARK = re.compile(r"\[(\w+) ([^\[\]]+)\]")


def pieces(line):
    """[(text, kind or None)] of a line, in order."""
    found, at = [], 0
    for mark in MARK.finditer(line):
        found.append((line[at:mark.start()], None))
        found.append((mark[2], mark[1]))
        at = mark.end()
    found.append((line[at:], None))
    return [(text, kind) for text, kind in found if text]


def problems(line):
    bare = MARK.sub("", line)
    if "[" in bare or "]" in bare:
        yield "bracket not closed, nested, or without a kind"
    for text, kind in pieces(line):
        if kind is None:
            continue
        if kind not in KINDS:
            yield f"kind {kind!r} is none of {', '.join(KINDS)}"
        if text != text.strip() or text.endswith((",", "'s", "’s")):
            yield f"span {text!r} ends in a space, comma or possessive"
        if re.match(r"(?:the|a|an) ", text):
            yield f"span {text!r} begins with an article"


def main():
    bad, counts, seen = False, collections.Counter(), {}
    for path in sys.argv[1:]:
        for number, line in enumerate(open(path, encoding="utf8"), 1):
            line = line.rstrip("\n")
            if not line:
                continue
            found = list(problems(line))
            if line in seen:
                found.append(f"the same sentence as {seen[line]}")
            seen[line] = f"{path}:{number}"
            for problem in found:
                print(f"{path}:{number}: {problem}", file=sys.stderr)
            bad |= bool(found)
            counts["sentences"] += 1
            counts.update(kind for _, kind in pieces(line) if kind)
    print(dict(counts))
    return int(bad)


if __name__ == "__main__":
    sys.exit(main())
