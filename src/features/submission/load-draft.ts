import { z } from "zod";
import { findDraft } from "@/db/drafts";
import { LOCALES } from "@/domain/codes";
import { FIELD_CODES } from "@/domain/errors";
import { type Answers, type FieldErrors, STEPS, type Step } from "@/domain/journey";
import { draftId, isDraftKey, openDraft } from "@/lib/draft-cipher";

const fields = z.record(z.string(), z.string());

/** What the ciphertext of a journey holds. */
export const draftContent = z.strictObject({
  format: z.literal(1),
  locale: z.enum(LOCALES),
  /** The form token: one for the whole journey, so that every post of it is known as the same. */
  token: z.string(),
  startedAt: z.number(),
  answers: z.partialRecord(z.enum(STEPS), fields),
  /** What was wrong with the last post of a page; the typed words are in `answers` all the same. */
  errors: z.partialRecord(z.enum([...STEPS, "check"]), z.record(z.string(), z.enum(FIELD_CODES))),
  photo: z
    .strictObject({
      id: z.string(),
      fileName: z.string(),
      width: z.number(),
      height: z.number(),
      mediaType: z.string(),
    })
    .nullable(),
});

export type Draft = {
  readonly format: 1;
  readonly locale: (typeof LOCALES)[number];
  readonly token: string;
  readonly startedAt: number;
  readonly answers: Answers;
  readonly errors: Readonly<Partial<Record<Step | "check", FieldErrors>>>;
  readonly photo: DraftPhoto | null;
};
/** What the draft knows of its photo; the bytes lie elsewhere, sealed. */
export type DraftPhoto = NonNullable<z.infer<typeof draftContent>["photo"]>;

export type LoadedDraft = {
  readonly id: string;
  readonly version: number;
  readonly draft: Draft;
};

/**
 * Opens a family's draft with the key that only their browser holds. Null when there is none: never begun, left, sent,
 * or older than twelve hours.
 */
export async function loadDraft(key: string | undefined): Promise<LoadedDraft | null> {
  if (!isDraftKey(key)) return null;
  const id = draftId(key, "journey");
  const row = await findDraft(id, "journey");
  if (!row) return null;
  const plaintext = openDraft(key, "journey", row.ciphertext);
  if (!plaintext) return null;
  // What we wrote ourselves, in an older format perhaps: then it is as good as gone.
  const content = draftContent.safeParse(JSON.parse(plaintext.toString("utf8")));
  return content.success ? { id, version: row.version, draft: clean(content.data) } : null;
}

function clean(content: z.infer<typeof draftContent>): Draft {
  // Partial records come with `undefined` in their types; JSON has none.
  return content;
}
