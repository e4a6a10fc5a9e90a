"""Ends and scenarios of the sweep's bench, from an imported folder.

    python3 benches/sweep/questions.py WORLD OUT [SCENARIOS]

writes OUT/ends.csv (240 nodes, spread by a prime) and OUT/changes.csv: scenario s is drawn with seed s. 40 % close one
link or node, 25 % a country, 15 % a strait, 15 % make a bloc dearer, 5 % join three of these. OUT/demand.csv has 200 flows
of 100 to 2,000 kt/y between the ends.
"""
import csv
import pathlib
import random
import sys

BLOCS = ["EU", "EAEU", "CIS", "G7"]


def main(world, out, scenarios=1000):
    mesh = pathlib.Path(world) / "mesh"
    nodes = [row["id"] for row in csv.DictReader(open(mesh / "nodes.csv", newline=""))]
    links, straits = [], set()
    for row in csv.DictReader(open(mesh / "links.csv", newline="")):
        links.append(row["id"])
        if row["tag"].startswith("strait:"):
            straits.add(row["tag"].removeprefix("strait:"))
    countries, blocs = set(), set()
    for row in csv.DictReader(open(mesh / "nodes.csv", newline="")):
        countries.add(row["country"])
    for row in csv.DictReader(open(pathlib.Path(world) / "countries.csv", newline="")):
        blocs.update(bloc for bloc in row["blocs"].split(";") if bloc in BLOCS)
    countries, straits, blocs = sorted(countries - {""}), sorted(straits), sorted(blocs)
    out = pathlib.Path(out)
    out.mkdir(parents=True, exist_ok=True)
    with open(out / "ends.csv", "w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["id"])
        writer.writerows([[nodes[(i * 7919 * 131 + 17) % len(nodes)]] for i in range(240)])

    rng = random.Random(0)
    with open(out / "demand.csv", "w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["from", "to", "kt"])
        for i in range(200):
            ends = [nodes[(j * 7919 * 131 + 17) % len(nodes)] for j in (i, (i * 7 + 3) % 240)]
            writer.writerow([*ends, rng.randint(100, 2000)])

    def one(rng, draw):
        if draw < 0.40:
            if rng.random() < 0.5:
                return "bar", f"link={rng.choice(links)}", ""
            return "bar", f"place={rng.choice(nodes)}", ""
        if draw < 0.65:
            return "bar", f"country={rng.choice(countries)}", ""
        if draw < 0.80 and straits:
            return "bar", f"strait={rng.choice(straits)}", ""
        if draw < 0.80:
            return "bar", f"country={rng.choice(countries)}", ""
        return "rate_share", f"country={rng.choice(blocs)}", f"{rng.uniform(0.02, 0.5):.3f}"

    with open(out / "changes.csv", "w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["scenario", "effect", "on", "amount"])
        for seed in range(1, int(scenarios) + 1):
            rng = random.Random(seed)
            draw = rng.random()
            many = 1 if draw < 0.95 else 3
            for _ in range(many):
                writer.writerow([f"s{seed}", *one(rng, draw if many == 1 else rng.uniform(0, 0.95))])


if __name__ == "__main__":
    main(*sys.argv[1:])
