import { randomUUID } from "node:crypto";
import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { readDraftFile, replaceDraftFile } from "@/db/drafts";
import { AppError } from "@/domain/errors";
import type { FieldErrors } from "@/domain/journey";
import { draftId, openDraft, sealDraft } from "@/lib/draft-cipher";
import { required } from "@/lib/env";
import { originalsDirectory } from "@/lib/originals";
import { receiveImageForm } from "@/lib/receive-image";
import { parseRecipients } from "@/lib/sealing";
import { changeDraft, withAnswers, withNewToken } from "./change-draft";
import { loadDraft } from "./load-draft";
import { nextPage, type Saved } from "./save-step";

/**
 * Receives the photo page: a new photo, its removal, or neither.
 *
 * The original is sealed to the keyholders while it arrives; the derivative is kept as ciphertext under the draft's
 * own key until the family sends it. A file that is no photo leaves everything as it was, with a sentence.
 *
 * `accept` is the door's check of the form's token; it runs before a byte of the file is kept.
 *
 * @throws AppError `too_large` above 25 MB, `expired` without a draft
 */
export async function uploadPhoto(
  key: string,
  request: Request,
  input: {
    accept: (fields: ReadonlyMap<string, string>) => { tokenExpired: boolean };
    today: string;
  },
): Promise<Saved> {
  if (!(await loadDraft(key))) throw new AppError("expired");
  const directory = originalsDirectory();
  const recipients = parseRecipients(await readFile(required("KEYHOLDERS"), "utf8"));

  let received;
  try {
    received = await receiveImageForm(request, {
      recipients,
      directory,
      accept: async (fields) => {
        input.accept(fields);
      },
    });
  } catch (error) {
    if (!(error instanceof AppError) || !("photo" in error.fields)) throw error;
    await changeDraft(key, (draft) => withAnswers(draft, "photo", {}, error.fields));
    if (error.code === "too_large") throw error;
    return { next: "photo", ok: false };
  }

  const { tokenExpired } = input.accept(received.fields);
  const { image } = received;
  const remove = received.fields.get("action") === "remove";
  const id = draftId(key, "journey");
  if (image || remove) {
    const file = image && {
      id: randomUUID(),
      sha256: image.sha256,
      size: image.size,
      mediaType: image.mediaType,
      storedName: image.storedName,
      derivative: sealDraft(key, "journey", image.derivative.bytes),
    };
    const former = await replaceDraftFile(id, file);
    for (const name of former) await rm(join(directory, name), { force: true });
    await changeDraft(key, (draft) => ({
      ...draft,
      photo:
        image && file
          ? {
              id: file.id,
              fileName: image.fileName.slice(0, 500),
              width: image.derivative.width,
              height: image.derivative.height,
              mediaType: image.derivative.mediaType,
            }
          : null,
    }));
  }

  const errors: FieldErrors = tokenExpired ? { token: "token_expired" } : {};
  const { draft } = await changeDraft(key, (current) =>
    withAnswers(tokenExpired ? withNewToken(current, key) : current, "photo", remove ? {} : { done: "yes" }, errors),
  );
  // Whoever chose or removed a photo sees the page again, with what it holds now.
  if (remove || tokenExpired) return { next: "photo", ok: !tokenExpired };
  return { next: nextPage(draft, input.today), ok: true };
}

/** The draft's photo as it would be shown, for the family's own eyes. Null when there is none. */
export async function readDraftPhoto(key: string): Promise<{ bytes: Uint8Array; mediaType: string } | null> {
  const loaded = await loadDraft(key);
  if (!loaded?.draft.photo) return null;
  const file = await readDraftFile(loaded.id);
  const bytes = file?.derivative && openDraft(key, "journey", file.derivative);
  return bytes ? { bytes, mediaType: loaded.draft.photo.mediaType } : null;
}
