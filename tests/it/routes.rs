//! Fronts (`--pareto`) and alternatives that differ (`--differ`): on `data/tiny` and what is built from it by hand, and
//! what must hold on the atlas that ships.

use std::collections::BTreeMap;

use corridor::Session;
use corridor::answer::{self, Front, RouteOption};
use corridor::query::Route;
use corridor::spec::{By, InlineEffect, Pareto};

use crate::support::{embedded, inline, tiny_files};

const WEST_1: &[&str] = &["field-hub", "hub-west-1", "west-narrows", "narrows-abroad"];
const WEST_2: &[&str] = &["field-hub", "hub-west-2", "west-narrows", "narrows-abroad"];
const EAST: &[&str] = &["field-hub", "hub-east", "east-abroad"];

/// `data/tiny` with these rows more.
fn tiny(places: &str, links: &str, capacities: &str) -> Session {
    let more = |name: &str| match name {
        "places.csv" => places.as_bytes(),
        "links.csv" => links.as_bytes(),
        "capacities.csv" => capacities.as_bytes(),
        _ => b"",
    };
    let files: Vec<_> = tiny_files().into_iter().map(|(name, bytes)| (name, [bytes, more(name)].concat())).collect();
    let files: Vec<_> = files.iter().map(|(name, bytes)| (*name, &bytes[..])).collect();
    Session::of_files(&files).unwrap()
}

fn ask(engine: &Session, (from, to): (&str, &str), set: impl FnOnce(&mut Route)) -> answer::Route {
    let (from, to, cargo) = (from.into(), to.into(), Some("crude".into()));
    let mut route = Route { from, to, cargo, ..Route::default() };
    set(&mut route);
    engine.ask(&route).unwrap()
}

fn links(route: &RouteOption) -> Vec<&str> {
    route.legs.iter().map(|leg| leg.link.as_str()).collect()
}

/// Links, cost, time and exposed length of each route.
#[track_caller]
fn routes(answer: &answer::Route, hand: &[(&[&str], f64, f64, f64)]) {
    assert_eq!(
        answer.routes.iter().map(links).collect::<Vec<_>>(),
        hand.iter().map(|route| route.0).collect::<Vec<_>>()
    );
    for (route, (links, cost, hours, exposed)) in answer.routes.iter().zip(hand) {
        let near = |found: f64, hand: f64| (found - hand).abs() < 1e-6;
        assert!(
            near(route.cost_usd_t, *cost) && near(route.hours, *hours),
            "{links:?}: {} {}",
            route.cost_usd_t,
            route.hours
        );
        assert!(near(route.exposed_km, *exposed), "{links:?}: {} km exposed", route.exposed_km);
    }
}

fn pareto(route: &mut Route) {
    route.pareto = Some(Pareto::default());
}

fn wary_of_russia(route: &mut Route) {
    pareto(route);
    route.wary = vec!["country=RUS".into()];
}

/// An hour costs 0.01 USD/t, so 30 h more make the newer pipe 26.36 + 0.30 and 186 + 30: cheapest still, slower than
/// the older one. Both pipes to the west have 500 km in Russia.
#[test]
fn a_front_holds_what_is_best_in_one_thing_and_nothing_else() {
    let tiny = tiny("", "", "");
    let front = |set: fn(&mut Route)| ask(&tiny, ("field", "abroad"), set);
    routes(&front(pareto), &[(WEST_1, 26.36, 186.0, 0.0)]);
    routes(&front(wary_of_russia), &[(WEST_1, 26.36, 186.0, 500.0), (EAST, 40.76, 226.0, 0.0)]);
    let delayed = front(|route| {
        wary_of_russia(route);
        route.scenario = inline(InlineEffect::Delay, "link=hub-west-1:30h");
    });
    let hand = [(WEST_1, 26.66, 216.0, 500.0), (WEST_2, 28.56, 206.0, 500.0), (EAST, 40.76, 226.0, 0.0)];
    routes(&delayed, &hand);
    assert_eq!((delayed.front, delayed.epsilon, delayed.by), (Some(Front::Exact), Some(0.0), By::Cost));
    assert_eq!(delayed.routes.iter().map(|route| route.rank).collect::<Vec<_>>(), [1, 2, 3]);
    let none = front(|route| {
        pareto(route);
        route.avoid = vec!["place=hub".into()];
    });
    assert!(none.routes.is_empty() && none.no_route.is_some());
}

/// A second field whose feeder costs 3 instead of 2 and takes 10 h instead of 20: 27.36 - 0.10 and 176 h.
#[test]
fn which_field_feeds_a_line_makes_no_other_way_of_a_country() {
    let tiny = tiny(
        "field-2,Field Two,,field,KAZ,46,53.5,,false,,,,,,,,,,,,2023,reported,tiny,\n",
        "field-2-hub,Feeder Two,feeder-2,,field-2,hub,pipeline,,,false,crude,,,100,,,3,,,10,,,,KAZ,,,,,,2023,reported,tiny,\n",
        "field-2-hub,field-2-hub,crude,,2000,,,physical,,,,2023,,,reported,tiny,\n",
    );
    let by_second = ["field-2-hub", "hub-west-1", "west-narrows", "narrows-abroad"];
    routes(&ask(&tiny, ("field-2", "abroad"), pareto), &[(&by_second, 27.26, 176.0, 0.0)]);
    routes(&ask(&tiny, ("KAZ", "abroad"), pareto), &[(WEST_1, 26.36, 186.0, 0.0)]);
}

/// Both pipes to the west make routes of 100 + 500 + 300 + 700 = 1600 km that share all but the 500: 0.6875. With the route
/// east they share the feeder: 100 of 1600, 0.0625.
#[test]
fn alternatives_share_at_most_what_was_asked() {
    let tiny = tiny("", "", "");
    let differ = |most: f64| {
        let answer = ask(&tiny, ("field", "abroad"), |route| (route.k, route.differ) = (9, Some(most)));
        assert_eq!((answer.differ, &answer.front), (Some(most), &None));
        assert!(answer.head.notes.is_empty(), "{:?}", answer.head.notes);
        answer.routes.iter().map(|route| links(route).join(" ")).collect::<Vec<_>>()
    };
    let (one, two, east) = (WEST_1.join(" "), WEST_2.join(" "), EAST.join(" "));
    assert_eq!(differ(0.6875), [one.clone(), two, east.clone()]);
    assert_eq!(differ(0.6874), [one.clone(), east.clone()]);
    assert_eq!(differ(0.0625), [one.clone(), east]);
    assert_eq!(differ(0.0624), std::slice::from_ref(&one));
    assert_eq!(differ(0.0), [one]);
}

const PAIRS: [(&str, &str); 3] = [("tengiz", "augusta"), ("KAZ", "ITA"), ("KAZ", "CHN")];

#[test]
fn no_way_of_a_front_is_worse_than_another_and_the_best_are_on_it() {
    let triple = |route: &RouteOption| [route.cost_usd_t, route.hours, route.exposed_km];
    let mut met = 0;
    for pair in PAIRS {
        let front = ask(embedded(), pair, wary_of_russia);
        assert_eq!(front.front, Some(Front::Exact), "{pair:?}");
        for (at, route) in front.routes.iter().enumerate() {
            let worse = |(other, known): (usize, &RouteOption)| {
                other != at && triple(known).iter().zip(triple(route)).all(|(known, own)| *known <= own)
            };
            assert!(!front.routes.iter().enumerate().any(worse), "{pair:?}: route {} is beaten", route.rank);
        }
        for by in [By::Cost, By::Time, By::ExposedKm] {
            let best = ask(embedded(), pair, |route| (route.by, route.wary) = (by, vec!["country=RUS".into()]));
            let least = triple(&best.routes[0]);
            let on = front.routes.iter().any(|route| triple(route) == least);
            assert!(on, "{pair:?}: the best by {by:?} is not on the set of Pareto-optimal routes");
        }
        met += front.routes.len();
    }
    assert!(met > PAIRS.len(), "each front is one way: nothing was compared");
}

#[test]
fn any_two_of_the_atlas_share_at_most_half() {
    for pair in PAIRS {
        let answer = ask(embedded(), pair, |route| (route.k, route.differ) = (4, Some(0.5)));
        assert!(pair.1 == "CHN" || answer.routes.len() == 4, "{pair:?}: {} routes", answer.routes.len());
        let lengths: Vec<BTreeMap<&str, f64>> = answer
            .routes
            .iter()
            .map(|route| route.legs.iter().map(|leg| (leg.link.as_str(), leg.km)).collect())
            .collect();
        for (at, one) in lengths.iter().enumerate() {
            for other in &lengths[..at] {
                let shared: f64 = one.iter().filter(|(link, _)| other.contains_key(*link)).map(|leg| leg.1).sum();
                let shorter = one.values().sum::<f64>().min(other.values().sum());
                assert!(shared <= 0.5 * shorter + 1e-9, "{pair:?}: {shared} of {shorter} km");
            }
        }
    }
}

/// 15 times the choice between a cheap road and a fast one, the difference doubling: 2^15 routes, all on the set of Pareto-optimal routes.
#[test]
fn a_front_too_large_to_be_exact_says_so_and_misses_nothing_by_more_than_epsilon() {
    const STEPS: u32 = 15;
    let (mut places, mut links) = (String::new(), String::new());
    for step in 0..=STEPS {
        places += &format!("p{step},Point {step},,hub,KAZ,46,53,,false,,,,,,,,,,,,2023,reported,tiny,\n");
    }
    let more = |step: u32| f64::from(1 << step);
    // A cheap road costs 1, a fast one takes 1 h; each hour is 0.01 USD/t besides.
    for step in 0..STEPS {
        let (dear, slow) = (1.0 + more(step) / 500.0, 1.0 + more(step) / 10.0);
        for (id, cost, hours) in [("fast", dear, 1.0), ("cheap", 1.0, slow)] {
            links += &format!(
                "{id}-{step},Road,,,p{step},p{},road,,,false,crude,,,10,,,{cost},,,{hours},,,,KAZ,,,,,,2023,reported,tiny,\n",
                step + 1
            );
        }
    }
    let engine = tiny(&places, &links, "");
    let answer = ask(&engine, ("p0", &format!("p{STEPS}")), |route| route.pareto = Some(Pareto { epsilon: 0.02 }));
    assert_eq!((answer.front, answer.epsilon), (Some(Front::Within), Some(0.02)));
    assert!(answer.head.notes.iter().any(|note| note.contains("at most 2 %")), "{:?}", answer.head.notes);
    let near = |a: f64, b: f64| a <= b * 1.02 + 1e-6;
    for choice in 0..1_u32 << STEPS {
        // The bits say where the fast road is taken; the steps double, so the number itself is their sum.
        let (fast, cheap) = (f64::from(choice), f64::from((1 << STEPS) - 1 - choice));
        let steps = f64::from(STEPS);
        let hours = steps + cheap / 10.0;
        let cost = steps + fast / 500.0 + hours * 0.01;
        let covered = answer.routes.iter().any(|route| near(route.cost_usd_t, cost) && near(route.hours, hours));
        assert!(covered, "nothing is near {cost} USD/t and {hours} h");
    }
    assert!(answer.routes.len() < 1 << STEPS, "nothing was left out");
}
