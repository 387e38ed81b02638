import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { pageLocale } from "../page-locale";
import { TextPage } from "../text-page";

export async function generateMetadata({ params }: PageProps<"/[locale]/about">): Promise<Metadata> {
  pageLocale((await params).locale);
  return { title: (await getTranslations("pages.about"))("title") };
}

export default async function About({ params }: PageProps<"/[locale]/about">) {
  pageLocale((await params).locale);
  return <TextPage page="about" />;
}
