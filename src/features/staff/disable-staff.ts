import { z } from "zod";
import { recordAudit } from "@/db/audit";
import { inTransaction } from "@/db/client";
import { disableStaffRow, endSessionsOf, findStaffByName } from "@/db/staff";
import { AppError } from "@/domain/errors";
import { type Actor, authorize } from "@/domain/policy";
import { line } from "@/domain/text";

export const staffToDisable = z.strictObject({ name: line(60) });
export type StaffToDisable = z.infer<typeof staffToDisable>;

/**
 * Takes a member of staff out of service: their sessions end, and their next request is refused. Harmless when they
 * were out before. Nobody takes themselves out, so that one always remains who can undo a mistake.
 *
 * @throws AppError `not_found` for an unknown name, `forbidden` for oneself
 */
export async function disableStaff(actor: Actor, input: StaffToDisable, now = new Date()): Promise<void> {
  authorize(actor, "staff:manage");
  const { name } = staffToDisable.parse(input);
  await inTransaction(actor.kind === "operator" ? "owner" : "mod", async (tx) => {
    const staff = await findStaffByName(tx, name);
    if (!staff) throw new AppError("not_found");
    if (staff.id === actor.id) throw new AppError("forbidden");
    if (!(await disableStaffRow(tx, staff.id, now))) return;
    await endSessionsOf(tx, staff.id, now);
    await recordAudit(tx, { actorId: actor.id, action: "staff.disabled", subjectId: staff.id });
  });
}
