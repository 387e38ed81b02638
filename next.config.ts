import type { NextConfig } from "next";
import createNextIntlPlugin from "next-intl/plugin";

const config: NextConfig = {
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
