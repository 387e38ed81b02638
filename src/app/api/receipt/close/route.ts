import { closeReceipt } from "@/features/receipt/close-receipt";
import { readForm } from "@/lib/read-form";
import { clearCookie, readCookie } from "@/lib/session-cookie";
import { familyDoor, localeField, seeOther } from "../../family-door";

/** Forgets an open receipt on this device. */
export const POST = familyDoor("POST /api/receipt/close", "/receipt", async (request) => {
  const form = await readForm(request);
  await closeReceipt(readCookie(request.headers, "receipt"));
  return seeOther(`/${localeField(form.get("locale"))}/receipt`, [clearCookie("receipt")]);
});
