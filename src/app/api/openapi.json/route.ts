import { door } from "../door";
import { publicJson } from "../public-json";
import { openApiDocument } from "./document";

const DOCUMENT = openApiDocument();

export const GET = door("GET /api/openapi.json", (request) => Promise.resolve(publicJson(request, DOCUMENT)));
