// Drawings for Mermaid read by Mermaid itself, in Chromium: node tests/page/mermaid.mjs CORRIDOR FOLDER. Needs playwright-core and
// mermaid (NODE_PATH). Every link must be an arrow and every place a box; names that would end something must stay names.

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import assert from "node:assert/strict";

import { NAMES, odd } from "./atlas.mjs";
import { browser, FLOWS, folder, packaged, run } from "./browser.mjs";

const page = await browser.newPage({ viewport: { width: 1600, height: 1200 } });
await page.addScriptTag({ content: packaged("mermaid/dist/mermaid.min.js") });
await page.evaluate(() => globalThis.mermaid.initialize({ startOnLoad: false, securityLevel: "strict", maxEdges: 5000, maxTextSize: 5e6 }));

async function drawn(name, args) {
  const said = run(["export", "mermaid", ...args]);
  const network = JSON.parse(run(["export", "json", ...args]));
  const found = await page.evaluate(async (drawing) => {
    const { svg } = await globalThis.mermaid.render("drawing", drawing);
    document.body.innerHTML = svg;
    const of = (what) => [...document.querySelectorAll(what)];
    return { boxes: of(".node").map((box) => box.textContent.trim()), arrows: of("path.flowchart-link").length, scripts: of("svg script").length };
  }, said);
  writeFileSync(join(folder, `mermaid-${name}.svg`), await page.evaluate(() => document.querySelector("svg").outerHTML));
  await (await page.$("svg")).screenshot({ path: join(folder, `mermaid-${name}.png`) });
  assert.equal(found.boxes.length, network.nodes.length, `${name}: places`);
  assert.equal(found.arrows, network.edges.length, `${name}: links`);
  assert.equal(found.scripts, 0, `${name}: a name became a script`);
  console.log(`ok ${name}: ${found.boxes.length} places, ${found.arrows} links`);
  return found.boxes;
}

await drawn("route", ["route", "tengiz", "augusta", "--cargo", "crude", "-k", "3"]);
await drawn("assignment", ["reroute", ...FLOWS, "--scenario", "cpc-closed"]);
await drawn("difference", ["compare", ...FLOWS, "cpc-closed"]);
const boxes = await drawn("odd", ["--atlas", odd(join(folder, "odd-mermaid"))]);
for (const name of Object.values(NAMES)) {
  assert.ok(boxes.some((box) => box.replace(/\s/g, "").includes(name.replace(/\s/g, ""))), `${name} is not drawn as it is: ${JSON.stringify(boxes)}`);
}
await browser.close();
