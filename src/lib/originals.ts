import { resolve } from "node:path";
import { env } from "./env";

/** Where sealed originals lie: ciphertext for the keyholders, one file each. */
export function originalsDirectory(): string {
  return resolve(/* turbopackIgnore: true */ env().DATA_DIR, "sealed");
}
