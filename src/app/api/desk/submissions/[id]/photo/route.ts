import { choosePhoto, photoChoice } from "@/features/moderation/choose-photo";
import { deskDoor, parseInput, submissionPage } from "../../../desk-door";

export const POST = deskDoor("POST /api/desk/submissions/[id]/photo", {
  walk: async (visit) => {
    const { actor, form, params } = visit;
    const input = {
      submissionId: params["id"],
      version: form.get("version"),
      attachmentId: form.get("attachment"),
      forPublication: form.get("forPublication"),
    };
    await choosePhoto(actor, parseInput(photoChoice, input));
    return `${submissionPage(visit)}?done=edited`;
  },
  back: submissionPage,
});
