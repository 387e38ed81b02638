import { leaveDraft } from "@/features/submission/leave-draft";
import { readForm } from "@/lib/read-form";
import { clearCookie, readCookie } from "@/lib/session-cookie";
import { familyDoor, seeOther } from "../../family-door";

/**
 * Forgets the journey at once and leads to a page that says nothing. It asks for no token: whoever could make a
 * browser post this could only make it forget.
 */
export const POST = familyDoor("POST /api/submit/leave", "/submit", async (request) => {
  await readForm(request);
  await leaveDraft(readCookie(request.headers, "draft"));
  return seeOther("/api/blank", [clearCookie("draft"), clearCookie("receipt")]);
});
