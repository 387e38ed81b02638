import { AppError } from "@/domain/errors";
import { type FieldErrors, type Fields, fieldsOf, firstOpenStep, readStep, type Step } from "@/domain/journey";
import { changeDraft, withAnswers, withNewToken } from "./change-draft";
import type { Draft } from "./load-draft";

/** Where the journey goes on. */
export type Saved = { readonly next: Step | "check"; readonly ok: boolean };

/**
 * Keeps what was typed on one page, right or wrong, and tells which page comes next: the same one with its errors, or
 * the first that is not answered yet.
 *
 * An expired token is replaced, and the page is shown once more with every word on it.
 *
 * @throws AppError `expired` without a draft, `invalid_input` for fields that the page does not have
 */
export async function saveStep(
  key: string,
  input: { step: Step; fields: Fields; tokenExpired: boolean; today: string },
): Promise<Saved> {
  const { step, fields } = input;
  const foreign = Object.keys(fields).filter((name) => !fieldsOf(step).includes(name));
  if (foreign.length > 0) {
    throw new AppError(
      "invalid_input",
      Object.fromEntries(foreign.map((name) => [name.slice(0, 60), "unknown_field"])),
    );
  }
  const { draft } = await changeDraft(key, (current) => {
    const context = { today: input.today, hasPhoto: current.photo !== null };
    const reading = readStep(step, fields, context);
    const errors: FieldErrors = input.tokenExpired ? { token: "token_expired" } : reading.ok ? {} : reading.errors;
    return withAnswers(input.tokenExpired ? withNewToken(current, key) : current, step, fields, errors);
  });
  if (Object.keys(draft.errors[step] ?? {}).length > 0) return { next: step, ok: false };
  return { next: nextPage(draft, input.today), ok: true };
}

/** The page that a draft goes on with. */
export function nextPage(draft: Draft, today: string): Step | "check" {
  return firstOpenStep(draft.answers, { today, hasPhoto: draft.photo !== null }) ?? "check";
}
