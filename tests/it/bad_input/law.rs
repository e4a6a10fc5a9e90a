//! Mistakes in the law: its files and its tables.

use super::{check, each};

#[test]
fn each_mistake_in_the_law_is_named_and_nothing_else() {
    each(include_str!("law.txt"), check);
}
