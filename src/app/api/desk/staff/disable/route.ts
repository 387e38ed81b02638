import { disableStaff, staffToDisable } from "@/features/staff/disable-staff";
import { deskDoor, parseInput } from "../../desk-door";

export const POST = deskDoor("POST /api/desk/staff/disable", {
  walk: async ({ actor, form, locale }) => {
    await disableStaff(actor, parseInput(staffToDisable, { name: form.get("name") ?? "" }));
    return `/${locale}/desk/staff?done=disabled`;
  },
  back: ({ locale }) => `/${locale}/desk/staff`,
});
