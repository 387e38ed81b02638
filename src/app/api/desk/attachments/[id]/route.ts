import { z } from "zod";
import { AppError } from "@/domain/errors";
import { openPhoto } from "@/features/moderation/open-photo";
import { door } from "../../../door";

/** The clean copy of a submitted photo, for the eyes of whoever reviews it. */
export const GET = door("GET /api/desk/attachments/[id]", async (_request, { actor, params }) => {
  const id = z.uuid().safeParse(params["id"]);
  if (!id.success) throw new AppError("not_found");
  const { mediaType, bytes } = await openPhoto(actor, id.data);
  return new Response(new Uint8Array(bytes), {
    headers: {
      "content-type": mediaType,
      "content-disposition": "inline",
      "content-security-policy": "default-src 'none'; sandbox",
      "cache-control": "no-store",
      "x-content-type-options": "nosniff",
      "cross-origin-resource-policy": "same-origin",
    },
  });
});
