import type { NextConfig } from "next";
import createNextIntlPlugin from "next-intl/plugin";

/** On every answer, errors and files included. The policy of pages, with its nonce, is in src/proxy.ts. */
const EVERYWHERE = [
  { key: "X-Content-Type-Options", value: "nosniff" },
  // Not `no-referrer`: with it browsers send `Origin: null` on our own forms, and the origin check refuses families.
  { key: "Referrer-Policy", value: "same-origin" },
  { key: "Cross-Origin-Opener-Policy", value: "same-origin" },
  { key: "X-Frame-Options", value: "DENY" },
  { key: "Permissions-Policy", value: "camera=(), geolocation=(), microphone=()" },
  // Browsers mind it over TLS alone.
  { key: "Strict-Transport-Security", value: "max-age=31536000" },
];
const INERT = {
  key: "Content-Security-Policy",
  value: "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
};

const config: NextConfig = {
  headers: () =>
    Promise.resolve([
      { source: "/:path*", headers: EVERYWHERE },
      {
        source: "/((?!api/v1/|api/openapi.json).*)",
        headers: [{ key: "Cross-Origin-Resource-Policy", value: "same-origin" }],
      },
      // What is public may be read by other sites' programs.
      {
        source: "/api/(v1/.*|openapi.json)",
        headers: [{ key: "Cross-Origin-Resource-Policy", value: "cross-origin" }],
      },
      { source: "/api/:path*", headers: [INERT] },
    ]),
  poweredByHeader: false,
  reactStrictMode: true,
  productionBrowserSourceMaps: false,
  // Pictures are re-encoded by us, once; nothing is resized on request.
  images: { unoptimized: true },
  // A lock file above the project must not move its root.
  turbopack: { root: import.meta.dirname },
  // With native parts, or read from the file system at run time.
  serverExternalPackages: ["@node-rs/argon2", "sharp", "pg", "pino", "age-encryption"],
  devIndicators: false,
};

export default createNextIntlPlugin("./src/i18n/request.ts")(config);
