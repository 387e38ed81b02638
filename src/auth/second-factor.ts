import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";
import { Secret, TOTP } from "otpauth";
import { required } from "@/lib/env";

const PERIOD_S = 30;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** A new second factor: the secret to be typed into an authenticator app, and the same as an address for its QR code. */
export function newSecondFactor(name: string): { totpSecret: string; otpauthUrl: string } {
  const secret = new Secret({ size: 20 });
  return { totpSecret: secret.base32, otpauthUrl: totp(secret.base32, name).toString() };
}

/** The code of this moment. For operators' commands and tests; the server only checks codes. */
export function currentCode(totpSecret: string, now = Date.now()): string {
  return totp(totpSecret).generate({ timestamp: now });
}

/** The time step that a code belongs to, one step of clock error allowed either way; null when it is wrong. */
export function stepOfCode(totpSecret: string, code: string, now = Date.now()): bigint | null {
  const delta = totp(totpSecret).validate({ token: code, timestamp: now, window: 1 });
  return delta === null ? null : BigInt(Math.floor(now / 1000 / PERIOD_S) + delta);
}

/** Encrypts the secret of one member of staff with a key that is not in the database. */
export function sealTotpSecret(staffId: string, totpSecret: string): Buffer {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv("aes-256-gcm", key(), nonce);
  cipher.setAAD(Buffer.from(staffId));
  return Buffer.concat([nonce, cipher.update(totpSecret, "utf8"), cipher.final(), cipher.getAuthTag()]);
}

/** Opens what `sealTotpSecret` made for this member of staff. @throws when it was made for another, or with another key */
export function openTotpSecret(staffId: string, sealed: Uint8Array): string {
  const bytes = Buffer.from(sealed);
  const decipher = createDecipheriv("aes-256-gcm", key(), bytes.subarray(0, NONCE_BYTES));
  decipher.setAAD(Buffer.from(staffId));
  decipher.setAuthTag(bytes.subarray(bytes.byteLength - TAG_BYTES));
  const text = decipher.update(bytes.subarray(NONCE_BYTES, bytes.byteLength - TAG_BYTES));
  return Buffer.concat([text, decipher.final()]).toString("utf8");
}

function totp(base32: string, label = "Menmu"): TOTP {
  return new TOTP({
    issuer: "Menmu",
    label,
    algorithm: "SHA1", // the only one that every authenticator app knows
    digits: 6,
    period: PERIOD_S,
    secret: Secret.fromBase32(base32),
  });
}

function key(): Buffer {
  return Buffer.from(hkdfSync("sha256", required("NEXTAUTH_SECRET"), "", "menmu second factor v1", 32));
}
