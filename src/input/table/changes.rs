//! A file of changes for `sweep`.

use crate::tables::{Kind, record};

/// What a change does.
const EFFECTS: &[&str] = &["bar", "charge_usd_t", "delay_h", "rate_share"];

record! {
    ChangeRow, "changes", "What scenarios of a sweep do: one row a measure.";
    scenario: required Kind::Text, "", "The scenario; its rows stand together.";
    effect: required Kind::Word(EFFECTS), "", "What happens: bar; charge_usd_t, USD/t more on each link; delay_h, hours more on each link; rate_share, this share of the link's own cost more.";
    on: required Kind::Text, "", "Where: a selector, key=value,key=value.";
    amount: optional Kind::Value, "", "How much; none for a bar.";
}
