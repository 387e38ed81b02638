import { checkDigit, hasValidCheckDigit } from "./check-digit";
import { asciiDigits } from "./partial-date";

/** How many public identifiers there can be. */
export const PUBLIC_IDENTIFIER_SPACE = 10_000_000;

/**
 * The public identifier for a number drawn at random: `MU-`, seven digits and a check digit. Drawn, not counted, so
 * that identifiers are in no order that tells when somebody submitted.
 */
export function makePublicIdentifier(drawn: number): string {
  if (!Number.isInteger(drawn) || drawn < 0 || drawn >= PUBLIC_IDENTIFIER_SPACE)
    throw new RangeError("Out of the space");
  const digits = String(drawn).padStart(7, "0");
  return `MU-${digits}${checkDigit(digits)}`;
}

/** The identifier in its one spelling, however it was typed (`mu 48301275`, any script's digits); null when it can be none. */
export function parsePublicIdentifier(text: string): string | null {
  const match = /^mu[\s\-–]?(\d{8})$/i.exec(asciiDigits(text).trim());
  return match?.[1] !== undefined && hasValidCheckDigit(match[1]) ? `MU-${match[1]}` : null;
}
