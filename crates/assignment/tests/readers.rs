//! Files are read, plain and gzipped, and what they hold is solved as worked out by hand.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::io::Write as _;
use std::path::PathBuf;

use assignment::ReadError;
use assignment::mincost::{self, check, read_dimacs};
use assignment::multicommodity::{self, read_mnetgen};

fn instance(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("examples/instances").join(name)
}

/// 3 at 1, and one at 2 + 2.
#[test]
fn a_dimacs_file_is_read_and_solved() {
    let read = read_dimacs(&instance("tiny.min")).unwrap();
    let mut solver = mincost::Solver::new(read.clone());
    let outcome = solver.solve();
    assert_eq!(check(&read, &outcome), Ok(()));
    let mincost::Outcome::Optimal(solution) = outcome else { panic!("{outcome:?}") };
    assert_eq!((solution.cost, solution.flow), (7, vec![3, 1, 1]));

    let zipped = std::env::temp_dir().join(format!("tiny-{}.min.gz", std::process::id()));
    let mut file = flate2::write::GzEncoder::new(std::fs::File::create(&zipped).unwrap(), Default::default());
    file.write_all(&std::fs::read(instance("tiny.min")).unwrap()).unwrap();
    file.finish().unwrap();
    assert_eq!(read_dimacs(&zipped).unwrap(), read);
    std::fs::remove_file(zipped).unwrap();
}

/// Both commodities send 3: 4 of them over the shared arc at 1, the others at 5.5. One more of capacity saves 4.5.
#[test]
fn mnetgen_files_are_read_and_solved() {
    let read = read_mnetgen(&instance("tiny")).unwrap();
    assert_eq!((read.cost_scale, read.problem.commodities().len()), (10, 2));
    let outcome = multicommodity::Solver::new(&read.problem).unwrap().solve();
    let multicommodity::Outcome::Optimal(optimum) = outcome else { panic!("{outcome:?}") };
    assert!((optimum.cost - 150.0).abs() < 1e-6 && optimum.gap() < 1e-6, "{optimum:?}");
    assert!((optimum.price[0] - 45.0).abs() < 1e-6, "{optimum:?}");
}

#[test]
fn every_wrong_line_is_named_at_once() {
    let file = std::env::temp_dir().join(format!("wrong-{}.min", std::process::id()));
    std::fs::write(&file, "p min 2 1\nn 3 1\na 1 2 0 x 1\n").unwrap();
    let Err(ReadError::Lines(errors)) = read_dimacs(&file) else { panic!("it was read") };
    assert_eq!(errors.iter().map(|error| error.line).collect::<Vec<_>>(), [Some(2), Some(3)]);
    std::fs::remove_file(file).unwrap();
}
