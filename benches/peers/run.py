"""Corridor beside its peers on the same arcs: one machine, one run, alternating, medians; values are compared.

    python3 -m venv target/peers && target/peers/bin/pip install -r benches/peers/requirements.txt
    target/peers/bin/python benches/peers/run.py GRAPH [MINCOST...] [MULTICOMMODITY...]

GRAPH names GRAPH.nodes.csv (id,lat,lon; ids ascend from 0) and GRAPH.edges.csv (source,target,km); an edge goes both ways.
`-` for GRAPH leaves graphs out. MINCOST are DIMACS .min files, MULTICOMMODITY paths of MNETGEN files without .nod .arc .sup .mut. A peer that is not installed is left out and named. `target/lemon_mincost` is made of
lemon_mincost.cpp where there is g++ and LEMON; `target/cch_peer` by

    cargo build --release --manifest-path benches/peers/cch/Cargo.toml --target-dir target/cch_peer
"""
import csv
import json
import os
import re
import statistics
import subprocess
import sys
import time

ROUNDS = 5
CCH = "target/cch_peer/release/cch_peer"


def arcs_of(base):
    """Metres by arc; of arcs beside each other the shortest, loops left out."""
    with open(base + ".nodes.csv", newline="") as file:
        nodes = sum(1 for _ in csv.DictReader(file))
    best = {}
    with open(base + ".edges.csv", newline="") as file:
        for row in csv.DictReader(file):
            a, b, metres = int(row["source"]), int(row["target"]), int(float(row["km"]) * 1000)
            if a != b:
                for pair in ((a, b), (b, a)):
                    best[pair] = min(best.get(pair, metres), metres)
    return nodes, best


def sources(nodes):
    return [(i * 7919 * 131 + 17) % nodes for i in range(240)]


def scipy(nodes, best):
    import numpy
    from scipy.sparse import csr_matrix
    from scipy.sparse.csgraph import dijkstra

    tails, heads = zip(*best)
    # Zeros are no edges to scipy: a hundredth of a metre stands for them.
    data = numpy.array([metres or 0.01 for metres in best.values()])
    graph = csr_matrix((data, (tails, heads)), shape=(nodes, nodes))
    return lambda many: dijkstra(graph, indices=many)


def igraph(nodes, best):
    import igraph

    graph = igraph.Graph(n=nodes, edges=list(best), directed=True)
    weights = list(best.values())
    return lambda many: [graph.distances(source=one, weights=weights)[0] for one in many]


def networkit(nodes, best):
    import networkit

    networkit.setNumberOfThreads(1)
    graph = networkit.Graph(nodes, weighted=True, directed=True)
    for (a, b), metres in best.items():
        graph.addEdge(a, b, metres)
    return lambda many: [networkit.distance.Dijkstra(graph, one, False).run().getDistances() for one in many]


def rustworkx(nodes, best):
    import rustworkx

    graph = rustworkx.PyDiGraph()
    graph.add_nodes_from(range(nodes))
    graph.add_edges_from([(a, b, float(metres)) for (a, b), metres in best.items()])

    def one(source):
        found = rustworkx.dijkstra_shortest_path_lengths(graph, source, float)
        far = [float("inf")] * nodes
        for node, metres in found.items():
            far[node] = metres
        far[source] = 0.0
        return far

    return lambda many: [one(source) for source in many]


def networkx(nodes, best):
    import networkx

    graph = networkx.DiGraph()
    graph.add_nodes_from(range(nodes))
    graph.add_weighted_edges_from((a, b, metres) for (a, b), metres in best.items())

    def one(source):
        found = networkx.single_source_dijkstra_path_length(graph, source)
        return [found.get(node, float("inf")) for node in range(nodes)]

    return lambda many: [one(source) for source in many]


def bench(name, **settings):
    """What one of our benches says as JSON, line by line: seconds and sums."""
    run = subprocess.run(
        ["cargo", "bench", "--locked", "--bench", name],
        env={**os.environ, **settings, "CORRIDOR_PEERS": "1"},
        capture_output=True,
        text=True,
        check=True,
    )
    return [json.loads(line) for line in run.stdout.splitlines() if line.startswith("{")]


def total(distances):
    """Of all that can be reached, in whole metres; scipy's hundredths are rounded away."""
    return sum(round(metres) for metres in distances if metres < 1e15)


def clock(work):
    start = time.perf_counter()
    done = work()
    return time.perf_counter() - start, done


def one_to_all(base):
    nodes, best = arcs_of(base)
    first = sources(nodes)[0]
    peers, left_out = [], []
    for make in (scipy, networkit, igraph, rustworkx, networkx):
        try:
            peers.append((make.__name__, make(nodes, best)))
        except ImportError:
            left_out.append(make.__name__)
    times, sums = {}, {}
    for _ in range(ROUNDS):
        said = bench("large", CORRIDOR_GRAPH=base)
        own = said[-1]
        ready = next(one for one in said if one.get("what") == "order and hierarchy")
        times.setdefault("corridor", []).append(own["one_to_all_s"])
        sums["corridor"] = own["one_to_all_sum"]
        for name, search in peers:
            seconds, found = clock(lambda: search([first])[0])
            times.setdefault(name, []).append(seconds)
            sums[name] = total(found)
    table(f"one to all, {nodes} nodes", times, sums, slack=nodes)
    matrix = [own["matrix_s"]]
    search = dict(peers).get("scipy")
    if search:
        many = sources(nodes)
        seconds, found = clock(lambda: search(many))
        total_found = sum(total(row[to] for to in many) for row in found)
        table(
            "new weights and 240 x 240, one run",
            {"corridor": matrix, "scipy": [seconds]},
            {"corridor": own["matrix_sum"], "scipy": total_found},
            slack=240 * 240 * 20,
        )
    if os.path.exists(CCH):
        said = subprocess.run([CCH, base], capture_output=True, text=True, check=True).stdout
        first, *again = (json.loads(line) for line in said.splitlines())
        # How many arcs are kept is told, not compared: orders differ.
        table(
            f"order and hierarchy on two threads, one run; arcs: corridor {ready['sum']}, cch {first['arcs']}",
            {"corridor": [ready["s"]], "cch": [first["order_s"] + first["build_s"]]},
            {},
            slack=0,
        )
        table(
            "new weights and 240 x 240",
            {"corridor": matrix, "cch": [one["matrix_s"] for one in again]},
            {"corridor": own["matrix_sum"], "cch": again[-1]["sum"]},
            slack=240 * 240 * 20,
        )
    else:
        left_out.append("cch")
    if left_out:
        print("not installed:", ", ".join(left_out))


def mincost(file):
    times, costs = {}, {}
    for _ in range(ROUNDS):
        own = bench("mincost", CORRIDOR_MINCOST=file)[-1]
        times.setdefault("corridor", []).append(own["cold_s"])
        times.setdefault("corridor, again after a change", []).append(own["warm_s"])
        costs["corridor"] = own["cost"]
        if os.path.exists("target/lemon_mincost"):
            said = subprocess.run(["target/lemon_mincost", file], capture_output=True, text=True, check=True).stdout
            cost, seconds = re.findall(r"cost (\d+), ([\d.]+) s", said)[-1]
            times.setdefault("lemon", []).append(float(seconds))
            costs["lemon"] = int(cost)
        try:
            seconds, cost = ortools(file)
            times.setdefault("ortools", []).append(seconds)
            costs["ortools"] = cost
        except ImportError:
            pass
    table(f"minimum-cost flow, {os.path.basename(file)}", times, costs, slack=0)


def multicommodity(base):
    """Costs and seconds of solving alone: reading and handing over are not counted, on either side."""
    times, costs = {}, {}
    for _ in range(ROUNDS):
        own = bench("multicommodity", CORRIDOR_MULTICOMMODITY=base)[-1]
        times.setdefault("corridor", []).append(own["s"])
        costs["corridor"] = own["cost"]
        try:
            seconds, cost = highs(base)
            times.setdefault("HiGHS", []).append(seconds)
            costs["HiGHS"] = cost
        except ImportError:
            pass
    table(f"several commodities, {os.path.basename(base)}", times, costs, slack=1e-6 * abs(costs["corridor"]))


def highs(base):
    import highspy
    import numpy
    from scipy.sparse import coo_matrix

    def read(ending):
        return [list(map(float, line.split())) for line in open(f"{base}.{ending}") if line.strip()]

    many, nodes, _, bundles = (int(word) for word in open(base + ".nod").read().split())
    own = lambda commodity: range(many) if commodity == -1 else [int(commodity) - 1]
    columns = [(k, *arc[1:3], *arc[4:]) for arc in read("arc") for k in own(arc[3])]
    supply = numpy.zeros((many, nodes))
    for node, commodity, amount in read("sup"):
        for k in own(commodity):
            supply[k, int(node) - 1] = amount
    mutual = numpy.zeros(bundles)
    for bundle, capacity in read("mut"):
        mutual[int(bundle) - 1] = capacity
    cells = []
    for at, (k, tail, head, _, _, bundle) in enumerate(columns):
        cells += [(k * nodes + int(tail) - 1, at, 1.0), (k * nodes + int(head) - 1, at, -1.0)]
        if bundle:
            cells.append((many * nodes + int(bundle) - 1, at, 1.0))
    rows, places, values = zip(*cells)
    matrix = coo_matrix((values, (rows, places)), shape=(many * nodes + bundles, len(columns))).tocsc()
    program = highspy.HighsLp()
    program.num_col_, program.num_row_ = len(columns), many * nodes + bundles
    program.col_cost_ = numpy.array([column[3] for column in columns])
    program.col_lower_ = numpy.zeros(len(columns))
    most = [column[4] if column[4] >= 0 else highspy.kHighsInf for column in columns]
    program.col_upper_ = numpy.array(most)
    program.row_lower_ = numpy.r_[supply.ravel(), numpy.full(bundles, -highspy.kHighsInf)]
    program.row_upper_ = numpy.r_[supply.ravel(), mutual]
    program.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    program.a_matrix_.start_, program.a_matrix_.index_ = matrix.indptr, matrix.indices
    program.a_matrix_.value_ = matrix.data
    solver = highspy.Highs()
    solver.setOptionValue("output_flag", False)
    solver.setOptionValue("threads", 1)
    solver.passModel(program)
    seconds, _ = clock(solver.run)
    return seconds, solver.getInfo().objective_function_value


def ortools(file):
    from ortools.graph.python import min_cost_flow

    solver = min_cost_flow.SimpleMinCostFlow()
    for line in open(file):
        word = line.split()
        if word[0] == "n":
            solver.set_node_supply(int(word[1]) - 1, int(word[2]))
        elif word[0] == "a":
            solver.add_arc_with_capacity_and_unit_cost(*(int(word[at]) - 1 for at in (1, 2)), int(word[4]), int(word[5]))
    seconds, _ = clock(solver.solve)
    return seconds, solver.optimal_cost()


def table(title, times, values, slack):
    own = statistics.median(times["corridor"])
    print(f"\n{title}: median of {len(times['corridor'])}\n")
    print("| | s | times corridor | value |\n|---|---|---|---|")
    for name, all_times in times.items():
        median = statistics.median(all_times)
        value = values.get(name, "")
        wrong = value != "" and abs(value - values["corridor"]) > slack
        print(f"| {name} | {median:.4f} | {median / own:.1f} | {value}{' DIFFERS' if wrong else ''} |")
        if wrong:
            sys.exit(f"{title}: {name} finds {value}, corridor {values['corridor']}")


if __name__ == "__main__":
    if sys.argv[1] != "-":
        one_to_all(sys.argv[1])
    for instance in sys.argv[2:]:
        mincost(instance) if instance.endswith(".min") else multicommodity(instance)
