import { z } from "zod";

/** Bidirectional controls, other invisible format characters and C0/C1 controls; ZWNJ, ZWJ, tab and newline stay. */
const INVISIBLE =
  /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F\u00AD\u061C\u115F\u1160\u180E\u200B\u200E\u200F\u202A-\u202E\u2060-\u206F\u3164\uFEFF\uFFA0\uFFF9-\uFFFB]|[\u{E0000}-\u{E007F}]/gu;
const LONE_SURROGATE = /[\uD800-\uDFFF]/gu;

/** Text as we keep it: NFC, without bidirectional controls and invisible characters (ZWNJ and ZWJ stay). */
export function cleanText(text: string): string {
  return text.replace(/\r\n?/g, "\n").replace(INVISIBLE, "").replace(LONE_SURROGATE, "\uFFFD").normalize("NFC");
}

/** One line of text: cleaned, runs of white space made one space, trimmed, 1 to `max` characters. */
export function line(max: number) {
  return z
    .string()
    .max(max * 4, "too_long")
    .overwrite((text) => cleanText(text).replace(/\s+/g, " ").trim())
    .min(1, "required")
    .max(max, "too_long");
}

/** Text of several lines: cleaned and trimmed, 1 to `max` characters. */
export function prose(max: number) {
  return z
    .string()
    .max(max * 4, "too_long")
    .overwrite((text) => cleanText(text).trim())
    .min(1, "required")
    .max(max, "too_long");
}

/**
 * An address on the web, 1 to `max` characters. White space, control and bidirectional characters, which an address
 * bar would hide or encode and the database may refuse, make it none.
 */
export function webUrl(max: number) {
  return z
    .url({ protocol: /^https?$/, error: "unknown_value" })
    .max(max, "too_long")
    .refine((text) => !/\s/u.test(text) && text.replace(INVISIBLE, "") === text, "unknown_value");
}
