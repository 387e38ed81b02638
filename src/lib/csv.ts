import { parse } from "csv-parse/sync";

export type CsvRow = {
  /** Number of the row, the header being 1. */ number: number;
  cells: Readonly<Record<string, string>>;
};

/**
 * The rows of a CSV text by their header. A byte order mark is dropped; empty rows are skipped but counted.
 *
 * @throws Error of the parser when quotes are broken or a row has more cells than the header
 */
export function parseCsv(text: string, delimiter: "," | "\t" = ","): CsvRow[] {
  const quoted = delimiter === ",";
  const rows: string[][] = parse(text, {
    bom: true,
    delimiter,
    quote: quoted ? '"' : null,
    relax_column_count: true,
    skip_empty_lines: false,
  });
  const header = (rows[0] ?? []).map((name) => name.trim());
  return rows.slice(1).flatMap((row, index) => {
    if (row.every((cell) => cell.trim() === "")) return [];
    if (row.length > header.length && row.slice(header.length).some((cell) => cell.trim() !== "")) {
      throw new Error(`Row ${index + 2} has more cells than the header`);
    }
    return [
      {
        number: index + 2,
        cells: Object.fromEntries(header.map((name, place) => [name, (row[place] ?? "").trim()])),
      },
    ];
  });
}
