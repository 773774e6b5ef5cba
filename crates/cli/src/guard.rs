//! One bad report never stops the others, not even by a fault of the program itself.

use std::cell::{Cell, RefCell};
use std::panic::{self, AssertUnwindSafe};

thread_local! {
    static GUARDED: Cell<bool> = const { Cell::new(false) };
    static MESSAGE: RefCell<String> = const { RefCell::new(String::new()) };
}

/// Makes panics inside [`guarded`] quiet; others are told as always.
pub(crate) fn install() {
    let told = panic::take_hook();
    panic::set_hook(Box::new(move |panic| {
        if GUARDED.get() {
            MESSAGE.set(panic.to_string().replace('\n', " "));
        } else {
            told(panic);
        }
    }));
}

/// Runs `action`; where it panics, what the panic says and where.
pub(crate) fn guarded<T>(action: impl FnOnce() -> T) -> Result<T, String> {
    GUARDED.set(true);
    // The action works on one report and on shared data that it can't change: nothing half-done is left behind.
    let outcome = panic::catch_unwind(AssertUnwindSafe(action));
    GUARDED.set(false);
    outcome.map_err(|_| MESSAGE.take())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_becomes_an_error() {
        install();
        assert_eq!(guarded(|| 7), Ok(7));
        let words = ["one"];
        let error = guarded(|| words[std::hint::black_box(3)]).expect_err("an index out of bounds");
        assert!(error.contains("guard.rs") && error.contains("index"), "{error}");
    }
}
