import { parseArgs } from "node:util";
import path from "node:path";
import { z } from "zod";
import { env } from "@/lib/env";
import { Refusal } from "./refusal";

const SEEDS = ["all", "cases", "ppd", "none"] as const;
export type Seed = (typeof SEEDS)[number];

export type ServeOptions = {
  port: number;
  dataDir: string;
  seed: Seed;
  build: boolean;
};

/** Reads the options of `npm start` and `npm run dev`. @throws Refusal that names what is wrong with them */
export function readServeOptions(args: string[]): ServeOptions {
  const values = parse(args);
  const port = z.coerce
    .number()
    .int()
    .min(1)
    .max(65535)
    .safeParse(values.port ?? env().PORT);
  if (!port.success) throw new Refusal("--port must be a number from 1 to 65535.");
  const seed = z.enum(SEEDS).safeParse(values.seed);
  if (!seed.success) throw new Refusal(`--seed must be one of ${SEEDS.join(", ")}.`);
  return {
    port: port.data,
    dataDir: dataDir(values["data-dir"]),
    seed: seed.data,
    build: !values["no-build"],
  };
}

/** The folder of data and keys: as an option says, or the environment, or `.data` in the project. */
export function dataDir(option: string | undefined): string {
  return path.resolve(option ?? env().DATA_DIR);
}

function parse(args: string[]) {
  try {
    return parseArgs({
      args,
      options: {
        port: { type: "string" },
        "data-dir": { type: "string" },
        seed: { type: "string", default: "all" },
        "no-build": { type: "boolean", default: false },
      },
    }).values;
  } catch {
    throw new Refusal("Options are: --port N, --data-dir DIR, --seed cases|ppd|all|none, --no-build.");
  }
}
