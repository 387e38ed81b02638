import { parsePage } from "@/domain/page-query";
import { listChanges } from "@/features/exchange/list-changes";
import { door } from "../../door";
import { publicJson } from "../../public-json";

const CURSOR = /^[0-9_MU-]{1,60}$/;
/** Before the archive began. */
const BEGINNING = "2000-01-01";

export const GET = door("GET /api/v1/changes", async (request) => {
  const { since, limit, cursor } = parsePage(new URL(request.url).searchParams, CURSOR, ["since"]);
  return publicJson(request, await listChanges({ since: since ?? BEGINNING, limit, cursor }));
});
