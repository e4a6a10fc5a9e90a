"""One pair with its links, and the best ten routes: corridor beside its peers on the same arcs; values are compared.

    python3 benches/peers/sea.py marnet_searoute.geojson sea
    target/peers/bin/python benches/peers/pairs.py sea

Medians of the first 100 pairs of the bench (of ten for ten routes); of arcs beside each other the shortest counts.
"""
import itertools
import statistics
import sys

from run import arcs_of, bench, clock

PAIRS = 100
FEW = 10


def draws(nodes, many):
    return [((i * 7919 * 131 + 17) % nodes, (i * 104_729 + 4_217) % nodes) for i in range(many)]


def igraph(nodes, best):
    import igraph

    graph = igraph.Graph(n=nodes, edges=list(best), directed=True)
    weights = list(best.values())
    length = lambda path: sum(weights[edge] for edge in path)
    one = lambda a, b: length(graph.get_shortest_path(a, b, weights=weights, output="epath"))
    few = lambda a, b, k: [
        length(path) for path in graph.get_k_shortest_paths(a, b, k=k, weights=weights, mode="out", output="epath")
    ]
    return one, few


def networkx(nodes, best):
    import networkx

    graph = networkx.DiGraph()
    graph.add_nodes_from(range(nodes))
    graph.add_weighted_edges_from((a, b, metres) for (a, b), metres in best.items())
    length = lambda path: sum(best[pair] for pair in zip(path, path[1:]))

    def one(a, b):
        try:
            return length(networkx.bidirectional_dijkstra(graph, a, b)[1])
        except networkx.NetworkXNoPath:
            return 0

    def few(a, b, k):
        try:
            return [length(path) for path in itertools.islice(networkx.shortest_simple_paths(graph, a, b, "weight"), k)]
        except networkx.NetworkXNoPath:
            return []

    return one, few


def scgraph(nodes, best):
    """Its contraction hierarchy, made before the clock runs; it knows no second best route."""
    from scgraph import Graph

    arcs = [{} for _ in range(nodes)]
    for (a, b), metres in best.items():
        arcs[a][b] = metres
    graph = Graph(arcs)
    graph.create_contraction_hierarchy()

    def one(a, b):
        try:
            return graph.contraction_hierarchy(a, b)["length"]
        except Exception:  # that there is no way is told by a bare Exception
            return 0

    return one, None


def main(base):
    nodes, best = arcs_of(base)
    said = [one for one in bench("large", CORRIDOR_GRAPH=base) if "what" in one]
    own = {one["what"]: (one["s"], one["sum"]) for one in said}
    print("| work | corridor | peer | times as long | same lengths |\n|---|---|---|---|---|")
    for make in (igraph, networkx, scgraph):
        one, few = make(nodes, best)
        times, total = [], 0
        for a, b in draws(nodes, PAIRS):
            seconds, found = clock(lambda: one(a, b))
            times.append(seconds)
            total += found
        row("one pair with its links", own["one pair with links"], make.__name__, times, total)
        if few is None:
            continue
        # Routes over arcs beside each other are others here: lengths of ten are not compared.
        times = [clock(lambda: few(a, b, 10))[0] for a, b in draws(nodes, FEW)]
        row("ten best routes with their links", own["ten routes with links"], make.__name__, times, None)


def row(work, own, name, times, total):
    median = statistics.median(times)
    same = "" if total is None else "yes" if total == own[1] else f"NO: {total}, corridor {own[1]}"
    print(f"| {work} | {own[0] * 1000:.3f} ms | {name} {median * 1000:.2f} ms | {median / own[0]:.0f} | {same} |", flush=True)


if __name__ == "__main__":
    main(sys.argv[1])
