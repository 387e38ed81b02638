import { getPhoto } from "@/features/archive/get-photo";
import { door } from "../../api/door";

export const GET = door("GET /photos/[id]", async (_request, { params }) => {
  const { mediaType, bytes } = await getPhoto(params["id"] ?? "");
  return new Response(Uint8Array.from(bytes), {
    headers: {
      "content-type": mediaType,
      "cache-control": "public, max-age=300",
      "x-content-type-options": "nosniff",
      "cross-origin-resource-policy": "same-origin",
      "content-security-policy": "default-src 'none'",
    },
  });
});
