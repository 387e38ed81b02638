import type { Metadata } from "next";
import { NothingHere } from "../nothing-here";
import { pageLocale } from "../page-locale";

export const metadata: Metadata = { robots: { index: false } };

/** Whatever has no page of its own gets the page that says so, in the reader's language. */
export default async function Unknown({ params }: PageProps<"/[locale]/[...unknown]">) {
  const { locale } = pageLocale((await params).locale);
  return <NothingHere locale={locale} />;
}
