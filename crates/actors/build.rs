//! Packs the tables under `gazetteer/` into the program: the small ones as they are, the cities as a
//! finite-state map from name to records, which is used in place without being parsed.

use std::collections::BTreeMap;
use std::error::Error;
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

#[allow(unreachable_pub, reason = "the module is the crate's own, included as it is")]
#[path = "src/fold.rs"]
mod fold;

const TABLES: [&str; 7] = [
    "countries.csv",
    "roles.csv",
    "organisations.csv",
    "leaders.csv",
    "regions.csv",
    "given_names.csv",
    "mentions.toml",
];

fn main() -> Result<(), Box<dyn Error>> {
    let gazetteer = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../gazetteer");
    let out = PathBuf::from(std::env::var("OUT_DIR")?);
    println!("cargo:rerun-if-changed={}", gazetteer.display());
    for table in TABLES {
        let path = gazetteer.join(table);
        // A table may be missing while the gazetteer is being built up; it is then empty.
        let content = if path.exists() { fs::read_to_string(&path)? } else { String::new() };
        fs::write(out.join(table), content)?;
    }
    pack_cities(&read_cities(&gazetteer)?, &out)
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
        let admin1 = match regions.get(field("admin1")) {
            Some(start) => *start,
            None => {
                let start = add(field("admin1"))?;
                regions.insert(field("admin1").to_owned(), start);
                start
            }
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
