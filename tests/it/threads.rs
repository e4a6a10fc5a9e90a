//! However many threads share the work, an answer is the same to the byte.

use crate::support::good;

/// One thread, two, and more than there are cores; eight twice, since a race need not show at once.
fn same(line: &str) {
    let answer = |threads| good((line, "--format json --threads", threads));
    let one = answer("1");
    for threads in ["2", "8", "8"] {
        let other = answer(threads);
        let at = one.bytes().zip(other.bytes()).position(|(a, b)| a != b);
        assert!(one == other && one.ends_with("}\n"), "{line}: {threads} threads differ from one at byte {at:?}");
    }
}

#[test]
fn exposure_does_not_depend_on_threads() {
    same("exposure --origin KAZ --cargo crude --year 2023");
}

#[test]
fn compare_does_not_depend_on_threads() {
    same("compare --origin KAZ --cargo crude");
}

#[test]
fn ranges_do_not_depend_on_threads() {
    for command in ["exposure", "reroute --scenario west-half-dear", "compare"] {
        same(&format!("{command} --ranges --origin KAZ --year 2023 --atlas data/tiny"));
    }
}

#[test]
fn reroute_does_not_depend_on_threads() {
    same("reroute --origin KAZ --cargo crude --scenario cpc-closed");
}

#[test]
fn route_does_not_depend_on_threads() {
    same("route KAZ ITA --cargo crude -k 5");
}
