use anstyle::{AnsiColor, Style};

/// What is neither.
pub(crate) const PLAIN: Style = Style::new();
/// What stands out.
pub(crate) const BOLD: Style = Style::new().bold();
/// What stands back.
pub(crate) const DIM: Style = Style::new().dimmed();
/// What is right, and cooperation.
pub(crate) const FOUND: Style = AnsiColor::Green.on_default();
/// What is wrong, and conflict.
pub(crate) const MISSED: Style = AnsiColor::Red.on_default();
/// The parts of the evidence: who, to whom, when, where, how.
pub(super) const PART: Style = AnsiColor::Cyan.on_default();
/// Status and condition.
pub(super) const STATUS: Style = AnsiColor::Yellow.on_default();

/// Green for cooperation, red for conflict, bold where it is material.
pub(super) fn of_quad(quad: u8) -> Style {
    match quad {
        1 => FOUND,
        2 => FOUND.bold(),
        3 => MISSED,
        _ => MISSED.bold(),
    }
}
