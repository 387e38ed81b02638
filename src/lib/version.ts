import manifest from "../../package.json";

/** The version of this software, as its package names it. */
export const VERSION: string = manifest.version;
