"""Reduces Natural Earth's outlines to the map inside the program: `world.json`, TopoJSON.

    pip install topojson==2.2
    python reduce.py ne_50m_admin_0_countries.json ne_50m_lakes.json ne_50m_rivers_lake_centerlines.json

Natural Earth 1:50m (https://www.naturalearthdata.com) is in the public domain. What is kept is finest around the Caspian
and coarser with the distance from it: a point of a line stays where the triangle that it makes with its neighbours
(Visvalingam and Whyatt 1993) is larger than a threshold that grows with that distance. Borders that two countries share
are simplified once, so they stay shared. Coordinates are hundredths of a degree. Same input, same bytes.
"""

import heapq
import json
import math
import sys
from pathlib import Path

from shapely import maximum_inscribed_circle
from shapely.geometry import shape
from topojson import Topology

CENTRE = (52.0, 42.0)
# Least area of a triangle and of an island in square km, at the centre and 10,000 km away.
TRIANGLE = (60.0, 1500.0)
ISLAND = (150.0, 4000.0)
STEP = 0.01
KM = 111.2
RIVERS = {
    "Volga": ["Volga"], "Kama": ["Kama"], "Don": ["Don"], "Ural": ["Ural"], "Dnieper": ["Dnepre", "Dnipro"],
    "Danube": ["Danube", "Donau", "Borcea", "Bratul Sulina"], "Amu Darya": ["Amu  Darya", "Panj", "Pamir"],
    "Syr Darya": ["Syr Darya", "Naryn"], "Irtysh": ["Irtysh", "Ertis", "Ertix"], "Ob": ["Ob"], "Yenisei": ["Yenisey"],
    "Lena": ["Lena"], "Tigris": ["Tigris", "Dicle"], "Euphrates": ["Euphrates", "Al Furat", "Firat"],
    "Shatt al-Arab": ["Shatt al Arab"], "Indus": ["Indus"], "Ganges": ["Ganges"], "Nile": ["Nile"],
    "Rhine": ["Rhine", "Rhein", "Rhin", "Waal"], "Vistula": ["Vistula"], "Elbe": ["Elbe"], "Amur": ["Amur", "Heilong Jiang"],
    "Yellow River": ["Huang"], "Yangtze": ["Yangtze", "Chang Jiang", "Jinsha"], "Mississippi": ["Mississippi"],
    "Amazon": ["Amazonas"], "Congo": ["Congo"], "Niger": ["Niger"], "Mekong": ["Mekong"],
}
# What was renamed since.
RENAMED = {"SWZ": "Eswatini", "MKD": "North Macedonia", "TUR": "Türkiye", "CPV": "Cabo Verde"}
LAKES_UP_TO = 2  # Natural Earth's scalerank


def far(point):
    """0 at the centre, 1 at 10,000 km and beyond."""
    lon, lat, lon0, lat0 = map(math.radians, (*point, *CENTRE))
    cosine = math.sin(lat) * math.sin(lat0) + math.cos(lat) * math.cos(lat0) * math.cos(lon - lon0)
    return min(1.0, math.acos(max(-1.0, min(1.0, cosine))) * 6371 / 10000)


def threshold(limits, point):
    return limits[0] + (limits[1] - limits[0]) * far(point)


def triangle(a, b, c):
    """Square km of a small triangle."""
    east = KM * math.cos(math.radians(b[1]))
    ax, ay, cx, cy = (a[0] - b[0]) * east, (a[1] - b[1]) * KM, (c[0] - b[0]) * east, (c[1] - b[1]) * KM
    return abs(ax * cy - ay * cx) / 2


def simplified(line):
    """Ends stay; a closed line keeps four points at least."""
    least = 4 if line[0] == line[-1] else 2
    before, after = list(range(-1, len(line) - 1)), list(range(1, len(line) + 1))
    alive, count = [True] * len(line), len(line)

    def weight(at):
        return triangle(line[before[at]], line[at], line[after[at]]) / threshold(TRIANGLE, line[at])

    weights = {at: weight(at) for at in range(1, len(line) - 1)}
    queue = [(value, at) for at, value in weights.items()]
    heapq.heapify(queue)
    while queue and count > least:
        value, at = heapq.heappop(queue)
        if not alive[at] or value != weights[at]:
            continue
        if value >= 1:
            break
        alive[at], count = False, count - 1
        a, c = before[at], after[at]
        after[a], before[c] = c, a
        for near in (a, c):
            if 0 < near < len(line) - 1:
                # Never below the point just taken: else a coast falls like a row of dominoes.
                weights[near] = max(weight(near), value)
                heapq.heappush(queue, (weights[near], near))
    return [point for at, point in enumerate(line) if alive[at]]


def whole(line):
    """In steps, without repeats."""
    steps = [(round(lon / STEP), round(lat / STEP)) for lon, lat in line]
    return [point for at, point in enumerate(steps) if at == 0 or point != steps[at - 1]]


def area(ring):
    """Square km, roughly."""
    total = 0.0
    for (x1, y1), (x2, y2) in zip(ring, ring[1:]):
        total += (x1 * y2 - x2 * y1) * math.cos(math.radians((y1 + y2) / 2))
    return abs(total) / 2 * KM * KM


def joined(ring, arcs):
    points = []
    for at in ring:
        arc = arcs[at] if at >= 0 else arcs[~at][::-1]
        points.extend(arc if not points else arc[1:])
    return points


def polygons(geometry):
    return [geometry["arcs"]] if geometry["type"] == "Polygon" else geometry["arcs"]


def kept(geometry, arcs):
    """Polygons that are large enough where they are; of a country the largest always."""
    sized = [(area(joined(rings[0], arcs)), rings) for rings in polygons(geometry)]
    largest = max(size for size, _ in sized)
    seen = lambda size, ring: size >= threshold(ISLAND, joined(ring, arcs)[0])
    return [
        [rings[0]] + [hole for hole in rings[1:] if seen(area(joined(hole, arcs)), hole)]
        for size, rings in sized
        if size == largest or seen(size, rings[0])
    ]


def ident(properties):
    iso, own = properties["ISO_A3"], properties["ADM0_A3"]
    return {"KOS": "XKX"}.get(own, own) if iso == "-99" else iso


def named(properties):
    return RENAMED.get(ident(properties), properties["NAME"])


def middle(geometry):
    """Where a country's name stands: the middle of the largest circle in its largest part, in hundredths of a degree."""
    whole_shape = shape(geometry)
    parts = getattr(whole_shape, "geoms", [whole_shape])
    largest = max(parts, key=lambda part: part.area * math.cos(math.radians(part.centroid.y)))
    lon, lat = maximum_inscribed_circle(largest, tolerance=0.1).coords[0]
    return [round(lon / STEP), round(lat / STEP)]


def layers(countries, lakes, rivers):
    land = [
        ({"id": ident(row["properties"]), "name": named(row["properties"]), "label": middle(row["geometry"])}, row["geometry"])
        for row in countries["features"] if row["properties"]["ADM0_A3"] != "ATA"
    ]
    water = [
        ({"name": row["properties"].get("name") or ""}, row["geometry"])
        for row in lakes["features"] if row["properties"]["scalerank"] <= LAKES_UP_TO
    ]
    names = {own: name for name, all_own in RIVERS.items() for own in all_own}
    lines = [
        ({"name": names[row["properties"]["name"]]}, row["geometry"])
        for row in rivers["features"] if row["properties"].get("name") in names
    ]
    return {"countries": land, "lakes": water, "rivers": lines}


def reduced(rows):
    """Geometries over shared arcs, as TopoJSON has them."""
    features = [{"type": "Feature", "properties": own, "geometry": shape} for own, shape in rows]
    topology = json.loads(Topology({"type": "FeatureCollection", "features": features}, prequantize=False).to_json())
    arcs, (geometries,) = topology["arcs"], [one["geometries"] for one in topology["objects"].values()]
    for geometry in geometries:
        if "Polygon" in geometry["type"]:
            geometry.update(type="MultiPolygon", arcs=kept(geometry, arcs))
        else:
            lines = [geometry["arcs"]] if geometry["type"] == "LineString" else geometry["arcs"]
            geometry.update(type="MultiLineString", arcs=lines)
    return [whole(simplified([tuple(point) for point in arc])) for arc in arcs], geometries


def renumbered(value, base, numbers, arcs, out):
    """Arcs that are used, each written once, as differences."""
    if isinstance(value, list):
        return [renumbered(one, base, numbers, arcs, out) for one in value]
    at = value if value >= 0 else ~value
    if (base, at) not in numbers:
        numbers[base, at] = len(out)
        line = arcs[at]
        out.append([line[0]] + [(x - a, y - b) for (a, b), (x, y) in zip(line, line[1:])])
    number = numbers[base, at]
    return number if value >= 0 else ~number


def main(paths):
    objects, out, numbers = {}, [], {}
    for name, rows in layers(*(json.loads(Path(path).read_text(encoding="utf-8")) for path in paths)).items():
        arcs, geometries = reduced(rows)
        objects[name] = {"type": "GeometryCollection", "geometries": [
            {"type": one["type"], "arcs": renumbered(one["arcs"], name, numbers, arcs, out),
             **({"id": one["properties"].pop("id")} if "id" in one["properties"] else {}),
             "properties": one["properties"]}
            for one in geometries
        ]}
    world = {"type": "Topology", "transform": {"scale": [STEP, STEP], "translate": [0, 0]},
             "objects": objects, "arcs": out}
    target = Path(__file__).with_name("world.json")
    target.write_text(json.dumps(world, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")
    print(f"{len(out)} lines, {sum(map(len, out))} points, {target.stat().st_size} bytes")


if __name__ == "__main__":
    main(sys.argv[1:])
