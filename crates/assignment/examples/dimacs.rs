//! Solves a minimum-cost flow in the DIMACS format and checks the outcome:
//!
//!     cargo run -p corridor-assignment --example dimacs -- crates/assignment/examples/instances/tiny.min

use std::error::Error;
use std::path::Path;

use assignment::mincost::{Outcome, Solver, check, read_dimacs};

fn main() -> Result<(), Box<dyn Error>> {
    let file = std::env::args().nth(1).ok_or("name a file")?;
    let mut solver = Solver::new(read_dimacs(Path::new(&file))?);
    let outcome = solver.solve();
    match &outcome {
        Outcome::Optimal(solution) => println!("cost {} after {} pivots", solution.cost, solver.pivots()),
        Outcome::Infeasible(nodes) => println!("infeasible: more than can leave {} nodes", nodes.len()),
        Outcome::Unbounded(arcs) => println!("unbounded: a cycle of {} arcs", arcs.len()),
    }
    check(solver.instance(), &outcome)?;
    println!("the proof holds");
    Ok(())
}
