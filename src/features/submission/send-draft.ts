import { createHash } from "node:crypto";
import { consumeDraft, readDraftFile } from "@/db/drafts";
import { findByToken } from "@/db/intake";
import { AppError } from "@/domain/errors";
import { readJourney, type Step, type Told, withTicked } from "@/domain/journey";
import { deriveReceipt } from "@/domain/receipt";
import { openDraft } from "@/lib/draft-cipher";
import { required } from "@/lib/env";
import { hashToken, receiptBytes } from "@/lib/receipt-hash";
import { changeDraft, withErrors, withNewToken } from "./change-draft";
import { type Draft, type LoadedDraft, loadDraft } from "./load-draft";
import { nextPage } from "./save-step";
import { submitTestimony, type TestimonySubmission } from "./submit-testimony";

export type Sent = { readonly receipt: string } | { readonly next: Step | "check" };

/** A short digest of everything on the check page, so that what is sent is what was read there. */
export function digestOf(draft: Draft): string {
  return createHash("sha256")
    .update(JSON.stringify([draft.answers, draft.photo]))
    .digest("base64url");
}

/**
 * Sends a finished journey: what was checked becomes a submission, and the draft is gone in the same transaction.
 *
 * Of the spellings that the check page offers, those that were ticked are sent like names that were typed; of the
 * others nothing is kept anywhere. When nothing can be sent yet, what was ticked waits among the other names.
 *
 * Pressed again after a lost answer, it finds what its token wrote and gives the same receipt. When something changed
 * in another window since the check page was made, nothing is sent and the page is shown anew.
 *
 * @throws AppError `expired` when there is neither a draft nor anything that was sent with this token;
 * `conflict` when the token was used for something else: the draft has a new one then, and every word
 */
export async function sendDraft(
  key: string,
  input: { token: string; seen: string; ticked?: readonly string[]; tokenExpired: boolean; today: string },
): Promise<Sent> {
  const ticked = input.ticked ?? [];
  const loaded = await loadDraft(key);
  if (!loaded) return { receipt: await receiptAgain(input.token) };

  const next = nextPage(loaded.draft, input.today);
  if (next !== "check") return { next };
  if (input.tokenExpired) {
    await changeDraft(key, (draft) =>
      withErrors(withNewToken(keepTicked(draft, ticked), key), "check", { token: "token_expired" }),
    );
    return { next: "check" };
  }
  if (input.seen !== digestOf(loaded.draft)) return await changedMeanwhile(key, ticked);
  const told = readJourney(withTicked(loaded.draft.answers, ticked), {
    today: input.today,
    hasPhoto: loaded.draft.photo !== null,
  });
  if (!told) return { next: "check" };

  try {
    return await submit(key, loaded, told, input.token);
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== "conflict") throw error;
    if (error.fields["seen"] === "changed_meanwhile") return await changedMeanwhile(key, ticked);
    // Pressed twice at once with different ticks: the first press was received.
    if (!(await loadDraft(key))) return { receipt: await receiptAgain(input.token) };
    await changeDraft(key, (draft) =>
      withErrors(withNewToken(keepTicked(draft, ticked), key), "check", { token: "token_reused" }),
    );
    throw error;
  }
}

async function submit(key: string, loaded: LoadedDraft, told: Told, token: string): Promise<Sent> {
  const { draft, id, version } = loaded;
  const file = draft.photo && (await readDraftFile(id));
  if (draft.photo && !file) return { receipt: await receiptAgain(token) };
  const derivative = file?.derivative && openDraft(key, "journey", file.derivative);
  const sealed: TestimonySubmission["sealed"] = [];
  if (told.sealed.contact !== null) sealed.push({ kind: "contact", payload: told.sealed.contact });
  if (told.sealed.submitter !== null) sealed.push({ kind: "submitter", payload: told.sealed.submitter });
  if (told.sealed.archiveOnly !== null) {
    sealed.push({
      kind: "archive_only",
      payload: JSON.stringify(told.sealed.archiveOnly),
    });
  }
  if (draft.photo && file) {
    sealed.push({
      kind: "file_names",
      payload: { [file.id]: draft.photo.fileName },
    });
  }

  const { receipt } = await submitTestimony(
    {
      origin: "family",
      token,
      language: told.language,
      persons: [{ content: told.content, consents: [...told.consents] }],
      sealed,
    },
    {
      attachments: file
        ? [
            {
              id: file.id,
              person: 0,
              sha256: file.sha256,
              size: file.size,
              mediaType: file.mediaType,
              storedName: file.storedName,
              derivative:
                told.photoForPublication && derivative
                  ? {
                      bytes: derivative,
                      mediaType: draft.photo.mediaType,
                      width: draft.photo.width,
                      height: draft.photo.height,
                    }
                  : null,
              forPublication: told.photoForPublication,
            },
          ]
        : [],
      alongside: async (tx) => {
        if (!(await consumeDraft(tx, { id, version }))) throw new AppError("conflict", { seen: "changed_meanwhile" });
      },
    },
  );
  return { receipt };
}

/** The receipt that this token already earned. @throws AppError `expired` when it earned none */
async function receiptAgain(token: string): Promise<string> {
  const pepper = required("RECEIPT_PEPPER");
  const tokenHash = hashToken(pepper, "family", token);
  const found = await findByToken(tokenHash);
  if (!found?.bodyHash) throw new AppError("expired");
  return deriveReceipt(receiptBytes(pepper, tokenHash, found.bodyHash));
}

async function changedMeanwhile(key: string, ticked: readonly string[]): Promise<Sent> {
  await changeDraft(key, (draft) => withErrors(keepTicked(draft, ticked), "check", { seen: "changed_meanwhile" }));
  return { next: "check" };
}

function keepTicked(draft: Draft, ticked: readonly string[]): Draft {
  return { ...draft, answers: withTicked(draft.answers, ticked) };
}
