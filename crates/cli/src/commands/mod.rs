pub(crate) mod annotate;
pub(crate) mod code;
