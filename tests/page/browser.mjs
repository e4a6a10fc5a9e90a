// What the checks in Chromium share: packages of NODE_PATH, the browser, the program and its folder (CORRIDOR FOLDER on the line).

import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";

const packages = resolve(process.env.NODE_PATH ?? "node_modules");
export const need = createRequire(join(packages, "x.js"));
export const packaged = (file) => readFileSync(join(packages, file), "utf8");

const [corridor, path] = process.argv.slice(2).map((path) => resolve(path));
export const folder = path;
mkdirSync(folder, { recursive: true });

export function run(args) {
  return execFileSync(corridor, args, { encoding: "utf8", maxBuffer: 1 << 28, stdio: ["ignore", "pipe", "pipe"] });
}

export const FLOWS = ["--origin", "KAZ", "--cargo", "crude", "--year", "2023"];

export const browser = await need("playwright-core").chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
});
