import type { FieldCode } from "@/domain/errors";
import type { PersonContent } from "@/domain/submission";

/** One row of a file, read: what it says about one person, or what is wrong with it. */
export type ImportRow = {
  /** Number of the row, or of the entry, in the file. */
  number: number;
  /** The name under which the row is known in its file; the same row again has the same. */
  key: string;
} & ({ content: PersonContent; outOfScope: boolean; warnings: readonly string[] } | { field: string; code: FieldCode });

/** The key of a source by its address, so that whoever cites the same page cites the same source. */
export function sourceKey(url: string | null, otherwise: string): string {
  if (url === null) return otherwise;
  const address = new URL(url);
  return `url:${address.host.replace(/^www\./, "")}${address.pathname}${address.search}`.slice(0, 300);
}

/** The address if it is one of the web, or null. */
export function webAddress(text: string | null | undefined): string | null {
  if (!text) return null;
  const trimmed = text.trim();
  return URL.canParse(trimmed) && /^https?:\/\/[^\s/]+\.[^\s]+$/i.test(trimmed) ? trimmed : null;
}
