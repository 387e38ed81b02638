import { AppError } from "@/domain/errors";
import { getPerson } from "@/features/archive/get-person";
import { problem } from "../../../answer";
import { door } from "../../../door";
import { publicJson } from "../../../public-json";
import { refuseParameters } from "../../refuse-parameters";

export const GET = door("GET /api/v1/persons/[id]", async (request, { params }) => {
  refuseParameters(request);
  const found = await getPerson(params["id"] ?? "");
  if ("person" in found) return publicJson(request, found.person);
  const gone = problem(request, new AppError("gone"));
  const body: unknown = await gone.json();
  return new Response(JSON.stringify({ ...Object(body), ...found.tombstone }), { status: 410, headers: gone.headers });
});
