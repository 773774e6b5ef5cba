#!/usr/bin/env python3
"""Read corpus files in the notation of NOTATION.md.

    read.py FILE…              check; print each problem as file:line: what, and the counts
    read.py --json OUT FILE…   also write the items in the schema of the gold set, one JSON object a line
"""
import argparse
import collections
import json
import pathlib
import re
import sys

STATUSES = {"actual", "planned", "conditional", "denied", "alleged", "past"}
STANCES = {"support", "oppose", "welcome", "condition", "commit", "deny", "neutral"}
SECTORS = set("COP GOV JUD LEG MIL PRM PTY REB SPY UAF UNK AGR BUS CRM CVL EDU ELI JRN LAB MED REF OPP REL SOC IGO NGO MNC".split())
MODES = {
    "AGREE": "", "CONSULT": "visit third-party multilateral phone", "SUPPORT": "", "CONCEDE": "", "COOPERATE": "", "AID": "",
    "RETREAT": "withdraw release disarm ceasefire access resign", "REQUEST": "assist change yield meet",
    "ACCUSE": "disapprove investigate allege", "REJECT": "assist change yield meet",
    "THREATEN": "restrict arrest relations expel territory violence",
    "PROTEST": "demo riot strike hunger boycott obstruct vandalize", "SANCTION": "convict expel withdraw discontinue",
    "MOBILIZE": "troops weapons police militia",
    "COERCE": "seize restrict censor curfew martial-law arrest deport withhold misinformation cyber",
    "ASSAULT": "abduct beat torture sexual targeted destroy primitive firearms explosives suicide-attack aerial drone heavy-weapons crowd-control unconventional",
}
MODES = {name: set(modes.split()) for name, modes in MODES.items()}
CODES = {line.split("\t")[0] for line in open(pathlib.Path(__file__).parents[2] / "codebook" / "cameo.tsv", encoding="utf8")}
FIELDS = {"actor", "recipient", "by", "if", "date", "place", "dead", "injured", "size", "alt", "altclass", "altstatus"}
DAY = re.compile(r"\d{4}-\d\d-\d\d(/\d{4}-\d\d-\d\d)?$")


class Problem(Exception):
    """What is wrong with a line."""


def piece(text, written):
    """The substring of the text that `written` (perhaps shortened by ` … `) stands for."""
    written = written.strip()
    if written in text:
        return written
    if " … " in written:
        first, _, last = written.partition(" … ")
        start = text.find(first)
        end = text.find(last, start + len(first)) if start >= 0 else -1
        if end >= 0:
            return text[start:end + len(last)]
    raise Problem(f"not in the text: {written!r}")


def participants(text, written):
    found = []
    for one in written.split(";"):
        match = re.fullmatch(r"\s*(.+?)\s*\[(-|[A-Z]{3}) ([A-Z]{3})(?: (.+))?\]\s*", one)
        if not match:
            raise Problem(f"participant is not `text [COUNTRY SECTOR Name]`: {one!r}")
        words, country, sector, name = match.groups()
        if sector not in SECTORS:
            raise Problem(f"sector {sector}")
        words = piece(text, words)
        found.append({"text": words, "country": None if country == "-" else country, "sector": sector, "name": name or words})
    return found


def event(text, line):
    head, *rest = [part.strip() for part in line[1:].split("|")]
    try:
        label, code, status = head.split()
    except ValueError:
        raise Problem("an event starts with `= CLASS[.mode] CAMEO STATUS`") from None
    name, _, mode = label.partition(".")
    if name not in MODES:
        raise Problem(f"class {name}")
    if mode and mode not in MODES[name]:
        raise Problem(f"mode {mode} of {name}")
    if code not in CODES or len(code) < 3:
        raise Problem(f"CAMEO code {code}")
    if status not in STATUSES:
        raise Problem(f"status {status}")
    if not rest:
        raise Problem("no trigger")
    fields = {}
    for part in rest[1:]:
        key, colon, value = part.partition(":")
        if not colon or key.strip() not in FIELDS:
            raise Problem(f"field {part!r}")
        fields[key.strip()] = value.strip()
    place, country = None, None
    if fields.get("place"):
        match = re.fullmatch(r"(.+?)\s*\[(-|[A-Z]{3})\]", fields["place"])
        if not match:
            raise Problem("place is not `text [COUNTRY]`")
        place, country = piece(text, match[1]), None if match[2] == "-" else match[2]
    if fields.get("date") and not DAY.match(fields["date"]):
        raise Problem(f"date {fields['date']}")
    made = {
        "event": name, "mode": mode or None, "cameo": code, "trigger": piece(text, rest[0]),
        "actor": participants(text, fields["actor"]) if fields.get("actor") else [],
        "recipient": participants(text, fields["recipient"]) if fields.get("recipient") else [],
        "status": status, "said_by": piece(text, fields["by"]) if fields.get("by") else None,
        "condition": piece(text, fields["if"]) if fields.get("if") else None, "date": fields.get("date") or None,
        "place": place, "place_country": country,
    }
    for key in ("dead", "injured", "size"):
        value = fields.get(key)
        if value and not value.isdigit():
            raise Problem(f"{key} {value}")
        made[key] = int(value) if value else None
    if status == "conditional" and not made["condition"]:
        raise Problem("conditional without its condition (`if:`)")
    alternatives = [code.strip() for code in fields.get("alt", "").split(",") if code.strip()]
    if unknown := [code for code in alternatives if code not in CODES]:
        raise Problem(f"CAMEO code {unknown}")
    if alternatives:
        made["cameo_alt"] = alternatives
    for key, known in (("altclass", MODES), ("altstatus", STATUSES)):
        values = [value.strip() for value in fields.get(key, "").split(",") if value.strip()]
        if unknown := [value for value in values if value not in known]:
            raise Problem(f"{key} {unknown}")
        if values:
            made[{"altclass": "event_alt", "altstatus": "status_alt"}[key]] = values
    return made


def statement(text, line):
    parts = [part.strip() for part in line[1:].split("|")]
    if len(parts) not in (5, 6):
        raise Problem('a statement is `" STANCE | SPEAKER | y/n | CUE | CONTENT | TARGET`')
    if parts[0] not in STANCES:
        raise Problem(f"stance {parts[0]}")
    if parts[2] not in ("y", "n"):
        raise Problem("named is y or n")
    return {"speaker": piece(text, parts[1]), "speaker_named": parts[2] == "y", "cue": piece(text, parts[3]),
            "content": piece(text, parts[4]), "stance": parts[0],
            "target": piece(text, parts[5]) if len(parts) == 6 and parts[5] else None}


def coding_line(line):
    return line.startswith(("= ", "# ")) or (line.startswith('" ') and line[2:].split("|")[0].strip() in STANCES)


def read(path):
    """Yields (item, [(line number, problem)…]) for every item of a file."""
    item, problems, text_lines, codings = None, [], [], []

    def finish():
        text = "\n".join(text_lines).strip()
        item["text"] = text
        if not text:
            problems.append((item["line"], "no text"))
        if item["kind"] == "sentence" and "\n" in text:
            problems.append((item["line"], "a sentence of several lines"))
        for number, line in codings:
            try:
                if line.startswith("="):
                    item["events"].append(event(text, line))
                elif line.startswith('"'):
                    item["statements"].append(statement(text, line))
                else:
                    item["tags"] += line[1:].split()
            except Problem as problem:
                problems.append((number, str(problem)))
        if not item["events"] and not item["tags"]:
            problems.append((item["line"], "an item without events says why in its tags (`# none-…`)"))
        del item["line"]
        return item, problems

    count = 0
    for number, line in enumerate(open(path, encoding="utf8"), 1):
        line = line.rstrip("\n")
        if line.startswith("### "):
            if item:
                yield finish()
            count += 1
            match = re.fullmatch(r"### ([sr]) (\d{4}-\d\d-\d\d) (.+)", line)
            problems, text_lines, codings = [], [], []
            if not match:
                problems.append((number, "an item opens with `### s|r YYYY-MM-DD SOURCE`"))
            kind, published, source = match.groups() if match else ("s", "2020-01-01", "?")
            item = {"id": f"{pathlib.Path(path).stem}-{count:03}", "kind": {"s": "sentence", "r": "report"}[kind],
                    "published": published, "source": source.strip(), "text": "", "events": [], "statements": [],
                    "tags": [], "line": number}
        elif item and coding_line(line):
            codings.append((number, line))
        elif item:
            if codings and line.strip():
                problems.append((number, "text after the codings of an item"))
            text_lines.append(line)
    if item:
        yield finish()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--json", metavar="OUT")
    parser.add_argument("files", nargs="+")
    args = parser.parse_args()
    items, failed, n, modes = [], 0, collections.Counter(), collections.Counter()
    for path in args.files:
        for item, problems in read(path):
            for number, problem in problems:
                failed += 1
                print(f"{path}:{number}: {problem}")
            items.append(item)
            n[item["kind"]] += 1
            n["without events"] += not item["events"]
            n["statements"] += len(item["statements"])
            for one in item["events"]:
                n["events"] += 1
                n[one["event"]] += 1
                n[one["status"]] += 1
                modes[f'{one["event"]}.{one["mode"]}'] += 1
    print("  ".join(f"{key} {value}" for key, value in sorted(n.items())))
    print("modes:", "  ".join(f"{key} {value}" for key, value in sorted(modes.items())))
    if args.json:
        with open(args.json, "w", encoding="utf8") as out:
            out.writelines(json.dumps(item, ensure_ascii=False) + "\n" for item in items)
    sys.exit(bool(failed))


if __name__ == "__main__":
    main()
