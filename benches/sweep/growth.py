"""How a sweep grows: networks of 10, 50, 275 and 572 thousand nodes, 1 to 1,000 scenarios, one and two threads.

    python3 benches/sweep/growth.py GRAPH CORRIDOR OUT

GRAPH names GRAPH.nodes.csv and GRAPH.edges.csv as for the bench `large`, CORRIDOR a release build. Smaller networks are the
nodes nearest to 50 N 10 E with the links between them. Prints a table; 240 x 240 pairs, cost, time and what is touched.
"""
import csv
import math
import pathlib
import subprocess
import sys
import time

SIZES = [10_000, 50_000, 275_000, 572_009]
SCENARIOS = [1, 10, 100, 1000]


def run(*line):
    start = time.perf_counter()
    timed = subprocess.run(["/usr/bin/time", "-f", "%M", *map(str, line)], capture_output=True, text=True, check=True)
    return time.perf_counter() - start, int(timed.stderr.split()[-1]) / 1000


def cut(graph, many, target):
    with open(f"{graph}.nodes.csv", newline="") as file:
        nodes = list(csv.DictReader(file))
    near = sorted(range(len(nodes)), key=lambda at: distance(nodes[at]))[:many]
    kept = {nodes[at]["id"] for at in near}
    with open(f"{target}.nodes.csv", "w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["id", "lat", "lon"])
        writer.writerows([row["id"], row["lat"], row["lon"]] for row in nodes if row["id"] in kept)
    with open(f"{graph}.edges.csv", newline="") as source, open(f"{target}.edges.csv", "w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["source", "target", "km"])
        for row in csv.DictReader(source):
            if row["source"] in kept and row["target"] in kept:
                writer.writerow([row["source"], row["target"], row["km"]])


def distance(row):
    lat, lon = float(row["lat"]), float(row["lon"])
    return math.hypot(lat - 50, (lon - 10) * 0.64)


def main(graph, corridor, out):
    out = pathlib.Path(out)
    out.mkdir(parents=True, exist_ok=True)
    print("| nodes | compile | scenarios | one thread | two threads | memory, two threads |")
    print("|---|---|---|---|---|---|")
    for size in SIZES:
        base, world, file = out / str(size), out / f"world-{size}", out / f"{size}.corridor"
        cut(graph, size, base)
        links = f"{base}.edges.csv"
        run(corridor, "import", "graph", "--nodes", f"{base}.nodes.csv", "--links", links, "--strait-km", 15, "--output", world)
        compiled, _ = run(corridor, "compile", world, "--output", file)
        asked = out / f"asked-{size}"
        for many in SCENARIOS:
            questions = pathlib.Path(__file__).with_name("questions.py")
            subprocess.run([sys.executable, questions, world, asked, str(many)], check=True)
            line = [corridor, "sweep", "--atlas", file, "--among", asked / "ends.csv", "--changes", asked / "changes.csv", "--quiet"]
            one, _ = run(*line, "--threads", 1)
            two, memory = run(*line, "--threads", 2)
            print(f"| {size:,} | {compiled:.1f} s | {many:,} | {one:.2f} s | {two:.2f} s | {memory:.0f} MB |", flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
