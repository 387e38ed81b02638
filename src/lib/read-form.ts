import { AppError } from "@/domain/errors";

/** Room for the longest testimony we take, percent-encoded, several times over: whoever wrote too much gets it back. */
const MAX_FORM_BYTES = 1_048_576;
const MAX_FIELDS = 200;

/**
 * Reads an ordinary form post into its fields, each exactly as it was typed.
 *
 * The body is counted while it arrives, so a flood is refused before it fills memory.
 *
 * @throws AppError `unsupported_media` for another content type, `too_large` for too many bytes or fields,
 * `invalid_input` for bytes that are no text, or a field sent twice
 */
export async function readForm(request: Request): Promise<Map<string, string>> {
  const type = request.headers.get("content-type") ?? "";
  if (!/^application\/x-www-form-urlencoded\s*(;|$)/i.test(type)) throw new AppError("unsupported_media");
  const bytes = await readBytes(request, MAX_FORM_BYTES);
  return parseForm(decodeText(bytes));
}

/** Reads a whole body of at most `max` bytes. @throws AppError `too_large` */
export async function readBytes(request: Request, max: number): Promise<Uint8Array> {
  if (Number(request.headers.get("content-length") ?? 0) > max) throw new AppError("too_large");
  const chunks: Uint8Array[] = [];
  let size = 0;
  if (request.body) {
    for await (const chunk of request.body) {
      size += chunk.byteLength;
      if (size > max) throw new AppError("too_large");
      chunks.push(chunk);
    }
  }
  return Buffer.concat(chunks);
}

/** Bytes as UTF-8 text. @throws AppError `invalid_input` when they are none */
export function decodeText(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (cause) {
    throw new AppError("invalid_input", {}, { cause });
  }
}

function parseForm(body: string): Map<string, string> {
  const fields = new Map<string, string>();
  if (body === "") return fields;
  const pairs = body.split("&", MAX_FIELDS + 1);
  if (pairs.length > MAX_FIELDS) throw new AppError("too_large");
  for (const pair of pairs) {
    const at = pair.indexOf("=");
    const name = decodePart(at < 0 ? pair : pair.slice(0, at));
    if (fields.has(name)) throw new AppError("invalid_input");
    fields.set(name, at < 0 ? "" : decodePart(pair.slice(at + 1)));
  }
  return fields;
}

function decodePart(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll("+", " "));
  } catch (cause) {
    throw new AppError("invalid_input", {}, { cause });
  }
}
