// A screenshot as a PNG of 256 colours: a third of its size, for documents.

import { crc32, deflateSync } from "node:zlib";

function chunk(name, data) {
  const body = Buffer.concat([Buffer.from(name, "latin1"), data]);
  const out = Buffer.alloc(body.length + 8);
  out.writeUInt32BE(data.length, 0);
  body.copy(out, 4);
  out.writeUInt32BE(crc32(body), body.length + 4);
  return out;
}

// Pixels by the most frequent colours; every other pixel has the nearest of them.
async function indexed(page, png) {
  return page.evaluate(async (text) => {
    const image = new Image();
    image.src = `data:image/png;base64,${text}`;
    await image.decode();
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [image.width, image.height];
    const context = canvas.getContext("2d");
    context.drawImage(image, 0, 0);
    const { data } = context.getImageData(0, 0, image.width, image.height);
    // Colours that differ by less than eight in each part are one.
    const counts = new Map(), keys = new Uint32Array(data.length / 4);
    for (let at = 0; at < keys.length; at += 1) {
      keys[at] = ((data[4 * at] >> 3) << 10) | ((data[4 * at + 1] >> 3) << 5) | (data[4 * at + 2] >> 3);
      const known = counts.get(keys[at]);
      if (known) known.count += 1; else counts.set(keys[at], { count: 1, colour: [data[4 * at], data[4 * at + 1], data[4 * at + 2]] });
    }
    const sorted = [...counts].sort((a, b) => b[1].count - a[1].count || a[0] - b[0]);
    const palette = sorted.slice(0, 256).map(([, one]) => one.colour);
    const far = (a, b) => (a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2 + (a[2] - b[2]) ** 2;
    const nearest = (colour) => palette.reduce((best, own, at) => (far(own, colour) < far(palette[best], colour) ? at : best), 0);
    const index = new Map(sorted.map(([key, one], at) => [key, at < 256 ? at : nearest(one.colour)]));
    return { wide: image.width, high: image.height, palette: palette.flat(), pixels: Array.from(keys, (key) => index.get(key)) };
  }, png.toString("base64"));
}

export async function small(page, png) {
  const { wide, high, palette, pixels } = await indexed(page, png);
  const head = Buffer.alloc(13);
  head.writeUInt32BE(wide, 0); head.writeUInt32BE(high, 4);
  // Eight bits, a palette.
  head.set([8, 3, 0, 0, 0], 8);
  // Each row begins with its filter: none.
  const rows = Buffer.alloc((wide + 1) * high);
  for (let row = 0; row < high; row += 1) rows.set(pixels.slice(row * wide, (row + 1) * wide), row * (wide + 1) + 1);
  const signature = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]);
  return Buffer.concat([signature, chunk("IHDR", head), chunk("PLTE", Buffer.from(palette)), chunk("IDAT", deflateSync(rows, { level: 9 })), chunk("IEND", Buffer.alloc(0))]);
}
