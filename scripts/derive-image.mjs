// Makes the only version of a photo that can ever be published: re-encoded, upright, without metadata.
//
// Runs as a process of its own, with an empty environment: bytes come by stdin, one line of JSON and a WebP go to
// stdout. A damaged or hostile image can at worst kill this process, which has no secret, no database and, where the
// system allows it, no network. Exit 3: not an image that we take; 4: more pixels than we take.
import process from "node:process";
import sharp from "sharp";

const MAX_BYTES = 26_214_400;
const MAX_PIXELS = 50_000_000;
const MAX_PNG_PIXELS = 25_000_000;
const MAX_EDGE = 1600;

sharp.block({ operation: ["VipsForeignLoad"] });
sharp.unblock({
  operation: ["VipsForeignLoadJpegBuffer", "VipsForeignLoadPngBuffer", "VipsForeignLoadWebpBuffer"],
});
sharp.concurrency(1);
sharp.cache(false);

const chunks = [];
let size = 0;
for await (const chunk of process.stdin) {
  size += chunk.length;
  if (size > MAX_BYTES) process.exit(3);
  chunks.push(chunk);
}
const bytes = Buffer.concat(chunks);

let header;
try {
  // `pages: 1`: of an animation the first frame only.
  header = await sharp(bytes, { limitInputPixels: false, pages: 1 }).metadata();
} catch {
  process.exit(3);
}
const pixels = (header.width ?? 0) * (header.height ?? 0);
if (pixels === 0 || !["jpeg", "png", "webp"].includes(header.format ?? "")) process.exit(3);
if (pixels > (header.format === "png" ? MAX_PNG_PIXELS : MAX_PIXELS)) process.exit(4);

try {
  const { data, info } = await sharp(bytes, {
    limitInputPixels: MAX_PIXELS,
    pages: 1,
    failOn: "error",
  })
    .rotate()
    .resize({
      width: MAX_EDGE,
      height: MAX_EDGE,
      fit: "inside",
      withoutEnlargement: true,
    })
    .toColourspace("srgb")
    .webp({ quality: 82, effort: 2 })
    .toBuffer({ resolveWithObject: true });
  process.stdout.write(`${JSON.stringify({ width: info.width, height: info.height, mediaType: "image/webp" })}\n`);
  process.stdout.write(data);
} catch {
  process.exit(3);
}
