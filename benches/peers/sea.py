"""Sea lanes in GeoJSON as the two CSV files that run.py and the bench `large` read.

    python3 benches/peers/sea.py marnet_searoute.geojson sea

Vertices become nodes, segments edges with their great-circle length; ids ascend from 0.
"""
import json
import math
import sys

RADIUS_KM = 6371.0088


def km(a, b):
    (lon_a, lat_a), (lon_b, lat_b) = ([math.radians(x) for x in end] for end in (a, b))
    half = math.sin((lat_b - lat_a) / 2) ** 2
    half += math.cos(lat_a) * math.cos(lat_b) * math.sin((lon_b - lon_a) / 2) ** 2
    return 2 * RADIUS_KM * math.asin(min(1.0, math.sqrt(half)))


def main(source, base):
    with open(source) as file:
        features = json.load(file)["features"]
    nodes, edges = {}, []
    for feature in features:
        lines = feature["geometry"]["coordinates"]
        if feature["geometry"]["type"] == "LineString":
            lines = [lines]
        for line in lines:
            points = [tuple(point[:2]) for point in line]
            for a, b in zip(points, points[1:]):
                ids = [nodes.setdefault(end, len(nodes)) for end in (a, b)]
                edges.append((*ids, km(a, b)))
    with open(base + ".nodes.csv", "w") as file:
        file.write("id,lat,lon\n")
        for (lon, lat), node in nodes.items():
            file.write(f"{node},{lat},{(lon + 180) % 360 - 180}\n")
    with open(base + ".edges.csv", "w") as file:
        file.write("source,target,km\n")
        for a, b, length in edges:
            file.write(f"{a},{b},{length:.3f}\n")
    print(f"{len(nodes)} nodes, {len(edges)} edges")


if __name__ == "__main__":
    main(*sys.argv[1:])
