//! Packs the tables under `gazetteer/` into the program: the small ones as they are, the cities as a
//! finite-state map from name to records, which is used in place without being parsed.

use std::collections::BTreeMap;
use std::error::Error;
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

#[path = "src/fold.rs"]
mod fold;

#[allow(
    unreachable_pub,
    dead_code,
    reason = "the module is the crate's own, included as it is"
)]
#[path = "src/keys.rs"]
mod keys;

/// Tables whose lines are read when they are needed.
const INDEXED: [&str; 5] = [
    "countries.csv",
    "organisations.csv",
    "leaders.csv",
    "regions.csv",
    "roles.csv",
];
/// Small tables, read at start.
const WHOLE: [&str; 4] = ["given_names.csv", "role_nouns.csv", "mentions.toml", "homeland.csv"];

fn main() -> Result<(), Box<dyn Error>> {
    let gazetteer = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../gazetteer");
    let out = PathBuf::from(std::env::var("OUT_DIR")?);
    println!("cargo:rerun-if-changed={}", gazetteer.display());
    let mut postings = BTreeMap::new();
    for table in INDEXED.into_iter().chain(WHOLE) {
        let path = gazetteer.join(table);
        let content = fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?;
        if INDEXED.contains(&table) {
            fs::write(
                out.join(table).with_extension("lines"),
                index(table, &content, &mut postings)?,
            )?;
        }
        fs::write(out.join(table), content)?;
    }
    pack_names(&postings, &out)?;
    pack_cities(&read_cities(&gazetteer)?, &out)
}

/// Enters the keys of each line into `postings`; returns where each line begins, 4 bytes each, and where the last ends.
fn index(table: &str, content: &str, postings: &mut BTreeMap<String, Vec<u32>>) -> Result<Vec<u8>, Box<dyn Error>> {
    let mut reader = csv::Reader::from_reader(content.as_bytes());
    let columns: Vec<String> = reader.headers()?.iter().map(str::to_owned).collect();
    let mut lines = Vec::new();
    let mut records = Vec::new();
    for (number, record) in reader.records().enumerate() {
        let record = record.map_err(|error| format!("{table}: {error}"))?;
        let begin = record.position().map_or(0, csv::Position::byte);
        lines.extend(u32::try_from(begin)?.to_le_bytes());
        records.push((u32::try_from(number)?, record));
    }
    lines.extend(u32::try_from(content.len())?.to_le_bytes());
    let field = |record: &csv::StringRecord, name: &str| {
        let at = columns.iter().position(|column| column == name);
        at.and_then(|at| record.get(at)).unwrap_or_default().trim().to_owned()
    };
    // Belgrade is Serbia's before it is Yugoslavia's.
    records.sort_by_key(|(_, record)| table == "countries.csv" && field(record, "status") == "former");
    for (number, record) in records {
        for (key, way) in keys::keys(table, &|name| field(&record, name)) {
            let posting = way << keys::LINE_BITS | number;
            let found = postings.entry(key).or_default();
            if !found.contains(&posting) {
                found.push(posting);
            }
        }
    }
    Ok(lines)
}

/// Writes `names.fst` (key → first posting × 65,536 + number of postings; `first=WORD` → the most words of a name that
/// begins so) and `names.postings`.
fn pack_names(postings: &BTreeMap<String, Vec<u32>>, out: &Path) -> Result<(), Box<dyn Error>> {
    let mut values: BTreeMap<String, u64> = BTreeMap::new();
    let mut packed = Vec::new();
    for (key, found) in postings {
        values.insert(
            key.clone(),
            (packed.len() as u64 / 4) << 16 | u64::from(u16::try_from(found.len())?),
        );
        packed.extend(found.iter().flat_map(|posting| posting.to_le_bytes()));
        if let Some((first, words)) = keys::first_word(key) {
            let longest = values.entry(format!("first={first}")).or_default();
            *longest = words.max(*longest);
        }
    }
    let mut map = fst::MapBuilder::memory();
    for (key, value) in values {
        map.insert(key, value)?;
    }
    fs::write(out.join("names.fst"), map.into_inner()?)?;
    fs::write(out.join("names.postings"), packed)?;
    Ok(())
}

/// The CSV table of cities, unpacked; empty where there is none yet.
fn read_cities(gazetteer: &Path) -> Result<Vec<u8>, Box<dyn Error>> {
    let mut table = Vec::new();
    let zstd = gazetteer.join("cities.csv.zst");
    let gzip = gazetteer.join("cities.csv.gz");
    if zstd.exists() {
        zstd::Decoder::new(fs::File::open(zstd)?)?.read_to_end(&mut table)?;
    } else if gzip.exists() {
        flate2::read::GzDecoder::new(fs::File::open(gzip)?).read_to_end(&mut table)?;
    }
    Ok(table)
}

/// Writes `cities.fst` (key → first posting × 256 + number of postings), `cities.postings` (record numbers, the most
/// populous first), `cities.records` (fixed-size records, see `gazetteer/cities.rs`) and `cities.text` (their words).
fn pack_cities(table: &[u8], out: &Path) -> Result<(), Box<dyn Error>> {
    let mut records = Vec::new();
    let mut text = String::new();
    let mut regions: BTreeMap<String, u32> = BTreeMap::new();
    let mut keys: BTreeMap<String, Vec<(u32, u32)>> = BTreeMap::new();
    let mut reader = csv::Reader::from_reader(table);
    let columns: Vec<String> = reader.headers()?.iter().map(str::to_owned).collect();
    let column = |name: &str| columns.iter().position(|found| found == name);
    for (number, row) in reader.records().enumerate() {
        let row = row?;
        let field = |name: &str| column(name).and_then(|at| row.get(at)).unwrap_or_default();
        let population: u32 = field("population").parse().unwrap_or_default();
        let mut add = |words: &str| -> Result<u32, Box<dyn Error>> {
            let start = u32::try_from(text.len())?;
            text.push_str(words);
            Ok(start)
        };
        let name = add(field("name"))?;
        let admin1 = if let Some(start) = regions.get(field("admin1")) {
            *start
        } else {
            let start = add(field("admin1"))?;
            regions.insert(field("admin1").to_owned(), start);
            start
        };
        let number = u32::try_from(number)?;
        records.extend(field("lat").parse::<f32>()?.to_le_bytes());
        records.extend(field("lon").parse::<f32>()?.to_le_bytes());
        records.extend(population.to_le_bytes());
        records.extend(field("geonames_id").parse::<u32>().unwrap_or_default().to_le_bytes());
        records.extend(name.to_le_bytes());
        records.extend(admin1.to_le_bytes());
        records.push(u8::try_from(field("name").len())?);
        records.push(u8::try_from(field("admin1").len())?);
        let country: Vec<u8> = field("country").bytes().chain(std::iter::repeat(0)).take(6).collect();
        records.extend(country);
        let aliases = field("aliases").split(';');
        for words in [field("name"), field("ascii")].into_iter().chain(aliases) {
            let key = fold::fold(words);
            if key.len() > 2 {
                let postings = keys.entry(key).or_default();
                if !postings.contains(&(population, number)) {
                    postings.push((population, number));
                }
            }
        }
    }
    let mut map = fst::MapBuilder::memory();
    let mut postings = Vec::new();
    for (key, mut found) in keys {
        found.sort_unstable_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
        found.truncate(255);
        map.insert(&key, (postings.len() as u64 / 4) << 8 | found.len() as u64)?;
        postings.extend(found.iter().flat_map(|(_, number)| number.to_le_bytes()));
    }
    fs::write(out.join("cities.fst"), map.into_inner()?)?;
    fs::write(out.join("cities.postings"), postings)?;
    fs::write(out.join("cities.records"), records)?;
    fs::write(out.join("cities.text"), text)?;
    Ok(())
}
