import { ESLint } from "eslint";
import { beforeAll, describe, expect, test } from "vitest";

// Breaks the import rule on purpose, once for each wall, and expects to be told. Each file named here exists, so that the
// rule can resolve it; what is linted is text that takes its place.

let eslint: ESLint;

beforeAll(() => {
  eslint = new ESLint({ overrideConfig: [{ languageOptions: { parserOptions: { projectService: true } } }] });
});

async function complaints(filePath: string, text: string): Promise<(string | null)[]> {
  const [result] = await eslint.lintText(text, { filePath });
  return (result?.messages ?? []).map((message) => message.ruleId);
}

const WALLS = [
  ["the domain does not know the database", "src/domain/errors.ts", "@/db/client"],
  ["the domain does not know the tools", "src/domain/errors.ts", "@/lib/env"],
  ["the tools do not know the database", "src/lib/env.ts", "@/db/client"],
  ["the database does not know the features", "src/db/client.ts", "@/features/moderation/publish-submission"],
  ["the pages do not reach past the features", "src/app/api/v1/persons/route.ts", "@/db/client"],
  ["who asks does not know what can be done", "src/auth/doors.ts", "@/features/moderation/publish-submission"],
  [
    "a feature does not know another",
    "src/features/archive/search-archive.ts",
    "@/features/moderation/publish-submission",
  ],
  ["a feature does not know the pages", "src/features/archive/search-archive.ts", "@/app/api/v1/persons/route"],
  ["a field does not know the archive", "src/ui/name-text.tsx", "@/db/client"],
  ["the languages know nothing", "src/i18n/request.ts", "@/lib/env"],
  ["the generated client stays in its room", "scripts/start.ts", "@/db/generated/client"],
] as const;

describe("the import rule", () => {
  test.each(WALLS)("%s", async (_promise, file, target) => {
    expect(await complaints(file, `import "${target}";\n`)).toContain("import-x/no-restricted-paths");
  });

  test("a verb knows no React", async () => {
    expect(await complaints("src/features/archive/search-archive.ts", 'import "react";\n')).toContain(
      "no-restricted-imports",
    );
  });

  test("the domain knows no Node", async () => {
    expect(await complaints("src/domain/errors.ts", 'import "node:fs";\n')).toContain("no-restricted-imports");
  });

  test("one file reads the environment", async () => {
    const reads = "export const port = process.env.PORT;\n";
    expect(await complaints("src/lib/log.ts", reads)).toContain("no-restricted-syntax");
    expect(await complaints("src/lib/env.ts", reads)).not.toContain("no-restricted-syntax");
  });

  test("there are no Server Actions", async () => {
    expect(await complaints("src/app/api/v1/persons/route.ts", '"use server";\n')).toContain("no-restricted-syntax");
  });

  test("nobody writes raw HTML", async () => {
    const raw = 'export const Raw = () => <p dangerouslySetInnerHTML={{ __html: "x" }} />;\n';
    expect(await complaints("src/ui/name-text.tsx", raw)).toContain("no-restricted-syntax");
  });

  test("a promise is awaited", async () => {
    const lost = "export function lose(): void {\n  Promise.resolve(1);\n}\n";
    expect(await complaints("src/domain/errors.ts", lost)).toContain("@typescript-eslint/no-floating-promises");
  });
});
