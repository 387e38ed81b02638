import { listStaffNames } from "@/db/staff";
import { type Actor, authorize } from "@/domain/policy";

/** The pseudonyms of all staff, in service and not, by identifier. */
export async function listPseudonyms(actor: Actor): Promise<ReadonlyMap<string, string>> {
  authorize(actor, "submission:list");
  return await listStaffNames();
}
