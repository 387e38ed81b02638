import { sealLook, setLook } from "@/auth/look-cookie";
import { parseLenient } from "@/domain/search-query";
import { readForm } from "@/lib/read-form";
import { checkToken, familyDoor, localeField, seeOther } from "../family-door";

/**
 * Takes what somebody looks for out of the body of a post, where no address, history or log keeps it, and hands it back
 * sealed to the page that answers. A token that is too old is taken too: nothing is changed here.
 */
export const POST = familyDoor("POST /api/look", "/look", async (request) => {
  const form = await readForm(request);
  const locale = localeField(form.get("locale"));
  checkToken(request, "look", form.get("token"));
  const { query } = parseLenient(new URLSearchParams({ q: form.get("name") ?? "" }));
  return seeOther(`/${locale}/look`, [setLook(locale, await sealLook(query.q))]);
});
