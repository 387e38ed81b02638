import { listStaffRows, type StaffMember } from "@/db/staff";
import { type Actor, authorize } from "@/domain/policy";

const SIGNED_IN_MS = 30 * 60 * 1000;

/** All staff by their pseudonyms, in service and not. */
export async function listStaff(actor: Actor, now = new Date()): Promise<StaffMember[]> {
  authorize(actor, "staff:manage");
  return await listStaffRows(new Date(now.getTime() - SIGNED_IN_MS));
}
