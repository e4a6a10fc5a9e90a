//! Solves a multicommodity flow in the MNETGEN format (four files of one name) and prints how much of the cost is proved:
//!
//!     cargo run -p corridor-assignment --example mnetgen -- crates/assignment/examples/instances/tiny

use std::error::Error;
use std::path::Path;

use assignment::multicommodity::{Infeasibility, Outcome, Solver, dual_bound, read_mnetgen};

fn main() -> Result<(), Box<dyn Error>> {
    let base = std::env::args().nth(1).ok_or("name the files without their endings")?;
    let read = read_mnetgen(Path::new(&base))?;
    let outcome = Solver::new(&read.problem).map_or_else(|end| end, |mut solver| solver.solve());
    match outcome {
        Outcome::Optimal(optimum) => {
            println!("cost {}", optimum.cost / read.cost_scale as f64);
            let (gap, violation) = (optimum.gap(), optimum.max_violation);
            println!("proved to {gap:e} of it, constraints hold to {violation:e}");
        }
        Outcome::Infeasible(Infeasibility::Single(commodity, _)) => {
            println!("infeasible: commodity {commodity}")
        }
        Outcome::Infeasible(Infeasibility::Joint(price)) => {
            let proof = dual_bound(&read.problem, &price, false);
            println!("infeasible, proof holds: {}", proof.is_some_and(|more| more > 0.0));
        }
        Outcome::Unbounded(commodity, _) => println!("unbounded: commodity {commodity}"),
        Outcome::PivotLimit(pivots) => println!("no end after {pivots} pivots"),
    }
    Ok(())
}
