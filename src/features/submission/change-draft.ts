import { replaceDraft } from "@/db/drafts";
import { AppError } from "@/domain/errors";
import type { FieldErrors, Fields, Step } from "@/domain/journey";
import { draftId, sealDraft } from "@/lib/draft-cipher";
import { required } from "@/lib/env";
import { newFormToken } from "@/lib/form-token";
import { type Draft, type LoadedDraft, loadDraft } from "./load-draft";

const ATTEMPTS = 8;

/**
 * Changes a draft, also while another window changes it: the change is made anew on what the other one left.
 *
 * @throws AppError `expired` when there is no draft (any more)
 */
export async function changeDraft(key: string, change: (draft: Draft) => Draft): Promise<LoadedDraft> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const loaded = await loadDraft(key);
    if (!loaded) throw new AppError("expired");
    const draft = change(loaded.draft);
    const ciphertext = sealDraft(key, "journey", Buffer.from(JSON.stringify(draft)));
    if (await replaceDraft({ id: loaded.id, version: loaded.version, ciphertext })) {
      return { id: loaded.id, version: loaded.version + 1, draft };
    }
  }
  throw new AppError("conflict");
}

/** The draft with what was typed on one page, right or wrong. */
export function withAnswers(draft: Draft, step: Step, fields: Fields, errors: FieldErrors): Draft {
  return withErrors({ ...draft, answers: { ...draft.answers, [step]: fields } }, step, errors);
}

/** The draft with other findings about one page. */
export function withErrors(draft: Draft, page: Step | "check", errors: FieldErrors): Draft {
  const others = Object.fromEntries(Object.entries(draft.errors).filter(([each]) => each !== page));
  return {
    ...draft,
    errors: Object.keys(errors).length === 0 ? others : { ...others, [page]: errors },
  };
}

/** The draft with a fresh form token, after the old one was too old or used. */
export function withNewToken(draft: Draft, key: string): Draft {
  return {
    ...draft,
    token: newFormToken(required("FORM_SECRET"), "journey", draftId(key, "journey")),
  };
}
