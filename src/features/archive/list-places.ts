import { listPlaces as readPlaces } from "@/db/persons";

export type PlaceLabel = { code: string; level: string; parent: string | null; en: string; ug: string | null };

/** The gazetteer as pages label places: by code, in the languages that it has. */
export async function listPlaces(): Promise<PlaceLabel[]> {
  return (await readPlaces()).map((place) => ({
    code: place.code,
    level: place.level,
    parent: place.parent,
    en: place.nameEn || place.nameUly || place.nameZh,
    ug: place.nameUg,
  }));
}
