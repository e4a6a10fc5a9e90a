"use strict";
// Chooses what is seen. The state of the page is its fragment: s scenario, b the one beside it, v what the map shows,
// m the part of the map (west, north, width, height), at what was clicked last.
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const $ = (id) => document.getElementById(id);
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const state = { s: 0, b: null, v: "change", m: null, at: null };
  const first = $("map-a");
  const maps = () => all("#live .chart");
  const tonnes = (kt) => (kt / 1000).toFixed(1).replace(/^-0\.0$/, "0.0");
  const signed = (kt) => (kt >= 50 ? "+" : "") + tonnes(kt);
  const changed = (now, before) => (now - before > 0.05 ? "more" : now - before < -0.05 ? "less" : "same");
  const amount = (kt) => (Math.abs(kt) >= 999.5 ? `${tonnes(kt)} Mt` : Math.abs(kt) >= 0.9995 ? `${kt.toFixed(kt < 9.95 ? 1 : 0)} kt` : `${(kt * 1000).toFixed(0)} t`);
  // A case by link: kt, baseline kt, both of all flows, number of the bar.
  const loads = data.cases.map((one) => new Map(one.links.map((row) => [row[0], row])));

  function told(link, at) {
    const [id, name, mode, km] = data.links[link];
    const row = loads[at].get(link);
    let text = `${name} (${mode}, ${km.toLocaleString("en")} km), ${data.cases[at].name}: `;
    if (!row) return text + "nothing";
    text += `${tonnes(row[1])} Mt of these flows`;
    if (at > 0) text += `, ${signed(row[1] - row[2])} against ${tonnes(row[2])}`;
    text += `; all flows ${tonnes(row[3])} Mt`;
    if (at > 0) text += `, ${signed(row[3] - row[4])} against ${tonnes(row[4])}`;
    if (row.length > 5) text += `, closed by ${data.cases[at].bars[row[5]]}`;
    return text + ` [${id}]`;
  }

  // Widths and colours of one map. Most links carry nothing, and nothing is written that stays.
  function paint(svg, at) {
    const view = at === 0 && state.v === "diff" ? "change" : state.v;
    if (svg.view === `${at} ${view}`) return;
    svg.view = `${at} ${view}`;
    // One scale for all scenarios, or two beside each other could not be compared.
    const widest = view === "diff" ? data.change : data.widest;
    const above = [];
    for (const use of svg.links) {
      const link = use.wayNumber;
      const row = loads[at].get(link);
      let mode = "idle", width = 0.5;
      if (row) {
        const [, now, before, all, , bar] = row;
        const size = view === "diff" ? Math.abs(now - before) : now;
        const lost = now <= 0 && before > 0 && view !== "diff";
        width = size > 0 ? 1 + 8 * Math.min(1, size / widest) : lost ? 1.5 : all > 0 ? 0.9 : 0.5;
        mode = size > 0 || lost ? (at === 0 || (view === "mode" && !lost) ? data.links[link][2] : changed(now, before)) : "idle";
        if (bar !== undefined) { mode += before > 0 ? " closed" : " closed aside"; width = before > 0 ? 3 : 1; }
        if (size > 0 || lost || bar !== undefined) above.push([width, use]);
      }
      const painted = `l ${mode}`;
      if (use.painted !== painted) { use.setAttribute("class", painted); use.painted = painted; }
      const pixels = `${width.toFixed(1)}px`;
      if (use.pixels !== pixels) { use.style.setProperty("--w", pixels); use.pixels = pixels; }
    }
    // Thin lines last: a wide one would hide them, and a line of other flows one of these.
    above.sort((a, b) => b[0] - a[0] || a[1].wayNumber - b[1].wayNumber);
    const top = above.map((one) => one[1]), raised = new Set(top);
    svg.querySelector(".links").append(...svg.links.filter((use) => !raised.has(use)), ...top);
    const touched = new Set(data.cases[at].places);
    for (const use of svg.marks) use.classList.toggle("dim", !touched.has(Number(use.dataset.p)));
    for (const lost of all(".lost", svg)) lost.classList.toggle("on", Number(lost.dataset.case) === at);
    order(svg, at);
    const one = data.cases[at];
    svg.closest("figure").querySelector("figcaption").textContent = `${one.name}. ` +
      (view === "diff" ? `The widest line would change by ${tonnes(widest)} Mt a year.` : `The widest line carries ${tonnes(data.widest)} Mt a year of these flows.`);
  }

  // The order of the arrow keys: by tonnes in the picture or before, then by number.
  function order(svg, at) {
    const sized = svg.links.map((use) => { const row = loads[at].get(use.wayNumber); return [row ? Math.max(row[1], row[2]) : 0, use]; });
    svg.order = sized.sort((a, b) => b[0] - a[0] || a[1].wayNumber - b[1].wayNumber).map((one) => one[1]);
    stop(svg, svg.order[0]);
  }

  // Where the tab key enters the links.
  function stop(svg, use) {
    svg.stop?.setAttribute("tabindex", "-1");
    use?.setAttribute("tabindex", "0");
    svg.stop = use;
  }

  // Circles that lie on each other are pushed apart, the smaller of two; a line leads back to the origin.
  function spread(svg) {
    const unit = parseFloat(svg.style.getPropertyValue("--u"));
    const placed = [];
    for (const one of all(".lost.on > g", svg)) {
      const home = ["--x", "--y"].map((name) => parseFloat(one.style.getPropertyValue(name)) / unit);
      const own = { x: home[0], y: home[1], r: Number(one.querySelector("circle").getAttribute("r")) };
      for (let push = 0; push < 200; push += 1) {
        const under = placed.find((other) => Math.hypot(own.x - other.x, own.y - other.y) < own.r + other.r + 2);
        if (!under) break;
        const far = Math.hypot(own.x - under.x, own.y - under.y), wanted = under.r + own.r + 2.1;
        const [east, south] = far < 0.01 ? [1, 0] : [(own.x - under.x) / far, (own.y - under.y) / far];
        own.x = under.x + east * wanted; own.y = under.y + south * wanted;
      }
      placed.push(own);
      const [east, south] = [(own.x - home[0]).toFixed(1), (own.y - home[1]).toFixed(1)];
      one.querySelector("g").setAttribute("transform", `translate(${east} ${south})`);
      one.querySelector(".leader").setAttribute("d", `M0 0L${east} ${south}`);
    }
  }

  // What is closed is named once, at the link that carried most; of what grew the most is said, each amount once.
  function note(svg, at) {
    all(".bar, .grew", svg.querySelector(".names")).forEach((text) => text.remove());
    const { links, bars } = data.cases[at];
    const closed = links.filter((row) => row.length > 5 && row[2] > 0).sort((a, b) => b[2] - a[2]);
    for (const bar of [...new Set(closed.map((row) => row[5]))].slice(0, 4)) write(svg, "bar", `closed: ${bars[bar]}`, closed.filter((row) => row[5] === bar));
    if (at === 0) return;
    const grown = links.filter((row) => row[1] - row[2] > 0).sort((a, b) => b[1] - b[2] - a[1] + a[2]);
    const said = (row) => `+${amount(row[1] - row[2])}`;
    for (const words of [...new Set(grown.map(said))].slice(0, 3)) write(svg, "grew", words, grown.filter((row) => said(row) === words));
  }

  // At the first of some links that has room for the words, above it or below; nowhere if none has.
  function write(svg, name, words, rows) {
    const text = document.createElementNS(svg.namespaceURI, "text");
    for (const [key, value] of Object.entries({ class: name, "text-anchor": "middle" })) text.setAttribute(key, value);
    text.textContent = words;
    const taken = all(".bar, .grew, .lost.on circle, .lost.on .beside", svg).map((one) => one.getBoundingClientRect());
    svg.querySelector(".names").append(text);
    const edge = svg.getBoundingClientRect();
    const fits = rows.slice(0, 20).some((row) => [[0.5, "-0.6em"], [0.5, "1.4em"], [0.25, "-0.6em"], [0.75, "-0.6em"]].some(([share, dy]) => {
      const way = $(`w${row[0]}`);
      if (!way) return false;
      const spot = way.getPointAtLength(way.getTotalLength() * share);
      text.setAttribute("x", spot.x); text.setAttribute("y", spot.y); text.setAttribute("dy", dy);
      const box = text.getBoundingClientRect();
      return inside(box, edge) && !taken.some((other) => meet(box, other));
    }));
    if (!fits) text.remove();
  }

  const meet = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
  const inside = (a, b) => a.left >= b.left && a.right <= b.right && a.top >= b.top && a.bottom <= b.bottom;

  // What is seen: where the reader went, else what the scenario touches.
  const seen = () => state.m ?? data.cases[state.s].region;
  const world = () => maps()[0].dataset.world.split(" ").map(Number);

  function look(chosen) {
    state.m = chosen;
    const view = seen();
    for (const svg of maps()) {
      // The whole view is seen: the narrower side decides what a pixel is.
      const box = svg.getBoundingClientRect();
      const unit = Math.max(view[2] / Math.max(box.width, 1), view[3] / Math.max(box.height, 1));
      // What stays is not written: a new --u has every mark and name of the map styled again.
      const shown = `${view.join(" ")} ${unit.toFixed(3)}`;
      if (svg.shown !== shown) {
        svg.shown = shown;
        svg.setAttribute("viewBox", view.join(" "));
        svg.style.setProperty("--u", unit.toFixed(3));
        svg.dataset.level = data.levels.filter((level) => level >= unit).length;
      }
      // What is written may not fit any more, or fit now.
      const at = Number(svg.closest("figure").dataset.case), noted = `${at} ${unit}`;
      if (svg.noted !== noted) { svg.noted = noted; spread(svg); note(svg, at); }
      clear(svg);
    }
  }

  // A place's name gives way to what is written about the scenario, and is not cut by the edge.
  function clear(svg) {
    const taken = all(".bar, .grew, .lost.on circle, .lost.on .beside", svg).map((one) => one.getBoundingClientRect());
    const edge = svg.getBoundingClientRect();
    // The first class of a name is its level; finer ones are not seen.
    const names = svg.names.filter((text) => Number(text.classList[0].slice(1)) < Number(svg.dataset.level));
    const boxes = names.map((text) => text.getBoundingClientRect());
    boxes.forEach((box, at) => names[at].classList.toggle("under", !inside(box, edge) || taken.some((other) => meet(box, other))));
  }

  function zoom(factor, x = 0.5, y = 0.5) {
    const [west, north, wide, high] = seen();
    const most = world()[2] * 1.5;
    const now = Math.min(most, Math.max(60, wide / factor));
    const scale = now / wide;
    look([west + wide * x * (1 - scale), north + high * y * (1 - scale), now, high * scale].map(Math.round));
    remember();
  }

  function move(east, south) {
    const [west, north, wide, high] = seen();
    look([Math.round(west + wide * east), Math.round(north + high * south), wide, high]);
    remember();
  }

  // The points of each link's way, in units: [[x, y, x, y, ...], ...] a part each.
  const ways = new Map();
  function way(link) {
    if (!ways.has(link)) {
      const parts = ($(`w${link}`)?.getAttribute("d") ?? "").split("M").filter(Boolean);
      ways.set(link, parts.map((part) => {
        const steps = part.match(/-?\d+/g).map(Number);
        const points = steps.slice(0, 2);
        for (let at = 2; at + 1 < steps.length; at += 2) points.push(points[at - 2] + steps[at], points[at - 1] + steps[at + 1]);
        return points;
      }));
    }
    return ways.get(link);
  }

  // How far a spot is from a way.
  function apart(parts, x, y) {
    let least = Infinity;
    for (const points of parts) {
      if (points.length === 2) least = Math.min(least, Math.hypot(x - points[0], y - points[1]));
      for (let at = 0; at + 3 < points.length; at += 2) {
        const [x0, y0] = [points[at], points[at + 1]];
        const [east, south] = [points[at + 2] - x0, points[at + 3] - y0];
        const share = Math.max(0, Math.min(1, ((x - x0) * east + (y - y0) * south) / (east * east + south * south || 1)));
        least = Math.min(least, Math.hypot(x - x0 - share * east, y - y0 - share * south));
      }
    }
    return least;
  }

  // The link nearest to a spot of the screen, within some pixels of its edge.
  function near(svg, clientX, clientY) {
    const spot = new DOMPoint(clientX, clientY).matrixTransform(svg.getScreenCTM().inverse());
    const unit = parseFloat(svg.style.getPropertyValue("--u"));
    let found = null, least = 6 * unit;
    for (const use of svg.links) {
      const far = apart(way(use.wayNumber), spot.x, spot.y) - (parseFloat(use.pixels) * unit) / 2;
      if (far < least) { least = far; found = use; }
    }
    return found;
  }

  function tell(use) {
    all(".near").forEach((one) => { one.classList.remove("near"); one.painted = null; });
    if (!use) { $("told").textContent = ""; return; }
    use.classList.add("near"); use.painted = null;
    const at = Number(use.closest("figure").dataset.case);
    const text = told(use.wayNumber, at);
    const source = data.links[use.wayNumber][4];
    $("told").replaceChildren(text);
    if (source) {
      const link = document.createElement("a");
      link.href = `#${source}`; link.textContent = "sources";
      $("told").append(" ", link);
    }
  }

  function wire(svg) {
    // By number, whatever lies on top of what.
    svg.links = all(".links use", svg).sort((a, b) => a.dataset.i - b.dataset.i);
    svg.names = all(".names text", svg);
    svg.marks = all(".places g", svg);
    for (const use of svg.links) use.wayNumber = Number(use.dataset.i);
    svg.stop = svg.links.find((use) => use.getAttribute("tabindex") === "0");
    // Fingers and buttons that are down: one drags, two pinch.
    const down = new Map();
    let drag = null, spread = 0;
    const part = (x, y) => { const box = svg.getBoundingClientRect(); return [(x - box.left) / box.width, (y - box.top) / box.height]; };
    svg.addEventListener("pointerdown", (event) => {
      down.set(event.pointerId, [event.clientX, event.clientY]);
      drag = [event.clientX, event.clientY, seen()]; spread = 0;
      svg.setPointerCapture(event.pointerId);
    });
    svg.addEventListener("pointermove", (event) => {
      if (!down.has(event.pointerId)) { if (!down.size) tell(near(svg, event.clientX, event.clientY)); return; }
      down.set(event.pointerId, [event.clientX, event.clientY]);
      if (down.size === 2) {
        const [[x0, y0], [x1, y1]] = down.values();
        const now = Math.hypot(x1 - x0, y1 - y0);
        if (spread > 0 && now > 0) zoom(now / spread, ...part((x0 + x1) / 2, (y0 + y1) / 2));
        spread = now; drag = null;
      } else if (drag) {
        const unit = parseFloat(svg.style.getPropertyValue("--u"));
        const [x, y, [west, north, wide, high]] = drag;
        look([Math.round(west - (event.clientX - x) * unit), Math.round(north - (event.clientY - y) * unit), wide, high]);
      }
    });
    const up = (event) => { down.delete(event.pointerId); drag = null; spread = 0; };
    svg.addEventListener("pointerup", (event) => { up(event); remember(); tell(near(svg, event.clientX, event.clientY)); });
    svg.addEventListener("pointercancel", up);
    // Who scrolls down the page is not to be caught by the map: the wheel is the map's once it was clicked.
    svg.addEventListener("wheel", (event) => {
      if (!event.ctrlKey && !svg.contains(document.activeElement)) return;
      event.preventDefault();
      zoom(event.deltaY < 0 ? 1.25 : 0.8, ...part(event.clientX, event.clientY));
    }, { passive: false });
    svg.addEventListener("focusin", (event) => { if (event.target.wayNumber !== undefined) tell(event.target); });
    svg.addEventListener("keydown", (event) => {
      const arrows = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] };
      const link = event.target.wayNumber !== undefined;
      if (link && (event.key in arrows || event.key === "Home" || event.key === "End")) step(svg, event.target, event.key);
      else if (event.key in arrows) move(...arrows[event.key].map((one) => one * 0.1));
      else if (event.key === "+" || event.key === "=") zoom(1.25);
      else if (event.key === "-") zoom(0.8);
      else if (event.key === "0") { look(null); remember(); }
      else if (event.key === "Escape" && link) svg.focus();
      else return;
      event.preventDefault();
    });
  }

  function step(svg, use, key) {
    const last = svg.order.length - 1;
    const at = svg.order.indexOf(use);
    const next = { Home: 0, End: last, ArrowRight: at + 1, ArrowDown: at + 1, ArrowLeft: at - 1, ArrowUp: at - 1 }[key];
    const target = svg.order[Math.min(last, Math.max(0, next))];
    stop(svg, target);
    target.focus({ preventScroll: true });
  }

  function show() {
    $("scenario").value = state.s; $("beside").value = state.b ?? ""; $("view").value = state.v;
    const chosen = state.b === null ? [state.s] : [state.s, state.b];
    for (const part of all(".case, .lead")) part.classList.toggle("on", chosen.includes(Number(part.dataset.case)));
    const both = chosen.length > 1 && state.b !== state.s;
    document.querySelector(".cases").classList.toggle("both", both);
    document.querySelector(".leads").classList.toggle("both", both);
    document.querySelector(".maps").classList.toggle("both", both);
    let second = $("map-b");
    if (both && !second) {
      second = first.cloneNode(true);
      second.id = "map-b";
      first.after(second);
      wire(second.querySelector(".chart"));
    } else if (!both && second) { second.remove(); second = null; }
    first.dataset.case = state.s; paint(first.querySelector(".chart"), state.s);
    if (second) { second.dataset.case = state.b; paint(second.querySelector(".chart"), state.b); }
    look(state.m);
    const name = data.cases[state.s].name;
    document.title = document.title.replace(/ \| .*$/, "") + ` | ${name}`;
  }

  // Browsers refuse an address that changes too often.
  let pending = 0;
  function remember() {
    clearTimeout(pending);
    pending = setTimeout(keep, 120);
  }

  function keep() {
    const id = (at) => encodeURIComponent(data.cases[at].id);
    let text = `s=${id(state.s)}`;
    if (state.b !== null) text += `&b=${id(state.b)}`;
    if (state.v !== "change") text += `&v=${state.v}`;
    if (state.m) text += `&m=${state.m.join(",")}`;
    if (state.at) text += `&at=${encodeURIComponent(state.at)}`;
    history.replaceState(null, "", `#${text}`);
  }

  function recall() {
    const words = new URLSearchParams(location.hash.slice(1));
    const number = (id) => { const at = data.cases.findIndex((one) => one.id === id); return at < 0 ? null : at; };
    state.s = number(words.get("s")) ?? data.first;
    state.b = words.has("b") ? number(words.get("b")) : null;
    state.v = ["change", "mode", "diff"].includes(words.get("v")) ? words.get("v") : "change";
    const view = (words.get("m") ?? "").split(",").map(Number);
    state.m = view.length === 4 && view.every(Number.isFinite) && view[2] > 0 && view[3] > 0 ? view : null;
    state.at = words.get("at") ?? (location.hash && !location.hash.includes("=") ? location.hash.slice(1) : null);
  }

  function go(id, behavior = "auto") {
    const target = $(id === "cases" ? `case-${state.s}` : id);
    if (!target) return;
    const shut = target.closest("details");
    if (shut) shut.open = true;
    all(".hit").forEach((one) => one.classList.remove("hit"));
    target.classList.add("hit");
    target.scrollIntoView({ behavior });
    target.focus({ preventScroll: true });
  }

  function sortable(table) {
    const heads = all("thead th", table);
    heads.forEach((head, column) => {
      const button = document.createElement("button");
      button.type = "button";
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener("click", () => {
        const up = head.getAttribute("aria-sort") === "descending" || (!head.hasAttribute("aria-sort") && !head.classList.contains("n"));
        heads.forEach((one) => one.removeAttribute("aria-sort"));
        head.setAttribute("aria-sort", up ? "ascending" : "descending");
        const numbers = head.classList.contains("n");
        const key = (row) => { const cell = row.cells[column]; return numbers ? (cell.dataset.v === undefined ? -Infinity : Number(cell.dataset.v)) : cell.textContent; };
        const compare = (a, b) => (numbers ? key(a) - key(b) : key(a).localeCompare(key(b)));
        const body = table.tBodies[0];
        const rows = [...body.rows].map((row, at) => [row, at]);
        rows.sort((a, b) => (up ? 1 : -1) * compare(a[0], b[0]) || a[1] - b[1]);
        body.append(...rows.map((one) => one[0]));
      });
    });
    const copy = document.createElement("button");
    const says = (text) => { copy.textContent = text; copy.setAttribute("aria-label", `${text}: ${table.caption.textContent}`); };
    copy.type = "button"; copy.className = "copy"; says("Copy as CSV");
    copy.addEventListener("click", async () => {
      says((await put(csv(table))) ? "Copied" : "Not copied");
      setTimeout(() => says("Copy as CSV"), 1500);
    });
    table.closest(".sheet").append(copy);
  }

  // Numbers as they are, not as they are rounded; a spreadsheet takes a leading = or @ for a formula.
  function csv(table) {
    const field = (cell) => {
      let text = cell.dataset.v ?? cell.textContent.trim().replace(/\s+/g, " ");
      if (cell.dataset.v === undefined && /^[=@+\t\r]/.test(text)) text = `'${text}`;
      return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
    };
    return [...table.rows].map((row) => [...row.cells].map(field).join(",")).join("\r\n") + "\r\n";
  }

  async function put(text) {
    try { await navigator.clipboard.writeText(text); return true; } catch { /* A page opened as a file may have no clipboard. */ }
    const area = document.createElement("textarea");
    area.value = text; document.body.append(area); area.select();
    const done = document.execCommand("copy");
    area.remove();
    return done;
  }

  document.documentElement.classList.add("js");
  $("live").hidden = false; $("choice").hidden = false;
  wire(first.querySelector(".chart"));
  all("table.data").forEach(sortable);
  $("scenario").addEventListener("change", (event) => { state.s = Number(event.target.value); show(); remember(); });
  $("beside").addEventListener("change", (event) => { state.b = event.target.value === "" ? null : Number(event.target.value); show(); remember(); });
  $("view").addEventListener("change", (event) => { state.v = event.target.value; show(); remember(); });
  const buttons = { in: () => zoom(1.5), out: () => zoom(1 / 1.5), region: () => { look(null); remember(); }, world: () => { look(world()); remember(); } };
  all("[data-zoom]").forEach((button) => button.addEventListener("click", () => buttons[button.dataset.zoom]()));
  document.addEventListener("click", (event) => {
    const link = event.target.closest('a[href^="#"]');
    if (!link) return;
    event.preventDefault();
    if (link.dataset.case) { state.s = Number(link.dataset.case); show(); }
    state.at = link.getAttribute("href").slice(1);
    go(state.at); remember();
  });
  addEventListener("hashchange", () => { recall(); show(); if (state.at) go(state.at, "instant"); });
  addEventListener("resize", () => look(state.m));
  addEventListener("beforeprint", () => all("details").forEach((one) => { one.dataset.shut = one.open ? "" : "1"; one.open = true; }));
  addEventListener("afterprint", () => all("details").forEach((one) => { if (one.dataset.shut) one.open = false; }));
  recall(); show();
  if (state.at) go(state.at, "instant");
})();
