import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { pageLocale } from "../page-locale";
import { TextPage } from "../text-page";

export async function generateMetadata({ params }: PageProps<"/[locale]/method">): Promise<Metadata> {
  pageLocale((await params).locale);
  return { title: (await getTranslations("pages.method"))("title") };
}

export default async function Method({ params }: PageProps<"/[locale]/method">) {
  pageLocale((await params).locale);
  return <TextPage page="method" />;
}
