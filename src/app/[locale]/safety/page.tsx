import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { pageLocale } from "../page-locale";
import { TextPage } from "../text-page";

export async function generateMetadata({ params }: PageProps<"/[locale]/safety">): Promise<Metadata> {
  pageLocale((await params).locale);
  return { title: (await getTranslations("pages.safety"))("title") };
}

export default async function Safety({ params }: PageProps<"/[locale]/safety">) {
  pageLocale((await params).locale);
  return <TextPage page="safety" />;
}
