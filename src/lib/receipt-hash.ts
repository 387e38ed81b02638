import { createHmac } from "node:crypto";
import { hash } from "@node-rs/argon2";

/**
 * Cost of one look-up: 19 MiB, two passes, one lane (the first choice of OWASP's password storage sheet). With 19
 * random digits a guess is hopeless already; this is for the day when somebody holds a copy of the table.
 */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1, outputLen: 32 };
/** One salt for all, so that a receipt can be found by its hash. The pepper is what makes the table useless alone. */
const SALT = Buffer.from("menmu receipt v1");

/** The form in which the database knows a receipt: Argon2id with one salt and a pepper kept out of the database. */
export async function hashReceipt(pepper: string, digits: string): Promise<string> {
  const encoded = await hash(digits, {
    ...COST,
    salt: SALT,
    secret: Buffer.from(pepper),
  });
  const value = encoded.split("$").at(-1);
  if (value === undefined || value === "") throw new Error("Argon2 answered without a hash.");
  return value;
}

/**
 * The bytes that a receipt's digits are made of. The same token and the same body always give the same receipt, so a
 * retry after a lost answer is harmless although no receipt is kept anywhere.
 */
export function receiptBytes(pepper: string, tokenHash: string, bodyHash: string): Uint8Array {
  return createHmac("sha512", pepper).update(`menmu receipt v1\0${tokenHash}\0${bodyHash}`).digest();
}

/** The form in which the database knows a token: enough to find it, too little to guess it. */
export function hashToken(pepper: string, namespace: string, token: string): string {
  return createHmac("sha256", pepper).update(`menmu token v1\0${namespace}\0${token}`).digest("hex");
}

/** Keyed digest of a submission's whole body, by which a repetition is told from a different post. */
export function hashBody(pepper: string, body: unknown): string {
  return createHmac("sha256", pepper).update("menmu body v1\0").update(JSON.stringify(body)).digest("hex");
}
