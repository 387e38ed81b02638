import type { z } from "zod";
import { AppError, FIELD_CODES, type FieldCode } from "./errors";

/** More than this many fields are not named: whoever sent them knows by then. */
const MOST = 20;
const LONGEST_PATH = 120;

/**
 * Parses what came from outside.
 *
 * @throws AppError `invalid_input` that names each field by its path (`persons.0.names`) and what is wrong with it;
 * never what was sent
 */
export function parseInput<Schema extends z.ZodType>(schema: Schema, input: unknown): z.output<Schema> {
  const result = schema.safeParse(input, { reportInput: true });
  if (!result.success) throw new AppError("invalid_input", fieldProblems(result.error));
  return result.data;
}

/** From zod's findings to our codes: one for each field, the first that was found, at most twenty. */
function fieldProblems(error: z.ZodError): Record<string, FieldCode> {
  const problems = new Map<string, FieldCode>();
  function add(path: readonly PropertyKey[], code: FieldCode): void {
    const name = (path.length === 0 ? "body" : path.map(String).join(".")).slice(0, LONGEST_PATH);
    if (problems.size < MOST && !problems.has(name)) problems.set(name, code);
  }
  for (const issue of error.issues) {
    if (issue.code === "unrecognized_keys") {
      for (const key of issue.keys.slice(0, MOST)) add([...issue.path, key], "unknown_field");
    } else {
      add(issue.path, codeOf(issue));
    }
  }
  return Object.fromEntries(problems);
}

function codeOf(issue: z.core.$ZodIssue): FieldCode {
  const known = FIELD_CODES.find((code) => code === issue.message);
  if (known) return known;
  if (issue.input === undefined && (issue.code === "invalid_type" || issue.code === "invalid_value")) return "required";
  switch (issue.code) {
    case "invalid_type":
    case "invalid_union":
      return "wrong_type";
    case "too_big":
      return issue.origin === "array" ? "too_many" : issue.origin === "string" ? "too_long" : "out_of_range";
    case "too_small":
      return issue.origin === "array" || issue.origin === "string" ? "required" : "out_of_range";
    case "invalid_value":
      return typeof issue.input === "string" || typeof issue.input === "number" ? "unknown_value" : "wrong_type";
    default:
      return "unknown_value";
  }
}
