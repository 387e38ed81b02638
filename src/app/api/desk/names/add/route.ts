import { addSpelling, newSpelling } from "@/features/moderation/add-spelling";
import { deskDoor, parseInput } from "../../desk-door";

export const POST = deskDoor("POST /api/desk/names/add", {
  walk: async ({ actor, form, locale }) => {
    const input = { name: form.get("name") ?? "", spelling: form.get("spelling") ?? "" };
    const added = await addSpelling(actor, parseInput(newSpelling, input));
    return `/${locale}/desk/names?done=${added ? "spelling_added" : "unchanged"}`;
  },
  back: ({ locale }) => `/${locale}/desk/names`,
  words: (name) => name === "name" || name === "spelling",
});
