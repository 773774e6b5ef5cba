#!/usr/bin/env python3
"""Dictionary forms that the treebanks and the codebook know, as the program looks them up before it trusts the learned endings.

    lemmas.py DATA OUT.tsv

Each line: part of speech, word in lower case, its most frequent dictionary form. A line whose word is its own dictionary form also
says that the form exists.
"""
import argparse
import collections
import pathlib
import tomllib

from annotator.corpora import conllu

KINDS = {"noun": "NOUN", "adjective": "ADJ", "verb": "VERB"}
CODEBOOK = pathlib.Path(__file__).parents[1] / "codebook"
OPEN = {"NOUN", "VERB", "ADJ", "ADV", "AUX"}


def treebank_forms(data):
    counts = collections.defaultdict(collections.Counter)
    for name in ("ud-english-ewt", "gum"):
        for document in conllu(pathlib.Path(data) / name / "train.conllu.gz"):
            for _, rows in document:
                for row in rows:
                    if row[3] in OPEN and row[1].replace("-", "").replace("'", "").isalpha():
                        counts[row[3], row[1].lower()][row[2].lower()] += 1
    return {key: forms.most_common(1)[0][0] for key, forms in counts.items()}


def codebook_forms():
    for path in sorted((CODEBOOK / "frames").glob("*.toml")):
        for frame in tomllib.loads(path.read_text(encoding="utf8")).get("frame", []):
            for predicate in frame.get("predicates", []):
                words, _, kind = predicate.partition(" (")
                kind = KINDS.get(kind.rstrip(")"), "VERB")
                first, *rest = words.split()
                yield kind, first if kind == "VERB" else words.split()[-1]
                yield from (("NOUN", word) for word in rest if kind == "VERB")


def inflected(kind, lemma):
    """The regular forms of a word; a form that does not exist does no harm."""
    vowel = lambda letter: letter in "aeiou"
    doubles = len(lemma) > 2 and not vowel(lemma[-1]) and vowel(lemma[-2]) and lemma[-1] not in "wxy"
    stems = [lemma[:-1] if lemma.endswith("e") else lemma] + ([lemma + lemma[-1]] if doubles else [])
    ies = lemma.endswith("y") and len(lemma) > 2 and not vowel(lemma[-2])
    yield lemma[:-1] + "ies" if ies else lemma + ("es" if lemma.endswith(("s", "x", "z", "ch", "sh", "o")) else "s")
    if kind == "VERB":
        yield from (stem + "ing" for stem in stems)
        yield from ((lemma[:-1] + "ied",) if ies else (stem + "ed" for stem in stems))


def listed_nouns():
    """Single words of the codebook's lists: their plurals are plurals there, whatever a treebank says ("troops")."""
    lists = tomllib.loads((CODEBOOK / "words.toml").read_text(encoding="utf8"))
    return {word for words in lists.values() for word in words if word.isalpha()}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data"), parser.add_argument("out")
    args = parser.parse_args()
    forms = treebank_forms(args.data)
    ours = set(codebook_forms())
    for kind, lemma in {(kind, lemma) for (kind, _), lemma in forms.items()} | ours:
        forms.setdefault((kind, lemma), lemma)
    for kind, lemma in sorted(ours | {("NOUN", word) for word in listed_nouns()}):
        for form in inflected(kind, lemma) if kind in ("NOUN", "VERB") and lemma.isalpha() else ():
            if (kind, forms.get((kind, form))) not in ours:
                forms[kind, form] = lemma
    for line in open(pathlib.Path(__file__).parent / "irregular_verbs.txt", encoding="utf8"):
        lemma, *past = line.split()
        forms["VERB", lemma] = lemma
        for form in past:
            if ("VERB", form) not in ours:
                forms["VERB", form] = lemma
    with open(args.out, "w", encoding="utf8") as out:
        out.writelines(f"{kind}\t{form}\t{lemma}\n" for (kind, form), lemma in sorted(forms.items()))
    print(f"{len(forms)} forms")


if __name__ == "__main__":
    main()
