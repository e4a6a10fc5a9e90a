//! What a measure does: exactly one of the known effects, a number or a range `[low, value, high]`.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::document::Document;
use crate::diagnostic::did_you_mean;
use crate::model::{Effect, EffectKind, EffectValue, Id, Ranged, SecondaryKind};
use crate::select::ValueError;
use crate::tables::fits;

/// The effect of a measure.
pub fn read(document: &mut Document<'_>, measure: &DeTable<'_>, line: u64) -> Option<Effect> {
    if !measure.contains_key("effect") {
        document.fault_of(line, "effect", "a measure has an effect", "add effect = { close = true }");
        return None;
    }
    let (table, line) = document.table(measure, "effect")?;
    of_table(document, table, line)
}

/// The effect that a table names.
pub fn of_table(document: &mut Document<'_>, table: &DeTable<'_>, line: u64) -> Option<Effect> {
    let known: Vec<&str> = EffectKind::in_scenarios().map(EffectKind::as_str).collect();
    for key in table.keys().filter(|key| !known.contains(&key.get_ref().as_ref())) {
        unknown(document, key.get_ref(), &known, document.line(key));
    }
    // Effects that no scenario file has were reported as unknown above.
    let kind = |key: &str| EffectKind::parse(key).filter(|kind| kind.spec().value != EffectValue::Absent);
    let found: Vec<_> = table.iter().filter_map(|(key, value)| Some((kind(key.get_ref())?, value))).collect();
    match found.as_slice() {
        [(kind, value)] => match kind.spec().value {
            EffectValue::True => close(document, value),
            EffectValue::Document => paper(document, value),
            EffectValue::SecondarySanctions => secondary(document, value),
            EffectValue::Number(..) | EffectValue::Absent => number(document, *kind, value),
        },
        [] if table.is_empty() => {
            document.fault_of(line, "effect", "a measure has an effect", &format!("one of: {}", known.join(", ")));
            None
        }
        // Only unknown keys, each with a finding already.
        [] => None,
        more => {
            let names: Vec<_> = more.iter().map(|(kind, _)| kind.as_str()).collect();
            document.fault(line, "effect", &names.join(", "), "a measure has one effect", "write a measure for each");
            None
        }
    }
}

fn unknown(document: &mut Document<'_>, key: &str, known: &[&str], line: u64) {
    let near = did_you_mean(key, known.iter().copied());
    let hint = if near.is_empty() { format!("one of: {}", known.join(", ")) } else { near };
    document.fault_of(line, key, "there is no such effect", &hint);
}

fn close(document: &mut Document<'_>, value: &Spanned<DeValue<'_>>) -> Option<Effect> {
    if value.get_ref().as_bool() == Some(true) {
        return Some(Effect::Close);
    }
    // `close = false` would be a measure without an effect.
    document.fault_at(value, "close", "what closes is `true` or left out", "write close = true");
    None
}

fn paper(document: &mut Document<'_>, value: &Spanned<DeValue<'_>>) -> Option<Effect> {
    let hint = "write require = \"certificate-of-origin\"";
    let Some(text) = value.get_ref().as_str() else {
        document.fault_at(value, "require", "what is required is the id of a document", hint);
        return None;
    };
    match Id::parse(text) {
        Ok(paper) => Some(Effect::Require(paper)),
        Err(rule) => {
            document.fault(document.line(value), "require", text, rule, hint);
            None
        }
    }
}

fn secondary(document: &mut Document<'_>, value: &Spanned<DeValue<'_>>) -> Option<Effect> {
    let kind = value.get_ref().as_str().and_then(SecondaryKind::parse);
    if kind.is_none() {
        let hint = format!("it is one of: {}", SecondaryKind::WORDS.join(", "));
        document.fault_at(value, "secondary_sanctions", "there is no such kind of secondary sanctions", &hint);
    }
    kind.map(Effect::SecondarySanctions)
}

fn number(document: &mut Document<'_>, kind: EffectKind, value: &Spanned<DeValue<'_>>) -> Option<Effect> {
    match of(kind, ranged(document, kind.as_str(), value)?) {
        Ok(effect) => Some(effect),
        Err(ValueError { rule, hint }) => {
            document.fault_at(value, kind.as_str(), rule, &hint);
            None
        }
    }
}

/// The effect of a kind with these numbers.
///
/// # Errors
/// The bound that they break.
pub fn of(kind: EffectKind, range: Ranged<f64>) -> Result<Effect, ValueError> {
    let EffectValue::Number(unit, most) = kind.spec().value else {
        return Err(ValueError::new("there is no such effect", "leave it out"));
    };
    // The bounds of a range must be possible values too.
    let all = [range.low, Some(range.value), range.high];
    if all.iter().flatten().any(|number| !(0.0..=most).contains(number)) {
        let bounds = if most.is_finite() { format!("between 0 and {most}") } else { "0 or more".into() };
        return Err(ValueError::new(format!("a number here is {bounds}"), "check its unit"));
    }
    if !all.iter().flatten().all(|number| fits(*number, unit)) {
        return Err(ValueError::new("the number is too large to be computed with", "check its unit"));
    }
    if range.low.is_some_and(|low| low > range.value) || range.high.is_some_and(|high| high < range.value) {
        return Err(ValueError::new("a range is [low, value, high] in this order", "put them in order"));
    }
    Ok(Effect::Amount(kind, range))
}

fn ranged(document: &mut Document<'_>, key: &str, value: &Spanned<DeValue<'_>>) -> Option<Ranged<f64>> {
    let numbers: Option<Vec<f64>> = match value.get_ref() {
        DeValue::Array(list) => list.iter().map(|item| decimal(item.get_ref())).collect(),
        other => decimal(other).map(|number| vec![number]),
    };
    match numbers.as_deref() {
        Some([value]) => Some(Ranged::point(*value)),
        Some([low, value, high]) => Some(Ranged { value: *value, low: Some(*low), high: Some(*high) }),
        _ => {
            let rule = "this is a finite number, or [low, value, high]";
            document.fault_at(value, key, rule, &format!("write {key} = 0.5"));
            None
        }
    }
}

fn decimal(value: &DeValue<'_>) -> Option<f64> {
    let text = match value {
        // TOML also has hexadecimal, octal and binary integers.
        DeValue::Integer(number) if number.radix() == 10 => number.as_str(),
        DeValue::Float(number) => number.as_str(),
        _ => return None,
    };
    text.parse().ok().filter(|number: &f64| number.is_finite())
}
