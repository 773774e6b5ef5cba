//! HTML pages: the main text by Mozilla's Readability algorithm, and what the page says of itself.

use dom_smoothie::{Article, Config, ParsePolicy, Readability, TextMode};

use crate::dates::parse_date;
use crate::layout::head;
use crate::{Location, ReadError, Report};

/// News pages have a few thousand elements; more is no article and would take long.
const MOST_ELEMENTS: usize = 200_000;
/// Deeper pages would need as deep a stack; news pages stay below fifty.
const DEEPEST: usize = 400;

/// Whether a text is HTML: it opens with a tag that only HTML has, comments left aside.
pub(crate) fn is_html(text: &str) -> bool {
    let head = head(text, 1024)
        .trim_start_matches('\u{FEFF}')
        .trim_start()
        .to_ascii_lowercase();
    let mut head = head.as_str();
    while let Some((_, after)) = head
        .strip_prefix("<!--")
        .or_else(|| head.strip_prefix("<?xml"))
        .and_then(|rest| rest.split_once('>'))
    {
        head = after.trim_start();
    }
    [
        "<!doctype html",
        "<html",
        "<head",
        "<body",
        "<article",
        "<main",
        "<div",
        "<p>",
        "<p ",
        "<h1",
        "<meta",
        "<title",
        "<section",
    ]
    .iter()
    .any(|tag| head.starts_with(tag))
}

/// The report of an HTML page: title, day, outlet and address from its metadata, the text from its main part.
///
/// Errors: [`ReadError::NoMainText`] where the page holds no article.
pub(crate) fn read_html(html: &str, at: &Location) -> Result<Report, ReadError> {
    if depth(html) > DEEPEST {
        return Err(ReadError::NoMainText(at.clone()));
    }
    let article = [ParsePolicy::Strict, ParsePolicy::Moderate, ParsePolicy::Raw]
        .into_iter()
        .find_map(|policy| article(html, policy))
        .ok_or_else(|| ReadError::NoMainText(at.clone()))?;
    let published = article
        .published_time
        .as_deref()
        .or(article.modified_time.as_deref())
        .and_then(parse_date);
    let report = Report {
        title: Some(article.title.split_whitespace().collect::<Vec<_>>().join(" ")).filter(|title| !title.is_empty()),
        source: article.site_name.filter(|name| !name.trim().is_empty()),
        url: article.url.filter(|url| !url.is_empty()),
        published,
        ..Report::default()
    };
    Ok(report.with_body(&article.text_content))
}

fn article(html: &str, policy: ParsePolicy) -> Option<Article> {
    let config = Config {
        text_mode: TextMode::Formatted,
        max_elements_to_parse: MOST_ELEMENTS,
        ..Config::default()
    };
    let mut page = Readability::new(html, None, Some(config)).ok()?;
    page.parse_with_policy(policy)
        .ok()
        .filter(|article| !article.text_content.trim().is_empty())
}

/// How deep elements are nested, at most: opening tags less closing ones, what stands in scripts left aside.
fn depth(html: &str) -> usize {
    let mut depth = 0_usize;
    let mut deepest = 0;
    let mut raw: Option<String> = None;
    for tag in html.split('<').skip(1) {
        let closing = tag.strip_prefix('/');
        let name = name_of(closing.unwrap_or(tag));
        if raw.as_ref().is_some_and(|raw| closing.is_none() || *raw != name) {
            continue;
        }
        raw = None;
        if closing.is_some() {
            depth = depth.saturating_sub(1);
        } else if matches!(name.as_str(), "script" | "style") {
            depth += 1;
            raw = Some(name);
        } else if name.starts_with(|first: char| first.is_ascii_alphabetic()) && !is_often_open(&name) {
            depth += 1;
        }
        deepest = deepest.max(depth);
    }
    deepest
}

fn name_of(tag: &str) -> String {
    tag.chars()
        .take(16)
        .take_while(char::is_ascii_alphanumeric)
        .collect::<String>()
        .to_ascii_lowercase()
}

/// Elements that are never closed, or often aren't.
fn is_often_open(name: &str) -> bool {
    [
        "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr", "p",
        "li", "dt", "dd", "tr", "td", "th", "option", "path", "circle", "rect", "use",
    ]
    .contains(&name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_html_from_text() {
        for (text, html) in [
            ("<!DOCTYPE html><html>", true),
            ("\u{FEFF} <!-- saved --><html lang=en>", true),
            ("<p>They met.</p>", true),
            ("They <b>met</b>.", false),
            ("<unnamed> said no", false),
            ("", false),
        ] {
            assert_eq!(is_html(text), html, "{text}");
        }
    }

    #[test]
    fn counts_depth() {
        for (html, expected) in [
            ("<html><body><p>a<p>b<br></body></html>", 2),
            ("<div><script>for(i=0;i<n;i++){a<b}</script></div>", 2),
            ("<b><b><b>", 3),
            ("</b></b>", 0),
        ] {
            assert_eq!(depth(html), expected, "{html}");
        }
    }
}
