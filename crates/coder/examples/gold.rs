//! Codes the items of a gold file: `gold FILE both|frames|model [MODEL_FOLDER]`.
use std::io::Write;
use tidings_actors::Gazetteer;
use tidings_annotate::Annotator;
use tidings_codebook::Codebook;
use tidings_coder::{Proposers, Settings, code};
use tidings_text::Report;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().collect();
    let loaded;
    let annotator = match arguments.get(3) {
        Some(folder) => {
            loaded = Annotator::load(folder.as_ref())?;
            &loaded
        }
        None => Annotator::embedded()?,
    };
    let (gazetteer, codebook) = (Gazetteer::embedded()?, Codebook::embedded()?);
    let proposers = match arguments.get(2).map(String::as_str) {
        Some("frames") => Proposers::Frames,
        Some("model") => Proposers::Model,
        _ => Proposers::Both,
    };
    let number = |name: &str, default: f32| {
        std::env::var(name)
            .ok()
            .and_then(|value| value.parse().ok())
            .unwrap_or(default)
    };
    let base = tidings_coder::Thresholds::default();
    let thresholds = tidings_coder::Thresholds {
        model_alone: number("ALONE", base.model_alone),
        frame_needs: number("FRAME", base.frame_needs),
        participant: number("PART", base.participant),
        only_participant: number("ONLY", base.only_participant),
    };
    let settings = Settings {
        proposers,
        thresholds,
        ..Settings::default()
    };
    let mut out = std::io::BufWriter::new(std::io::stdout());
    for line in std::fs::read_to_string(&arguments[1])?.lines() {
        let item: serde_json::Value = serde_json::from_str(line)?;
        let published = item["published"].as_str().and_then(|day| day.parse().ok());
        let mut report = Report::from_text(item["text"].as_str().unwrap_or_default(), published);
        report.id = item["id"].as_str().unwrap_or_default().to_owned();
        let annotation = annotator.annotate(&report)?;
        if std::env::var_os("SHOW").is_some() {
            eprintln!("{}", tidings_annotate::to_conllu(&report, &annotation));
        }
        let scene = tidings_actors::resolve(&report, &annotation, gazetteer);
        serde_json::to_writer(&mut out, &code(&report, &annotation, &scene, codebook, &settings))?;
        writeln!(out)?;
    }
    Ok(())
}
