import { readFileSync } from "node:fs";
import path from "node:path";
import AxeBuilder from "@axe-core/playwright";
import { test as base, expect, type Page } from "@playwright/test";
import { TOTP } from "otpauth";

export { expect };

type DemoStaff = { name: string; role: "moderator" | "publisher" | "admin"; password: string; totpSecret: string };
type Fixtures = {
  /** What went wrong in the page without anybody asserting it; the test fails when it is not empty at the end. */
  complaints: string[];
};

/**
 * A journey through the running site. It fails when a page prints an error, throws, breaks its own content security
 * policy, or asks another host for anything.
 */
export const test = base.extend<Fixtures>({
  baseURL: async ({}, use) => use(siteUrl()),
  complaints: [
    async ({ context }, use) => {
      const complaints: string[] = [];
      context.on("console", (message) => {
        if (message.type() === "error" && !isExpectedStatus(message.text()))
          complaints.push(`console: ${message.text()}`);
      });
      context.on("weberror", (error) => complaints.push(`thrown: ${error.error().message}`));
      context.on("request", (request) => {
        const { protocol, origin } = new URL(request.url());
        if (/^(https?|wss?):$/.test(protocol) && origin !== siteUrl()) complaints.push(`another host: ${origin}`);
      });
      await context.addInitScript(() => {
        document.addEventListener("securitypolicyviolation", (event) => {
          console.error(`content security policy: ${event.violatedDirective} ${event.blockedURI}`);
        });
      });
      await use(complaints);
      expect(complaints).toEqual([]);
    },
    { auto: true },
  ],
});

/** Chromium prints a line for every answer of 4xx; tests that go there on purpose assert the answer itself. */
function isExpectedStatus(text: string): boolean {
  return /^Failed to load resource: the server responded with a status of 4\d\d/.test(text);
}

/** Where the site of this run is. */
export function siteUrl(): string {
  return process.env["SITE_URL"] ?? "http://127.0.0.1:3000";
}

/** The data directory of this run's site. */
export function siteData(): string {
  return process.env["SITE_DATA"] ?? ".data";
}

/** The demo moderators, with what they need to sign in. */
export function demoStaff(): DemoStaff[] {
  return JSON.parse(readFileSync(path.join(siteData(), "demo-staff.json"), "utf8")) as DemoStaff[];
}

/** The six digits that an authenticator app would show now. Each step is accepted once, so two sign-ins need two steps. */
export function totpCode(staff: DemoStaff, at = Date.now()): string {
  return new TOTP({ secret: staff.totpSecret, algorithm: "SHA1", digits: 6, period: 30 }).generate({ timestamp: at });
}

/** Nothing that axe can find is wrong with the page. There is no list of exceptions. */
export async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(" ")).join(", ")}`)).toEqual(
    [],
  );
}
