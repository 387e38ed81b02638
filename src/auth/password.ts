import { randomInt } from "node:crypto";
import { hash, verify } from "@node-rs/argon2";
import { AppError } from "@/domain/errors";

/** Argon2id with 64 MiB: what a stolen table costs per guess. */
const COST = { algorithm: 2, memoryCost: 65_536, timeCost: 3, parallelism: 1 } as const;
/** No letters or digits that look alike, so that a password can be read aloud. */
const ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789";
/** Hash of a password that nobody has, so that an unknown name costs what a known one does. */
const NOBODY = "$argon2id$v=19$m=65536,t=3,p=1$bWVubXUgbm9ib2R5IHNhbHQ$o6sZYtN6wYv8rV0C0sQpWb1S0x9xk1oQ2mJ3x5u8y7A";
/** How many passwords are checked at once, and how many may wait: a flood of sign-ins must not fill memory. */
const AT_ONCE = 2;
const WAITING = 40;

let running = 0;
const queue: (() => void)[] = [];

/** A password of five groups of four, about 99 bits: made by us, never chosen. */
export function newPassword(): string {
  const group = () => Array.from({ length: 4 }, () => ALPHABET.charAt(randomInt(ALPHABET.length))).join("");
  return Array.from({ length: 5 }, group).join("-");
}

/** The form in which a password is kept. */
export async function hashPassword(password: string): Promise<string> {
  return await hash(password, COST);
}

/**
 * Whether this is the password; for nobody (`null`) it takes the same time and is never right.
 *
 * @throws AppError `unavailable` when too many are waiting to be checked
 */
export async function checkPassword(passwordHash: string | null, password: string): Promise<boolean> {
  if (queue.length >= WAITING) throw new AppError("unavailable");
  if (running >= AT_ONCE) await new Promise<void>((resolve) => queue.push(resolve));
  running++;
  try {
    const right = await verify(passwordHash ?? NOBODY, password);
    return right && passwordHash !== null;
  } finally {
    running--;
    queue.shift()?.();
  }
}
