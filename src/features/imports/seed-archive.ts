import { readFile } from "node:fs/promises";
import path from "node:path";
import { listNamedPlaces } from "@/db/imports";
import type { OperatorActor } from "@/domain/policy";
import { importBatch, type ImportReport } from "./import-batch";
import { loadReferenceData } from "./load-reference-data";
import { PlaceIndex } from "./place-index";
import type { Publish } from "./publish";
import { readCases } from "./read-cases";
import { readPpd } from "./read-ppd";

export type SeedChoice = "cases" | "ppd" | "all" | "none";

const DIRECTORY = path.join("prisma", "seed");
const OPERATOR: OperatorActor = { kind: "operator", id: "operator:seed" };

/**
 * Loads the gazetteer, the facilities and the chosen public data sets, and publishes them by the one door. The CECC's
 * database comes first: cases that name one of its records join it.
 */
export async function seedArchive(options: {
  which: SeedChoice;
  publish: Publish;
  onProgress: (line: string) => void;
}): Promise<ImportReport[]> {
  const read = (name: string): Promise<string> => readFile(path.join(DIRECTORY, name), "utf8");
  const loaded = await loadReferenceData({
    gazetteer: await read("gazetteer.csv"),
    facilities: await read("facilities_buzzfeed_2021-07.csv"),
  });
  options.onProgress(`${loaded.places} places and ${loaded.facilities} facilities`);
  const places = new PlaceIndex(await listNamedPlaces());
  const reports: ImportReport[] = [];

  const load = async (format: "ppd" | "cases", name: string): Promise<void> => {
    const text = await read(name);
    const rows = format === "ppd" ? readPpd(text, places) : readCases(text, places);
    const report = await importBatch(OPERATOR, {
      source: format,
      format,
      rows,
      publish: options.publish,
      onProgress: (done, all) => {
        if (done % 100 === 0 || done === all) options.onProgress(`${name}: ${done} of ${all}`);
      },
    });
    options.onProgress(
      `${name}: ${report.accepted} accepted, ${report.unchanged} unchanged, ${report.updated} updated, ` +
        `${report.internal} kept internal, ${report.rejected.length} rejected, ${report.published} published, ` +
        `${report.possibleDuplicates.length} possible duplicates`,
    );
    reports.push(report);
  };
  if (options.which === "ppd" || options.which === "all") await load("ppd", "cecc_ppd_2020-07_xinjiang.csv");
  if (options.which === "cases" || options.which === "all") await load("cases", "cases.json");
  return reports;
}
