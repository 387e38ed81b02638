import { AppError } from "@/domain/errors";
import { door } from "../../door";

/** Says in the API's own words that there is nothing at this address. */
export const GET = door("GET /api/v1/[...unknown]", () => Promise.reject(new AppError("not_found")));
export const POST = door("POST /api/v1/[...unknown]", () => Promise.reject(new AppError("not_found")));
