//! Rows of a sweep as CSV, one by one: there may be millions.

use std::io::Write as _;

use crate::answer::{PairRow, Swept};

impl Swept {
    /// On one line, to be read again.
    pub fn line(&self) -> String {
        // Its keys are texts and its numbers finite: nothing in it cannot be written.
        serde_json::to_string(self).unwrap_or_default()
    }

    /// From such a line.
    pub fn of_line(line: &str) -> Option<Self> {
        serde_json::from_str(line).ok()
    }
}

impl PairRow {
    /// Adds the header line.
    pub fn header(out: &mut Vec<u8>) {
        out.extend_from_slice(Self::COLUMNS.join(",").as_bytes());
        out.push(b'\n');
    }

    /// Adds the row as a line.
    pub fn line(&self, out: &mut Vec<u8>) {
        for text in [&self.scenario, &self.from, &self.to] {
            cell(text, out);
            out.push(b',');
        }
        for number in [self.cost_usd_t, self.hours] {
            if let Some(number) = number {
                // Writing to memory does not fail.
                let _ = write!(out, "{number:?}");
            }
            out.push(b',');
        }
        // Lists come joined by `;`.
        for (at, list) in [&self.countries, &self.straits, &self.corridors, &self.lines].into_iter().enumerate() {
            if at > 0 {
                out.push(b',');
            }
            cell(&list.0, out);
        }
        out.push(b'\n');
    }
}

/// Quoted where it must be (RFC 4180).
fn cell(text: &str, out: &mut Vec<u8>) {
    if text.contains([',', '"', '\n', '\r']) {
        out.push(b'"');
        out.extend_from_slice(text.replace('"', "\"\"").as_bytes());
        out.push(b'"');
    } else {
        out.extend_from_slice(text.as_bytes());
    }
}

#[cfg(test)]
mod tests {
    use crate::answer::{Joined, PairRow};

    #[test]
    fn a_row_is_a_line() {
        let mut out = Vec::new();
        PairRow::header(&mut out);
        let row = PairRow {
            scenario: "a, \"b\"".into(),
            from: "tengiz".into(),
            to: "augusta".into(),
            cost_usd_t: Some(12.5),
            hours: None,
            countries: Joined("KAZ;RUS".into()),
            straits: Joined::default(),
            corridors: Joined::default(),
            lines: Joined("cpc".into()),
        };
        row.line(&mut out);
        let said = "scenario,from,to,cost_usd_t,hours,countries,straits,corridors,lines\n\
                    \"a, \"\"b\"\"\",tengiz,augusta,12.5,,KAZ;RUS,,,cpc\n";
        assert_eq!(String::from_utf8(out).unwrap(), said);
    }
}
