"""What the measurements share: reading corpora, and a corpus through the program."""
import gzip
import json
import subprocess


def opened(path):
    """The lines of a text file, gzipped or not."""
    opener = gzip.open if str(path).endswith(".gz") else open
    return opener(path, "rt", encoding="utf8")


def read(tidings, command, items):
    """{number of the item: what `tidings COMMAND` says of it}; items have `text` and may have `published`. Failed ones are missing."""
    lines = "".join(json.dumps({**item, "id": str(number)}) + "\n" for number, item in enumerate(items))
    run = subprocess.run([tidings, command, "-", "--format", "jsonl"], input=lines, capture_output=True, text=True, check=False)
    return {int(one["id"]): one for one in map(json.loads, run.stdout.splitlines())}
