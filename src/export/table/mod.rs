//! Tables for people: numbers rounded, Mt with one decimal, nothing wider than the screen. One file a command.

mod check;
mod compare;
mod exposure;
mod grid;
mod list;
mod number;
mod ranges;
mod reroute;
mod route;
mod sheet;
mod show;

use std::io::{self, Write};

use super::{Format, Look, unfit};
use crate::answer::Answer;
use sheet::Sheet;

pub(super) struct Table {
    look: Look,
}

impl Table {
    pub(super) fn new(look: Look) -> Self {
        Self { look }
    }
}

impl Format for Table {
    fn write(&self, answer: &Answer, out: &mut dyn Write) -> io::Result<()> {
        let mut sheet = Sheet::new(self.look, out);
        match answer {
            Answer::Route(answer) => route::write(answer, &mut sheet),
            Answer::Exposure(answer) => exposure::write(answer, &mut sheet),
            Answer::Reroute(answer) => reroute::write(answer, &mut sheet),
            Answer::Compare(answer) => compare::write(answer, &mut sheet),
            Answer::List(answer) => list::write(answer, &mut sheet),
            Answer::Show(answer) => show::write(answer, &mut sheet),
            Answer::Check(answer) => check::write(answer, &mut sheet),
            Answer::Arcs(_) | Answer::Network(_) => {
                Err(unfit("a network has no table; export it as dot or json"))
            }
        }
    }
}

#[cfg(test)]
mod tests;
