import type { z } from "zod";
import { FIELD_CODES, type FieldCode } from "@/domain/errors";

/** The first thing that is wrong with a row: which field, and which of our codes; never what it holds. */
export function firstIssue(error: z.ZodError): {
  field: string;
  code: FieldCode;
} {
  const issue = error.issues[0];
  const field = issue?.path.map(String).join(".") ?? "";
  const known = FIELD_CODES.find((code) => code === issue?.message);
  if (known) return { field, code: known };
  switch (issue?.code) {
    case "too_big":
      return { field, code: "too_long" };
    case "too_small":
      return { field, code: "required" };
    case "invalid_value":
    case "invalid_format":
      return { field, code: "unknown_value" };
    case "unrecognized_keys":
      return { field, code: "unknown_field" };
    default:
      return { field, code: "wrong_type" };
  }
}
