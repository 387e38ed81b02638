import { readFileSync } from "node:fs";
import { z } from "zod";
import { RELATIONS, SEXES } from "@/domain/codes";
import { detectOrthography, detectScript } from "@/domain/name/script";
import { emptyContent, type FactContent, type PersonContent, personContent } from "@/domain/submission";

const account = z.strictObject({
  names: z.array(z.string()).min(1),
  sex: z.enum(SEXES).optional(),
  birth: z.string().optional(),
  county: z.string().optional(),
  relatives: z.array(z.strictObject({ relation: z.enum(RELATIONS), name: z.string() })).optional(),
  number: z.string().optional(),
});
const other = account.extend({ of: z.string(), how: z.string() });
export type PreparedAccount = z.infer<typeof account>;

const file = z.strictObject({
  about: z.string(),
  records: z.array(account.extend({ id: z.string() })),
  near: z.array(other),
  alike: z.array(other),
});

/** Invented people: ten records, ten other accounts of the same people, and ten accounts of people who look like them. */
export const PREPARED = file.parse(JSON.parse(readFileSync("tests/data/duplicates.json", "utf8")));

/** What a family would say of such a person. */
export function contentOf({ names, sex, birth, county, relatives, number }: PreparedAccount): PersonContent {
  const said: Pick<FactContent, "side" | "tier" | "citations"> = { side: "family", tier: "reported", citations: [] };
  const empty = { code: null, text: null, edtf: null, number: null, place: null, asOf: null, ...said };
  const facts: FactContent[] = [
    ...(sex === undefined ? [] : [{ ...empty, field: "sex" as const, code: sex }]),
    ...(birth === undefined ? [] : [{ ...empty, field: "birth" as const, edtf: birth }]),
    ...(county === undefined ? [] : [{ ...empty, field: "residence" as const, place: county }]),
  ];
  const [scheme, value] = number?.split(":") ?? [];
  return personContent.parse({
    ...emptyContent(),
    names: names.map((text, at) => ({
      text,
      script: detectScript(text),
      orthography: detectOrthography(text),
      kind: at === 0 ? "main" : "variant",
      isPublic: true,
      citations: [],
    })),
    facts,
    relatives: (relatives ?? []).map((relative) => ({
      ...relative,
      location: null,
      speaks: false,
      externalId: null,
      citations: [],
    })),
    externalIds: scheme === undefined ? [] : [{ scheme, value }],
  });
}
