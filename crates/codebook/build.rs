//! Lists the files under `codebook/` in sorted order, so that they can be embedded; parses nothing.

use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

/// The parts of the codebook that the program reads.
const PARTS: [&str; 9] = [
    "VERSION",
    "cameo.tsv",
    "cues",
    "frames",
    "light_verbs.toml",
    "planned.tsv",
    "plover.tsv",
    "plover_contexts.txt",
    "plover_sectors.tsv",
];

fn main() -> io::Result<()> {
    let root = Path::new("../../codebook");
    let mut files = vec![root.join("words.toml")];
    for part in PARTS {
        let path = root.join(part);
        if path.is_dir() {
            println!("cargo::rerun-if-changed={}", path.display());
            for entry in fs::read_dir(&path)? {
                files.push(entry?.path());
            }
        } else {
            files.push(path);
        }
    }
    files.retain(|file| file.is_file());
    files.sort();
    let mut list = String::from("&[\n");
    for file in &files {
        println!("cargo::rerun-if-changed={}", file.display());
        let name = file.strip_prefix(root).map_err(io::Error::other)?.display();
        let (name, path) = (name.to_string(), format!("/../../codebook/{name}"));
        writeln!(
            list,
            "    ({name:?}, include_str!(concat!(env!(\"CARGO_MANIFEST_DIR\"), {path:?}))),"
        )
        .map_err(io::Error::other)?;
    }
    list += "]\n";
    let out = env::var_os("OUT_DIR").map(PathBuf::from).unwrap_or_default();
    fs::write(out.join("files.rs"), list)
}
