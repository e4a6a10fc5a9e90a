"""Capacities for the links of a graph, so that flows on it compete: drawn with seed 1.

    python3 benches/sweep/capacities.py EDGES.csv OUT.csv [PART]

A link gets 10,000, 20,000 or 40,000 kt/y; one of 300 is a bottleneck of 2,000. PART of that each: 0.25 is a quarter.
"""
import csv
import random
import sys


def main(source, target, part=1.0):
    rng = random.Random(1)
    with open(source, newline="") as file, open(target, "w", newline="") as out:
        reader = csv.reader(file)
        writer = csv.writer(out)
        writer.writerow([*next(reader), "kt_y"])
        for row in reader:
            narrow = rng.randrange(300) == 0
            kt_y = 2000 if narrow else rng.choice([10000, 20000, 40000])
            writer.writerow([*row, round(kt_y * float(part))])


if __name__ == "__main__":
    main(*sys.argv[1:])
