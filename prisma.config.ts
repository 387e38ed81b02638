import { defineConfig } from "prisma/config";

// For sites that use Prisma's own command line. `npm start` and `npm run migration` need it only to generate.
const url = process.env["DATABASE_URL"];

export default defineConfig({
  schema: "prisma/schema.prisma",
  migrations: { path: "prisma/migrations" },
  ...(url !== undefined && { datasource: { url } }),
});
