import { type FacilityRow, type PlaceRow, saveFacilities, savePlaces } from "@/db/imports";
import { parseCsv } from "@/lib/csv";

function orNull(cell: string | undefined): string | null {
  return cell === undefined || cell === "" ? null : cell;
}

/** The places of `gazetteer.csv`. */
export function readPlaces(text: string): PlaceRow[] {
  return parseCsv(text).map(({ cells }) => ({
    code: cells.code ?? "",
    level: cells.level ?? "",
    parent: orNull(cells.parent),
    type: cells.type ?? "",
    nameZh: cells.name_zh ?? "",
    pinyin: cells.pinyin ?? "",
    nameEn: cells.name_en_uyghur_form || cells.name_en_prc || cells.name_uly || "",
    nameEnUyghur: orNull(cells.name_en_uyghur_form),
    nameUg: orNull(cells.name_ug),
    nameUly: orNull(cells.name_uly),
    nameUgStatus: orNull(cells.name_ug_status),
  }));
}

/** The sites of the facilities file (tab-separated; rows without a number are empty lines of the spreadsheet). */
export function readFacilities(text: string): FacilityRow[] {
  return parseCsv(text, "\t").flatMap(({ cells }) => {
    const id = orNull(cells.id);
    if (id === null) return [];
    const degrees = (cell: string | undefined): number | null =>
      cell && Number.isFinite(Number(cell)) ? Number(cell) : null;
    const sub = orNull(cells.id_sub);
    return [
      {
        id: sub === null ? id : `${id}-${sub}`,
        name: orNull(cells.Name),
        town: orNull(cells.Town),
        prefecture: orNull(cells.Prefecture),
        latitude: degrees(cells.lat),
        longitude: degrees(cells.long),
        kind: orNull(cells["facility type"]),
        corroboration: orNull(cells["corroboration level"]),
        links: ["Links", "Links 2", "Links 3", "Links 4"].flatMap((name) => orNull(cells[name]) ?? []),
      },
    ];
  });
}

/** Brings places and facilities into the database; the same again changes nothing. */
export async function loadReferenceData(texts: {
  gazetteer: string;
  facilities: string;
}): Promise<{ places: number; facilities: number }> {
  const places = readPlaces(texts.gazetteer);
  const facilities = readFacilities(texts.facilities);
  await savePlaces(places);
  await saveFacilities(facilities);
  return { places: places.length, facilities: facilities.length };
}
