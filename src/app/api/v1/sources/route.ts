import { parsePage } from "@/domain/page-query";
import { listSources } from "@/features/archive/list-sources";
import { door } from "../../door";
import { publicJson } from "../../public-json";

const CURSOR = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export const GET = door("GET /api/v1/sources", async (request) => {
  const { limit, cursor } = parsePage(new URL(request.url).searchParams, CURSOR);
  return publicJson(request, await listSources({ limit, cursor }));
});
