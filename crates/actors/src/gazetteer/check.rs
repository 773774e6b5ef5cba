//! What is wrong with a user's tables: each problem with its file and line.

use std::collections::HashMap;
use std::path::Path;

use csv::StringRecord;
use jiff::civil::Date;

use super::tables::UNKNOWN_OFFICE;
use super::words::WordLists;
use super::{Gazetteer, TABLES};
use crate::GazetteerError;
use crate::fold::fold;
use crate::resolve::sectors;

/// Something wrong with a line of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableProblem {
    /// The table: `leaders.csv`.
    pub table: String,
    /// Line in the file, from 1; the header is line 1.
    pub line: u64,
    /// What is wrong and what should stand there.
    pub problem: String,
}

/// The columns that a table must have, and those that it may have.
fn columns(table: &str) -> (&'static [&'static str], &'static [&'static str]) {
    match table {
        "countries.csv" => (
            &["iso3", "name"],
            &[
                "iso2",
                "fips",
                "cameo",
                "status",
                "capital",
                "demonyms",
                "adjectives",
                "aliases",
                "seats",
                "former_names",
                "lat",
                "lon",
            ],
        ),
        "roles.csv" => (&["phrase", "sector", "kind"], &[]),
        "organisations.csv" => (&["name", "kind", "country", "sector", "code"], &["aliases"]),
        "leaders.csv" => (&["name", "title", "country", "sector", "from", "to"], &["aliases"]),
        "regions.csv" => (&["name", "country", "admin1", "lat", "lon"], &["aliases", "kind"]),
        "given_names.csv" => (&["name", "gender"], &[]),
        "cities.csv" => (
            &["name", "country", "lat", "lon"],
            &["ascii", "aliases", "admin1", "population", "geonames_id"],
        ),
        _ => (&["feature", "people", "state", "armed", "person"], &[]),
    }
}

/// The sectors of PLOVER and those of the coding guide beyond them.
const SECTORS: [&str; 27] = [
    "COP", "GOV", "JUD", "LEG", "MIL", "PRM", "PTY", "REB", "SPY", "UAF", "UNK", "AGR", "BUS", "CRM", "CVL", "EDU",
    "ELI", "JRN", "LAB", "MED", "REF", "OPP", "REL", "SOC", "IGO", "NGO", "MNC",
];

impl Gazetteer {
    /// Everything that is wrong with the tables of a folder, table by table in the order of the lines: broken lines, unknown columns,
    /// codes that do not exist, dates that are none, lines that are there twice, offices with two holders at once.
    ///
    /// # Errors
    /// [`GazetteerError::Read`] where the folder or a table can't be read.
    pub fn check(folder: &Path) -> Result<Vec<TableProblem>, GazetteerError> {
        let unreadable = |path: &Path, source| GazetteerError::Read {
            path: path.to_owned(),
            source,
        };
        std::fs::read_dir(folder).map_err(|source| unreadable(folder, source))?;
        let gazetteer = Self::built_in()?;
        let mut own_countries = Vec::new();
        let mut problems = Vec::new();
        for table in TABLES {
            let path = folder.join(table);
            let content = match std::fs::read_to_string(&path) {
                Ok(content) => content,
                Err(error) if error.kind() == std::io::ErrorKind::NotFound => continue,
                Err(source) => return Err(unreadable(&path, source)),
            };
            if table == "mentions.toml" {
                if let Err(error) = WordLists::default().add(table, &content) {
                    problems.push(problem(table, 1, &error.to_string()));
                }
                continue;
            }
            let mut lines = Lines {
                table,
                gazetteer: &gazetteer,
                own_countries: &mut own_countries,
                problems: &mut problems,
                seen: HashMap::new(),
                terms: HashMap::new(),
            };
            lines.check(&content);
        }
        Ok(problems)
    }
}

fn problem(table: &str, line: u64, problem: &str) -> TableProblem {
    TableProblem {
        table: table.to_owned(),
        line,
        problem: problem.to_owned(),
    }
}

/// A term in an office: first day, last day, line, holder.
type Term = (Date, Option<Date>, u64, String);

struct Lines<'a> {
    table: &'a str,
    gazetteer: &'a Gazetteer,
    own_countries: &'a mut Vec<String>,
    problems: &'a mut Vec<TableProblem>,
    /// The line that first had the same content.
    seen: HashMap<Vec<String>, u64>,
    terms: HashMap<(String, String), Vec<Term>>,
}

impl Lines<'_> {
    fn add(&mut self, line: u64, text: &str) {
        self.problems.push(problem(self.table, line, text));
    }

    fn check(&mut self, content: &str) {
        let mut reader = csv::ReaderBuilder::new()
            .trim(csv::Trim::All)
            .from_reader(content.as_bytes());
        let header = match reader.headers() {
            Ok(header) => header.clone(),
            Err(error) => return self.add(1, &format!("the header can't be read: {error}")),
        };
        let (must, may) = columns(self.table);
        for column in must.iter().filter(|column| !header.iter().any(|own| own == **column)) {
            self.add(
                1,
                &format!("the column {column} is missing; there must be {}", must.join(", ")),
            );
        }
        for column in header.iter().filter(|own| !must.contains(own) && !may.contains(own)) {
            let known: Vec<&str> = must.iter().chain(may).copied().collect();
            self.add(
                1,
                &format!("no such column as {column}; there are {}", known.join(", ")),
            );
        }
        for record in reader.into_records() {
            match record {
                Ok(record) => {
                    let line = record.position().map_or(0, csv::Position::line);
                    self.line(line, &header, &record);
                }
                Err(error) => {
                    let line = error.position().map_or(0, csv::Position::line);
                    self.add(line, &format!("not a line of this table: {error}"));
                }
            }
        }
        self.overlaps();
    }

    fn line(&mut self, line: u64, header: &StringRecord, record: &StringRecord) {
        let field = |column: &str| {
            let at = header.iter().position(|own| own == column);
            at.and_then(|at| record.get(at)).unwrap_or_default()
        };
        let mut wrong = Vec::new();
        let (iso3, country) = (field("iso3"), field("country"));
        if self.table == "countries.csv" {
            if iso3.len() != 3 || !iso3.bytes().all(|letter| letter.is_ascii_uppercase()) {
                wrong.push(format!("iso3 \"{iso3}\" is not three capital letters"));
            }
            self.own_countries.push(iso3.to_owned());
        }
        if !country.is_empty()
            && self.gazetteer.country(country).is_none()
            && !self.own_countries.iter().any(|own| own == country)
        {
            wrong.push(format!(
                "country \"{country}\" is no code of countries.csv; codes are ISO 3166-1 alpha-3, as KEN"
            ));
        }
        for sector in sectors(field("sector")) {
            if !SECTORS.contains(&sector.as_str()) {
                wrong.push(format!(
                    "sector \"{sector}\" does not exist; there are {}",
                    SECTORS.join(" ")
                ));
            }
        }
        for (column, most) in [("lat", 90.0), ("lon", 180.0)] {
            let text = field(column);
            let fits = text.parse::<f64>().is_ok_and(|degrees| degrees.abs() <= most);
            if !text.is_empty() && !fits {
                wrong.push(format!("{column} \"{text}\" is not a number of degrees up to {most}"));
            }
        }
        if self.table == "leaders.csv" {
            self.term(
                line,
                [field("name"), field("title"), country, field("from"), field("to")],
                &mut wrong,
            );
        }
        for text in wrong {
            self.add(line, &text);
        }
        let content: Vec<String> = record.iter().map(str::to_owned).collect();
        if let Some(first) = self.seen.get(&content) {
            let text = format!("the same as line {first}");
            self.add(line, &text);
        } else {
            self.seen.insert(content, line);
        }
    }

    fn term(&mut self, line: u64, [name, title, country, from, to]: [&str; 5], wrong: &mut Vec<String>) {
        let mut day = |column: &str, text: &str| {
            let day = text.parse::<Date>().ok();
            if day.is_none() && !text.is_empty() {
                wrong.push(format!("{column} \"{text}\" is not a day like 2019-08-01"));
            }
            day
        };
        let (first, last) = (day("from", from), day("to", to));
        if let (Some(first), Some(last)) = (first, last)
            && last < first
        {
            wrong.push(format!("the term ends on {last}, before it begins on {first}"));
        }
        // Many hold an unknown office at once.
        if title != UNKNOWN_OFFICE
            && let Some(first) = first
        {
            let office = (country.to_owned(), self.gazetteer.words.office(&fold(title)).to_owned());
            self.terms
                .entry(office)
                .or_default()
                .push((first, last, line, name.to_owned()));
        }
    }

    /// Two holders of one office at once; the day on which one follows the other is no overlap.
    fn overlaps(&mut self) {
        let mut found = Vec::new();
        for ((country, office), terms) in &mut self.terms {
            terms.sort();
            for pair in terms.windows(2) {
                if let [(_, end, first, holder), (begin, _, line, name)] = pair
                    && holder != name
                    && end.is_none_or(|end| end > *begin)
                {
                    let text = format!(
                        "{name} becomes {office} of {country} on {begin} while {holder} (line {first}) still is"
                    );
                    found.push((*line, text));
                }
            }
        }
        found.sort();
        for (line, text) in found {
            self.add(line, &text);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_problem_has_its_file_and_line() {
        let folder = std::env::temp_dir().join(format!("tidings-tables-{}", std::process::id()));
        std::fs::create_dir_all(&folder).expect("a folder");
        let write = |table: &str, content: &str| std::fs::write(folder.join(table), content).expect("written");
        write(
            "leaders.csv",
            "name,title,country,sector,from,to\n\
             Ada One,president,KEN,GOV,2030-01-01,2034-01-01\n\
             Bea Two,president,KEN,GOV,2033-06-01,\n\
             Cid Three,president,XQX,GOB,soon,\n\
             Dan Four,minister,KEN,GOV,2031-01-01,2030-01-01\n\
             Dan Four,minister,KEN,GOV,2031-01-01,2030-01-01\n",
        );
        write(
            "cities.csv",
            "name,country,lat,lon,mayor\nQuxbury,KEN,95,36,Ann\nShort,KEN\n",
        );
        write("mentions.toml", "relational = 5\n");
        let found: Vec<String> = Gazetteer::check(&folder)
            .expect("readable")
            .into_iter()
            .map(|problem| format!("{}:{}: {}", problem.table, problem.line, problem.problem))
            .collect();
        std::fs::remove_dir_all(&folder).expect("removed");
        for part in [
            "leaders.csv:3: Bea Two becomes president of KEN on 2033-06-01 while Ada One (line 2) still is",
            "leaders.csv:4: country \"XQX\" is no code",
            "leaders.csv:4: sector \"GOB\" does not exist",
            "leaders.csv:4: from \"soon\" is not a day",
            "leaders.csv:5: the term ends on 2030-01-01",
            "leaders.csv:6: the same as line 5",
            "cities.csv:1: no such column as mayor",
            "cities.csv:2: lat \"95\"",
            "cities.csv:3: not a line of this table",
            "mentions.toml:1: ",
        ] {
            assert!(
                found.iter().any(|line| line.starts_with(part)),
                "{part}\nnot in\n{}",
                found.join("\n")
            );
        }
        assert!(Gazetteer::check(&folder).is_err(), "the folder is gone");
    }
}
