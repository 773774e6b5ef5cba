use std::fmt::Write;

use tidings_text::Report;

use crate::annotation::Annotation;

/// The annotation in [CoNLL-U](https://universaldependencies.org/format.html): names as `Name=B-person`… and byte offsets as
/// `Start=…|End=…` in the last column.
pub fn to_conllu(report: &Report, annotation: &Annotation) -> String {
    let mut out = format!("# newdoc id = {}\n", report.id);
    for (number, (sentence, annotated)) in report.sentences.iter().zip(&annotation.sentences).enumerate() {
        // Writing to a string cannot fail.
        let _ = writeln!(out, "# sent_id = {}-{}", report.id, number + 1);
        let _ = writeln!(out, "# text = {}", sentence.span.of(&report.text).replace('\n', " "));
        for (at, word) in annotated.words.iter().enumerate() {
            let name = annotated
                .names
                .iter()
                .find(|name| name.words.contains(&at))
                .map_or_else(String::new, |name| {
                    format!(
                        "Name={}-{}|",
                        if name.words.start == at { "B" } else { "I" },
                        name.kind.name()
                    )
                });
            let head = word.head.map_or(0, |head| head + 1);
            let _ = writeln!(
                out,
                "{}\t{}\t{}\t{}\t_\t_\t{head}\t{}\t_\t{name}Start={}|End={}",
                at + 1,
                word.form,
                word.lemma,
                word.pos,
                word.relation,
                word.span.start,
                word.span.end
            );
        }
        out.push('\n');
    }
    out
}
