"""Does openpyxl read the workbook that `corridor export xlsx` writes, with the numbers of the JSON?

python tests/workbook.py CORRIDOR FOLDER [what `compare` takes]...
"""

import json
import math
import pathlib
import subprocess
import sys

import openpyxl

corridor, folder, *asked = sys.argv[1:]
folder = pathlib.Path(folder)


def run(*arguments):
    return subprocess.run([corridor, *arguments], check=True, capture_output=True, text=True).stdout


path, again = folder / "compare.xlsx", folder / "again.xlsx"
run("export", "xlsx", "--output", path, "compare", *asked)
run("export", "xlsx", "--output", again, "compare", *asked)
assert path.read_bytes() == again.read_bytes(), "two workbooks of one question differ"
truth = json.loads(run("compare", *asked, "--format", "json"))
book = openpyxl.load_workbook(path)


def table(name):
    head, *rows = [[cell.value for cell in row] for row in book[name]]
    assert len(set(head)) == len(head) and None not in head, (name, head)
    return [dict(zip(head, row)) for row in rows]


def same(read, known, where):
    assert isinstance(read, (int, float)) and math.isclose(read, known, rel_tol=1e-12, abs_tol=1e-9), (where, read, known)


rows = {row["id"]: row for row in table("scenarios") if row["of"] != "baseline"}
assert set(rows) == {one["id"] for one in truth["scenarios"]}, rows.keys()
for one in truth["scenarios"]:
    for name in ["delivered_kt", "stranded_kt", "stranded_usd", "uneconomic_kt"]:
        same(rows[one["id"]][name], one[name], (one["id"], name))
    by_corridor = {row["corridor"]: row for row in table("corridors")}
    for corridor_row in one["corridors"]:
        same(by_corridor[corridor_row["id"]][f"{one['id']}_kt"], corridor_row["kt"], (one["id"], corridor_row["id"]))
    by_country = {row["country"]: row for row in table("countries")}
    for country in one["countries"]:
        same(by_country[country["id"]][f"{one['id']}_share"], country["used"], (one["id"], country["id"]))
binding = {(row["scenario"], row["capacity"]) for row in table("capacities")}
assert {(one["id"], capacity) for one in truth["scenarios"] for capacity in one["bottlenecks"]} <= binding
assigned = json.loads(run("reroute", *[word for word in asked if word not in rows], "--scenario", truth["scenarios"][0]["id"], "--format", "json"))
links = {row["link"]: row for row in table("links")}
for link in assigned["links"]:
    if link["flow_kt"] > 0:
        same(links[link["id"]][f"{truth['scenarios'][0]['id']}_kt"], link["flow_kt"], link["id"])
formulas = [cell.coordinate for sheet in book for row in sheet for cell in row if cell.data_type == "f"]
assert not formulas, formulas
print(f"openpyxl: {len(book.sheetnames)} sheets, {len(links)} links")
