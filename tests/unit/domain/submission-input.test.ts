import { expect, test } from "vitest";
import { SUBMISSION_EXAMPLE, submissionInput } from "@/domain/submission-input";

test("the example of the documentation is taken as it stands", () => {
  expect(submissionInput.safeParse(SUBMISSION_EXAMPLE).success).toBe(true);
});

test.each([
  "https://example.org/\u0000",
  "https://example.org/\u202Egnp.exe",
  "https://example.org/a b",
  "ftp://example.org/a",
  "javascript:alert(1)",
  `https://example.org/${"a".repeat(300)}`,
])("%j is no address of a source", (url) => {
  const persons = SUBMISSION_EXAMPLE.persons.map((person) => ({ ...person, sources: [{ url }] }));
  const read = submissionInput.safeParse({ ...SUBMISSION_EXAMPLE, persons });
  expect(read.error?.issues.map((issue) => issue.path.join("."))).toEqual(["persons.0.sources.0.url"]);
});
