#!/usr/bin/env python3
"""Draw the items that a second coder codes blindly.

    sample.py [OUT]   writes 300 sentences and 30 reports of written/, without codings, to OUT (second/)

Each item keeps the tag `of=ID`, the first coder's item. Never overwrites a file. Drawn on 2026-11-24 over all the files there
were then, series a to d; FILES keeps it so, so that the same items are drawn again.
"""
import pathlib
import random
import sys

import read

HERE = pathlib.Path(__file__).parent
FILES, SENTENCES, REPORTS, A_FILE = "[a-d]*.txt", 300, 30, 55


def main():
    out = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else HERE / "second"
    out.mkdir(exist_ok=True)
    items = [item for path in sorted((HERE / "written").glob(FILES)) for item, _ in read.read(path)]
    draw = random.Random(1)
    chosen = []
    for kind, count in (("sentence", SENTENCES), ("report", REPORTS)):
        chosen += draw.sample([item for item in items if item["kind"] == kind], count)
    for start in range(0, len(chosen), A_FILE):
        path = out / f"s{start // A_FILE + 1:02}.txt"
        with open(path, "x", encoding="utf8") as file:
            for item in chosen[start:start + A_FILE]:
                file.write(f"### {item['kind'][0]} {item['published']} {item['source']}\n{item['text']}\n# of={item['id']}\n\n")


if __name__ == "__main__":
    main()
