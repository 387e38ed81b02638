import { createHmac, hkdfSync, randomBytes, timingSafeEqual } from "node:crypto";

/** A form that changes something. A token made for one form is worth nothing in another. */
export type FormPurpose = "journey" | "journey-start" | "receipt-open" | "receipt-answer" | "receipt-withdraw" | "look";

export type TokenVerdict = "valid" | "expired" | "forged";

/** How long a form may stay open before it gets a new token; what was typed stays. */
export const TOKEN_LIFETIME_MS = 6 * 60 * 60 * 1000;

const RANDOM_BYTES = 18;
const TIME_BYTES = 6;
const TAG_BYTES = 18;

/**
 * Makes the hidden token of a form: random, signed, and at the same time the key by which a repeated post is known.
 *
 * `bound` ties it to something that only this browser knows (the draft's identifier), so that a token taken from one
 * browser cannot be planted in another.
 */
export function newFormToken(secret: string, purpose: FormPurpose, bound = "", now = Date.now()): string {
  const body = Buffer.alloc(RANDOM_BYTES + TIME_BYTES);
  body.set(randomBytes(RANDOM_BYTES));
  body.writeUIntBE(now, RANDOM_BYTES, TIME_BYTES);
  return Buffer.concat([body, tag(secret, purpose, bound, body)]).toString("base64url");
}

/** Whether the token was made by this server for this form, and whether it is still fresh. */
export function checkFormToken(
  secret: string,
  purpose: FormPurpose,
  token: string,
  bound = "",
  now = Date.now(),
): TokenVerdict {
  const bytes = /^[A-Za-z0-9_-]{56}$/.test(token) ? Buffer.from(token, "base64url") : Buffer.alloc(0);
  if (bytes.byteLength !== RANDOM_BYTES + TIME_BYTES + TAG_BYTES) return "forged";
  const body = bytes.subarray(0, RANDOM_BYTES + TIME_BYTES);
  if (!timingSafeEqual(bytes.subarray(body.byteLength), tag(secret, purpose, bound, body))) return "forged";
  const age = now - body.readUIntBE(RANDOM_BYTES, TIME_BYTES);
  return age >= -60_000 && age <= TOKEN_LIFETIME_MS ? "valid" : "expired";
}

function tag(secret: string, purpose: FormPurpose, bound: string, body: Uint8Array): Buffer {
  const key = Buffer.from(hkdfSync("sha256", secret, "", `menmu form token v1 ${purpose}`, 32));
  return createHmac("sha256", key).update(body).update("\0").update(bound).digest().subarray(0, TAG_BYTES);
}
