import { AppError, type FieldCode } from "@/domain/errors";
import { cleanText } from "@/domain/text";

/** Refuses parameters where none are known. @throws AppError `invalid_input` that names them */
export function refuseParameters(request: Request): void {
  const names = [...new URL(request.url).searchParams.keys()].slice(0, 20);
  if (names.length === 0) return;
  const problems = names.map((name): [string, FieldCode] => [cleanText(name).slice(0, 40) || "?", "unknown_field"]);
  throw new AppError("invalid_input", Object.fromEntries(problems));
}
