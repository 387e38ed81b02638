import { checkDigit, hasValidCheckDigit } from "./check-digit";
import { asciiDigits } from "./partial-date";

/**
 * A receipt: 19 digits and a check digit. It looks like a reference number and can be written and read in every script.
 * 19 random digits are 63 bits; a guess costs a slow hash.
 */
const DIGITS = 19;
const SPACE = 10n ** BigInt(DIGITS);

/**
 * The receipt that belongs to these bytes, always the same. From 16 random bytes no digit is more likely than another
 * by more than one part in 10^19.
 */
export function deriveReceipt(bytes: Uint8Array): string {
  if (bytes.length < 16) throw new RangeError("At least 16 bytes");
  let number = 0n;
  for (const byte of bytes.subarray(0, 16)) number = (number << 8n) | BigInt(byte);
  const digits = String(number % SPACE).padStart(DIGITS, "0");
  return digits + checkDigit(digits);
}

/** The twenty digits of what a person typed, whatever stands between them; null when they are no receipt. */
export function parseReceipt(text: string): string | null {
  if (text.length > 200) return null;
  const digits = asciiDigits(text).replace(/[\s\-–—.·_/\p{Cf}]/gu, "");
  return digits.length === DIGITS + 1 && hasValidCheckDigit(digits) ? digits : null;
}

/** A receipt as it is shown: groups of four. */
export function formatReceipt(receipt: string): string {
  return receipt.replace(/(\d{4})(?=\d)/g, "$1 ");
}
