"""Reduces Natural Earth's outlines to the map inside the program: `world.json`, TopoJSON.

    pip install topojson==2.2
    python reduce.py ne_50m_admin_0_countries.json ne_50m_admin_0_boundary_lines_disputed_areas.json \
        ne_50m_admin_0_boundary_lines_land.json ne_50m_lakes.json ne_50m_rivers_lake_centerlines.json

Natural Earth 4.1 at 1:50m (https://www.naturalearthdata.com) is in the public domain. What is kept is finest around the Caspian
and coarser with the distance from it: a point of a line stays where the triangle that it makes with its neighbours
(Visvalingam and Whyatt 1993) is larger than a threshold that grows with that distance. Borders that two countries share
are simplified once, so they stay shared. Coordinates are hundredths of a degree. Same input, same bytes.

A country is drawn from its parts. A part has `un` where the United Nations count it to another country than the one that
holds it. Lines of `disputed` run along borders or through countries; `names` come from the atlas, where it has the country.
"""

import csv
import heapq
import json
import math
import sys
from pathlib import Path

from shapely import maximum_inscribed_circle
from shapely.geometry import Point, shape
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
# Names of countries that the atlas does not have, where Natural Earth's long one is old or too long for a map.
NAMES = {
    "COD": "DR Congo", "COG": "Congo", "CPV": "Cabo Verde", "FRO": "Faroe Islands", "FSM": "Micronesia", "GMB": "Gambia",
    "HMD": "Heard and McDonald Islands", "LAO": "Laos", "MKD": "North Macedonia", "PRK": "North Korea", "SWZ": "Eswatini",
}
# Held by whom no state, or only one or two, recognises: land without a name.
UNNAMED = {"CYN", "SOL", "KAS"}
# What the United Nations count to another country than Natural Earth does: all of it ...
UN = {"CYN": "CYP", "SOL": "SOM", "XKX": "SRB", "TWN": "CHN"}
# ... or a part: a polygon of its own around this point (Crimea), ...
UN_POLYGONS = [("RUS", "UKR", (34.3, 45.2))]
# ... or what a claim line cuts off: one of its points is near this one (the Golan Heights; Western Sahara up to the berm).
UN_CUTS = [("ISR", "SYR", (35.6, 32.9)), ("MAR", "ESH", (-11.0, 27.66))]
# Lines that no one holds any more: around Nagorno-Karabakh (dissolved 2024-01-01), and the front in Ukraine until 2022.
GONE = [(46.2, 40.26), (46.9, 39.9), (38.5, 47.9)]
# Two layers have the same line with roundings of their own.
SNAP = 0.004
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


def named(properties, atlas):
    own = ident(properties)
    return "" if own in UNNAMED else atlas.get(own) or NAMES.get(own) or properties["NAME_LONG"]


def middle(geometry):
    """Where a country's name stands: the middle of the largest circle in its largest part, in hundredths of a degree."""
    whole_shape = shape(geometry)
    parts = getattr(whole_shape, "geoms", [whole_shape])
    largest = max(parts, key=lambda part: part.area * math.cos(math.radians(part.centroid.y)))
    lon, lat = maximum_inscribed_circle(largest, tolerance=0.1).coords[0]
    return [round(lon / STEP), round(lat / STEP)]


def distance(a, b):
    return math.hypot(a[0] - b[0], a[1] - b[1])


def near(line, point):
    return min(distance(one, point) for one in line) < 1.0


def rings(geometry):
    """Polygons as lists of rings."""
    return [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]


def area_of(polygon):
    return area([tuple(point) for point in polygon[0]])


def cut(ring, line):
    """Both sides of a line through a ring. Its ends are moved to the nearest points of the ring, so that both share it."""
    ring = [tuple(point) for point in ring[:-1]]
    first, last = (min(range(len(ring)), key=lambda at: distance(ring[at], end)) for end in (line[0], line[-1]))
    line[0], line[-1] = ring[first], ring[last]
    ring = ring[first:] + ring[:first]
    last = (last - first) % len(ring)
    return ring[: last + 1] + line[-2::-1], ring[last:] + line


def parts(own, geometry, lines):
    """A country as (country of the United Nations, polygons): what they count to it, and what to another."""
    all_own, taken = [(UN.get(own), rings(geometry))], []
    for country, to, point in UN_POLYGONS:
        if country == own:
            left = all_own[0][1]
            part = next(one for one in left if shape({"type": "Polygon", "coordinates": one}).contains(Point(point)))
            all_own[0] = (UN.get(own), [one for one in left if one is not part])
            taken.append((to, [part]))
    for country, to, point in UN_CUTS:
        if country == own:
            largest, *rest = sorted(all_own[0][1], key=area_of, reverse=True)
            line = next(line for line in lines if near(line, point) and line[0] != line[-1])
            stays, goes = sorted(([ring] for ring in cut(largest[0], line)), key=area_of, reverse=True)
            # Holes are lakes and enclaves: none of them lies in what is cut off.
            all_own[0] = (UN.get(own), [stays + largest[1:], *rest])
            taken.append((to, [goes]))
    return all_own + taken


def contested(areas, land, points):
    """Lines that are disputed, lines of control and claims, their points those of the countries where these have them."""
    grid = {}
    for lon, lat in points:
        grid.setdefault((round(lon / SNAP), round(lat / SNAP)), []).append((lon, lat))

    def snapped(point):
        x, y = round(point[0] / SNAP), round(point[1] / SNAP)
        found = [one for east in (-1, 0, 1) for north in (-1, 0, 1) for one in grid.get((x + east, y + north), [])]
        found = [one for one in found if distance(one, point) < SNAP]
        return min(found, key=lambda one: (distance(one, point), one), default=tuple(point))

    features = areas["features"] + [
        row for row in land["features"] if not row["properties"]["featurecla"].startswith("International")
    ]
    lines = [[snapped(point) for point in row["geometry"]["coordinates"]] for row in features]
    return [line for line in lines if not any(near(line, point) for point in GONE)]


def atlas_names():
    with Path(__file__).with_name("..").joinpath("atlas", "countries.csv").open(encoding="utf-8", newline="") as file:
        return {row["iso3"]: row["name"] for row in csv.DictReader(file)}


def layers(countries, areas, borders, lakes, rivers):
    atlas = atlas_names()
    rows = [row for row in countries["features"] if row["properties"]["ADM0_A3"] != "ATA"]
    lines = contested(areas, borders, {
        tuple(point) for row in rows for polygon in rings(row["geometry"]) for ring in polygon for point in ring
    })
    land = []
    for row in rows:
        own = ident(row["properties"])
        for at, (un, polygons_own) in enumerate(parts(own, row["geometry"], lines)):
            geometry = {"type": "MultiPolygon", "coordinates": polygons_own}
            # What another holds of a country has no name of its own.
            name = {"name": named(row["properties"], atlas), "label": middle(geometry)} if at == 0 else {"name": ""}
            land.append(({"id": own, **name, **({"un": un} if un else {})}, geometry))
    # With the countries, so that they share their lines.
    land.extend(({"disputed": True}, {"type": "LineString", "coordinates": line}) for line in lines)
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
        for one in geometries:
            row = {"type": one["type"], "arcs": renumbered(one["arcs"], name, numbers, arcs, out),
                   **({"id": one["properties"].pop("id")} if "id" in one["properties"] else {}),
                   "properties": one["properties"]}
            layer = "disputed" if one["properties"].pop("disputed", False) else name
            objects.setdefault(layer, {"type": "GeometryCollection", "geometries": []})["geometries"].append(row)
    world = {"type": "Topology", "transform": {"scale": [STEP, STEP], "translate": [0, 0]},
             "objects": objects, "arcs": out}
    target = Path(__file__).with_name("world.json")
    target.write_text(json.dumps(world, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")
    print(f"{len(out)} lines, {sum(map(len, out))} points, {target.stat().st_size} bytes")


if __name__ == "__main__":
    main(sys.argv[1:])
