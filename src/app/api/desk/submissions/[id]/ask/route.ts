import { askQuestion, question } from "@/features/moderation/ask-question";
import { deskDoor, parseInput, submissionPage } from "../../../desk-door";

export const POST = deskDoor("POST /api/desk/submissions/[id]/ask", {
  walk: async (visit) => {
    const { actor, form, params } = visit;
    const input = { submissionId: params["id"], version: form.get("version"), question: form.get("question") ?? "" };
    await askQuestion(actor, parseInput(question, input));
    return `${submissionPage(visit)}?done=asked`;
  },
  back: submissionPage,
  words: (name) => name === "question",
});
