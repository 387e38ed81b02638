import { z } from "zod";
import { hashPassword, newPassword } from "@/auth/password";
import { newSecondFactor, sealTotpSecret } from "@/auth/second-factor";
import { recordAudit } from "@/db/audit";
import { inTransaction } from "@/db/client";
import { findStaffByName, insertStaff } from "@/db/staff";
import { STAFF_ROLES, type StaffRole } from "@/domain/codes";
import { AppError } from "@/domain/errors";
import { type Actor, authorize } from "@/domain/policy";
import { line } from "@/domain/text";

/** A pseudonym: it stands in the trail for good. */
export const newStaff = z.strictObject({ name: line(60), role: z.enum(STAFF_ROLES, "unknown_value") });
export type NewStaff = z.infer<typeof newStaff>;

/** What the new member of staff needs to sign in. It exists here once and is kept nowhere. */
export type StaffSecrets = { name: string; role: StaffRole; password: string; totpSecret: string; otpauthUrl: string };

/**
 * Adds a member of staff and makes their password and second factor. It needs the owner's connection, which the server
 * that faces the network does not have: whoever breaks into that server cannot make themselves a moderator.
 *
 * @throws AppError `conflict` with `name: name_taken`, also for the name of somebody who left: names in the trail mean
 * one person for ever
 */
export async function createStaff(actor: Actor, input: NewStaff): Promise<StaffSecrets> {
  authorize(actor, "staff:manage");
  const { name, role } = newStaff.parse(input);
  const password = newPassword();
  const { totpSecret, otpauthUrl } = newSecondFactor(name);
  const passwordHash = await hashPassword(password);
  await inTransaction("owner", async (tx) => {
    if (await findStaffByName(tx, name)) throw new AppError("conflict", { name: "name_taken" });
    const id = await insertStaff(tx, {
      name,
      role,
      passwordHash,
      totpSecret: (staffId) => sealTotpSecret(staffId, totpSecret),
    });
    await recordAudit(tx, { actorId: actor.id, action: "staff.created", subjectId: id });
  });
  return { name, role, password, totpSecret, otpauthUrl };
}
