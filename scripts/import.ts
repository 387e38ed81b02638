import { readFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { listNamedPlaces } from "@/db/imports";
import { percentOf } from "@/domain/duplicate";
import { importBatch, type ImportReport } from "@/features/imports/import-batch";
import type { ImportRow } from "@/features/imports/import-row";
import { PlaceIndex } from "@/features/imports/place-index";
import { readCases } from "@/features/imports/read-cases";
import { readPpd } from "@/features/imports/read-ppd";
import { readMapping, readTable } from "@/features/imports/read-table";
import { publishSubmission } from "@/features/moderation/publish-submission";
import { joinArchive } from "./run/archive";
import { runCommand } from "./run/command";
import { dataDir } from "./run/options";
import { Refusal } from "./run/refusal";

const USAGE =
  "Usage: npm run import -- FILE --format cases|ppd|csv [--mapping FILE] --source NAME [--publish] [--json] [--data-dir DIR]";

function options(args: string[]) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: {
        format: { type: "string" },
        mapping: { type: "string" },
        source: { type: "string" },
        publish: { type: "boolean", default: false },
        json: { type: "boolean", default: false },
        "data-dir": { type: "string" },
      },
    });
  } catch {
    throw new Refusal(USAGE);
  }
}

async function readText(file: string): Promise<string> {
  let bytes: Buffer;
  try {
    bytes = await readFile(file);
  } catch {
    throw new Refusal(`The file ${file} cannot be read.`);
  }
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new Refusal(`The file ${file} is not UTF-8 text.`);
  }
}

function readRows<Result>(read: () => Result, file: string): Result {
  try {
    return read();
  } catch (error) {
    throw new Refusal(
      `The file ${file} is not of that form: ${error instanceof Error ? error.message.split("\n")[0] : ""}`,
    );
  }
}

function print(report: ImportReport, unmapped: readonly string[]): void {
  console.log(
    `${report.rows} rows: ${report.accepted} accepted, ${report.unchanged} unchanged, ${report.updated} updated, ${report.internal} kept internal, ${report.rejected.length} rejected.`,
  );
  if (report.published > 0) console.log(`${report.published} published.`);
  for (const { row, field, code } of report.rejected) console.log(`  row ${row}: ${field}: ${code}`);
  for (const { row, warning } of report.warnings) console.log(`  row ${row}: ${warning}`);
  if (report.possibleDuplicates.length > 0)
    console.log("These rows may be of somebody who is there already. Nothing was merged:");
  for (const { row, of, probability, reasons } of report.possibleDuplicates)
    console.log(
      `  row ${row}: ${"record" in of ? of.record : `row ${of.row}`}: ${percentOf(probability)} %: ${reasons.join(", ")}`,
    );
  if (unmapped.length > 0) console.log(`Columns that no field takes: ${unmapped.join(", ")}`);
}

await runCommand(async (args) => {
  const { values, positionals } = options(args);
  const [file, ...more] = positionals;
  const { format, source } = values;
  if (file === undefined || more.length > 0 || source === undefined || !/^[\w.-]{1,60}$/.test(source))
    throw new Refusal(USAGE);
  if (format !== "cases" && format !== "ppd" && format !== "csv") throw new Refusal(USAGE);
  if ((format === "csv") !== (values.mapping !== undefined))
    throw new Refusal("--mapping goes with --format csv, and csv needs one.");
  const say = (line: string): void => {
    if (!values.json) console.log(line);
  };

  const text = await readText(file);
  const mappingText = values.mapping === undefined ? null : await readText(values.mapping);
  const archive = await joinArchive(dataDir(values["data-dir"]), "npm run import", say);
  try {
    let rows: ImportRow[];
    let unmapped: string[] = [];
    if (mappingText === null) {
      const places = new PlaceIndex(await listNamedPlaces());
      rows = readRows(() => (format === "cases" ? readCases(text, places) : readPpd(text, places)), file);
    } else {
      const mapping = readRows(() => readMapping(mappingText), values.mapping ?? "");
      ({ rows, unmapped } = readRows(() => readTable(text, mapping, source), file));
    }
    const report = await importBatch(
      { kind: "operator", id: "operator:import" },
      {
        source,
        format,
        rows,
        publish: values.publish ? publishSubmission : null,
        onProgress: (done, all) => {
          if (done % 100 === 0 && done < all) say(`${done} of ${all} rows`);
        },
      },
    );
    if (values.json) console.log(JSON.stringify({ ...report, unmapped }));
    else print(report, unmapped);
    return 0;
  } finally {
    await archive.close();
  }
});
