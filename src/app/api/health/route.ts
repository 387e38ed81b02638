import { checkHealth } from "@/features/exchange/check-health";
import { door } from "../door";
import { privateJson } from "../v1/private-json";

export const GET = door("GET /api/health", async () => {
  const health = await checkHealth();
  return privateJson(health.status === "ok" ? 200 : 503, health);
});
