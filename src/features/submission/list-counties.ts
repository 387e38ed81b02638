import { listPlaces } from "@/db/persons";
import type { Locale } from "@/domain/codes";

export type CountyGroup = {
  readonly label: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
};

/** The region's counties and cities under their prefectures, each named for the reader; a prefecture may be chosen too. */
export async function listCounties(locale: Locale): Promise<CountyGroup[]> {
  const places = await listPlaces();
  function nameOf(place: (typeof places)[number]): string {
    if (locale === "ug") return place.nameUg ?? place.nameEn;
    return locale === "zh" ? place.nameZh : place.nameEn;
  }
  return places
    .filter((place) => place.level === "prefecture")
    .map((prefecture) => ({
      label: nameOf(prefecture),
      options: [prefecture, ...places.filter((place) => place.parent === prefecture.code)].map((place) => ({
        value: place.code,
        label: nameOf(place),
      })),
    }));
}
