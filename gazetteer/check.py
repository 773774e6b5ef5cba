#!/usr/bin/env python3
"""Check the gazetteer's tables: python3 gazetteer/check.py [--update]

Columns, ISO codes, sectors, kinds, dates, coordinates, doubles, no two holders of one office at one
time, and the SHA-256 of every table against its SOURCE.toml. `--update` writes the checksums and row
counts instead of comparing them. Needs nothing but Python 3.11; zstandard, where installed, also has
the rows of cities.csv.zst checked. Exit status 0: all is well; 1: problems, one a line.
"""
import csv
import datetime
import hashlib
import io
import pathlib
import re
import sys
import tomllib
from collections import defaultdict

HERE = pathlib.Path(__file__).resolve().parent
COLUMNS = {
    "countries.csv": "iso3,iso2,fips,cameo,name,status,capital,demonyms,adjectives,aliases,seats,former_names,lat,lon",
    "roles.csv": "phrase,sector,kind",
    "organisations.csv": "name,aliases,kind,country,sector,code",
    "leaders.csv": "name,aliases,title,country,sector,from,to",
    "regions.csv": "name,aliases,country,admin1,lat,lon,kind",
    "cities.csv.zst": "name,ascii,aliases,country,admin1,lat,lon,population,geonames_id",
}
ORGANISATION_KINDS = set(
    "igo;ngo;company;party;media;armed group;security force;union;religious;university;institution".split(";"))
# Titles that many hold at once: no office, so that their holders may overlap.
SHARED_TITLES = {"official"}
problems = []


def problem(table, line, text):
    problems.append(f"{table}:{line}: {text}")


def read(table):
    """Rows of a table with their line numbers (the header is line 1)."""
    data = (HERE / table).read_bytes()
    if table.endswith(".zst"):
        try:
            import zstandard
        except ImportError:
            print(f"{table}: rows not checked, no module zstandard", file=sys.stderr)
            return []
        data = zstandard.ZstdDecompressor().decompress(data, max_output_size=1 << 30)
    reader = csv.DictReader(io.StringIO(data.decode("utf-8"), newline=""))
    if ",".join(reader.fieldnames) != COLUMNS[table]:
        problem(table, 1, f"columns are {','.join(reader.fieldnames)}, should be {COLUMNS[table]}")
        return []
    rows = []
    for line, row in enumerate(reader, 2):
        if None in row or None in row.values():
            problem(table, line, "too many or too few fields")
            continue
        rows.append((line, row))
        for column, value in row.items():
            if value != value.strip() or "  " in value:
                problem(table, line, f"{column}: blanks too many in {value!r}")
            if ";" in value:
                items = value.split(";")
                if "" in items or any(item != item.strip() for item in items):
                    problem(table, line, f"{column}: empty or padded item in {value!r}")
                if len(items) != len(set(items)):
                    problem(table, line, f"{column}: item twice in {value!r}")
    return rows


def unique(table, rows, *columns):
    seen = {}
    for line, row in rows:
        key = tuple(row[column] for column in columns)
        if key in seen:
            problem(table, line, f"{key} stands on line {seen[key]} already")
        seen[key] = line


def known(table, rows, column, allowed, empty=False):
    for line, row in rows:
        value = row[column]
        if value not in allowed and not (empty and value == ""):
            problem(table, line, f"{column}: unknown {value!r}")


def coordinates(table, rows):
    for line, row in rows:
        try:
            if not (-90 <= float(row["lat"]) <= 90 and -180 <= float(row["lon"]) <= 180):
                raise ValueError
        except ValueError:
            problem(table, line, f"no coordinates: {row['lat']!r}, {row['lon']!r}")


def date(table, line, text):
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        problem(table, line, f"no date: {text!r}")
        return None


def check_countries():
    rows = read("countries.csv")
    unique("countries.csv", rows, "iso3")
    unique("countries.csv", rows, "name")
    known("countries.csv", rows, "status", {"member", "partial", "territory", "former"})
    for line, row in rows:
        for column, pattern in (("iso3", "[A-Z]{3}"), ("iso2", "([A-Z]{2})?"), ("fips", "([A-Z]{2})?"), ("cameo", "([A-Z]{3})?")):
            if not re.fullmatch(pattern, row[column]):
                problem("countries.csv", line, f"{column}: {row[column]!r}")
        for former in filter(None, row["former_names"].split(";")):
            if not re.fullmatch(r".+<\d{4}", former):
                problem("countries.csv", line, f"former name without its last year: {former!r}")
    return {row["iso3"] for _, row in rows}


def check_roles(sectors):
    rows = read("roles.csv")
    unique("roles.csv", rows, "phrase")
    known("roles.csv", rows, "sector", sectors)
    known("roles.csv", rows, "kind", {"office", "person", "group", "body"})
    for line, row in rows:
        if row["phrase"] != row["phrase"].lower():
            problem("roles.csv", line, f"not in lower case: {row['phrase']!r}")


def check_organisations(countries, sectors):
    rows = read("organisations.csv")
    unique("organisations.csv", rows, "name", "country")
    known("organisations.csv", rows, "kind", ORGANISATION_KINDS)
    known("organisations.csv", rows, "country", countries, empty=True)
    known("organisations.csv", rows, "sector", sectors)
    for line, row in rows:
        if not re.fullmatch("([A-Z]{3})*", row["code"]):
            problem("organisations.csv", line, f"code is not made of threes: {row['code']!r}")
        if row["name"] in row["aliases"].split(";"):
            problem("organisations.csv", line, f"name is its own alias: {row['name']!r}")


def check_leaders(countries, sectors):
    rows = read("leaders.csv")
    unique("leaders.csv", rows, "name", "title", "country", "from")
    known("leaders.csv", rows, "country", countries, empty=True)
    known("leaders.csv", rows, "sector", sectors)
    offices = defaultdict(list)
    for line, row in rows:
        start = date("leaders.csv", line, row["from"])
        end = date("leaders.csv", line, row["to"]) if row["to"] else datetime.date.max
        if start is None or end is None:
            continue
        if start >= end:
            problem("leaders.csv", line, f"{row['name']} leaves before coming: {row['from']} to {row['to']}")
        if row["title"] not in SHARED_TITLES:
            offices[row["country"], row["title"]].append((start, end, line, row["name"]))
    for office, terms in offices.items():
        terms.sort()
        for (_, end, _, name), (start, _, line, later) in zip(terms, terms[1:]):
            if end > start:
                problem("leaders.csv", line, f"{office}: {name} (to {end}) and {later} (from {start}) at one time")


def check_places(countries):
    rows = read("regions.csv")
    unique("regions.csv", rows, "name", "country")
    known("regions.csv", rows, "country", countries, empty=True)
    coordinates("regions.csv", rows)
    rows = read("cities.csv.zst")
    unique("cities.csv.zst", rows, "geonames_id")
    known("cities.csv.zst", rows, "country", countries)
    coordinates("cities.csv.zst", rows)


def check_sources(update):
    for table in COLUMNS:
        source = HERE / f"{table.split('.')[0]}.SOURCE.toml"
        digest = hashlib.sha256((HERE / table).read_bytes()).hexdigest()
        if not source.exists():
            problem(source.name, 1, "missing: every table needs its origin, version, licence and sha256")
            continue
        text = source.read_text("utf-8")
        if update:
            source.write_text(re.sub(r'(?m)^sha256(\s*)=.*$', rf'sha256\1= "{digest}"', text), "utf-8")
            continue
        fields = tomllib.loads(text)
        for field in ("table", "origin", "version", "licence", "sha256"):
            if not fields.get(field):
                problem(source.name, 1, f"no {field}")
        if fields.get("sha256") != digest:
            problem(source.name, 1, f"{table} has changed: {digest}; after looking at the change run check.py --update")


def main():
    sectors = {"IGO", "NGO", "MNC"}
    with open(HERE.parent / "codebook" / "plover_sectors.tsv", encoding="utf-8") as lines:
        sectors |= {line.split("\t")[0] for line in lines if not line.startswith("code\t")}
    countries = check_countries()
    check_roles(sectors)
    check_organisations(countries, sectors)
    check_leaders(countries, sectors)
    check_places(countries)
    check_sources("--update" in sys.argv[1:])
    for text in problems:
        print(text)
    print(f"{len(problems)} problems in {len(COLUMNS)} tables")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
