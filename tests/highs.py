"""Another solver on what `corridor export arcs` writes: does HiGHS find the same optimum?

    python3 tests/highs.py ARCS_FOLDER ANSWER.json

ARCS_FOLDER is what `corridor export arcs --output ARCS_FOLDER reroute ...` wrote, ANSWER.json what
`corridor reroute ... --format json` said to the same question. One linear program over arcs, no path known: tier by tier
the least stranded tonnes, then the least cost. Exit 0: the same to a millionth. Needs highspy.
"""

import collections
import csv
import json
import pathlib
import sys

import highspy


def table(folder, name):
    with open(folder / f"{name}.csv", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


class Program:
    """Columns and rows, handed to HiGHS whole for each objective."""

    def __init__(self):
        self.entries = []
        self.lower, self.upper = [], []

    def column(self, entries):
        self.entries.append(entries)
        return len(self.entries) - 1

    def row(self, lower, upper):
        self.lower.append(lower)
        self.upper.append(upper)
        return len(self.lower) - 1

    def least(self, cost):
        lp = highspy.HighsLp()
        lp.num_col_, lp.num_row_ = len(self.entries), len(self.lower)
        lp.col_cost_ = [cost.get(at, 0.0) for at in range(lp.num_col_)]
        lp.col_lower_ = [0.0] * lp.num_col_
        lp.col_upper_ = [highspy.kHighsInf] * lp.num_col_
        lp.row_lower_, lp.row_upper_ = self.lower, self.upper
        start, index, value = [0], [], []
        for entries in self.entries:
            for row, amount in sorted(entries.items()):
                index.append(row)
                value.append(amount)
            start.append(len(index))
        lp.a_matrix_.format_ = highspy.MatrixFormat.kColwise
        lp.a_matrix_.start_, lp.a_matrix_.index_, lp.a_matrix_.value_ = start, index, value
        solver = highspy.Highs()
        solver.setOptionValue("output_flag", False)
        solver.passModel(lp)
        solver.run()
        assert solver.getModelStatus() == highspy.HighsModelStatus.kOptimal, solver.getModelStatus()
        return solver.getInfo().objective_function_value


def build(folder):
    """In tonnes. Gives the program, the stranded columns of each tier and the cost of each column."""
    inf = highspy.kHighsInf
    program, cost, stranded = Program(), {}, collections.defaultdict(list)
    fixed = {row["bundle"]: int(row["kg"]) for row in table(folder, "fixed")}
    limits, uses = {}, collections.defaultdict(list)
    for row in table(folder, "bundles"):
        if row["bundle"] not in limits:
            left = int(row["limit_kg"]) - fixed.get(row["bundle"], 0)
            limits[row["bundle"]] = program.row(-inf, left / 1000)
        uses[row["class"], row["arc"]].append(limits[row["bundle"]])
    arcs = collections.defaultdict(list)
    for row in table(folder, "arcs"):
        if row["closed"] == "false":
            arcs[row["class"]].append(row)
    for flow in table(folder, "demand"):
        assert not flow["ceiling"], "ceilings need what can pass alone: not done here"
        whole = program.row(int(flow["kg"]) / 1000, int(flow["kg"]) / 1000)
        nodes = {}

        def node(state):
            if state not in nodes:
                nodes[state] = program.row(0.0, 0.0)
            return nodes[state]

        for arc in arcs[flow["class"]]:
            entries = collections.Counter({node(arc["tail"]): -1.0, node(arc["head"]): 1.0})
            for bundle in uses[flow["class"], arc["arc"]]:
                entries[bundle] += 1.0
            cost[program.column(entries)] = float(arc["cost"])
        for state in flow["from"].split(";"):
            if state in nodes:
                program.column({node(state): 1.0, whole: 1.0})
        for state in flow["to"].split(";"):
            if state in nodes:
                program.column({node(state): -1.0})
        stranded[int(flow["tier"])].append(program.column({whole: 1.0}))
    return program, stranded, cost


def main(folder, answer):
    proof = json.loads(pathlib.Path(answer).read_text(encoding="utf-8"))["certificate"]
    program, stranded, cost = build(pathlib.Path(folder))
    claimed = {row["tier"]: row["stranded_kg"] / 1000 for row in proof["stranding"]}
    assert set(claimed) == set(stranded), (claimed, sorted(stranded))
    pairs = []
    for tier in sorted(stranded):
        least = program.least({column: 1.0 for column in stranded[tier]})
        held = program.row(-highspy.kHighsInf, least + 1e-6)
        for column in stranded[tier]:
            program.entries[column][held] = 1.0
        pairs.append((f"tier {tier}: stranded t", least, claimed[tier]))
    pairs.append(("cost USD", program.least(cost), proof["cost_usd"]))
    bad = 0
    for what, found, said in pairs:
        same = abs(found - said) <= 1e-6 * max(abs(found), abs(said)) + 1
        bad += not same
        print(f"{what}: HiGHS {found:.3f}, corridor {said:.3f}{'' if same else '  DIFFERENT'}")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
