import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { userInfo } from "node:os";
import { findBrowser } from "../../tests/support/browser";
import { Refusal } from "./refusal";

/** Finds the browser of the journeys, or installs Debian's where that is allowed. @throws Refusal when there is none */
export function ensureBrowser(say: (line: string) => void): void {
  if (findBrowser() !== undefined) return;
  if (userInfo().uid === 0 && existsSync("/usr/bin/apt-get")) {
    say("installing Chromium from Debian; this takes a minute or two");
    const options = { stdio: ["ignore", "ignore", "inherit"] as ["ignore", "ignore", "inherit"] };
    spawnSync("apt-get", ["-qq", "update"], options);
    spawnSync("apt-get", ["-qq", "install", "-y", "--no-install-recommends", "chromium"], options);
    if (findBrowser() !== undefined) return;
  }
  throw new Refusal(
    "The journeys need Chromium or Chrome: install one (on Debian: apt-get install chromium) and run the tests again.",
  );
}
