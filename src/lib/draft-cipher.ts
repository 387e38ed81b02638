import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from "node:crypto";

/**
 * What the server keeps between two pages of a journey: ciphertext that only the browser's session cookie can open.
 *
 * The cookie carries a random 256-bit key and nothing else. The row is found by a hash of that key and opened with
 * another key derived from it, so that neither the database nor a back-up of it, nor both with every secret of this
 * server, tells what a family has typed so far.
 */
export type DraftKind = "journey" | "receipt";

const KEY = /^[A-Za-z0-9_-]{43}$/;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
/** Plaintexts are padded to a multiple of this, so that a row's length says little about what is in it. */
const BLOCK_BYTES = 4096;

/** A new random key, as the cookie carries it. */
export function newDraftKey(): string {
  return randomBytes(32).toString("base64url");
}

/** Whether a cookie's value can be a draft's key at all. */
export function isDraftKey(text: string | undefined): text is string {
  return text !== undefined && KEY.test(text);
}

/** The name under which the database knows the draft; the key cannot be computed from it. */
export function draftId(key: string, kind: DraftKind): string {
  return createHash("sha256").update(`menmu draft id v1 ${kind} `).update(Buffer.from(key, "base64url")).digest("hex");
}

/** Turns a draft's bytes into ciphertext bound to its key and kind. */
export function sealDraft(key: string, kind: DraftKind, plaintext: Uint8Array): Buffer {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv("aes-256-gcm", contentKey(key, kind), nonce);
  cipher.setAAD(Buffer.from(draftId(key, kind)));
  const padded = Buffer.alloc(Math.ceil((plaintext.byteLength + 4) / BLOCK_BYTES) * BLOCK_BYTES);
  padded.writeUInt32BE(plaintext.byteLength);
  padded.set(plaintext, 4);
  return Buffer.concat([nonce, cipher.update(padded), cipher.final(), cipher.getAuthTag()]);
}

/** Opens what `sealDraft` made; null when the bytes are damaged or belong to another draft. */
export function openDraft(key: string, kind: DraftKind, sealed: Uint8Array): Buffer | null {
  if (sealed.byteLength < NONCE_BYTES + TAG_BYTES + 4) return null;
  const bytes = Buffer.from(sealed);
  const decipher = createDecipheriv("aes-256-gcm", contentKey(key, kind), bytes.subarray(0, NONCE_BYTES));
  decipher.setAAD(Buffer.from(draftId(key, kind)));
  decipher.setAuthTag(bytes.subarray(bytes.byteLength - TAG_BYTES));
  let padded: Buffer;
  try {
    padded = Buffer.concat([
      decipher.update(bytes.subarray(NONCE_BYTES, bytes.byteLength - TAG_BYTES)),
      decipher.final(),
    ]);
  } catch {
    return null;
  }
  return padded.subarray(4, 4 + padded.readUInt32BE());
}

function contentKey(key: string, kind: DraftKind): Buffer {
  return Buffer.from(hkdfSync("sha256", Buffer.from(key, "base64url"), "", `menmu draft content v1 ${kind}`, 32));
}
