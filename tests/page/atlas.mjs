// Made-up atlases for pages that few real ones ask for: odd names, one place, thousands of links.

import { cpSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

// A copy of data/tiny in which each file is what `change` makes of its text.
export function tiny(folder, changes = {}) {
  rmSync(folder, { recursive: true, force: true });
  cpSync("data/tiny", folder, { recursive: true });
  for (const [file, change] of Object.entries(changes)) {
    const path = join(folder, file);
    writeFileSync(path, change(readFileSync(path, "utf8")));
  }
  return folder;
}

// Names that end an element, that are quoted, that run from right to left, that are long.
export const NAMES = {
  field: "</script><script>alert(1)</script>",
  hub: `"Quoted" & 'single' <b>bold</b>`,
  west: "ميناء نوفوروسيسك الغربي",
  east: "x".repeat(200),
};

export function odd(folder) {
  const quoted = (text) => `"${text.replaceAll('"', '""')}"`;
  return tiny(folder, {
    "places.csv": (text) =>
      text.split("\n").map((line) => {
        const cells = line.split(",");
        if (cells[0] in NAMES) cells[1] = quoted(NAMES[cells[0]]);
        return cells.join(",");
      }).join("\n"),
  });
}

// One place from which nothing leads anywhere; its flow ends in its own country, at its own gate.
export function alone(folder) {
  const lines = (count) => (text) => `${text.split("\n").slice(0, count).join("\n")}\n`;
  const empty = ["links.csv", "capacities.csv", "charges.csv", "observed.csv", "history.csv", "transfers.csv"];
  const atlas = tiny(folder, {
    ...Object.fromEntries(empty.map((file) => [file, lines(1)])),
    "places.csv": (text) => lines(2)(text).replace("false,,,", "false,crude,,"),
    "flows.csv": (text) => `${text.split("\n")[0]}\nstays,crude-tiny,field,KAZ,,500,450,550,2023,,,observed,,,,,,,,reported,tiny,\n`,
  });
  for (const part of ["measures", "scenarios"]) rmSync(join(atlas, part), { recursive: true, force: true });
  return atlas;
}

// A grid of hubs with so many links among them, a field in one corner and a terminal's buyer in the other.
export function grid(folder, links) {
  const side = Math.ceil(Math.sqrt(links / 2));
  const id = (x, y) => `n${x}-${y}`;
  const head = (text) => text.split("\n")[0].split(",");
  const rows = (columns, all) => all.map((row) => columns.map((name) => row[name] ?? "").join(","));
  const known = { year: 2023, basis: "reported", source: "tiny" };
  const places = [], pipes = [];
  for (let x = 0; x < side; x++) {
    for (let y = 0; y < side; y++) {
      const lat = (30 + (30 * y) / side).toFixed(3), lon = (40 + (50 * x) / side).toFixed(3);
      places.push({ ...known, id: id(x, y), name: `Hub ${x} ${y}`, kind: x + y === 0 ? "field" : "hub", country: "KAZ", lat, lon, seaport: "false" });
      for (const [east, north] of [[1, 0], [0, 1]]) {
        if (x + east < side && y + north < side && pipes.length < links) {
          const to = id(x + east, y + north);
          pipes.push({ ...known, id: `${id(x, y)}-${to}`, name: `${id(x, y)} to ${to}`, line: `line-${x}`, corridor: `corridor-${y % 7}`, from: id(x, y), to,
            mode: "pipeline", two_way: "false", cargo: "crude", length_km: 50, cost_usd_t: 1 + ((x * 7 + y * 13) % 10), hours: 10, territory: "KAZ" });
        }
      }
    }
  }
  const flow = { commodity: "crude-tiny", year: 2023, basis: "observed", evidence: "reported", source: "tiny" };
  const flows = Array.from({ length: 40 }, (_, at) => ({ ...flow, id: `f${at}`, origin: id(0, 0), destination: id(side - 1 - (at % 20), side - 1 - Math.floor(at / 20)), kt_y: 100 + at }));
  const only = (all) => (text) => [text.split("\n")[0], ...rows(head(text), all), ""].join("\n");
  const atlas = tiny(folder, {
    "places.csv": only(places), "links.csv": only(pipes), "flows.csv": only(flows), "capacities.csv": only(pipes.map(({ id: link }, at) => ({ ...known, evidence: "reported", id: link, assets: link, cargo: "crude", kt_y: 2500 + (at % 50) * 100, basis: "physical" }))), "charges.csv": only([]),
    "observed.csv": only([]), "history.csv": only([]),
    "transfers.csv": only([{ ...known, id: "change", kind: "hub", from: "pipeline", to: "pipeline", cargo: "crude", usd_t: 0.5, hours: 2 }]),
  });
  // Nothing of the law and of scenarios is about this network.
  for (const part of ["measures", "scenarios"]) rmSync(join(atlas, part), { recursive: true, force: true });
  return atlas;
}
