import { parseStrict } from "@/domain/search-query";
import { searchArchive } from "@/features/archive/search-archive";
import { door } from "../../door";
import { publicJson } from "../../public-json";

export const GET = door("GET /api/v1/persons", async (request) => {
  const query = parseStrict(new URL(request.url).searchParams);
  return publicJson(request, await searchArchive(query));
});
