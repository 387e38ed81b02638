import { decideSubmission, decisionInput } from "@/features/moderation/decide-submission";
import { findNextSubmission } from "@/features/moderation/find-next-submission";
import { deskDoor, optional, parseInput, submissionPage } from "../../../desk-door";

export const POST = deskDoor("POST /api/desk/submissions/[id]/decide", {
  walk: async (visit) => {
    const { actor, form, params, locale } = visit;
    const decision = form.get("decision");
    const reasoned = decision === "reject" || decision === "keep_internal";
    const decided = await decideSubmission(
      actor,
      parseInput(decisionInput, {
        decision,
        submissionId: params["id"],
        version: Number(form.get("version") ?? Number.NaN),
        ...(decision === "approve" && { contentHash: form.get("contentHash") }),
        ...(reasoned && { reason: form.get("reason"), note: optional(form.get("note")) }),
      }),
    );
    const done = `done=${decided.state}`;
    if (form.get("then") !== "next") return `${submissionPage(visit)}?${done}`;
    const next = await findNextSubmission(actor);
    return next === null ? `/${locale}/desk?${done}` : `/${locale}/desk/submissions/${next}?${done}`;
  },
  back: submissionPage,
  words: (name) => name === "note",
});
