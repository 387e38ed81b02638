import { insertDraft } from "@/db/drafts";
import type { Locale } from "@/domain/codes";
import { draftId, newDraftKey, sealDraft } from "@/lib/draft-cipher";
import { required } from "@/lib/env";
import { newFormToken } from "@/lib/form-token";
import type { Draft } from "./load-draft";
import { purgeDrafts } from "./purge-drafts";

/** How long answers are kept for the browser that typed them. */
export const DRAFT_LIFETIME_MS = 12 * 60 * 60 * 1000;

/**
 * Begins a journey and returns the key that the browser keeps in its session cookie. Nobody else has it: the row that
 * is made here cannot be opened by this server alone.
 */
export async function startDraft(locale: Locale, answers: Draft["answers"] = {}): Promise<string> {
  await purgeDrafts();
  const key = newDraftKey();
  const id = draftId(key, "journey");
  const now = Date.now();
  const draft: Draft = {
    format: 1,
    locale,
    token: newFormToken(required("FORM_SECRET"), "journey", id, now),
    startedAt: now,
    answers,
    errors: {},
    photo: null,
  };
  await insertDraft({
    id,
    kind: "journey",
    ciphertext: sealDraft(key, "journey", Buffer.from(JSON.stringify(draft))),
    expiresAt: new Date(now + DRAFT_LIFETIME_MS),
  });
  return key;
}
