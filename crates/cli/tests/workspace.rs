//! Dependencies between our crates point one way: an edge that is not in the list fails.

use cargo_metadata::MetadataCommand;

/// Each crate with the crates that it may know.
const ALLOWED: [(&str, &[&str]); 6] = [
    ("tidings-text", &[]),
    ("tidings-annotate", &["tidings-text"]),
    ("tidings-codebook", &["tidings-text"]),
    (
        "tidings-actors",
        &["tidings-annotate", "tidings-codebook", "tidings-text"],
    ),
    (
        "tidings-coder",
        &["tidings-actors", "tidings-annotate", "tidings-codebook", "tidings-text"],
    ),
    (
        "tidings",
        &[
            "tidings-coder",
            "tidings-actors",
            "tidings-codebook",
            "tidings-annotate",
            "tidings-text",
        ],
    ),
];

#[test]
fn dependencies_point_one_way() {
    let manifest = concat!(env!("CARGO_MANIFEST_DIR"), "/../../Cargo.toml");
    let metadata = MetadataCommand::new()
        .manifest_path(manifest)
        .no_deps()
        .other_options(["--offline".to_owned()])
        .exec()
        .expect("cargo knows the workspace");
    let packages = metadata.workspace_packages();
    let ours: Vec<&str> = packages.iter().map(|package| package.name.as_str()).collect();
    assert_eq!(
        ours.len(),
        ALLOWED.len(),
        "a new crate needs a line in ALLOWED: {ours:?}"
    );
    let mut wrong = Vec::new();
    for package in &packages {
        let (_, allowed) = ALLOWED
            .iter()
            .find(|(name, _)| *name == package.name.as_str())
            .expect("a line in ALLOWED");
        let known = package
            .dependencies
            .iter()
            .filter(|dependency| ours.contains(&dependency.name.as_str()));
        let forbidden = known.filter(|dependency| !allowed.contains(&dependency.name.as_str()));
        wrong.extend(forbidden.map(|dependency| format!("{} -> {}", package.name, dependency.name)));
    }
    assert!(wrong.is_empty(), "not allowed, see ARCHITECTURE.md: {wrong:?}");
}
