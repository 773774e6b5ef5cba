"""Readers of the training corpora: files of `shared/data` → documents (lists of `Sentence`) with the layers they carry."""
import gzip
import json
import pathlib

from .windows import IGNORE, Sentence

NAMES = ["person", "organisation", "place", "nationality", "other", "date", "number"]
NAME_TAGS = ["O"] + [f"{prefix}-{kind}" for kind in NAMES for prefix in ("B", "I")]
PROPBANK_ROLES = ["ARG0", "ARG1", "ARG2", "ARG3", "ARGM-TMP", "ARGM-LOC", "ARGM-CAU", "ARGM-PRP"]
FACTUALITY = ["happened", "unclear", "not"]


def lines(path):
    opener = gzip.open if str(path).endswith(".gz") else open
    with opener(path, "rt", encoding="utf8") as handle:
        yield from (line.rstrip("\n") for line in handle)


def lemma_script(word, lemma):
    """How to make the lemma from the word: `case|cut|add`, the ending cut off and the one put on (edit-script classes, as
    in Straka 2018)."""
    case = "=" if lemma != lemma.lower() and word != word.lower() else "l"
    base = word if case == "=" else word.lower()
    goal = lemma
    same = 0
    while same < min(len(base), len(goal)) and base[same] == goal[same]:
        same += 1
    return f"{case}|{len(base) - same}|{goal[same:]}"


def apply_lemma_script(word, script):
    case, cut, add = script.split("|", 2)
    base = word if case == "=" else word.lower()
    return base[:len(base) - int(cut)] + add if int(cut) <= len(base) else base


def conllu(path):
    """Documents of a CoNLL-U file: lists of sentences, each a dict of the columns, its comments beside it."""
    document, rows, comments = [], [], {}
    for line in lines(path):
        if line.startswith("# newdoc") and document:
            yield document
            document = []
        if line.startswith("#"):
            key, _, value = line[1:].partition("=")
            comments[key.strip()] = value.strip()
        elif line:
            rows.append(line.split("\t"))
        elif rows:
            document.append((comments, [row for row in rows if row[0].isdigit()]))
            rows, comments = [], {}
    if rows:
        document.append((comments, [row for row in rows if row[0].isdigit()]))
    if document:
        yield document


def head_of(heads, first, last):
    """The highest word of first…last (inclusive): the one whose head lies outside."""
    for word in range(first, last + 1):
        if not first <= heads[word] <= last:
            return word
    return first


def treebank(path, propbank=None, factuality=None, names=None):
    """A UD treebank with the layers that are aligned to it. Word labels are strings here; `Labels` numbers them."""
    frames = {}
    if propbank:
        frames = {one["sent_id"]: one["frames"] for one in map(json.loads, lines(propbank))}
    votes = {}
    if factuality:
        for one in map(json.loads, lines(factuality)):
            votes.setdefault(one["sent_id"], {})[one["word"] - 1] = fact_label(one["votes"])
    documents = []
    for document in conllu(path):
        made = []
        for comments, rows in document:
            words = [row[1] for row in rows]
            heads = [int(row[6]) - 1 for row in rows]
            layers = {"tag": [row[3] for row in rows], "lemma": [lemma_script(row[1], row[2]) for row in rows],
                      "head": heads, "relation": [row[7] for row in rows]}
            if propbank:
                known = [f for f in frames.get(comments["sent_id"], []) if f["predicate"] <= len(words)]
                layers["propbank_rows"] = [(f["predicate"] - 1, f["predicate"] - 1, 0) for f in known]
                layers["propbank"] = sorted({
                    (f["predicate"] - 1, head_of(heads, first - 1, last - 1), PROPBANK_ROLES.index(role))
                    for f in known for role, first, last in f["args"] if role in PROPBANK_ROLES and last <= len(words)})
            if factuality:
                here = votes.get(comments["sent_id"], {})
                layers["factuality"] = [here.get(number, IGNORE) for number in range(len(words))]
            if names:
                layers["name"] = names(rows)
            made.append(Sentence(words, layers))
        documents.append(made)
    return documents


def fact_label(votes):
    mean = sum((1 if happened else -1) * confidence for happened, confidence in votes) / len(votes)
    return "happened" if mean > 1.5 else "not" if mean < -1.5 else "unclear"


def gum_names(rows):
    """Names of GUM's entities: mentions of persons, organisations and places whose head is a proper noun. Capitalised words
    outside of them (nationalities, works) are left unlabelled, not labelled as no name."""
    kinds = {"person": "person", "organization": "organisation", "place": "place"}
    tags = ["O" if row[3] != "PROPN" and not (row[3] == "ADJ" and row[1][:1].isupper()) and row[3] != "NUM" else IGNORE for row in rows]
    heads = [int(row[6]) - 1 for row in rows]
    opened = []
    for number, row in enumerate(rows):
        field = next((part[7:] for part in row[9].split("|") if part.startswith("Entity=")), "")
        at = 0
        while at < len(field):
            if field[at] == "(":
                end = min((field.find(c, at + 1) for c in "()" if field.find(c, at + 1) >= 0), default=len(field))
                parts = field[at + 1:end].split("-")
                opened.append((parts[0], parts[1] if len(parts) > 1 else "", number))
                at = end
                if at < len(field) and field[at] == ")":
                    close(opened, opened[-1][0], number, rows, heads, kinds, tags)
                    at += 1
            elif field[at] == ")":
                at += 1
            else:
                end = field.find(")", at)
                close(opened, field[at:end].split("-")[0], number, rows, heads, kinds, tags)
                at = end + 1
    return tags


def close(opened, name, last, rows, heads, kinds, tags):
    for position in range(len(opened) - 1, -1, -1):
        if opened[position][0] == name:
            _, kind, first = opened.pop(position)
            break
    else:
        return
    head = head_of(heads, first, last)
    if rows[head][3] != "PROPN" or kind not in kinds:
        return
    while first < last and rows[first][3] in ("DET", "PUNCT", "ADP", "PRON"):
        first += 1
    end = head
    while end < last and rows[end + 1][3] in ("PROPN", "ADP", "DET", "CCONJ", "PUNCT", "NUM") and rows[end + 1][1] not in (",", "(", "and", "in"):
        end += 1
    while rows[end][3] != "PROPN" and end > head:
        end -= 1
    while first < head and rows[first][3] not in ("PROPN", "ADJ"):
        first += 1
    if all(tags[k] in (IGNORE, "O") for k in range(first, end + 1)):
        tags[first] = f"B-{kinds[kind]}"
        for number in range(first + 1, end + 1):
            tags[number] = f"I-{kinds[kind]}"


def bio(path, kinds, column=-1):
    """A file of BIO tags, a word a line; `kinds` maps its kinds to ours (others become `other`, None is left unlabelled)."""
    sentences, words, tags = [], [], []
    for line in [*lines(path), ""]:
        if line.startswith("#"):
            continue
        if not line.strip():
            if words:
                sentences.append(Sentence(words, {"name": tags}))
            words, tags = [], []
            continue
        parts = line.split("\t") if "\t" in line else line.split(" ")
        word, tag = (parts[1], parts[2]) if parts[0].isdigit() and len(parts) > 3 else (parts[0], parts[column])
        prefix, _, kind = tag.partition("-")
        kind = kinds.get(kind, "other") if kind else None
        words.append(word)
        tags.append("O" if prefix == "O" else IGNORE if kind is None else f"{prefix}-{kind}")
    return [sentences]


def silver(path):
    """Documents of silver labels as `silver.py` writes them: dates and numbers only. The names of the small spaCy model are too often
    wrong (F1 59 on WikiGold) to learn from, so its names and all other capitalised words are left unlabelled."""
    kept = lambda word, tag: tag if tag[2:] in ("date", "number") else IGNORE if tag != "O" or word[:1].isupper() else "O"
    return [[Sentence(one["words"], {"name": list(map(kept, one["words"], one["names"]))}) for one in json.loads(line)]
            for line in lines(path)]


def news_texts(data):
    """The running texts of `shared/data` that silver labels may be made of: no test set among them."""
    data = pathlib.Path(data)
    for name in ("polnear/train.jsonl.gz", "synthetic-news/stories.jsonl.gz"):
        for line in lines(data / name):
            yield json.loads(line)["text"]
