"""Do other programs read what `corridor export` writes? NetworkX, igraph and GDAL (by pyogrio) count and compare.

python tests/readers.py CORRIDOR FOLDER [what `export FORMAT` takes]...
"""

import json
import math
import pathlib
import subprocess
import sys
import xml.etree.ElementTree

import igraph
import networkx
import pyogrio

corridor, folder, *asked = sys.argv[1:]
folder = pathlib.Path(folder)


def export(format):
    path = folder / f"network.{format}"
    subprocess.run([corridor, "export", format, "--output", path, *asked], check=True)
    return path


truth = json.loads(export("json").read_text(encoding="utf-8"))
nodes = {node["id"]: node for node in truth["nodes"]}
edges = {edge["id"]: edge for edge in truth["edges"]}
placed = {id for id, node in nodes.items() if node["lat"] is not None and node["lon"] is not None}
drawn = {id for id, edge in edges.items() if edge["from"] in placed and edge["to"] in placed}
assert nodes and edges and placed and drawn


def same(found, edge, where):
    """Numbers, flags and texts of an edge, as another program has them."""
    for name in ["name", "mode", "line", "corridor", "two_way", "length_km", "closed_by", "flow_kt", "baseline_kt"]:
        known, read = edge[name], found.get(name)
        if known is None or known == "":
            assert read is None or read == "" or (isinstance(read, float) and math.isnan(read)), (where, edge["id"], name, read)
        elif isinstance(known, float):
            assert isinstance(read, float) and math.isclose(read, known), (where, edge["id"], name, read)
        else:
            assert type(read) is type(known) and read == known, (where, edge["id"], name, read)


path = export("graphml")
graph = networkx.read_graphml(path, force_multigraph=True)
assert graph.is_directed() and set(graph) == set(nodes), "graphml: nodes"
assert {key for _, _, key in graph.edges(keys=True)} == set(edges), "graphml: parallel links are lost"
for start, end, key, found in graph.edges(keys=True, data=True):
    assert (start, end) == (edges[key]["from"], edges[key]["to"])
    same(found, edges[key], "graphml")
for id, found in graph.nodes(data=True):
    assert found.get("name") == nodes[id]["name"] and found.get("lat") == nodes[id]["lat"], ("graphml", id)

graph = igraph.Graph.Read_GraphML(str(path))
assert (graph.vcount(), graph.ecount(), graph.is_directed()) == (len(nodes), len(edges), True), "igraph"

graph = networkx.read_gexf(export("gexf"))
assert set(graph) == set(nodes) and graph.number_of_edges() == len(edges), "gexf"
for *_, found in graph.edges(data=True):
    edge = edges[found["id"]]
    assert found["label"] == edge["name"] and found.get("weight", edge["flow_kt"]) == edge["flow_kt"], ("gexf", edge["id"])
    same({"name": found["label"], **found}, edge, "gexf")


def jumps(parts):
    return any(abs(a[0] - b[0]) > 180 for part in parts for a, b in zip(part, part[1:]))


path = export("geojson")
features = json.loads(path.read_text(encoding="utf-8"))["features"]
assert [feature["id"] for feature in features] == [*nodes, *edges], "geojson"
for feature in features:
    geometry = feature["geometry"]
    if feature["properties"]["feature"] == "link":
        assert (geometry is not None) == (feature["id"] in drawn)
        same(feature["properties"], edges[feature["id"]], "geojson")
        if geometry:
            parts = geometry["coordinates"] if geometry["type"] == "MultiLineString" else [geometry["coordinates"]]
            assert not jumps(parts) and all(len(part) > 1 for part in parts), feature["id"]
info = pyogrio.read_info(path)
assert (info["features"], info["driver"]) == (len(features), "GeoJSON"), info
assert {"name", "mode", "status", "flow_kt", "length_km"} <= set(info["fields"]), info["fields"]
west, south, east, north = info["total_bounds"] or pyogrio.read_info(path, force_total_bounds=True)["total_bounds"]
assert -180 <= west < east <= 180 and -90 <= south < north <= 90

path = export("kml")
layers = {name: pyogrio.read_info(path, layer=name, force_feature_count=True)["features"] for name, _ in pyogrio.list_layers(path)}
assert layers == {"Places": len(placed), "Links": len(drawn)}, layers

text = export("mermaid").read_text(encoding="utf-8")
links = [line for line in text.splitlines() if line.startswith("  n")]
assert len(links) == len(edges), "mermaid"

print(f"{len(nodes)} places, {len(edges)} links: GraphML, GEXF, GeoJSON, KML, Mermaid")

# The map alone: any reader of XML takes it, and every link with two ends on the map is one path of it.
picture = xml.etree.ElementTree.parse(export("svg")).getroot()
ids = [path.get("id") for path in picture.iter("{http://www.w3.org/2000/svg}path") if path.get("id")]
assert sorted(ids) == sorted(drawn), "svg: links are lost or drawn twice"
