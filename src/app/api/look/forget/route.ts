import { clearLook } from "@/auth/look-cookie";
import { readForm } from "@/lib/read-form";
import { familyDoor, localeField, seeOther } from "../../family-door";

/** Forgets a private look at once. It asks for no token: whoever could make a browser post this could only make it forget. */
export const POST = familyDoor("POST /api/look/forget", "/look", async (request) => {
  const locale = localeField((await readForm(request)).get("locale"));
  return seeOther(`/${locale}/look`, [clearLook(locale)]);
});
