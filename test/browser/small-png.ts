/** A screenshot as a PNG of at most 256 colours: the same to the eye, and well under half the bytes. */
import { crc32, deflateSync } from "node:zlib";
import type { Browser } from "playwright-core";

/** Draws a PNG again with the colours that most of its pixels have; each other pixel takes the nearest of them. */
export async function smallPng(browser: Browser, png: Buffer): Promise<Buffer> {
  const { width, height, pixels } = await pixelsOf(browser, png);
  const palette = commonest(pixels);
  const nearest = nearestIn(palette);
  const rows = Buffer.alloc(height * (width + 1));
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) rows[y * (width + 1) + x + 1] = nearest(pixels[y * width + x] ?? 0);

  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  // Eight bits a pixel, each an entry of the palette (W3C PNG, 11.2.1).
  head.set([8, 3, 0, 0, 0], 8);
  const colours = Buffer.from(palette.flatMap((colour) => channels(colour)));
  return Buffer.concat([
    Buffer.from("\x89PNG\r\n\x1a\n", "latin1"),
    chunk("IHDR", head),
    chunk("PLTE", colours),
    chunk("IDAT", deflateSync(rows, { level: 9 })),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

/** The browser that drew it reads it: pixels as 0xRRGGBB, row by row. */
async function pixelsOf(browser: Browser, png: Buffer) {
  const page = await browser.newPage();
  const read = await page.evaluate(async (base64) => {
    const image = new Image();
    image.src = `data:image/png;base64,${base64}`;
    await image.decode();
    const { naturalWidth: width, naturalHeight: height } = image;
    const canvas = new OffscreenCanvas(width, height).getContext("2d");
    canvas?.drawImage(image, 0, 0);
    const data = canvas?.getImageData(0, 0, width, height).data ?? new Uint8ClampedArray();
    const reader = new FileReader();
    const read = new Promise((done) => reader.addEventListener("load", done));
    reader.readAsDataURL(new Blob([data]));
    await read;
    return { width, height, address: String(reader.result) };
  }, png.toString("base64"));
  await page.close();
  const bytes = Buffer.from(read.address.replace(/^[^,]*,/, ""), "base64");
  const pixels = Array.from({ length: bytes.length / 4 }, (_, at) => bytes.readUIntBE(at * 4, 3));
  return { width: read.width, height: read.height, pixels };
}

function commonest(pixels: readonly number[]): readonly number[] {
  const counts = new Map<number, number>();
  for (const pixel of pixels) counts.set(pixel, (counts.get(pixel) ?? 0) + 1);
  const sorted = [...counts].sort(([, one], [, other]) => other - one);
  return sorted.slice(0, 256).map(([colour]) => colour);
}

function nearestIn(palette: readonly number[]): (pixel: number) => number {
  const known = new Map(palette.map((colour, at) => [colour, at]));
  return (pixel) => {
    const at = known.get(pixel) ?? closest(palette, pixel);
    known.set(pixel, at);
    return at;
  };
}

function closest(palette: readonly number[], pixel: number): number {
  const distances = palette.map((colour) => distance(channels(colour), channels(pixel)));
  return distances.indexOf(Math.min(...distances));
}

function distance(one: readonly number[], other: readonly number[]): number {
  return one.reduce((sum, channel, at) => sum + (channel - (other[at] ?? 0)) ** 2, 0);
}

function channels(colour: number): readonly number[] {
  return [colour >> 16, (colour >> 8) & 255, colour & 255];
}

function chunk(type: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const before = Buffer.alloc(4);
  before.writeUInt32BE(data.length);
  const after = Buffer.alloc(4);
  after.writeUInt32BE(crc32(named));
  return Buffer.concat([before, named, after]);
}
