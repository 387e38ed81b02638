import { AppError } from "@/domain/errors";
import { loadDraft } from "@/features/submission/load-draft";
import { readDraftPhoto, uploadPhoto } from "@/features/submission/upload-photo";
import { isDraftKey } from "@/lib/draft-cipher";
import { readCookie } from "@/lib/session-cookie";
import { checkToken, familyDoor, seeOther } from "../../family-door";
import { today } from "../today";

/** Receives the photo page; the body streams and is never held whole. */
export const POST = familyDoor("POST /api/submit/photo", "/submit/photo", async (request) => {
  const key = readCookie(request.headers, "draft");
  const loaded = await loadDraft(key);
  if (!isDraftKey(key) || !loaded) throw new AppError("expired");
  const { next } = await uploadPhoto(key, request, {
    accept: (fields) => ({ tokenExpired: checkToken(request, "journey", fields.get("token"), key) === "stale" }),
    today: today(),
  });
  return seeOther(`/${loaded.draft.locale}/submit/${next}`);
});

/** The family's own photo as it would be shown, while they write; for their browser only. */
export const GET = familyDoor("GET /api/submit/photo", "/submit", async (request) => {
  const key = readCookie(request.headers, "draft");
  const photo = isDraftKey(key) ? await readDraftPhoto(key) : null;
  if (!photo) throw new AppError("not_found");
  return new Response(new Uint8Array(photo.bytes), {
    headers: {
      "Content-Type": photo.mediaType,
      "Cache-Control": "no-store",
      "X-Content-Type-Options": "nosniff",
      "Content-Security-Policy": "default-src 'none'; sandbox",
    },
  });
});
