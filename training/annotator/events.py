"""The coded corpora as layers: triggers with class, code, mode and status, their participants and spans; cues of statements."""
import json
import pathlib

from .windows import IGNORE, Sentence

ROLES = ["actor", "recipient", "place", "date", "dead", "injured", "size", "said_by", "speaker", "target"]
LINKS = ["condition start", "condition end", "content start", "content end"]
STATUSES = ["actual", "planned", "conditional", "denied", "alleged", "past"]
STANCES = ["none", "neutral", "support", "oppose", "welcome", "condition", "commit", "deny"]
_CODEBOOK = pathlib.Path(__file__).parents[2] / "codebook"


def _plover():
    rows = [line.rstrip("\n").split("\t") for line in open(_CODEBOOK / "plover.tsv", encoding="utf8")][1:]
    classes = list(dict.fromkeys(row[0] for row in rows))
    return classes, ["none"] + [f"{row[0]} {row[1]}" for row in rows if row[1]]


def _codes():
    rows = [line.split("\t")[0] for line in open(_CODEBOOK / "cameo.tsv", encoding="utf8")][1:]
    return [code for code in rows if len(code) > 2 and not code.startswith("01")]


CLASSES, MODES = _plover()
LABELS = {"trigger": ["none", *CLASSES], "code": _codes(), "mode": MODES, "status": STATUSES, "cue": STANCES,
          "role": ROLES, "link": LINKS}


def documents(paths):
    """Files of `prepare.py`: one document a line, sentences with words and layers."""
    made = []
    for path in paths:
        for line in open(path, encoding="utf8"):
            made.append([Sentence(one["words"], one["layers"]) for one in json.loads(line)["sentences"]])
    return made
