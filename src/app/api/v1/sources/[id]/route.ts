import { getSource } from "@/features/archive/get-source";
import { door } from "../../../door";
import { publicJson } from "../../../public-json";
import { refuseParameters } from "../../refuse-parameters";

export const GET = door("GET /api/v1/sources/[id]", async (request, { params }) => {
  refuseParameters(request);
  return publicJson(request, await getSource(params["id"] ?? ""));
});
