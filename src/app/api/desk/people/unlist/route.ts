import { unlistPerson, unlisting } from "@/features/moderation/unlist-person";
import { deskDoor, optional, parseInput } from "../../desk-door";

export const POST = deskDoor("POST /api/desk/people/unlist", {
  walk: async ({ actor, form, locale }) => {
    const input = {
      personId: form.get("personId")?.trim(),
      reason: form.get("reason"),
      note: optional(form.get("note")),
    };
    await unlistPerson(actor, parseInput(unlisting, input));
    return `/${locale}/desk/people?done=unlisted`;
  },
  back: ({ locale }) => `/${locale}/desk/people`,
  words: (name) => name === "note",
});
