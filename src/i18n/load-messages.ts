import type { TextLocale } from "./locales";

/** The areas of the interface, one file each, so that several people can translate at once. */
export const AREAS = ["common", "pages", "archive", "codes", "errors", "submit", "receipt", "desk", "api"] as const;

type Messages = { [key: string]: string | Messages };

/** Every sentence of one language, by area. */
export async function loadMessages(language: TextLocale): Promise<Record<string, Messages>> {
  const areas = await Promise.all(
    AREAS.map(async (area) => {
      const file = (await import(`./messages/${language}/${area}.json`)) as { default: Messages };
      return [area, file.default] as const;
    }),
  );
  return Object.fromEntries(areas);
}
