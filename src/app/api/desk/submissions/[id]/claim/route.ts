import { claimSubmission, submissionClaim } from "@/features/moderation/claim-submission";
import { deskDoor, parseInput, submissionPage } from "../../../desk-door";

export const POST = deskDoor("POST /api/desk/submissions/[id]/claim", {
  walk: async (visit) => {
    const { actor, form, params } = visit;
    await claimSubmission(
      actor,
      parseInput(submissionClaim, { submissionId: params["id"], version: form.get("version") }),
    );
    return `${submissionPage(visit)}?done=claimed`;
  },
  back: submissionPage,
});
