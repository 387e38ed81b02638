import { recordAudit } from "@/db/audit";
import { inTransaction } from "@/db/client";
import { findDerivative } from "@/db/moderation";
import { AppError } from "@/domain/errors";
import { type Actor, authorize } from "@/domain/policy";

/** The clean copy of a submitted photo; looking leaves a trace. The original is sealed and shown to nobody. @throws AppError `not_found` */
export async function openPhoto(actor: Actor, attachmentId: string): Promise<{ mediaType: string; bytes: Uint8Array }> {
  authorize(actor, "submission:open");
  return await inTransaction("mod", async (tx) => {
    const photo = await findDerivative(tx, attachmentId);
    if (!photo) throw new AppError("not_found");
    await recordAudit(tx, { actorId: actor.id, action: "attachment.opened", subjectId: attachmentId });
    return { mediaType: photo.mediaType, bytes: photo.bytes };
  });
}
