import { AppError } from "@/domain/errors";
import { decodeText, readBytes } from "./read-form";

/** Deeper than any body that we describe; what is deeper is no honest mistake. */
const MAX_DEPTH = 16;

/**
 * Reads a JSON body of at most `max` bytes into a value of which nothing is known yet.
 *
 * The body is counted while it arrives. Depth is measured without recursion, so that no body can exhaust the stack of
 * whoever walks it afterwards.
 *
 * @throws AppError `unsupported_media` for another content type, `too_large` for too many bytes, `invalid_input` with
 * `body: wrong_type` for what is no UTF-8, no JSON or too deep
 */
export async function readJson(request: Request, max: number): Promise<unknown> {
  const type = request.headers.get("content-type") ?? "";
  if (!/^application\/([a-z0-9.+-]+\+)?json\s*(;|$)/i.test(type)) throw new AppError("unsupported_media");
  const bytes = await readBytes(request, max);
  const value = parse(bytes);
  if (isTooDeep(value)) throw new AppError("invalid_input", { body: "wrong_type" });
  return value;
}

function parse(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(decodeText(bytes));
  } catch (cause) {
    throw new AppError("invalid_input", { body: "wrong_type" }, { cause });
  }
}

function isTooDeep(value: unknown): boolean {
  let level: unknown[] = [value];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > MAX_DEPTH) return true;
    level = level.flatMap((each): unknown[] => (typeof each === "object" && each !== null ? Object.values(each) : []));
  }
  return false;
}
