import { parseStrict } from "@/domain/search-query";
import { FEED_MAX, followSearch } from "@/features/archive/follow-search";
import { negotiateLocale, textLocale } from "@/i18n/locales";
import { addressIn } from "../../../../site-address";
import { door } from "../../../door";
import { publicAnswer } from "../../../public-json";
import { atomFeed } from "./atom";

export const GET = door("GET /api/v1/feeds/new.atom", async (request) => {
  const { searchParams } = new URL(request.url);
  const asked = parseStrict(searchParams);
  // Always the newest, so that a reader who comes again finds what is new where it was before.
  const query = {
    ...asked,
    sort: "updated" as const,
    cursor: null,
    limit: searchParams.get("limit") ? asked.limit : FEED_MAX,
  };
  const language = textLocale(negotiateLocale(request.headers.get("accept-language")));
  const text = atomFeed(addressIn(request.headers), language, query, await followSearch(query));
  return publicAnswer(request, text, "application/atom+xml; charset=utf-8", { vary: "accept-language" });
});
