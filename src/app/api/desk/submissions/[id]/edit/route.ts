import { editSubmission, submissionEdit } from "@/features/moderation/edit-submission";
import { deskDoor, parseInput, submissionPage } from "../../../desk-door";

/** `f:` before the path of a value, `x:` before the path of an item that goes. */
export const POST = deskDoor("POST /api/desk/submissions/[id]/edit", {
  walk: async (visit) => {
    const { actor, form, params } = visit;
    const typed = [...form].flatMap(([name, value]) =>
      name.startsWith("f:") ? [[name.slice(2), value] as const] : [],
    );
    const removed = [...form.keys()].flatMap((name) => (name.startsWith("x:") ? [name.slice(2)] : []));
    const input = {
      submissionId: params["id"],
      version: form.get("version"),
      submissionPersonId: form.get("person"),
      typed: new Map(typed),
      removed: new Set(removed),
    };
    const changed = await editSubmission(actor, parseInput(submissionEdit, input));
    return `${submissionPage(visit)}?done=${changed ? "edited" : "unchanged"}`;
  },
  back: submissionPage,
  words: (name) => name.startsWith("f:"),
});
