import { removeSpelling, spellingToRemove } from "@/features/moderation/remove-spelling";
import { deskDoor, parseInput } from "../../desk-door";

export const POST = deskDoor("POST /api/desk/names/remove", {
  walk: async ({ actor, form, locale }) => {
    const removed = await removeSpelling(actor, parseInput(spellingToRemove, { id: form.get("id") }));
    return `/${locale}/desk/names?done=${removed ? "spelling_removed" : "unchanged"}`;
  },
  back: ({ locale }) => `/${locale}/desk/names`,
});
