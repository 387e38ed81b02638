import { findByReceipt, type OwnSubmission } from "@/db/intake";
import { parseReceipt } from "@/domain/receipt";
import { required } from "@/lib/env";
import { hashReceipt } from "@/lib/receipt-hash";

export type { OwnSubmission };
export type OpenedReceipt =
  | { readonly outcome: "found"; readonly hash: string; readonly own: OwnSubmission }
  | { readonly outcome: "unknown"; readonly hash: string }
  | { readonly outcome: "malformed" };

/**
 * Looks up the number that somebody typed. The form and the API call this same verb.
 *
 * A number whose check digit is wrong costs nothing; any other costs one Argon2id, whether it exists, never existed or
 * was erased, so that neither time nor answer tells these apart.
 */
export async function openReceipt(typed: string): Promise<OpenedReceipt> {
  const digits = parseReceipt(typed);
  if (digits === null) return { outcome: "malformed" };
  const hash = await hashReceipt(required("RECEIPT_PEPPER"), digits);
  const own = await findByReceipt(hash);
  return own ? { outcome: "found", hash, own } : { outcome: "unknown", hash };
}

/** The submission of a receipt that was opened a moment ago; null when it was erased meanwhile. */
export async function reopenReceipt(hash: string): Promise<OwnSubmission | null> {
  return await findByReceipt(hash);
}
