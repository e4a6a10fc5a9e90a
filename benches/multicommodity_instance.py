"""Several commodities on the arcs of a DIMACS .min file, as MNETGEN files: the same numbers give the same files.

    python3 benches/multicommodity_instance.py NETWORK.min COMMODITIES SOURCES SHARE BASE

Each commodity goes from SOURCES nodes to as many others; an arc carries all commodities together up to its capacity
times SHARE (a fraction such as 1/2), at its cost.
"""
import fractions
import random
import sys


def main(file, commodities, sources, share, base):
    words = [line.split() for line in open(file)]
    nodes = next(int(word[2]) for word in words if word[0] == "p")
    arcs = [list(map(int, word[1:])) for word in words if word[0] == "a"]
    draw = random.Random(1001)
    with open(base + ".nod", "w") as out:
        out.write(f"{commodities} {nodes} {len(arcs)} {len(arcs)}\n")
    with open(base + ".sup", "w") as out:
        for commodity in range(1, commodities + 1):
            ends = draw.sample(range(1, nodes + 1), 2 * sources)
            sent = [draw.randint(10, 200) for _ in range(sources)]
            each, rest = divmod(sum(sent), sources)
            taken = [-each - (at < rest) for at in range(sources)]
            for node, supply in zip(ends, sent + taken):
                out.write(f"{node} {commodity} {supply}\n")
    with open(base + ".arc", "w") as out, open(base + ".mut", "w") as mutual:
        for number, (tail, head, _, capacity, cost) in enumerate(arcs, 1):
            out.write(f"{number} {tail} {head} -1 {cost} -1 {number}\n")
            mutual.write(f"{number} {int(capacity * share)}\n")


if __name__ == "__main__":
    _, network, many, ends, part, name = sys.argv
    main(network, int(many), int(ends), fractions.Fraction(part), name)
