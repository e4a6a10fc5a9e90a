//! `route --diagram`: each route from top to bottom, its legs as long as their km, drawn by mode.

use std::io::{self, Write};

use super::grid::{cut, length};
use super::page::Page as _;
use super::screen::Screen;
use super::{Format, RenderOptions, unfit};
use crate::answer::{Leg, Mode, Route, RouteOption, TransferStep};
use crate::query::Answer;
use crate::summary::{Summary, Unit, one, whole};

/// The longest leg takes so many lines at most.
const LINES: f64 = 5.0;

pub(super) struct Diagram {
    pub look: RenderOptions,
}

impl Format for Diagram {
    fn write(&self, asked: &Answer, out: &mut dyn Write) -> io::Result<()> {
        let Answer::Route(answer) = asked else {
            return Err(unfit("a diagram is of routes"));
        };
        let RenderOptions { width, style, .. } = self.look;
        let screen = Screen { width, style, links: false };
        // There is nothing to draw: the reasons are sentences, as in the table.
        if answer.no_route.is_some() {
            return screen.write(asked, &RenderOptions { unit: None, ..self.look.clone() }, out);
        }
        let mut page = Summary::new(Unit::mt());
        answer.title(&mut page);
        // All routes share one scale, so that they can be compared; at least 1 km, since it divides.
        let longest = stretches(answer).iter().flatten().map(|one| one.km).fold(1.0, f64::max);
        for (route, stretches) in answer.routes.iter().zip(stretches(answer)) {
            page.heading(route.title());
            page.drawing(drawn(route, &stretches, longest, width));
        }
        screen.parts(&page, out)
    }
}

/// Legs of one line between two changes, or a single leg without a line.
struct Stretch {
    from: String,
    name: String,
    mode: String,
    km: f64,
    hours: f64,
    usd_t: f64,
    territory: Vec<String>,
}

fn stretches(answer: &Route) -> Vec<Vec<Stretch>> {
    answer.routes.iter().map(|route| route.legs.iter().fold(Vec::new(), |all, leg| joined(all, leg, route))).collect()
}

/// A leg goes on with the one before where line and mode stay, nothing is changed and no strait lies between.
fn joined(mut all: Vec<Stretch>, leg: &Leg, route: &RouteOption) -> Vec<Stretch> {
    let changes = route.transfers.iter().any(|change| change.place == leg.from) || route.straits.contains(&leg.from);
    let same = |one: &&mut Stretch| {
        !changes && leg.line.as_ref().is_some_and(|line| *line == one.name) && one.mode == leg.mode
    };
    if let Some(one) = all.last_mut().filter(same) {
        one.km += leg.km;
        one.hours += leg.hours;
        one.usd_t += leg.cost_usd_t;
        // Countries in order of passage, each once.
        let new: Vec<String> = leg.territory.iter().filter(|own| !one.territory.contains(own)).cloned().collect();
        one.territory.extend(new);
        return all;
    }
    all.push(Stretch {
        from: leg.from.clone(),
        // What has no line is named by its ship, what has neither by its mode.
        name: leg.line.clone().or_else(|| leg.vessel.clone()).unwrap_or_else(|| leg.mode.clone()),
        mode: leg.mode.clone(),
        km: leg.km,
        hours: leg.hours,
        usd_t: leg.cost_usd_t,
        territory: leg.territory.clone(),
    });
    all
}

fn sign(mode: &str) -> char {
    match Mode::parse(mode) {
        Some(Mode::Pipeline) => '║',
        Some(Mode::Rail) => '╫',
        Some(Mode::Road) => '┆',
        Some(Mode::Sea) => '≈',
        Some(Mode::River) => '~',
        Some(Mode::Ferry) => '≋',
        Some(Mode::Swap) | None => '│',
    }
}

fn drawn(route: &RouteOption, stretches: &[Stretch], longest: f64, width: usize) -> String {
    let mut lines: Vec<String> = Vec::new();
    // Names get a third of the page at most, so that the figures keep their room.
    let names = stretches.iter().map(|one| length(&one.name)).max().unwrap_or(0).min(width / 3);
    for stretch in stretches {
        lines.push(place(route, &stretch.from));
        lines.extend(route.transfers.iter().filter(|change| change.place == stretch.from).map(change));
        let line = format!(
            "{}{}  {:>6} km  {:>5} days  {:>6} USD/t  {}",
            cut(&stretch.name, names),
            " ".repeat(names.saturating_sub(length(&stretch.name))),
            whole(stretch.km),
            one(stretch.hours / 24.0),
            one(stretch.usd_t),
            stretch.territory.join(" ")
        );
        let sign = sign(&stretch.mode);
        lines.push(format!("  {sign}  {line}"));
        // One line has the figures; the rest of the stretch is its sign alone.
        lines.extend((1..high(stretch.km, longest)).map(|_| format!("  {sign}")));
    }
    // Each stretch began with its place: only the end of the route is left.
    if let Some(last) = route.legs.last() {
        lines.push(place(route, &last.to));
        lines.extend(route.transfers.iter().filter(|change| change.place == last.to).map(change));
    }
    lines.iter().map(|line| cut(line.trim_end(), width) + "\n").collect()
}

/// Lines that a stretch takes.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "1 to 5")]
fn high(km: f64, longest: f64) -> usize {
    (LINES * km / longest).ceil().clamp(1.0, LINES) as usize
}

fn place(route: &RouteOption, id: &str) -> String {
    let strait = route.straits.iter().any(|strait| strait == id);
    format!("{} {id}", if strait { "⋈" } else { "●" })
}

fn change(change: &TransferStep) -> String {
    format!("  ⇄  {} > {}, {} days, {} USD/t", change.from, change.to, one(change.hours / 24.0), one(change.usd_t))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::answer::NoRoute;
    use crate::export::Style;

    fn leg(from: &str, to: &str, line: Option<&str>, mode: &str, km: f64) -> Leg {
        Leg {
            from: from.into(),
            to: to.into(),
            line: line.map(Into::into),
            mode: mode.into(),
            km,
            hours: km / 10.0,
            cost_usd_t: 1.0,
            territory: vec!["KAZ".into()],
            ..Leg::default()
        }
    }

    fn answer() -> Route {
        let legs = vec![
            leg("a", "b", Some("pipe"), "pipeline", 100.0),
            leg("b", "c", Some("pipe"), "pipeline", 150.0),
            leg("c", "s", None, "sea", 1000.0),
            leg("s", "d", None, "sea", 10.0),
        ];
        let change = TransferStep {
            place: "c".into(),
            from: "pipeline:pipe".into(),
            to: "sea".into(),
            ..TransferStep::default()
        };
        let route =
            RouteOption { rank: 1, legs, transfers: vec![change], straits: vec!["s".into()], ..RouteOption::default() };
        Route { routes: vec![route], ..Route::default() }
    }

    fn text(answer: Route, width: usize) -> String {
        let mut out = Vec::new();
        let look = RenderOptions { width, style: Style::Plain, ..RenderOptions::default() };
        Diagram { look }.write(&Answer::Route(answer), &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn legs_of_a_line_are_one_and_straits_part_the_sea() {
        let text = text(answer(), 100);
        let drawing: Vec<&str> = text.split("days\n").nth(1).unwrap().lines().collect();
        assert_eq!(drawing[0], "● a");
        assert!(drawing[1].starts_with("  ║  pipe") && drawing[1].contains("250 km"), "{drawing:#?}");
        assert_eq!(drawing[3], "● c");
        assert!(drawing[4].starts_with("  ⇄  pipeline:pipe > sea"));
        assert_eq!(drawing.iter().filter(|line| line.starts_with("  ≈")).count(), 6);
        assert_eq!((drawing[10], drawing[12]), ("⋈ s", "● d"));
    }

    #[test]
    fn no_line_is_wider_than_the_page() {
        for width in 1..80 {
            let text = text(answer(), width);
            assert!(text.lines().all(|line| length(line) <= width), "{width}: {text}");
        }
    }

    #[test]
    fn where_there_is_no_way_the_reason_is_told() {
        let none = NoRoute { reason: "nothing leads there".into(), ..NoRoute::default() };
        assert!(text(Route { no_route: Some(none), ..Route::default() }, 80).contains("nothing leads there"));
    }
}
