import type { ErrorCode } from "@/domain/errors";

/** The HTTP status by which each failure is known. Doors answer with it; nothing inside knows it. */
export const STATUS_OF_ERROR = {
  invalid_input: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  gone: 410,
  conflict: 409,
  expired: 410,
  too_large: 413,
  unsupported_media: 415,
  rate_limited: 429,
  unavailable: 503,
} as const satisfies Record<ErrorCode, number>;
