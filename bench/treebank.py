#!/usr/bin/env python3
"""Words, tags and trees of a treebank's raw text, as the program divides and reads it (F1 as in the CoNLL 2018 shared task).

    bench/treebank.py TREEBANK.conllu[.gz] [--tidings target/release/tidings]

Each document goes through `tidings annotate --format conllu`; words are matched by their place in the text. What the program removes
before it reads (bylines, headers) is left out on both sides; how much that is stands in the first line. Then F1 of words, of universal
parts of speech, and of unlabelled and labelled arcs (relations without subtypes).
"""
import argparse
import pathlib
import subprocess
import tempfile

from reports import opened


def rows_of(lines):
    """Sentences of CoNLL-U lines: (comments, rows of the words)."""
    comments, rows = [], []
    for line in lines:
        line = line.rstrip("\n")
        if line.startswith("#"):
            comments.append(line)
        elif line:
            rows.append(line.split("\t"))
        elif rows:
            yield comments, rows
            comments, rows = [], []
    if rows:
        yield comments, rows


def surface(rows):
    """The tokens as they stand in the text with the words in each: [(form, [word rows])]. Words of one token share its place."""
    found, inside = [], 0
    for row in rows:
        if "-" in row[0]:
            first, last = map(int, row[0].split("-"))
            inside = last - first + 1
            found.append((row[1], []))
        elif "." not in row[0]:
            if inside:
                inside -= 1
                found[-1][1].append(row)
            else:
                found.append((row[1], [row]))
    return found


def words_of(sentences, text):
    """{key: (tag, key of the head, relation)} of all words, and the places covered; a key is the place among the text's letters
    without white space. Where the program leaves out a part of the text (a byline), its next sentence is looked up."""
    found, at, covered = {}, 0, set()
    letters = "".join(text.split())
    for rows in sentences:
        own = "".join("".join(form.split()) for form, _ in surface(rows))
        at = max(at, letters.find(own, at))
        keys, read = {"0": "root"}, []
        for form, words in surface(rows):
            length = len("".join(form.split()))
            for number, row in enumerate(words):
                key = (at, at + length, number if len(words) > 1 else 0, row[1] if len(words) > 1 else "")
                keys[row[0]] = key
                read.append((key, row))
            covered.update(range(at, at + length))
            at += length
        for key, row in read:
            found[key] = (row[3], keys.get(row[6]), row[7].partition(":")[0])
    return found, covered


def documents(path):
    """The treebank's documents: (raw text, sentences)."""
    text, sentences = "", []
    with opened(path) as handle:
        for comments, rows in rows_of(handle):
            if any(line.startswith("# newdoc") for line in comments) and sentences:
                yield text, sentences
                text, sentences = "", []
            paragraph = any(line.startswith("# newpar") for line in comments)
            text += ("\n\n" if paragraph else " ") if text else ""
            text += next(line.partition("= ")[2] for line in comments if line.startswith("# text ="))
            sentences.append(rows)
    if sentences:
        yield text, sentences


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("treebank"), parser.add_argument("--tidings", default="target/release/tidings")
    args = parser.parse_args()
    count = dict.fromkeys(("removed", "gold", "found", "words", "UPOS", "UAS", "LAS"), 0)
    with tempfile.TemporaryDirectory() as folder:
        for text, sentences in documents(args.treebank):
            report = pathlib.Path(folder) / "report.txt"
            report.write_text(text, encoding="utf8")
            run = subprocess.run([args.tidings, "annotate", "--format", "conllu", report], capture_output=True, text=True, check=True)
            gold, _ = words_of(sentences, text)
            found, covered = words_of((rows for _, rows in rows_of(run.stdout.splitlines())), text)
            whole = len(gold)
            gold = {key: word for key, word in gold.items() if key[0] in covered}
            count["removed"] += whole - len(gold)
            count["gold"] += len(gold)
            count["found"] += len(found)
            for key, (tag, head, relation) in gold.items():
                mine = found.get(key)
                if mine is None:
                    continue
                count["words"] += 1
                count["UPOS"] += mine[0] == tag
                count["UAS"] += mine[1] == head
                count["LAS"] += mine[1:] == (head, relation)
    print(f"removed {count['removed']} of {count['removed'] + count['gold']} words")
    for name in ("words", "UPOS", "UAS", "LAS"):
        print(f"{name:<6} F1 {200 * count[name] / (count['gold'] + count['found']):.2f}")


if __name__ == "__main__":
    main()
