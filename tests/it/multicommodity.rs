//! `solve multicommodity` on an instance worked by hand, with every fault that its files can have.

use serde_json::{Value, json};

use crate::support::{Cell as _, Line, Ran, Scratch, counted, run};

const SMALL: [(&str, &str); 4] = [
    ("nod", include_str!("../../crates/assignment/examples/instances/small.nod")),
    ("arc", include_str!("../../crates/assignment/examples/instances/small.arc")),
    ("sup", include_str!("../../crates/assignment/examples/instances/small.sup")),
    ("mut", include_str!("../../crates/assignment/examples/instances/small.mut")),
];

/// A run on the small instance with other files; the folder's name is left out of what it prints.
fn solve(other: &[(&str, &str)], more: impl Line) -> Ran {
    let files = SMALL.iter().chain(other).map(|(ending, text)| (format!("net.{ending}"), text));
    run_in(&Scratch::of(files), more)
}

fn run_in(scratch: &Scratch, more: impl Line) -> Ran {
    let ran = run((["solve", "multicommodity", &scratch.path("net")], more));
    let plain = |text: String| text.replace(&scratch.path(""), "");
    Ran { stdout: plain(ran.stdout), stderr: plain(ran.stderr), ..ran }
}

fn solved(other: &[(&str, &str)], code: i32) -> Value {
    let ran = solve(other, "--flows --format json");
    assert_eq!(ran.code, Some(code), "{}", ran.stderr);
    serde_json::from_str(&ran.stdout).unwrap()
}

/// Both send 2 from 1 to 3: 3 of them over the arc of capacity 3 at 1, one round at 3.5. One more of capacity saves 2.5.
#[test]
fn what_shares_a_capacity_is_as_worked_out_by_hand() {
    let answer = solved(&[], 0);
    assert_eq!([&answer["cost"], &answer["bound"]], [6.5, 6.5]);
    assert_eq!(answer["prices"], json!([{"bundle": 1, "price": 2.5}]));
    let on = |arc: u64| -> f64 {
        let flows = answer["flows"].list().iter();
        flows.filter(|flow| flow["arc"] == arc).map(|flow| flow["flow"].number()).sum()
    };
    assert_eq!([on(1), on(2), on(3)], [3.0, 1.0, 1.0]);
    let table = solve(&[], "--flows").stdout;
    assert!(table.contains("cost 6.5; nothing costs less than 6.5; 1 bundles bind"), "{table}");
    let csv = solve(&[], "--format csv").stdout;
    let head = "outcome,cost,bound,commodities,nodes,arcs,bundles,binding,used,pivots\noptimal,6.5,6.5,2,3,6,1,1,";
    assert!(csv.starts_with(head), "{csv}");
    let csv = solve(&[], "--flows --format csv").stdout;
    assert!(csv.starts_with("commodity,arc,tail,head,flow,cost\n1,"), "{csv}");
}

#[test]
fn what_cannot_flow_alone_or_together_and_what_gains_without_end_is_told() {
    let alone = solved(&[("arc", "1 1 3 -1 1 1 1\n2 1 2 -1 1 -1 0\n3 2 1 -1 1 -1 0\n")], 1);
    assert_eq!(
        [&alone["outcome"], &alone["commodity"], &alone["stuck"]],
        [&json!("infeasible"), &json!(1), &json!([1, 2])]
    );
    let together = [("arc", "1 1 3 -1 1 -1 1\n2 1 2 -1 1 -1 0\n3 2 1 -1 1 -1 0\n")];
    let answer = solved(&together, 1);
    assert_eq!((&answer["outcome"], &answer["commodity"]), (&json!("infeasible"), &Value::Null));
    assert_eq!(answer["against"], json!([{"bundle": 1, "price": 1.0}]));
    let table = solve(&together, "").stdout;
    assert!(table.contains("each commodity alone could, but together they ask more of bundles 1 than"), "{table}");
    let gains = solved(
        &[("arc", "1 1 3 -1 1 -1 1\n7 1 2 2 1 -1 0\n9 2 1 2 -3 -1 0\n3 2 3 -1 2 -1 0\n"), ("nod", "2 3 4 1")],
        1,
    );
    assert_eq!((&gains["outcome"], &gains["commodity"]), (&json!("unbounded"), &json!(2)));
    let mut circle: Vec<u64> = gains["circle"].list().iter().map(|arc| arc.as_u64().unwrap()).collect();
    circle.sort_unstable();
    assert_eq!(circle, [7, 9]);
}

#[test]
fn nothing_at_all_is_an_instance() {
    let none = [("nod", "0 0 0 0"), ("arc", ""), ("sup", ""), ("mut", "")];
    assert_eq!(solved(&none, 0)["cost"], 0.0);
    assert_eq!(solved(&[("nod", "2 3 0 0"), ("arc", ""), ("sup", ""), ("mut", "")], 0)["cost"], 0.0);
}

#[test]
fn each_fault_of_the_files_is_named_with_its_line() {
    let refused = |other: &[(&str, &str)], said: &[&str]| {
        let Ran { code, stdout, stderr } = solve(other, "");
        assert_eq!((code, stdout.as_str()), (Some(2), ""), "{stderr}");
        let told: Vec<&str> = stderr.lines().filter(|line| line.starts_with("error")).collect();
        let end = counted("the instance cannot be used", said.len());
        let expected: Vec<String> = said.iter().map(|line| format!("error: net.{line}")).chain([end]).collect();
        assert_eq!(told, expected);
    };
    let sizes = "nod:1: these are not four whole numbers, from 0 and below 2^30: commodities, nodes, arcs, bundles; and no more than 2^24 bundles, nor commodities times nodes, at least 32 of them";
    refused(&[("nod", "")], &[sizes]);
    refused(&[("nod", "2 3 3")], &[sizes]);
    refused(&[("nod", "2 -3 3 1")], &[sizes]);
    refused(&[("nod", "1000000 1000000 3 1")], &[sizes]);
    refused(&[("nod", "2 3 2147483648 1")], &[sizes]);
    // Room is made for what is announced: a short line must not ask for all memory.
    refused(&[("nod", "268435456 1 0 0")], &[sizes]);
    refused(&[("nod", "1 1 1 1000000000")], &[sizes]);
    let many = "1 1 1 -1 1 -1 0\n".repeat(34);
    let more = "arc:34: commodities have more than 2^24 arcs together; an arc of commodity -1 counts for each of them";
    refused(&[("nod", "500000 1 34 0"), ("arc", &many), ("sup", ""), ("mut", "")], &[more]);
    // Without its bundle the arc has no capacity; within it, what gains is filled at once, and that is too much.
    let gains = "1 1 3 1 -1 -1 1\n2 1 2 -1 1 -1 0\n3 2 3 -1 2 -1 0\n";
    let beyond = "arc: of commodity 1 the largest cost times the number of nodes, or what flows, is beyond 2^58; write them in larger units";
    refused(&[("arc", gains), ("mut", "1 500000000000000000\n")], &[beyond]);
    refused(
        &[
            ("mut", "1 -3\n2 4\nx\n"),
            ("arc", "1 1 9 3 1 -7 5\n2 1 2 -1 1.1234567 -1 0\n3 2 3 -1 2 -1\n"),
            ("sup", "1 1 2\n1 1 3\n4 0 1.5\n"),
        ],
        &[
            "mut:1: the capacity -3 is below 0; a capacity is 0 or more",
            "mut:2: there is no bundle 2; bundles are numbered 1 to 1",
            "mut:3: this is no line of 2 whole numbers of 64 bits; a line is BUNDLE CAPACITY",
            "arc:1: there is no node 9; nodes are numbered 1 to 3",
            "arc:1: there is no commodity 3; commodities are numbered 1 to 2; -1: all of them",
            "arc:1: there is no bundle 5; 0: none, or 1 to 1",
            "arc:1: the capacity -7 is below 0; -1: none",
            "arc:2: this is no line of 7 whole numbers of 64 bits; a line is ARC FROM TO COMMODITY COST CAPACITY BUNDLE",
            "arc:3: this is no line of 7 whole numbers of 64 bits; a line is ARC FROM TO COMMODITY COST CAPACITY BUNDLE",
            "sup:2: node 1 was given before for this commodity; a node has one line for each commodity",
            "sup:3: this is no line of 3 whole numbers of 64 bits; a line is NODE COMMODITY SUPPLY",
        ],
    );
    refused(&[("nod", "2 3 4 1")], &["arc: 4 arcs are announced, 3 are there; is the file whole?"]);
    refused(&[("nod", "2 3 3 2")], &["mut: bundle 2 has no capacity; is the file whole?"]);
    refused(&[("mut", "1 3\n1 4\n")], &["mut:2: bundle 1 was given before; a bundle has one line"]);
    refused(
        &[("sup", "1 1 2\n3 1 -1\n1 2 1\n3 2 -2\n")],
        &[
            "sup: of commodity 1 nodes send 1 too much; supplies of a commodity add up to 0",
            "sup: of commodity 2 nodes take 1 too much; supplies of a commodity add up to 0",
        ],
    );
    let dear = "1 1 3 1 288230376151711744 -1 1\n2 1 2 -1 1 -1 0\n3 2 3 -1 2 -1 0\n";
    refused(
        &[("arc", dear)],
        &[
            "arc: of commodity 1 the largest cost times the number of nodes, or what flows, is beyond 2^58; write them in larger units",
        ],
    );
    let files = SMALL.iter().filter(|(ending, _)| *ending != "sup");
    let part = Scratch::of(files.map(|(ending, text)| (format!("net.{ending}"), text)));
    let Ran { code, stderr, .. } = run_in(&part, "");
    assert_eq!(code, Some(2));
    assert!(stderr.starts_with("error: net.sup: cannot be read: "), "{stderr}");
    assert!(stderr.contains("an instance is four files, net and .nod .arc .sup .mut"), "{stderr}");
}
