//! `solve mincost` on instances worked by hand, with every fault that a file can have.

use serde_json::{Value, json};

use crate::support::{Cell as _, Line, Ran, Scratch, counted, run};

/// A run on a file with this text; the folder's name is left out of what it prints.
fn solve(text: &str, more: impl Line) -> Ran {
    let scratch = Scratch::new();
    let ran = run((["solve", "mincost", &scratch.file("network.min", text)], more));
    let plain = |text: String| text.replace(&scratch.path(""), "");
    Ran { stdout: plain(ran.stdout), stderr: plain(ran.stderr), ..ran }
}

fn solved(text: &str, code: i32) -> Value {
    let ran = solve(text, "--flows --format json");
    assert_eq!(ran.code, Some(code), "{}", ran.stderr);
    serde_json::from_str(&ran.stdout).unwrap()
}

const SMALL: &str = include_str!("../../crates/assignment/examples/instances/small.min");

/// To node 5: 6 by 2 at 3 (full), 3 by 3 at 4 (full), one more by 3 and 4 at 8, and the 2 of node 4 at 5: 18 + 12 + 8 + 10.
#[test]
fn a_flow_of_least_cost_is_as_worked_out_by_hand() {
    let answer = solved(SMALL, 0);
    assert_eq!([&answer["outcome"], &answer["cost"]], ["optimal", "48"]);
    let flows: Vec<[u64; 2]> =
        answer["flows"].list().iter().map(|flow| ["arc", "flow"].map(|name| flow[name].as_u64().unwrap())).collect();
    assert_eq!(flows, [[1, 6], [2, 4], [3, 6], [4, 3], [5, 1], [6, 3]]);
    let csv = solve(SMALL, "--flows --format csv").stdout;
    assert_eq!(csv.lines().take(3).collect::<Vec<_>>(), ["arc,tail,head,flow,cost", "1,1,2,6,2", "2,1,3,4,3"]);
    let csv = solve(SMALL, "--format csv").stdout;
    assert!(csv.starts_with("outcome,cost,nodes,arcs,used,pivots\noptimal,48,5,7,6,"), "{csv}");
    let table = solve(SMALL, "").stdout;
    assert!(table.contains("least cost 48, on 6 arcs, after"), "{table}");
}

#[test]
fn what_cannot_flow_and_what_gains_without_end_is_proven() {
    let narrow = SMALL.replace("a 4 5 1 20 5", "a 4 5 1 2 5");
    // Out of 1, 3 and 4 together fit 6 (to 2), 3 and 2, and they have 12.
    let answer = solved(&narrow, 1);
    assert_eq!((&answer["outcome"], &answer["stuck"]), (&json!("infeasible"), &json!([1, 3, 4])));
    let endless =
        "p min 3 3\na 1 2 0 1152921504606846976 1\na 2 3 0 1152921504606846976 -3\na 3 1 0 1152921504606846976 1\n";
    let answer = solved(endless, 1);
    assert_eq!(answer["outcome"], "unbounded");
    let mut circle: Vec<u64> = answer["circle"].list().iter().map(|arc| arc.as_u64().unwrap()).collect();
    circle.sort_unstable();
    assert_eq!(circle, [1, 2, 3]);
    let table = solve(&narrow, "").stdout;
    assert!(table.contains("nothing can flow: nodes 1, 3, 4 have more than can leave them"), "{table}");
}

#[test]
fn nothing_at_all_is_an_instance() {
    assert_eq!(solved("p min 0 0\n", 0)["cost"], "0");
    assert_eq!(solved("p min 2 0\n", 0)["cost"], "0");
    assert_eq!(solved("p min 1 1\na 1 1 0 5 -2\n", 0)["cost"], "-10");
}

#[test]
fn each_fault_of_a_file_is_named_with_its_line() {
    let refused = |text: &str, said: &[&str]| {
        let Ran { code, stdout, stderr } = solve(text, "");
        assert_eq!((code, stdout.as_str()), (Some(2), ""), "{stderr}");
        let told: Vec<&str> = stderr.lines().filter(|line| line.starts_with("error")).collect();
        let end = counted("the instance cannot be used", said.len());
        let expected: Vec<String> = said.iter().map(|line| format!("error: network.min:{line}")).chain([end]).collect();
        assert_eq!(told, expected);
    };
    refused("", &["1: there is no line `p min NODES ARCS`; a DIMACS file begins with it"]);
    refused("n 1 2\na 1 2 0 1 1\n", &["1: a line before `p min NODES ARCS`; a DIMACS file begins with it"]);
    refused(
        "p max 2 1\n",
        &["1: this is no `p min NODES ARCS` with numbers below 2^30; other problems are not solved here"],
    );
    refused(
        "p min 2 2147483648\n",
        &["1: this is no `p min NODES ARCS` with numbers below 2^30; other problems are not solved here"],
    );
    refused(
        "p min 2 3\np min 2 3\nn 1 x\nn 3 1\nn 1 0\nn 1 0\nq 1\na 1 2 0 1\na 1 9 0 1 1\na 1 2 0 1.5 1\na 1 2 0 99999999999999999999 1\n",
        &[
            "2: a second line `p`; a file has one problem",
            "3: a line `n` has 2 whole numbers of 64 bits; write fractions in smaller units",
            "4: there is no node 3; nodes are numbered 1 to 2",
            "6: node 1 was given before; a node has one line",
            "7: no line begins with \"q\"; lines begin with c, p, n or a",
            "8: a line `a` has 5 whole numbers of 64 bits; write fractions in smaller units",
            "9: there is no node 9; nodes are numbered 1 to 2",
            "10: a line `a` has 5 whole numbers of 64 bits; write fractions in smaller units",
            "11: a line `a` has 5 whole numbers of 64 bits; write fractions in smaller units",
        ],
    );
    refused("p min 2 2\na 1 2 0 1 1\n", &["2: 2 arcs are announced, 1 are there; is the file whole?"]);
    refused(
        "p min 2 1\na 1 2 3 1 1\n",
        &["2: the lower bound is below 0 or above the capacity; a line is `a TAIL HEAD LOWER CAPACITY COST`"],
    );
    refused("p min 2 0\nn 1 5\nn 2 -3\n", &["3: nodes send 2 more than nodes take; supplies add up to 0"]);
    refused("p min 2 0\nn 1 5\nn 2 -9\n", &["3: nodes take 4 more than nodes send; supplies add up to 0"]);
    let large = format!("p min 2 0\nn 1 {0}\nn 2 -{0}\n", 1_i64 << 58);
    refused(
        &large,
        &["3: supplies, or the largest cost times the number of nodes, go beyond 2^58; write them in larger units"],
    );
    refused(
        &format!("p min 2 1\na 1 2 0 1 {}\n", 1_i64 << 57),
        &["2: supplies, or the largest cost times the number of nodes, go beyond 2^58; write them in larger units"],
    );
    refused(
        &format!("p min 2 1\na 1 2 0 1 {}\n", i64::MIN),
        &["2: supplies, or the largest cost times the number of nodes, go beyond 2^58; write them in larger units"],
    );
}
