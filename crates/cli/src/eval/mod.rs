//! The score of coded reports against a gold set, by the definitions of the gold set's own scorer:
//!
//! An event is found when a predicted event of the same PLOVER class (or an accepted alternative) in the same report is told of in
//! the sentence of the gold trigger; where several compete, the pair with the most agreeing fields wins. Everything else is
//! scored on the pairs: `triple` is class with the countries of actors and recipients, `cameo2` the first two digits of the code;
//! a field that is mostly empty counts by F1 over the filled ones. A statement is found by an overlapping speaker and half of its
//! content.

mod agreement;
mod gold;
mod score;
mod summary;
mod words;

pub(crate) use gold::{GoldItem, load};
pub(crate) use score::Score;
