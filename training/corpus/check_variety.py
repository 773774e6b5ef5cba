#!/usr/bin/env python3
"""Is the corpus varied? Near-duplicates and n-gram diversity of the files in `written/`.

    check_variety.py [FILE…] [--nearest N]

Names, numbers, weekdays and months are masked first, so that sentences that differ by names alone are the same. Two sentences
(each of a report counts by itself) are near-duplicates where the Jaccard index of their sets of masked word 5-grams is above
LIKENESS; diversity is the share of distinct 2- and 3-grams of the masked words in samples of equal length (distinct-n, Li et
al. 2016). Linear in the corpus but for sentences that share a 5-gram. Exit status 1 where any limit is crossed.
"""
import argparse
import collections
import pathlib
import random
import re
import sys

from read import read

HERE = pathlib.Path(__file__).resolve().parent
# One word changed in a sentence of 20 leaves 11 of 21 5-grams in common (0.52), two far apart leave 6 of 26 (0.23).
LIKENESS = 0.30
# Below this many 5-grams (8 words after masking) two sentences may be alike by chance: "No group claimed responsibility for N".
FEWEST = 4
# Distinct-n falls with length, hence samples of a fixed number of words.
SAMPLE = 50_000
LEAST_DISTINCT = {2: 0.50, 3: 0.80}
# A 6-gram of the masked text may stand in so many of a thousand sentences.
MOST_REPEATED = 2.0
# So many of the most frequent words are taken as no part of a name at the start of a sentence ("In Nairobi").
FUNCTION_WORDS = 150

WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|\d[\d.,:/-]*")
SENTENCE = re.compile(r"(?<=[.!?])[”\"')]*\s+(?=[“\"'(]?[A-Z])|\n+")
DAYS = set("monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september "
           "october november december".split())
NUMBERS = set("two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen "
              "twenty thirty forty fifty sixty seventy eighty ninety hundred thousand dozen".split())


def masked(sentence, common, known):
    """The sentence's words in lower case; runs of names and titles become NAME, numbers 0, weekdays and months DAY. A capital at
    the start opens a name where another name follows the word or the word isn't `known` in lower case; never a `common` word."""
    found = WORD.findall(sentence)
    words = []
    for number, word in enumerate(found):
        low = word.lower()
        capital = word[0].isupper()
        mask = "0" if word[0].isdigit() or low in NUMBERS else "DAY" if capital and low in DAYS else None
        if mask is None and capital:
            follows = number + 1 < len(found) and found[number + 1][0].isupper()
            if number or (low not in common and (follows or low not in known)):
                mask = "NAME"
        if mask is None:
            words.append(low)
        elif not words or words[-1] != mask:
            words.append(mask)
    return words


def grams(words, n):
    return list(zip(*(words[start:] for start in range(n))))


class Corpus:
    """All sentences with where they come from."""

    def __init__(self, paths):
        self.places, self.texts = [], []
        for path in paths:
            for item, _ in read(path):
                for sentence in filter(str.strip, SENTENCE.split(item["text"])):
                    self.places.append(item["id"])
                    self.texts.append(sentence.strip())
        lower = collections.Counter(word for text in self.texts for word in WORD.findall(text) if word.islower())
        common = {word for word, _ in lower.most_common(FUNCTION_WORDS)}
        self.words = [masked(text, common, lower) for text in self.texts]

    def near_duplicates(self):
        """Pairs above LIKENESS as (likeness, one, other), the likest first."""
        sets = [set(grams(words, 5)) for words in self.words]
        holders = collections.defaultdict(list)
        for number, some in enumerate(sets):
            if len(some) >= FEWEST:
                for gram in some:
                    holders[gram].append(number)
        shared = collections.Counter()
        for some in holders.values():
            shared.update((one, other) for at, one in enumerate(some) for other in some[at + 1:])
        found = [(count / (len(sets[one]) + len(sets[other]) - count), one, other) for (one, other), count in shared.items()]
        return sorted((pair for pair in found if pair[0] > 0.15), reverse=True)

    def distinct(self, n):
        """Share of distinct n-grams, mean over samples of SAMPLE words in random order (the whole where it is smaller)."""
        order = list(range(len(self.words)))
        random.Random(1).shuffle(order)
        shares, held, count = [], [], 0
        for number in order:
            held += grams(self.words[number], n)
            count += len(self.words[number])
            if count >= SAMPLE:
                shares.append(len(set(held)) / len(held))
                held, count = [], 0
        if not shares and held:
            shares.append(len(set(held)) / len(held))
        return sum(shares) / max(1, len(shares))

    def repeated(self, n=6):
        """The most frequent n-grams and in how many of a thousand sentences they stand; those of masks only are left out."""
        counts = collections.Counter(gram for words in self.words for gram in set(grams(words, n)))
        plain = [(gram, count) for gram, count in counts.most_common(200) if sum(word.islower() for word in gram) >= 3]
        return [(1000 * count / len(self.words), " ".join(gram)) for gram, count in plain[:10]]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=pathlib.Path, help="corpus files; all of written/ unless given")
    parser.add_argument("--nearest", type=int, default=0, metavar="N", help="also show the N likest pairs below the limit")
    args = parser.parse_args()
    corpus = Corpus(args.files or sorted((HERE / "written").glob("*.txt")))
    if not corpus.words:
        sys.exit("no sentences found: name the corpus files")
    failed = 0
    pairs = corpus.near_duplicates()
    above = [pair for pair in pairs if pair[0] > LIKENESS]
    for likeness, one, other in above + pairs[len(above):][:args.nearest]:
        print(f"{likeness:.2f}  {corpus.places[one]}: {corpus.texts[one]}\n      {corpus.places[other]}: {corpus.texts[other]}")
    failed += len(above)
    print(f"{len(corpus.words)} sentences, {sum(map(len, corpus.words))} words; near-duplicates above {LIKENESS}: {len(above)}")
    for n, least in LEAST_DISTINCT.items():
        share = corpus.distinct(n)
        failed += share < least
        print(f"distinct-{n} {share:.3f} (at least {least}){'  TOO LOW' if share < least else ''}")
    for rate, gram in corpus.repeated():
        failed += rate > MOST_REPEATED
        print(f"{rate:5.1f} of 1,000 sentences: {gram}{'  TOO OFTEN' if rate > MOST_REPEATED else ''}")
    sys.exit(bool(failed))


if __name__ == "__main__":
    main()
