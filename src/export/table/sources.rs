//! What a saved answer rests on, for people.

use std::io;

use super::grid::Grid;
use super::sheet::Sheet;
use crate::answer::Sources;

/// So many rows are named; a program reads all of them.
const ROWS: usize = 3;

pub(super) fn write(answer: &Sources, sheet: &mut Sheet) -> io::Result<()> {
    sheet.head(&answer.head, &format!("{}, the answer to {}", answer.target, answer.of))?;
    let mut grid = Grid::new(&["Source", "Publisher", "Title", "Date", ">Rows", "Among them"]);
    for one in &answer.sources {
        let rows: Vec<&str> = one.rows.iter().take(ROWS).map(String::as_str).collect();
        grid.row([
            one.source.id.clone(),
            one.source.publisher.clone(),
            one.source.title.clone(),
            one.source.date.clone(),
            one.rows.len().to_string(),
            rows.join(", "),
        ]);
        grid.link(&one.source.url);
    }
    sheet.heading("Sources")?;
    sheet.grid(&grid)
}
