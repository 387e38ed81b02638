import { createHash, randomUUID } from "node:crypto";
import { mkdir, open, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { type Readable } from "node:stream";
import { Busboy, type BusboyFileStream } from "@fastify/busboy";
import { AppError } from "@/domain/errors";
import { startDeriving, type Derivative } from "./derive-image";
import { sealStream } from "./sealing";

/** The largest image we take, in bytes. */
export const MAX_IMAGE_BYTES = 26_214_400;
/** More than this is not even listened to; up to here the browser may finish, so that it can read our answer. */
const MAX_LISTEN_BYTES = 115_343_360;
/** Photos that are received at the same time; the others wait their turn, unread. */
const MAX_AT_ONCE = 4;

export type ReceivedImage = {
  /** Name of the sealed original below the directory of originals. */
  readonly storedName: string;
  /** SHA-256 of the original's bytes, as they were sent. */
  readonly sha256: string;
  readonly size: number;
  readonly mediaType: string;
  /** What the sender's device called it: private, to be sealed. */
  readonly fileName: string;
  readonly derivative: Derivative;
};

export type ReceivedForm = {
  readonly fields: ReadonlyMap<string, string>;
  readonly image: ReceivedImage | null;
};

/**
 * Receives a form with one photo without ever holding the photo whole.
 *
 * While the bytes stream through they are counted, hashed, checked against the kinds we take, sealed to the
 * keyholders into a file, and handed to the process that makes the derivative. Only when the sealed file is on the
 * disk (fsync, then rename) does this return; the caller writes the row after that.
 *
 * `accept` sees the fields that came before the file and refuses by throwing, before any byte of the file is kept.
 *
 * @throws AppError `too_large` above 25 MB, `unsupported_media` for what is not a photo that we take
 */
export async function receiveImageForm(
  request: Request,
  options: {
    recipients: readonly string[];
    directory: string;
    accept: (fields: ReadonlyMap<string, string>) => Promise<void>;
  },
): Promise<ReceivedForm> {
  const type = request.headers.get("content-type") ?? "";
  if (!/^multipart\/form-data\s*;/i.test(type) || !request.body) throw new AppError("unsupported_media");
  if (Number(request.headers.get("content-length") ?? 0) > MAX_LISTEN_BYTES) throw new AppError("too_large");

  const release = await turn();
  try {
    return await readParts(request.body, type, options);
  } finally {
    release();
  }
}

async function readParts(
  body: ReadableStream<Uint8Array>,
  contentType: string,
  options: Parameters<typeof receiveImageForm>[1],
): Promise<ReceivedForm> {
  const fields = new Map<string, string>();
  let image: Promise<ReceivedImage | null> = Promise.resolve(null);
  let failure: Error | undefined;
  let files = 0;
  let current: BusboyFileStream | undefined;

  let busboy: InstanceType<typeof Busboy>;
  try {
    busboy = new Busboy({
      headers: { "content-type": contentType },
      limits: {
        fields: 50,
        files: 2,
        fieldSize: 10_000,
        fieldNameSize: 100,
        headerPairs: 20,
        parts: 60,
      },
    });
  } catch (cause) {
    throw new AppError("invalid_input", {}, { cause });
  }
  busboy.on("field", (name, value, nameTruncated, valueTruncated) => {
    if (nameTruncated || valueTruncated || fields.has(name)) failure ??= new AppError("invalid_input");
    fields.set(name, value);
  });
  busboy.on("file", (_name, stream, fileName) => {
    files += 1;
    if (files > 1) {
      failure ??= new AppError("invalid_input", { photo: "too_many" });
      stream.resume();
      return;
    }
    current = stream;
    image = receiveFile(stream, fileName, () => options.accept(fields), options).catch((error: unknown) => {
      failure ??= error instanceof Error ? error : new AppError("invalid_input");
      return null;
    });
  });
  busboy.on("fieldsLimit", () => (failure ??= new AppError("too_large")));
  busboy.on("partsLimit", () => (failure ??= new AppError("too_large")));

  const parsed = new Promise<void>((resolve, reject) => {
    busboy.on("finish", resolve);
    busboy.on("error", reject);
  });
  try {
    let listened = 0;
    for await (const chunk of body) {
      listened += chunk.byteLength;
      if (listened > MAX_LISTEN_BYTES) throw new AppError("too_large");
      if (!busboy.write(Buffer.from(chunk))) {
        await Promise.race([new Promise((resolve) => busboy.once("drain", resolve)), parsed]);
      }
    }
    busboy.end();
    await parsed;
  } catch (cause) {
    current?.destroy(new Error("The upload ended early."));
    busboy.destroy();
    await image;
    throw cause instanceof AppError ? cause : new AppError("invalid_input", {}, { cause });
  }

  const received = await image;
  if (failure !== undefined) {
    if (received) await rm(join(options.directory, received.storedName), { force: true });
    throw failure;
  }
  return { fields, image: received };
}

async function receiveFile(
  stream: Readable,
  fileName: string,
  accept: () => Promise<void>,
  options: { recipients: readonly string[]; directory: string },
): Promise<ReceivedImage | null> {
  // Listening starts at once: what the parser reports while we check the form must not be missed.
  const chunks = stream[Symbol.asyncIterator]();
  try {
    return await keepFile(chunks, fileName, accept, options);
  } catch (error) {
    // The rest is read and dropped, so that the browser can finish and hear what was wrong.
    while (!stream.destroyed && (await nextChunk(chunks)) !== null);
    throw error;
  }
}

async function keepFile(
  chunks: AsyncIterator<unknown>,
  fileName: string,
  accept: () => Promise<void>,
  options: { recipients: readonly string[]; directory: string },
): Promise<ReceivedImage | null> {
  await accept();
  const head = await readHead(chunks);
  if (head.byteLength === 0) return null;
  const mediaType = imageType(head);
  if (mediaType === null) throw new AppError("unsupported_media", { photo: "not_an_image" });

  await mkdir(options.directory, { recursive: true, mode: 0o700 });
  const storedName = `${randomUUID()}.age`;
  const finalPath = join(options.directory, storedName);
  const temporaryPath = `${finalPath}.part`;
  const file = await open(temporaryPath, "wx", 0o600);
  const deriving = startDeriving();
  const hash = createHash("sha256");
  let size = 0;

  async function* counted(): AsyncGenerator<Uint8Array> {
    for (let chunk: Buffer | null = head; chunk !== null; chunk = await nextChunk(chunks)) {
      size += chunk.byteLength;
      if (size > MAX_IMAGE_BYTES) throw new AppError("too_large", { photo: "image_too_large" });
      hash.update(chunk);
      await deriving.write(chunk);
      yield chunk;
    }
  }

  try {
    const sealed = await sealStream(options.recipients, webStream(counted()));
    for await (const chunk of sealed) await file.write(chunk);
    const derivative = await deriving.finish();
    await file.sync();
    await file.close();
    await rename(temporaryPath, finalPath);
    await syncDirectory(options.directory);
    return {
      storedName,
      sha256: hash.digest("hex"),
      size,
      mediaType,
      fileName,
      derivative,
    };
  } catch (error) {
    deriving.abandon();
    await file.close().catch(() => undefined);
    await rm(temporaryPath, { force: true });
    throw error;
  }
}

/** The first bytes, enough to tell what kind of file this is. */
async function readHead(chunks: AsyncIterator<unknown>): Promise<Buffer> {
  let head = Buffer.alloc(0);
  while (head.byteLength < 12) {
    const chunk = await nextChunk(chunks);
    if (chunk === null) break;
    head = Buffer.concat([head, chunk]);
  }
  return head;
}

async function nextChunk(chunks: AsyncIterator<unknown>): Promise<Buffer | null> {
  const next = await chunks.next();
  if (next.done === true) return null;
  const value: unknown = next.value;
  if (!(value instanceof Uint8Array)) throw new Error("A file must arrive as bytes.");
  return Buffer.from(value);
}

/** The kind by its first bytes; what the sender calls it counts for nothing. */
function imageType(head: Buffer): string | null {
  if (head.subarray(0, 3).equals(Buffer.from([0xff, 0xd8, 0xff]))) return "image/jpeg";
  if (head.subarray(0, 8).equals(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]))) return "image/png";
  if (head.toString("latin1", 0, 4) === "RIFF" && head.toString("latin1", 8, 12) === "WEBP") return "image/webp";
  return null;
}

function webStream(chunks: AsyncGenerator<Uint8Array>): ReadableStream<Uint8Array> {
  return new ReadableStream({
    async pull(controller) {
      const next = await chunks.next();
      if (next.done === true) controller.close();
      else controller.enqueue(next.value);
    },
  });
}

async function syncDirectory(directory: string): Promise<void> {
  const handle = await open(directory, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

let running = 0;
const waiting: (() => void)[] = [];

async function turn(): Promise<() => void> {
  if (running >= MAX_AT_ONCE) await new Promise<void>((resolve) => waiting.push(resolve));
  else running += 1;
  return () => {
    const next = waiting.shift();
    if (next) next();
    else running -= 1;
  };
}
